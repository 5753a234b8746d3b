// Facts about systems A and B: sync checks, and what replaces an impulse that A missed. Part of event.hpp.
#pragma once
#include <optional>
#include <vector>

#include "core/ids.hpp"
#include "core/stamp.hpp"
#include "core/timing_point.hpp"

namespace bowball::engine {

/// Systems A and B stamped one contact. `passed`: they agree, and agreed on an earlier one long enough before.
struct SyncChecked {
    ImpulseId main;          ///< of system A
    ImpulseId other;         ///< of system B
    DeviceName main_device;
    DeviceName other_device;
    RaceTime at;
    Duration difference{};   ///< other less main
    Duration uncertainty{};  ///< of it; half-width, 95 %
    bool passed = false;
    friend bool operator==(const SyncChecked&, const SyncChecked&) = default;
};
/// A passing that both systems saw, from which a correction was reckoned.
struct ReplacementReference {
    ImpulseId main;
    ImpulseId other;
    friend bool operator==(const ReplacementReference&, const ReplacementReference&) = default;
};
/// An impulse that system A missed was replaced by another source's, less the correction: all figures as they were then.
struct ReplacementAccepted {
    RaceId race;
    RunNumber run;
    TimingPoint point;
    std::optional<LaneNumber> lane;  ///< absent for a start of all
    Source source{};                 ///< of `impulse`
    ImpulseId impulse;               ///< what the other source saw
    Stamp stamp;                     ///< that, corrected, on the clock of system A
    Duration correction{};           ///< mean of other less main, on the devices' own clocks
    Duration deviation{};            ///< standard deviation of it
    std::vector<ReplacementReference> references;
    friend bool operator==(const ReplacementAccepted&, const ReplacementAccepted&) = default;
};
struct ReplacementWithdrawn {
    RaceId race;
    ImpulseId replacement;           ///< the entry that accepted it
    friend bool operator==(const ReplacementWithdrawn&, const ReplacementWithdrawn&) = default;
};

}  // namespace bowball::engine
