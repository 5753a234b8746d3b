// Folds what ties systems A and B together: sync checks, and impulses that replace one that A missed.
#include <algorithm>

#include "engine/fold_steps.hpp"

namespace bowball::engine {

Problem fold(MeetState& state, const Entry& entry, const SyncChecked& event) {
    if (state.impulse(event.main) == nullptr || state.impulse(event.other) == nullptr) return unknown_impulse();
    state.sync_checks.push_back({event, decision_of(entry)});
    return {};
}

/// It stands in the ledger as an impulse of system A that a person gave to the crew: everything that follows is as ever.
Problem fold(MeetState& state, const Entry& entry, const ReplacementAccepted& event) {
    auto* race = find_race(state, event.race);
    if (race == nullptr) return unknown_race();
    if (state.impulse(event.impulse) == nullptr) return unknown_impulse();
    LedgerImpulse one;
    one.id = entry.seq;
    one.impulse.point = event.point;
    one.impulse.lane = event.lane;
    one.impulse.stamp = event.stamp;
    one.impulse.source = Source::system_a;
    one.assigned = std::make_shared<const Assignment>(Assignment{event.race, event.run, event.point, event.lane, decision_of(entry)});
    one.replaces = std::make_shared<const Replacement>(Replacement{event.impulse, event.source, event.correction, event.deviation, event.references});
    if (auto problem = add_impulse(state, std::move(one)); !problem.empty()) return problem;
    race->assigned.push_back(entry.seq);
    race->touched = entry.seq;
    return {};
}

Problem fold(MeetState& state, const Entry& entry, const ReplacementWithdrawn& event) {
    auto* race = find_race(state, event.race);
    if (race == nullptr) return unknown_race();
    auto* one = find_impulse(state, event.replacement);
    if (one == nullptr || !one->replaces) return "No such replacement.";
    one->voided = std::make_shared<const Decision>(decision_of(entry));
    race->touched = entry.seq;
    return {};
}

}  // namespace bowball::engine
