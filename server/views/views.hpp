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

namespace bowball::views {

/// A time and everything a screen may want to say of it.
struct ShownTime {
    std::string text;             ///< as the rule set publishes it
    std::string scoring_text;     ///< to the scoring unit (1/1000 s)
    std::int64_t time_us = 0;     ///< exact, cut to the microsecond
    std::int64_t uncertainty_us = 0;  ///< half-width, 95 %, rounded up
    std::string source;           ///< "a", "b", "photo", "hand"
    bool by_hand = false;
    bool corrected = false;       ///< replaces what system A missed: `source` less a correction
};

/// Every race view begins with this. Displays drop frames whose race or run is not the one they show.
struct RaceHeader {
    std::uint32_t race = 0;
    std::uint16_t run = 0;        ///< 0: never armed
    std::string event;
    std::string event_title;
    std::string phase;
    std::string title;
    std::int32_t distance_m = 0;
    std::int64_t scheduled_us = 0;  ///< wall time
    std::string state;            ///< engine::Phase: "running", "official" ...
    std::string status;           ///< of the times: "live", "unofficial", "official", "revised"
    std::uint16_t revision = 0;
    bool simulated = false;
    friend bool operator==(const RaceHeader&, const RaceHeader&) = default;
};

struct ShownCrew {
    std::uint16_t lane = 0;
    std::uint32_t crew = 0;
    std::string code;
    std::string name;
    std::string club;
};

// --- public ---

struct MeetView {
    std::string name;
    std::string venue;
    std::int32_t course_m = 0;
    bool simulated = false;
    std::optional<std::uint32_t> current_race;
    std::optional<std::uint32_t> previous_race;
    std::vector<RaceHeader> races;   ///< in the order of the programme
};

struct StartListView {
    RaceHeader header;
    struct Row {
        ShownCrew crew;
        std::vector<std::string> members;
        std::string status;          ///< "DNS", "SCR", ... or empty
        std::string card;            ///< "yellow", "red" or empty
    };
    std::vector<Row> rows;           ///< by lane
};

/// The live board.
struct BoardView {
    RaceHeader header;
    std::optional<std::int64_t> started_us;   ///< running since: the page extrapolates
    bool clock_runs = false;
    std::string leader_text;                  ///< winner's time once there is one; with a star if it is corrected
    std::int32_t latest_point_m = 0;          ///< newest split anybody reached; distance_m at the finish
    bool recall = false;                      ///< recalled, or a recall is asked for
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
    };
    std::vector<Row> rows;                    ///< best first, then by lane
};

