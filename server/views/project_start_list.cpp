// The start list: who sits in which lane, and who came into a boat after it was entered.
#include <algorithm>

#include "views/project_race.hpp"

namespace bowball::views {
namespace {

using Names = std::vector<std::string>;
using Substitution = StartListView::Row::Substitution;

/// The names of the one that are not in the other; each counts as often as it stands there.
Names without(Names names, const Names& others) {
    for (const auto& other : others) {
        const auto found = std::ranges::find(names, other);
        if (found != names.end()) names.erase(found);
    }
    return names;
}

const std::vector<engine::CrewChange>* changes_of(const engine::MeetState& state, CrewId crew) {
    const auto found = state.crew_changes.find(crew);
    return found == state.crew_changes.end() ? nullptr : &found->second;
}

/// Since when whoever comes into the boat rows in later races only; the end of time while the race is to come.
RaceTime closes_at(const engine::Race& race) { return race.run() == nullptr ? RaceTime::max() : race.run()->armed_at; }

/// How the crew was entered when its boat went to the start of the race.
const engine::CrewEntered* crew_in(const engine::MeetState& state, const engine::Race& race, CrewId id) {
    const auto known = state.crews.find(id);
    if (known == state.crews.end()) return nullptr;
    const auto* changes = changes_of(state, id);
    if (changes == nullptr) return &known->second;
    const auto later = std::ranges::find_if(*changes, [&](const engine::CrewChange& one) { return one.by.at > closes_at(race); });
    return later == changes->end() ? &known->second : &later->before;
}

std::vector<Substitution> substitutions_of(const engine::MeetState& state, const engine::Race& race, CrewId id) {
    std::vector<Substitution> found;
    const auto* changes = changes_of(state, id);
    if (changes == nullptr) return found;
    for (auto change = changes->begin(); change != changes->end() && change->by.at <= closes_at(race); ++change) {
        const auto& after = change + 1 == changes->end() ? state.crews.at(id) : (change + 1)->before;
        if (change->before.members.empty()) continue;   // they were not named before
        Substitution one{without(change->before.members, after.members), without(after.members, change->before.members), change->by.actor.name, change->by.reason, to_us(change->by.at)};
        if (!one.out.empty() || !one.in.empty()) found.push_back(std::move(one));
    }
    return found;
}

}  // namespace

StartListView project_start_list(const RaceCase& the_case) {
    const auto& [state, race, judgement, outcomes] = the_case;
    StartListView view;
    view.header = header_of(state, race, judgement);
    const auto offences = engine::offences(state, race);
    for (const auto& lane : race.lanes) {
        StartListView::Row row;
        row.crew = crew_of(the_case, lane.lane);
        if (const auto* crew = crew_in(state, race, lane.crew)) {
            row.members = crew->members;
            row.coxed = crew->coxed;
            row.noc = crew->noc;
            row.bow = crew->bow;
        }
        row.start = start_of(the_case, lane.lane);
        row.substitutions = substitutions_of(state, race, lane.crew);
        const auto result = std::ranges::find(judgement.results, lane.lane, &engine::LaneResult::lane);
        if (result != judgement.results.end()) {
            row.status = code_of(result->status);
            row.category = result->category;
        }
        row.card = card_of(offences, lane.lane);
        view.rows.push_back(std::move(row));
    }
    return view;
}

}  // namespace bowball::views
