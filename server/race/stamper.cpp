#include "race/stamper.hpp"

#include <algorithm>
#include <utility>

namespace bowball::race {
namespace {

/// The same of an arrival that stands in for a device's stamp: devices hold lines back for up to a second.
constexpr Duration unmapped_uncertainty = 1s;
/// Within more than this a clock that was set meanwhile would be taken for the one of before.
constexpr Duration longest_doubt_of_the_same = 100ms;

std::string to_the_tenth(Duration span) {
    const auto tenths = span / 100ms;
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " s";
}

/// What a clock that is not broken may be off after a while.
Duration drift(Duration span, const clock::ClockOptions& options) { return std::chrono::abs(span) / 1'000'000 * options.rate_limit_ppb / 1000; }

}  // namespace

std::map<DeviceName, KnownClock> known_clocks(const engine::MeetState& state) {
    std::map<DeviceName, const engine::LedgerImpulse*> newest;
    for (const auto& one : state.ledger) {
        if (one.impulse.device.empty() || one.impulse.trust != Trust::good || one.impulse.by_hand) continue;
        auto& known = newest[one.impulse.device];
        if (known == nullptr || known->id < one.id) known = &one;
    }
    std::map<DeviceName, KnownClock> clocks;
    for (const auto& [device, one] : newest) {
        const auto& stamp = one->impulse.stamp;
        clocks.emplace(device, KnownClock{stamp.clock, stamp.ticks, stamp.at, stamp.uncertainty, stamp.timeline_slewed});
    }
    return clocks;
}

Stamper::Stamper(std::vector<ChannelBinding> bindings, Anchor anchor, ClockId first_clock, std::map<DeviceName, KnownClock> known,
                 std::map<DeviceName, std::int32_t> rates_ppb, Duration timeline_doubt)
    : bindings_(std::move(bindings)), anchor_(anchor), next_clock_(ClockId{first_clock.value() + 1}), host_clock_(first_clock), known_(std::move(known)),
      rates_ppb_(std::move(rates_ppb)), timeline_doubt_(timeline_doubt) {}

std::string Stamper::add(const DeviceName& device, const ClockSample& sample, Arrival arrival) {
    auto& clock = clock_of(device);
    auto shifted = sample;
    shifted.host = straight(sample.host);
    if (clock.before) resume(clock, shifted, arrival);
    shifted.device += clock.shift;
    if (arrival == Arrival::ignored) {
        clock.model.follow(shifted);
        return {};
    }
    const auto agreement = clock.model.add(shifted);
    if (agreement == clock::Agreement::contradicts) return {};
    const auto in_doubt = std::exchange(clock.in_doubt, {});
    if (agreement == clock::Agreement::stepped && arrival == Arrival::counts) clock.id = in_doubt ? *in_doubt : new_clock();
    if (agreement != clock::Agreement::late || arrival != Arrival::counts) return {};
    return "Its lines come some " + to_the_tenth(clock.model.late_by() + 50ms) + " later than before by their own stamps: its link is slower, or its clock was set back. If it was set, times from before to after are too short by that.";
}

void Stamper::restarted(const DeviceName& device) { clock_of(device) = DeviceClock{new_clock(), model_of(device)}; }

/// By how much the venue's timeline of before this server's start may be off against that of now: what was slewed in between, and what is doubted of
/// it. Servers count a doubt as a slew at once, so what an earlier one counted may be either.
Duration Stamper::doubt_since(const KnownClock& before) const {
    const auto counted = first_slewed_ ? *first_slewed_ - before.slewed - timeline_doubt_ : 0ns;
    return timeline_doubt_ + std::chrono::abs(counted);
}

/// The first that is heard of a clock since this server was started: is it the one that the ledger knows? A driver that
/// counts from midnight may have begun again at another day.
void Stamper::resume(DeviceClock& clock, const ClockSample& first, Arrival arrival) {
    const auto before = *std::exchange(clock.before, {});
    const auto host_before = anchor_.to_host(before.at);
    const auto elapsed = first.host - host_before;
    const auto ahead = (first.device - before.ticks) - elapsed;
    const auto days = std::chrono::round<std::chrono::days>(ahead);
    const auto& options = clock.model.options();
    const auto uncertainty = before.uncertainty + std::min(doubt_since(before), longest_doubt_of_the_same);
    const auto doubt = uncertainty + first.half_round_trip.value_or(0ns) + drift(elapsed, options);
    const auto delay = first.half_round_trip ? 0ns : options.one_way_delay_bound;
    const auto is_the_same = elapsed >= 0ns && ahead - days <= doubt && ahead - days >= -doubt - delay;
    if (!is_the_same || arrival != Arrival::counts) {
        clock.id = new_clock();
        return;
    }
    clock.shift = -days;
    std::ignore = clock.model.add({before.ticks, host_before, uncertainty});
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
    const auto rate = rates_ppb_.find(observation.device);
    impulse.stamp.timeline_ppb = timeline_ppb_;
    impulse.stamp.timeline_slewed = slewed_;
    if (!raw.ticks) impulse.stamp.slewed = slewed_;
    impulse.stamp.rate_ppb = !raw.ticks ? timeline_ppb_ : rate != rates_ppb_.end() ? rate->second : 0;
    return impulse;
}

Stamp Stamper::stamp_of(const Observation& observation, const RawImpulse& raw, engine::Impulse& impulse) {
    if (raw.ticks) return stamp_by_ticks(observation, raw, impulse);
    // No clock of its own: the kernel's stamp or the arrival, both on this computer's clock, which needs no mapping.
    const auto at = raw.host.value_or(observation.received);
    const auto own = raw.host ? raw.own_uncertainty : quadrature(raw.own_uncertainty, arrival_uncertainty);
    return {anchor_.to_race(at), own, host_clock_, DeviceTime{at.time_since_epoch()}, own};
}

Stamp Stamper::stamp_by_ticks(const Observation& observation, const RawImpulse& raw, engine::Impulse& impulse) {
    auto& clock = clock_of(observation.device);
    const auto suspect = [&](const std::string& why) {
        impulse.trust = Trust::suspect;
        impulse.remark = why + " " + impulse.remark;
    };
    const auto is_live = raw.change == Change::seen && !raw.by_hand && raw.trust == Trust::good;
    const auto received = straight(observation.received);
    if (clock.before && is_live) resume(clock, {*raw.ticks, received, std::nullopt}, observation.arrival);
    if (clock.before) {
        // Its memory comes before anything new: known impulses are found again by their ticks.
        const auto& before = *clock.before;
        const auto ahead = (*raw.ticks - before.ticks) - (received - anchor_.to_host(before.at));
        const auto ticks = *raw.ticks - std::chrono::round<std::chrono::days>(ahead);
        const auto span = ticks - before.ticks;
        suspect("Nothing new was heard of the device since the server was started; this takes its clock for the one of before.");
        const auto uncertainty = quadrature(before.uncertainty + drift(span, clock.model.options()), raw.own_uncertainty) + doubt_since(before);
        return {before.at + span + slewed_since_start(), uncertainty, clock.id, ticks, raw.own_uncertainty};
    }
    const auto ticks = *raw.ticks + clock.shift;
    const auto mapped = clock.model.to_host(ticks, received);
    if (!mapped) {
        suspect("The device's clock is not known yet; this is when its message arrived.");
        return {anchor_.to_race(observation.received), unmapped_uncertainty, clock.id, ticks, raw.own_uncertainty};
    }
    if (is_live && observation.arrival == Arrival::counts) {
        const auto early = mapped->host - mapped->uncertainty - raw.own_uncertainty - received;
        const auto late = received - mapped->host - mapped->uncertainty;
        if (early > clock.model.early_without_blame()) {
            if (!clock.in_doubt) clock.in_doubt = new_clock();
            suspect("It bears a time " + to_the_tenth(early) + " after its arrival, by what was known of the device's clock: that was set, or the message is damaged. This is when it arrived.");
            return {anchor_.to_race(observation.received), unmapped_uncertainty, *clock.in_doubt, ticks, raw.own_uncertainty};
        }
        if (clock.model.is_contradicted() && late > clock.model.options().longest_held_back)
            suspect("It arrived " + to_the_tenth(late) + " after the time that it bears: it was held back on the way, or the device's clock was set back.");
    }
    return {anchor_.to_race(slewed_again(mapped->host)), quadrature(mapped->uncertainty, raw.own_uncertainty), clock.id, ticks, raw.own_uncertainty};
}

const ChannelBinding* Stamper::binding_of(const DeviceName& device, const ChannelName& channel) const {
    const auto found = std::ranges::find_if(bindings_, [&](const ChannelBinding& binding) { return binding.device == device && binding.channel == channel; });
    return found == bindings_.end() ? nullptr : &*found;
}

DeviceClock& Stamper::clock_of(const DeviceName& device) {
    const auto found = clocks_.find(device);
    if (found != clocks_.end()) return found->second;
    DeviceClock clock{{}, model_of(device)};
    const auto known = known_.find(device);
    if (known != known_.end()) clock.before = known->second;
    clock.id = clock.before ? clock.before->id : new_clock();
    return clocks_.emplace(device, std::move(clock)).first->second;
}

/// Whoever states that a device's clock may run off by more than a good quartz does is believed when it is mapped, too.
clock::ClockModel Stamper::model_of(const DeviceName& device) const {
    clock::ClockOptions options;
    if (const auto stated = rates_ppb_.find(device); stated != rates_ppb_.end()) options.rate_limit_ppb = std::max<std::int64_t>(options.rate_limit_ppb, stated->second);
    return clock::ClockModel{options};
}

ClockId Stamper::new_clock() { return std::exchange(next_clock_, ClockId{next_clock_.value() + 1}); }

}  // namespace bowball::race
