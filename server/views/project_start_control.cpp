// How a race is started: announcement, roll call, and the pause that was drawn.
#include <algorithm>

#include "engine/decide.hpp"
#include "rules/start_pause.hpp"
#include "views/project_race.hpp"

namespace bowball::views {
namespace {

std::vector<LaneNumber> called_lanes(const engine::Race& race) {
    if (race.run() != nullptr && !race.run()->closed_at) return race.run()->lanes;
    std::vector<LaneNumber> lanes;
    for (const auto& lane : race.lanes) {
        if (lane.status == engine::ResultStatus::none) lanes.push_back(lane.lane);
    }
    return lanes;
}

void add_roll(ConsoleView::StartControl& shown, const engine::Race& race) {
    shown.announced = to_string(race.roll->how);
    shown.announced_us = to_us(race.roll->by.at);
    for (const auto lane : called_lanes(race)) {
        const auto is_there = std::ranges::find(race.roll->present, lane) != race.roll->present.end();
        (is_there ? shown.present : shown.absent).push_back(lane.value());
    }
}

void add_pause(ConsoleView::StartControl& shown, const engine::Race& race, const engine::Run& run) {
    if (run.attention_at) shown.attention_us = to_us(*run.attention_at);
    if (run.pause_seal) shown.pause_seal = to_hex(*run.pause_seal);
    if (!run.pause_seed) return;
    shown.pause_seed = *run.pause_seed;
    shown.pause_us = to_us(rules::start_pause(run.rules->start.control, *run.pause_seed, race.id(), run.number));
}

}  // namespace

std::optional<ConsoleView::StartControl> project_start_control(const RaceCase& the_case) {
    const auto& race = the_case.race;
    const auto& control = the_case.judgement.rules->start.control;
    if (!race.roll && control == rules::StartControlRules{}) return std::nullopt;
    ConsoleView::StartControl shown;
    shown.roll_call = control.roll_call;
    shown.pause_least_us = to_us(control.pause_least);
    shown.pause_most_us = to_us(control.pause_most);
    if (race.roll) add_roll(shown, race);
    if (race.run() != nullptr) add_pause(shown, race, *race.run());
    return shown;
}

std::optional<std::int64_t> recall_undo_until_us(const RaceCase& the_case) {
    const auto& race = the_case.race;
    const engine::Order order{engine::WithdrawRecall{race.id()}, {{}, {}, "asked by the console"}, the_case.state.now};
    if (!engine::decide(the_case.state, order)) return std::nullopt;
    const auto& run = *race.run();
    if (run.rules->start.recall.restarts) return std::nullopt;
    return to_us(run.recalled_by->at + run.rules->start.recall.undo);
}

bool can_recall_restart(const RaceCase& the_case) {
    const auto& race = the_case.race;
    if (race.run() == nullptr || !race.run()->rules->start.recall.restarts) return false;
    return engine::decide(the_case.state, {engine::WithdrawRecall{race.id()}, {{}, {}, "asked by the console"}, the_case.state.now}).has_value();
}

bool can_recall_stand_again(const RaceCase& the_case) {
    return engine::decide(the_case.state, {engine::WithdrawRecall{the_case.race.id(), false}, {{}, {}, "asked by the console"}, the_case.state.now}).has_value();
}

std::string arm_refusal_of(const RaceCase& the_case) {
    using enum engine::Stage;
    const auto& race = the_case.race;
    if (race.stage != called && race.stage != rerow_ordered && race.stage != recalled) return {};
    const auto may = engine::decide(the_case.state, {engine::ArmRace{race.id()}, {{}, {}, "asked by the console"}, the_case.state.now});
    return may ? std::string{} : may.error().text;
}

}  // namespace bowball::views
