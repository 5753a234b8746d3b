// Reactions of a meet: a lane whose sensor is off shows before anybody is blamed, and chance does not.
#include <gtest/gtest.h>

#include "engine/world.hpp"
#include "rules/spread.hpp"
#include "views/project.hpp"

namespace bowball::views {
namespace reactions_test {

using engine::World;

ReactionsView reactions(const World& world) {
    for (auto& topic : project_all(world.state)) {
        if (auto* view = std::get_if<ReactionsView>(&topic.view)) return std::move(*view);
    }
    return {};
}

/// So many starts of six crews; lane 4's sensor is early by `offset`.
World meet(int starts, Duration offset) {
    World world;
    auto chance = 4711U;
    for (int race = 1; race <= starts; ++race) {
        if (race > 1) world.schedule(static_cast<std::uint32_t>(race), "rowing");
        const RaceId id{static_cast<std::uint32_t>(race)};
        const auto signal = race * 1h;
        world.arm(signal - 1min, id).start(signal);
        std::vector<std::pair<Duration, int>> moves;
        for (int lane = 1; lane <= 6; ++lane) {
            chance = chance * 1664525 + 1013904223;
            moves.emplace_back(150ms + std::chrono::milliseconds{(chance >> 16) % 60} - (lane == 4 ? offset : 0ms), lane);
        }
        std::ranges::sort(moves);
        for (const auto& [when, lane] : moves) world.motion(lane, signal + when);
        world.wait_until(signal + 10s).give(engine::AbandonRace{id}, "only the start was of interest");
    }
    return world;
}

TEST(Reactions, ASystematicOffsetOfOneLaneIsSaid) {
    const auto view = reactions(meet(15, 40ms));
    EXPECT_EQ(view.starts, 15u);
    ASSERT_EQ(view.lanes.size(), 6u);
    for (const auto& lane : view.lanes) EXPECT_EQ(lane.systematic, lane.lane == 4) << *lane.lane << ": " << lane.shorter << " shorter, " << lane.longer << " longer";
    const auto& fourth = view.lanes[3];
    EXPECT_LT(fourth.offset_ns, -25'000'000);
    EXPECT_TRUE(fourth.text.starts_with("Lane 4: sooner than the others in 1")) << fourth.text;
    const auto off = std::ranges::count_if(view.sensors, &ReactionsView::Group::systematic);
    EXPECT_EQ(off, 1) << "the sensor of lane 4 has a channel of its own";
}

TEST(Reactions, ChanceAloneIsNoOffset) {
    for (const auto& lane : reactions(meet(20, 0ms)).lanes) EXPECT_FALSE(lane.systematic) << lane.text;
}

TEST(Reactions, AFewStartsProveNothing) {
    for (const auto& lane : reactions(meet(6, 100ms)).lanes) EXPECT_FALSE(lane.systematic) << lane.text;
}

TEST(Reactions, ShortOnesAreCountedAgainstTheLimitOfTheirRace) {
    const auto view = reactions(meet(3, 140ms));
    EXPECT_EQ(view.lanes[3].below, 3u);
    EXPECT_EQ(view.lanes[0].below, 0u);
    EXPECT_EQ(view.lanes[3].count, 3u);
}

TEST(Reactions, AStartThatWasCalledBackCountsAsWell) {
    World world;
    world.arm().start(10s).motion(1, 10s + 50ms).motion(2, 10s + 150ms);
    world.wait_until(12s).give(engine::RecallRace{engine::the_race, engine::RecallCause::faulty_start}).arm(100s).start(110s).motion(1, 110s + 160ms);
    const auto view = reactions(world);
    EXPECT_EQ(view.starts, 2u);
    EXPECT_EQ(view.lanes[0].count, 2u);
    EXPECT_EQ(view.lanes[0].below, 1u);
}

TEST(Reactions, AMeetWithoutThemHasNoSuchView) {
    World world;
    world.arm().start(10s);
    EXPECT_TRUE(reactions(world).test.empty());
}

TEST(Spread, QuartilesAreMeasuredValues) {
    using rules::spread_of;
    EXPECT_EQ(spread_of({}), rules::Spread{});
    EXPECT_EQ(spread_of({7ns}), (rules::Spread{1, 7ns, 7ns, 7ns, 7ns, 7ns}));
    EXPECT_EQ(spread_of({4ns, 1ns, 3ns, 2ns}), (rules::Spread{4, 1ns, 1ns, 2ns, 3ns, 4ns}));
    EXPECT_EQ(spread_of({5ns, 4ns, 3ns, 2ns, 1ns}), (rules::Spread{5, 1ns, 2ns, 3ns, 4ns, 5ns}));
}

TEST(Spread, TheMiddleOfAnEvenNumberLiesBetweenTheTwo) {
    EXPECT_EQ(rules::middle_of({10ns, 20ns}), 15ns);
    EXPECT_EQ(rules::middle_of({30ns, 10ns, 20ns}), 20ns);
}

TEST(SignTest, TurnsWhereItSays) {
    EXPECT_FALSE(rules::is_systematic(9, 0)) << "too few";
    EXPECT_TRUE(rules::is_systematic(10, 0));
    EXPECT_FALSE(rules::is_systematic(2, 13)) << "11 * 11 is no more than 9 * 15";
    EXPECT_TRUE(rules::is_systematic(1, 14)) << "13 * 13 is more than 9 * 15";
    EXPECT_FALSE(rules::is_systematic(8, 8));
}

}  // namespace reactions_test
}  // namespace bowball::views
