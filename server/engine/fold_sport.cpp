// Folds what only some sports know: penalties by their code, pads that failed, the wind.
#include <algorithm>

#include "engine/fold_steps.hpp"

namespace bowball::engine {

Problem fold(MeetState& state, const Entry& entry, const PenaltyGiven& event) {
    auto* race = find_race(state, event.race);
    if (race == nullptr) return unknown_race();
    auto* lane = race->lane(event.lane);
    if (lane == nullptr) return "No such lane in this race.";
    std::erase_if(lane->occurrences, [&](const rules::Occurrences& one) { return one.code == event.code; });
    lane->occurrences.push_back({event.code, event.count});
    lane->penalty_by = decision_of(entry);
    race->touched = entry.seq;
    return {};
}

Problem fold(MeetState& state, const Entry& entry, const PadMarked& event) {
    auto* race = find_race(state, event.race);
    if (race == nullptr) return unknown_race();
    if (event.lane && race->lane(*event.lane) == nullptr) return "No such lane in this race.";
    std::erase_if(race->pad_marks, [&](const PadMark& mark) { return mark.run == event.run && mark.point == event.point && mark.lane == event.lane; });
    if (event.failed) race->pad_marks.push_back({event.run, event.point, event.lane, decision_of(entry)});
    race->touched = entry.seq;
    return {};
}

Problem fold(MeetState& state, const Entry& entry, const WindRead& event) {
    auto* race = find_race(state, event.race);
    if (race == nullptr) return unknown_race();
    std::erase_if(race->winds, [&](const WindSaid& said) { return said.run == event.run; });
    if (event.speed_mm_s) race->winds.push_back({event.run, *event.speed_mm_s, decision_of(entry)});
    race->touched = entry.seq;
    return {};
}

}  // namespace bowball::engine
