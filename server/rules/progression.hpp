// From entries to finals: who rows in which race and lane, by a progression table and what has been rowed so far. Pure.
//
// progress() always starts from the entries and follows the table through every result that there is. So a revised result
// needs nothing undone: call it again, and changes() shows what would be different.
//
//   entries -> heats -> places, times, rest -> next groups -> ... -> finals -> places in the event
//
// The invariants, held by property tests over every field size: each crew is in exactly one place (a race that is still to be
// rowed, a final, or out with a reason), no race has more crews than lanes, and a final too small is not rowed.
#pragma once
#include "rules/cut.hpp"
#include "rules/progression_table.hpp"

namespace bowball::rules {

/// Why a crew is in a race.
enum class Mark : std::uint8_t {
    entry,     ///< drawn or seeded into the first round
    by_place,  ///< Q
    by_time,   ///< q
    by_lot,    ///< a bye
    by_referee,///< qR: hindered, say
    by_jury,   ///< qJ
    rest,      ///< neither, and there is a race for the others
};
[[nodiscard]] std::string_view to_string(Mark mark);

/// A crew that will not row although its place is its own: scratched after the draw. `after`: the last group it rowed in;
/// empty where it rowed in none.
struct Withdrawal {
    CrewId crew;
    std::string after;
    friend bool operator==(const Withdrawal&, const Withdrawal&) = default;
};

/// Who was advanced beyond places and times by an official's word, from the group it rowed in to the first one that this leads to.
struct Advance {
    CrewId crew;
    std::string from;           ///< the race
    bool by_jury = false;       ///< else by the referee
    friend bool operator==(const Advance&, const Advance&) = default;
};

struct ProgressionInput {
    std::vector<CrewId> entries;            ///< each once; the seeded ones first, the best in front
    std::uint32_t seeded = 0;               ///< so many of them; the others are drawn
    std::vector<RaceResult> results;        ///< of the races that are decided
    std::vector<TieDecision> decisions;
    std::vector<Withdrawal> withdrawals;
    std::vector<Advance> advanced;
    std::vector<std::string> requested;     ///< groups rowed on request
    std::string seed;                       ///< of all lots; recorded with the draw
};

struct Seat {
    CrewId crew;
    LaneNumber lane;
    std::uint32_t seed = 0;     ///< 1: the best of the group
    Mark mark = Mark::entry;
    std::string from;           ///< the race it comes from
    friend bool operator==(const Seat&, const Seat&) = default;
};
struct ComposedRace {
    std::string group;
    std::string race;
    bool rowed = true;          ///< false: a final with too few crews
    std::vector<Seat> seats;    ///< by lane
    friend bool operator==(const ComposedRace&, const ComposedRace&) = default;
};

enum class OutReason : std::uint8_t { not_qualified, not_finished, not_started, excluded, disqualified, withdrawn };
[[nodiscard]] std::string_view to_string(OutReason reason);
struct Out {
    CrewId crew;
    std::string after;          ///< the race; empty: none
    OutReason reason{};
    friend bool operator==(const Out&, const Out&) = default;
};
/// A crew that rowed its final, or held a place in one that was not rowed.
struct EventPlace {
    CrewId crew;
    std::string race;
    std::optional<std::uint32_t> rank;  ///< in the event, shared in a dead heat; absent: DNF, DNS, EXC, DSQ
    Outcome outcome = Outcome::placed;
    friend bool operator==(const EventPlace&, const EventPlace&) = default;
};

struct Progression {
    std::vector<ComposedRace> races;
    std::vector<std::string> waiting;   ///< groups that cannot be composed yet
    std::vector<OpenTie> ties;
    std::vector<Drawn> draws;
    std::vector<SettledTie> settled;    ///< ties that an official's word decides
    std::vector<Out> out;
    std::vector<EventPlace> places;
    std::vector<std::string> problems;  ///< whole sentences, for an official
    std::vector<std::string> remarks;   ///< the same, of what waits for nothing
    friend bool operator==(const Progression&, const Progression&) = default;
};

/// Everything that follows from the entries and results. The table must have passed check().
/// Fails with errc::not_found where the table does not cover the number of entries, errc::bad_input where a crew is entered twice.
[[nodiscard]] Result<Progression> progress(const ProgressionTable& table, const ProgressionInput& input);

/// What a revised result would change for one crew. Empty race: none.
struct SeatChange {
    CrewId crew;
    std::string race_before;
    std::string race_after;
    std::optional<LaneNumber> lane_before;
    std::optional<LaneNumber> lane_after;
    friend bool operator==(const SeatChange&, const SeatChange&) = default;
};
/// Every seat that differs, by crew.
[[nodiscard]] std::vector<SeatChange> changes(const Progression& before, const Progression& after);

}  // namespace bowball::rules
