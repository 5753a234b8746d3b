// Knows the newest stamp of a timer whose operator may send older ones later: only news tells what time it is now.
#pragma once
#include <algorithm>
#include <optional>

#include "core/time.hpp"

namespace bowball::capture {

class NewestStamp {
public:
    /// True if `ticks` lies behind all before it. So many in a row that do not are no latecomers: a damaged line had moved
    /// the mark ahead, or the clock was set back. Then the mark moves to them, and the clock's model hears of them again.
    bool is_news(DeviceTime ticks) {
        if (!newest_ || ticks > *newest_) {
            newest_ = ticks;
            older_ = 0;
            return true;
        }
        newest_older_ = older_ == 0 ? ticks : std::max(newest_older_, ticks);
        if (++older_ < believed_when_older) return false;
        newest_ = newest_older_;
        older_ = 0;
        return false;
    }

    /// True if `ticks` lies before what was heard last.
    [[nodiscard]] bool is_before(DeviceTime ticks) const { return newest_ && ticks < *newest_; }
    [[nodiscard]] std::optional<DeviceTime> newest() const { return newest_; }
    void forget() { *this = {}; }

private:
    static constexpr unsigned believed_when_older = 8;

    std::optional<DeviceTime> newest_;
    DeviceTime newest_older_;
    unsigned older_ = 0;  ///< in a row
};

}  // namespace bowball::capture
