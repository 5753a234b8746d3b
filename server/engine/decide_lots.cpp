// Decides the order to draw lots between crews that hold one place.
#include <algorithm>

#include "engine/decide_steps.hpp"
#include "engine/judge.hpp"
#include "rules/lots.hpp"

namespace bowball::engine {

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
    const auto is_usual = tie->is_open && (tie->policy == rules::DeadHeat::draw || tie->policy == rules::DeadHeat::both_advance_if_lane);
    if (!is_usual) {
        if (const auto said = need_reason(order, "to draw lots where the rule set does not ask for it"); !said) return said.error();
    }
    LotsDrawn drawn{command.race, race.run()->number, order.chance, {}};
    for (const auto place : rules::draw_lots(order.chance, tie->lanes.size())) drawn.lanes.push_back(tie->lanes[place]);
    return Events{drawn};
}

}  // namespace bowball::engine
