// What a request is for, as its first line says it in one of four forms (RFC 9112 section 3.2). Pure.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace bowball::net {

struct RequestTarget {
    std::string path;                   ///< "*": of the server as a whole
    std::string query;
    std::optional<std::string> host;    ///< of the absolute form, and then instead of the header Host
    bool operator==(const RequestTarget&) const = default;
};

/// "/path?query", "http://host/path?query" or "*"; nothing where it is none of these: a proxy is asked for "host:port", and this is none.
[[nodiscard]] std::optional<RequestTarget> parse_request_target(std::string_view target);

}  // namespace bowball::net
