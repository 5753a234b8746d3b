// Draws by lot that anybody can repeat. Pure: the seed comes from outside and is recorded beside what was drawn.
//
// Every crew gets a ticket, the SHA-256 of the text "<seed>/<label>/<crew>", and the smallest ticket comes first. So
//   printf %s "20260724/FA lanes/17" | sha256sum
// shows the ticket of crew 17 on any computer. The order depends neither on the library's shuffling nor on the order in
// which the crews stood before, and one crew more or less leaves the others in their order.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/digest.hpp"
#include "core/ids.hpp"

namespace bowball::rules {

/// The ticket of `number` in the draw called `label`. The label tells the draws of a meet apart: "H1 lanes".
[[nodiscard]] Digest ticket(std::string_view seed, std::string_view label, std::uint32_t number);

/// The crews in the order drawn.
[[nodiscard]] std::vector<CrewId> draw_order(std::string_view seed, std::string_view label, std::vector<CrewId> crews);

/// The lanes in the order drawn.
[[nodiscard]] std::vector<std::uint16_t> draw_order(std::string_view seed, std::string_view label, std::vector<std::uint16_t> lanes);

}  // namespace bowball::rules
