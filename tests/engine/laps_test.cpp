// Laps: one wall is touched several times, and only the last touch is the finish.
#include "world.hpp"

namespace bowball::engine {
namespace laps_test {

constexpr Duration t0 = 60s;

/// 2000 m in laps of 500 m; nobody does a lap in less than 200 s.
World laps() {
    rules::RuleSet set;
    set.finish.lap_m = 500;
    set.finish.fastest_per_1000_m = 400s;
    set.finish.slowest_per_1000_m = 1h;
    set.splits_m = {250, 500, 750, 1000, 1250, 1500, 1750};
    World world{set};
    world.arm().start(t0);
    return world;
}

Duration split(const World& world, int in_lane, std::int32_t metres) {
    const auto result = world.result(in_lane);
    const auto found = std::ranges::find(result.splits, metres, &SplitResult::metres);
    return found->time ? found->time->length : 0ns;
}

TEST(Laps, OnlyTheLastTouchIsTheFinish) {
    auto world = laps();
    for (const auto time : {250s, 510s, 770s}) world.finish(4, t0 + time);
    EXPECT_FALSE(world.result(4).time.has_value());
    world.finish(4, t0 + 1030s);
    EXPECT_EQ(world.time(4), 1030s);
    EXPECT_EQ(split(world, 4, 500), 250s);
    EXPECT_EQ(split(world, 4, 1000), 510s);
    EXPECT_EQ(split(world, 4, 1500), 770s);
}

/// While heat 1 waits to be official its window is open. Heat 2 touches for the first time sooner than anybody could be at the finish.
TEST(Laps, AnotherHeatThatIsNotOfficialYetTakesNoTouchOfThisOne) {
    auto world = laps();
    world.schedule(2, "rowing");
    for (int i = 1; i <= 6; ++i) {
        for (const auto time : {250s, 510s, 770s, 1030s}) world.finish(i, t0 + time + i * 10ms);
    }
    constexpr Duration t2 = 1500s;
    world.arm(t2 - 10s, RaceId{2}).start(t2);
    for (const auto time : {250s, 510s, 770s, 1030s}) world.finish(4, t2 + time);
    EXPECT_EQ(world.time(4), 1030s + 40ms);
    EXPECT_EQ(world.time(4, RaceId{2}), 1030s);
}

TEST(Laps, TheFarWallCountsForItself) {
    auto world = laps();
    world.split(250, 4, t0 + 120s).finish(4, t0 + 250s).split(250, 4, t0 + 380s).finish(4, t0 + 510s);
    EXPECT_EQ(split(world, 4, 250), 120s);
    EXPECT_EQ(split(world, 4, 750), 380s);
}

TEST(Laps, ASystemThatMissedALapDoesNotMiscount) {
    auto world = laps();
    const auto by_b = [&](Duration time) { world.impulse({PointKind::finish, 0}, 4, t0 + time, box_a, Source::system_b); };
    world.finish(4, t0 + 250s);
    by_b(250s);
    by_b(510s);   // A missed it
    world.finish(4, t0 + 770s);
    world.finish(4, t0 + 1030s);
    EXPECT_EQ(split(world, 4, 1000), 510s);
    EXPECT_EQ(world.time(4), 1030s);
}

TEST(Laps, ALapThatNobodySawIsToldByAPersonAndTheCountGoesOn) {
    auto world = laps();
    world.finish(4, t0 + 510s);
    world.give(AssignImpulse{world.last_impulse(), the_race, {PointKind::split, 1000}, lane(4)});
    world.finish(4, t0 + 770s).finish(4, t0 + 1030s);
    EXPECT_EQ(split(world, 4, 500), 0s);
    EXPECT_EQ(split(world, 4, 1000), 510s);
    EXPECT_EQ(world.time(4), 1030s);
}

TEST(Laps, ATouchTooSoonAfterTheLastIsNoLap) {
    auto world = laps();
    world.finish(4, t0 + 250s).finish(4, t0 + 260s).finish(4, t0 + 510s);
    EXPECT_EQ(split(world, 4, 500), 250s);
    EXPECT_EQ(split(world, 4, 1000), 510s);
}

TEST(Laps, ChannelsForEachSplitOfAWallCountForItsFinish) {
    auto world = laps();
    world.split(500, 4, t0 + 250s).split(1000, 4, t0 + 510s).split(1500, 4, t0 + 770s).finish(4, t0 + 1030s);
    EXPECT_EQ(split(world, 4, 1000), 510s);
    EXPECT_EQ(world.time(4), 1030s);
}

/// Buttons at the finish alone, and no pad saw the laps: the first press is the finish, not the first lap.
TEST(Laps, ASourceThatIsThereAtTheFinishAloneSeesTheFinish) {
    rules::RuleSet set;
    set.finish.lap_m = 500;
    set.finish.lap_sources = {Source::system_a};
    set.finish.fastest_per_1000_m = 400s;
    set.finish.slowest_per_1000_m = 1h;
    set.splits_m = {500, 1000, 1500};
    World world{set};
    world.arm().start(t0).impulse({PointKind::start_signal, 0}, 0, t0, box_b, Source::system_b);
    world.impulse({PointKind::finish, 0}, 4, t0 + 1030s, box_b, Source::system_b);
    EXPECT_EQ(world.time(4), 1030s);
    for (const auto time : {250s, 510s, 770s}) world.finish(5, t0 + time);
    world.impulse({PointKind::finish, 0}, 5, t0 + 1031s, box_b, Source::system_b);
    EXPECT_EQ(split(world, 5, 1500), 770s);
    EXPECT_EQ(world.time(5), 1031s);
}

/// Sooner than anybody can be at the finish, it is not used: a press at a lap makes no result.
TEST(Laps, APressAtALapByWhoIsThereAtTheFinishAloneIsNoFinish) {
    rules::RuleSet set;
    set.finish.lap_m = 500;
    set.finish.lap_sources = {Source::system_a};
    set.finish.fastest_per_1000_m = 400s;
    set.finish.slowest_per_1000_m = 1h;
    World world{set};
    world.arm().start(t0).impulse({PointKind::start_signal, 0}, 0, t0, box_b, Source::system_b);
    world.impulse({PointKind::finish, 0}, 4, t0 + 250s, box_b, Source::system_b);
    EXPECT_FALSE(world.result(4).time.has_value());
}

TEST(Laps, NothingChangesWhereARuleSetHasNone) {
    World world;
    world.arm().start(t0).finish(4, t0 + 400s).finish(4, t0 + 800s);
    EXPECT_EQ(world.time(4), 400s);
}

}  // namespace laps_test
}  // namespace bowball::engine
