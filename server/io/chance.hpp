// Chance, from the kernel. Decisions are pure: whoever needs chance is handed it and writes down what it was.
#pragma once
#include <cstdint>

namespace bowball::io {

/// 53 random bits: a number that every reader of JSON keeps whole.
[[nodiscard]] std::uint64_t draw_chance();

}  // namespace bowball::io
