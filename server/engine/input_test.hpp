// Tests of inputs: which impulses are nobody's because officials were trying buttons and beams. Pure.
//
// A test begins only while no race is open, and arming a race ends it. So no race's window overlaps it, and what is stamped
// within it belongs to none. That leaves stamps that are wrong: a clock that is an hour ahead sends today's test into the
// next race. Hence what *arrived* during a test is of it too, if it is not of before: late impulses of an earlier race, out
// of a timer's memory, stay that race's.
#pragma once
#include "engine/state.hpp"

namespace bowball::engine {

[[nodiscard]] bool is_testing_inputs(const MeetState& state);

/// True if the impulse came while inputs were tested, and nobody has given it to a race since: a person's word comes first.
[[nodiscard]] bool is_of_test(const MeetState& state, const LedgerImpulse& impulse);

/// What came in a test, newest first, at most `most`; `count` says how many there are in all.
struct TestedInputs {
    std::vector<const LedgerImpulse*> newest;
    std::size_t count = 0;
};
[[nodiscard]] TestedInputs tested_inputs(const MeetState& state, const InputTest& test, std::size_t most);

}  // namespace bowball::engine
