// What became of a crew in a race, as far as the rounds after it need to know. Pure.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/ids.hpp"
#include "core/time.hpp"
#include "rules/timing_grade.hpp"

namespace bowball::rules {

enum class Outcome : std::uint8_t {
    placed,        ///< finished in the ordinary way
    placed_last,   ///< holds the last place by decision: BUW, REL
    not_finished,  ///< DNF
    not_started,   ///< DNS
    excluded,      ///< EXC: out of all remaining rounds of the event
    disqualified,  ///< DSQ: out of all events of the regatta
    withdrawn,     ///< SCR
};

/// One crew's result in one race.
struct CrewResult {
    CrewId crew;
    Outcome outcome = Outcome::placed;
    std::optional<std::uint16_t> place;  ///< equal places: a dead heat; the next one is vacant
    std::optional<Duration> time;        ///< exact, not the published one; penalties included
    TimingGrade grade = TimingGrade::automatic;   ///< of the time
    friend bool operator==(const CrewResult&, const CrewResult&) = default;
};

/// A race that has been rowed. Its crews are whoever started in it, however they came there.
struct RaceResult {
    std::string race;
    std::vector<CrewResult> crews;
    friend bool operator==(const RaceResult&, const RaceResult&) = default;
};

}  // namespace bowball::rules
