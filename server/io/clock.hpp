// The one place that reads clocks. Everything else is handed the time.
#pragma once
#include <chrono>
#include <string>

#include "core/time.hpp"

namespace bowball::io {

/// The monotonic clock and the wall clock, read within microseconds of each other: `host` right after `wall`.
struct ClockPair {
    HostTime host;
    Duration wall{};   ///< since the Unix epoch, in nanoseconds
};

/// The computer's clocks, or the same running faster for a demo: at speed 60 a minute passes every second, for host and
/// wall time alike. Copies share the same origin.
class Clock {
public:
    Clock() : Clock(1) {}
    /// `speed` >= 1.
    explicit Clock(int speed);

    /// Monotonic (CLOCK_MONOTONIC): the clock the kernel stamps GPIO edges with, so that those need no mapping.
    [[nodiscard]] HostTime now() const;
    /// Wall clock. For journal rows and pages, never for races.
    [[nodiscard]] WallTime wall() const;
    /// Real nanoseconds, whatever the speed: for measuring how long something took.
    [[nodiscard]] static std::int64_t stopwatch_ns();
    /// CLOCK_REALTIME in nanoseconds since 1970, whatever the speed: for tying it to the monotonic clock.
    [[nodiscard]] static std::int64_t wall_ns();
    /// Both clocks at once, whatever the speed: for stamps that the kernel makes on the wall clock.
    [[nodiscard]] static ClockPair both();
    [[nodiscard]] int speed() const { return speed_; }
    /// How long to wait really for `span` to pass on this clock. At least 1 us for a span above zero.
    [[nodiscard]] std::chrono::nanoseconds real(Duration span) const;

private:
    int speed_;
    HostTime host_origin_;
    WallTime wall_origin_;
};

/// Names this boot of the computer (/proc/sys/kernel/random/boot_id); "unknown" where the kernel does not say.
[[nodiscard]] std::string boot_id();

}  // namespace bowball::io
