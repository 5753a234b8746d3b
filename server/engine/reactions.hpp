// Every reaction that was measured in a race, of all its starts: what a meet's statistics are made of. Pure.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "engine/judgement.hpp"

namespace bowball::engine {

struct MeasuredReaction {
    RunNumber run;
    LaneNumber lane;
    DeviceName device;
    ChannelName channel;
    std::string algorithm;          ///< that read it from a trace; empty: a sensor gave it
    Duration reaction{};            ///< since the signal
    bool is_below = false;          ///< below the threshold of the race
    friend bool operator==(const MeasuredReaction&, const MeasuredReaction&) = default;
};
using RaceReactions = std::vector<MeasuredReaction>;

/// Those of the newest run come from its judgement; runs before it are judged anew.
[[nodiscard]] RaceReactions reactions_of(const MeetState& state, const Race& race, const Judgement& judgement);

}  // namespace bowball::engine
