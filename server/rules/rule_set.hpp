// What a rule set can say. Plain data: the engine asks it, the journal embeds it, a file under config/rules/ holds it.
//
// Every number here can be overridden by an organiser. The defaults below are those of the shipped rowing set;
// docs/rules names the source of each. A race carries the rule set it was armed with, whole: editing a file later
// never rejudges yesterday.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/time.hpp"
#include "core/timing_point.hpp"
#include "rules/clauses.hpp"
#include "rules/dead_heat.hpp"
#include "rules/hand_time.hpp"
#include "rules/masters.hpp"
#include "rules/onset.hpp"
#include "rules/penalty_schedule.hpp"
#include "rules/points.hpp"
#include "rules/prognosis.hpp"
#include "rules/relay_exchange.hpp"
#include "rules/rounding.hpp"
#include "rules/start_order.hpp"
#include "rules/stroke_rate.hpp"
#include "rules/swimming_time.hpp"
#include "rules/wind.hpp"

namespace bowball::rules {

enum class StartKind : std::uint8_t {
    mass,        ///< one signal for all lanes
    individual,  ///< each crew has a start of its own: time trial, head race
};

/// What follows when a crew is held responsible for a false start.
enum class Consequence : std::uint8_t {
    warning,    ///< no card
    yellow,     ///< yellow card
    exclusion,  ///< red card: out of all remaining rounds of the event (EXC)
    disqualification,
};

/// Whose earlier offences count on the ladder.
enum class WarningScope : std::uint8_t { crew, race };

/// Which races a disqualification is out of, besides the one in which it was said. An exclusion is always out of the event.
enum class DisqualificationScope : std::uint8_t {
    regatta,  ///< all events: rowing (rules of the sports 2.3)
    event,    ///< the rounds of this event: swimming, athletics, canoe
};

/// What decides the place.
enum class RankKey : std::uint8_t {
    photo_order,     ///< the order read from the picture where one was read, else the exact time
    raw_time,        ///< the exact time
    displayed_time,  ///< the rounded time: equal when shown equal (swimming)
};

/// Whose passings tell how far two systems lie apart, where one missed a crew.
enum class ReferencePolicy : std::uint8_t {
    before_then_after,  ///< who started right before; filled with the next ones after (FIS ICR 611)
    nearest,            ///< nearest in time, before or after
    five_and_five,      ///< half before, half after (older national variant)
};

/// How the start is given. Off by default: the starter gives the order for green.
struct StartControlRules {
    /// Attention needs a roll call that every crew answered, or a quick start that was announced; else a reason.
    bool roll_call = false;
    /// The pause from attention to the order for green is drawn between these two, and given by the server. Most of zero: no such pause.
    Duration pause_least{};
    Duration pause_most{};
    [[nodiscard]] bool draws_pause() const { return pause_most > 0ns; }
    friend bool operator==(const StartControlRules&, const StartControlRules&) = default;
};

struct RecallRules {
    /// A recall that was ordered by mistake can be withdrawn for so long; later the crews have stopped.
    Duration undo = 15s;
    /// Whoever is called back stops at once: a recall that was a mistake is followed by a new start of all, and nobody is charged for the old one.
    bool restarts = false;
    friend bool operator==(const RecallRules&, const RecallRules&) = default;
};

struct StartRules {
    StartKind kind = StartKind::mass;
    /// A reaction shorter than this is a suspected false start (strict, on the unrounded time). Absent: no limit.
    std::optional<Duration> reaction_threshold = 90ms;
    /// A gate that releases later than this after the signal makes the start faulty. Absent: not checked.
    std::optional<Duration> release_latency_limit = 90ms;
    /// Spread of the gates over the lanes: first a warning, then a faulty start.
    std::optional<Duration> release_skew_warning = 20ms;
    std::optional<Duration> release_skew_limit = 50ms;
    std::optional<Duration> clear_time_warning = 500ms;
    std::optional<Duration> signal_skew_warning = 5ms;
    /// A bow over the line between red and the signal is evidence of a false start.
    bool judge_bow_over_line = true;
    /// A recall is possible for so long after the signal.
    Duration recall_window = 30s;
    /// First, second, ... time held responsible. The last one repeats.
    std::vector<Consequence> ladder{Consequence::yellow, Consequence::exclusion};
    WarningScope warning_scope = WarningScope::crew;
    /// Cards shown by hand stand beside the ladder: none of them makes a false start the second one, nor the other way round.
    bool cards_apart = false;
    /// A motion before the signal is shown and asks for nothing: the bow at the line decides (rules of the sports 2.2).
    bool motion_is_information = false;
    /// Whoever is responsible bears the consequence at the end, and nobody is called back: swimming (rules of the sports 4.7).
    bool race_goes_on = false;
    /// How a reaction is read from a trace.
    OnsetRules onset{};
    StartControlRules control{};
    StartOrderRules order{};
    RecallRules recall{};
    friend bool operator==(const StartRules&, const StartRules&) = default;
};

struct FinishRules {
    /// Which chain counts, best first.
    std::vector<Source> sources{Source::photo, Source::system_a, Source::system_b, Source::hand};
    /// No crew is faster than this over 1000 m: earlier crossings are kept and not used. 0: no such check.
    Duration fastest_per_1000_m = 150s;
    /// With two races on the water, a crew slower than this is taken for one of the later race. Never drops anybody.
    Duration slowest_per_1000_m = 450s;
    /// A second crossing of one lane at one point within this is called a double, later ones a further crossing.
    Duration dead_band = 3s;
    /// Two systems that differ by more than this at one crossing raise a warning.
    Duration agreement = 10ms;
    /// So far is it from one crossing of the finish line, or touch of the wall, to the next: the n-th is a split, the last the finish.
    /// 0: whoever crosses it has finished.
    std::int32_t lap_m = 0;
    /// Who sees every lap. A source that is not among them is there at the finish alone: what it sees at the finish line is the finish.
    /// Empty: all of them see the laps.
    std::vector<Source> lap_sources;
    /// How long after the result became unofficial a protest may come in; official before that needs a reason.
    Duration protest_window = 0s;
    friend bool operator==(const FinishRules&, const FinishRules&) = default;
};

/// Long races are published in a coarser unit.
struct LongRaces {
    std::int32_t over_m = 0;                    ///< longer races than this; 0: none
    Duration unit{};
    friend bool operator==(const LongRaces&, const LongRaces&) = default;
};

struct TimeRules {
    Duration unit = 10ms;                       ///< of the published result
    Rounding rounding = Rounding::down;         ///< of the published result
    Duration scoring_unit = 1ms;                ///< held and shown to officials
    Duration split_unit = 10ms;
    Duration reaction_unit = 1ms;               ///< reactions are cut to it when shown, never rounded
    LongRaces long_races{};
    HandRules hand{};                           ///< what one, two or three watches of a lane make

