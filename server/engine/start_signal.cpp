#include "engine/start_signal.hpp"

#include <algorithm>

#include "engine/input_test.hpp"

namespace bowball::engine {

RaceTime end_of(const Run& run) {
    auto end = RaceTime::max();
    if (run.closed_at) end = std::min(end, *run.closed_at);
    if (run.settled_at) end = std::min(end, *run.settled_at);
    return end;
}

TimingPoint point_of(const LedgerImpulse& impulse) { return impulse.assigned ? impulse.assigned->point : impulse.impulse.point; }

std::optional<LaneNumber> lane_of(const LedgerImpulse& impulse) {
    return impulse.assigned ? impulse.assigned->lane : impulse.impulse.lane;
}

bool is_voided(const LedgerImpulse& impulse, Seq as_of) { return impulse.voided && impulse.voided->seq <= as_of; }

bool is_usable(const LedgerImpulse& impulse, Seq as_of) {
    if (impulse.waveform && point_of(impulse).kind != PointKind::first_motion) return false;   // no instant stands there
    const auto vouched_for = impulse.assigned != nullptr;  // a person who names an impulse vouches for it
    return impulse.id <= as_of && !is_voided(impulse, as_of) && (impulse.impulse.trust == Trust::good || vouched_for) && impulse.impulse.edge == Edge::rising;
}

std::vector<LedgerImpulse>::const_iterator ledger_from(const MeetState& state, RaceTime at) {
    return std::ranges::lower_bound(state.ledger, at, {}, [](const LedgerImpulse& i) { return i.impulse.stamp.at; });
}

/// There is one start line: what comes after another run was armed is that run's.
bool is_of_a_later_run(const MeetState& state, const Run& run, RaceTime at) {
    return std::ranges::any_of(state.races, [&](const auto& numbered) {
        return std::ranges::any_of(numbered.second.runs, [&](const Run& other) { return other.armed_at > run.armed_at && other.armed_at <= at && at < end_of(other); });
    });
}

std::vector<const LedgerImpulse*> start_signals(const MeetState& state, const Race& race, const Run& run,
                                                std::optional<LaneNumber> lane) {
    const auto individual = run.rules->start.kind == rules::StartKind::individual;
    const auto is_ours = [&](const LedgerImpulse& impulse) {
        if (point_of(impulse).kind != PointKind::start_signal || !is_usable(impulse, race.as_of()) || is_of_test(state, impulse)) return false;
        if (impulse.assigned && (impulse.assigned->race != race.id() || impulse.assigned->run != run.number)) return false;
        return !individual || !lane || lane_of(impulse) == lane;
    };
    std::vector<const LedgerImpulse*> found;
    const auto end = end_of(run);
    for (const auto id : race.assigned) {
        const auto* impulse = state.impulse(id);
        const auto in_window = impulse->impulse.stamp.at >= run.armed_at && impulse->impulse.stamp.at < end;
        if (!in_window && is_ours(*impulse)) found.push_back(impulse);
    }
    std::ranges::stable_sort(found, {}, [](const LedgerImpulse* i) { return i->impulse.stamp.at; });
    for (auto i = ledger_from(state, run.armed_at); i != state.ledger.end() && i->impulse.stamp.at < end; ++i) {
        if (!found.empty() && i->impulse.stamp.at > found.front()->impulse.stamp.at + one_pulse) break;
        if (!is_ours(*i)) continue;
        if (!i->assigned && is_of_a_later_run(state, run, i->impulse.stamp.at)) break;
        found.push_back(&*i);
    }
    std::ranges::stable_sort(found, {}, [](const LedgerImpulse* i) { return i->impulse.source; });
    return found;
}

const LedgerImpulse* find_start_signal(const MeetState& state, const Race& race, const Run& run) {
    const auto signals = start_signals(state, race, run);
    return signals.empty() ? nullptr : signals.front();
}

bool waits_at_the_line(const MeetState& state, const Race& race) {
    if (race.stage != Stage::armed && race.stage != Stage::attention) return false;
    return race.photo.empty() && find_start_signal(state, race, *race.run()) == nullptr;
}

const Race* race_on_the_line(const MeetState& state, RaceId except) {
    for (const auto& [id, race] : state.races) {
        if (id != except && waits_at_the_line(state, race)) return &race;
    }
    return nullptr;
}

bool is_read_from_a_watch(const Impulse& impulse) { return impulse.by_hand && impulse.source == Source::hand && impulse.device.empty() && impulse.stamp.uncertainty <= finger_doubt; }

const LedgerImpulse& signal_for(const std::vector<const LedgerImpulse*>& signals, const Impulse& impulse) {
    if (is_read_from_a_watch(impulse)) return *signals.front();   // what the page adds the span to
    const auto same_clock = std::ranges::find(signals, impulse.stamp.clock, [](const LedgerImpulse* i) { return i->impulse.stamp.clock; });
    if (same_clock != signals.end()) return **same_clock;
    const auto same_system = std::ranges::find(signals, impulse.source, [](const LedgerImpulse* i) { return i->impulse.source; });
    return same_system != signals.end() ? **same_system : *signals.front();
}

bool mixes_systems(const Impulse& a, const Impulse& b) {
    return is_machine(a.source) && is_machine(b.source) && a.source != b.source && a.stamp.clock != b.stamp.clock;
}

}  // namespace bowball::engine
