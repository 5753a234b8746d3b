// Who goes on from the heats of one round by place (Q), by time (q), or by an official's word (qR, qJ). Pure.
//
// A whole event follows a progression table (progression.hpp). This is the round by itself, for sports that write
// "first 3 of each heat and the 4 fastest" on the start list.
#pragma once
#include "rules/cut.hpp"

namespace bowball::rules {

/// How a time was taken. Times of different kinds never compete for one place (rules of the sports 8.3).
enum class TimingGrade : std::uint8_t { automatic, semi_automatic, hand, corrected };
[[nodiscard]] std::string_view to_string(TimingGrade grade);

enum class QualificationMark : std::uint8_t { by_place, by_time, by_referee, by_jury };
/// "Q", "q", "qR", "qJ".
[[nodiscard]] std::string_view to_string(QualificationMark mark);

struct Heat {
    RaceResult result;
    TimingGrade grade = TimingGrade::automatic;
};
struct QualificationRules {
    std::uint16_t places = 3;          ///< of each heat
    std::uint16_t fastest = 0;         ///< of the others
    std::uint16_t lanes = 8;           ///< of the next round, all its races together
    Duration time_unit = 1ms;          ///< times of different heats are compared in it, rounded up
    Rounding time_rounding = Rounding::up;
    std::vector<TiePolicy> tie_by_place{TiePolicy::both_advance_if_lane, TiePolicy::draw};
    std::vector<TiePolicy> tie_by_time{TiePolicy::both_advance_if_lane, TiePolicy::draw};
};
/// Advanced by the referee (an obstructed athlete) or the jury of appeal, beyond places and times.
struct Advanced {
    CrewId crew;
    bool by_jury = false;
};
struct QualificationInput {
    std::vector<Heat> heats;
    std::vector<Advanced> advanced;
    std::vector<TieDecision> decisions;
    std::string seed;
    std::string round;                 ///< names the draws: "100 m heats"
};

struct Qualified {
    CrewId crew;
    QualificationMark mark{};
    std::string heat;
    friend bool operator==(const Qualified&, const Qualified&) = default;
};
struct Qualification {
    std::vector<Qualified> qualified;  ///< ranked for the next round: winners by time, seconds by time, ..., then q by time
    std::vector<OpenTie> ties;         ///< where there is one, `qualified` is not final
    std::vector<Drawn> draws;
    std::vector<std::string> problems;
    friend bool operator==(const Qualification&, const Qualification&) = default;
};
/// More by place after a tie leave fewer by time, never the other way round.
[[nodiscard]] Qualification qualify(const QualificationInput& input, const QualificationRules& rules);

}  // namespace bowball::rules
