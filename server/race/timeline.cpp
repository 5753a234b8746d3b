#include "race/timeline.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace bowball::race {
namespace {

bool is_under_way(const engine::MeetState& state) {
    return std::ranges::any_of(state.races, [](const auto& one) { return one.second.stage == engine::Stage::armed || one.second.stage == engine::Stage::attention; });
}

/// Both readings of the time of day, before and after, each by the kernel's bound.
Duration doubt_of_wall(const io::HostClock& quality) {
    return quality.state == io::HostClockState::synchronised ? std::min(2 * quality.max_error, doubt_of_unset_clock) : doubt_of_unset_clock;
}

Duration slewed_at_end(const engine::MeetState& state) {
    const auto& start = state.last_start;
    if (state.ledger.empty() || state.ledger.back().impulse.stamp.at < start.at) return start.timeline_slewed;
    return state.ledger.back().impulse.stamp.timeline_slewed;
}

/// What the monotonic clock went beside the bare quartz from one start to the next, and did not by its trim of then.
std::optional<Duration> slewed_since(const engine::ServerStarted& last, const io::SlewLook& look) {
    if (last.raw == 0ns || look.raw < last.raw) return {};
    const auto span = look.raw - last.raw;
    const auto by_trim = Duration{std::llround(static_cast<double>(span.count()) * static_cast<double>(last.trim_ppb) / 1e9)};
    return last.timeline_slewed + (look.monotonic - last.host.time_since_epoch()) - span - by_trim;
}

}  // namespace

Timeline find_timeline(const Folded& folded, const io::Clock& clock, const std::string& boot, const io::HostClock& quality, const io::SlewLook& look) {
    return find_timeline(folded, ClockReading{clock.now(), clock.wall(), clock.speed() == 1}, boot, quality, look);
}

Timeline find_timeline(const Folded& folded, const ClockReading& now, const std::string& boot, const io::HostClock& quality, const io::SlewLook& look) {
    const auto& last = folded.last_start;
    const auto& state = folded.state;
    const auto host = now.host;
    const auto slewed = slewed_at_end(state);
    const auto is_real = now.is_real && (!last || !last->simulated);
    if (last && last->boot == boot && is_real) {
        const Anchor before{last->host, last->race};
        if (before.to_race(host) >= state.now) return {before, {}, slewed_since(*last, look).value_or(slewed)};
    }
    const RaceTime wall{now.wall.time_since_epoch()};
    const auto goes_on = is_under_way(state) ? state.now + (now.wall - folded.newest_wall) : wall;
    return {Anchor{host, std::max(goes_on, state.now)}, last && is_real ? doubt_of_wall(quality) : Duration{}, slewed};
}

}  // namespace bowball::race
