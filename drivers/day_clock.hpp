// Makes a timer's time of day, or its day and time of day, into ticks that only grow. For timers that send each time at
// once: what goes back by more than lines overtake each other is a clock that was set. No I/O here.
#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <utility>

#include "capture/driver.hpp"

namespace bowball::capture {

class DayClock {
public:
    /// For a line that was just measured: past midnight a day is added. Says so when the clock was set back.
    DeviceTime unwrap(Duration since_midnight, DriverOutput& out) {
        auto ticks = DeviceTime{days_ + since_midnight};
        if (newest_ && ticks - a_day + overtaking >= *newest_) ticks -= a_day;  // overtaken, just before midnight
        if (newest_ && ticks + overtaking < *newest_) {
            if (const auto undone = without_slip(since_midnight)) {
                ticks = *undone;
            } else if (ticks + a_day / 2 < *newest_) {
                days_ += a_day;
                ticks += a_day;
            } else {
                was_set(ticks, out);
            }
        }
        return took(ticks);
    }

    /// The same for a timer that tells the day as well: `ticks` counts from the origin of its calendar.
    DeviceTime dated(DeviceTime ticks, DriverOutput& out) {
        if (newest_ && ticks + overtaking < *newest_) {
            const auto was_slip = before_ && ticks >= *before_ && ticks - *before_ < *newest_ - ticks;
            if (was_slip) newest_ = std::exchange(before_, {});
            else was_set(ticks, out);
        }
        took(ticks);
        days_ = std::chrono::floor<std::chrono::days>(newest_->time_since_epoch());
        return ticks;
    }

    /// For lines about an earlier impulse: today's, or where that lies far ahead, yesterday's. May lie before the origin.
    [[nodiscard]] DeviceTime in_the_past(Duration since_midnight) const {
        const auto ticks = DeviceTime{days_ + since_midnight};
        return newest_ && ticks > *newest_ + a_day / 2 ? ticks - a_day : ticks;
    }

    /// For a line that is not believed: the day on which it lies nearest to the newest one.
    [[nodiscard]] DeviceTime near_newest(Duration since_midnight) const {
        const auto ticks = in_the_past(since_midnight);
        return newest_ && ticks + a_day / 2 < *newest_ ? ticks + a_day : ticks;
    }

    /// The timer said itself that its clock was set: nothing before it can be compared.
    void forget() {
        newest_.reset();
        before_.reset();
    }

private:
    static constexpr auto a_day = std::chrono::hours{24};
    static constexpr Duration overtaking = 10s;

    void was_set(DeviceTime ticks, DriverOutput& out) {
        out.clock_restarted("the timer's time of day went back by " + std::to_string((*newest_ - ticks) / 1s) + " s");
        forget();
    }

    DeviceTime took(DeviceTime ticks) {
        if (!newest_ || ticks > *newest_) {
            before_ = newest_;
            newest_ = ticks;
        }
        return ticks;
    }

    /// A line damaged on the way that said a later hour must not move the clock: when the next one lies close behind the
    /// line before it, what lies between was a slip. Gives the ticks of the new line then, and forgets the slip.
    std::optional<DeviceTime> without_slip(Duration since_midnight) {
        if (!before_) return std::nullopt;
        const auto days_then = std::chrono::floor<std::chrono::days>(before_->time_since_epoch());
        const auto ticks = DeviceTime{days_then + since_midnight};
        if (ticks < *before_ || ticks - *before_ >= *newest_ - ticks) return std::nullopt;
        days_ = days_then;
        newest_ = before_;
        before_.reset();
        return ticks;
    }

    Duration days_{};
    std::optional<DeviceTime> newest_;
    std::optional<DeviceTime> before_;  ///< the line before the newest one
};

}  // namespace bowball::capture
