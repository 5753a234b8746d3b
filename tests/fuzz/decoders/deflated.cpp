// Compressed messages: never more than the bound comes out, and what was compressed comes out as it was.
#include "core/limits.hpp"
#include "fuzz/decoder.hpp"
#include "net/gzip.hpp"
#include "net/message_deflate.hpp"

namespace bowball::fuzz {
namespace {

bool decode(std::string_view bytes) {
    const auto packed = net::deflate_message(bytes);
    const auto unpacked = net::inflate_message(packed, bytes.size());
    demand(unpacked && *unpacked == bytes, "what was compressed comes out otherwise");
    demand(bytes.empty() || !net::inflate_message(packed, bytes.size() - 1), "more came out than the bound");
    demand(!net::gzip(bytes).empty(), "gzip of nothing");
    const auto message = net::inflate_message(bytes, limits::inbound_message_bytes);
    if (!message) return false;
    demand(message->size() <= limits::inbound_message_bytes, "more came out than the bound");
    return true;
}

std::vector<std::string> seeds() {
    return {net::deflate_message(R"({"v":1,"kind":"ping","t0":7})"), net::deflate_message(""), net::deflate_message(std::string(16'000, 'x')), net::deflate_message(net::deflate_message(std::string(3000, 'y') + "z"))};
}

}  // namespace

extern const Decoder deflated_decoder{decode, {}, seeds, 16 * 1024, 3'000};

}  // namespace bowball::fuzz
