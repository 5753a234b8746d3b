// What two persons must both have looked at before something that was official changes.
#pragma once
#include "engine/judgement.hpp"

namespace bowball::engine {

/// What a proposal to reopen the race, or to make its revised result official, rests on: the result as it is judged with the grade of each time,
/// lots, the revision, what waits for a reopening, and, of a revision, who would row where after it. On another basis it is another proposal:
/// whoever agrees to it has looked at this one. Judges the official races of the event where it has a progression.
[[nodiscard]] Digest basis_of(const MeetState& state, const Race& race, const Judgement& judgement, OfficialChange change);

/// Whether what waits for a second person still rests on what is there now. True where nothing of that can be told: a proposal of before has no basis,
/// and a crew that is to be advanced is looked at when the order is given again.
[[nodiscard]] bool still_stands(const MeetState& state, const Race& race, const Judgement& judgement);

}  // namespace bowball::engine
