// The steps of judge(), each a file of its own. Inside the engine only.
#pragma once
#include "engine/bars.hpp"
#include "engine/judgement.hpp"
#include "engine/offences.hpp"

namespace bowball::engine {

/// What the steps share: the run that is judged, and what was found out so far.
struct Case {
    const MeetState& state;
    const Race& race;
    const Run* run;                                    ///< null before the first arming
    std::shared_ptr<const rules::RuleSet> rules;       ///< never null
    std::vector<LaneNumber> lanes;                     ///< who takes part
    std::vector<const LaneState*> crews;               ///< all that are drawn, as they stood in this run
    std::vector<Offence> offences;
    std::vector<BarredLane> bars;                      ///< because of other races
    std::vector<const LedgerImpulse*> signals;         ///< mass start: t0 first; empty: not started
    const std::vector<PhotoLane>* photo;               ///< of this run
    Seq as_of;                                         ///< later facts wait: Race::as_of
    std::shared_ptr<const rules::RuleSet> instead{};   ///< every run of the race is judged by these; null: by its own
};

/// Signal, quantities per lane, faults. Marks the impulses it used.
[[nodiscard]] StartJudgement judge_start(const Case& the_case, std::vector<JudgedImpulse>& impulses);

/// One crew's passing of one point, by every source that saw it.
struct Crossing {
    LaneNumber lane;
    TimingPoint point;
    Source source{};
    Interval since_start;
    const LedgerImpulse* impulse = nullptr;
    const LedgerImpulse* signal = nullptr;
    bool corrected = false;   ///< an end of it replaces what system A missed
    Duration unit{};          ///< in which it is published; zero: the rule set's
    std::vector<Duration> watches{};                 ///< that made it, as read
    std::optional<rules::OfficialTime> official{};   ///< that it is

