#include "rules/dead_heat.hpp"

namespace bowball::rules {

TiePolicy policy_of(const DeadHeatRules& rules, RoundKind round) {
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
    return TiePolicy::share_rank;
}

}  // namespace bowball::rules
