// Starts one after the other: when each crew of a time trial or a head race is due, and what its clock times make. Pure.
#pragma once
#include <vector>

#include "core/ids.hpp"
#include "core/result.hpp"
#include "core/time.hpp"

namespace bowball::rules {

struct IntervalRules {
    Duration interval = 30s;               ///< between two starts (rules of the sports 2.9: 30 s)
    std::vector<std::uint16_t> lanes{1};   ///< used in turn: {3, 4} alternates two lanes
    friend bool operator==(const IntervalRules&, const IntervalRules&) = default;
};
struct IntervalStart {
    CrewId crew;
    std::uint16_t lane = 0;
    Duration after_first{};
    friend bool operator==(const IntervalStart&, const IntervalStart&) = default;
};
/// In the order of the crews. Fails with errc::bad_input on no lane or an interval that is not longer than zero.
[[nodiscard]] Result<std::vector<IntervalStart>> interval_starts(const std::vector<CrewId>& crews, const IntervalRules& rules);

/// From a start to a finish that were read as times of the day; a finish before its start lies after midnight.
/// Fails with errc::bad_input where one of them is no time of a day.
[[nodiscard]] Result<Duration> between_times_of_day(Duration start, Duration finish);

}  // namespace bowball::rules
