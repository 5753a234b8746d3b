// How a start is given: announcement, roll call, and the pause from a seed that nobody knows before.
#include "rules/start_pause.hpp"
#include "world.hpp"

namespace bowball::engine {
namespace start_control_test {

rules::RuleSet with_pause() {
    rules::RuleSet rules;
    rules.start.control.pause_least = 1500ms;
    rules.start.control.pause_most = 3500ms;
    return rules;
}

rules::RuleSet with_roll_call() {
    rules::RuleSet rules;
    rules.start.control.roll_call = true;
    return rules;
}

OutputKind equipment(const World& world) { return world.state.equipment.value().kind; }

const std::string seed = "chance";   // what World gives to every order

Duration drawn(const World& world) { return rules::start_pause(world.race().run()->rules->start.control, seed, the_race, world.race().run()->number); }

/// What the server does when the pause is over by its clock.
Result<std::vector<Event>> end_pause(World& world, std::string of_seed = seed) { return world.order(EndPause{the_race, world.race().run()->number, std::move(of_seed)}); }

TEST(StartPause, CanBeReckonedWithSha256sum) {
    // printf %s "chance/race 1 run 1 pause" | sha256sum | cut -c1-12  gives 796abb7a592b
    EXPECT_EQ(to_hex(rules::pause_seal("chance")), "6cb09fe72a3471a776f9dbb8509fa5befe73e878f23dd71be79d24ec90c1b9db");
    const auto rules = with_pause().start.control;
    EXPECT_EQ(rules::start_pause(rules, "chance", the_race, RunNumber{1}), Duration{1602257us});
}

TEST(StartPause, LiesBetweenItsBoundsAndIsOfOneStartOnly) {
    const auto rules = with_pause().start.control;
    Duration least = 1h;
    Duration most{};
    for (int i = 0; i < 2000; ++i) {
        const auto pause = rules::start_pause(rules, "seed " + std::to_string(i), the_race, RunNumber{1});
        least = std::min(least, pause);
        most = std::max(most, pause);
    }
    EXPECT_GE(least, 1500ms);
    EXPECT_LE(most, 3500ms);
    EXPECT_LT(least, 1520ms) << "both ends are reached";
    EXPECT_GT(most, 3480ms);
    EXPECT_NE(rules::start_pause(rules, seed, the_race, RunNumber{1}), rules::start_pause(rules, seed, the_race, RunNumber{2}));
    rules::StartControlRules always_two{false, 2s, 2s};
    EXPECT_EQ(rules::start_pause(always_two, seed, the_race, RunNumber{1}), 2s);
}

TEST(StartControl, AttentionSealsTheSeedAndTellsItToNobody) {
    World world{with_pause()};
    world.arm();
    const auto* given = std::get_if<AttentionGiven>(&world.entries.back().event);
    ASSERT_NE(given, nullptr);
    EXPECT_EQ(given->pause_seal, rules::pause_seal(seed));
    EXPECT_EQ(world.race().run()->pause_seed, std::nullopt);
    EXPECT_EQ(equipment(world), OutputKind::red_light);
}

TEST(StartControl, TheStartComesWhenThePauseIsOverAndNotBefore) {
    World world{with_pause()};
    world.arm();
    const auto red = *world.race().run()->attention_at;
    world.state.now = red + drawn(world) - 2ms;   // World takes an order a millisecond later
    const auto too_soon = end_pause(world);
    ASSERT_FALSE(too_soon);
    EXPECT_EQ(too_soon.error().text, "Race 1 is in its pause still.");
    EXPECT_EQ(equipment(world), OutputKind::red_light);
    ASSERT_TRUE(end_pause(world));
    EXPECT_EQ(equipment(world), OutputKind::start);
    EXPECT_EQ(world.race().run()->pause_seed, seed) << "now everybody may know";
    EXPECT_EQ(rules::pause_seal(*world.race().run()->pause_seed), *world.race().run()->pause_seal);
    EXPECT_TRUE(world.judged().phase == Phase::attention) << "the start is the signal as measured";
    world.start(20s);
    EXPECT_EQ(world.judged().start.signal_stamp->at, at(20s));
}

TEST(StartControl, AnotherSeedOpensNoSeal) {
    World world{with_pause()};
    world.arm().wait_until(60s);
    EXPECT_FALSE(end_pause(world, "another"));
    EXPECT_EQ(equipment(world), OutputKind::red_light);
}

TEST(StartControl, AsYouWereAndARecallEndThePauseForGood) {
    World world{with_pause()};
    world.arm().give(WithdrawAttention{the_race}).wait_until(60s);
    EXPECT_FALSE(end_pause(world));
    EXPECT_EQ(equipment(world), OutputKind::lights_off);
    world.give(GiveAttention{the_race}).give(RecallRace{the_race, RecallCause::faulty_start}).wait_until(120s);
    EXPECT_FALSE(end_pause(world));
    EXPECT_EQ(equipment(world), OutputKind::recall);
}

TEST(StartControl, NobodyStartsByHandIntoThePause) {
    World world{with_pause()};
    world.arm();
    const auto by_hand = world.order(OrderStart{the_race});
    ASSERT_FALSE(by_hand);
    EXPECT_EQ(by_hand.error().text, "Race 1 starts by itself when the pause that was drawn is over. If it does not, or must not, say \"as you were\" and give attention anew.");
    for (const auto role : {Role::starter, Role::referee, Role::admin}) EXPECT_FALSE(check_authority(role, EndPause{the_race, RunNumber{1}, seed}));
}

TEST(StartControl, AStarterWhoFiresIntoThePauseHasStarted) {
    World world{with_pause()};
    world.arm().start(3s).wait_until(60s);
    EXPECT_FALSE(end_pause(world));
    EXPECT_EQ(world.race().run()->start_ordered_at, std::nullopt);
}

TEST(StartControl, WithoutAPauseTheStarterOrdersTheStart) {
    World world;
    world.arm();
    EXPECT_EQ(world.race().run()->pause_seal, std::nullopt);
    world.give(OrderStart{the_race});
    EXPECT_EQ(equipment(world), OutputKind::start);
}

TEST(StartControl, AttentionWaitsForTheRollCall) {
    World world{with_roll_call()};
    world.wait_until(1s).give(CallRace{the_race}).give(ArmRace{the_race});
    const auto without = world.order(GiveAttention{the_race});
    ASSERT_FALSE(without);
    EXPECT_EQ(without.error().code, errc::needs_reason);
    world.give(AnnounceStart{the_race, Announcement::two_minutes});
    for (const int one : {1, 2, 4, 5, 6}) world.give(CallRoll{the_race, lane(one), true});
    const auto one_missing = world.order(GiveAttention{the_race});
    ASSERT_FALSE(one_missing);
    EXPECT_EQ(one_missing.error().text, "Give a reason to start although lane 3 has not answered the roll call.");
    world.give(CallRoll{the_race, lane(3), true}).give(CallRoll{the_race, lane(3), false});
    EXPECT_FALSE(world.order(GiveAttention{the_race}));
    world.give(CallRoll{the_race, lane(3), true}).give(GiveAttention{the_race});
}

TEST(StartControl, WhoComesIntoALaneHasNotAnsweredForIt) {
    World world{with_roll_call()};
    world.give(CallRace{the_race}).give(AnnounceStart{the_race, Announcement::two_minutes});
    for (int i = 1; i <= 6; ++i) world.give(CallRoll{the_race, lane(i), true});
    DrawLanes changed{the_race, {}};
    for (int i = 1; i <= 6; ++i) changed.lanes.push_back({lane(i), CrewId{100 + static_cast<std::uint32_t>(i == 1 ? 2 : i == 2 ? 1 : i)}});
    world.give(changed, "lanes 1 and 2 exchanged");
    EXPECT_EQ(world.race().roll->present, (std::vector<LaneNumber>{lane(3), lane(4), lane(5), lane(6)}));
}

TEST(StartControl, TheStarterMayStartWithoutAbsenteesAndSaysWhy) {
    World world{with_roll_call()};
    world.wait_until(1s).give(ArmRace{the_race}).give(AnnounceStart{the_race, Announcement::two_minutes}).give(GiveAttention{the_race}, "two minutes are over");
    EXPECT_EQ(world.race().stage, Stage::attention);
}

TEST(StartControl, AQuickStartNeedsNoRollCallButIsAnnounced) {
    World world{with_roll_call()};
    world.wait_until(1s).give(ArmRace{the_race}).give(AnnounceStart{the_race, Announcement::quick_start}).give(GiveAttention{the_race});
    EXPECT_EQ(world.race().stage, Stage::attention);
}

TEST(StartControl, TheRollCallStandsAfterARecallAndNotAfterANewCall) {
    World world{with_roll_call()};
    world.wait_until(1s).give(ArmRace{the_race}).give(AnnounceStart{the_race, Announcement::two_minutes});
    for (int i = 1; i <= 6; ++i) world.give(CallRoll{the_race, lane(i), true});
    world.give(GiveAttention{the_race}).give(RecallRace{the_race, RecallCause::faulty_start}).give(ArmRace{the_race}).give(GiveAttention{the_race});
    world.give(RecallRace{the_race, RecallCause::faulty_start}).give(OrderRerow{the_race, {}}, "wind").give(CallRace{the_race});
    EXPECT_FALSE(world.race().roll.has_value());
}

TEST(StartControl, ACallIsTakenBackAndBoardsTurnBack) {
    World world;
    world.schedule(2, "rowing").schedule(3, "rowing").give(CallRace{the_race}).give(SelectRace{RaceId{3}});
    world.give(CallRace{RaceId{2}}).give(AnnounceStart{RaceId{2}, Announcement::two_minutes}).give(WithdrawCall{RaceId{2}});
    const auto& second = world.state.races.at(RaceId{2});
    EXPECT_EQ(second.stage, Stage::scheduled);
    EXPECT_FALSE(second.roll.has_value());
    EXPECT_EQ(world.state.current, RaceId{3});
    EXPECT_EQ(world.state.previous, the_race);
    EXPECT_EQ(world.order(WithdrawCall{RaceId{2}}).error().text, "Race 2 is not called to the start.");
    world.give(CallRace{RaceId{2}}).give(CallRace{RaceId{2}}).give(SelectRace{the_race}).give(WithdrawCall{RaceId{2}});
    EXPECT_EQ(world.state.current, the_race) << "somebody has turned them elsewhere since";
}

TEST(StartControl, InWhateverOrderCallsAreTakenBackBoardsShowWhatTheyShowedBefore) {
    for (const bool newest_first : {true, false}) {
        World world;
        world.schedule(2, "rowing").schedule(3, "rowing").schedule(4, "rowing").give(SelectRace{RaceId{4}}).give(SelectRace{the_race});
        world.give(CallRace{RaceId{2}}).give(CallRace{RaceId{3}});
        world.give(WithdrawCall{RaceId{newest_first ? 3u : 2u}});
        EXPECT_EQ(world.state.current, (RaceId{newest_first ? 2u : 3u}));
        EXPECT_EQ(world.state.previous, the_race) << "not one that nobody rowed";
        world.give(WithdrawCall{RaceId{newest_first ? 2u : 3u}});
        EXPECT_EQ(world.state.current, the_race);
        EXPECT_EQ(world.state.previous, RaceId{4});
    }
}

TEST(StartControl, WhatACallOfBeforeARerowTurnedTheBoardsFromIsForgotten) {
    World world;
    world.schedule(2, "rowing").give(SelectRace{RaceId{2}}).arm().start(10s).finish_all(10s + 7min).give(OrderRerow{the_race, {}}, "wind").give(SelectRace{RaceId{2}}).give(CallRace{the_race});
    world.give(WithdrawRerow{the_race}, "a slip").give(OrderRerow{the_race, {}}, "wind after all").give(CallRace{the_race}).give(WithdrawCall{the_race});
    EXPECT_EQ(world.state.current, the_race) << "it was shown when it was called anew";
}

TEST(StartControl, TheFirstCallTakenBackLeavesNoRaceOnTheBoards) {
    World world;
    world.give(CallRace{the_race}).give(WithdrawCall{the_race});
    EXPECT_EQ(world.state.current, std::nullopt);
}

TEST(StartControl, ACallOfARerowIsTakenBackToTheRerow) {
    World world;
    world.arm().start(10s).finish_all(10s + 7min).give(OrderRerow{the_race, {}}, "wind").give(CallRace{the_race}).give(WithdrawCall{the_race});
    EXPECT_EQ(world.race().stage, Stage::rerow_ordered);
    world.give(WithdrawRerow{the_race}, "it was none");
    EXPECT_EQ(world.judged().phase, Phase::finished);
}

TEST(StartControl, ACallIsTakenBackOnceTheArmingIs) {
    World world;
    world.give(CallRace{the_race}).give(ArmRace{the_race});
    EXPECT_EQ(world.order(WithdrawCall{the_race}).error().text, "Race 1 is armed. Take that back first.");
    world.give(GiveAttention{the_race});
    EXPECT_EQ(world.order(WithdrawCall{the_race}).error().text, "Race 1 is armed. Take that back first.");
    EXPECT_FALSE(check_authority(Role::timekeeper, WithdrawCall{the_race}));
    EXPECT_TRUE(check_authority(Role::starter, WithdrawCall{the_race}));
}

TEST(StartControl, WhoIsNotCalledHearsNoAnnouncement) {
    World world;
    EXPECT_EQ(world.order(AnnounceStart{the_race, Announcement::two_minutes}).error().text, "Race 1 has not been called to the start.");
    EXPECT_EQ(world.give(CallRace{the_race}).order(CallRoll{the_race, lane(1), true}).error().text, "Race 1 has not heard \"two minutes\" yet. Announce the start first.");
    world.give(AnnounceStart{the_race, Announcement::two_minutes});
    EXPECT_EQ(world.order(CallRoll{the_race, lane(9), true}).error().code, errc::unknown_lane);
    world.arm().start(10s);
    EXPECT_EQ(world.order(CallRoll{the_race, lane(1), true}).error().text, "Race 1 is past the roll call.");
}

TEST(StartControl, ARuleSetWithoutSenseIsRefused) {
    auto rules = with_pause();
    rules.start.control.pause_most = 1s;
    EXPECT_FALSE(rules::check(rules));
    rules.start.control = {false, -1ns, 1s};
    EXPECT_FALSE(rules::check(rules));
    rules.start.control = {false, 0ns, 61s};
    EXPECT_FALSE(rules::check(rules));
}

}  // namespace start_control_test
}  // namespace bowball::engine
