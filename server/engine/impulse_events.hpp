// Facts about impulses: seen, voided, restored, named, lost. Part of Event (event.hpp).
#pragma once
#include <optional>
#include <string>

#include "core/observation.hpp"
#include "engine/vocabulary.hpp"

namespace bowball::engine {

struct ImpulseSeen {
    Impulse impulse;
    friend bool operator==(const ImpulseSeen&, const ImpulseSeen&) = default;
};
/// A force or acceleration around a start. `impulse` says where the sensor stands and when the first sample was; where the crew
/// began to push is judged by the rule set of the race, whenever somebody asks.
struct TraceSeen {
    Impulse impulse;
    Waveform waveform;
    friend bool operator==(const TraceSeen&, const TraceSeen&) = default;
};
struct ImpulseVoided {
    ImpulseId impulse;
    friend bool operator==(const ImpulseVoided&, const ImpulseVoided&) = default;
};
struct ImpulseRestored {
    ImpulseId impulse;
    friend bool operator==(const ImpulseRestored&, const ImpulseRestored&) = default;
};
/// A person says what an impulse was. Replaces an earlier assignment.
struct ImpulseAssigned {
    ImpulseId impulse;
    RaceId race;
    TimingPoint point;
    std::optional<LaneNumber> lane;  ///< absent for points that concern all lanes
    friend bool operator==(const ImpulseAssigned&, const ImpulseAssigned&) = default;
};
/// A device or the kernel said that impulses were lost.
struct ImpulsesLost {
    DeviceName device;
    std::uint32_t count = 0;
    std::string why;
    friend bool operator==(const ImpulsesLost&, const ImpulsesLost&) = default;
};

}  // namespace bowball::engine
