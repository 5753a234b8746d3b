// Requests of HTTP as they come off a socket, several behind each other: the same requests and the same end, wherever the bytes are cut.
#include <algorithm>

#include "core/limits.hpp"
#include "fuzz/decoder.hpp"
#include "net/request_reader.hpp"

namespace bowball::fuzz {
namespace {

using State = net::RequestReader::State;

std::size_t body_limit(const net::HttpRequest& request) { return request.path == "/api/v1/entries/check" ? limits::entries_bytes : limits::http_body_bytes; }

std::string described(const net::ReadRequest& read) {
    const auto& one = read.request;
    std::string text;
    for (const auto* part : {&one.method, &one.path, &one.query, &one.host, &one.origin, &one.cookie, &one.content_type, &one.if_none_match, &one.range, &one.accept_encoding, &one.authorization,
                             &one.last_event_id, &one.body, &read.subprotocol, &read.handshake.key, &read.handshake.version}) {
        demand(part->size() <= limits::entries_bytes, "a part of a request of " + std::to_string(part->size()) + " bytes");
        text += *part + '\n';
    }
    for (const auto flag : {read.keeps_alive, read.asks_for_websocket, read.speaks_other_version, read.takes_deflated, read.handshake.offers_other_protocols_only}) text += flag ? '1' : '0';
    return text;
}

/// Each request, and how it ended.
std::vector<std::string> read_in_pieces(std::string_view bytes, std::size_t piece, bool& accepted) {
    net::RequestReader reader;
    reader.begin();
    std::vector<std::string> found;
    std::string waiting;
    while (!bytes.empty()) {
        const auto taken = std::min(piece, bytes.size());
        waiting += bytes.substr(0, taken);
        bytes.remove_prefix(taken);
        for (;;) {
            const auto state = reader.read(waiting, body_limit);
            demand(waiting.size() <= limits::http_header_bytes + piece, "it keeps " + std::to_string(waiting.size()) + " bytes unread");
            if (state == State::needs_more) break;
            if (state != State::whole) {
                found.push_back("ended " + std::to_string(static_cast<int>(state)));
                return found;
            }
            const auto read = reader.take();
            found.push_back(read ? described(*read) : "refused: " + read.error().text);
            accepted = accepted || read.has_value();
            if (!read) return found;
            reader.begin();
            if (waiting.empty()) break;
        }
    }
    found.push_back(reader.has_begun() ? "in a request" : "between requests");
    return found;
}

/// A head that is broken is seen at once where it comes in one piece, and in several with its end: until then it waits, bounded.
bool is_same(const std::vector<std::string>& whole, std::vector<std::string> cut) {
    const auto is_broken = whole.back() == "ended " + std::to_string(static_cast<int>(State::broken));
    if (is_broken && cut.back() == "in a request") cut.back() = whole.back();
    return cut == whole;
}

bool decode(std::string_view bytes) {
    auto accepted = false;
    const auto whole = read_in_pieces(bytes, std::max<std::size_t>(bytes.size(), 1), accepted);
    // Which pieces follows from the bytes: the same input is cut in the same way.
    const std::size_t some = bytes.empty() ? 7 : 2 + static_cast<unsigned char>(bytes[bytes.size() / 2]) % 61U;
    for (const auto piece : {std::size_t{1}, some}) {
        if (piece == 1 && bytes.size() > 4096) continue;
        const auto cut = read_in_pieces(bytes, piece, accepted);
        demand(is_same(whole, cut), "in pieces of " + std::to_string(piece) + " bytes it is read otherwise: " + whole.back() + " / " + cut.back() + ", " + std::to_string(whole.size()) + " / " + std::to_string(cut.size()));
    }
    return accepted;
}

}  // namespace

extern const Decoder http_request_decoder{decode};

}  // namespace bowball::fuzz