struct ResultsView {
    RaceHeader header;
    struct Split {
        std::int32_t metres = 0;
        std::string text;
        std::optional<std::int64_t> time_us;
        std::optional<std::uint16_t> rank;
        std::string gap_text;
        std::string segment_text;
        std::optional<std::uint16_t> segment_rank;
        bool corrected = false;
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
        std::vector<Split> splits;
    };
    std::vector<Row> rows;
    std::string rules;                        ///< id and version of the rule set: "rowing 1"
    std::string rules_digest;
    std::string digest;                       ///< seals an official result, 64 hexadecimal digits; empty before
    bool drift = false;                       ///< the sealed digest and today's fold differ
    struct Revision { std::uint16_t number = 0; std::string actor; std::string reason; std::int64_t at_us = 0; };
    std::vector<Revision> revisions;
    std::vector<std::uint16_t> objections;    ///< lanes with an open objection
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
        std::optional<std::int64_t> onset_us; ///< since the signal
        std::int64_t uncertainty_us = 0;      ///< of that; and what of it is the waveform's:
        std::int64_t by_sampling_us = 0;
        std::int64_t by_noise_us = 0;
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

/// What the console needs beside the results.
struct ConsoleView {
    RaceHeader header;
    std::vector<std::string> actions;         ///< commands that decide() would take now: "arm_race", "publish_result" ...
    bool recall_requested = false;
    std::optional<std::int64_t> started_us;
    struct Impulse {
        std::uint64_t id = 0;
        std::string point;
        std::optional<std::uint16_t> lane;
        std::int64_t at_us = 0;
        std::optional<std::int64_t> since_start_us;
        std::string text;                     ///< since the start to 1/1000 s, else the time of day
        std::int64_t uncertainty_us = 0;
        std::string source;
        std::string device;
        std::string channel;
        std::string use;
        std::string note;                     ///< why it is not used, or who voided or named it
        bool by_hand = false;
        bool corrected = false;               ///< a replacement that an official accepted
    };
    std::vector<Impulse> impulses;            ///< newest last; start sensors are in the referee's file
    struct Warning { std::string kind; std::optional<std::uint16_t> lane; std::string text; };
    std::vector<Warning> warnings;
    struct Row {
        ShownCrew crew;
        std::string status;
        std::string card;
        std::int64_t penalty_us = 0;
        bool objection = false;
        std::string rests_on;                 ///< what its time comes from now: "a", "b", "b corrected" ...; empty without a time
    };
    std::vector<Row> rows;
    struct Unmatched { std::string document; std::string key; std::string title; };
    std::vector<Unmatched> unmatched_photos;
    /// For an impulse that system A missed: what an official may accept with `accept_replacement`.
    struct Proposal {
        std::string point;
        std::optional<std::uint16_t> lane;
        std::string source;
        std::uint64_t impulse = 0;            ///< what the other source saw
        std::int64_t at_us = 0;               ///< corrected
        std::string time_text;                ///< of the crew with it, to the scoring unit; empty for a start
        std::int64_t correction_us = 0;
        std::string correction_text;          ///< "-0.082", as exact as system A shows
        std::int64_t deviation_us = 0;
        std::uint32_t count = 0;              ///< of references
        std::vector<std::uint64_t> references;   ///< system A's impulses, the nearest first
        std::string text;                     ///< a sentence; names what is doubtful
    };
    std::vector<Proposal> proposals;
};

/// Systems A and B and the watches beside each other, over the meet.
struct RedundancyView {
    struct Difference {
        std::string point;
        std::string source;                   ///< "b" or "hand", less A
        std::uint64_t count = 0;
        std::int64_t last_us = 0;
        std::int64_t last_uncertainty_us = 0;
        std::int64_t last_at_us = 0;
        std::int64_t mean_us = 0;
        std::int64_t deviation_us = 0;
        std::optional<std::int64_t> drift_us; ///< newest ten against those before
        std::string alarm;                    ///< a sentence, or empty
    };
    std::vector<Difference> differences;
    struct Check {
        std::string main_device;
        std::string other_device;
        std::int64_t at_us = 0;               ///< of the contact: its age is for the page to show
        std::int64_t difference_us = 0;
        std::int64_t uncertainty_us = 0;
        bool passed = false;
        std::string actor;
        std::string text;
    };
    std::vector<Check> checks;                ///< newest first, at most ten
    std::string alarm;                        ///< the first one, or empty
};

/// Devices, clocks, journal: what an official sees in one glance. Made by the server, not from the meet.
struct HealthView {
    struct Device {
        std::string name;
        std::string driver;
        std::string state;                    ///< LinkState: "live", "silent", "lost" ...
        std::string text;
        std::uint64_t bytes = 0;
        std::uint64_t skipped_bytes = 0;
        std::uint64_t impulses = 0;
        std::uint64_t missed_impulses = 0;
        std::string last_complaint;
        std::optional<std::int64_t> last_heard_us;
        std::uint32_t absences = 0;           ///< how often it was lost and came back
        std::optional<std::int64_t> away_from_us;    ///< the newest of them: what it stamped then counts only if it sent it again
        std::optional<std::int64_t> away_until_us;
        std::string clock_state;              ///< "unsynced", "locked", "stable", "holdover"
        std::int64_t clock_uncertainty_us = 0;
        std::int64_t clock_rate_ppb = 0;
    };
    std::vector<Device> devices;
    struct HostClock {
        std::string state;                    ///< "synchronised", "free running", "unknown"; empty where nobody looks
        std::string text;
        std::int64_t max_error_us = 0;        ///< of the time of day
        std::int64_t estimated_error_us = 0;
        std::int64_t offset_ns = 0;           ///< still to be slewed away
        std::int64_t frequency_ppb = 0;       ///< by how much the system speeds the quartz up
        std::int32_t tai_s = 0;               ///< TAI less UTC; 0: not told
        std::int64_t wall_ahead_us = 0;       ///< of the venue's timeline, which was tied to it once
        std::string change_text;              ///< the last time that it was set, or the computer slept
        std::int64_t change_us = 0;           ///< by how much it was set, forward above zero
        std::optional<std::int64_t> changed_us;
    };
    HostClock host_clock;
    bool recorded = true;                     ///< false: NOT RECORDED, in red, everywhere
    std::string journal_text;
    std::uint64_t entries = 0;
    std::uint64_t unwritten = 0;
    std::int64_t commit_us_p50 = 0;
    std::int64_t commit_us_p99 = 0;
    std::uint64_t quarantined = 0;
    std::uint64_t refused = 0;                ///< messages and orders that could not be understood
    std::uint32_t viewers = 0;
    std::uint32_t officials = 0;
    std::string redundancy_text;              ///< what is wrong between systems A and B; empty: nothing
    std::string version;
};

using View = std::variant<MeetView, StartListView, BoardView, ResultsView, StartView, RefereeView, ConsoleView, HealthView, RedundancyView>;

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
