#include "engine/progression.hpp"

#include <algorithm>

namespace bowball::engine {
namespace {

/// A draw or a re-row between crews that are level settles who of them goes on first.
std::vector<rules::TieDecision> decisions_of(const Race& race) {
    std::vector<rules::TieDecision> decisions;
    for (const auto& lots : race.lots) {
        rules::TieDecision decision;
        for (const auto lane : lots.lanes) {
            if (const auto* drawn = race.lane(lane)) decision.order.push_back(drawn->crew);
        }
        decisions.push_back(std::move(decision));
    }
    return decisions;
}

/// The group of races to which one of this name belongs; empty: none.
std::string group_of(const rules::ProgressionTable& table, std::size_t entries, const std::string& race) {
    const auto the_case = rules::case_for(table, entries);
    if (!the_case) return {};
    for (const auto& group : (*the_case)->groups) {
        if (std::ranges::find(group.races, race) != group.races.end()) return group.id;
    }
    return {};
}

/// Crews that were scratched from a race before it was rowed.
std::vector<rules::Withdrawal> withdrawals_of(const Race& race, const rules::ProgressionTable& table, const rules::ProgressionInput& so_far) {
    std::vector<rules::Withdrawal> found;
    if (race.stage == Stage::official) return found;
    for (const auto& lane : race.lanes) {
        if (lane.status != ResultStatus::scratched) continue;
        rules::Withdrawal withdrawal{lane.crew, {}};
        for (const auto& result : so_far.results) {
            if (std::ranges::find(result.crews, lane.crew, &rules::CrewResult::crew) != result.crews.end()) withdrawal.after = group_of(table, so_far.entries.size(), result.race);
        }
        found.push_back(std::move(withdrawal));
    }
    return found;
}

}  // namespace

Result<rules::Progression> progression_of(const MeetState& state, const EventCode& event, const RaceOutcomes& outcomes) {
    const auto chosen = state.progressions.find(event);
    if (chosen == state.progressions.end()) return Error{errc::not_found, "No progression is chosen for " + event + "."};
    rules::ProgressionInput input;
    input.entries = chosen->second.entries;
    input.seeded = chosen->second.seeded;
    input.seed = chosen->second.seed;
    for (const auto& [id, outcome] : outcomes) {
        if (outcome.event == event && outcome.is_official) input.results.push_back({outcome.phase, outcome.crews});
    }
    for (const auto& [id, race] : state.races) {
        if (race.programme.event != event) continue;
        std::ranges::move(decisions_of(race), std::back_inserter(input.decisions));
        std::ranges::move(withdrawals_of(race, *chosen->second.table, input), std::back_inserter(input.withdrawals));
    }
    return rules::progress(*chosen->second.table, input);
}

std::vector<LaneDraw> seats_of(const rules::Progression& progression, const Race& race) {
    std::vector<LaneDraw> draw;
    const auto composed = std::ranges::find(progression.races, race.programme.phase, &rules::ComposedRace::race);
    if (composed == progression.races.end()) return draw;
    for (const auto& seat : composed->seats) draw.push_back({seat.lane, seat.crew});
    return draw;
}

}  // namespace bowball::engine
