#include "io/clock.hpp"

#include <algorithm>
#include <fstream>

#include "core/assert.hpp"
#include "io/read_clock.hpp"

namespace bowball::io {

Clock::Clock(int speed)
    : speed_(speed),
      host_origin_(read_clock(CLOCK_MONOTONIC)),
      wall_origin_(std::chrono::floor<std::chrono::microseconds>(read_clock(CLOCK_REALTIME))) {
    ASSERT(speed >= 1);
}

HostTime Clock::now() const {
    const HostTime real_now{read_clock(CLOCK_MONOTONIC)};
    return host_origin_ + (real_now - host_origin_) * speed_;
}

WallTime Clock::wall() const {
    const WallTime real_now{std::chrono::floor<std::chrono::microseconds>(read_clock(CLOCK_REALTIME))};
    return wall_origin_ + (real_now - wall_origin_) * speed_;
}

std::int64_t Clock::stopwatch_ns() { return read_clock(CLOCK_MONOTONIC).count(); }

std::int64_t Clock::wall_ns() { return read_clock(CLOCK_REALTIME).count(); }

ClockPair Clock::both() {
    ClockPair pair;
    auto before = read_clock(CLOCK_MONOTONIC);
    for (int tries = 0; tries < 3; ++tries) {
        pair.wall = read_clock(CLOCK_REALTIME);
        pair.host = HostTime{read_clock(CLOCK_MONOTONIC)};
        if (pair.host.time_since_epoch() - before < 10us) break;  // not interrupted in between
        before = pair.host.time_since_epoch();
    }
    return pair;
}

std::chrono::nanoseconds Clock::real(Duration span) const {
    if (span <= 0ns) return 0ns;
    return std::max<std::chrono::nanoseconds>(span / speed_, 1us);
}

std::string boot_id() {
    std::ifstream file{"/proc/sys/kernel/random/boot_id"};
    std::string id;
    return std::getline(file, id) && !id.empty() ? id : "unknown";
}

}  // namespace bowball::io
