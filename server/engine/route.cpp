#include "engine/route.hpp"

#include <algorithm>
#include <map>

#include "core/limits.hpp"
#include "engine/input_test.hpp"
#include "engine/read_back.hpp"
#include "engine/laps.hpp"
#include "engine/start_signal.hpp"

namespace bowball::engine {
namespace {

/// Of each kind of lamp, where nobody claims them.
constexpr std::size_t flashes_shown = 6;

/// Of crews that row home or warm up: a boat has hundreds of them.
constexpr std::size_t strokes_shown = 60;

std::int32_t metres_to(TimingPoint point, const Race& race) {
    return point.kind == PointKind::finish ? race.programme.distance_m : point.metres;
}

/// What an impulse says of itself.
struct Crosser {
    TimingPoint point;
    Source source{};
    std::optional<LaneNumber> lane;
};

Crosser crosser_of(const LedgerImpulse& impulse) { return {point_of(impulse), impulse.impulse.source, lane_of(impulse)}; }

/// Sensed at the start line, before the race that it is of: that is the one armed last. What comes in mid-race is none of those.
bool is_in_mid_race(PointKind kind) { return kind == PointKind::takeoff || kind == PointKind::stroke; }
bool is_before_the_race(PointKind kind) { return is_start_point(kind) && !is_in_mid_race(kind); }

/// A run whose window overlaps the one that is asked about, and who has passed where in it so far.
struct Rival {
    const Race* race;
    const Run* run;
    std::optional<RaceTime> started;
    struct Passed {
        std::map<LaneNumber, RaceTime> lanes;   ///< newest passing of each
        std::map<LaneNumber, std::size_t> times;   ///< that it passed, doubles not counted
        std::size_t nameless = 0;
    };
    std::map<std::pair<TimingPoint, Source>, Passed> passed;   ///< two systems count for themselves
    std::map<TimingPoint, std::vector<TimingPoint>> places_of_line;   ///< as places_at() found them
    std::vector<const LedgerImpulse*> named;   ///< what people said is of this run

    [[nodiscard]] bool covers(RaceTime at) const { return run->armed_at <= at && at < end_of(*run); }

    /// Official, with this impulse in the result: whatever is said of another race, it stays here.
    [[nodiscard]] bool has_sealed(ImpulseId id) const { return std::ranges::binary_search(run->sealed, id); }
    /// Was there when the race was made official, and was not its own: it cannot become so before that is reopened.
    [[nodiscard]] bool is_closed_to(ImpulseId id) const { return id <= race->as_of() && race->stage == Stage::official && !has_sealed(id); }

    /// Where the line is passed: once, or once a lap.
    [[nodiscard]] const std::vector<TimingPoint>& places_at(TimingPoint line) {
        auto& places = places_of_line[line];
        if (places.empty() && counts_laps(*run->rules) && is_on_the_course(line)) places = places_of(line, race->programme.distance_m, run->rules->finish.lap_m);
        if (places.empty()) places = {line};
        return places;
    }

    [[nodiscard]] bool could_be_at(TimingPoint line, RaceTime at) {
        return started && at >= *started + least_time_to(places_at(line).front(), *race, *run->rules);
    }

    /// Late for the place that the crew reaches next; the first one, where nobody knows which crew it is.
    [[nodiscard]] bool would_be_slow(const Crosser& crosser, RaceTime at) {
        const auto& places = places_at(crosser.point);
        const auto so_far = passed.find({crosser.point, crosser.source});
        auto next = std::size_t{0};
        if (crosser.lane && so_far != passed.end()) {
            const auto times = so_far->second.times.find(*crosser.lane);
            if (times != so_far->second.times.end()) next = std::min(times->second, places.size() - 1);
        }
        return at > *started + run->rules->finish.slowest_per_1000_m / 1000 * metres_to(places[next], *race);
    }

    [[nodiscard]] bool expects(const Crosser& crosser) {
        const auto& so_far = passed[{crosser.point, crosser.source}];
        const auto places = places_at(crosser.point).size();
        if (crosser.lane) return std::ranges::find(run->lanes, *crosser.lane) != run->lanes.end() && to_come(*crosser.lane, crosser.point, so_far, places) > 0;
        auto all = std::size_t{0};
        for (const auto lane : run->lanes) all += to_come(lane, crosser.point, so_far, places);
        return all > so_far.nameless;
    }

