// An arming is taken back: all stands as before it.
#include "world.hpp"

namespace bowball::engine {
namespace arm_withdrawn_test {

constexpr auto t0 = 10s;

World rowed() {
    World world;
    world.arm().start(t0).finish_all(t0 + 7min);
    return world;
}

PhotoRow read(int in_lane, Duration time) {
    PhotoRow row;
    row.lane = lane(in_lane);
    row.time = time;
    return row;
}

TEST(ArmWithdrawn, TheRaceWaitsAsBeforeAndTheNextArmingIsItsFirst) {
    World world;
    world.give(CallRace{the_race}).give(ArmRace{the_race}).give(WithdrawArm{the_race});
    EXPECT_EQ(world.race().stage, Stage::called);
    EXPECT_EQ(world.race().run(), nullptr);
    EXPECT_EQ(world.state.equipment->kind, OutputKind::lights_off);
    world.give(WithdrawCall{the_race});
    EXPECT_EQ(world.race().stage, Stage::scheduled);
    EXPECT_EQ(world.state.current, std::nullopt) << "the call still knows what the boards showed";
    world.arm().start(t0).finish_all(t0 + 7min);
    EXPECT_EQ(world.judged().run, RunNumber{1});
    EXPECT_EQ(world.rank(1), 1);
}

TEST(ArmWithdrawn, OneThatCalledTheRaceAsWellLeavesItCalled) {
    World world;
    world.give(ArmRace{the_race}).give(WithdrawArm{the_race});
    EXPECT_EQ(world.race().stage, Stage::called);
}

TEST(ArmWithdrawn, FreesTheLineForTheRaceThatWasMeant) {
    World world;
    world.schedule(2, "rowing").give(ArmRace{the_race});
    EXPECT_FALSE(world.order(ArmRace{RaceId{2}}).has_value());
    world.give(WithdrawArm{the_race}).give(ArmRace{RaceId{2}}).give(GiveAttention{RaceId{2}}).start(t0);
    EXPECT_EQ(world.judged(RaceId{2}).phase, Phase::started);
    EXPECT_EQ(world.judged().phase, Phase::called);
}

TEST(ArmWithdrawn, BoardsTurnBackWhereArmingHadTurnedThem) {
    World world;
    world.schedule(2, "rowing").schedule(3, "rowing").give(CallRace{the_race}).give(SelectRace{RaceId{3}}).give(SelectRace{RaceId{2}});
    world.give(ArmRace{the_race}).give(WithdrawArm{the_race});
    EXPECT_EQ(world.state.current, RaceId{2});
    EXPECT_EQ(world.state.previous, RaceId{3});
    world.give(ArmRace{the_race}).give(CallRace{RaceId{3}}).give(WithdrawCall{RaceId{3}}).give(WithdrawArm{the_race});
    EXPECT_EQ(world.state.current, RaceId{2});
    world.give(CallRace{RaceId{3}}).give(ArmRace{the_race}).give(WithdrawCall{RaceId{3}}).give(WithdrawArm{the_race});
    EXPECT_EQ(world.state.current, RaceId{2}) << "race 3, that was shown when it was armed, is called no more";
}

TEST(ArmWithdrawn, OfARerowTheResultOfBeforeCanStandAgain) {
    auto world = rowed();
    world.give(ReadPhoto{the_race, "1.lif", 1ms, {read(1, 420123ms)}}).give(OrderRerow{the_race, {}}, "a swan").give(CallRace{the_race});
    const auto closed = world.race().run()->closed_at;
    world.give(ArmRace{the_race}).give(WithdrawArm{the_race});
    EXPECT_EQ(world.race().run()->number, RunNumber{1});
    EXPECT_EQ(world.race().run()->closed_at, closed);
    world.give(WithdrawRerow{the_race}, "no swan");
    EXPECT_EQ(world.judged().phase, Phase::finished);
    EXPECT_EQ(world.time(1), 420123ms) << "as it was read on the picture";
}

TEST(ArmWithdrawn, WhatWasToldTheCrewsSinceIsForgotten) {
    World world;
    world.give(CallRace{the_race}).give(AnnounceStart{the_race, Announcement::two_minutes}).give(ArmRace{the_race}).give(CallRoll{the_race, lane(1), true}).give(WithdrawArm{the_race});
    ASSERT_TRUE(world.race().roll.has_value());
    EXPECT_TRUE(world.race().roll->present.empty());
    world.give(WithdrawCall{the_race}).give(ArmRace{the_race}).give(AnnounceStart{the_race, Announcement::quick_start}).give(WithdrawArm{the_race});
    EXPECT_FALSE(world.race().roll.has_value());
}

TEST(ArmWithdrawn, EachStartKnowsWhatItsOwnArmingChanged) {
    World world;
    world.give(ArmRace{the_race}).give(OrderRerow{the_race, {}}, "a slip").give(ArmRace{the_race}).give(WithdrawArm{the_race}).give(WithdrawRerow{the_race}, "so it was");
    EXPECT_EQ(world.race().stage, Stage::armed);
    world.give(WithdrawArm{the_race});
    EXPECT_EQ(world.race().stage, Stage::called);
    EXPECT_TRUE(world.race().runs.empty());
    EXPECT_TRUE(world.state.quarantine.empty());
}

TEST(ArmWithdrawn, AfterARecallTheRaceIsRecalledStill) {
    World world;
    world.arm().start(t0).give(RecallRace{the_race, RecallCause::faulty_start}).give(ArmRace{the_race}).give(WithdrawArm{the_race});
    EXPECT_EQ(world.race().stage, Stage::recalled);
    EXPECT_EQ(world.race().run()->recalled, RecallCause::faulty_start);
    world.give(ArmRace{the_race});
    EXPECT_EQ(world.race().run()->number, RunNumber{2});
}

TEST(ArmWithdrawn, WhatWasOfficialIsComparedWithStill) {
    auto world = rowed();
    world.wait_until(20min).give(PublishResult{the_race}).give(ConfirmResult{the_race, true}, "seen").give(ReopenResult{the_race}, "protest").give(OrderRerow{the_race, {}}, "upheld");
    world.give(ArmRace{the_race}).give(WithdrawArm{the_race}).give(WithdrawRerow{the_race}, "no");
    EXPECT_TRUE(world.race().reopened);
    EXPECT_EQ(world.race().was_official.size(), 6u);
}

TEST(ArmWithdrawn, IsRefusedOnceRedIsGivenTheRaceHasStartedOrSomethingWasSaidOfTheStart) {
    World world;
    const auto refusal = [&] { return world.order(WithdrawArm{the_race}).error().text; };
    EXPECT_EQ(refusal(), "Race 1 is not armed.");
    world.arm();
    EXPECT_EQ(refusal(), "Race 1 is under attention. Say \"as you were\" first.");
    world.give(WithdrawAttention{the_race});
    auto started = world;
    started.start(t0);
    EXPECT_EQ(started.order(WithdrawArm{the_race}).error().text, "Race 1 has started. Recall it, or abandon it.");
    world.give(DecideFalseStart{the_race, RunNumber{1}, Verdict::dismissed, {}});
    EXPECT_EQ(refusal(), "Race 1 has crossings, readings or a verdict of this start. Recall it, or abandon it.");
    EXPECT_FALSE(check_authority(Role::timekeeper, WithdrawArm{the_race}));
    EXPECT_TRUE(check_authority(Role::starter, WithdrawArm{the_race}));
}

TEST(ArmWithdrawn, ACrossingThatWasGivenToALaterStartKeepsIt) {
    auto world = rowed();
    world.give(OrderRerow{the_race, {}}, "a swan").arm(1h).give(WithdrawAttention{the_race});
    world.give(AddImpulse{the_race, {PointKind::finish, 0}, lane(1), world.state.now});
    EXPECT_FALSE(world.order(WithdrawArm{the_race}).has_value());
}

}  // namespace arm_withdrawn_test
}  // namespace bowball::engine
