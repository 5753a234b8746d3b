// From results to the next round: who rows where in an event, by its progression table and what is official so far.
#pragma once
#include "engine/outcome.hpp"
#include "rules/progression.hpp"

namespace bowball::engine {

/// What the table makes of the event as it stands. Nothing where the event has no table; a sentence where the table does
/// not fit it.
[[nodiscard]] Result<rules::Progression> progression_of(const MeetState& state, const EventCode& event, const RaceOutcomes& outcomes);

/// What the table is asked: the entries, the results, and what officials said. Fails as progression_of() does.
[[nodiscard]] Result<rules::ProgressionInput> progression_input_of(const MeetState& state, const EventCode& event, const RaceOutcomes& outcomes);

/// Of the official races of one event. Judges each of them.
[[nodiscard]] RaceOutcomes outcomes_of(const MeetState& state, const EventCode& event);

/// What an open tie waits for, for an official: "H by time: C12, C34 are level, and 1 of them goes on. ...".
[[nodiscard]] std::string describe(const MeetState& state, const EventCode& event, const rules::OpenTie& tie);

/// The race of a phase that counts: the newest official one, else the newest; one that was abandoned may have been scheduled anew.
/// Races that are cancelled are left out. Null where there is none.
[[nodiscard]] const Race* race_of_phase(const MeetState& state, const EventCode& event, const std::string& phase, const RaceOutcomes& outcomes);

/// Whether the crews that will row stand in the lanes that the progression gives them.
[[nodiscard]] bool lanes_agree(const Race& race, const std::vector<LaneDraw>& seats);

/// The seats that the progression gives a race, as lanes to be drawn. Empty where they are not known yet.
[[nodiscard]] std::vector<LaneDraw> seats_of(const rules::Progression& progression, const Race& race);

}  // namespace bowball::engine
