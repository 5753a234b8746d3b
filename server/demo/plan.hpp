// What happens on the water in one run of the demo regatta: drawn from a seed, so that every demo day is the same. Pure.
#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "core/ids.hpp"
#include "core/time.hpp"

namespace bowball::demo {

/// What the demo wants to show in a race. Every kind occurs once in the shipped programme.
enum class Incident : std::uint8_t { none, false_start, late_gate, did_not_start, breakage, dead_heat };

/// One boat's way down the course; spans since the start signal.
struct BoatPlan {
    LaneNumber lane;
    Duration gate_release{};
    Duration gate_clear{};
    Duration reaction{};
    std::vector<Duration> splits;          ///< 500, 1000, 1500 m; shorter where the boat broke down
    std::optional<Duration> finish;
};

struct RunPlan {
    Duration hold{};                       ///< red to green: a clear and variable pause
    std::vector<BoatPlan> boats;
    std::optional<LaneNumber> culprit;     ///< of a false start
    std::optional<LaneNumber> stuck_gate;
    std::optional<LaneNumber> broken;
    std::vector<LaneNumber> dead_heat;     ///< two lanes that the picture cannot separate
};

struct RaceSetting {
    RaceId race;
    RunNumber run;
    std::vector<LaneNumber> lanes;
    Duration usual_time{};                 ///< of the boat class over the distance
    Incident incident = Incident::none;
};

/// The same setting and seed give the same plan.
[[nodiscard]] RunPlan make_plan(const RaceSetting& setting, std::uint64_t seed);

}  // namespace bowball::demo
