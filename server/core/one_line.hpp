// Text for a line of a log: nothing in it can begin a line of its own, or hide what stands beside it. Pure.
#pragma once
#include <string>
#include <string_view>

namespace bowball {

/// Controls and what is not UTF-8 as "\xNN"; ends of line and marks that turn the direction of Unicode as "\u{NNNN}". Everything else as it is,
/// in whatever script.
[[nodiscard]] std::string one_line(std::string_view text);

}  // namespace bowball