    /// In which a race of this distance is published.
    [[nodiscard]] Duration unit_over(std::int32_t distance_m) const { return long_races.over_m > 0 && distance_m > long_races.over_m ? long_races.unit : unit; }
    friend bool operator==(const TimeRules&, const TimeRules&) = default;
};

/// Systems A (main) and B (backup), and what is done when A missed somebody. Rules of the sports 8.
struct RedundancyRules {
    /// Warn where A and B have not passed a sync check (one contact, twice, a minute apart) in time before the first start.
    bool sync_check = false;
    Duration sync_tolerance = 1ms;
    Duration sync_interval = 60s;
    Duration sync_age = 60min;
    /// Mean of the newest ten differences against the mean of those before: more is a drift.
    Duration drift = 5ms;
    ReferencePolicy reference_policy = ReferencePolicy::before_then_after;
    std::uint32_t references = 10;
    /// With fewer references than this no replacement time is proposed; between the two it comes with a warning.
    std::uint32_t fewest_references = 5;
    /// References lie no further from the missing impulse.
    Duration reference_age = 12h;
    /// The correction is rounded to it, a half away from zero. Absent: to the precision that system A shows.
    std::optional<Duration> correction_unit;
    friend bool operator==(const RedundancyRules&, const RedundancyRules&) = default;
};

/// How far a penalty reaches.
struct PenaltyScopeRules {
    DisqualificationScope disqualification = DisqualificationScope::regatta;
    friend bool operator==(const PenaltyScopeRules&, const PenaltyScopeRules&) = default;
};

/// Who must agree before something that was official changes.
struct OfficialRules {
    /// A second person of those who rule must confirm a reopening, and the result that is made official after it.
    bool four_eyes = false;
    friend bool operator==(const OfficialRules&, const OfficialRules&) = default;
};

struct RankRules {
    RankKey key = RankKey::photo_order;
    friend bool operator==(const RankRules&, const RankRules&) = default;
};

/// How the sport calls things, in sentences for people; each goes behind "a" and "the".
struct WordRules {
    std::string rerow = "re-row";        ///< a race that is held again, for all or some of its crews
    std::string tie_rerow = "re-row";    ///< one that decides between crews that are level
    friend bool operator==(const WordRules&, const WordRules&) = default;
};

/// What is shown of a time beside it.
struct AnalysisRules {
    /// Pace is the time over so many metres: 500 in rowing. 0: none is shown.
    std::int32_t pace_m = 500;
    PrognosisRules prognosis{};
    StrokeRules strokes{};
    friend bool operator==(const AnalysisRules&, const AnalysisRules&) = default;
};

/// Tables of a sport are embedded whole; one without an id is not used. A rule file names them under [tables].
struct RuleSet {
    std::string id = "rowing";
    std::string title = "Rowing, World Rowing style";
    std::uint32_t version = 1;
    std::string sport = "rowing";
    StartRules start;
    FinishRules finish;
    TimeRules time;
    RankRules rank;
    RedundancyRules redundancy;
    DeadHeatRules dead_heat;
    PointsRules points;
    AnalysisRules analysis;
    SwimmingTimeRules swimming_times;           ///< pads are system A, buttons system B, watches by hand
    RelayRace relay;
    PenaltySchedule penalties;
    MastersRules masters;
    WindRules wind;
    OfficialRules official;
    PenaltyScopeRules scope;
    WordRules words;
    Clauses clauses;
    std::vector<std::int32_t> splits_m{500, 1000, 1500};
    friend bool operator==(const RuleSet&, const RuleSet&) = default;
};

[[nodiscard]] std::string_view to_string(StartKind kind);
[[nodiscard]] Result<StartKind> parse_start_kind(std::string_view text);
[[nodiscard]] std::string_view to_string(Consequence consequence);
[[nodiscard]] Result<Consequence> parse_consequence(std::string_view text);
[[nodiscard]] std::string_view to_string(WarningScope scope);
[[nodiscard]] Result<WarningScope> parse_warning_scope(std::string_view text);
[[nodiscard]] std::string_view to_string(DisqualificationScope scope);
[[nodiscard]] Result<DisqualificationScope> parse_disqualification_scope(std::string_view text);
[[nodiscard]] std::string_view to_string(RankKey key);
[[nodiscard]] Result<RankKey> parse_rank_key(std::string_view text);

[[nodiscard]] std::string_view to_string(ReferencePolicy policy);
[[nodiscard]] Result<ReferencePolicy> parse_reference_policy(std::string_view text);

/// Whether handicaps are paid at the start: one signal, and the crews go one after the other.
[[nodiscard]] bool is_paid_at_the_start(const RuleSet& rules);

/// Refuses what no race could be judged by (a unit of zero, an empty ladder, splits out of order ...).
/// The text of the error names the key as the rule file spells it.
[[nodiscard]] Result<void> check(const RuleSet& rules);

}  // namespace bowball::rules