    /// The crew's bouncing trigger, or another system's word of the same passing.
    [[nodiscard]] bool has_just_passed(const Crosser& crosser, RaceTime at) const {
        if (!crosser.lane) return false;
        return std::ranges::any_of(passed, [&](const auto& one) {
            const auto lane = one.second.lanes.find(*crosser.lane);
            return one.first.first == crosser.point && lane != one.second.lanes.end() && at - lane->second <= run->rules->finish.dead_band;
        });
    }

    /// Another system's word of a passing that a person named for this run. It may bear the earlier time, by what the clocks are off against each other.
    [[nodiscard]] bool has_a_named_twin(const LedgerImpulse& impulse, const Crosser& crosser) const {
        const auto& stamp = impulse.impulse.stamp;
        return crosser.lane && std::ranges::any_of(named, [&](const LedgerImpulse* one) {
            const auto other = crosser_of(*one);
            const auto doubt = std::min(stamp.uncertainty + one->impulse.stamp.uncertainty, run->rules->finish.dead_band);
            return other.point == crosser.point && other.lane == crosser.lane && other.source != crosser.source && std::chrono::abs(one->impulse.stamp.at - stamp.at) <= doubt;
        });
    }

    void pass(const Crosser& crosser, RaceTime at) {
        auto& so_far = passed[{crosser.point, crosser.source}];
        if (!crosser.lane) return ++so_far.nameless, void();
        const auto [newest, is_first] = so_far.lanes.emplace(*crosser.lane, at);
        if (is_first || at - newest->second > run->rules->finish.dead_band) ++so_far.times[*crosser.lane];
        newest->second = at;
    }

private:
    [[nodiscard]] std::size_t to_come(LaneNumber lane, TimingPoint point, const Passed& so_far, std::size_t places) const {
        if (!may_pass(*race, *run, lane, point)) return 0;
        const auto times = so_far.times.find(lane);
        return times == so_far.times.end() ? places : places - std::min(places, times->second);
    }
};

/// From where on it must be known who had what: runs overlap runs that overlap runs. The chain ends at races that are official, for what those had
/// is written down; else a day of races that are on the water two at a time would be gone through from its morning on.
RaceTime first_armed(const MeetState& state, RaceTime from, RaceTime to) {
    auto first = from;
    for (auto before = RaceTime::max(); first < before;) {
        before = first;
        for (const auto& [id, race] : state.races) {
            if (race.stage == Stage::official) continue;
            for (const auto& run : race.runs) {
                if (run.armed_at < to && end_of(run) > before) first = std::min(first, run.armed_at);
            }
        }
    }
    return first;
}

/// Earliest armed first; contains `run` itself. Those as well that were over when it was armed, and were on the water beside its rivals, or beside
/// theirs: what they had, no rival has.
std::vector<Rival> rivals_of(const MeetState& state, const Run& run) {
    std::vector<Rival> rivals;
    const auto end = end_of(run);
    const auto from = first_armed(state, run.armed_at, end);
    for (const auto& [id, race] : state.races) {
        for (const auto& other : race.runs) {
            if (other.armed_at >= end || end_of(other) <= from) continue;
            Rival rival{&race, &other, std::nullopt, {}, {}, {}};
            for (const auto said : race.assigned) {
                const auto* one = state.impulse(said);
                if (one->assigned->run == other.number && is_usable(*one, race.as_of())) rival.named.push_back(one);
            }
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
    const auto crosser = crosser_of(impulse);
    const auto point = crosser.point;
    if (impulse.assigned) {
        for (auto& rival : rivals) {
            const auto meant = rival.race->id() == impulse.assigned->race && rival.run->number == impulse.assigned->run;
            if (meant && rival.covers(at)) return &rival;
        }
        return nullptr;
    }
    for (auto& rival : rivals) {
        if (rival.covers(at) && rival.has_sealed(impulse.id)) return &rival;
    }
    if (!is_before_the_race(point.kind)) {
        for (auto& rival : rivals) {
            if (rival.covers(at) && !rival.is_closed_to(impulse.id) && rival.has_a_named_twin(impulse, crosser)) return &rival;
        }
        for (auto& rival : rivals) {
            if (rival.covers(at) && !rival.is_closed_to(impulse.id) && rival.has_just_passed(crosser, at)) return &rival;
        }
    }
    Rival* armed_last = nullptr;
    Rival* started_last = nullptr;
    Rival* possible_last = nullptr;
    Rival* slow = nullptr;  // the earliest that expects it, were it not so late for that race
    for (auto& rival : rivals) {
        if (!rival.covers(at) || rival.is_closed_to(impulse.id)) continue;
        armed_last = &rival;
        if (is_before_the_race(point.kind)) continue;
        if (rival.started && *rival.started <= at) started_last = &rival;
        if (is_in_mid_race(point.kind) || !rival.could_be_at(point, at)) continue;
        if (rival.expects(crosser)) {
            if (!rival.would_be_slow(crosser, at)) return &rival;
            if (slow == nullptr) slow = &rival;
        }
        possible_last = &rival;
    }
    if (is_before_the_race(point.kind)) return armed_last;
    // Where swimmers take over from each other, or crews stroke, the race is that which is on.
    if (is_in_mid_race(point.kind) && started_last != nullptr) return started_last;
    if (slow != nullptr) return slow;
    if (possible_last != nullptr) return possible_last;
    return started_last != nullptr ? started_last : armed_last;
}

}  // namespace

bool may_pass(const Race& race, const Run& run, LaneNumber lane, TimingPoint point) {
    const auto* state = race.lane_in(run, lane);
    if (state == nullptr) return false;
    switch (state->status) {
        case ResultStatus::did_not_start:
        case ResultStatus::scratched: return false;
        case ResultStatus::did_not_finish: return point.kind != PointKind::finish;
        case ResultStatus::none:
        case ResultStatus::excluded:
        case ResultStatus::disqualified:
        case ResultStatus::under_weight:
        case ResultStatus::relegated: return true;
    }
    return true;
}

Duration least_time_to(TimingPoint point, const Race& race, const rules::RuleSet& rules) {
    if (is_start_point(point.kind)) return 0ns;
    return rules.finish.fastest_per_1000_m / 1000 * metres_to(point, race);
}

std::vector<const LedgerImpulse*> impulses_of(const MeetState& state, const Race& race, const Run& run) {
    auto rivals = rivals_of(state, run);
    std::vector<const LedgerImpulse*> ours;
    const auto end = end_of(run);
    for (const auto id : race.assigned) {
        const auto* impulse = state.impulse(id);
        const auto outside = impulse->impulse.stamp.at < run.armed_at || impulse->impulse.stamp.at >= end;
        if (outside && impulse->assigned->run == run.number) ours.push_back(impulse);
    }
    const auto from = rivals.empty() ? run.armed_at : rivals.front().run->armed_at;
    for (auto i = ledger_from(state, from); i != state.ledger.end() && i->impulse.stamp.at < end; ++i) {
        if (is_of_test(state, *i)) continue;
        auto* owner = owner_of(*i, rivals);
        if (owner == nullptr) continue;
        if (is_usable(*i, owner->race->as_of())) owner->pass(crosser_of(*i), i->impulse.stamp.at);
        if (owner->run == &run) ours.push_back(&*i);
    }
    std::ranges::stable_sort(ours, {}, [](const LedgerImpulse* i) { return std::pair{i->impulse.stamp.at, i->id}; });
    return ours;
}

Unclaimed unclaimed(const MeetState& state, RaceTime from, RaceTime to, std::size_t most) {
    std::vector<std::pair<RaceTime, RaceTime>> claims;
    for (const auto& [id, race] : state.races) {
        for (const auto& run : race.runs) {
            if (run.armed_at < to && end_of(run) > from) claims.emplace_back(run.armed_at, end_of(run));
        }
    }
    Unclaimed found;
    std::map<PointKind, std::size_t> seen;
    // From the newest on: of a beam that flickers for days the beginning is never looked at.
    const auto begin = ledger_from(state, from);
    for (auto i = ledger_from(state, to); i != begin && found.others < limits::unlisted_counted;) {
        --i;
        const auto at = i->impulse.stamp.at;
        const auto claimed = std::ranges::any_of(claims, [&](const auto& claim) { return claim.first <= at && at < claim.second; });
        const auto kind = point_of(*i).kind;
        if (i->assigned || claimed) continue;
        const auto is_one_of_many = (is_of_lamps(kind) && ++seen[kind] > flashes_shown) || (kind == PointKind::stroke && ++seen[kind] > strokes_shown);
        if (is_one_of_many || found.newest.size() == most) ++found.others;
        else found.newest.push_back(&*i);
    }
    std::ranges::reverse(found.newest);
    return found;
}

}  // namespace bowball::engine
