// What the facts of one race mean: pure data, made anew from the state whenever somebody asks (judge.hpp).
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "engine/state.hpp"

namespace bowball::engine {

/// Where a race stands, for people.
enum class Phase : std::uint8_t {
    scheduled, called, at_start, attention, started, running, recalled, finished, unofficial, official, revised, abandoned, postponed, cancelled,
};
[[nodiscard]] std::string_view to_string(Phase phase);

/// Why an impulse is used, or not. Nothing vanishes: every impulse in a race's window has one of these.
enum class Use : std::uint8_t {
    used,
    confirming,      ///< another source of a crossing that is used: B beside A
    unnamed,         ///< nobody knows yet whose it is
    doubled,         ///< a second crossing of the lane within the dead band
    further,         ///< a crossing of a lane that already has one, long after it
    too_early,       ///< faster than any crew can be
    before_start,
    outside_start,   ///< of a start sensor: before red, after the signal where only what comes before it counts, or after the recall window
    not_armed,       ///< no race was armed then
    after_close,     ///< the run was over (recalled, abandoned, official), and no other was armed
    voided,
    suspect,         ///< the driver does not trust it
    surplus,         ///< more crossings than crews
    lane_not_drawn,
    falling_edge,    ///< the end of a pulse
    split_not_in_rules,
    unpaired,        ///< of system B without B's own start: one time never mixes two systems
    tested,          ///< came while inputs were tested
    set_aside,       ///< an official says that this pad failed
    after_official,  ///< came after the result was made official: waits until it is reopened
    earlier_run,     ///< of a start of this race that counts no more, called back or followed by another: none of its results rests on it
    after_finish,    ///< a stroke of a crew that was over the line
    not_asked,       ///< a stroke, and the rules ask for no rate
};
[[nodiscard]] std::string_view to_string(Use use);

/// An impulse as the race sees it.
struct JudgedImpulse {
    const LedgerImpulse* ledger = nullptr;  ///< lives as long as the state that was judged
    TimingPoint point;
    std::optional<LaneNumber> lane;
    Use use{};
    std::optional<Interval> since_start;
};

/// A measured quantity of the start, from the signal; rules of the sports 2.15.
struct StartQuantity {
    Interval since_signal;
    ImpulseId impulse;
};

/// Something wrong with a start, found by rule.
enum class StartFault : std::uint8_t {
    reaction,         ///< first motion sooner after the signal than the threshold
    bow_over_line,    ///< bow over the line between red and the signal
    early_motion,     ///< moved before the signal
    early_release,    ///< gate opened before the signal
    late_release,     ///< gate later than the limit
    no_release,       ///< other gates opened, this one is not known to have
    late_clear,       ///< gate fully down later than the limit: only a remark
    release_skew,     ///< the gates' spread is over the limit (lane: the latest gate)
    late_signal,      ///< light or sound at the lane later than the limit: only a remark
};
[[nodiscard]] std::string_view to_string(StartFault fault);
/// True where a crew may be to blame; false where only equipment can be.
[[nodiscard]] constexpr bool concerns_crew(StartFault fault) {
    return fault == StartFault::reaction || fault == StartFault::bow_over_line || fault == StartFault::early_motion;
}

struct FoundFault {
    StartFault fault{};
    LaneNumber lane;
    std::optional<ImpulseId> impulse;
    Interval measured;
    Duration limit{};
};

/// What a rule made of a trace: kept beside the reaction, so that everybody sees which rule made it.
struct TraceReading {
    ImpulseId trace;
    rules::OnsetAlgorithm algorithm{};
    std::string parameters;                     ///< rules::describe
    std::size_t samples = 0;
    std::optional<StartQuantity> onset;         ///< since the signal
    std::optional<rules::Onset> found;          ///< since the first sample, and what its uncertainty is made of
    std::string problem;                        ///< why there is no onset
};

/// Since the signal; where handicaps are paid at the start, since the crew was due.
struct LaneStart {
    LaneNumber lane;
    std::optional<StartQuantity> reaction;      ///< first motion: of the trace or of the sensor, as the rule set prefers
    std::optional<StartQuantity> sensed;        ///< by a first-motion sensor
    std::optional<TraceReading> trace;          ///< the one with the first onset, else the last one without
    std::optional<StartQuantity> release;       ///< gate left "up"
    std::optional<StartQuantity> clear;         ///< gate reached "down"
    std::optional<StartQuantity> signal;        ///< light or sound at the lane
    std::optional<StartQuantity> contact;       ///< first bow contact after red and before the signal (negative)
    std::optional<StartQuantity> over_line;     ///< first crossing of the start line after red
    std::vector<StartFault> faults;
};

struct StartJudgement {
    std::optional<ImpulseId> signal;            ///< the impulse that is t0
    std::optional<Stamp> signal_stamp;
    bool by_hand = false;                       ///< a person's finger gave the signal's time: what it cannot tell is not judged
    std::optional<Stamp> red;                   ///< when the light was really red, else absent
    std::vector<LaneStart> lanes;               ///< by lane; mass starts only
    std::vector<FoundFault> faults;             ///< those that ask for a recall
    std::vector<FoundFault> remarks;            ///< those that only warn (skew, clear time, signal skew by limit)
    std::optional<Interval> release_skew;
    bool undecided = false;                     ///< faults there are, and nobody has decided yet
    bool recall_requested = false;              ///< and a false start calls the race back
};

struct SplitResult {
    std::int32_t metres = 0;
    bool is_finish = false;
    std::optional<Interval> time;
    std::optional<std::uint16_t> rank;          ///< among crews that have this split
    std::optional<Duration> behind_leader;
    std::optional<Duration> segment;            ///< since the previous split of the rule set, where both are known
    std::optional<std::uint16_t> segment_rank;
    Source source{};
    bool corrected = false;
    Duration unit{};                            ///< in which it is published; zero: the rule set's for splits
    bool by_hand = false;                       ///< either end of it
};

/// One crew's passing of one point, or the start of all, as each chain saw it. Null: it did not.
struct Passing {
    TimingPoint point;
    std::optional<LaneNumber> lane;             ///< absent for a start of all
    RaceTime started;                           ///< orders crews of different races and starts
    const LedgerImpulse* main = nullptr;        ///< system A
    const LedgerImpulse* backup = nullptr;      ///< system B
    const LedgerImpulse* hand = nullptr;
    const LedgerImpulse* replacement = nullptr; ///< what an official took for the main system's

