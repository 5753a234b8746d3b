// Judges when each crew is due at the start, where they start one after the other. With starts of their own nothing is judged by it: a start is
// what was seen. With one signal for all each crew waits for its time, and its start is held against that.
#include <algorithm>

#include "engine/judge_steps.hpp"
#include "rules/interval_start.hpp"

namespace bowball::engine {
namespace {

/// Of the newest run whoever is called; of an earlier one all, or those who rowed again then.
bool is_called(const Case& the_case, LaneNumber lane) {
    if (the_case.run == nullptr || the_case.run == the_case.race.run()) return the_case.race.is_called(lane);
    return !the_case.run->of_some || std::ranges::find(the_case.lanes, lane) != the_case.lanes.end();
}

/// Who scratched keeps the place: nobody is called to the start sooner than was printed.
std::vector<const LaneState*> who_starts(const Case& the_case) {
    std::vector<const LaneState*> crews;
    for (const auto& lane : the_case.race.lanes) {
        if (is_called(the_case, lane.lane)) crews.push_back(&lane);
    }
    return crews;
}

std::vector<DueStart> by_interval(const std::vector<const LaneState*>& crews, const rules::StartOrderRules& order) {
    std::vector<CrewId> ids;
    for (const auto* lane : crews) ids.push_back(lane->crew);
    const auto starts = rules::interval_starts(ids, order);
    std::vector<DueStart> due;
    if (!starts) return due;
    for (std::size_t i = 0; i < crews.size(); ++i) due.push_back({crews[i]->lane, order.lanes.size() > 1 ? (*starts)[i].lane : std::uint16_t{0}, (*starts)[i].after_first});
    return due;
}

/// Of crews whose handicap is known before they row; who starts when nobody can tell for the others.
std::vector<DueStart> by_handicap(const Case& the_case, const std::vector<const LaneState*>& crews) {
    std::vector<DueStart> due;
    std::vector<Duration> handicaps;
    for (const auto* lane : crews) {
        const auto handicap = handicap_in_advance(the_case, *lane);
        if (!handicap) continue;
        due.push_back({lane->lane, 0, {}});
        handicaps.push_back(*handicap);
    }
    const auto starts = rules::staggered_starts(handicaps);
    for (std::size_t i = 0; i < due.size(); ++i) due[i].after_first = starts[i];
    return due;
}

}  // namespace

std::vector<DueStart> judge_due(const Case& the_case) {
    const auto& order = the_case.rules->start.order;
    if (order.interval > 0ns) return by_interval(who_starts(the_case), order);
    if (order.staggered) return by_handicap(the_case, who_starts(the_case));
    return {};
}

std::vector<DueStart> judge_waits(const Case& the_case) {
    return rules::is_paid_at_the_start(*the_case.rules) ? judge_due(the_case) : std::vector<DueStart>{};
}

Duration wait_of(const std::vector<DueStart>& waits, LaneNumber lane) {
    const auto found = std::ranges::find(waits, lane, &DueStart::lane);
    return found == waits.end() ? Duration{} : found->after_first;
}

}  // namespace bowball::engine
