#include "net/handshake.hpp"

#include <algorithm>
#include <string_view>

#include "net/methods.hpp"

namespace bowball::net {
namespace {

constexpr const char* websocket_version = "13";

HttpAnswer refuse_with(unsigned status, const Error& error) {
    auto answer = refusal(error);
    answer.status = status;
    return answer;
}

/// 426 names what is spoken here (RFC 9110 section 15.5.22).
HttpAnswer ask_to_upgrade(const std::string& text) {
    auto answer = refuse_with(426, {errc::bad_input, text});
    answer.headers.emplace_back("Upgrade", "websocket");
    answer.headers.emplace_back("Sec-WebSocket-Version", websocket_version);
    return answer;
}

/// Sixteen bytes in base64: of the last letter but two, only two bits are of them.
bool is_key(std::string_view key) {
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    constexpr std::size_t sixteen_bytes = 24;
    if (key.size() != sixteen_bytes || !key.ends_with("==")) return false;
    const auto digits = key.substr(0, sixteen_bytes - 2);
    return digits.find_first_not_of(letters) == std::string_view::npos && std::string_view{"AQgw"}.find(digits.back()) != std::string_view::npos;
}

}  // namespace

std::optional<HttpAnswer> refuse_handshake(const Handshake& asked) {
    if (asked.path != live_path) return refusal({errc::not_found, "The live feed is at /live."});
    if (asked.method != "GET") return refuse_method(asked.method, methods_of(std::string{live_path}));
    if (!asked.asks_for_websocket) return ask_to_upgrade("The live feed is a WebSocket: ask with Upgrade: websocket and Connection: Upgrade.");
    if (asked.http_version < 11) return refusal({errc::bad_input, "A WebSocket is asked for with HTTP/1.1."});
    if (asked.version != websocket_version) return ask_to_upgrade("The live feed speaks WebSocket version 13.");
    if (asked.keys != 1 || !is_key(asked.key)) return refusal({errc::bad_input, "Sec-WebSocket-Key is 16 bytes in base64, once."});
    if (asked.offers_other_protocols_only) return refusal({errc::bad_input, "The live feed speaks the subprotocol bowball.v1."});
    return std::nullopt;
}

}  // namespace bowball::net
