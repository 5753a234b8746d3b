// Lots that anybody can draw again from the recorded seed. Not the standard library's shuffle: it differs by maker.
#pragma once
#include <cstdint>
#include <vector>

namespace bowball::rules {

/// The numbers 0 ... count-1 in the order of the draw: Fisher-Yates from the last place down, each choice by splitmix64 from
/// `seed`, with rejection, so that every order is equally likely. docs/rules.md has the steps for checking by hand.
[[nodiscard]] std::vector<std::size_t> draw_lots(std::uint64_t seed, std::size_t count);

}  // namespace bowball::rules
