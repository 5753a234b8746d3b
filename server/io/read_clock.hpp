// One reading of one of the kernel's clocks. Inside io only; everybody else is handed the time.
#pragma once
#include <time.h>

#include "core/time.hpp"

namespace bowball::io {

/// Since the clock's own origin.
[[nodiscard]] inline Duration read_clock(clockid_t clock) {
    timespec at{};
    ::clock_gettime(clock, &at);
    return std::chrono::seconds{at.tv_sec} + Duration{at.tv_nsec};
}

}  // namespace bowball::io
