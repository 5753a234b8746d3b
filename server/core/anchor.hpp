// Ties this computer's monotonic clock to the venue's timeline. Made once at start, journaled, never moved while the
// server runs: a step of the wall clock cannot reach a race.
#pragma once
#include "core/time.hpp"

namespace bowball {

class Anchor {
public:
    Anchor() = default;
    /// `host` and `race` are the same instant.
    Anchor(HostTime host, RaceTime race) : host_(host), race_(race) {}
    [[nodiscard]] RaceTime to_race(HostTime at) const { return race_ + (at - host_); }
    [[nodiscard]] HostTime to_host(RaceTime at) const { return host_ + (at - race_); }

private:
    HostTime host_;
    RaceTime race_;
};

}  // namespace bowball
