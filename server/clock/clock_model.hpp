// Maps a device's clock onto this computer's, and says how certain the mapping is. Pure, in integers.
//
// Every sample bounds the offset (host minus device) at one instant: an exchange to within half its round trip on both
// sides (protocols 8.1), a one-way arrival from above only, since a message never arrives before it was sent; from below
// by the longest delay that the link is said to have. A bound loosens with distance by what the rate may be off. The
// offset at any instant lies where the bounds of the newest samples overlap; the middle is the estimate, and half the
// width the uncertainty. So the uncertainty is not a guess about noise but what the samples allow, and a device with a
// quartz worse than the limit shows up as samples that contradict each other.
//
// The rate is bounded in the same way: two bounds of the offset bound the mean rate between them, and the rate of one
// instant says less of another the farther away that is. So in holdover the doubt grows faster than time.
//
// Exchanges that contradict each other by little, without a step, show that they do not say all: the device's readings are
// noisier than it tells, or one was stamped late. Every bound is loosened by what that takes, until a window has passed
// without. Noise that is told needs no such learning.
//
// A clock that was set shows as a jump between otherwise steady samples: several in a row contradict what is known, and
// agree among themselves. Samples that contradict each other as well are held back on the way, or damaged, or somebody plays
// a recording faster than life: they are left aside, and the clock remains what it was.
#pragma once
#include <algorithm>
#include <cstdint>
#include <deque>
#include <string_view>

#include "core/observation.hpp"
#include "core/result.hpp"

namespace bowball::clock {

enum class ClockState : std::uint8_t {
    unsynced,  ///< no sample yet
    locked,    ///< mapped
    stable,    ///< mapped over long enough to know the rate
    holdover,  ///< mapped, but the newest sample is old: the uncertainty grows
};
[[nodiscard]] std::string_view to_string(ClockState state);

struct ClockOptions {
    /// The longest that a one-way message is under way after its stamp: device, line, adapter. A 28-character line at
    /// 9600 baud takes 29 ms; its first byte arrives within this of the stamp.
    Duration one_way_delay_bound = 30ms;
    /// No clock that is not broken is off by more: quartz 20 to 50 ppm (protocols 8.2). Parts in 10^9.
    std::int64_t rate_limit_ppb = 50'000;
    /// How fast a rate changes, and by how much in all while the clock is used: a quartz of 0.035 ppm/K^2 that comes out of
    /// its box into the sun goes 10 ppm in 10 minutes.
    std::int64_t wander_ppb_per_s = 20;
    std::int64_t most_wander_ppb = 10'000;
    /// Samples older than this say nothing of now.
    Duration window = 20min;
    /// The longest that a device or a link holds a message back on a bad day. One-way samples that are later than the others
    /// by less than this are no proof that the clock was set.
    Duration longest_held_back = 2500ms;
    /// Exchanges that contradict the others by less: noise or temperature, not a hand.
    Duration smallest_step = 2ms;
    /// Without a sample for so long the clock is in holdover.
    Duration holdover_after = 60s;
};

/// An instant of a device's clock on the host's, half-width 95 % (in fact a bound, while the options hold).
struct Mapped {
    HostTime host;
    Duration uncertainty{};
};

/// What a sample says about the clock.
enum class Agreement : std::uint8_t {
    agrees,
    contradicts,  ///< left aside, until others say the same
    late,         ///< the last few say the same, and a stuck link does not explain it: either it is slower from here on, or the
                  ///< clock was set back. Nothing in the samples tells one from the other. late_by() says by how much
    stepped,      ///< the last few say the same: the clock was set by more than a link delays, and what was known is void
};

class ClockModel {
public:
    explicit ClockModel(ClockOptions options = {}) : options_(options) {}

    Agreement add(const ClockSample& sample);
    /// The arrival of this sample says nothing of the pace (arrival=ignored): it alone places the clock from here on.
    void follow(const ClockSample& sample);
    /// The device's clock was set or restarted: what was known of it is void.
    void restarted();

    /// Fails with errc::clock_unsynced before the first sample.
    [[nodiscard]] Result<Mapped> to_host(DeviceTime ticks, HostTime now) const;

    /// The newest sample was left aside: either it is wrong, or what is known is.
    [[nodiscard]] bool is_contradicted() const { return !dissent_.empty(); }
    /// By how much a one-way message may seem to come before its own stamp without anybody having set the clock. While few samples
    /// are known, they may have been held back on their way and this one was not; where many agree, all of them may still have
    /// taken the longest that a message usually takes.
    [[nodiscard]] Duration early_without_blame() const;
    [[nodiscard]] const ClockOptions& options() const { return options_; }

    /// Of the newest Agreement::late.
    [[nodiscard]] Duration late_by() const { return late_by_; }
    [[nodiscard]] ClockState state(HostTime now) const;
    /// Of a stamp made now. Zero while unsynced.
    [[nodiscard]] Duration uncertainty(HostTime now) const;
    /// How much faster than the host's the device's clock runs, parts in 10^9; 0 while unknown.
    [[nodiscard]] std::int64_t rate_ppb() const { return rate_.known ? -(rate_.lowest + rate_.highest) / 2 : 0; }
    /// Samples that contradicted the others and were left aside.
    [[nodiscard]] std::uint64_t outliers() const { return outliers_; }

private:
    /// The offset at `at` lies within [low, high].
    struct Bound {
        DeviceTime at;
        Duration low;
        Duration high;
        [[nodiscard]] Duration middle() const { return low + (high - low) / 2; }
        [[nodiscard]] Duration half() const { return (high - low) / 2; }
        /// Above zero where the two contradict each other.
        [[nodiscard]] Duration gap_to(const Bound& other) const { return std::max(other.low - high, low - other.high); }
    };
    /// The change of the offset per device time lies within [lowest, highest], parts in 10^9.
    struct Pace {
        std::int64_t lowest;
        std::int64_t highest;
    };
    /// The pace at one instant.
    struct Rate : Pace {
        DeviceTime at;
        bool known = false;
    };
    [[nodiscard]] Bound bound_of(const ClockSample& sample) const;
    [[nodiscard]] bool is_noise(const ClockSample& sample, const Bound& bound, const Bound& known) const;
    void loosen(const Bound& bound, const Bound& known);
    [[nodiscard]] Agreement weigh(const Bound& bound, const Bound& known, bool one_way);
    void take(const Bound& bound);
    [[nodiscard]] Bound moved(const Bound& bound, DeviceTime to) const;
    [[nodiscard]] Bound offset_at(DeviceTime at) const;
    [[nodiscard]] std::int64_t wander_over(Duration span) const;
    [[nodiscard]] Pace pace_over(DeviceTime from, DeviceTime to) const;
    void estimate_rate();

    ClockOptions options_;
    std::deque<Bound> bounds_;           ///< oldest first
    Rate rate_{};
    Duration noise_{};                   ///< every bound is loosened by it
    DeviceTime noise_seen_;
    HostTime newest_host_;
    std::deque<Bound> dissent_;          ///< newest samples, which contradict the bounds and not each other
    Duration late_by_{};
    std::uint64_t outliers_ = 0;
};

}  // namespace bowball::clock
