// Recordings that others send: what is read, written and read again is the same.
#include "io/capture_file.hpp"

#include "core/text.hpp"
#include "fuzz/decoder.hpp"

namespace bowball::fuzz {
namespace {

std::string written(const io::CaptureFile& file) {
    auto text = io::encode_header(file.header);
    for (const auto& piece : file.pieces) text += io::encode_piece(piece);
    return text;
}

bool decode(std::string_view bytes) {
    demand(io::decode_name(io::encode_name(bytes.substr(0, 100))) == bytes.substr(0, 100), "a name comes back as another");
    const auto file = io::decode_capture(bytes);
    if (!file) {
        demand(is_utf8(file.error().text), "a refusal is not UTF-8: " + printable(file.error().text));
        return false;
    }
    const auto again = io::decode_capture(written(*file));
    demand(again.has_value(), "written anew it cannot be read: " + (again ? "" : again.error().text));
    demand(again->pieces == file->pieces && written(*again) == written(*file), "written anew it is another");
    for (const auto& piece : file->pieces) {
        const auto head = piece.direction == '#' ? io::decode_head(piece.bytes) : std::nullopt;
        if (head) demand(head->file.head.size() <= piece.bytes.size() && head->name.size() <= piece.bytes.size(), "the beginning of a file is longer than what tells of it");
    }
    return true;
}

}  // namespace

extern const Decoder capture_file_decoder{decode, {"tests/devices/*.cap"}, nullptr, 16 * 1024};

}  // namespace bowball::fuzz
