// Folds the schedule: new times, postponed, cancelled.
#include "engine/fold_steps.hpp"

namespace bowball::engine {

Problem fold(MeetState& state, const Entry& entry, const RaceRescheduled& event) {
    auto* race = find_race(state, event.race);
    if (race == nullptr) return unknown_race();
    if (!race->first_time) race->first_time = race->programme.scheduled_at;
    race->programme.scheduled_at = event.scheduled_at;
    race->moved = decision_of(entry);
    race->postponed.reset();
    race->cancelled.reset();
    race->touched = entry.seq;
    return {};
}

Problem fold(MeetState& state, const Entry& entry, const RacePostponed& event) {
    auto* race = find_race(state, event.race);
    if (race == nullptr) return unknown_race();
    race->postponed = decision_of(entry);
    race->touched = entry.seq;
    return {};
}

Problem fold(MeetState& state, const Entry& entry, const RaceCancelled& event) {
    auto* race = find_race(state, event.race);
    if (race == nullptr) return unknown_race();
    race->cancelled = decision_of(entry);
    race->touched = entry.seq;
    return {};
}

}  // namespace bowball::engine
