#include "app_standby_devices.hpp"

#include "core/overloaded.hpp"
#include "io/clock.hpp"

namespace bowball {
namespace {

/// A finish that this computer stamps, and one that the first server stamped, are told apart by no less.
constexpr Duration slower_line = 250ms;

bool is_news(const Observation& one, HostTime newest) {
    const auto later_than = [&](Duration span) { return one.received > newest + span; };
    return std::visit(overloaded{
                          [&](const RawImpulse& raw) { return later_than(raw.ticks ? 0ns : slower_line); },
                          [&](const RawTrace& raw) { return later_than(raw.ticks ? 0ns : slower_line); },
                          [&](const ClockSample&) { return later_than(0ns); },   // an older one than the ledger's newest stamp would be of another clock
                          [&](const ClockRestarted&) { return later_than(0ns); },
                          [&](const ImpulsesMissed&) { return later_than(slower_line); },
                          [&](const RawResult&) { return later_than(slower_line); },
                          [&](const DeviceStatus&) { return false; },
                          [&](const CommitMark&) { return false; },   // whoever wants to know is asked again by the server that leads
                      },
                      one.report);
}

}  // namespace

void HeldObservations::take(Observation observation) {
    if (const auto* status = std::get_if<DeviceStatus>(&observation.report)) {
        devices_[observation.device] = *status;
        return;
    }
    held_.push_back(std::move(observation));
    if (held_.size() > most) held_.pop_front();
}

std::vector<Observation> HeldObservations::take_after(std::optional<HostTime> newest) {
    std::vector<Observation> counts;
    for (auto& one : held_) {
        const auto is_mark = std::holds_alternative<CommitMark>(one.report);
        if (!is_mark && (!newest || is_news(one, *newest))) counts.push_back(std::move(one));
    }
    held_.clear();
    const auto now = io::Clock{}.now();
    for (const auto& [name, status] : devices_) counts.push_back({name, now, status});
    return counts;
}

std::vector<views::HealthView::Device> HeldObservations::describe() const {
    std::vector<views::HealthView::Device> shown;
    for (const auto& [name, status] : devices_) {
        views::HealthView::Device device;
        device.name = name;
        device.state = to_string(status.state);
        device.text = status.text;
        device.bytes = status.bytes;
        device.skipped_bytes = status.skipped_bytes;
        device.impulses = status.impulses;
        device.missed_impulses = status.missed_impulses;
        device.last_complaint = status.last_complaint;
        device.ailing = status.ailing;
        device.recording_trouble = status.recording_trouble;
        shown.push_back(std::move(device));
    }
    return shown;
}

}  // namespace bowball
