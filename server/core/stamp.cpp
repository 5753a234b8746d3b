#include "core/stamp.hpp"

namespace bowball {
namespace {

__extension__ using Wide = unsigned __int128;  // g++ and clang both have it; -Wpedantic must be told

/// Smallest r with r * r >= n. Newton's method in integers: the same on every machine.
std::uint64_t root_rounded_up(Wide n) {
    if (n < 2) return static_cast<std::uint64_t>(n);
    Wide guess = Wide{1} << 64;
    for (Wide next = (guess + n / guess) / 2; next < guess; next = (guess + n / guess) / 2) guess = next;
    if (guess * guess < n) ++guess;
    return static_cast<std::uint64_t>(guess);
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
    if (from.clock == to.clock)
        return {to.ticks - from.ticks, quadrature(from.own_uncertainty, to.own_uncertainty)};
    return {to.at - from.at, quadrature(from.uncertainty, to.uncertainty)};
}

}  // namespace bowball
