// Folds the programme: meet, rules, events, crews, races, lanes. And the server's own life.
#include <algorithm>

#include "engine/fold_steps.hpp"

namespace bowball::engine {
namespace {

/// What officials said of a crew stays with it, in its new lane or when it is drawn again.
LaneState as_it_stood(const Race& race, CrewId crew) {
    for (const auto* crews : {&race.lanes, &race.left_out}) {
        const auto known = std::ranges::find(*crews, crew, &LaneState::crew);
        if (known != crews->end()) return *known;
    }
    return {};
}

/// Keeps the crews of which something was said and that are not among `drawn`.
void leave_out(Race& race, const std::vector<LaneState>& drawn) {
    auto out = race.left_out;
    for (const auto& lane : race.lanes) {
        const auto has_card = std::ranges::find(race.cards, lane.crew, &CardRecord::crew) != race.cards.end();
        if (lane.status != ResultStatus::none || !lane.leaves.empty() || has_card) out.push_back(lane);
    }
    std::erase_if(out, [&](const LaneState& one) { return std::ranges::find(drawn, one.crew, &LaneState::crew) != drawn.end(); });
    race.left_out = std::move(out);
}

}  // namespace

Race* find_race(MeetState& state, RaceId id) {
    const auto found = state.races.find(id);
    return found == state.races.end() ? nullptr : &found->second;
}

Race* find_run(MeetState& state, RaceId id, RunNumber run) {
    auto* race = find_race(state, id);
    return race != nullptr && race->run() != nullptr && race->run()->number == run ? race : nullptr;
}

Decision decision_of(const Entry& entry) { return {entry.seq, entry.at, entry.wall, entry.origin.actor, entry.origin.reason}; }

void make_current(MeetState& state, RaceId race) {
    if (state.current == race) return;
    state.previous = state.current;
    state.current = race;
}

Problem fold(MeetState& state, const Entry&, const ServerStarted& event) {
    state.simulated = state.simulated || event.simulated;
    state.last_start = {event.race, event.timeline_slewed};
    return {};
}

Problem fold(MeetState&, const Entry&, const DeadlinePassed&) { return {}; }

Problem fold(MeetState& state, const Entry&, const MeetOpened& event) {
    state.name = event.name;
    state.venue = event.venue;
    state.course_m = event.course_m;
    return {};
}

Problem fold(MeetState& state, const Entry&, const RuleSetRegistered& event) {
    if (const auto sound = rules::check(*event.rules); !sound) return sound.error().text;
    state.rule_sets.insert_or_assign(event.rules->id, event.rules.shared());
    return {};
}

Problem fold(MeetState& state, const Entry&, const EventDeclared& event) {
    state.events.insert_or_assign(event.code, event.title);
    return {};
}

Problem fold(MeetState& state, const Entry& entry, const RaceScheduled& event) {
    if (state.races.contains(event.race)) return "The race exists already.";
    auto& race = state.races[event.race];
    race.programme = event;
    race.touched = entry.seq;
    return {};
}

Problem fold(MeetState& state, const Entry& entry, const LanesDrawn& event) {
    auto* race = find_race(state, event.race);
    if (race == nullptr) return unknown_race();
    if (!race->runs.empty()) return "Lanes cannot be drawn anew once the race has been armed.";
    if (race->stage == Stage::official) return "Lanes cannot be drawn anew once the result is official.";
    std::vector<LaneState> lanes;
    for (const auto& draw : event.lanes) {
        if (!state.crews.contains(draw.crew)) return "Lane " + std::to_string(draw.lane.value()) + ": no such crew.";
        auto lane = as_it_stood(*race, draw.crew);
        lane.lane = draw.lane;
        lane.crew = draw.crew;
        for (auto& leave : lane.leaves) leave.lane = draw.lane;
        lanes.push_back(std::move(lane));
    }
    std::ranges::sort(lanes, {}, &LaneState::lane);
    if (std::ranges::adjacent_find(lanes, {}, &LaneState::lane) != lanes.end()) return "A lane is drawn twice.";
    if (race->roll) {
        // Who answered sat in that lane.
        std::erase_if(race->roll->present, [&](LaneNumber lane) {
            const auto* before = std::as_const(*race).lane(lane);
            const auto after = std::ranges::find(lanes, lane, &LaneState::lane);
            return before == nullptr || after == lanes.end() || before->crew != after->crew;
        });
    }
    leave_out(*race, lanes);
    race->lanes = std::move(lanes);
    race->touched = entry.seq;
    return {};
}

}  // namespace bowball::engine
