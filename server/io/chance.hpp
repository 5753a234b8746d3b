// Chance, from the kernel. Decisions are pure: whoever needs chance is handed it and writes down what it was.
#pragma once
#include <string>

namespace bowball::io {

/// 64 random bits as sixteen hexadecimal digits.
[[nodiscard]] std::string draw_chance();

}  // namespace bowball::io
