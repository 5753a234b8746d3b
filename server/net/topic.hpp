// Topics of the live feed and the patterns that name several: "race/*/board". Pure.
#pragma once
#include <string_view>

namespace bowball::net {

/// True if the topic fits the pattern; '*' stands for one part between slashes.
[[nodiscard]] bool matches(std::string_view topic, std::string_view pattern);
/// Lower-case letters, digits, '/', '_', '*' and '-'; 1 to 100 characters.
[[nodiscard]] bool is_topic(std::string_view text);

}  // namespace bowball::net
