// What the console offers: only what the rule set of the race knows, and what decide() would take at this moment.
#include <gtest/gtest.h>

#include <algorithm>

#include "engine/world.hpp"
#include "views/project.hpp"

namespace bowball::views {
namespace console_orders_test {

using engine::World;
using Orders = std::vector<std::string>;

ConsoleView console(const World& world) {
    for (auto& topic : project_all(world.state)) {
        if (auto* view = std::get_if<ConsoleView>(&topic.view)) return std::move(*view);
    }
    ADD_FAILURE() << "no view for the console";
    return {};
}

/// Those of `wanted` that the console offers.
Orders offered(const World& world, const Orders& wanted) {
    const auto actions = console(world).actions;
    Orders found;
    std::ranges::copy_if(wanted, std::back_inserter(found), [&](const std::string& one) { return std::ranges::find(actions, one) != actions.end(); });
    return found;
}

const Orders of_sports{"give_penalty", "mark_pad", "enter_wind"};

rules::RuleSet of_all_sports() {
    rules::RuleSet rules;
    rules.penalties.id = "penalties";
    rules.penalties.rules = {{"BUOY", "buoy missed", 10s, true, 2, "DSQ"}, {"LATE", "late at the start", 0s, true, 0, ""}, {"GATE", "gate missed", 1500ms, false, 0, ""}};
    rules.swimming_times.id = "swimming";
    rules.wind.longest_m = 2000;
    return rules;
}

TEST(ConsoleOrders, WhatTheRuleSetDoesNotKnowIsNotOffered) {
    World world;
    world.arm().start(10s).finish_all(10s + 7min);
    EXPECT_EQ(offered(world, of_sports), Orders{});
}

TEST(ConsoleOrders, WhatTheRuleSetKnowsIsOfferedOnceItCanBeTrueAndUntilTheResultIsOfficial) {
    World world{of_all_sports()};
    EXPECT_EQ(offered(world, of_sports), Orders{"give_penalty"}) << "neither pads nor wind before there is a run";
    world.arm().start(10s).finish_all(10s + 7min);
    EXPECT_EQ(offered(world, of_sports), of_sports);
    world.give(engine::MarkPad{engine::the_race, {PointKind::finish, 0}, std::nullopt, true}, "late");
    EXPECT_EQ(offered(world, of_sports), of_sports) << "taking it back is an order too";
    world.give(engine::MarkPad{engine::the_race, {PointKind::finish, 0}, std::nullopt, false}, "not late");
    world.wait_until(20min).give(engine::PublishResult{engine::the_race}).give(engine::ConfirmResult{engine::the_race, true}, "seen");
    EXPECT_EQ(offered(world, of_sports), Orders{});
}

TEST(ConsoleOrders, WhyARaceCannotBeArmedIsSaid) {
    World world;
    EXPECT_EQ(console(world).arm_refused, "") << "it does not wait at the start";
    world.schedule(2, "lake");
    world.give(engine::CallRace{RaceId{2}});
    const auto refusal = [&] {
        for (auto& topic : project_all(world.state)) {
            const auto* view = std::get_if<ConsoleView>(&topic.view);
            if (view != nullptr && view->header.race == 2) return view->arm_refused;
        }
        return std::string{"no view"};
    };
    EXPECT_EQ(refusal(), "Race 2: there is no rule set \"lake\". Put its file beside the others and start the server anew, or schedule the race under another number.");
    rules::RuleSet lake;
    lake.id = "lake";
    world.give(engine::RegisterRuleSet{lake});
    EXPECT_EQ(refusal(), "");
    EXPECT_EQ(races_touched(world.state, world.entries.back()), std::vector{RaceId{2}}) << "its page is made anew";
    world.arm(1s);
    EXPECT_EQ(refusal(), "Race 2 must wait: race 1 is armed and has not started. Start it, or take that back first.");
}

TEST(ConsoleOrders, ARecallThatWasAMistakeIsOneUntilThatIsTakenBack) {
    rules::RuleSet rules;
    rules.start.recall.restarts = true;
    World world{rules};
    world.arm().start(10s).wait_until(11s).give(engine::RecallRace{engine::the_race, {}});
    EXPECT_TRUE(console(world).recall_restarts);
    EXPECT_FALSE(console(world).recall_was_mistake);
    world.give(engine::WithdrawRecall{engine::the_race}, "the rope fell");
    EXPECT_FALSE(console(world).recall_restarts);
    EXPECT_TRUE(console(world).recall_was_mistake);
    world.give(engine::WithdrawRecall{engine::the_race, false}, "it did not");
    EXPECT_TRUE(console(world).recall_restarts);
    EXPECT_NE(console(world).arm_refused, "") << "its false start waits for a verdict again";
}

TEST(ConsoleOrders, ACallIsTakenBackUntilTheRaceIsArmed) {
    const Orders of_calls{"call_race", "withdraw_call"};
    World world;
    EXPECT_EQ(offered(world, of_calls), Orders{"call_race"});
    world.give(engine::CallRace{engine::the_race});
    EXPECT_EQ(offered(world, of_calls), of_calls);
    world.give(engine::ArmRace{engine::the_race});
    EXPECT_EQ(offered(world, of_calls), Orders{});
}

TEST(ConsoleOrders, AnArmingIsTakenBackUntilRedIsGiven) {
    const Orders of_arming{"withdraw_arm"};
    World world;
    world.give(engine::CallRace{engine::the_race});
    EXPECT_EQ(offered(world, of_arming), Orders{});
    world.give(engine::ArmRace{engine::the_race});
    EXPECT_EQ(offered(world, of_arming), of_arming);
    world.give(engine::GiveAttention{engine::the_race});
    EXPECT_EQ(offered(world, of_arming), Orders{});
}

TEST(ConsoleOrders, WhatEndedARaceIsTakenBackWhereItCanBe) {
    const Orders backwards{"withdraw_abandonment", "withdraw_rerow", "withdraw_result"};
    World world;
    world.arm().start(10s);
    EXPECT_EQ(offered(world, backwards), Orders{});
    world.give(engine::AbandonRace{engine::the_race}, "a slip");
    EXPECT_EQ(offered(world, backwards), Orders{"withdraw_abandonment"});
    world.give(engine::WithdrawAbandonment{engine::the_race}, "a slip").give(engine::OrderRerow{engine::the_race, {}}, "a slip");
    EXPECT_EQ(offered(world, backwards), Orders{"withdraw_rerow"});
    world.give(engine::WithdrawRerow{engine::the_race}, "a slip").finish_all(10s + 7min).give(engine::PublishResult{engine::the_race});
    EXPECT_EQ(offered(world, backwards), Orders{"withdraw_result"});
    world.wait_until(10min).give(engine::ConfirmResult{engine::the_race, true}, "seen");
    EXPECT_EQ(offered(world, backwards), Orders{});
}

TEST(ConsoleOrders, NobodyLeavesABoatThatIsOnItsWay) {
    const Orders of_crews{"substitute_members", "scratch_crew"};
    World world;
    EXPECT_EQ(offered(world, of_crews), of_crews);
    world.arm().start(10s);
    EXPECT_EQ(offered(world, of_crews), Orders{});
}

TEST(ConsoleOrders, ARowSaysWhoIsEnteredNowAndWhetherTheCrewHasLeft) {
    World world;
    auto crew = world.state.crews.at(CrewId{101});
    crew.members = {"A. Bow", "B. Cox"};
    crew.coxed = true;
    world.give(engine::EnterCrew{crew}, "entered late");
    world.arm().give(engine::RecallRace{engine::the_race, {}});
    world.give(engine::SubstituteMembers{CrewId{101}, {"C. New", "B. Cox"}}, "ill").give(engine::ScratchCrew{CrewId{102}}, "ill");
    const auto rows = console(world).rows;
    EXPECT_EQ(rows[0].members, (std::vector<std::string>{"C. New", "B. Cox"}));
    EXPECT_TRUE(rows[0].coxed);
    EXPECT_FALSE(rows[0].scratched);
    EXPECT_TRUE(rows[1].scratched);
}

TEST(ConsoleOrders, APenaltySaysWhatItCosts) {
    const auto kinds = console(World{of_all_sports()}).penalty_kinds;
    ASSERT_EQ(kinds.size(), 3u);
    EXPECT_EQ(kinds[0].text, "10 s each time, up to 2 times; more is DSQ");
    EXPECT_EQ(kinds[1].text, "no time");
    EXPECT_EQ(kinds[2].text, "1.500 s once, however often");
}

}  // namespace console_orders_test
}  // namespace bowball::views
