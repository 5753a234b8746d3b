// Makes a run ready to be judged: who takes part, its rules, its start signals, its impulses.
#include <algorithm>

#include "engine/judge_steps.hpp"
#include "engine/route.hpp"
#include "engine/start_signal.hpp"

namespace bowball::engine {
namespace {

std::vector<LaneNumber> lanes_of(const Race& race, const Run* run) {
    if (run != nullptr) return run->lanes;
    std::vector<LaneNumber> lanes;
    for (const auto& lane : race.lanes) lanes.push_back(lane.lane);
    return lanes;
}

std::vector<const LaneState*> crews_of(const Race& race, const Run* run) {
    std::vector<const LaneState*> crews;
    for (const auto& lane : race.lanes) crews.push_back(run != nullptr ? race.lane_in(*run, lane.lane) : &lane);
    return crews;
}

/// Why an impulse of the run cannot count, whatever it is.
Use fate_of(const LedgerImpulse& impulse, Seq as_of) {
    if (impulse.id > as_of) return Use::after_official;
    if (is_voided(impulse, as_of)) return Use::voided;
    if (impulse.impulse.edge == Edge::falling) return Use::falling_edge;
    if (!is_usable(impulse, as_of)) return Use::suspect;
    const auto kind = point_of(impulse).kind;
    return is_start_point(kind) && kind != PointKind::start_signal ? Use::outside_start : Use::further;
}

/// Whoever was out when the race was armed, and is no longer, is waited for like the others: nobody leaves the sheet unseen.
void let_back_in(const Run& run, Case& the_case) {
    for (const auto& bar : run.barred) {
        if (bar_of(the_case.bars, bar.lane) != nullptr) continue;
        const auto place = std::ranges::lower_bound(the_case.lanes, bar.lane);
        if (place == the_case.lanes.end() || *place != bar.lane) the_case.lanes.insert(place, bar.lane);
    }
}

}  // namespace

Case start_case_of(const MeetState& state, const Race& race, const Run* run, std::shared_ptr<const rules::RuleSet> instead) {
    const auto rules = instead != nullptr ? instead : run != nullptr ? run->rules : state.rules_of(race);
    const auto newest = run == race.run();
    Case the_case{state, race, run, rules, lanes_of(race, run), crews_of(race, run), offences(state, race, instead.get()), {}, {}, newest ? &race.photo : &run->photo, race.as_of(), instead};
    if (run != nullptr) the_case.signals = start_signals(state, race, *run);
    return the_case;
}

Case case_of(const MeetState& state, const Race& race, const Run* run, std::shared_ptr<const rules::RuleSet> instead) {
    auto the_case = start_case_of(state, race, run, std::move(instead));
    the_case.bars = bars(state, race);
    if (run != nullptr) let_back_in(*run, the_case);
    return the_case;
}

std::vector<JudgedImpulse> gather(const Case& the_case) {
    std::vector<JudgedImpulse> gathered;
    if (the_case.run == nullptr) return gathered;
    for (const auto* impulse : impulses_of(the_case.state, the_case.race, *the_case.run))
        gathered.push_back({impulse, point_of(*impulse), lane_of(*impulse), fate_of(*impulse, the_case.as_of), std::nullopt});
    count_laps(the_case, gathered);
    return gathered;
}

}  // namespace bowball::engine
