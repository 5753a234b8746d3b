// Starts one after the other: when each crew of a time trial or a head race is due, and what its clock times make. Pure.
#pragma once
#include <vector>

#include "core/ids.hpp"
#include "core/result.hpp"
#include "core/time.hpp"

namespace bowball::rules {

/// When each crew is due where they do not start together. By default nobody is due at a time of its own.
struct StartOrderRules {
    Duration interval{};                   ///< between two starts, in the order of the lanes; 0: no such order. 30 s in a time trial (rules of the sports 2.9)
    std::vector<std::uint16_t> lanes{1};   ///< started from in turn: {3, 4} alternates two lanes
    bool staggered = false;                ///< who has most taken off starts first, and is overtaken or not (rules of the sports 2.11)
    friend bool operator==(const StartOrderRules&, const StartOrderRules&) = default;
};
struct IntervalStart {
    CrewId crew;
    std::uint16_t lane = 0;
    Duration after_first{};
    friend bool operator==(const IntervalStart&, const IntervalStart&) = default;
};
/// In the order of the crews. Fails with errc::bad_input on no lane or an interval that is not longer than zero.
[[nodiscard]] Result<std::vector<IntervalStart>> interval_starts(const std::vector<CrewId>& crews, const StartOrderRules& rules);

/// From a start to a finish that were read as times of the day; a finish before its start lies after midnight.
/// Fails with errc::bad_input where one of them is no time of a day.
[[nodiscard]] Result<Duration> between_times_of_day(Duration start, Duration finish);

}  // namespace bowball::rules
