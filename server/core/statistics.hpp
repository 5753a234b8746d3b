// Mean and standard deviation of spans, in integers: the same on every machine.
#pragma once
#include <vector>

#include "core/ratio.hpp"
#include "core/time.hpp"

namespace bowball {

/// Smallest r with r * r >= n.
[[nodiscard]] std::uint64_t root_rounded_up(Wide n);

/// To the nearest nanosecond, a half away from zero. `spans` is not empty.
[[nodiscard]] Duration mean(const std::vector<Duration>& spans);

/// Of a sample (n - 1), rounded up to the nanosecond; zero for fewer than two.
[[nodiscard]] Duration standard_deviation(const std::vector<Duration>& spans);

}  // namespace bowball
