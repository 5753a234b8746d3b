#include "engine/progression.hpp"

#include <algorithm>

#include "engine/judge.hpp"

namespace bowball::engine {
namespace {

bool is_official(const RaceOutcomes& outcomes, RaceId race) {
    const auto outcome = outcomes.find(race);
    return outcome != outcomes.end() && outcome->second.is_official;
}

std::map<std::string, const Race*> races_by_phase(const MeetState& state, const EventCode& event, const RaceOutcomes& outcomes) {
    std::map<std::string, const Race*> races;
    for (const auto& [id, race] : state.races) {
        const auto counts = !race.cancelled || is_official(outcomes, id);
        if (race.programme.event != event || !counts) continue;
        auto& known = races[race.programme.phase];
        if (known == nullptr || is_official(outcomes, id) || !is_official(outcomes, known->id())) known = &race;
    }
    return races;
}

/// Lots between crews that are level say who of them goes on first. The newest draw comes first, and none of those that a re-row
/// has overtaken: its order stands in the places.
void add_decisions(const Race& race, const RaceOutcomes& outcomes, std::vector<rules::TieDecision>& decisions) {
    const auto outcome = outcomes.find(race.id());
    const auto is_later = [&](const Lots& lots) { return outcome != outcomes.end() && outcome->second.as_of && lots.by.seq > *outcome->second.as_of; };
    for (auto lots = race.lots.rbegin(); lots != race.lots.rend(); ++lots) {
        if (!race.still_counts(*lots) || is_later(*lots)) continue;
        rules::TieDecision decision;
        for (const auto lane : lots->lanes) {
            if (const auto* drawn = race.lane(lane)) decision.order.push_back(drawn->crew);
        }
        decisions.push_back(std::move(decision));
    }
}

/// What an official settled by name: the newest first.
void add_settled(const EventProgression& chosen, std::vector<rules::TieDecision>& decisions) {
    for (auto one = chosen.settled.rbegin(); one != chosen.settled.rend(); ++one) decisions.push_back({one->crews, one->where, one->by.seq});
}

bool has_rowed(const rules::RaceResult& result, CrewId crew) { return std::ranges::find(result.crews, crew, &rules::CrewResult::crew) != result.crews.end(); }

/// The group in which the crew rowed last, in the order of the regatta; empty: in none.
std::string last_group_of(const rules::ProgressionCase& the_case, const rules::ProgressionInput& so_far, CrewId crew) {
    std::string last;
    for (const auto& group : the_case.groups) {
        const auto is_here = std::ranges::any_of(so_far.results, [&](const rules::RaceResult& result) {
            return has_rowed(result, crew) && std::ranges::find(group.races, result.race) != group.races.end();
        });
        if (is_here) last = group.id;
    }
    return last;
}

/// Crews that were scratched from a race before it was rowed, in their lanes or when they were drawn no more.
void add_withdrawals(const Race& race, const rules::ProgressionCase& the_case, rules::ProgressionInput& input) {
    for (const auto* crews : {&race.lanes, &race.left_out}) {
        for (const auto& lane : *crews) {
            if (lane.status == ResultStatus::scratched) input.withdrawals.push_back({lane.crew, last_group_of(the_case, input, lane.crew)});
        }
    }
}

}  // namespace

Result<rules::ProgressionInput> progression_input_of(const MeetState& state, const EventCode& event, const RaceOutcomes& outcomes) {
    const auto chosen = state.progressions.find(event);
    if (chosen == state.progressions.end()) return Error{errc::not_found, "No progression is chosen for " + event + "."};
    rules::ProgressionInput input;
    input.entries = chosen->second.entries;
    input.seeded = chosen->second.seeded;
    input.seed = chosen->second.seed;
    const auto the_case = rules::case_for(*chosen->second.table, input.entries.size());
    if (!the_case) return the_case.error();
    const auto races = races_by_phase(state, event, outcomes);
    for (const auto& [phase, race] : races) {
        const auto outcome = outcomes.find(race->id());
        if (outcome != outcomes.end() && outcome->second.is_official) input.results.push_back({phase, outcome->second.crews});
    }
    for (const auto& group : (*the_case)->groups) {
        // Rowed on request: whoever schedules it has asked for it.
        if (std::ranges::any_of(group.races, [&](const std::string& phase) { return races.contains(phase); })) input.requested.push_back(group.id);
    }
    add_settled(chosen->second, input.decisions);
    for (const auto& [phase, race] : races) {
        for (const auto& one : race->advanced) input.advanced.push_back({one.crew, phase, one.said == AdvancedBy::jury});
        add_decisions(*race, outcomes, input.decisions);
        if (!is_official(outcomes, race->id())) add_withdrawals(*race, **the_case, input);
    }
    for (const auto crew : input.entries) {
        const auto is_known = std::ranges::find(input.withdrawals, crew, &rules::Withdrawal::crew) != input.withdrawals.end();
        if (state.scratched.contains(crew) && !is_known) input.withdrawals.push_back({crew, last_group_of(**the_case, input, crew)});
    }
    return input;
}

Result<rules::Progression> progression_of(const MeetState& state, const EventCode& event, const RaceOutcomes& outcomes) {
    const auto input = progression_input_of(state, event, outcomes);
    if (!input) return input.error();
    return rules::progress(*state.progressions.at(event).table, *input);
}

RaceOutcomes outcomes_of(const MeetState& state, const EventCode& event) {
    RaceOutcomes outcomes;
    for (const auto& [id, race] : state.races) {
        if (race.programme.event == event && race.stage == Stage::official) outcomes.emplace(id, outcome_of(race, judge(state, race)));
    }
    return outcomes;
}

std::string describe(const MeetState& state, const EventCode& event, const rules::OpenTie& tie) {
    std::string crews;
    for (const auto crew : tie.crews) crews += (crews.empty() ? "" : ", ") + (state.crews.contains(crew) ? state.crews.at(crew).code : std::to_string(crew.value()));
    const auto places = std::to_string(tie.places) + (tie.places == 1 ? " of them goes on. " : " of them go on. ");
    if (tie.is_unlike) return tie.where + ": the times of " + crews + " were taken in unlike ways, by hand and by machine, and lie so close that this may decide; " + places + "Put them in order.";
    const auto race = std::ranges::find_if(state.races, [&](const auto& one) { return one.second.programme.event == event; });
    const auto word = race != state.races.end() ? state.rules_of(race->second)->words.tie_rerow : rules::WordRules{}.tie_rerow;
    const auto remedy = tie.policy == rules::TiePolicy::rerow ? "Hold a " + word + ", and enter its order." : std::string{"Put them in order."};
    return tie.where + ": " + crews + " are level, and " + places + remedy;
}

const Race* race_of_phase(const MeetState& state, const EventCode& event, const std::string& phase, const RaceOutcomes& outcomes) {
    const auto races = races_by_phase(state, event, outcomes);
    const auto found = races.find(phase);
    return found == races.end() ? nullptr : found->second;
}

bool lanes_agree(const Race& race, const std::vector<LaneDraw>& seats) {
    auto lanes = race.lanes;
    std::erase_if(lanes, [](const LaneState& lane) { return lane.status == ResultStatus::scratched; });   // it has no seat any more
    return std::ranges::equal(lanes, seats, [](const LaneState& lane, const LaneDraw& seat) { return lane.lane == seat.lane && lane.crew == seat.crew; });
}

std::vector<LaneDraw> seats_of(const rules::Progression& progression, const Race& race) {
    std::vector<LaneDraw> draw;
    const auto composed = std::ranges::find(progression.races, race.programme.phase, &rules::ComposedRace::race);
    if (composed == progression.races.end()) return draw;
    for (const auto& seat : composed->seats) draw.push_back({seat.lane, seat.crew});
    return draw;
}

}  // namespace bowball::engine
