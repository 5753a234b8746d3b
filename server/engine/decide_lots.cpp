// Decides the order to draw lots between crews that hold one place.
#include <algorithm>

#include "engine/decide_steps.hpp"
#include "engine/judge.hpp"
#include "rules/draw.hpp"

namespace bowball::engine {
namespace {

/// "race 3 run 1": tells the draws of a meet apart.
std::string label_of(const Judgement& judgement) { return "race " + std::to_string(judgement.race.value()) + " run " + std::to_string(judgement.run.value()); }

bool is_any_too_close(const Judgement& judgement, const std::vector<LaneNumber>& lanes) {
    return std::ranges::any_of(judgement.results, [&](const LaneResult& result) { return result.too_close && std::ranges::find(lanes, result.lane) != lanes.end(); });
}

}  // namespace

Decided decide(const MeetState& state, const Order& order, const DrawLots& command, const Judgement& judgement) {
    const auto found = need_race(state, command.race);
    if (!found) return found.error();
    const auto& race = **found;
    if (const auto open = need_not_official(race); !open) return open.error();
    const auto tie = std::ranges::find_if(judgement.dead_heats, [&](const DeadHeatFound& one) { return std::ranges::is_permutation(one.lanes, command.lanes); });
    if (tie == judgement.dead_heats.end() && is_any_too_close(judgement, command.lanes))
        return Error{errc::needs_photo, "The stamps cannot tell the order of these crews. Read the photo finish first."};
    if (tie == judgement.dead_heats.end()) return Error{errc::wrong_state, "These crews do not hold one place. Lots are drawn between all crews of a dead heat."};
    if (tie->drawn) return Error{errc::wrong_state, "Lots have been drawn between these crews. They are not drawn twice."};
    const auto is_usual = tie->is_open && (tie->policy == rules::TiePolicy::draw || tie->policy == rules::TiePolicy::both_advance_if_lane);
    if (!is_usual) {
        if (const auto said = need_reason(order, "to draw lots where the rule set does not ask for it"); !said) return said.error();
    }
    if (order.chance.empty()) return Error{errc::io_failed, "This server has no source of chance to draw lots by."};
    LotsDrawn drawn{command.race, judgement.run, order.chance, {}};
    std::vector<CrewId> crews;
    for (const auto lane : tie->lanes) crews.push_back(race.lane(lane)->crew);
    for (const auto crew : rules::draw_order(order.chance, label_of(judgement), crews)) drawn.lanes.push_back(std::ranges::find(race.lanes, crew, &LaneState::crew)->lane);
    return Events{drawn};
}

}  // namespace bowball::engine
