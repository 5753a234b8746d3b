// From results to the next round: who rows where in an event, by its progression table and what is official so far.
#pragma once
#include "engine/outcome.hpp"
#include "rules/progression.hpp"

namespace bowball::engine {

/// What the table makes of the event as it stands. Nothing where the event has no table; a sentence where the table does
/// not fit it.
[[nodiscard]] Result<rules::Progression> progression_of(const MeetState& state, const EventCode& event, const RaceOutcomes& outcomes);

/// The seats that the progression gives a race, as lanes to be drawn. Empty where they are not known yet.
[[nodiscard]] std::vector<LaneDraw> seats_of(const rules::Progression& progression, const Race& race);

}  // namespace bowball::engine
