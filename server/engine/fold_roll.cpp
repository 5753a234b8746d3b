// Folds the roll call: what the starter told the crews, and who has answered.
#include <algorithm>

#include "engine/fold_steps.hpp"

namespace bowball::engine {

Problem fold(MeetState& state, const Entry& entry, const StartAnnounced& event) {
    auto* race = find_race(state, event.race);
    if (race == nullptr) return unknown_race();
    race->roll = RollCall{event.how, decision_of(entry), race->roll ? race->roll->present : std::vector<LaneNumber>{}};
    race->touched = entry.seq;
    return {};
}

Problem fold(MeetState& state, const Entry& entry, const RollCalled& event) {
    auto* race = find_race(state, event.race);
    if (race == nullptr) return unknown_race();
    if (race->lane(event.lane) == nullptr) return "No such lane in this race.";
    if (!race->roll) return "No start was announced.";
    auto& present = race->roll->present;
    const auto place = std::ranges::lower_bound(present, event.lane);
    const auto is_there = place != present.end() && *place == event.lane;
    if (event.present && !is_there) present.insert(place, event.lane);
    if (!event.present && is_there) present.erase(place);
    race->touched = entry.seq;
    return {};
}

}  // namespace bowball::engine
