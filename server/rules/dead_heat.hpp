// What follows when crews hold one place and only some of them may go on. Rules of the sports 2.5.
#pragma once
#include <cstdint>
#include <string_view>

#include "core/result.hpp"
#include "rules/round.hpp"

namespace bowball::rules {

enum class DeadHeat : std::uint8_t {
    share_rank,            ///< the place is shared, and the next one stays vacant
    rerow,                 ///< the crews row again over the full course
    both_advance_if_lane,  ///< all go on if the next round has a lane for each; else lots are drawn
    draw,                  ///< lots decide who goes on
};
[[nodiscard]] std::string_view to_string(DeadHeat policy);
[[nodiscard]] Result<DeadHeat> parse_dead_heat(std::string_view text);

/// By the round of the race. The places of a tie are shared in all of them; the policy says who goes on.
struct DeadHeatRules {
    DeadHeat preliminary = DeadHeat::share_rank;
    DeadHeat time_trial = DeadHeat::rerow;
    DeadHeat heat = DeadHeat::rerow;
    DeadHeat repechage = DeadHeat::rerow;
    DeadHeat quarterfinal = DeadHeat::rerow;
    DeadHeat semifinal = DeadHeat::rerow;
    DeadHeat final = DeadHeat::share_rank;
    friend bool operator==(const DeadHeatRules&, const DeadHeatRules&) = default;
};

/// Of a round whose name means nothing here: share_rank.
[[nodiscard]] DeadHeat policy_of(const DeadHeatRules& rules, RoundKind round);

}  // namespace bowball::rules
