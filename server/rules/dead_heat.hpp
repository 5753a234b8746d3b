// What follows when crews hold one place and only some of them may go on. Rules of the sports 2.5.
#pragma once
#include "rules/round.hpp"
#include "rules/tie.hpp"

namespace bowball::rules {

/// By the round of the race. The places of a tie are shared in all of them; the policy says who goes on.
struct DeadHeatRules {
    TiePolicy preliminary = TiePolicy::share_rank;
    TiePolicy time_trial = TiePolicy::rerow;
    TiePolicy heat = TiePolicy::rerow;
    TiePolicy repechage = TiePolicy::rerow;
    TiePolicy quarterfinal = TiePolicy::rerow;
    TiePolicy semifinal = TiePolicy::rerow;
    TiePolicy final = TiePolicy::share_rank;
    bool where_told = false;   ///< only where the programme tells how many go on by their place; elsewhere the place is shared, and times decide
    friend bool operator==(const DeadHeatRules&, const DeadHeatRules&) = default;
};

/// Of a round whose name means nothing here: share_rank.
[[nodiscard]] TiePolicy policy_of(const DeadHeatRules& rules, RoundKind round);

}  // namespace bowball::rules
