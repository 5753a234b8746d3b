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
    /// By how much a second of that clock may differ from a true one, parts in 10^9, 95 %. Zero: not stated.
    std::int32_t rate_ppb = 0;
    /// The same of the venue's timeline, on which `at` stands.
    std::int32_t timeline_ppb = 0;
    /// How far that clock had been slewed by then, beside its steady rate, since an origin of its own: what it was slewed between two
    /// stamps lengthened the span. Zero for a device's clock, which nobody slews.
    Duration slewed{};
    /// The same of the venue's timeline.
    Duration timeline_slewed{};
    friend bool operator==(const Stamp&, const Stamp&) = default;
};

/// A span between two stamps.
struct Interval {
    Duration length{};
    /// Half-width, 95 %. Independent parts add in quadrature: both stamps, and what the clock may run off in between. What it was slewed
    /// is no chance, and is added whole.
    Duration uncertainty{};
    friend bool operator==(const Interval&, const Interval&) = default;
};

/// `to` - `from`: by ticks where both come from one clock, else by race time.
[[nodiscard]] Interval interval(const Stamp& from, const Stamp& to);

/// Root of the sum of squares, in integers, rounded up: an uncertainty is never understated.
[[nodiscard]] Duration quadrature(Duration a, Duration b);

}  // namespace bowball
