#include "rules/pace.hpp"

namespace bowball::rules {
namespace {

__extension__ using Wide = __int128;  // -Wpedantic must be told

/// a * b / c to the nearest; c > 0, a * b >= 0.
std::int64_t ratio(std::int64_t a, std::int64_t b, std::int64_t c) {
    return static_cast<std::int64_t>((Wide{a} * b * 2 + c) / (Wide{c} * 2));
}

}  // namespace

std::optional<std::int64_t> mean_speed_mm_s(std::int32_t metres, Duration time) {
    if (metres <= 0 || time <= 0ns) return std::nullopt;
    return ratio(metres, 1'000'000'000'000, time.count());
}

std::optional<Duration> pace(std::int32_t metres, Duration time, std::int32_t per_m) {
    if (metres <= 0 || per_m <= 0 || time <= 0ns) return std::nullopt;
    return Duration{ratio(time.count(), per_m, metres)};
}

std::optional<std::int64_t> percent_of_best_milli(Duration best, Duration time) {
    if (best <= 0ns || time <= 0ns) return std::nullopt;
    return ratio(best.count(), 100'000, time.count());
}

std::optional<std::int64_t> stroke_rate_milli(std::int32_t catches, Duration first_to_last) {
    if (catches < 2 || first_to_last <= 0ns) return std::nullopt;
    return ratio(catches - 1, 60'000'000'000'000, first_to_last.count());
}

std::optional<std::int64_t> distance_per_stroke_mm(std::int64_t speed_mm_s, std::int64_t rate_milli) {
    if (speed_mm_s < 0 || rate_milli <= 0) return std::nullopt;
    return ratio(speed_mm_s, 60'000, rate_milli);
}

}  // namespace bowball::rules
