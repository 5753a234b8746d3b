#include "rules/dead_heat.hpp"

#include <array>

#include "core/one_of.hpp"

namespace bowball::rules {

std::string_view to_string(DeadHeat policy) {
    switch (policy) {
        case DeadHeat::share_rank: return "share_rank";
        case DeadHeat::rerow: return "rerow";
        case DeadHeat::both_advance_if_lane: return "both_advance_if_lane";
        case DeadHeat::draw: return "draw";
    }
    return "unknown";
}

Result<DeadHeat> parse_dead_heat(std::string_view text) {
    return parse_one_of(text, std::array{DeadHeat::share_rank, DeadHeat::rerow, DeadHeat::both_advance_if_lane, DeadHeat::draw});
}

DeadHeat policy_of(const DeadHeatRules& rules, RoundKind round) {
    switch (round) {
        case RoundKind::preliminary: return rules.preliminary;
        case RoundKind::time_trial: return rules.time_trial;
        case RoundKind::heat: return rules.heat;
        case RoundKind::repechage: return rules.repechage;
        case RoundKind::quarterfinal: return rules.quarterfinal;
        case RoundKind::semifinal: return rules.semifinal;
        case RoundKind::final: return rules.final;
        case RoundKind::other: break;
    }
    return DeadHeat::share_rank;
}

}  // namespace bowball::rules
