// Settles a re-row of some crews: their order among themselves comes from the re-row, everything else from the race before.
#include <algorithm>

#include "engine/judge_steps.hpp"

namespace bowball::engine {
namespace {

const LaneResult* find(const std::vector<LaneResult>& results, LaneNumber lane) {
    const auto found = std::ranges::find(results, lane, &LaneResult::lane);
    return found == results.end() ? nullptr : &*found;
}

/// What the sheet says of a crew that rowed again: its standing from the re-row; its time, with the penalty in it, from the
/// first race if it has one.
LaneResult merge(const LaneResult& first, const LaneResult& again) {
    auto merged = first;
    merged.status = again.status;
    merged.yellow = again.yellow;
    merged.too_close = again.too_close;
    merged.close_to = again.close_to;
    merged.rank = again.rank;
    if (first.time) return merged;
    merged.time = again.time;
    merged.splits = again.splits;
    merged.penalty = again.penalty;
    merged.handicap = again.handicap;
    return merged;
}

/// Did not bring the re-row to an end: loses to those who did, and not what the first race gave.
bool gave_up(const LaneResult& again) {
    return again.status == ResultStatus::did_not_finish || again.status == ResultStatus::did_not_start || again.status == ResultStatus::scratched;
}

/// Those who rowed again, in the order in which they take places: as they came in, then whoever gave up and held a place before.
std::vector<LaneResult> takers_of(const std::vector<LaneResult>& first, const std::vector<LaneResult>& again) {
    std::vector<LaneResult> takers;
    const auto add = [&](const LaneResult& result) {
        const auto* its_first = find(first, result.lane);
        takers.push_back(merge(its_first != nullptr ? *its_first : result, result));
    };
    for (const auto& result : again) {
        if (result.rank) add(result);
    }
    const auto last = static_cast<std::uint16_t>(takers.size() + 1);
    for (const auto& result : again) {
        const auto* its_first = find(first, result.lane);
        if (!gave_up(result) || its_first == nullptr || !its_first->rank) continue;
        add(result);
        takers.back().rank = last;
        takers.back().status = its_first->status;
    }
    return takers;
}

/// 1, 2, 2, 4, for those who have a place. Two share one that were level in the first race, or both in the re-row.
void number_places(std::vector<LaneResult>& sheet, const std::vector<LaneResult>& again) {
    const auto before = sheet;   // with the places of the race in which each was judged
    for (std::size_t i = 0; i < sheet.size() && sheet[i].rank; ++i) {
        const auto same_race = i > 0 && (find(again, sheet[i].lane) == nullptr) == (find(again, sheet[i - 1].lane) == nullptr);
        const auto shared = same_race && before[i].rank == before[i - 1].rank;
        sheet[i].rank = shared ? sheet[i - 1].rank : static_cast<std::uint16_t>(i + 1);
        sheet[i].rank_shared = shared;
        if (shared) sheet[i - 1].rank_shared = true;
    }
}

/// True for a crew that did not row again and has lost its share of a place to others who did.
bool is_left(const std::vector<LaneResult>& first, const std::vector<LaneResult>& again, const LaneResult& result) {
    const auto* before = find(first, result.lane);
    if (find(again, result.lane) != nullptr || before == nullptr || !before->rank_shared || result.rank_shared) return false;
    return std::ranges::any_of(again, [&](const LaneResult& other) {
        const auto* its_first = find(first, other.lane);
        return its_first != nullptr && its_first->rank == before->rank;
    });
}

/// Crews that were placed last by a penalty, or were under weight, have a place and no gap.
bool has_gap(const LaneResult& result) { return result.rank && result.time && result.status == ResultStatus::none; }

void measure_gaps(std::vector<LaneResult>& sheet, const rules::TimeRules& rules) {
    for (std::size_t i = 0; i < sheet.size(); ++i) {
        auto& result = sheet[i];
        result.behind_leader.reset();
        result.behind_next.reset();
        if (i == 0 || !has_gap(result)) continue;
        if (sheet.front().time) result.behind_leader = gap_between(*sheet.front().time, *result.time, rules);
        if (sheet[i - 1].time) result.behind_next = gap_between(*sheet[i - 1].time, *result.time, rules);
    }
}

/// The places of the last split are the sheet's.
void take_places_to_the_finish(LaneResult& result, const LaneResult& leader, const rules::TimeRules& rules) {
    if (result.splits.empty() || !result.splits.back().rank) return;
    auto& finish = result.splits.back();
    finish.rank = result.rank;
    finish.behind_leader.reset();
    if (has_gap(result) && leader.time) finish.behind_leader = gap_between(*leader.time, *result.time, rules);
}

}  // namespace

std::vector<LaneResult> settle_rerow(std::vector<LaneResult> first, const std::vector<LaneResult>& again, const rules::TimeRules& rules) {
    const auto takers = takers_of(first, again);
    auto next = takers.begin();
    std::vector<LaneResult> placed;
    std::vector<LaneResult> unplaced;
    for (const auto& result : first) {
        if (find(again, result.lane) == nullptr) {
            (result.rank ? placed : unplaced).push_back(result);
        } else if (next != takers.end()) {
            placed.push_back(*next++);   // a place that they held together: the next of them takes it
        }
    }
    placed.insert(placed.end(), next, takers.end());
    for (const auto& result : again) {
        if (find(takers, result.lane) != nullptr) continue;
        const auto* its_first = find(first, result.lane);
        unplaced.push_back(merge(its_first != nullptr ? *its_first : result, result));
    }
    std::ranges::move(unplaced, std::back_inserter(placed));
    number_places(placed, again);
    measure_gaps(placed, rules);
    for (auto& result : placed) {
        result.left_by_rerow = is_left(first, again, result);
        take_places_to_the_finish(result, placed.front(), rules);
    }
    return placed;
}

}  // namespace bowball::engine
