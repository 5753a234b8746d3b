// A request and an answer as the routes see them: plain values, no library.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/result.hpp"

namespace bowball::net {

struct HttpRequest {
    std::string method;
    std::string path;                 ///< without the query
    std::string query;
    std::string body;
    std::string address;              ///< of the client
    std::string host;
    std::string origin;
    std::string cookie;
    std::string content_type;
    std::string if_none_match;
    std::string range;
    std::string accept_encoding;
    std::string authorization;
    std::string last_event_id;
    bool is_secure = false;           ///< came over TLS
    std::weak_ptr<void> asker;        ///< its connection: who waits for news is forgotten with it
};

/// Bytes that many answers share.
struct SharedBody {
    std::shared_ptr<const void> owner;
    std::string_view bytes;
};

/// The rest of a body that is too large to be held: it is asked for piece by piece, each when the one before it has left.
struct RestOfBody {
    std::uint64_t total = 0;   ///< bytes of the whole body, the answer's own included
    /// Brings the next piece to the function that it is given, later and on the net thread: never an empty one, but for a body that broke.
    std::function<void(std::function<void(SharedBody)>)> next;
};

struct HttpAnswer {
    unsigned status = 200;
    std::string content_type = "application/json";
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;
    std::optional<SharedBody> shared = {};   ///< instead of `body`
    std::optional<RestOfBody> rest = {};     ///< after either
    [[nodiscard]] std::string_view bytes() const { return shared ? shared->bytes : std::string_view{body}; }
};

/// Where an answer goes; called once, on the net thread.
using Answer = std::function<void(HttpAnswer)>;

/// No answer but a page may be framed, or load or run anything where it is opened by itself: what has no policy of its own gets that.
[[nodiscard]] HttpAnswer with_policy(HttpAnswer answer);
inline constexpr const char* policy_of_data = "object-src 'none'; base-uri 'none'; script-src 'none'; frame-ancestors 'none'";

/// {"code":"...","text":"..."} with the status that fits the code.
[[nodiscard]] HttpAnswer refusal(const Error& error);
/// The value of a cookie, or empty.
[[nodiscard]] std::string cookie_value(std::string_view cookies, std::string_view name);
/// Whether If-None-Match names the tag, weakly compared (RFC 9110, 13.1.2).
[[nodiscard]] bool has_tag(std::string_view if_none_match, std::string_view etag);
/// The value of a query parameter, percent-decoded, or empty.
[[nodiscard]] std::string query_value(std::string_view query, std::string_view name);

}  // namespace bowball::net
