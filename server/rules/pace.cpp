#include "rules/pace.hpp"

#include "core/ratio.hpp"

namespace bowball::rules {

std::optional<std::int64_t> mean_speed_mm_s(std::int32_t metres, Duration time) {
    if (metres <= 0 || time <= 0ns) return std::nullopt;
    return nearest_ratio(metres, 1'000'000'000'000, time.count());
}

std::optional<Duration> pace(std::int32_t metres, Duration time, std::int32_t per_m) {
    if (metres <= 0 || per_m <= 0 || time <= 0ns) return std::nullopt;
    return Duration{nearest_ratio(time.count(), per_m, metres)};
}

std::optional<std::int64_t> percent_of_best_milli(Duration best, Duration time) {
    if (best <= 0ns || time <= 0ns) return std::nullopt;
    return nearest_ratio(best.count(), 100'000, time.count());
}

std::optional<std::int64_t> distance_per_stroke_mm(std::int64_t speed_mm_s, std::int64_t rate_milli) {
    if (speed_mm_s < 0 || rate_milli <= 0) return std::nullopt;
    return nearest_ratio(speed_mm_s, 60'000, rate_milli);
}

}  // namespace bowball::rules
