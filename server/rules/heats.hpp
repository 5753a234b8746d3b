// Which heat a seeded crew goes into. Pure.
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

namespace bowball::rules {

/// The heat, from 0, of the crew seeded `index`, from 0, over `heats`: 1 2 3 3 2 1 1 2 3. Athletics calls it zigzag
/// (rules of the sports 3.4: A 1 6 7 12, B 2 5 8 11, C 3 4 9 10).
[[nodiscard]] std::size_t snake(std::size_t index, std::size_t heats);

/// Swimming (World Aquatics SW 3, rules of the sports 4.10). The heat, from 0 for the slowest, of each swimmer, the fastest
/// first. One heat: all. Two: alternately, the fastest in the last. Three: fastest in the last, next in the one before it, and
/// so on round. Four or more: the last three like that, full; the earlier heats take the next ones in order. No heat has
/// fewer than three swimmers where that can be had. `lanes` > 0.
[[nodiscard]] std::vector<std::size_t> swimming_heats(std::size_t swimmers, std::size_t lanes);

}  // namespace bowball::rules
