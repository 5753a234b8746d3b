// Where the venue's timeline goes on when a server starts.
#pragma once
#include "core/anchor.hpp"
#include "io/clock.hpp"
#include "io/host_clock.hpp"
#include "io/slew_watch.hpp"
#include "race/folded.hpp"

namespace bowball::race {

struct Timeline {
    Anchor anchor;
    /// By how much instants from here on may be off against those of the journal. Zero where the computer's monotonic clock ran all the
    /// while, and for a new journal.
    Duration doubt{};
    /// In the count of the journal's impulses: how far the timeline was slewed by now, also while no server ran.
    Duration slewed{};
};

/// What this computer's clocks say at one instant. `is_real`: at the speed of life.
struct ClockReading {
    HostTime host;
    WallTime wall;
    bool is_real = true;
};

/// A time of day that nothing sets is good for no span: nobody knows by how much. So wide that everybody sees it.
inline constexpr Duration doubt_of_unset_clock = 1min;

/// Within one boot of the computer the monotonic clock ties both ends together. Over a boot, or on another computer, only the time of day
/// does: from the newest entry on while a race is under way, so that it is measured by how far that clock went; else from the clock itself.
/// It never goes back.
[[nodiscard]] Timeline find_timeline(const Folded& folded, const ClockReading& now, const std::string& boot, const io::HostClock& quality, const io::SlewLook& look);
[[nodiscard]] Timeline find_timeline(const Folded& folded, const io::Clock& clock, const std::string& boot, const io::HostClock& quality, const io::SlewLook& look);

}  // namespace bowball::race
