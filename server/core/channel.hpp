// Which input of which device stands at which timing point. Many inputs may stand at one point.
#pragma once
#include <optional>

#include "core/ids.hpp"
#include "core/timing_point.hpp"

namespace bowball {

/// One line of the venue's wiring plan.
struct ChannelBinding {
    DeviceName device;
    ChannelName channel;
    TimingPoint point;
    std::optional<LaneNumber> lane;   ///< absent: the whole width of the course
    Source source = Source::system_a;
    bool number_is_lane = false;      ///< the number the device's operator enters is the lane or bow number
    friend bool operator==(const ChannelBinding&, const ChannelBinding&) = default;
};

}  // namespace bowball
