#include "core/stamp.hpp"

#include "core/statistics.hpp"

namespace bowball {
Duration quadrature(Duration a, Duration b) {
    const auto square = [](Duration d) {
        const auto n = static_cast<Wide>(d.count() < 0 ? -d.count() : d.count());
        return n * n;
    };
    return Duration{static_cast<std::int64_t>(root_rounded_up(square(a) + square(b)))};
}

Interval interval(const Stamp& from, const Stamp& to) {
    if (from.clock == to.clock)
        return {to.ticks - from.ticks, quadrature(from.own_uncertainty, to.own_uncertainty)};
    return {to.at - from.at, quadrature(from.uncertainty, to.uncertainty)};
}

}  // namespace bowball
