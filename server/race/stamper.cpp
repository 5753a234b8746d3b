#include "race/stamper.hpp"

#include <algorithm>

namespace bowball::race {
namespace {

/// Half-width, 95 %, of a stamp taken right after a read by a thread without real-time priority. Measured by
/// `./run bench capture` under load; a device with a clock of its own does not need it.
constexpr Duration arrival_uncertainty = 2ms;

/// The same of an arrival that stands in for a device's stamp: devices hold lines back for up to a second.
constexpr Duration unmapped_uncertainty = 1s;

}  // namespace

Stamper::Stamper(std::vector<ChannelBinding> bindings, Anchor anchor, ClockId first_clock)
    : bindings_(std::move(bindings)), anchor_(anchor), next_clock_(ClockId{first_clock.value() + 1}), host_clock_(first_clock) {}

void Stamper::add(const DeviceName& device, const ClockSample& sample) { clock_of(device).model.add(sample); }

void Stamper::restarted(const DeviceName& device) {
    auto& clock = clock_of(device);
    clock.id = next_clock_;
    next_clock_ = ClockId{next_clock_.value() + 1};
    clock.model.restarted();
}

engine::Impulse Stamper::stamp(const Observation& observation, const RawImpulse& raw) {
    engine::Impulse impulse;
    impulse.point.kind = PointKind::unbound;
    impulse.device = observation.device;
    impulse.channel = raw.channel;
    impulse.edge = raw.edge;
    impulse.trust = raw.trust;
    impulse.by_hand = raw.by_hand;
    impulse.remark = raw.remark;
    if (const auto* binding = binding_of(observation.device, raw.channel)) {
        impulse.point = binding->point;
        impulse.lane = binding->lane;
        impulse.source = binding->source;
        if (binding->number_is_lane && raw.number && *raw.number > 0 && *raw.number <= 0xFFFF)
            impulse.lane = LaneNumber{static_cast<std::uint16_t>(*raw.number)};
    }
    impulse.stamp = stamp_of(observation, raw, impulse);
    return impulse;
}

Stamp Stamper::stamp_of(const Observation& observation, const RawImpulse& raw, engine::Impulse& impulse) {
    if (raw.ticks) {
        auto& clock = clock_of(observation.device);
        if (const auto mapped = clock.model.to_host(*raw.ticks, observation.received))
            return {anchor_.to_race(mapped->host), quadrature(mapped->uncertainty, raw.own_uncertainty), clock.id, *raw.ticks, raw.own_uncertainty};
        impulse.trust = Trust::suspect;
        impulse.remark = "the device's clock is not known yet; this is when its message arrived. " + impulse.remark;
        return {anchor_.to_race(observation.received), unmapped_uncertainty, clock.id, *raw.ticks, raw.own_uncertainty};
    }
    // No clock of its own: the kernel's stamp or the arrival, both on this computer's clock, which needs no mapping.
    const auto at = raw.host.value_or(observation.received);
    const auto own = raw.host ? raw.own_uncertainty : quadrature(raw.own_uncertainty, arrival_uncertainty);
    return {anchor_.to_race(at), own, host_clock_, DeviceTime{at.time_since_epoch()}, own};
}

const ChannelBinding* Stamper::binding_of(const DeviceName& device, const ChannelName& channel) const {
    const auto found = std::ranges::find_if(bindings_, [&](const ChannelBinding& binding) { return binding.device == device && binding.channel == channel; });
    return found == bindings_.end() ? nullptr : &*found;
}

DeviceClock& Stamper::clock_of(const DeviceName& device) {
    const auto known = clocks_.find(device);
    if (known != clocks_.end()) return known->second;
    const auto id = next_clock_;
    next_clock_ = ClockId{next_clock_.value() + 1};
    return clocks_.emplace(device, DeviceClock{id, clock::ClockModel{}}).first->second;
}

}  // namespace bowball::race
