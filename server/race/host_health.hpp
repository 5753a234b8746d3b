// This computer's own clock on the health view: what the kernel says of it, in a sentence, and the last time that somebody set
// it. Never decides anything: races run on the monotonic clock.
#pragma once
#include <optional>
#include <string>

#include "io/host_clock.hpp"
#include "io/slew_watch.hpp"
#include "views/views.hpp"

namespace bowball::race {

class HostHealth {
public:
    /// `slewed`: what the newest stamp of the journal says of it, so that a race goes on over a restart.
    explicit HostHealth(Duration slewed = {}) : slew_(slewed) {}

    /// `wall_ahead`: how far the time of day is ahead of the venue's timeline. Returns what somebody should know, else empty.
    std::string look(const io::HostClock& clock, const io::ClockOffsets& offsets, RaceTime now, Duration wall_ahead);
    /// The same of how the clock is slewed: said once, until it is at rest again.
    std::string look(const io::SlewLook& look);
    /// From the first look to this reading: what stamps say of it.
    [[nodiscard]] Duration slewed_by(const io::SlewLook& now) const { return slew_.slewed_by(now); }
    [[nodiscard]] const views::HealthView::HostClock& view() const { return view_; }

private:
    io::ClockWatch watch_;
    io::SlewWatch slew_;
    Duration said_slewed_{};   ///< of six minutes, when it was said last; zero: it is at rest
    views::HealthView::HostClock view_;
};

}  // namespace bowball::race
