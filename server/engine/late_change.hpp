// What a word of an official about the way from round to round changes in rounds that are drawn, rowed or official by then. Pure; it decides nothing.
#pragma once
#include <vector>

#include "engine/progression.hpp"

namespace bowball::engine {

struct LateChange {
    std::vector<rules::SeatChange> seats;      ///< all that differ, by crew
    std::vector<std::string> problems;         ///< that were none before: more crews than lanes, say
    std::vector<const Race*> drawn;            ///< races that it concerns and that have their lanes already, by number
    std::vector<const Race*> begun;            ///< those of them that have been armed or are official
    std::vector<const Race*> official;         ///< those of them that are official, or were and are reopened
    [[nodiscard]] bool is_late() const { return !drawn.empty(); }
};
[[nodiscard]] LateChange late_change(const MeetState& state, const EventCode& event, const RaceOutcomes& outcomes,
                                     const rules::Progression& before, const rules::Progression& after);

/// For the official who is asked whether this is meant: "FA (race 9) is drawn. Carried out now this changes: C6 into FA, lane 7. ...".
[[nodiscard]] std::string describe(const MeetState& state, const LateChange& change);

/// True where a later round of the race's event, by its table, has lanes or a start: only then can a word about it come late.
[[nodiscard]] bool has_later_round(const MeetState& state, const Race& race);

}  // namespace bowball::engine
