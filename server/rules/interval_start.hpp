// Starts one after the other: when each crew of a time trial or a head race is due, and what its clock times make. Pure.
#pragma once
#include <vector>

#include "core/ids.hpp"
#include "core/result.hpp"
#include "core/time.hpp"
#include "rules/start_order.hpp"

namespace bowball::rules {

struct DueStart {
    CrewId crew;
    std::uint16_t lane = 0;   ///< from which it starts
    Duration after_first{};   ///< after the first crew
    friend bool operator==(const DueStart&, const DueStart&) = default;
};
/// In the order of the crews. Fails with errc::bad_input on no lane or an interval that is not longer than zero.
[[nodiscard]] Result<std::vector<DueStart>> interval_starts(const std::vector<CrewId>& crews, const StartOrderRules& rules);

/// From a start to a finish that were read as times of the day; a finish before its start lies after midnight.
/// Fails with errc::bad_input where one of them is no time of a day.
[[nodiscard]] Result<Duration> between_times_of_day(Duration start, Duration finish);

}  // namespace bowball::rules
