// The pause between attention and the start, from a seed that nobody knows before. Pure: the seed comes from outside.
//
// When attention is given the server draws a seed, and its SHA-256, the seal, goes to the journal; the seed itself follows with the start.
// So nobody can know the pause, and everybody can check it afterwards:
//   printf %s "$seed" | sha256sum                                                                      is the seal
//   n=$((0x$(printf %s "$seed/race 14 run 1 pause" | sha256sum | cut -c1-12)))
//   echo $((least_us + n % (most_us - least_us + 1)))                                                  is the pause, in microseconds
#pragma once
#include <string_view>

#include "core/digest.hpp"
#include "core/ids.hpp"
#include "rules/rule_set.hpp"

namespace bowball::rules {

/// SHA-256 of the seed.
[[nodiscard]] Digest pause_seal(std::string_view seed);

/// From the order for red to the order for green. Both bounds are cut to the microsecond, and each microsecond between them is as
/// likely as any other, but for one part in 4 million.
[[nodiscard]] Duration start_pause(const StartControlRules& rules, std::string_view seed, RaceId race, RunNumber run);

}  // namespace bowball::rules
