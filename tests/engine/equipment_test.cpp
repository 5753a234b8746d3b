// What the start equipment is told to do: only what was ordered for the race at the start, and never twice.
#include "world.hpp"

namespace bowball::engine {
namespace {

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

}  // namespace
}  // namespace bowball::engine
