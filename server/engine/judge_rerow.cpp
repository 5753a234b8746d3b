// Settles a re-row of some crews: their order among themselves comes from the re-row, everything else from the race before.
#include <algorithm>

#include "engine/judge_steps.hpp"

namespace bowball::engine {
namespace {

const LaneResult* find(const std::vector<LaneResult>& results, LaneNumber lane) {
    const auto found = std::ranges::find(results, lane, &LaneResult::lane);
    return found == results.end() ? nullptr : &*found;
}

/// What the sheet says of a crew that rowed again: its standing from the re-row, its time from the first race if it has one.
LaneResult merge(const LaneResult& first, const LaneResult& again) {
    auto merged = first;
    merged.status = again.status;
    merged.penalty = again.penalty;
    merged.yellow = again.yellow;
    merged.too_close = again.too_close;
    if (!merged.time) merged.time = again.time;
    if (!first.time) merged.splits = again.splits;
    merged.rank = again.rank;
    return merged;
}

bool share_a_place(const LaneResult& a, const LaneResult& b, const std::vector<LaneResult>& first, const std::vector<LaneResult>& again) {
    const auto* again_a = find(again, a.lane);
    const auto* again_b = find(again, b.lane);
    if ((again_a == nullptr) != (again_b == nullptr)) return false;
    if (again_a != nullptr) return again_a->rank == again_b->rank;
    return find(first, a.lane)->rank == find(first, b.lane)->rank;
}

/// 1, 2, 2, 4, for those who have a place.
void number_places(std::vector<LaneResult>& sheet, const std::vector<LaneResult>& first, const std::vector<LaneResult>& again) {
    LaneResult* before = nullptr;
    std::uint16_t place = 0;
    for (auto& result : sheet) {
        result.rank_shared = false;
        if (!result.rank) continue;
        ++place;
        const auto shared = before != nullptr && share_a_place(*before, result, first, again);
        result.rank = shared ? before->rank : place;
        if (shared) before->rank_shared = result.rank_shared = true;
        before = &result;
    }
}

void measure_gaps(std::vector<LaneResult>& sheet) {
    for (std::size_t i = 0; i < sheet.size(); ++i) {
        auto& result = sheet[i];
        result.behind_leader.reset();
        result.behind_next.reset();
        if (i == 0 || !result.rank || !result.time) continue;
        if (sheet.front().time) result.behind_leader = result.time->published - sheet.front().time->published;
        if (sheet[i - 1].time) result.behind_next = result.time->published - sheet[i - 1].time->published;
    }
}

}  // namespace

std::vector<LaneResult> settle_rerow(std::vector<LaneResult> first, const std::vector<LaneResult>& again) {
    std::vector<LaneResult> placed;
    std::vector<LaneResult> unplaced;
    auto next = std::ranges::find_if(again, [](const LaneResult& r) { return r.rank.has_value(); });
    for (const auto& result : first) {
        if (find(again, result.lane) == nullptr) {
            (result.rank ? placed : unplaced).push_back(result);
            continue;
        }
        // A place that the re-rowed crews held: the next of them by the order of the re-row takes it.
        if (next == again.end() || !next->rank) continue;
        const auto* its_first = find(first, next->lane);
        placed.push_back(merge(its_first != nullptr ? *its_first : *next, *next));
        ++next;
    }
    for (const auto& result : again) {
        if (result.rank) continue;
        const auto* its_first = find(first, result.lane);
        unplaced.push_back(merge(its_first != nullptr ? *its_first : result, result));
    }
    std::ranges::move(unplaced, std::back_inserter(placed));
    number_places(placed, first, again);
    measure_gaps(placed);
    return placed;
}

}  // namespace bowball::engine
