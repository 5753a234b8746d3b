// What the start equipment is told to do: only what was ordered for the race at the start, and never twice.
#include "world.hpp"

namespace bowball::engine {
namespace equipment_test {

OutputKind equipment(const World& world) { return world.state.equipment.value().kind; }

TEST(Equipment, FollowsTheOrdersOfTheStart) {
    World world;
    world.give(CallRace{the_race});
    EXPECT_FALSE(world.state.equipment.has_value()) << "nothing has been used yet";
    world.give(ArmRace{the_race});
    EXPECT_EQ(equipment(world), OutputKind::gates_up);
    world.give(GiveAttention{the_race});
    EXPECT_EQ(equipment(world), OutputKind::red_light);
    world.give(OrderStart{the_race});
    EXPECT_EQ(equipment(world), OutputKind::start);
    world.give(RecallRace{the_race, RecallCause::faulty_start});
    EXPECT_EQ(equipment(world), OutputKind::recall);
}

TEST(Equipment, TurningThePagesToAnotherRaceNeverFiresAStart) {
    World world;
    world.schedule(2, "rowing");
    world.arm(1s).give(OrderStart{the_race}).start(60s);
    world.arm(300s, RaceId{2});
    ASSERT_EQ(equipment(world), OutputKind::red_light);
    world.give(SelectRace{the_race});
    EXPECT_EQ(*world.state.equipment, (OutputOrder{OutputKind::red_light, RaceId{2}, RunNumber{1}})) << "race 2's crews wait under red";
    world.give(SelectRace{RaceId{2}});
    EXPECT_EQ(equipment(world), OutputKind::red_light);
}

TEST(Equipment, CallingTheNextRaceLeavesARaceUnderRedAlone) {
    World world;
    world.schedule(2, "rowing");
    world.arm(1s).give(CallRace{RaceId{2}});
    EXPECT_EQ(equipment(world), OutputKind::red_light);
}

TEST(Equipment, TheOfficialsAreAlarmedWhileAStartIsUnderReviewAndNotAfterTheDecision) {
    auto world = World{};
    world.arm().give(OrderStart{the_race}).start(60s);
    EXPECT_EQ(wanted_alarm(world.state), std::nullopt);
    world.motion(4, 60s + 50ms);
    ASSERT_TRUE(wanted_alarm(world.state).has_value());
    EXPECT_EQ(wanted_alarm(world.state)->kind, OutputKind::recall_request);
    world.give(DecideFalseStart{the_race, RunNumber{1}, Verdict::dismissed, {}});
    EXPECT_EQ(wanted_alarm(world.state), std::nullopt);
    EXPECT_EQ(equipment(world), OutputKind::start) << "and nothing is started again";
}

TEST(Equipment, TheOfficialsAreAlarmedOfAStartThatAnExternalStarterGave) {
    auto world = World{};
    world.schedule(2, "rowing").arm().start(60s).motion(4, 60s + 50ms);
    EXPECT_EQ(wanted_alarm(world.state), (OutputOrder{OutputKind::recall_request, the_race, RunNumber{1}}));
    world.give(CallRace{RaceId{2}});
    EXPECT_TRUE(wanted_alarm(world.state).has_value()) << "also while the next race is called";
    world.wait_until(60s + 31s);
    EXPECT_EQ(wanted_alarm(world.state), std::nullopt) << "it can no longer be recalled";
}

TEST(Equipment, AsYouWereTakesTheRedBackAndCallsNobody) {  // rules of the sports 2.1.9
    World world;
    EXPECT_EQ(world.order(WithdrawAttention{the_race}).error().code, errc::wrong_state);
    world.arm().red(2s).motion(3, 4s).wait_until(5s).give(WithdrawAttention{the_race});
    EXPECT_EQ(equipment(world), OutputKind::lights_off);
    EXPECT_EQ(world.judged().phase, Phase::at_start);
    world.wait_until(20s).give(GiveAttention{the_race}).red(20s);
    world.give(OrderStart{the_race});
    EXPECT_EQ(world.order(WithdrawAttention{the_race}).error().text, "Race 1 has been started. Recall it.");
    world.start(23s);
    EXPECT_TRUE(world.judged().start.faults.empty()) << "what moved under the first red is not of this start";
    EXPECT_EQ(world.judged().start.red->at, at(20s));
}

}  // namespace equipment_test
}  // namespace bowball::engine
