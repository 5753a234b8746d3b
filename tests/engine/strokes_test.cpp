// A sensor in a boat, an impulse at each catch: the stroke rate, and nobody's time.
#include "world.hpp"

namespace bowball::engine {
namespace strokes_test {

constexpr TimingPoint stroke{PointKind::stroke, 0};

World& strokes(World& world, int in_lane, Duration first, Duration apart, int count) {
    for (int i = 0; i < count; ++i) world.impulse(stroke, in_lane, first + i * apart);
    return world;
}
std::optional<StrokesFound> of_lane(const World& world, int in_lane) {
    const auto all = world.judged().strokes;
    const auto found = std::ranges::find(all, lane(in_lane), &StrokesFound::lane);
    return found == all.end() ? std::nullopt : std::optional{*found};
}

TEST(Strokes, GiveARateOfNowAndOneOverTheRace) {
    World world;
    world.arm().start(10s);
    strokes(world, 4, 11s, 1200ms, 10);
    strokes(world, 4, 24s, 2s, 10);
    EXPECT_EQ(of_lane(world, 4)->now_tenths, 300u);
    EXPECT_EQ(of_lane(world, 4)->count, 20u);
    EXPECT_EQ(of_lane(world, 4)->mean_tenths, 368u) << "19 strokes in 31 s";
    EXPECT_FALSE(of_lane(world, 3));
}

TEST(Strokes, BeforeTheStartAfterTheFinishAndBouncesCountNothing) {
    World world;
    world.arm();
    world.impulse(stroke, 4, 5s).start(10s);
    strokes(world, 4, 11s, 1500ms, 4).impulse(stroke, 4, 15s + 700ms);
    EXPECT_EQ(of_lane(world, 4)->count, 4u);
    EXPECT_EQ(world.use_of_last(4), Use::doubled);
    world.finish_all(10s + 7min).impulse(stroke, 4, 10s + 8min);
    EXPECT_EQ(of_lane(world, 4)->count, 4u);
}

TEST(Strokes, ChangeNoTimeNoPlaceAndNoWarning) {
    World without;
    without.arm().start(10s).finish_all(10s + 7min);
    World with;
    with.arm().start(10s);
    strokes(with, 4, 11s, 1500ms, 50).finish_all(10s + 7min);
    EXPECT_EQ(digest_of(with.judged()), digest_of(without.judged()));
    EXPECT_EQ(with.judged().warnings.size(), without.judged().warnings.size());
    EXPECT_EQ(with.judged().passings.size(), without.judged().passings.size());
}

TEST(Strokes, OfACrewThatHasNotStartedItselfCountNothingAndSayWhy) {
    rules::RuleSet rules;
    rules.start.kind = rules::StartKind::individual;
    World world{rules};
    world.arm();
    world.impulse({PointKind::start_signal, 0}, 1, 10s);   // the first crew is away, and lane 4 warms up
    strokes(world, 4, 11s, 1500ms, 5);
    EXPECT_FALSE(of_lane(world, 4));
    EXPECT_EQ(world.use_of_last(4), Use::before_start);
    world.impulse({PointKind::start_signal, 0}, 4, 40s);
    strokes(world, 4, 41s, 1500ms, 4);
    ASSERT_TRUE(of_lane(world, 4));
    EXPECT_EQ(of_lane(world, 4)->count, 4u) << "those of its own race";
    const auto uses = world.judged().impulses;
    EXPECT_EQ(std::ranges::count(uses, Use::before_start, &JudgedImpulse::use), 5);
}

TEST(Strokes, AreNotAskedForWhereTheRulesSaySo) {
    rules::RuleSet rules;
    rules.analysis.strokes.catches = 0;
    World world{rules};
    world.arm().start(10s);
    strokes(world, 4, 11s, 1500ms, 5);
    EXPECT_TRUE(world.judged().strokes.empty());
}

TEST(Strokes, AreTheRacesThatIsOnWhileTheNextOneIsArmed) {
    World world;
    world.schedule(2, "rowing");
    world.arm().start(10s);
    world.wait_until(100s).give(ArmRace{RaceId{2}});
    strokes(world, 4, 101s, 1500ms, 5);
    EXPECT_EQ(of_lane(world, 4)->count, 5u);
}

}  // namespace strokes_test
}  // namespace bowball::engine
