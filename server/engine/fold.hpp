// The fold: state = apply(state, entry). Total: it never fails and never throws for what an entry says.
#pragma once
#include "engine/state.hpp"

namespace bowball::engine {

/// The state after one more entry. An entry that makes no sense (an unknown race, an invariant broken) changes nothing
/// and is quarantined with the reason: it can neither judge wrongly nor stop the fold.
[[nodiscard]] MeetState apply(MeetState state, const Entry& entry);
/// The same in place, for whoever folds thousands: a state is thirty containers to move.
void fold_in(MeetState& state, const Entry& entry);
/// An order given again is known by its id from here on, whatever becomes of folding what it brought. Part of `fold_in`; nothing is changed where
/// memory runs out (std::bad_alloc).
void remember_command(MeetState& state, const Entry& entry);

/// When time alone will change a judgement next, such as the end of a recall window. Absent: never.
[[nodiscard]] std::optional<RaceTime> next_deadline(const MeetState& state);

}  // namespace bowball::engine
