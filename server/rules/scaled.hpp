// Products of times with ratios, in integers: the same nanosecond on every machine. Pure.
#pragma once
#include "core/result.hpp"
#include "core/time.hpp"

namespace bowball::rules {

/// `time` * numerator / denominator to the nearest nanosecond, a half away from zero. The denominator is positive.
/// Fails with errc::too_large where the product is no Duration.
[[nodiscard]] Result<Duration> scaled(Duration time, std::int64_t numerator, std::int64_t denominator);

/// `time` * exp(millionths / 1,000,000), to the nanosecond (relative error below 1e-12).
/// Fails with errc::bad_input beyond +-4,000,000, errc::too_large where the product is no Duration.
[[nodiscard]] Result<Duration> times_exp(Duration time, std::int64_t millionths);

}  // namespace bowball::rules
