// The clock that servers and load client share.
#pragma once
#include <time.h>

#include <cstdint>

namespace bowball::bench::feed {

/// CLOCK_MONOTONIC in nanoseconds: the same in all processes of a computer.
[[nodiscard]] inline std::int64_t now_ns() {
    timespec now{};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * std::int64_t{1'000'000'000} + now.tv_nsec;
}

}  // namespace bowball::bench::feed
