// Topics of the live feed and the patterns that name several: "race/*/board". Pure.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "net/http.hpp"

namespace bowball::net {

/// Before the topics of whichever race is on: "current/board".
inline constexpr std::string_view current_topics = "current/";

/// True if the topic fits the pattern; '*' stands for one part between slashes.
[[nodiscard]] bool matches(std::string_view topic, std::string_view pattern);
/// Lower-case letters, digits, '/', '_', '*' and '-'; 1 to 100 characters.
[[nodiscard]] bool is_topic(std::string_view text);
/// Whether somebody may follow it. Fails with errc::bad_input, or errc::not_allowed so that a viewer is told, and not left
/// waiting. What a pattern opens is decided by each view's audience.
[[nodiscard]] Result<void> check_topic(const std::string& pattern, bool is_official);
/// The topics that a request names: ?topics=current/board,log
[[nodiscard]] std::vector<std::string> topics_of(const HttpRequest& request);

}  // namespace bowball::net
