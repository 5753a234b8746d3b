// Tells stamps by this computer's clock (CLOCK_MONOTONIC) from those of another boot or another computer, which come with a
// recording: those are a device's clock, and mapped as such by their arrival.
#pragma once
#include <optional>

#include "capture/driver.hpp"

namespace bowball::capture {

class HostStamp {
public:
    /// `own_clock`: the stamps never are this computer's, as those of a hardware timestamp engine.
    explicit HostStamp(bool own_clock = false) : own_clock_(own_clock) {}

    void on_open(HostTime at) {
        opened_ = at;
        is_here_.reset();
    }

    /// Gives `impulse` the stamp, and the clock a sample where it is not this computer's.
    void put(std::int64_t stamp_ns, HostTime arrival, RawImpulse& impulse, DriverOutput& out) {
        if (is_here(stamp_ns, arrival)) {
            impulse.host = from_ns<HostTime>(stamp_ns);
            return;
        }
        impulse.ticks = from_ns<DeviceTime>(stamp_ns);
        out.clock_sample({*impulse.ticks, arrival, std::nullopt});
    }

    /// Decided by the first stamp after the link opened: no line is stamped before it was asked for, none after it was read.
    [[nodiscard]] bool is_here(std::int64_t stamp_ns, HostTime arrival) {
        const auto stamp = from_ns<HostTime>(stamp_ns);
        if (!is_here_) is_here_ = !own_clock_ && stamp <= arrival && stamp >= opened_ - opening;
        return *is_here_;
    }

private:
    /// At the most between asking for a line and being told that it is open, on a computer that is busy.
    static constexpr Duration opening = 5s;

    bool own_clock_;
    HostTime opened_;
    std::optional<bool> is_here_;
};

}  // namespace bowball::capture
