#include "engine/what_if.hpp"

#include "engine/judge.hpp"

namespace bowball::engine {

Result<std::shared_ptr<const rules::RuleSet>> rules_for(const MeetState& state, const Race& race, const WhatIf& question) {
    const auto own = state.rules_of(race);
    auto base = own;
    if (question.rules) {
        const auto found = state.rule_sets.find(*question.rules);
        if (found == state.rule_sets.end()) return Error{errc::not_found, "rules: there is no rule set \"" + *question.rules + "\"."};
        base = found->second;
        // Start impulses of the one kind mean nothing to the other.
        if (base->start.kind != own->start.kind) return Error{errc::bad_input, "rules: \"" + *question.rules + "\" starts crews in another way than this race was started."};
    }
    auto rules = *base;
    if (question.reaction_threshold) rules.start.reaction_threshold = *question.reaction_threshold;
    if (question.algorithm) rules.start.onset.algorithm = *question.algorithm;
    if (question.prefer) rules.start.onset.prefer = *question.prefer;
    if (const auto sound = rules::check(rules); !sound) return sound.error();
    return std::make_shared<const rules::RuleSet>(std::move(rules));
}

Result<Comparison> what_if(const MeetState& state, RaceId race, const WhatIf& question) {
    const auto* found = state.race(race);
    if (found == nullptr) return Error{errc::unknown_race, "Race " + std::to_string(race.value()) + " is not in the programme."};
    auto rules = rules_for(state, *found, question);
    if (!rules) return rules.error();
    return Comparison{judge(state, *found), judge_by(state, *found, std::move(*rules))};
}

}  // namespace bowball::engine
