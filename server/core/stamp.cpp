#include "core/stamp.hpp"

#include <algorithm>

#include "core/statistics.hpp"

namespace bowball {
namespace {

/// What a clock may run off in a while, rounded up.
Duration strayed(Duration span, std::int32_t rate_ppb) {
    constexpr Wide billion = 1'000'000'000;
    const auto length = static_cast<Wide>(span.count() < 0 ? -span.count() : span.count());
    return Duration{static_cast<std::int64_t>((length * rate_ppb + billion - 1) / billion)};
}

}  // namespace

Duration quadrature(Duration a, Duration b) {
    const auto square = [](Duration d) {
        const auto n = static_cast<Wide>(d.count() < 0 ? -d.count() : d.count());
        return n * n;
    };
    return Duration{static_cast<std::int64_t>(root_rounded_up(square(a) + square(b)))};
}

Interval interval(const Stamp& from, const Stamp& to) {
    if (from.clock == to.clock) {
        const auto length = to.ticks - from.ticks;
        const auto noise = quadrature(quadrature(from.own_uncertainty, to.own_uncertainty), strayed(length, std::max(from.rate_ppb, to.rate_ppb)));
        return {length, noise + std::chrono::abs(to.slewed - from.slewed)};
    }
    const auto length = to.at - from.at;
    const auto noise = quadrature(quadrature(from.uncertainty, to.uncertainty), strayed(length, std::max(from.timeline_ppb, to.timeline_ppb)));
    return {length, noise + std::chrono::abs(to.timeline_slewed - from.timeline_slewed)};
}

}  // namespace bowball
