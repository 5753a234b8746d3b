// Crews that may not row: an exclusion is for all remaining rounds of the event, a disqualification for all events.
// Rules of the sports 2.3.
#pragma once
#include <vector>

#include "engine/offences.hpp"

namespace bowball::engine {

/// A crew of a race that another race put out.
struct Bar {
    LaneNumber lane;
    RaceId by;                ///< the race in which it was excluded or disqualified
    ResultStatus status{};
    Seq since;                ///< the entry that said so
    bool overruled = false;   ///< an official has said since what becomes of the crew in this race
};

/// The bars of the race's crews. Decisions after `as_of` are not looked at, nor those of races that began after this one:
/// what a crew did later does not take away what it rowed before.
[[nodiscard]] std::vector<Bar> bars(const MeetState& state, const Race& race, Seq as_of);
/// The bar that counts for a lane, or null.
[[nodiscard]] const Bar* bar_of(const std::vector<Bar>& bars, LaneNumber lane);

/// What a crew's status in the race is: what officials entered, else what the ladder says, else the bar that counts.
[[nodiscard]] ResultStatus standing_of(const LaneState& lane, const std::vector<Offence>& offences, const std::vector<Bar>& bars);

/// A person of a crew who was disqualified with another crew. A crew may row with a substitute, so it is not barred itself.
struct BarredPerson {
    LaneNumber lane;
    std::string name;
    RaceId by;
};
[[nodiscard]] std::vector<BarredPerson> barred_persons(const MeetState& state, const Race& race, Seq as_of);

/// True if somebody of the one crew rows in the other: of one team and of one name.
[[nodiscard]] bool shares_a_person(const CrewEntered& one, const CrewEntered& other);

/// "NED" of "NED" and "NED 2": whose crew it is.
[[nodiscard]] std::string team_of(const CrewEntered& crew);

}  // namespace bowball::engine
