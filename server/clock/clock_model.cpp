#include "clock/clock_model.hpp"

#include <algorithm>
#include <utility>

namespace bowball::clock {
namespace {

constexpr std::size_t most_bounds = 256;
/// So many samples in a row that contradict what is known and agree among themselves: what is known is void.
constexpr unsigned step_after = 4;
/// So many samples that agree were not all held back, each by the same delay.
constexpr std::size_t steady_after = 10;
/// A rate is worth knowing only from samples at least this far apart.
constexpr Duration shortest_baseline = 20s;

constexpr std::int64_t billion = 1'000'000'000;

Duration scaled(Duration span, std::int64_t ppb) { return Duration{static_cast<std::int64_t>(static_cast<long double>(span.count()) * ppb / billion)}; }

}  // namespace

std::string_view to_string(ClockState state) {
    switch (state) {
        case ClockState::unsynced: return "unsynced";
        case ClockState::locked: return "locked";
        case ClockState::stable: return "stable";
        case ClockState::holdover: return "holdover";
    }
    return "unknown";
}

ClockModel::Bound ClockModel::bound_of(const ClockSample& sample) const {
    const auto offset = sample.host.time_since_epoch() - sample.device.time_since_epoch();
    const auto half = sample.half_round_trip;
    return half ? Bound{sample.device, offset - *half, offset + *half} : Bound{sample.device, offset - options_.one_way_delay_bound, offset};
}

Agreement ClockModel::add(const ClockSample& sample) {
    const auto bound = bound_of(sample);
    auto agreement = Agreement::agrees;
    if (!bounds_.empty()) {
        const auto known = offset_at(bound.at);
        if (bound.high < known.low || bound.low > known.high) agreement = weigh(bound, known, !sample.half_round_trip);
    }
    if (agreement == Agreement::contradicts) return agreement;
    newest_host_ = std::max(newest_host_, sample.host);
    dissent_.clear();
    take(bound);
    return agreement;
}

void ClockModel::follow(const ClockSample& sample) {
    restarted();
    newest_host_ = sample.host;
    take(bound_of(sample));
}

/// What to make of a sample that contradicts the others.
Agreement ClockModel::weigh(const Bound& bound, const Bound& known, bool one_way) {
    ++outliers_;
    const auto gap = std::max(known.low - bound.high, bound.low - known.high);
    const auto is_early = bound.high < known.low;
    // A message never comes too early. So the few before it were held back longer than a link may: they know less.
    if (one_way && is_early && gap <= options_.longest_held_back && bounds_.size() < step_after) {
        restarted();
        return Agreement::agrees;
    }
    if (!dissent_.empty()) {
        if (bound.at == dissent_.back().at) return Agreement::contradicts;  // the same line again says nothing new
        const auto before = moved(dissent_.back(), bound.at);
        if (bound.high < before.low || bound.low > before.high) dissent_.clear();
    }
    dissent_.push_back(bound);
    if (dissent_.size() < step_after) return Agreement::contradicts;
    const auto blameless = !one_way ? options_.smallest_step : is_early ? early_without_blame() : options_.longest_held_back;
    const auto agreed = std::exchange(dissent_, {});
    restarted();
    bounds_ = agreed;
    bounds_.pop_back();  // add() takes it
    return gap > blameless ? Agreement::stepped : Agreement::agrees;
}

void ClockModel::take(const Bound& bound) {
    bounds_.push_back(bound);
    while (bounds_.size() > most_bounds || (bounds_.size() > 1 && bounds_.front().at + options_.window < bound.at)) bounds_.pop_front();
    estimate_rate();
}

void ClockModel::restarted() {
    bounds_.clear();
    dissent_.clear();
    rate_ = {0, options_.rate_limit_ppb, false};
}

ClockModel::Bound ClockModel::moved(const Bound& bound, DeviceTime to) const {
    const auto span = to - bound.at;
    const auto drift = scaled(span, rate_.drift_ppb);
    const auto doubt = scaled(span < 0ns ? -span : span, rate_.doubt_ppb);
    return {to, bound.low + drift - doubt, bound.high + drift + doubt};
}

/// Where the bounds overlap. Newest first: one that contradicts newer ones is of an older truth and left aside.
ClockModel::Bound ClockModel::offset_at(DeviceTime at) const {
    auto overlap = moved(bounds_.back(), at);
    for (auto bound = std::next(bounds_.rbegin()); bound != bounds_.rend(); ++bound) {
        const auto here = moved(*bound, at);
        const auto low = std::max(overlap.low, here.low);
        const auto high = std::min(overlap.high, here.high);
        if (low <= high) overlap = {at, low, high};
    }
    return overlap;
}

/// From the tightest sample of the older half and the tightest of the newer half.
void ClockModel::estimate_rate() {
    rate_ = {0, options_.rate_limit_ppb, false};
    if (bounds_.size() < 4) return;
    const auto middle = bounds_.begin() + static_cast<std::ptrdiff_t>(bounds_.size() / 2);
    const auto lowest = [](const Bound& a, const Bound& b) { return a.high < b.high; };
    const auto& older = *std::min_element(bounds_.begin(), middle, lowest);
    const auto& newer = *std::min_element(middle, bounds_.end(), lowest);
    const auto baseline = newer.at - older.at;
    if (baseline < shortest_baseline) return;
    const auto doubt = (older.half() + newer.half()).count() * static_cast<long double>(billion) / baseline.count() + options_.wander_ppb;
    if (doubt >= options_.rate_limit_ppb) return;
    const auto drift = (newer.middle() - older.middle()).count() * static_cast<long double>(billion) / baseline.count();
    rate_ = {static_cast<std::int64_t>(drift), static_cast<std::int64_t>(doubt) + 1, true};
}

Duration ClockModel::early_without_blame() const { return bounds_.size() >= steady_after ? options_.one_way_delay_bound : options_.longest_held_back; }

Result<Mapped> ClockModel::to_host(DeviceTime ticks, HostTime) const {
    if (bounds_.empty())
        return Error{errc::clock_unsynced, "Nothing is known of the device's clock yet. Press its start contact once, or wait for its next message."};
    const auto offset = offset_at(ticks);
    return Mapped{HostTime{ticks.time_since_epoch() + offset.middle()}, offset.half() + 1ns};
}

ClockState ClockModel::state(HostTime now) const {
    if (bounds_.empty()) return ClockState::unsynced;
    if (now - newest_host_ > options_.holdover_after) return ClockState::holdover;
    return rate_.known ? ClockState::stable : ClockState::locked;
}

Duration ClockModel::uncertainty(HostTime now) const {
    if (bounds_.empty()) return 0ns;
    const auto mapped = to_host(bounds_.back().at + (now - newest_host_), now);
    return mapped->uncertainty;
}

}  // namespace bowball::clock
