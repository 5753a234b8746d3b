#include "views/what_if.hpp"

#include <algorithm>

#include "rules/digest.hpp"
#include "views/project_race.hpp"

namespace bowball::views {
namespace {

using Side = WhatIfAnswer::Side;

WhatIfAnswer::Rules described(const rules::RuleSet& rules) {
    WhatIfAnswer::Rules shown;
    shown.rules = rules.id + " " + std::to_string(rules.version);
    if (rules.start.reaction_threshold) shown.threshold_ns = rules.start.reaction_threshold->count();
    shown.algorithm = to_string(rules.start.onset.algorithm);
    shown.parameters = rules::describe(rules.start.onset);
    shown.prefer = to_string(rules.start.onset.prefer);
    shown.digest = to_hex(rules::digest_of(rules));
    return shown;
}

void add_start(Side& side, const engine::LaneStart& start, const rules::TimeRules& rules) {
    if (start.reaction) {
        side.reaction_ns = start.reaction->since_signal.length.count();
        side.uncertainty_ns = start.reaction->since_signal.uncertainty.count();
        side.reaction_text = reaction_text(start.reaction->since_signal.length, rules);
    }
    const auto by_trace = start.trace && start.trace->onset && start.reaction && start.reaction->impulse == start.trace->trace;
    if (by_trace) {
        side.algorithm = to_string(start.trace->algorithm);
        side.parameters = start.trace->parameters;
    }
    if (start.trace) side.problem = start.trace->problem;
    for (const auto fault : start.faults) side.faults.emplace_back(to_string(fault));
}

void add_result(Side& side, const engine::LaneResult& result, const rules::TimeRules& rules) {
    side.status = code_of(result.status);
    side.rank = result.rank;
    side.rank_shared = result.rank_shared;
    if (result.time) side.time = shown(*result.time, rules);
}

/// `instead`: the rules asked about, for cards; null: each run's own.
Side side_of(const engine::MeetState& state, const engine::Race& race, const engine::Judgement& judgement, const rules::RuleSet* instead, LaneNumber lane) {
    Side side;
    const auto& rules = *judgement.rules;
    const auto start = std::ranges::find(judgement.start.lanes, lane, &engine::LaneStart::lane);
    if (start != judgement.start.lanes.end()) add_start(side, *start, rules.time);
    const auto result = std::ranges::find(judgement.results, lane, &engine::LaneResult::lane);
    if (result != judgement.results.end()) add_result(side, *result, rules.time);
    side.card = card_of(engine::offences(state, race, instead), lane);
    return side;
}

}  // namespace

Result<WhatIfAnswer> project_what_if(const engine::MeetState& state, RaceId race, const engine::WhatIf& question) {
    const auto compared = engine::what_if(state, race, question);
    if (!compared) return compared.error();
    const auto& found = *state.race(race);
    const engine::RaceOutcomes none;
    const RaceCase the_case{state, found, compared->now, none};
    WhatIfAnswer answer;
    answer.header = header_of(state, found, compared->now);
    answer.seq = state.head.value();
    for (const auto& [id, rules] : state.rule_sets) answer.rule_sets.push_back(id);
    answer.now = described(*compared->now.rules);
    answer.then = described(*compared->then.rules);
    for (const auto& lane : found.lanes) {
        WhatIfAnswer::Row row{crew_of(the_case, lane.lane), side_of(state, found, compared->now, nullptr, lane.lane), side_of(state, found, compared->then, compared->then.rules.get(), lane.lane), false};
        row.differs = row.now != row.then;
        answer.rows.push_back(std::move(row));
    }
    return answer;
}

}  // namespace bowball::views
