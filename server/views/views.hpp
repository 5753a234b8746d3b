// What screens show: plain structs, made by pure functions from the state and its judgements.
// Every time comes with the text to show, so that no screen rounds by itself; all times count on the race timeline,
// microseconds since its origin (*_us), nanoseconds where evidence needs them (*_ns).
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/ids.hpp"
#include "views/console_view.hpp"
#include "views/honours_views.hpp"
#include "views/progression_view.hpp"
#include "views/reactions_view.hpp"
#include "views/shown.hpp"
#include "views/system_views.hpp"

namespace bowball::views {

// --- public ---

struct MeetView {
    std::string name;
    std::string venue;
    std::int32_t course_m = 0;
    bool simulated = false;
    std::optional<std::uint32_t> current_race;
    std::optional<std::uint32_t> previous_race;
    std::vector<RaceHeader> races;   ///< in the order of the programme
    struct Progression {
        std::string event;
        std::string topic;           ///< "event/m8-coxed/progression"
        friend bool operator==(const Progression&, const Progression&) = default;
    };
    std::vector<Progression> progressions;   ///< of events that have a table
    /// What officials chose for the scoreboards; absent while these go round by themselves.
    struct Board {
        std::string shows;           ///< "race", "schedule", "medals" or "message"
        std::string text;            ///< of a message: up to three lines
        friend bool operator==(const Board&, const Board&) = default;
    };
    std::optional<Board> board;
};

struct StartListView {
    RaceHeader header;
    struct Row {
        ShownCrew crew;
        std::vector<std::string> members;   ///< bow to stroke, then the cox; of a race that was armed: as they were then
        std::string status;          ///< "DNS", "SCR", ... or empty
        std::string card;            ///< "yellow", "red" or empty
        bool coxed = false;          ///< the last of the members is the cox
        std::string noc;
        std::uint16_t bow = 0;       ///< number on the bow; 0: none
        /// Who sits in the boat instead of whom.
        struct Substitution {
            std::vector<std::string> out;
            std::vector<std::string> in;
            std::string actor;
            std::string reason;
            std::int64_t at_us = 0;
            friend bool operator==(const Substitution&, const Substitution&) = default;
        };
        std::vector<Substitution> substitutions;   ///< since the crew was entered, oldest first
        std::string category;        ///< entered, or by the crew's age; left out without one
        std::optional<ShownStart> start;   ///< left out where all start together
    };
    std::vector<Row> rows;           ///< by lane
};

/// When a crew that is on its way will finish. Never a result, and never kept.
struct Prognosis {
    std::string text;                         ///< "6:41"
    std::string low_text;                     ///< between the two in 95 of 100 cases
    std::string high_text;
    std::int64_t time_us = 0;
    std::int64_t low_us = 0;
    std::int64_t high_us = 0;
    std::uint32_t crews = 0;                  ///< timed before in this event, on whom it rests; 0: an even pace is assumed
};

/// The live board.
struct BoardView {
    RaceHeader header;
    std::optional<std::int64_t> started_us;   ///< running since: the page extrapolates
    bool clock_runs = false;
    std::string leader_text;                  ///< winner's time once there is one; with a star if it is corrected
    std::int32_t latest_point_m = 0;          ///< newest split anybody reached; distance_m at the finish
    bool recall = false;                      ///< recalled, or a recall is asked for
    std::int32_t pace_m = 0;                  ///< what the paces below are of; 0: none
    std::optional<ShownWind> wind;            ///< left out before it was entered
    struct Row {
        ShownCrew crew;
        std::optional<std::uint16_t> rank;    ///< at the newest point the crew has reached
        bool rank_shared = false;
        std::int32_t point_m = 0;
        std::optional<ShownTime> time;        ///< at that point
        std::string gap_text;                 ///< to the leader at that point; empty for the leader
        std::string status;
        std::string card;
        bool finished = false;
        bool too_close = false;
        std::string speed_text;               ///< metres per second over the last segment; at the finish over the whole course
        std::string pace_text;                ///< the same as time per RuleSet::analysis.pace_m
        std::string stroke_rate_text;         ///< "36.5" per minute; once the crew is in, over its whole race. Left out without a sensor
        std::optional<Prognosis> prognosis;   ///< while the crew is on its way
        std::optional<ShownStart> start;      ///< left out where all start together, and once the crew has a time
    };
    std::vector<Row> rows;                    ///< best first, then by lane
};

struct ResultsView {
    RaceHeader header;
    std::int32_t pace_m = 0;                  ///< what the paces below are of; 0: none
    std::optional<ShownWind> wind;            ///< left out before it was entered
    struct Split {
        std::int32_t metres = 0;
        std::string text;
        std::optional<std::int64_t> time_us;
        std::optional<std::uint16_t> rank;
        std::string gap_text;
        std::string segment_text;
        std::optional<std::uint16_t> segment_rank;
        std::string segment_speed_text;       ///< metres per second
        std::string segment_pace_text;
        bool corrected = false;
        bool by_hand = false;                 ///< either end of it
    };
    struct Row {
        ShownCrew crew;
        std::optional<std::uint16_t> rank;
        bool rank_shared = false;
        std::optional<ShownTime> time;
        std::string gap_text;
        std::string gap_next_text;
        std::string status;
        std::string penalty_text;
        std::string card;
        bool too_close = false;
        std::optional<std::uint16_t> lot;     ///< of a shared place: what the lots gave it, from 1
        std::optional<std::uint32_t> barred_by;   ///< the race that put it out, where `status` comes from there
        std::string speed_text;               ///< over the course, metres per second
        std::string pace_text;
        // Left out where nothing was added or taken: then `time` is the time as measured. Else it is raw + penalty - handicap.
        std::string raw_text;
        std::string handicap_text;
        std::string category;                 ///< entered, or by the crew's age
        std::string points_text;              ///< by a factor: 100 * best / own
        std::vector<Split> splits;
        /// A record that the time equals or betters.
        struct Record {
            std::string mark;                 ///< "WR", "=MR", "PB"
            std::string kind;                 ///< "world", "continental", "national", "meet", "personal", "season"
            std::string time_text;            ///< the record as it stood before this race
            std::string holder;
            std::string date;                 ///< as the organiser wrote it; "race 3": of this meet
            std::string eligibility;          ///< "eligible", "not_eligible", "open"
            std::string text;                 ///< "time better, not eligible: wind +2.1 (at most +2.0)"
            std::vector<std::string> evidence;   ///< every fact that was looked at: "zero_test not known"
            friend bool operator==(const Record&, const Record&) = default;
        };
        std::vector<Record> records;
    };
    std::vector<Row> rows;
    std::string rules;                        ///< id and version of the rule set: "rowing 1"
    std::string rules_digest;
    std::string digest;                       ///< seals an official result, 64 hexadecimal digits; empty before
    bool drift = false;                       ///< the sealed digest and today's fold differ
    struct Revision {
        std::uint16_t number = 0;
        std::string actor;
        std::string reason;
        std::int64_t at_us = 0;
        std::vector<ShownChange> changes;     ///< against the official result before it, by lane; left out without any
    };
    std::vector<Revision> revisions;
    std::vector<std::uint16_t> objections;    ///< lanes with an open objection
    std::optional<std::int64_t> started_us;   ///< left out before the start, and where each crew has its own
    std::optional<std::int64_t> unofficial_us;
    std::optional<std::int64_t> protest_until_us;
};

/// The start, for the public: reactions and the state of the verdict.
struct StartView {
    RaceHeader header;
    std::optional<std::int64_t> signal_us;
    std::string verdict;                      ///< "", "under_review", "upheld", "dismissed", "no_blame"
    std::string threshold_text;               ///< "0.090"; empty for no limit
    struct Row {
        ShownCrew crew;
        std::string reaction_text;
        std::optional<std::int64_t> reaction_us;
        std::string release_text;
        /// What read the reaction from a waveform, if one was sent. The samples are for officials.
        struct Trace {
            std::string algorithm;            ///< "baseline_sigma" and so on
            std::string parameters;
            std::optional<std::int64_t> onset_us;   ///< since the signal; null: none was found
            bool counts = false;              ///< the reaction is from here
            friend bool operator==(const Trace&, const Trace&) = default;
        };
        std::optional<Trace> trace;
        bool flagged = false;                 ///< under review
        bool responsible = false;             ///< decided
        std::string card;
    };
    std::vector<Row> rows;
};

// --- for officials ---

/// The referee's file of one start.
struct RefereeView {
    RaceHeader header;
    std::optional<std::int64_t> signal_us;
    std::optional<std::int64_t> signal_uncertainty_ns;
    std::string signal_device;
    struct Signal {
        std::string device;                   ///< "by hand" where a person gave it
        std::int64_t uncertainty_ns = 0;
    };
    std::vector<Signal> reaction_signals;     ///< what the reactions are measured from, each once; t0 above may be another
    std::optional<std::int64_t> red_to_signal_ns;
    std::optional<std::int64_t> threshold_ns;
    std::optional<std::int64_t> release_limit_ns;
    std::optional<std::int64_t> release_skew_ns;
    std::optional<std::int64_t> recall_until_us;
    bool recall_requested = false;
    bool recalled = false;
    struct Quantity {
        std::string name;                     ///< "reaction", "sensed" (by a sensor, beside a trace), "release", "clear", "signal", "contact", "over_line"
        std::int64_t ns = 0;                  ///< since the signal, exact
        std::int64_t uncertainty_ns = 0;
        std::string text;                     ///< seconds, cut to 1/1000
        std::uint64_t impulse = 0;
    };
    /// What the rule set read from the lane's trace.
    struct Trace {
        std::uint64_t id = 0;                 ///< of the journal's entry that holds the samples; to be voided like an impulse
        std::string algorithm;                ///< "baseline_sigma" and so on
        std::string parameters;               ///< "5.00 sigma over baseline 200 ms, held 5 ms"
        std::uint64_t samples = 0;
        std::string samples_url;              ///< where they are: a plain HTTP GET, for officials
        std::int64_t begins_us = 0;           ///< its first sample, since the signal
        std::optional<std::int64_t> onset_us; ///< since the signal
        std::int64_t uncertainty_us = 0;      ///< of that; and what of it is the waveform's:
        std::int64_t by_sampling_us = 0;
        std::int64_t by_noise_us = 0;
        std::int64_t baseline_micro = 0;      ///< of the onset: where the crew sat still, in millionths of the samples' unit
        std::int64_t level_micro = 0;         ///< and what had to be reached
        bool counts = false;                  ///< the reaction is from here
        std::string problem;                  ///< why there is no onset
        friend bool operator==(const Trace&, const Trace&) = default;
    };
    struct Row {
        ShownCrew crew;
        std::vector<Quantity> quantities;
        std::optional<Trace> trace;
        std::vector<std::string> faults;
        std::string status;
        std::vector<std::string> cards;       ///< of this crew in this race, all runs
    };
    std::vector<Row> rows;
    struct Fault {
        std::string fault;
        std::uint16_t lane = 0;
        bool concerns_crew = false;
        std::string text;                     ///< "Lane 4: reaction 0.071 s, limit 0.090 s."
        std::optional<std::uint64_t> impulse;
    };
    std::vector<Fault> faults;
    std::vector<Fault> remarks;
    struct Decision {
        std::uint16_t run = 0;
        std::string verdict;                  ///< also "recalled"
        std::vector<std::uint16_t> responsible;
        std::string actor;
        std::string reason;
        std::int64_t at_us = 0;
    };
    std::vector<Decision> decisions;          ///< of all runs, oldest first
};

using View = std::variant<MeetView, StartListView, BoardView, ResultsView, StartView, RefereeView, ConsoleView, HealthView, RedundancyView, MedalsView, PointsView, InputsView, ProgressionView, ReactionsView,
                          CheckpointView>;

/// Who may see a view. Deny by default.
enum class Audience : std::uint8_t { everyone, officials };

/// A view, its topic ("meet", "race/12/board", "health") and the entry after which it is true.
struct TopicView {
    std::string topic;
    Audience audience = Audience::everyone;
    Seq seq;
    View view;
};

}  // namespace bowball::views
