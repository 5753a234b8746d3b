// Folds the progression of events: tables, and which event goes by which.
#include <algorithm>

#include "core/limits.hpp"
#include "engine/fold_steps.hpp"

namespace bowball::engine {

Problem fold(MeetState& state, const Entry&, const ProgressionRegistered& event) {
    if (const auto sound = rules::check(event.table); !sound) return sound.error().text;
    state.progression_tables.insert_or_assign(event.table.id, std::make_shared<const rules::ProgressionTable>(event.table));
    return {};
}

Problem fold(MeetState& state, const Entry& entry, const ProgressionChosen& event) {
    if (const auto sound = rules::check(event.table); !sound) return sound.error().text;
    state.progressions.insert_or_assign(event.event, EventProgression{std::make_shared<const rules::ProgressionTable>(event.table), event.entries, event.seeded, event.seed, decision_of(entry), {}});
    return {};
}

Problem fold(MeetState& state, const Entry& entry, const TieSettled& event) {
    const auto chosen = state.progressions.find(event.event);
    if (chosen == state.progressions.end()) return "The event has no progression.";
    auto& settled = chosen->second.settled;
    if (event.taken_back) {
        using Settled = EventProgression::Settled;
        for (auto& [id, race] : state.races) {
            if (!race.proposal || race.proposal->change != OfficialChange::settle || race.programme.event != event.event) continue;
            // Before proposals named their cut, all of the event went.
            const auto& where = race.proposal->where;
            if (where.empty() || where == event.where) race.proposal.reset();
        }
        const auto is_it = [&](const Settled& one) { return one.where == event.where && std::ranges::is_permutation(one.crews, event.crews); };
        return std::erase_if(settled, is_it) > 0 ? Problem{} : Problem{"Nothing is settled there."};
    }
    settled.push_back({event.crews, decision_of(entry), event.where});
    if (settled.size() > limits::settled_ties) settled.erase(settled.begin());
    return {};
}

Problem fold(MeetState& state, const Entry& entry, const CrewAdvanced& event) {
    auto* race = find_race(state, event.race);
    if (race == nullptr) return unknown_race();
    if (std::ranges::find(race->lanes, event.crew, &LaneState::crew) == race->lanes.end()) return "The crew is not in the race.";
    std::erase_if(race->advanced, [&](const AdvancedCrew& one) { return one.crew == event.crew; });
    if (event.advanced) race->advanced.push_back({event.crew, event.by, decision_of(entry)});
    if (race->proposal && race->proposal->change == OfficialChange::advance) race->proposal.reset();
    race->touched = entry.seq;
    return {};
}

}  // namespace bowball::engine
