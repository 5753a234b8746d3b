#include "engine/route.hpp"

#include <algorithm>
#include <map>

#include "engine/start_signal.hpp"

namespace bowball::engine {
namespace {

std::int32_t metres_to(TimingPoint point, const Race& race) {
    return point.kind == PointKind::finish ? race.programme.distance_m : point.metres;
}

/// A run whose window overlaps the one that is asked about, and who has passed where in it so far.
struct Rival {
    const Race* race;
    const Run* run;
    std::optional<RaceTime> started;
    struct Passed {
        std::vector<LaneNumber> lanes;
        std::size_t nameless = 0;
    };
    std::map<TimingPoint, Passed> passed;

    [[nodiscard]] bool covers(RaceTime at) const { return run->armed_at <= at && at < end_of(*run); }

    [[nodiscard]] bool could_be_at(TimingPoint point, RaceTime at) const {
        return started && at >= *started + least_time_to(point, *race, *run->rules);
    }

    [[nodiscard]] bool would_be_slow_at(TimingPoint point, RaceTime at) const {
        return at > *started + run->rules->finish.slowest_per_1000_m / 1000 * metres_to(point, *race);
    }

    [[nodiscard]] bool expects(TimingPoint point, std::optional<LaneNumber> lane) {
        const auto& so_far = passed[point];
        if (!lane) return so_far.lanes.size() + so_far.nameless < run->lanes.size();
        const auto takes_part = std::ranges::find(run->lanes, *lane) != run->lanes.end();
        return takes_part && std::ranges::find(so_far.lanes, *lane) == so_far.lanes.end();
    }

    void pass(TimingPoint point, std::optional<LaneNumber> lane) {
        auto& so_far = passed[point];
        if (!lane) {
            ++so_far.nameless;
        } else if (std::ranges::find(so_far.lanes, *lane) == so_far.lanes.end()) {
            so_far.lanes.push_back(*lane);
        }
    }
};

/// Earliest armed first; contains `run` itself.
std::vector<Rival> rivals_of(const MeetState& state, const Run& run) {
    std::vector<Rival> rivals;
    const auto end = end_of(run);
    for (const auto& [id, race] : state.races) {
        for (const auto& other : race.runs) {
            if (other.armed_at >= end || end_of(other) <= run.armed_at) continue;
            Rival rival{&race, &other, std::nullopt, {}};
            if (const auto* signal = find_start_signal(state, race, other)) rival.started = signal->impulse.stamp.at;
            rivals.push_back(std::move(rival));
        }
    }
    std::ranges::stable_sort(rivals, {}, [](const Rival& rival) { return rival.run->armed_at; });
    return rivals;
}

/// Whose the impulse is, or null.
Rival* owner_of(const LedgerImpulse& impulse, std::vector<Rival>& rivals) {
    const auto at = impulse.impulse.stamp.at;
    const auto point = point_of(impulse);
    const auto lane = lane_of(impulse);
    if (impulse.assigned) {
        for (auto& rival : rivals) {
            if (rival.race->id() == impulse.assigned->race && rival.covers(at)) return &rival;
        }
        return nullptr;
    }
    Rival* armed_last = nullptr;
    Rival* started_last = nullptr;
    Rival* possible_last = nullptr;
    Rival* slow = nullptr;  // the earliest that expects it, were it not so late for that race
    for (auto& rival : rivals) {
        if (!rival.covers(at)) continue;
        armed_last = &rival;
        if (is_start_point(point.kind)) continue;
        if (rival.started && *rival.started <= at) started_last = &rival;
        if (!rival.could_be_at(point, at)) continue;
        if (rival.expects(point, lane)) {
            if (!rival.would_be_slow_at(point, at)) return &rival;
            if (slow == nullptr) slow = &rival;
        }
        possible_last = &rival;
    }
    if (is_start_point(point.kind)) return armed_last;
    if (slow != nullptr) return slow;
    if (possible_last != nullptr) return possible_last;
    return started_last != nullptr ? started_last : armed_last;
}

}  // namespace

Duration least_time_to(TimingPoint point, const Race& race, const rules::RuleSet& rules) {
    if (is_start_point(point.kind)) return 0ns;
    return rules.finish.fastest_per_1000_m / 1000 * metres_to(point, race);
}

std::vector<const LedgerImpulse*> impulses_of(const MeetState& state, const Race& race, const Run& run) {
    auto rivals = rivals_of(state, run);
    std::vector<const LedgerImpulse*> ours;
    const auto end = end_of(run);
    if (&run == race.run()) {
        for (const auto id : race.assigned) {
            const auto* impulse = state.impulse(id);
            if (impulse->impulse.stamp.at < run.armed_at || impulse->impulse.stamp.at >= end) ours.push_back(impulse);
        }
    }
    const auto from = rivals.empty() ? run.armed_at : rivals.front().run->armed_at;
    for (auto i = ledger_from(state, from); i != state.ledger.end() && i->impulse.stamp.at < end; ++i) {
        auto* owner = owner_of(*i, rivals);
        if (owner == nullptr) continue;
        if (is_usable(*i)) owner->pass(point_of(*i), lane_of(*i));
        if (owner->run == &run) ours.push_back(&*i);
    }
    std::ranges::stable_sort(ours, {}, [](const LedgerImpulse* i) { return std::pair{i->impulse.stamp.at, i->id}; });
    return ours;
}

std::vector<const LedgerImpulse*> unclaimed(const MeetState& state, RaceTime from, RaceTime to) {
    std::vector<const LedgerImpulse*> found;
    for (auto i = ledger_from(state, from); i != state.ledger.end() && i->impulse.stamp.at < to; ++i) {
        if (i->assigned) continue;
        const auto at = i->impulse.stamp.at;
        const auto claimed = std::ranges::any_of(state.races, [&](const auto& numbered) {
            return std::ranges::any_of(numbered.second.runs, [&](const Run& run) { return run.armed_at <= at && at < end_of(run); });
        });
        if (!claimed) found.push_back(&*i);
    }
    return found;
}

}  // namespace bowball::engine
