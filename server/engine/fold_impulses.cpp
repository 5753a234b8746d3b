// Folds impulses into the ledger, and what people say of them. Nothing is ever taken out of it.
#include <algorithm>

#include "engine/fold_steps.hpp"
#include "engine/input_test.hpp"

namespace bowball::engine {
namespace {

/// Before the first arming a person can only mean the run to come.
RunNumber newest_run(const Race& race) { return RunNumber{static_cast<std::uint16_t>(std::max<std::size_t>(1, race.runs.size()))}; }

}  // namespace

LedgerImpulse* find_impulse(MeetState& state, ImpulseId id) {
    return const_cast<LedgerImpulse*>(std::as_const(state).impulse(id));  // the state itself is ours to change
}

Problem add_impulse(MeetState& state, LedgerImpulse impulse) {
    // It would not be found by its number.
    if (!state.impulse_index.empty() && impulse.id <= state.impulse_index.back().first) return "Its number does not come after that of the impulse before it.";
    const auto at = impulse.impulse.stamp.at;
    if (is_testing_inputs(state)) state.input_tests.back().heard.insert(impulse.impulse.device);
    state.impulse_index.emplace_back(impulse.id, at);
    // Nearly always the newest. A late one finds its place by its stamp: arrival changes nothing.
    if (state.ledger.empty() || state.ledger.back().impulse.stamp.at <= at) {
        state.ledger.push_back(std::move(impulse));
        return {};
    }
    const auto place = std::ranges::upper_bound(state.ledger, at, {}, [](const LedgerImpulse& i) { return i.impulse.stamp.at; });
    state.ledger.insert(place, std::move(impulse));
    return {};
}

Problem fold(MeetState& state, const Entry& entry, const ImpulseSeen& event) {
    auto impulse = event.impulse;
    // Whose watch it was: two people's are two, whoever names them later.
    const auto by_a_person = impulse.source == Source::hand && impulse.device.empty() && impulse.channel.empty();
    if (by_a_person) impulse.channel = entry.origin.actor.name;
    return add_impulse(state, {entry.seq, std::move(impulse), {}, {}, {}});
}

Problem fold(MeetState& state, const Entry& entry, const TraceSeen& event) {
    auto problem = add_impulse(state, {entry.seq, event.impulse, {}, {}, std::make_shared<const Waveform>(event.waveform)});
    if (problem.empty()) ++state.traces;
    return problem;
}

Problem fold(MeetState& state, const Entry& entry, const ImpulseVoided& event) {
    auto* impulse = find_impulse(state, event.impulse);
    if (impulse == nullptr) return unknown_impulse();
    impulse->voided = std::make_shared<const Decision>(decision_of(entry));
    return {};
}

Problem fold(MeetState& state, const Entry&, const ImpulseRestored& event) {
    auto* impulse = find_impulse(state, event.impulse);
    if (impulse == nullptr) return unknown_impulse();
    impulse->voided.reset();
    return {};
}

Problem fold(MeetState& state, const Entry& entry, const ImpulseAssigned& event) {
    auto* impulse = find_impulse(state, event.impulse);
    if (impulse == nullptr) return unknown_impulse();
    auto* race = find_race(state, event.race);
    if (race == nullptr) return unknown_race();
    const auto before = impulse->assigned ? std::optional{impulse->assigned->race} : std::nullopt;
    if (auto* had_it = before ? find_race(state, *before) : nullptr) std::erase(had_it->assigned, event.impulse);
    impulse->assigned = std::make_shared<const Assignment>(Assignment{event.race, newest_run(*race), event.point, event.lane, decision_of(entry), before});
    race->assigned.push_back(event.impulse);
    race->touched = entry.seq;
    return {};
}

Problem fold(MeetState& state, const Entry& entry, const ImpulsesLost& event) {
    state.losses.push_back({entry.seq, entry.at, event.device, event.count});
    return {};
}

}  // namespace bowball::engine
