#include "engine/input_test.hpp"

#include <algorithm>

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

bool arrived_in(const InputTest& test, const LedgerImpulse& impulse) { return test.began.seq < impulse.id && (!test.ended || impulse.id < test.ended->seq); }

}  // namespace

bool is_testing_inputs(const MeetState& state) { return !state.input_tests.empty() && !state.input_tests.back().ended; }

bool is_of_test(const MeetState& state, const LedgerImpulse& impulse) {
    if (impulse.assigned) return false;
    return std::ranges::any_of(state.input_tests, [&](const InputTest& test) {
        const auto& at = impulse.impulse.stamp.at;
        if (at < test.began.at) return false;
        return arrived_in(test, impulse) || (test.ended && at < test.ended->at);
    });
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
