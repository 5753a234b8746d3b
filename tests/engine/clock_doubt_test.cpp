// Races that are armed while a clock at the start or the finish is not to be believed.
#include "engine/clock_doubt.hpp"

#include "world.hpp"

namespace bowball::engine {
namespace clock_doubt_test {

Result<std::vector<Event>> arm(const World& world, std::vector<ClockDoubt> doubts, std::string reason = {}) {
    return decide(world.state, Order{ArmRace{the_race}, {{"Anna", Role::admin}, {}, std::move(reason)}, world.state.now, {}, std::move(doubts)});
}

// user-pains 17: a race could be started before the clocks were in step, and nobody was told.
TEST(ClockDoubt, Pain17ARaceIsArmedWithABadClockOnlyForAReasonAndThenItIsSaid) {
    World world;
    EXPECT_TRUE(arm(world, {}).has_value());
    const std::vector<ClockDoubt> doubts{{"gate", 0ns}, {"timer", 120ms}};
    const auto refused = arm(world, doubts);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, errc::needs_reason);
    EXPECT_EQ(refused.error().text, "Give a reason to arm while the clock of gate is not in step and that of timer may be off by 0.12 s. Press a contact of it, or look at its link, and its clock is read anew.");
    const auto armed = arm(world, doubts, "times are taken by hand");
    ASSERT_TRUE(armed.has_value());
    for (const auto& event : *armed) world.append(event);
    world.start(10s).finish_all(410s);
    EXPECT_TRUE(world.warns(WarningKind::clock_doubtful));
    world.give(PublishResult{the_race});
    EXPECT_FALSE(world.order(ConfirmResult{the_race}).has_value());
    world.give(ConfirmResult{the_race, true}, "compared with the watches");
}

TEST(ClockDoubt, OfAnotherRunIsNoneOfThisOne) {
    World world;
    const auto armed = arm(world, {{"timer", 120ms}}, "no time left");
    for (const auto& event : *armed) world.append(event);
    EXPECT_TRUE(world.warns(WarningKind::clock_doubtful));
    world.give(RecallRace{the_race, RecallCause::other}).arm(60s);
    EXPECT_FALSE(world.warns(WarningKind::clock_doubtful));
}

}  // namespace clock_doubt_test
}  // namespace bowball::engine
