#include "engine/correction.hpp"

#include <algorithm>

#include "core/assert.hpp"
#include "core/statistics.hpp"
#include "rules/rounding.hpp"

namespace bowball::engine {
namespace {

/// Whole seconds by which the other clock's count began earlier than the main one's.
Duration between_origins(const StampPair& pair) {
    return rules::round((pair.other.ticks - pair.main.ticks) - (pair.other.at - pair.main.at), 1s, rules::Rounding::half_away);
}

}  // namespace

Interval difference(const Stamp& main, const Stamp& other) {
    const auto by_timeline = interval(main, other);
    if (main.clock == other.clock) return by_timeline;
    const auto by_clocks = other.ticks - main.ticks - between_origins({main, other});
    if (std::chrono::abs(by_clocks - by_timeline.length) > by_timeline.uncertainty) return by_timeline;
    return {by_clocks, quadrature(main.own_uncertainty, other.own_uncertainty)};
}

Duration precision_of(const std::vector<DeviceTime>& readings) {
    for (Duration unit = 1ms; unit > 1ns; unit /= 10) {
        const auto fits = [&](DeviceTime reading) { return reading.time_since_epoch() % unit == 0ns; };
        if (std::ranges::all_of(readings, fits)) return unit;
    }
    return 1ns;
}

Correction correct(const Stamp& missing, const std::vector<StampPair>& pairs, std::optional<Duration> unit) {
    ASSERT(!pairs.empty());
    const auto& nearest = pairs.front();
    const auto origins = between_origins(nearest);
    std::vector<Duration> differences;
    std::vector<DeviceTime> readings;
    auto sum = 0ns;
    for (const auto& pair : pairs) {
        differences.push_back(pair.other.ticks - pair.main.ticks - origins);
        readings.push_back(pair.main.ticks);
        sum += differences.back();
    }
    Correction found;
    found.unit = unit.value_or(precision_of(readings));
    // The sum is rounded to that many units, and is then a multiple of the count: no digit is lost before the rounding.
    const auto count = static_cast<std::int64_t>(pairs.size());
    found.mean = rules::round(sum, found.unit * count, rules::Rounding::half_away) / count;
    found.deviation = standard_deviation(differences);
    auto& stamp = found.corrected;
    stamp.clock = nearest.main.clock;
    stamp.rate_ppb = nearest.main.rate_ppb;
    stamp.timeline_ppb = nearest.main.timeline_ppb;
    stamp.slewed = nearest.main.slewed;
    stamp.timeline_slewed = nearest.main.timeline_slewed;
    stamp.ticks = missing.ticks - origins - found.mean;
    stamp.at = nearest.main.at + (stamp.ticks - nearest.main.ticks);
    // What either system may be off by itself, and how much their difference scatters.
    stamp.own_uncertainty = quadrature(quadrature(missing.own_uncertainty, nearest.main.own_uncertainty), 2 * found.deviation);
    stamp.uncertainty = quadrature(nearest.main.uncertainty, stamp.own_uncertainty);
    return found;
}

}  // namespace bowball::engine
