// What time it is at the venue, for an edge that only hears it: each beat says when it left, and the one that took least time on the
// way of the newest sixteen counts. The edge is late by what that one took, and by nothing else. Pure.
#pragma once
#include <algorithm>
#include <deque>

#include "core/anchor.hpp"

namespace bowball::relay {

class VenueClock {
public:
    /// A beat that has just come.
    void hear(HostTime now, RaceTime sent) {
        if (is_guess_) ahead_.clear();
        is_guess_ = false;
        add(now, sent);
        said_ = sent;
    }
    /// One that was kept on the way: so long ago by wall clocks, which may be wrong. Counts until one comes.
    void guess(HostTime now, RaceTime sent, Duration age) {
        said_ = sent;
        if (!is_guess_) return;
        ahead_.clear();
        add(now, sent + age);
    }
    [[nodiscard]] bool is_known() const { return !ahead_.empty(); }
    [[nodiscard]] Anchor anchor() const {
        const auto most = ahead_.empty() ? Duration{0} : *std::ranges::max_element(ahead_);
        return {HostTime{}, RaceTime{most}};
    }
    /// When the newest beat left, by the venue's time.
    [[nodiscard]] RaceTime said() const { return said_; }

private:
    static constexpr std::size_t kept = 16;
    void add(HostTime now, RaceTime sent) {
        ahead_.push_back(sent.time_since_epoch() - now.time_since_epoch());
        if (ahead_.size() > kept) ahead_.pop_front();
    }
    std::deque<Duration> ahead_;   ///< of this computer's clock
    RaceTime said_;
    bool is_guess_ = true;
};

}  // namespace bowball::relay
