// The split times of one lane by the number of lengths swum. No I/O.
#pragma once
#include <map>
#include <optional>
#include <vector>

#include "core/time.hpp"

namespace bowball::capture {

/// Lengths swum, and the time since the start at which they were. At most `most_laps` are kept: 1500 m in a pool of 25 m has 60.
using LapTimes = std::map<unsigned, Duration>;
inline constexpr std::size_t most_laps = 100;

/// Takes a split. One that is not later than those before it belongs to a new start: the old ones are forgotten.
inline void take_lap(LapTimes& laps, unsigned length, Duration time) {
    const auto fits = laps.empty() || (length > laps.rbegin()->first ? time > laps.rbegin()->second : laps.contains(length));
    if (!fits) laps.clear();
    if (laps.size() < most_laps) laps[length] = time;
}

/// Splits in order, `step` lengths apart, up to the first that is missing: what stands behind a gap would pass for another split.
[[nodiscard]] inline std::vector<Duration> splits_of(const LapTimes& laps, unsigned step) {
    std::vector<Duration> splits;
    for (auto length = step; step > 0; length += step) {
        const auto found = laps.find(length);
        if (found == laps.end()) break;
        splits.push_back(found->second);
    }
    return splits;
}

}  // namespace bowball::capture
