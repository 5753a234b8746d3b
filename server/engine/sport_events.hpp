// Facts that only some sports know: penalties by their code, pads that failed, the wind. Part of event.hpp.
#pragma once
#include <optional>
#include <string>

#include "core/ids.hpp"
#include "core/timing_point.hpp"

namespace bowball::engine {

/// How often a crew did what the rule set's schedule has under this code, all told; zero takes it back.
struct PenaltyGiven {
    RaceId race;
    LaneNumber lane;
    std::string code;
    std::uint32_t count = 0;
    friend bool operator==(const PenaltyGiven&, const PenaltyGiven&) = default;
};
/// The pad of a lane, or of all lanes of the heat, was wrong or was not touched as it should: backup times count. Or is right after all.
struct PadMarked {
    RaceId race;
    RunNumber run;
    TimingPoint point;
    std::optional<LaneNumber> lane;  ///< absent: the whole heat
    bool failed = true;
    friend bool operator==(const PadMarked&, const PadMarked&) = default;
};
/// The wind of a run, as the gauge or a person says; absent: taken back.
struct WindRead {
    RaceId race;
    RunNumber run;
    std::optional<std::int64_t> speed_mm_s;  ///< in the running direction; head wind is negative
    friend bool operator==(const WindRead&, const WindRead&) = default;
};

}  // namespace bowball::engine
