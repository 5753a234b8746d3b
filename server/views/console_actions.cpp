#include "views/console_actions.hpp"

#include <algorithm>
#include <utility>

#include "engine/decide.hpp"

namespace bowball::views {
namespace {

using Candidate = std::pair<std::string_view, engine::Command>;

engine::WithdrawProposal withdrawal_of(const engine::Race& race) {
    return race.proposal ? engine::WithdrawProposal{race.id(), race.proposal->change, race.proposal->digest} : engine::WithdrawProposal{race.id()};
}

/// Of the race as a whole.
std::vector<Candidate> of_race(const RaceCase& the_case) {
    const auto id = the_case.race.id();
    return {
        {"call_race", engine::CallRace{id}},
        {"withdraw_call", engine::WithdrawCall{id}},
        {"arm_race", engine::ArmRace{id}},
        {"withdraw_arm", engine::WithdrawArm{id}},
        {"give_attention", engine::GiveAttention{id}},
        {"withdraw_attention", engine::WithdrawAttention{id}},
        {"order_start", engine::OrderStart{id}},
        {"recall_race", engine::RecallRace{id, {}}},
        {"decide_false_start", engine::DecideFalseStart{id, the_case.judgement.run, engine::Verdict::dismissed, {}}},
        {"publish_result", engine::PublishResult{id}},
        {"confirm_result", engine::ConfirmResult{id, true}},
        {"reopen_result", engine::ReopenResult{id}},
        {"withdraw_proposal", withdrawal_of(the_case.race)},
        {"abandon_race", engine::AbandonRace{id}},
        {"order_rerow", engine::OrderRerow{id, {}}},
        {"withdraw_abandonment", engine::WithdrawAbandonment{id}},
        {"withdraw_rerow", engine::WithdrawRerow{id}},
        {"withdraw_result", engine::WithdrawResult{id}},
    };
}

bool is_whole_heat_marked(const engine::Race& race, TimingPoint point) {
    return std::ranges::any_of(race.pad_marks, [&](const engine::PadMark& mark) { return mark.run == race.run()->number && mark.point == point && !mark.lane; });
}

/// What only some rule sets know: one that has no schedule, no pads or no wind is not asked.
void add_sport(const RaceCase& the_case, std::vector<Candidate>& candidates) {
    const auto& race = the_case.race;
    const auto& rules = *the_case.judgement.rules;
    if (!rules.penalties.rules.empty() && !race.lanes.empty())
        candidates.emplace_back("give_penalty", engine::GivePenalty{race.id(), race.lanes.front().lane, rules.penalties.rules.front().code, 1});
    constexpr TimingPoint finish{PointKind::finish, 0};
    if (!rules.swimming_times.id.empty() && race.run() != nullptr)
        candidates.emplace_back("mark_pad", engine::MarkPad{race.id(), finish, std::nullopt, !is_whole_heat_marked(race, finish)});
    if (race.programme.distance_m <= rules.wind.longest_m) candidates.emplace_back("enter_wind", engine::EnterWind{race.id(), 0});
}

/// One that can be given: of a crew that is not advanced yet, or of one that is no more to be.
engine::AdvanceCrew an_advance(const engine::Race& race) {
    const auto is_advanced = [&](const engine::LaneState& lane) { return std::ranges::find(race.advanced, lane.crew, &engine::AdvancedCrew::crew) != race.advanced.end(); };
    const auto lane = std::ranges::find_if_not(race.lanes, is_advanced);
    const auto is_free = lane != race.lanes.end();
    return {race.id(), is_free ? lane->lane : race.lanes.front().lane, {}, is_free, true};
}

/// Of a lane.
void add_lane(const RaceCase& the_case, std::vector<Candidate>& candidates) {
    const auto& race = the_case.race;
    if (race.lanes.empty()) return;
    candidates.emplace_back("set_status", engine::SetStatus{race.id(), race.lanes.front().lane, {}});
    candidates.emplace_back("set_penalty", engine::SetPenalty{race.id(), race.lanes.front().lane, {}});
    if (!race.runs.empty()) candidates.emplace_back("advance_crew", an_advance(race));
}

/// Who sits in a boat, and whether it comes, is settled while it races. Only this race is looked at: what a crew does in another
/// one concerns its desk, not every page of the day.
void add_of_crews(const engine::Race& race, std::vector<std::string>& actions) {
    const auto is_racing = race.stage == engine::Stage::armed || race.stage == engine::Stage::attention;
    if (race.lanes.empty() || is_racing) return;
    actions.emplace_back("substitute_members");
    actions.emplace_back("scratch_crew");
}

}  // namespace

std::vector<std::string> actions_of(const RaceCase& the_case) {
    auto candidates = of_race(the_case);
    add_lane(the_case, candidates);
    add_sport(the_case, candidates);
    std::vector<std::string> actions;
    for (const auto& [name, command] : candidates) {
        // A reason is what the page asks for next; whether one is needed must not hide the button.
        const engine::Order order{command, {{}, {}, "asked by the console"}, the_case.state.now, "asked"};
        const auto may = engine::decide(the_case.state, order, the_case.judgement);
        // For want of a lane in the round after it: another crew may find one, and other races are not looked at here.
        if (may || (name == "advance_crew" && may.error().code == errc::too_many)) actions.emplace_back(name);
    }
    // Not before it is called: whether the line is free concerns those who stand at it, not every page of the day.
    if (the_case.race.stage == engine::Stage::scheduled) std::erase(actions, "arm_race");
    add_of_crews(the_case.race, actions);
    const auto* run = the_case.race.run();
    const auto nothing_to_decide = run == nullptr || (!the_case.judgement.start.undecided && the_case.judgement.phase != engine::Phase::recalled);
    if (nothing_to_decide) std::erase(actions, "decide_false_start");
    return actions;
}

}  // namespace bowball::views
