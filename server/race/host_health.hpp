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
    /// The same of how the clock is slewed: from a millisecond in six minutes on, and again when it is ten times as much.
    std::string look(const io::SlewLook& look);
    /// By how much a second may be off that is bounded by `ppb` once the clock's own pace is known, parts in 10^9: until then what is
    /// taken for its trim may be a slew.
    [[nodiscard]] std::int32_t rate_bound(std::int32_t ppb) const;
    /// What the server's start writes down, so that the next one knows what was slewed in between.
    [[nodiscard]] std::int64_t trim_ppb() const { return slew_.trim_ppb(); }
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
