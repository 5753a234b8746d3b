// Knock-out in pairs after a time trial, as in beach sprints: 16, 8, 4, 2. Pure.
#pragma once
#include <optional>
#include <vector>

#include "rules/outcome.hpp"

namespace bowball::rules {

struct KnockoutRace {
    std::vector<CrewId> crews;           ///< two; one: it goes on without a race
    std::uint16_t first_crew_lane = 1;   ///< the lane of crews[0]; the other has the other one. Alternates from round to round
    friend bool operator==(const KnockoutRace&, const KnockoutRace&) = default;
};
/// The first round: the fastest meets the slowest, and the two fastest can meet in the last race only. Where the crews are no
/// power of two the fastest go on without a race. `ranked`: by the time trial.
[[nodiscard]] std::vector<KnockoutRace> first_knockout_round(const std::vector<CrewId>& ranked);

/// The winners of two neighbouring races meet. `winners` in the order of the races before; `round` counts from 1.
[[nodiscard]] std::vector<KnockoutRace> next_knockout_round(const std::vector<CrewId>& winners, std::uint32_t round);

/// Ranks of the crews that lost in one round, from `first_rank` on: by time, equal times equal; who has no time last.
struct KnockoutRank {
    CrewId crew;
    std::uint32_t rank = 0;
    friend bool operator==(const KnockoutRank&, const KnockoutRank&) = default;
};
[[nodiscard]] std::vector<KnockoutRank> rank_losers(std::vector<CrewResult> losers, std::uint32_t first_rank);

}  // namespace bowball::rules
