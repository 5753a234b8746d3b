#include "net/topic.hpp"

#include <algorithm>

#include "core/text.hpp"

namespace bowball::net {

bool matches(std::string_view topic, std::string_view pattern) {
    for (;;) {
        const auto topic_end = topic.find('/');
        const auto pattern_end = pattern.find('/');
        const auto part = pattern.substr(0, pattern_end);
        if (part != "*" && part != topic.substr(0, topic_end)) return false;
        if (topic_end == std::string_view::npos || pattern_end == std::string_view::npos) return topic_end == pattern_end;
        topic.remove_prefix(topic_end + 1);
        pattern.remove_prefix(pattern_end + 1);
    }
}

bool is_topic(std::string_view text) {
    return !text.empty() && text.size() <= 100 && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '/' || c == '_' || c == '*' || c == '-';
    });
}

Result<void> check_topic(const std::string& pattern, bool is_official) {
    if (!is_topic(pattern)) return Error{errc::bad_input, "\"" + printable(pattern, 40) + "\" is no topic. Write race/12/board, race/*/board, current/board or meet."};
    const auto restricted = pattern == "health" || pattern == "redundancy" || pattern == "inputs" || pattern == "meet/reactions" || pattern.ends_with("/referee") || pattern.ends_with("/console");
    if (restricted && !is_official) return Error{errc::not_allowed, "Sign in to see " + pattern + "."};
    return {};
}

std::vector<std::string> topics_of(const HttpRequest& request) {
    std::vector<std::string> topics;
    const auto list = query_value(request.query, "topics");
    for (const auto topic : split(list, ',')) {
        if (!topic.empty()) topics.emplace_back(topic);
    }
    return topics;
}

}  // namespace bowball::net
