// What CLOCK_REALTIME, in which the kernel stamps pulses and hardware clocks, is ahead of CLOCK_MONOTONIC. Inside io only.
#pragma once
#include "io/clock.hpp"

namespace bowball::io {

struct Ahead {
    std::int64_t ns = 0;
    std::int64_t doubt_ns = 0;   ///< half-width: half of what the reading took
};

/// One clock between two readings of the other, the narrowest of three.
[[nodiscard]] inline Ahead read_ahead_of_monotonic() {
    Ahead best;
    for (int i = 0; i < 3; ++i) {
        const auto before = Clock::stopwatch_ns();
        const auto wall = Clock::wall_ns();
        const auto after = Clock::stopwatch_ns();
        const auto doubt = (after - before) / 2 + 1;
        if (i == 0 || doubt < best.doubt_ns) best = {wall - (before + (after - before) / 2), doubt};
    }
    return best;
}

}  // namespace bowball::io
