// How late the capture thread was lately, by its own ticks: what it stamps itself cannot be more certain. Pure.
#pragma once
#include <algorithm>

#include "core/time.hpp"

namespace bowball::capture {

/// The worst of the last minutes, forgotten slowly: an overload that is over still says that the next is near.
class Lateness {
public:
    /// A tick came so long after it was due. Called about ten times a second.
    void note(Duration late) { most_ = std::max(late, most_ - most_ / forgotten_in_ticks); }
    [[nodiscard]] Duration most() const { return most_; }

private:
    static constexpr std::int64_t forgotten_in_ticks = 600;
    Duration most_{};
};

}  // namespace bowball::capture
