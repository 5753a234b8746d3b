#include "engine/input_test.hpp"

#include <algorithm>

#include "core/limits.hpp"
#include "engine/decide_steps.hpp"
#include "engine/fold_steps.hpp"
#include "engine/start_signal.hpp"

namespace bowball::engine {
namespace {

/// A race whose window is open: what comes is its.
const Race* open_race(const MeetState& state) {
    const auto found = std::ranges::find_if(state.races, [](const auto& one) { return one.second.run() != nullptr && end_of(*one.second.run()) == RaceTime::max(); });
    return found == state.races.end() ? nullptr : &found->second;
}

/// The newest test that began before; tests follow each other, in numbers and in time. Nothing if there is none.
template <class Began>
const InputTest* newest_before(const std::vector<InputTest>& tests, Began began) {
    const auto behind = std::ranges::partition_point(tests, began);
    return behind == tests.begin() ? nullptr : &*std::prev(behind);
}

bool arrived_in(const InputTest& test, const LedgerImpulse& impulse) { return test.began.seq < impulse.id && (!test.ended || impulse.id < test.ended->seq); }

}  // namespace

bool is_testing_inputs(const MeetState& state) { return !state.input_tests.empty() && !state.input_tests.back().ended; }

bool is_of_test(const MeetState& state, const LedgerImpulse& impulse) {
    if (impulse.assigned) return false;
    const auto& at = impulse.impulse.stamp.at;
    const auto* during = newest_before(state.input_tests, [&](const InputTest& test) { return test.began.seq < impulse.id; });
    if (during != nullptr && at >= during->began.at && arrived_in(*during, impulse)) return true;
    const auto* of_then = newest_before(state.input_tests, [&](const InputTest& test) { return test.began.at <= at; });
    return of_then != nullptr && of_then->ended && at < of_then->ended->at;
}

TestedInputs tested_inputs(const MeetState& state, const InputTest& test, std::size_t most) {
    const auto& index = state.impulse_index;   // by number
    const auto begin = std::ranges::upper_bound(index, test.began.seq, {}, [](const auto& one) { return one.first; });
    const auto end = test.ended ? std::ranges::lower_bound(index, test.ended->seq, {}, [](const auto& one) { return one.first; }) : index.end();
    TestedInputs inputs;
    inputs.count = static_cast<std::size_t>(end - begin);
    for (auto one = end; one != begin && inputs.newest.size() < most;) inputs.newest.push_back(state.impulse((--one)->first));
    return inputs;
}

Decided decide(const MeetState& state, const Order&, const BeginInputTest&) {
    if (is_testing_inputs(state)) return Error{errc::wrong_state, "Inputs are being tested already, by " + state.input_tests.back().began.actor.name + "."};
    if (state.input_tests.size() >= limits::input_tests) return Error{errc::too_many, "Inputs were tested " + std::to_string(limits::input_tests) + " times. No more tests are kept of this meet."};
    if (const auto* race = open_race(state))
        return Error{errc::wrong_state, name_of(race->id()) + " is open: what comes now is its. Make its result official, recall or abandon it first."};
    return Events{InputTestBegun{}};
}

Decided decide(const MeetState& state, const Order&, const EndInputTest&) {
    if (!is_testing_inputs(state)) return Error{errc::wrong_state, "No inputs are being tested."};
    return Events{InputTestEnded{}};
}

Problem fold(MeetState& state, const Entry& entry, const InputTestBegun&) {
    if (is_testing_inputs(state)) return "A test of inputs is on already.";
    state.input_tests.push_back({decision_of(entry), std::nullopt, {}});
    return {};
}

Problem fold(MeetState& state, const Entry& entry, const InputTestEnded&) {
    if (!is_testing_inputs(state)) return "No test of inputs is on.";
    state.input_tests.back().ended = decision_of(entry);
    return {};
}

}  // namespace bowball::engine
