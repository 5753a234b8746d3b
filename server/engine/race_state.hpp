// The state of one race: its lanes, its runs, and what officials said of it. Facts in their places; nothing derived, but for the places that
// were official (OfficialPlace).
#pragma once
#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/ledger.hpp"

namespace bowball::engine {

/// A crew in its lane of a race, and what officials said of it.
struct LaneState {
    LaneNumber lane;
    CrewId crew;
    ResultStatus status = ResultStatus::none;
    std::optional<Decision> status_by;
    Duration penalty{};
    std::optional<Decision> penalty_by;
    std::optional<Decision> objection;  ///< open
    std::vector<BarredLane> leaves;     ///< expulsions by other races in spite of which it may row here
    std::vector<rules::Occurrences> occurrences{};  ///< of the rule set's penalties, each code once; with 0, what was given and taken back
};

struct FalseStartRecord {
    Verdict verdict{};
    std::vector<LaneNumber> responsible;
    std::vector<ImpulseId> evidence;
    Decision by;
};

struct CardRecord {
    LaneNumber lane;
    CrewId crew;
    CardColour colour{};
    Decision by;
};

/// What was read of one lane's line on the picture, and by whom.
struct PhotoLane {
    PhotoRow row;
    Duration resolution{};   ///< of its time
    bool by_person = false;  ///< a judge read it: no result file replaces it
};

/// A photo-finish picture that was imported, and the readings that rest on it. What later pictures read anew no longer does.
struct PhotoPicture {
    std::size_t runs = 0;            ///< how many runs the race had then
    std::string document;            ///< its file, without the folder
    Picture picture;
    struct Reading {
        LaneNumber lane;
        std::uint32_t column = 0;
        Duration time{};
        Duration resolution{};
    };
    std::vector<Reading> readings;   ///< by lane number; at least one
};

/// What one reader read of a picture, beside what others read of it. Nothing counts of it before a reading is entered.
struct KeptReading {
    std::size_t runs = 0;            ///< how many runs the race had then
    std::string document;            ///< the picture's file, without the folder
    Picture picture;
    Duration resolution{};           ///< one column
    std::vector<PhotoRow> rows;      ///< each with its column and the time of it
    Decision by;
};

/// A draw between crews that hold one place.
struct Lots {
    RunNumber run;                   ///< 0: of a race that only a camera saw
    std::string seed;
    std::vector<LaneNumber> lanes;   ///< as they fell
    Decision by;
};

/// An official says that a pad was wrong.
struct PadMark {
    RunNumber run;
    TimingPoint point;
    std::optional<LaneNumber> lane;  ///< absent: all lanes
    Decision by;
};

/// Goes on by an official's word.
struct AdvancedCrew {
    CrewId crew;
    AdvancedBy said{};
    Decision by;
};

struct WindSaid {
    RunNumber run;
    std::int64_t speed_mm_s = 0;
    Decision by;
};

/// Impulses that a device or the kernel said were lost.
struct Loss {
    Seq seq;
    RaceTime at;
    DeviceName device;
    std::uint32_t count = 0;
};

/// How far officials have brought a race. The rest (started, running, finished) is judged from impulses.
enum class Stage : std::uint8_t { scheduled, called, armed, attention, recalled, unofficial, official, abandoned, rerow_ordered };

/// What the starter told the crews, and who has answered.
struct RollCall {
    Announcement how{};
    Decision by;
    std::vector<LaneNumber> present;    ///< by number
};

/// What stood when the race was abandoned, or was to be rowed again: where that was a mistake, it stands again.
struct Interruption {
    enum class Kind : std::uint8_t { abandoned, rerow };
    Kind kind{};
    Seq by;                              ///< its entry
    Stage stage = Stage::scheduled;
    std::optional<RaceTime> closed_at;   ///< of the newest run
    bool abandoned = false;              ///< the newest run
    std::vector<LaneState> lanes;
    std::vector<std::vector<LaneState>> rowed_again;   ///< of each run
    std::vector<LaneNumber> rerow_lanes;
    std::optional<RollCall> roll;
    std::optional<Stage> before_published;
    std::optional<RaceTime> unofficial_at;
};

/// The race that boards show, and the one before it.
struct ShownRaces {
    std::optional<RaceId> current;
    std::optional<RaceId> previous;
};

/// What stood before a run was armed: where that was a mistake, it stands again.
struct BeforeArming {
    Stage stage = Stage::scheduled;
    std::optional<RaceTime> closed_at;   ///< of the run before it
    std::optional<ShownRaces> called_from;
    std::optional<ShownRaces> shown;     ///< where arming turned the boards to the race
    std::vector<Interruption> interruptions;
    std::optional<Stage> before_published;
    std::optional<RaceTime> unofficial_at;
    std::optional<RollCall> roll;
    bool reopened = false;
};

/// One attempt at a race, from arming to recall, abandonment or the next run.
struct Run {
    RunNumber number;
    RaceTime armed_at;
    std::shared_ptr<const rules::RuleSet> rules;
    std::vector<LaneNumber> lanes;           ///< who takes part; a re-row may be for some only
    std::vector<BarredLane> barred;          ///< who did not because of other races, when it was armed
    std::vector<ClockDoubt> doubtful_clocks; ///< when it was armed
    std::vector<TimingPoint> read_back;      ///< outputs of the start that an input sees switch
    std::optional<RaceTime> attention_at;    ///< when the order for red was taken
    std::optional<Digest> pause_seal;        ///< while a pause runs that was drawn, and of the one that led to the start
    std::optional<std::string> pause_seed;   ///< of the pause that led to the start
    std::optional<RaceTime> start_ordered_at;
    std::optional<RaceTime> closed_at;       ///< recalled, abandoned or followed by the next run
    std::optional<RaceTime> settled_at;      ///< first made official: later impulses are another race's
    std::optional<RecallCause> recalled;
    std::optional<Decision> recalled_by;
    std::optional<Verdict> recalled_by_verdict;   ///< absent: an order to recall did
    std::optional<Decision> recall_mistaken; ///< the recall was a mistake, and the field starts again: nobody is charged for this start
    std::vector<FalseStartRecord> decisions;
    bool of_some = false;                    ///< a re-row of some crews: the others keep what they had
    bool abandoned = false;
    std::optional<BeforeArming> before;      ///< what its arming changed
    std::vector<PhotoLane> photo;            ///< kept here when another run followed
    std::vector<LaneState> rowed_again;      ///< crews that a re-row was ordered for after this run, as they stood in it
    std::vector<ImpulseId> sealed;           ///< while the race is official: its impulses of when it was made so, by number. No other race has them
};

/// What somebody said of a race that a record needs to be known.
struct RecordFact {
    std::optional<LaneNumber> lane;
    std::string fact;
    std::int64_t value = 0;
    Decision by;
};

/// What one of two persons asked for.
struct Proposal {
    OfficialChange change{};
    std::optional<Digest> digest;
    Decision by;
    std::optional<CrewId> crew{};       ///< that is to be advanced
    bool taken_back = false;            ///< it is to be advanced no more
    std::string where{};                ///< the cut whose settled tie is to be taken back
};

/// What became of an objection.
struct ObjectionRecord {
    LaneNumber lane;
    Decision raised;
    bool upheld = false;
    Decision by;
};

/// What a crew had while the result was official. Kept from the reopening on, and no more of the judgement than this: it cannot be judged
/// again later, because a status, penalty or reading that is entered anew takes the place of the one before, and an impulse that is restored or
/// given to another lane forgets what was said of it. Who asks before the reopening judges the race (Race::as_of).
struct OfficialPlace {
    struct Time {
        Duration exact{};                ///< penalties included
        Duration published{};
        Duration unit{};                 ///< in which it is published
        rules::TimingGrade grade = rules::TimingGrade::automatic;
        friend bool operator==(const Time&, const Time&) = default;
    };
    LaneNumber lane;
    CrewId crew;
    ResultStatus status = ResultStatus::none;
    std::optional<std::uint16_t> rank;
    bool rank_shared = false;
    std::optional<Time> time;
    friend bool operator==(const OfficialPlace&, const OfficialPlace&) = default;
};

/// A crew whose place, status or published time is another than in the official result before.
struct ChangedPlace {
    OfficialPlace before;
    OfficialPlace after;
};

struct Revision {
    std::uint16_t number = 0;
    Digest digest;
    Decision by;
    std::vector<BarredLane> barred;     ///< who was out because of other races
    std::vector<ChangedPlace> changes;  ///< against the revision before it, by lane
};

struct Race {
    RaceScheduled programme;
    Stage stage = Stage::scheduled;
    std::vector<LaneState> lanes;       ///< by lane number
    std::vector<LaneState> left_out;    ///< crews that are drawn no more, and that officials had said something of
    std::vector<Run> runs;              ///< oldest first
    std::optional<ShownRaces> called_from;   ///< since its call, which turned the boards to it, until it is armed
    std::optional<RollCall> roll;       ///< since the race was called; stands after a recall
    std::vector<CardRecord> cards;      ///< shown by hand; those of the ladder are derived
    std::vector<Lots> lots;             ///< oldest first
    std::vector<PhotoLane> photo;       ///< newest reading of each lane, by lane number; of the newest run
    std::vector<PhotoRow> camera;       ///< what the camera's newest file said, by lane number: read again, it is no news
    std::size_t camera_runs = 0;        ///< how many runs there were then
    std::vector<PhotoPicture> pictures; ///< of all runs, in the order in which they came
    std::vector<KeptReading> kept_readings;   ///< of the newest run, the newest of each reader; at most limits::photo_readers
    std::optional<Decision> photo_entered;    ///< the newest reading of a picture that people entered, of the newest run
    std::size_t photo_entered_runs = 0;       ///< how many runs there were then
    std::vector<Interruption> interruptions;   ///< since it was armed and official last, oldest first; at most limits::interruptions
    std::optional<Stage> before_published;     ///< while the result is out, and was not official since: what stood before
    std::optional<RaceTime> unofficial_at;
    std::vector<Revision> revisions;
    bool reopened = false;              ///< official once, now under revision
    std::vector<OfficialPlace> was_official;   ///< from the reopening until it is official again: what that changes is told before it is done
    bool has_drifted = false;           ///< was_official is not what was sealed: an older version judged the race differently
    std::optional<Proposal> proposal;   ///< waits for a second person
    std::vector<ObjectionRecord> objections;   ///< that were decided, oldest first; at most limits::objections_per_race
    std::vector<LaneNumber> rerow_lanes; ///< who rows again, from the order of a re-row on; empty: all
    std::vector<ImpulseId> assigned;    ///< impulses that people gave to this race
    std::optional<WallTime> first_time; ///< when it was to be rowed before it was moved
    std::optional<Decision> moved;      ///< newest
    std::optional<Decision> postponed;  ///< and has no new time yet
    std::optional<Decision> cancelled;
    std::vector<RecordFact> record_facts;
    std::vector<PadMark> pad_marks;
    std::vector<WindSaid> winds;        ///< one for each run
    std::vector<AdvancedCrew> advanced; ///< each crew once
    std::shared_ptr<const rules::RuleSet> sealed_rules;   ///< by which a race that was never armed was made official; null: it was armed, or is not
    Seq touched;                        ///< newest entry that concerned this race by name

