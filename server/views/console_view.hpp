// What an official's desk needs beside the results of a race.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "views/shown.hpp"

namespace bowball::views {

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
    std::vector<Impulse> impulses;            ///< newest last; start sensors that say something of the start are in the referee's file
    std::uint32_t unlisted = 0;               ///< more that no race claims, older than those
    struct Warning { std::string kind; std::optional<std::uint16_t> lane; std::string text; };
    std::vector<Warning> warnings;
    struct Row {
        ShownCrew crew;
        std::string status;
        std::string card;
        std::int64_t penalty_us = 0;
        bool objection = false;
        std::optional<std::uint32_t> barred_by;   ///< the race that put the crew out of this one
        bool may_row = true;                  ///< false: barred, and no judge has given leave
        std::int64_t handicap_us = 0;         ///< taken off; left out if there is none
        struct Penalty {
            std::string code;
            std::uint32_t count = 0;
            friend bool operator==(const Penalty&, const Penalty&) = default;
        };
        std::vector<Penalty> penalties;       ///< by the schedule; left out without any
        std::vector<std::string> members;     ///< as entered now: bow to stroke, then the cox; left out without any
        bool coxed = false;                   ///< the last of the members is the cox
        bool scratched = false;               ///< the crew has left its event
        std::optional<ShownStart> start;      ///< when it is due; left out where all start together
        std::string rests_on;                 ///< what its time comes from now: "a", "b", "b corrected" ...; empty without a time
    };
    std::vector<Row> rows;
    struct Unmatched { std::string document; std::string key; std::string title; };
    std::vector<Unmatched> unmatched_photos;
    /// A photo-finish picture that was imported, and what was read of it.
    struct Picture {
        std::uint16_t run = 0;                ///< 0: before the race was armed
        std::string document;                 ///< its file, without the folder
        std::string sha256;                   ///< of the file, 64 hexadecimal digits
        std::string url;                      ///< where it can be got while the file is the one that was read
        std::uint32_t width = 0;              ///< columns, each one line of the camera; column 0 is the earliest
        std::uint32_t height = 0;
        std::int64_t column_0_us = 0;         ///< since the start signal
        std::uint32_t lines_per_s = 0;
        struct Lane {
            std::uint16_t lane = 0;
            std::uint32_t column = 0;
            std::int64_t time_us = 0;         ///< exact, cut to the microsecond
            std::string text;                 ///< to the scoring unit, cut
            std::int64_t resolution_ns = 0;   ///< one column
            bool counts = false;              ///< false: a judge has read the lane since, or the run is over
        };
        std::vector<Lane> lanes;              ///< by number
    };
    std::vector<Picture> pictures;            ///< of all runs, in the order in which they came
    /// What one reader read of a picture of the newest start. It counts only when it is entered.
    struct Reading {
        std::string reader;
        std::string role;
        std::int64_t at_us = 0;
        std::string document;
        std::string sha256;                   ///< of the picture
        struct Lane {
            std::uint16_t lane = 0;
            std::uint32_t column = 0;
            std::int64_t time_us = 0;         ///< exact, cut to the microsecond
            std::string text;                 ///< to the scoring unit, cut
            std::optional<std::uint16_t> place;   ///< among the lanes of this reading; equal: a dead heat
            friend bool operator==(const Lane&, const Lane&) = default;
        };
        std::vector<Lane> lanes;              ///< by number
        friend bool operator==(const Reading&, const Reading&) = default;
    };
    std::vector<Reading> readings;            ///< one of each reader, oldest first; left out without any
    std::vector<std::uint16_t> disputed_lanes;   ///< that readers differ about; left out without any
    /// Who entered the newest reading of a picture of this start.
    struct Entered {
        std::string actor;
        std::int64_t at_us = 0;
        std::string reason;
        friend bool operator==(const Entered&, const Entered&) = default;
    };
    std::optional<Entered> photo_entered;
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
    struct DeadHeat {
        std::uint16_t place = 0;
        std::vector<std::uint16_t> lanes;
        std::string policy;                   ///< "share_rank", "rerow", "both_advance_if_lane", "draw"
        bool open = false;                    ///< something has to be done
        bool drawn = false;                   ///< lots have settled it
    };
    std::vector<DeadHeat> dead_heats;
    /// How the sport calls a race that is held again; left out where it is a re-row.
    struct Words {
        std::string rerow = "re-row";         ///< of all or some crews
        std::string tie_rerow = "re-row";     ///< between crews that are level
        friend bool operator==(const Words&, const Words&) = default;
    };
    Words words;
    /// Goes on to the next round by an official's word.
    struct Advanced {
        std::uint16_t lane = 0;
        std::string by;                       ///< "referee" or "jury"
        std::string actor;
        std::string reason;
        friend bool operator==(const Advanced&, const Advanced&) = default;
    };
    std::vector<Advanced> advanced;           ///< left out without any
    std::string rules;                        ///< id and version of the rule set that judges the race: "rowing 1"
    std::string rules_digest;                 ///< two of one id and version may differ: 64 hexadecimal digits tell them apart
    bool recall_restarts = false;             ///< the recall can be withdrawn as a mistake: nobody is charged, and the field starts again
    bool recall_was_mistake = false;          ///< that was said, and can be taken back
    std::string arm_refused;                  ///< why a race that waits at the start cannot be armed now; empty: it can, or does not wait
    std::optional<std::int64_t> recall_undo_until_us;   ///< till then a recall that was ordered can be withdrawn; left out where none can
    /// How the race is started, where the starter announced it or the rule set says it.
    struct StartControl {
        bool roll_call = false;               ///< the rule set asks for one
        std::string announced;                ///< "two_minutes", "quick_start" or empty
        std::optional<std::int64_t> announced_us;
        std::vector<std::uint16_t> present;   ///< lanes that answered the roll call
        std::vector<std::uint16_t> absent;    ///< that take part, or will, and have not
        std::int64_t pause_least_us = 0;      ///< between the two the pause is drawn
        std::int64_t pause_most_us = 0;       ///< 0: none is drawn
        std::optional<std::int64_t> attention_us;
        std::string pause_seal;               ///< SHA-256 of the seed, from attention on
        std::string pause_seed;               ///< from the start on
        std::optional<std::int64_t> pause_us; ///< that was drawn, from the start on
        friend bool operator==(const StartControl&, const StartControl&) = default;
    };
    std::optional<StartControl> start_control;
    /// What the sensors at the start say now, while the race waits there; left out where none tells anything.
    struct StartLine {
        std::string red;                      ///< the light: "lit", "dark"; empty: no sensor tells
        struct Lane {
            std::uint16_t lane = 0;
            std::string gate;                 ///< "up", "open", "down" (all the way); empty: no sensor tells
            std::string bow;                  ///< at the gate: "there", "away"; empty: no sensor tells
            friend bool operator==(const Lane&, const Lane&) = default;
        };
        std::vector<Lane> lanes;              ///< of which a sensor tells something, by number
        friend bool operator==(const StartLine&, const StartLine&) = default;
    };
    std::optional<StartLine> start_line;
    /// Objections that were decided, oldest first.
    struct Objection {
        std::uint16_t lane = 0;
        std::int64_t raised_us = 0;
        std::string raised_by;
        std::string raised_reason;            ///< of one that came late
        bool upheld = false;
        std::int64_t decided_us = 0;
        std::string decided_by;
        std::string reason;
        friend bool operator==(const Objection&, const Objection&) = default;
    };
    std::vector<Objection> objections;
    /// Where the rule set wants a second person for what was official.
    struct FourEyes {
        std::string change;                   ///< "reopen", "confirm" or "advance", which waits for a second person; empty: nothing does
        std::string actor;                    ///< who asked for it
        std::string reason;
        std::optional<std::int64_t> asked_us;
        std::string digest;                   ///< of what it rests on, 64 hexadecimal digits: on another state it is another proposal
        std::optional<std::uint16_t> lane;    ///< of the crew that is to be advanced
        bool taken_back = false;              ///< that is to be advanced no more
        friend bool operator==(const FourEyes&, const FourEyes&) = default;
    };
    std::optional<FourEyes> four_eyes;
    /// Of an unofficial result: what it would change, were it made official as it stands. `rows` only of one that was official before.
    struct Revision {
        std::vector<ShownChange> rows;        ///< by lane
        /// A crew that the event's progression would put elsewhere.
        struct Seat {
            std::uint32_t crew = 0;
            std::string code;
            std::string name;
            std::string phase_before;         ///< empty: in no race
            std::optional<std::uint16_t> lane_before;
            std::string phase_after;
            std::optional<std::uint16_t> lane_after;
            friend bool operator==(const Seat&, const Seat&) = default;
        };
        std::vector<Seat> seats;
        std::vector<std::string> settled;     ///< phases among these that are rowed or at the start: their crews stay
        std::vector<std::string> problems;    ///< whole sentences: why later rounds cannot be told, and whether what was official is in doubt
        friend bool operator==(const Revision&, const Revision&) = default;
    };
    std::optional<Revision> revision;
    // What only some sports know; left out in others.
    struct Exchange {
        std::uint16_t lane = 0;
        std::int32_t metres = 0;
        std::string text;                     ///< "-0.03": leave less touch, to 1/100 s
        std::string verdict;                  ///< "legal", "too_early", "needs_judges"; a remark, never a disqualification
        friend bool operator==(const Exchange&, const Exchange&) = default;
    };
    std::vector<Exchange> exchanges;
    struct PadMark {
        std::string point;
        std::optional<std::uint16_t> lane;    ///< null: the whole heat
        std::string actor;
        std::string reason;
        friend bool operator==(const PadMark&, const PadMark&) = default;
    };
    std::vector<PadMark> failed_pads;
    struct PenaltyKind {
        std::string code;
        std::string title;
        std::string text;                     ///< what it costs: "5 s each time, up to 3 times; more is DSQ"
        friend bool operator==(const PenaltyKind&, const PenaltyKind&) = default;
    };
    std::vector<PenaltyKind> penalty_kinds;   ///< that the schedule has
    std::optional<ShownWind> wind;
    bool wants_wind = false;                  ///< a race of this distance needs a reading
    bool has_pads = false;                    ///< pads can be set aside
};

}  // namespace bowball::views
