#include "relay/beat.hpp"

#include "formats/archive.hpp"
#include "formats/node.hpp"
#include "formats/parse_json.hpp"

namespace bowball::relay {
namespace {

constexpr std::size_t most_bytes = 4096;
constexpr std::int32_t fastest = 1000;

}  // namespace

template <class A>
void fields(A& a, Beat& b) {
    a("epoch", b.epoch);
    a("seq", b.seq);
    a("sent_us", b.sent_us);
    a("speed", b.speed);
    a("version", b.version);
}

std::string encode_beat(const Beat& beat) {
    formats::JsonWriter out;
    auto copy = beat;
    formats::WriteArchive{out, formats::microseconds}.put(copy);
    return out.take();
}

Result<Beat> decode_beat(std::string_view text) {
    const auto document = formats::parse_json(text, most_bytes);
    if (!document) return document.error();
    auto beat = formats::read_struct<Beat>(formats::JsonNode{document->root, ""}, formats::ReadRules{formats::microseconds, false, true, 100, 200});
    if (!beat) return beat.error();
    const auto is_name = !beat->epoch.empty() && beat->epoch.size() <= 40 && beat->epoch.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == std::string::npos;
    if (!is_name) return Error{errc::bad_input, "The beat names no epoch."};
    if (beat->speed < 1 || beat->speed > fastest || beat->sent_us < 0) return Error{errc::bad_input, "The beat says a time or a speed that cannot be."};
    return beat;
}

}  // namespace bowball::relay
