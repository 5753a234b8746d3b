// Reactions of the whole meet, by lane and by sensor: what would show that one of them is off.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bowball::views {

struct ReactionsView {
    std::uint32_t starts = 0;                 ///< in which a reaction was measured
    struct Group {
        std::optional<std::uint16_t> lane;    ///< of a lane; null for a sensor
        std::string device;                   ///< of a sensor; empty for a lane
        std::string channel;
        std::string algorithm;                ///< that read its traces; empty: it sends instants
        std::uint32_t count = 0;
        std::int64_t least_ns = 0;
        std::int64_t lower_ns = 0;            ///< quartiles
        std::int64_t median_ns = 0;
        std::int64_t upper_ns = 0;
        std::int64_t most_ns = 0;
        std::uint32_t below = 0;              ///< the threshold of its race
        std::uint32_t shorter = 0;            ///< than the middle of the others in the same start
        std::uint32_t longer = 0;
        std::int64_t offset_ns = 0;           ///< median difference from that middle
        bool systematic = false;              ///< the sign test says that this is no chance
        std::string text;                     ///< a sentence then; else empty
        friend bool operator==(const Group&, const Group&) = default;
    };
    std::vector<Group> lanes;                 ///< by number
    std::vector<Group> sensors;               ///< by device, channel and algorithm
    std::string test;                         ///< what `systematic` rests on, in words
    friend bool operator==(const ReactionsView&, const ReactionsView&) = default;
};

}  // namespace bowball::views
