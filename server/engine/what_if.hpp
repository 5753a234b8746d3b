// What if: a race judged by other rules than its own. Pure; it decides nothing, and no journal hears of it.
#pragma once
#include <memory>
#include <optional>
#include <string>

#include "engine/judgement.hpp"

namespace bowball::engine {

/// What is to be different. Whatever is absent stays as in the race's own rules, or as in `rules` if that is named.
struct WhatIf {
    std::optional<std::string> rules;                               ///< id of a registered rule set
    std::optional<std::optional<Duration>> reaction_threshold;      ///< of nothing: no limit
    std::optional<rules::OnsetAlgorithm> algorithm;
    std::optional<rules::ReactionSource> prefer;
};

/// The rules that a question leads to. Fails with errc::not_found if there is no such rule set, with errc::bad_input if no race
/// could be judged by them, or if they start crews in another way than this race was started. The text names the parameter.
[[nodiscard]] Result<std::shared_ptr<const rules::RuleSet>> rules_for(const MeetState& state, const Race& race, const WhatIf& question);

/// The race as it is judged, and as it would be.
struct Comparison {
    Judgement now;
    Judgement then;
};

/// Fails with errc::unknown_race, and as rules_for() does.
[[nodiscard]] Result<Comparison> what_if(const MeetState& state, RaceId race, const WhatIf& question);

}  // namespace bowball::engine
