// This computer's own clock on the health view: what the kernel says of it, in a sentence, and the last time that somebody set
// it. Never decides anything: races run on the monotonic clock.
#pragma once
#include <optional>
#include <string>

#include "io/host_clock.hpp"
#include "views/views.hpp"

namespace bowball::race {

class HostHealth {
public:
    /// `wall_ahead`: how far the time of day is ahead of the venue's timeline. Returns what somebody should know, else empty.
    std::string look(const io::HostClock& clock, const io::ClockOffsets& offsets, RaceTime now, Duration wall_ahead);
    [[nodiscard]] const views::HealthView::HostClock& view() const { return view_; }

private:
    io::ClockWatch watch_;
    views::HealthView::HostClock view_;
};

}  // namespace bowball::race
