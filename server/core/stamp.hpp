// An instant and how certain it is. Every time that Bowball shows began as one of these.
#pragma once
#include "core/ids.hpp"
#include "core/time.hpp"

namespace bowball {

/// When an edge happened, on the venue's timeline and on the clock that saw it.
/// Two stamps of one clock are compared by `ticks` (exact to the device's resolution); of two clocks by `at`.
struct Stamp {
    RaceTime at;
    /// Half-width, 95 %, of `at` on the venue's timeline: the device's own part and the mapping of its clock.
    Duration uncertainty{};
    ClockId clock;
    DeviceTime ticks;
    /// Half-width, 95 %, of `ticks` on the device's own clock: resolution, input delay, jitter.
    Duration own_uncertainty{};
    friend bool operator==(const Stamp&, const Stamp&) = default;
};

/// A span between two stamps.
struct Interval {
    Duration length{};
    /// Half-width, 95 %. Independent parts add in quadrature.
    Duration uncertainty{};
    friend bool operator==(const Interval&, const Interval&) = default;
};

/// `to` - `from`: by ticks where both come from one clock, else by race time.
[[nodiscard]] Interval interval(const Stamp& from, const Stamp& to);

/// Root of the sum of squares, in integers, rounded up: an uncertainty is never understated.
[[nodiscard]] Duration quadrature(Duration a, Duration b);

}  // namespace bowball
