// What a server that is measured is told on stdin, and what it answers: "publish N" sends the next N messages at once, and the
// answer is the instant at which it began, of CLOCK_MONOTONIC in nanoseconds.
#pragma once
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "bench/feed/instant.hpp"

namespace bowball::bench::feed {

/// Until stdin ends. `publish(count)` is called on this thread.
template <typename Publish>
void follow_orders(const Publish& publish) {
    char line[64];
    while (std::fgets(line, sizeof line, stdin) != nullptr) {
        if (std::strncmp(line, "publish ", 8) != 0) continue;
        const auto count = std::strtoul(line + 8, nullptr, 10);
        const auto began = now_ns();
        publish(count);
        std::printf("%lld\n", static_cast<long long>(began));
        std::fflush(stdout);
    }
}

}  // namespace bowball::bench::feed
