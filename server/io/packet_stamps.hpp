// Turns the kernel's stamps of datagrams, which are on the wall clock, into host time. Pure: it is handed both clocks.
#pragma once
#include <optional>

#include "io/clock.hpp"

namespace bowball::io {

class PacketStamps {
public:
    /// `now`: both clocks when the socket was opened.
    explicit PacketStamps(const ClockPair& now) : offset_(offset_of(now)) {}

    /// When a datagram arrived, by the kernel's stamp of it in nanoseconds since the Unix epoch; `now`: both clocks right after it
    /// was read. `now.host` if there is no stamp or none that can be believed: it lies in the future, is old, or the wall clock was
    /// set since the last datagram, and the stamp may be from before. Never later than `now.host`.
    [[nodiscard]] HostTime arrival(std::optional<Duration> stamp, const ClockPair& now) {
        const auto offset = offset_of(now);
        const auto was_set = std::chrono::abs(offset - offset_) > largest_slew;
        offset_ = offset;
        if (!stamp || was_set) return now.host;
        const auto age = now.wall - *stamp;
        return age < 0ns || age > longest_wait ? now.host : now.host - age;
    }

private:
    [[nodiscard]] static Duration offset_of(const ClockPair& pair) { return pair.wall - pair.host.time_since_epoch(); }

    /// A wall clock that is only steered moves 500 us a second. After a longer silence than two seconds one stamp may be given up in
    /// vain, which costs microseconds; one taken in vain would cost what the clock was set by.
    static constexpr Duration largest_slew = 1ms;
    /// This program reads sooner, even on a bad day.
    static constexpr Duration longest_wait = 10s;

    Duration offset_;   ///< of the wall clock from the monotonic one
};

}  // namespace bowball::io