    /// Either end was stamped by a person, on a watch or at a keyboard.
    [[nodiscard]] bool is_by_hand() const;
    /// As good as its worse end.
    [[nodiscard]] rules::TimingGrade grade() const;
    /// The finish itself does; `source` is then what it was made of.
    [[nodiscard]] bool is_replacement() const { return impulse->replaces != nullptr; }
    /// In whose place it stands where the rule set names sources.
    [[nodiscard]] Source chain() const { return is_replacement() ? Source::system_a : source; }
};
/// A person stamped it, on a watch or at a keyboard; where it replaces another impulse, before it was corrected.
[[nodiscard]] bool is_by_hand(const LedgerImpulse& end);

/// What a lane's pad, buttons and watches say at one point, and what is official of it.
struct SwimLane {
    LaneNumber lane;
    TimingPoint point;
    rules::LaneTimes times;
    std::optional<rules::OfficialTime> official;
    std::string problem;      ///< why there is none
};
struct Crossings {
    std::vector<Crossing> all;       ///< that are usable, the best source of each first
    std::vector<SwimLane> swimmers;  ///< by point and lane; empty where the rule set knows no pads
};
/// Marks every split and finish impulse with its use.
[[nodiscard]] Crossings judge_crossings(const Case& the_case, std::vector<JudgedImpulse>& impulses);

// What judge_crossings() makes of several sightings of one kind. They stand side by side in `crossings`, each place's best first.

/// One, two or three watches of a lane are one time by hand (TimeRules::hand).
void combine_watches(const Case& the_case, std::vector<Crossing>& crossings, std::vector<JudgedImpulse>& impulses);

/// The official time takes the place of what each system says. Where the rule set knows pads.
void make_official(const Case& the_case, Crossings& crossings, std::vector<JudgedImpulse>& impulses);

/// Of a relay, by the rule set's exchange rules. Marks the impulses it used.
[[nodiscard]] std::vector<ExchangeFound> judge_exchanges(const Case& the_case, std::vector<JudgedImpulse>& impulses);

/// Of boats that have a sensor for it, from the start to the crew's finish. Marks the impulses it used.
[[nodiscard]] std::vector<StrokesFound> judge_strokes(const Case& the_case, const std::vector<Crossing>& crossings, std::vector<JudgedImpulse>& impulses);

/// One of which a sensor saw nothing, in a lane that swam on, while platforms of this run are seen.
struct ExchangeMissed {
    LaneNumber lane;
    std::int32_t metres = 0;
    bool touched = false;     ///< the pad did, the platform did not
};
/// By lane, then by distance. Of lanes that have a time.
[[nodiscard]] std::vector<ExchangeMissed> missed_exchanges(const Case& the_case, const Judgement& judgement);

/// Seconds that officials entered and those of the schedule, and what an offence became.
[[nodiscard]] rules::PenaltyTotal penalty_of(const Case& the_case, const LaneState& lane);
/// The status that it became; none for a word that is no status.
[[nodiscard]] ResultStatus status_of(const rules::PenaltyTotal& penalty);
/// Raw, handicap, penalty, adjusted. Fails where the rules ask for a handicap that nobody can reckon.
[[nodiscard]] Result<rules::AdjustedTime> adjust(const Case& the_case, const LaneState& lane, Duration raw, Duration penalty);
/// What is taken off whatever the crew rows: as entered, or by an additive table. Nothing where it is not known, or goes by the time rowed.
[[nodiscard]] std::optional<Duration> handicap_in_advance(const Case& the_case, const LaneState& lane);
/// When each crew of the run is due at the start (RuleSet::start.order).
[[nodiscard]] std::vector<DueStart> judge_due(const Case& the_case);
/// The same where one signal begins it, and each crew waits for its time; else empty.
[[nodiscard]] std::vector<DueStart> judge_waits(const Case& the_case);
/// How long the crew waits after the signal; zero where it is not among them.
[[nodiscard]] Duration wait_of(const std::vector<DueStart>& waits, LaneNumber lane);
/// As entered, or by the crew's age where that counts or nothing else is known; "" where neither is.
[[nodiscard]] std::string category_of(const Case& the_case, const LaneState& lane);

/// What is wrong with the category that was entered, or with the years of birth: a sentence. Nothing where all is well.
[[nodiscard]] std::optional<std::string> doubt_of_category(const Case& the_case, const LaneState& lane);

/// The newest reading of the run.
[[nodiscard]] std::optional<WindFound> judge_wind(const Case& the_case);

/// Warnings that only some sports know.
void warn_of_sport(const Case& the_case, const Judgement& judgement, const std::vector<SwimLane>& swimmers, std::vector<Warning>& warnings);

/// Splits of the rule set, then the finish, into results that are ranked and stand in the order of the sheet.
void judge_splits(const Case& the_case, const std::vector<Crossing>& crossings, std::vector<LaneResult>& results);

/// From `better` to `worse`, as published. Where a crew was timed by hand and the other was not, in the coarser of their units. Nothing where the
/// picture, or a re-row, put the slower of them before the other.
[[nodiscard]] std::optional<Duration> gap_between(const ResultTime& better, const ResultTime& worse, const rules::TimeRules& rules);

/// Times, statuses, ranks, gaps, splits: in the order of a result sheet.
[[nodiscard]] std::vector<LaneResult> judge_ranking(const Case& the_case, const std::vector<Crossing>& crossings);

/// The sheet of a race in which some crews rowed again. The others keep what they had; those who rowed again share out the
/// places that they held together, in the order of the re-row, and keep their times of the first (rules of the sports 2.5).
/// Who gave up in the re-row, or did not come to it, takes the last of those places.
[[nodiscard]] std::vector<LaneResult> settle_rerow(std::vector<LaneResult> first, const std::vector<LaneResult>& again, const rules::TimeRules& rules);

/// Every place of the sheet that crews share. Where lots were drawn, the sheet is put into their order.
[[nodiscard]] std::vector<DeadHeatFound> judge_dead_heats(const Case& the_case, std::vector<LaneResult>& results);

/// Every passing that somebody saw, crews that did not start or finish left out.
[[nodiscard]] std::vector<Passing> passings_of(const Case& the_case, const std::vector<JudgedImpulse>& impulses);
/// The same of any run of any race; null-free but for the chains that saw nothing.
[[nodiscard]] std::vector<Passing> passings_in(const MeetState& state, const Race& race, const Run& run);

/// For each impulse that system A missed: the first step of the ladder B, picture, hand that can stand in (rules of the sports 8.1).
/// The picture needs no correction, so where it was read nothing is proposed by hand.
[[nodiscard]] std::vector<ReplacementProposal> judge_replacements(const Case& the_case, const std::vector<Passing>& passings);

/// True if the system sees this point: in this run it did, or lately before it.
[[nodiscard]] bool is_in_use(const Case& the_case, const std::vector<JudgedImpulse>& impulses, Source source, std::optional<TimingPoint> point);

/// Warnings of what ties systems A and B together.
void warn_of_redundancy(const Case& the_case, const Judgement& judgement, std::vector<Warning>& warnings);

/// A run of a race, ready to be judged; `instead` of its own rules by others, if there are any.
[[nodiscard]] Case case_of(const MeetState& state, const Race& race, const Run* run, std::shared_ptr<const rules::RuleSet> instead = nullptr);
/// The same for whoever looks at the start alone: other races are not asked who is out.
[[nodiscard]] Case start_case_of(const MeetState& state, const Race& race, const Run* run, std::shared_ptr<const rules::RuleSet> instead = nullptr);
/// Where a line is crossed once a lap: which crossing is which split, and which the finish (FinishRules::lap_m). Mass starts only.
void count_laps(const Case& the_case, std::vector<JudgedImpulse>& impulses);
/// The run's impulses, with what already stands in the way of each.
[[nodiscard]] std::vector<JudgedImpulse> gather(const Case& the_case);

/// The impulses of earlier runs of the race and of no run, beside those of this run, by stamp. `rests_on`: the runs that the results come from; no
/// impulse of another is used.
void list_unused(const Case& the_case, const std::vector<const Run*>& rests_on, Judgement& judgement);

/// What a person must look at.
[[nodiscard]] std::vector<Warning> judge_warnings(const Case& the_case, const Judgement& judgement, const Crossings& crossings);

}  // namespace bowball::engine
