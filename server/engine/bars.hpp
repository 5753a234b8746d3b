// Crews that may not row: an exclusion is for all remaining rounds of the event, a disqualification for all events, or for the
// event too, as the rule set of the race says in which it was said. Rules of the sports 2.3.
#pragma once
#include <vector>

#include "engine/offences.hpp"
#include "engine/state.hpp"

namespace bowball::engine {

/// A crew that a race put out, whatever other races there are. By what officials entered, or by the ladder of cards.
struct Expulsion {
    RaceId race;
    EventCode event;
    WallTime scheduled_at;               ///< of that race: rounds after it remain
    CrewId crew;
    ResultStatus status{};               ///< excluded or disqualified
    RaceTime said_at;
    std::string team;
    std::vector<std::string> members;
    bool of_all_events = false;
    friend bool operator==(const Expulsion&, const Expulsion&) = default;
};
[[nodiscard]] std::vector<Expulsion> expulsions_of(const MeetState& state, const Race& race);
/// Whether somebody whom the expulsion concerns is drawn in the race: the crew, or a person of it.
[[nodiscard]] bool may_bear_on(const MeetState& state, const Expulsion& expulsion, const Race& race);

/// Who is out in this race because of others, each lane once, by the gravest status. Of an official race: who was when it was
/// made official. Rounds that remain are those scheduled later, and those not begun when it was said. Leaves count.
[[nodiscard]] std::vector<BarredLane> bars(const MeetState& state, const Race& race);
/// The same without regard to leaves: what a leave may be given for.
[[nodiscard]] std::vector<BarredLane> bars_without_leave(const MeetState& state, const Race& race);
/// The lane's, or null.
[[nodiscard]] const BarredLane* bar_of(const std::vector<BarredLane>& bars, LaneNumber lane);

/// What a crew's status in the race is: the gravest of what officials entered, what the ladder says, and what other races do.
[[nodiscard]] ResultStatus standing_of(const LaneState& lane, const std::vector<Offence>& offences, const std::vector<BarredLane>& bars);

/// A person of a crew who was disqualified from all events with another crew. A crew may row with a substitute, so it is not barred itself.
struct BarredPerson {
    LaneNumber lane;
    std::string name;
    RaceId by;
    friend bool operator==(const BarredPerson&, const BarredPerson&) = default;
};
[[nodiscard]] std::vector<BarredPerson> barred_persons(const MeetState& state, const Race& race);

/// "NED" of "NED" and "NED 2": whose crew it is.
[[nodiscard]] std::string team_of(const CrewEntered& crew);

}  // namespace bowball::engine
