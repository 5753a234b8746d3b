#include "engine/invariants.hpp"

#include <algorithm>
#include <set>

namespace bowball::engine {
namespace {

template <class List, class Key>
bool rises(const List& list, Key key) {
    return std::ranges::adjacent_find(list, [&](const auto& a, const auto& b) { return !(std::invoke(key, a) < std::invoke(key, b)); }) == list.end();
}

bool has_crew_twice(const std::vector<LaneState>& lanes) {
    std::set<CrewId> crews;
    return std::ranges::any_of(lanes, [&](const LaneState& lane) { return !crews.insert(lane.crew).second; });
}

/// From `first` on without gaps.
template <class List, class Number>
bool are_counted(const List& list, std::uint32_t first, Number number) {
    return std::ranges::all_of(list, [&](const auto& one) { return number(one) == first++; });
}

std::string broken_of_runs(const Race& race) {
    if (!are_counted(race.runs, 1, [](const Run& run) { return run.number.value(); })) return "its runs are not numbered 1, 2, 3";
    for (const auto& run : race.runs) {
        if (run.rules == nullptr) return "run " + std::to_string(run.number.value()) + " has no rule set";
        if (&run != &race.runs.back() && !run.closed_at) return "run " + std::to_string(run.number.value()) + " is open beside a later one";
        if (run.closed_at && *run.closed_at < run.armed_at) return "run " + std::to_string(run.number.value()) + " was closed before it was armed";
        if (!rises(run.lanes, std::identity{})) return "run " + std::to_string(run.number.value()) + " has a lane twice";
    }
    return {};
}

std::string broken_of_stage(const Race& race) {
    const auto is_open = race.run() != nullptr && !race.run()->closed_at;
    switch (race.stage) {
        case Stage::armed:
        case Stage::attention:
            if (!is_open) return "it is armed without a run that is open";
            break;
        case Stage::official:
            if (race.revisions.empty()) return "it is official without a result";
            if (race.reopened) return "it is official and under revision";
            break;
        default: break;
    }
    if (race.reopened && race.revisions.empty()) return "it is under revision without a result";
    return {};
}

}  // namespace

std::string broken_invariant(const Race& race) {
    if (!rises(race.lanes, &LaneState::lane)) return "a lane stands twice";
    if (has_crew_twice(race.lanes)) return "a crew has two lanes";
    if (auto broken = broken_of_runs(race); !broken.empty()) return broken;
    if (auto broken = broken_of_stage(race); !broken.empty()) return broken;
    if (!are_counted(race.revisions, 0, [](const Revision& revision) { return revision.number; })) return "its results are not numbered 0, 1, 2";
    if (!rises(race.photo, [](const PhotoLane& lane) { return lane.row.lane; })) return "the picture was read twice for one lane";
    const auto has_no_lane = [&](LaneNumber lane) { return race.lane(lane) == nullptr; };
    if (std::ranges::any_of(race.rerow_lanes, has_no_lane)) return "a lane rows again that is not drawn";
    return {};
}

}  // namespace bowball::engine
