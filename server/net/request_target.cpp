#include "net/request_target.hpp"

#include <algorithm>

namespace bowball::net {
namespace {

RequestTarget split_query(std::string_view target) {
    const auto question = target.find('?');
    RequestTarget parts{std::string{target.substr(0, question)}, {}, std::nullopt};
    if (question != std::string_view::npos) parts.query = target.substr(question + 1);
    return parts;
}

/// Schemes are written as one likes (RFC 3986 section 3.1).
bool begins_with(std::string_view text, std::string_view lower_case) {
    return text.size() >= lower_case.size() && std::ranges::equal(text.substr(0, lower_case.size()), lower_case, [](char one, char other) { return (one >= 'A' && one <= 'Z' ? one + ('a' - 'A') : one) == other; });
}

}  // namespace

std::optional<RequestTarget> parse_request_target(std::string_view target) {
    if (target.starts_with('/')) return split_query(target);
    if (target == "*") return RequestTarget{"*", {}, std::nullopt};
    const auto scheme = begins_with(target, "http://") ? std::size_t{7} : begins_with(target, "https://") ? std::size_t{8} : std::size_t{0};
    if (scheme == 0) return std::nullopt;
    target.remove_prefix(scheme);
    const auto end = std::min(target.find_first_of("/?"), target.size());
    const auto host = target.substr(0, end);
    // A name with a password before it is how people are deceived, and never sent (RFC 9110 section 4.2.4).
    if (host.empty() || host.find('@') != std::string_view::npos) return std::nullopt;
    auto parts = split_query(target.substr(end));
    if (parts.path.empty()) parts.path = "/";
    parts.host = host;
    return parts;
}

}  // namespace bowball::net
