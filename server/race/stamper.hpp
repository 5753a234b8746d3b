// Turns what devices report into impulses on the venue's timeline: device clock -> host clock -> race time, with the
// uncertainty that the way costs, and the timing point that the venue's wiring plan gives the channel.
#pragma once
#include <map>
#include <optional>
#include <vector>

#include "clock/clock_model.hpp"
#include "core/anchor.hpp"
#include "core/channel.hpp"
#include "core/observation.hpp"
#include "engine/vocabulary.hpp"

namespace bowball::race {

/// The clock of one device, as the health view shows it.
struct DeviceClock {
    ClockId id;
    clock::ClockModel model;
};

class Stamper {
public:
    /// `first_clock`: clocks are numbered from here on; no impulse in the journal has such a clock yet.
    Stamper(std::vector<ChannelBinding> bindings, Anchor anchor, ClockId first_clock);

    void add(const DeviceName& device, const ClockSample& sample);
    /// Stamps from here on are of another clock: never subtracted from earlier ones by ticks.
    void restarted(const DeviceName& device);

    /// The impulse that a raw impulse is. None is ever refused: what stands at no timing point is `unbound`, and where
    /// the device's clock cannot be mapped yet the arrival stands in, suspect and with the uncertainty that it has.
    [[nodiscard]] engine::Impulse stamp(const Observation& observation, const RawImpulse& raw);

    [[nodiscard]] const std::map<DeviceName, DeviceClock>& clocks() const { return clocks_; }

private:
    [[nodiscard]] const ChannelBinding* binding_of(const DeviceName& device, const ChannelName& channel) const;
    [[nodiscard]] DeviceClock& clock_of(const DeviceName& device);
    [[nodiscard]] Stamp stamp_of(const Observation& observation, const RawImpulse& raw, engine::Impulse& impulse);

    std::vector<ChannelBinding> bindings_;
    Anchor anchor_;
    ClockId next_clock_;
    ClockId host_clock_;
    std::map<DeviceName, DeviceClock> clocks_;
};

}  // namespace bowball::race
