// Speed and pace: what a time over a distance means. Rules of the sports 6.
#pragma once
#include <cstdint>
#include <optional>

#include "core/time.hpp"

namespace bowball::rules {

/// v = d / t in millimetres per second, to the nearest. None for a distance or a time that is not above zero.
[[nodiscard]] std::optional<std::int64_t> mean_speed_mm_s(std::int32_t metres, Duration time);

/// The time that `per_m` metres take at this speed: rowing's pace is per 500 m. None as above.
[[nodiscard]] std::optional<Duration> pace(std::int32_t metres, Duration time, std::int32_t per_m);

/// Percentage of a reference time (a world best): reference / time * 100, in thousandths of a percent. None as above.
[[nodiscard]] std::optional<std::int64_t> percent_of_best_milli(Duration best, Duration time);

/// How far the boat goes with one stroke: 60 * v / rate, in millimetres. None for a rate that is not above zero.
[[nodiscard]] std::optional<std::int64_t> distance_per_stroke_mm(std::int64_t speed_mm_s, std::int64_t rate_milli);

}  // namespace bowball::rules
