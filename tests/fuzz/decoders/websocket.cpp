// A client's WebSocket frames: the same messages and the same end, wherever the bytes are cut. The first byte says whether compressed ones were agreed on.
#include <algorithm>

#include "core/limits.hpp"
#include "core/text.hpp"
#include "fuzz/decoder.hpp"
#include "net/client_frame.hpp"
#include "net/message_deflate.hpp"
#include "net/websocket_frame.hpp"

namespace bowball::fuzz {
namespace {

struct Heard {
    std::vector<net::ClientFrame> frames;
    std::optional<std::uint16_t> failure;
};

Heard read_in_pieces(std::string_view bytes, std::size_t piece, bool takes_deflated) {
    net::FrameReader reader{limits::inbound_message_bytes, takes_deflated};
    Heard heard;
    for (; !bytes.empty(); bytes.remove_prefix(std::min(piece, bytes.size()))) {
        for (auto& frame : reader.feed(bytes.substr(0, piece))) heard.frames.push_back(std::move(frame));
    }
    heard.failure = reader.failure();
    return heard;
}

bool is_same(const Heard& one, const Heard& other) {
    return one.failure == other.failure && std::ranges::equal(one.frames, other.frames, [](const auto& a, const auto& b) { return a.opcode == b.opcode && a.payload == b.payload && a.code == b.code; });
}

void check(const net::ClientFrame& frame) {
    const auto is_control = frame.opcode != net::Opcode::text;
    demand(!is_control || frame.payload.size() <= 125, "a long control frame");
    demand(frame.payload.size() <= limits::inbound_message_bytes, "a message of " + std::to_string(frame.payload.size()) + " bytes");
    demand(is_control || is_utf8(frame.payload), "a text that is not UTF-8");
}

bool decode(std::string_view bytes) {
    if (bytes.empty()) return false;
    const auto takes_deflated = (bytes.front() & 1) != 0;
    const std::size_t some = 2 + static_cast<unsigned char>(bytes.front()) / 4U;
    bytes.remove_prefix(1);
    const auto whole = read_in_pieces(bytes, std::max<std::size_t>(bytes.size(), 1), takes_deflated);
    for (const auto piece : {std::size_t{1}, some}) {
        demand(is_same(read_in_pieces(bytes, piece, takes_deflated), whole), "in pieces of " + std::to_string(piece) + " bytes it is read otherwise");
    }
    std::string again;
    for (const auto& frame : whole.frames) {
        check(frame);
        again += net::client_frame(0x80U | static_cast<unsigned>(frame.opcode), frame.payload);
    }
    demand(is_same(read_in_pieces(again, again.size() + 1, false), {whole.frames, std::nullopt}), "sent again they are others");
    return !whole.frames.empty();
}

std::vector<std::string> seeds() {
    using net::client_frame;
    const std::string ping = R"({"v":1,"kind":"ping","t0":7})";
    const std::string subscribe = R"({"v":1,"kind":"subscribe","topics":["race/*/board","current/board","log"],"since":"AB12:7"})";
    const auto zero = std::string(1, '\0');
    const auto one = std::string(1, '\1');
    return {zero + client_frame(0x81, ping),
            zero + client_frame(0x81, subscribe) + client_frame(0x89, "are you there") + client_frame(0x8A, ""),
            zero + client_frame(0x01, ping.substr(0, 9)) + client_frame(0x89, "x") + client_frame(0x80, ping.substr(9)),
            zero + client_frame(0x88, std::string{"\x03\xE8", 2} + "bye"),
            zero + client_frame(0x88, ""),
            zero + client_frame(0x81, std::string(3000, 'x')),
            zero + client_frame(0x81, "\xC3\xA9\xE2\x82\xAC\xF0\x9F\x9A\xA3"),
            one + client_frame(0xC1, net::deflate_message(subscribe)),
            one + client_frame(0x41, net::deflate_message(subscribe).substr(0, 20)) + client_frame(0x80, net::deflate_message(subscribe).substr(20)),
            one + client_frame(0xC1, net::deflate_message(std::string(16'000, 'x'))),
            one + client_frame(0x81, ping)};
}

}  // namespace

extern const Decoder websocket_decoder{decode, {}, seeds};

}  // namespace bowball::fuzz
