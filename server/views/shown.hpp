// What several views show alike: times, wind, crews, the head of a race.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

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
    // Left out where they say nothing.
    std::vector<std::string> watches;  ///< that made it, each as read: of a hand, or a swimmer's buttons
    std::string made_of;          ///< swimming: "pad", "button", "watch", "button_corrected", "watch_corrected"
    std::string backup_text;      ///< of buttons, else watches
    std::string difference_text;  ///< pad less backup
    std::string correction_text;  ///< what was added to the backup
    friend bool operator==(const ShownTime&, const ShownTime&) = default;
};

/// The wind of a race, in the running direction.
struct ShownWind {
    std::string text;             ///< "+2.1", metres per second
    std::int64_t tenths = 0;
    bool legal = false;           ///< allows a record
    friend bool operator==(const ShownWind&, const ShownWind&) = default;
};

/// Every race view begins with this. Displays drop frames whose race or run is not the one they show.
struct RaceHeader {
    std::uint32_t race = 0;
    std::uint16_t run = 0;        ///< 0: never armed
    std::string sport;            ///< of its rule set: "rowing", "canoe_sprint", "athletics", "swimming" ...
    std::string event;
    std::string event_title;
    std::string phase;
    std::string title;
    std::int32_t distance_m = 0;
    std::int64_t scheduled_us = 0;  ///< wall time
    std::optional<std::int64_t> first_scheduled_us;  ///< before it was moved; absent: it never was
    std::string schedule_reason;    ///< why it was moved, postponed or cancelled
    std::string state;            ///< engine::Phase: "running", "official" ...
    std::string status;           ///< of the times: "live", "unofficial", "official", "revised"
    std::uint16_t revision = 0;
    bool simulated = false;
    friend bool operator==(const RaceHeader&, const RaceHeader&) = default;
};

/// When a crew is due at the start, where they start one after the other.
struct ShownStart {
    std::optional<std::int64_t> due_us;   ///< wall time, by the time of the race in the programme; absent while that is past
    std::int64_t after_us = 0;    ///< after the first crew
    std::string after_text;       ///< "0:30", "0:22.5"
    std::uint16_t from = 0;       ///< start lane, where several are used in turn; 0: its own
    friend bool operator==(const ShownStart&, const ShownStart&) = default;
};

struct ShownCrew {
    std::uint16_t lane = 0;
    std::uint32_t crew = 0;
    std::string code;
    std::string name;
    std::string club;
    friend bool operator==(const ShownCrew&, const ShownCrew&) = default;
};

/// What a crew had, or would have, while a result was official.
struct ShownPlace {
    std::optional<std::uint16_t> rank;
    bool rank_shared = false;
    std::string status;
    std::string time_text;        ///< as published; empty without a place
    friend bool operator==(const ShownPlace&, const ShownPlace&) = default;
};

/// A crew whose place, status or published time is another than it was when the result was official before.
struct ShownChange {
    ShownCrew crew;
    ShownPlace before;            ///< as it was official
    ShownPlace after;
    friend bool operator==(const ShownChange&, const ShownChange&) = default;
};

}  // namespace bowball::views