    [[nodiscard]] const LedgerImpulse* by(Source source) const {
        return source == Source::system_a ? main : source == Source::system_b ? backup : source == Source::hand ? hand : nullptr;
    }
};

/// For an impulse that system A missed: what it would have been (correction.hpp). Nothing uses it until an official accepts.
struct ReplacementProposal {
    TimingPoint point;
    std::optional<LaneNumber> lane;
    Source source{};
    ImpulseId impulse;                          ///< what the other source saw
    Stamp stamp;                                ///< corrected, on the clock of system A
    Duration correction{};
    Duration deviation{};
    Duration unit{};                            ///< the correction is a multiple of it
    std::vector<ReplacementReference> references;
    bool is_few = false;                        ///< fewer references than the rule set wants
    std::optional<Duration> time;               ///< the crew's time with it; absent for a start, and without a start of A
};

/// Where a result's time comes from.
struct ResultTime {
    Duration exact{};           ///< as measured, with penalty
    Duration published{};       ///< rounded by the rule set
    Duration uncertainty{};     ///< half-width, 95 %
    Source source{};
    bool by_hand = false;       ///< marked on every document
    bool corrected = false;     ///< an end of it replaces what system A missed: marked on every document
    std::optional<ImpulseId> start;
    std::optional<ImpulseId> finish;
    /// Other sources of the same time, for comparison.
    struct Other { Source source{}; Duration exact{}; };
    std::vector<Other> others;
    Duration unit = 10ms;       ///< in which it is published
    std::vector<Duration> watches{};                    ///< that made a time by hand, as read
    std::optional<rules::OfficialTime> official{};      ///< of pad, buttons and watches, where the rule set says how
    rules::TimingGrade grade = rules::TimingGrade::automatic;   ///< of its worse end: started by hand and finished by a pad it is by hand
};

struct LaneResult {
    LaneNumber lane;
    CrewId crew;
    ResultStatus status = ResultStatus::none;
    std::optional<ResultTime> time;
    std::optional<std::uint16_t> rank;
    bool rank_shared = false;
    bool too_close = false;                     ///< closer to a neighbour than the stamps can tell
    std::optional<LaneNumber> close_to{};       ///< the crew that came in so close behind it
    std::optional<Duration> behind_leader;      ///< of published times
    std::optional<Duration> behind_next;        ///< to the crew one place better
    std::vector<SplitResult> splits;            ///< one per split of the rule set
    Duration penalty{};                         ///< entered, and by the schedule
    Duration handicap{};                        ///< taken off
    Duration waited{};                          ///< after the signal, until it was due: a handicap that is paid at the start
    std::string category;                       ///< entered, or by the crew's age
    bool yellow = false;                        ///< carries a card in this race
    std::optional<std::uint16_t> lot;           ///< of a shared place: which one the lots gave it, from 1
    bool left_by_rerow = false;                 ///< held a place together with crews that have rowed again without it
    std::optional<RaceId> barred_by;            ///< `status` comes from this race

