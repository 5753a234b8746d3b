// A clock that goes on while the computer sleeps, as std::chrono::steady_clock does not: for what others may have done meanwhile.
#pragma once
#include <chrono>

#include "io/read_clock.hpp"

namespace bowball::io {

struct BootClock {
    using duration = std::chrono::nanoseconds;
    using rep = duration::rep;
    using period = duration::period;
    using time_point = std::chrono::time_point<BootClock>;
    static constexpr bool is_steady = true;
    /// CLOCK_BOOTTIME.
    [[nodiscard]] static time_point now() { return time_point{read_clock(CLOCK_BOOTTIME)}; }
};

}  // namespace bowball::io
