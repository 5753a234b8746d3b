// A time with what is added to it and taken from it, each kept for itself: raw, handicap, penalty, adjusted. Pure.
#pragma once
#include <vector>

#include "core/time.hpp"
#include "rules/rounding.hpp"

namespace bowball::rules {

struct AdjustedTime {
    Duration raw{};
    Duration handicap{};  ///< taken off; negative where a factor makes the crew slower
    Duration penalty{};   ///< added
    Duration adjusted{};  ///< raw + penalty - handicap
    friend bool operator==(const AdjustedTime&, const AdjustedTime&) = default;
};
[[nodiscard]] inline AdjustedTime adjusted_time(Duration raw, Duration handicap, Duration penalty) {
    return {raw, handicap, penalty, raw + penalty - handicap};
}

/// Competition ranking 1-2-2-4: one more than the number of times strictly better. Times are compared as rounded to `unit`;
/// 1 ns compares them exactly. In the order of `times`.
[[nodiscard]] std::vector<std::uint32_t> ranks_of(const std::vector<Duration>& times, Duration unit, Rounding rounding);
/// Dense ranking 1-2-2-3, for displays only.
[[nodiscard]] std::vector<std::uint32_t> dense_ranks_of(const std::vector<Duration>& times, Duration unit, Rounding rounding);

/// 100 * best / own in hundredths of a point, a half up: 99.33 points are 9933. Both times are longer than zero.
[[nodiscard]] std::int64_t points_hundredths(Duration best, Duration own);

}  // namespace bowball::rules
