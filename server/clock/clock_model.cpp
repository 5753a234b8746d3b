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

std::int64_t ppb(Duration change, Duration span) { return static_cast<std::int64_t>(change.count() * static_cast<long double>(billion) / span.count()); }

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
    const auto slack = 2 * sample.own_uncertainty + noise_;
    if (!sample.half_round_trip) return {sample.device, offset - options_.one_way_delay_bound - slack, offset + slack};
    return {sample.device, offset - *sample.half_round_trip - slack, offset + *sample.half_round_trip + slack};
}

Agreement ClockModel::add(const ClockSample& sample) {
    if (noise_seen_ + options_.window < sample.device) noise_ = {};
    auto bound = bound_of(sample);
    auto agreement = Agreement::agrees;
    if (!bounds_.empty()) {
        const auto known = offset_at(bound.at);
        const auto is_odd = bound.gap_to(known) > 0ns;
        if (is_odd && is_noise(sample, bound, known)) {
            loosen(bound, known);
            bound = bound_of(sample);
        } else if (is_odd) {
            agreement = weigh(bound, known, !sample.half_round_trip);
        }
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

bool ClockModel::is_noise(const ClockSample& sample, const Bound& bound, const Bound& known) const {
    return sample.half_round_trip && bound.gap_to(known) <= options_.smallest_step;
}

/// By so much that the narrower of what was known and what the sample says lies whole in the overlap, with a gap to spare:
/// either may be the one that is off.
void ClockModel::loosen(const Bound& bound, const Bound& known) {
    const auto more = 2 * (bound.gap_to(known) + std::min(bound.half(), known.half()));
    noise_ += more;
    noise_seen_ = bound.at;
    for (auto& one : bounds_) {
        one.low -= more;
        one.high += more;
    }
    estimate_rate();
}

/// What to make of a sample that contradicts the others.
Agreement ClockModel::weigh(const Bound& bound, const Bound& known, bool one_way) {
    ++outliers_;
    const auto gap = bound.gap_to(known);
    const auto is_early = bound.high < known.low;
    // A message never comes too early. So the few before it were held back longer than a link may: they know less.
    if (one_way && is_early && gap <= options_.longest_held_back && bounds_.size() < step_after) {
        restarted();
        return Agreement::agrees;
    }
    if (!dissent_.empty()) {
        if (bound.at == dissent_.back().at) return Agreement::contradicts;  // the same line again says nothing new
        const auto before = moved(dissent_.back(), bound.at);
        if (bound.gap_to(before) > 0ns) dissent_.clear();
    }
    dissent_.push_back(bound);
    if (dissent_.size() < step_after) return Agreement::contradicts;
    const auto blameless = !one_way ? 0ns : is_early ? early_without_blame() : options_.longest_held_back;
    const auto agreed = std::exchange(dissent_, {});
    restarted();
    bounds_ = agreed;
    bounds_.pop_back();  // add() takes it
    if (gap > blameless) return Agreement::stepped;
    // Messages that a stuck link lets go at last come all at once, each later than its stamp by less.
    if (!one_way || is_early || bound.at - agreed.front().at < options_.longest_held_back) return Agreement::agrees;
    late_by_ = bound.middle() - known.middle();
    return Agreement::late;
}

void ClockModel::take(const Bound& bound) {
    bounds_.push_back(bound);
    while (bounds_.size() > most_bounds || (bounds_.size() > 1 && bounds_.front().at + options_.window < bound.at)) bounds_.pop_front();
    estimate_rate();
}

void ClockModel::restarted() {
    bounds_.clear();
    dissent_.clear();
    noise_ = {};
    rate_ = {};
}

std::int64_t ClockModel::wander_over(Duration span) const {
    return std::min(span / 1ms * options_.wander_ppb_per_s / 1000, options_.most_wander_ppb);
}

/// The mean pace between two instants.
ClockModel::Pace ClockModel::pace_over(DeviceTime from, DeviceTime to) const {
    if (!rate_.known) return {-options_.rate_limit_ppb, options_.rate_limit_ppb};
    const auto wander = wander_over((std::chrono::abs(from - rate_.at) + std::chrono::abs(to - rate_.at)) / 2);
    return {std::max(rate_.lowest - wander, -options_.rate_limit_ppb), std::min(rate_.highest + wander, options_.rate_limit_ppb)};
}

ClockModel::Bound ClockModel::moved(const Bound& bound, DeviceTime to) const {
    const auto pace = pace_over(bound.at, to);
    const auto [least, most] = std::minmax({scaled(to - bound.at, pace.lowest), scaled(to - bound.at, pace.highest)});
    return {to, bound.low + least, bound.high + most};
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

/// At the tightest of the newer half, as all that are older allow: newest first, as offset_at() does.
void ClockModel::estimate_rate() {
    rate_ = {};
    if (bounds_.size() < 4) return;
    const auto middle = bounds_.begin() + static_cast<std::ptrdiff_t>(bounds_.size() / 2);
    const auto newer = std::min_element(middle, bounds_.end(), [](const Bound& a, const Bound& b) { return a.half() < b.half(); });
    Pace pace{-options_.rate_limit_ppb, options_.rate_limit_ppb};
    for (auto older = newer; older != bounds_.begin();) {
        --older;
        const auto baseline = newer->at - older->at;
        if (baseline < shortest_baseline) continue;
        const auto wander = wander_over(baseline / 2);
        const auto lowest = std::max(pace.lowest, ppb(newer->low - older->high, baseline) - wander);
        const auto highest = std::min(pace.highest, ppb(newer->high - older->low, baseline) + wander);
        if (lowest <= highest) pace = {lowest, highest};
    }
    // Less than a quarter of what any quartz may be off has been learnt: it is as good as unknown.
    if (pace.highest - pace.lowest <= options_.rate_limit_ppb * 3 / 2) rate_ = {pace, newer->at, true};
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