    /// As measured. Only where there is a time.
    [[nodiscard]] Duration raw() const { return time->exact - penalty + handicap; }
    /// The same from when it was due: what speed and pace are made of.
    [[nodiscard]] Duration rowed() const { return raw() - waited; }
};

/// True if the crew has a result or a status: nothing more is to come of it.
[[nodiscard]] bool is_done(const LaneResult& result);

/// Crews that hold one place.
struct DeadHeatFound {
    std::uint16_t place = 0;
    std::vector<LaneNumber> lanes;              ///< by number
    rules::TiePolicy policy{};                   ///< of the round
    bool is_open = false;                       ///< it decides who goes on, and nothing has settled it
    bool drawn = false;                         ///< lots have settled it
};

/// A relay swimmer's leave against the touch of who came in: for the judges, and nobody's disqualification.
struct ExchangeFound {
    LaneNumber lane;
    std::int32_t metres = 0;                    ///< swum by those who came in
    ImpulseId touch;
    ImpulseId leave;
    rules::JudgedExchange judged;
};

/// What a boat's sensor saw of its strokes. Never part of a result.
struct StrokesFound {
    LaneNumber lane;
    RaceTime newest;
    std::uint32_t count = 0;
    std::optional<std::uint32_t> now_tenths;    ///< per minute, of the newest
    std::optional<std::uint32_t> mean_tenths;   ///< from the first to the last
};

/// When a crew is due at the start, where they do not start together.
struct DueStart {
    LaneNumber lane;
    std::uint16_t from = 0;                     ///< start lane, where an interval start uses several; 0: its own
    Duration after_first{};                     ///< after the first crew
};

struct WindFound {
    rules::WindTenths reading = 0;              ///< rounded
    bool legal = false;                         ///< allows a record
};

/// Something a person must look at before the result is official.
enum class WarningKind : std::uint8_t {
    no_start_signal, unnamed_impulse, missing_finish, implausible_time, all_equal, split_after_finish, systems_differ,
    too_close_to_call, suspect_impulse, impulses_lost, recall_undecided, objection_open, photo_disagrees, surplus_impulse, unpaired_system, photo_remark, changed_since_official, second_crossing,
    excluded_before, system_missed, replacement_doubtful, sync_unchecked, clock_doubtful,
    dead_heat, backup_differs, no_backup, start_input_doubtful, exchange_doubtful, wind_missing, handicap_unknown, penalty_disqualifies,
    output_unseen, crossing_dropped, category_doubtful, start_by_hand,
};
[[nodiscard]] std::string_view to_string(WarningKind kind);
struct Warning {
    WarningKind kind{};
    std::optional<LaneNumber> lane;
    std::optional<ImpulseId> impulse;
    std::string text;                           ///< a sentence for a person
};

struct Judgement {
    RaceId race;
    RunNumber run;
    Phase phase{};
    std::shared_ptr<const rules::RuleSet> rules;
    StartJudgement start;
    std::vector<LaneResult> results;            ///< in the order of a result sheet
    std::vector<JudgedImpulse> impulses;        ///< of the newest run, by stamp; of earlier ones, and of no run, what no result uses
    std::size_t unlisted = 0;                   ///< more of no run, older than those; at most limits::unlisted_counted
    std::vector<Warning> warnings;
    std::vector<Passing> passings;              ///< of the newest run; point into the state, as the impulses do
    std::vector<ReplacementProposal> proposals;
    std::vector<LaneNumber> excluded_now;       ///< by the ladder, in this race
    std::vector<DeadHeatFound> dead_heats;      ///< best place first
    std::vector<ExchangeFound> exchanges;       ///< by lane, then by distance
    std::vector<StrokesFound> strokes;          ///< by lane
    std::optional<WindFound> wind;
    std::vector<DueStart> due;                  ///< by lane; empty where all start together
};

}  // namespace bowball::engine
