// Decides the order to draw lots between crews that hold one place.
#include <algorithm>

#include "engine/decide_steps.hpp"
#include "engine/judge.hpp"
#include "rules/draw.hpp"

namespace bowball::engine {
namespace {

/// "race 3 run 1": tells the draws of a meet apart.
std::string label_of(const Race& race) { return "race " + std::to_string(race.id().value()) + " run " + std::to_string(race.run()->number.value()); }

}  // namespace

Decided decide(const MeetState& state, const Order& order, const DrawLots& command) {
    const auto found = need_race(state, command.race);
    if (!found) return found.error();
    const auto& race = **found;
    if (const auto open = need_not_official(race); !open) return open.error();
    if (race.run() == nullptr) return Error{errc::wrong_state, name_of(command.race) + " has not been rowed."};
    const auto judgement = judge(state, race);
    const auto tie = std::ranges::find_if(judgement.dead_heats, [&](const DeadHeatFound& one) { return std::ranges::is_permutation(one.lanes, command.lanes); });
    if (tie == judgement.dead_heats.end()) return Error{errc::wrong_state, "These crews do not hold one place. Lots are drawn between all crews of a dead heat."};
    if (tie->drawn) return Error{errc::wrong_state, "Lots have been drawn between these crews. They are not drawn twice."};
    const auto is_usual = tie->is_open && (tie->policy == rules::TiePolicy::draw || tie->policy == rules::TiePolicy::both_advance_if_lane);
    if (!is_usual) {
        if (const auto said = need_reason(order, "to draw lots where the rule set does not ask for it"); !said) return said.error();
    }
    LotsDrawn drawn{command.race, race.run()->number, order.chance, {}};
    std::vector<CrewId> crews;
    for (const auto lane : tie->lanes) crews.push_back(race.lane(lane)->crew);
    for (const auto crew : rules::draw_order(order.chance, label_of(race), crews)) drawn.lanes.push_back(std::ranges::find(race.lanes, crew, &LaneState::crew)->lane);
    return Events{drawn};
}

}  // namespace bowball::engine
