// Finds the crews that hold one place, and says what the rule set wants done where only some of them can go on.
#include <algorithm>

#include "engine/judge_steps.hpp"

namespace bowball::engine {
namespace {

using Row = std::vector<LaneResult>::iterator;

/// True if the places of the tie lie on both sides of the last one that goes on. Where the programme does not tell how many
/// go on, any tie may be the one that matters.
bool decides_who_goes_on(const RaceScheduled& programme, std::uint16_t place, std::size_t crews) {
    if (programme.advance == 0) return true;
    return place <= programme.advance && programme.advance < place + crews - 1;
}

/// The newest draw between just these crews.
const Lots* lots_between(const Case& the_case, const std::vector<LaneNumber>& lanes) {
    const auto& all = the_case.race.lots;
    const auto drawn = std::find_if(all.rbegin(), all.rend(), [&](const Lots& lots) { return std::ranges::is_permutation(lots.lanes, lanes) && the_case.race.still_counts(lots); });
    return drawn == all.rend() ? nullptr : &*drawn;
}

/// The sheet lists the crews as the lots fell; their place stays shared.
void follow_the_lots(std::vector<LaneResult>& results, Row first, Row last, const Lots& lots, const rules::TimeRules& rules) {
    for (auto row = first; row != last; ++row) row->lot = static_cast<std::uint16_t>(std::ranges::find(lots.lanes, row->lane) - lots.lanes.begin() + 1);
    std::ranges::sort(first, last, {}, [](const LaneResult& result) { return *result.lot; });
    for (auto row = first; row != last; ++row) {
        row->behind_next.reset();
        const auto has_next = row != results.begin() && row->time && (row - 1)->time;
        if (has_next) row->behind_next = gap_between(*(row - 1)->time, *row->time, rules);
    }
}

/// Settled for good, or about to be by a re-row.
bool is_out_of_hand(const Race& race) { return race.stage == Stage::official || race.stage == Stage::rerow_ordered; }

DeadHeatFound dead_heat_of(const Case& the_case, std::vector<LaneResult>& results, Row first, Row last) {
    DeadHeatFound found;
    found.place = *first->rank;
    for (auto row = first; row != last; ++row) found.lanes.push_back(row->lane);
    std::ranges::sort(found.lanes);
    const auto round = rules::round_of(the_case.race.programme.phase);
    const auto is_asked = the_case.race.programme.advance > 0 || !the_case.rules->dead_heat.where_told;
    found.policy = is_asked ? rules::policy_of(the_case.rules->dead_heat, round.kind) : rules::TiePolicy::share_rank;
    found.is_open = found.policy != rules::TiePolicy::share_rank && !is_out_of_hand(the_case.race) &&
                    decides_who_goes_on(the_case.race.programme, found.place, found.lanes.size());
    if (const auto* lots = lots_between(the_case, found.lanes)) {
        follow_the_lots(results, first, last, *lots, the_case.rules->time);
        found.is_open = false;
        found.drawn = true;
    }
    return found;
}

}  // namespace

std::vector<DeadHeatFound> judge_dead_heats(const Case& the_case, std::vector<LaneResult>& results) {
    std::vector<DeadHeatFound> found;
    for (auto first = results.begin(); first != results.end();) {
        const auto last = std::find_if(first, results.end(), [&](const LaneResult& result) { return result.rank != first->rank; });
        const auto level = first->rank && first->rank_shared && last - first > 1;
        // Where the stamps cannot tell, nothing is level yet: the picture comes first.
        const auto is_told = std::none_of(first, last, [](const LaneResult& result) { return result.too_close || result.status != ResultStatus::none; });
        if (level && is_told) found.push_back(dead_heat_of(the_case, results, first, last));
        first = last;
    }
    return found;
}

}  // namespace bowball::engine
