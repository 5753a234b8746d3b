// Which impulses belong to a run. Races may be on the water together: the next one starts while the last one finishes.
//
// A person's word comes first. Start equipment belongs to the run armed last. A crossing belongs to the race that
// started first and still has that crew, or anybody, to come at that point by that system, and that could have come so far
// in the time; a trigger right after a crew's passing is that crew's. What an official result had when it was made official
// it keeps until it is reopened, and gets nothing else: what is said of one race never reaches the result of another.
// All of it is computed from stamps, so the order of arrival changes nothing.
#pragma once
#include <vector>

#include "engine/state.hpp"

namespace bowball::engine {

/// The impulses of a run, by stamp. Includes those that a person gave to the race from outside its window.
[[nodiscard]] std::vector<const LedgerImpulse*> impulses_of(const MeetState& state, const Race& race, const Run& run);

/// Impulses that no race claims.
struct Unclaimed {
    std::vector<const LedgerImpulse*> newest;   ///< by stamp
    std::size_t others = 0;                     ///< older ones, and edges of a lamp or a horn that flashes until the next order; at most limits::unlisted_counted
};
/// Those in [from, to) that lie in no run's window and that nobody has given to a race: the newest `most`, and of a lamp or a horn some edges, so that
/// no other impulse is out of sight for the rest.
[[nodiscard]] Unclaimed unclaimed(const MeetState& state, RaceTime from, RaceTime to, std::size_t most);

/// True while the crew may still pass the point in this run: it has not been scratched or kept ashore, nor given up before the finish.
[[nodiscard]] bool may_pass(const Race& race, const Run& run, LaneNumber lane, TimingPoint point);

/// The least time in which a crew can reach a point. Zero for start points.
[[nodiscard]] Duration least_time_to(TimingPoint point, const Race& race, const rules::RuleSet& rules);

}  // namespace bowball::engine
