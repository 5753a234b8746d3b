// The way of an event from its entries to its finals, as far as it is known.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bowball::views {

struct ProgressionView {
    std::string event;
    std::string event_title;
    std::string table;                        ///< id and version: "world_rowing_2025 1"
    std::string table_title;
    std::string seed;                         ///< of all draws
    struct Seat {
        std::uint16_t lane = 0;
        std::uint32_t crew = 0;
        std::string code;
        std::string name;
        std::string mark;                     ///< "entry", "by_place" (Q), "by_time" (q), "by_lot", "by_referee" (qR), "by_jury" (qJ), "rest"
        std::string from;                     ///< the race it comes from; empty: the entries
        friend bool operator==(const Seat&, const Seat&) = default;
    };
    struct Race {
        std::string phase;
        std::string group;
        std::string routes;                   ///< "1-2->FA, q2->FA, rest->FB"; empty for a final
        std::optional<std::uint32_t> race;    ///< its number in the programme; absent: not scheduled
        bool rowed = true;                    ///< false: a final with too few crews
        std::string lanes;                    ///< "none" are drawn, "agree", or "differ" from these seats; "settled": it has been armed
        std::vector<Seat> seats;              ///< by lane
        struct Drawn {
            std::uint16_t lane = 0;
            std::uint32_t crew = 0;
            std::string code;
            friend bool operator==(const Drawn&, const Drawn&) = default;
        };
        std::vector<Drawn> drawn;             ///< where the lanes differ: who stands in them
        friend bool operator==(const Race&, const Race&) = default;
    };
    std::vector<Race> races;                  ///< in the order of the regatta
    std::vector<std::string> waiting;         ///< groups that cannot be composed yet
    struct Tie {
        std::string where;                    ///< names the cut: "SA/B1 place 3 to FA", "H by time to FA": for settle_tie
        std::vector<std::string> crews;
        std::uint32_t places = 0;             ///< so many of them go on
        std::string policy;                   ///< "rerow", "share_rank"
        std::vector<std::uint32_t> numbers;   ///< of the crews, in the same order: for settle_tie
        bool unlike = false;                  ///< no tie: their times were taken in unlike ways
        std::string text;                     ///< a sentence for an official
        friend bool operator==(const Tie&, const Tie&) = default;
    };
    std::vector<Tie> ties;
    /// How officials put crews in order whom the table could not; oldest first.
    struct Settled {
        std::string where;                    ///< the cut; empty where it was not told, and nothing rests on it now
        std::vector<std::string> crews;       ///< first the one that goes on first
        std::vector<std::uint32_t> numbers;
        std::uint32_t places = 0;             ///< so many of them went on by it; 0: none, or no such tie is there now
        bool in_force = false;                ///< false: results have changed, and these crews are tied there no more
        std::string actor;
        std::string reason;
        std::int64_t at_us = 0;               ///< wall clock
        friend bool operator==(const Settled&, const Settled&) = default;
    };
    std::vector<Settled> settled;             ///< left out without any
    struct Out {
        std::uint32_t crew = 0;
        std::string code;
        std::string after;
        std::string reason;
        friend bool operator==(const Out&, const Out&) = default;
    };
    std::vector<Out> out;
    struct Place {
        std::optional<std::uint32_t> rank;    ///< in the event
        std::uint32_t crew = 0;
        std::string code;
        std::string name;
        std::string phase;
        friend bool operator==(const Place&, const Place&) = default;
    };
    std::vector<Place> places;
    std::vector<std::string> problems;        ///< whole sentences
    std::vector<std::string> remarks;         ///< the same, of what waits for nothing; left out without any
    friend bool operator==(const ProgressionView&, const ProgressionView&) = default;
};

}  // namespace bowball::views
