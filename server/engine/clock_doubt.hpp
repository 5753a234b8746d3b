// A device at the start or the finish whose clock was not to be believed when a race was armed.
#pragma once
#include <string>
#include <vector>

#include "core/ids.hpp"
#include "core/time.hpp"

namespace bowball::engine {

struct ClockDoubt {
    DeviceName device;
    Duration uncertainty{};   ///< of a stamp made then, half-width; 0: its clock was not in step at all
    friend bool operator==(const ClockDoubt&, const ClockDoubt&) = default;
};

/// "the clock of box is not in step and that of timer may be off by 0.12 s"
[[nodiscard]] std::string list_of(const std::vector<ClockDoubt>& doubts);

}  // namespace bowball::engine
