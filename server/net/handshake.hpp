// Whether a request for the WebSocket is one, by RFC 6455 section 4.2. Pure.
#pragma once
#include <optional>
#include <string>

#include "net/http.hpp"

namespace bowball::net {

/// What the request says about it.
struct Handshake {
    std::string method;
    std::string path;
    unsigned http_version = 11;      ///< 11 is HTTP/1.1
    bool asks_for_websocket = false; ///< by Upgrade and Connection
    std::string key;                 ///< Sec-WebSocket-Key
    std::size_t keys = 0;            ///< how many such lines there are
    std::string version;             ///< Sec-WebSocket-Version
    bool offers_other_protocols_only = false;   ///< subprotocols, and none of ours
};

/// Where the live feed is.
inline constexpr const char* live_path = "/live";

/// The answer that refuses it; nothing where it may go on.
[[nodiscard]] std::optional<HttpAnswer> refuse_handshake(const Handshake& asked);

}  // namespace bowball::net