    [[nodiscard]] RaceId id() const { return programme.race; }
    /// Rows in the run to come: everybody, or those who row again.
    [[nodiscard]] bool is_called(LaneNumber lane) const { return rerow_lanes.empty() || std::ranges::find(rerow_lanes, lane) != rerow_lanes.end(); }
    /// Not begun: its time, its crews and its lanes can still be others.
    [[nodiscard]] bool is_to_come() const { return stage == Stage::scheduled || stage == Stage::called || stage == Stage::recalled || stage == Stage::rerow_ordered; }
    [[nodiscard]] const Run* run() const { return runs.empty() ? nullptr : &runs.back(); }
    [[nodiscard]] const LaneState* lane(LaneNumber number) const;
    [[nodiscard]] LaneState* lane(LaneNumber number);
    /// The lane as it stood in `run`: a crew that rowed again has its status and penalty of then. Null if it is not drawn.
    [[nodiscard]] const LaneState* lane_in(const Run& run, LaneNumber number) const;
    /// True unless the crews have rowed against each other since the lots were drawn.
    [[nodiscard]] bool still_counts(const Lots& lots) const;
    /// While the result is official: the entry that made it so. Facts after it wait until the result is reopened.
    [[nodiscard]] Seq as_of() const;
};

}  // namespace bowball::engine
