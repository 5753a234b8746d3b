// An output that was ordered is watched: what an input of the venue does not see to switch, an official is told of.
#include "engine/read_back.hpp"

#include "world.hpp"

namespace bowball::engine {
namespace read_back_test {

World wired() {
    World world;
    for (const auto output : read_back_points) world.read_back.push_back({output, 0});
    return world;
}

/// What is said of outputs that were not seen.
std::vector<std::string> told(const World& world) {
    std::vector<std::string> texts;
    for (const auto& warning : world.judged().warnings) {
        if (warning.kind == WarningKind::output_unseen) texts.push_back(warning.text.substr(0, warning.text.find('.')));
    }
    return texts;
}

TEST(ReadBack, ARedLightThatIsNotSeenIsSaidAfterASecond) {
    auto world = wired();
    world.arm();
    const auto until = *world.race().run()->attention_at + switches_within;
    EXPECT_EQ(next_deadline(world.state), until);
    world.wait_until(until.time_since_epoch() - 1ns);
    EXPECT_TRUE(told(world).empty()) << "it may come still";
    world.wait_until(until.time_since_epoch());
    EXPECT_EQ(told(world), std::vector<std::string>{"Red was ordered, and its input has not seen the light"});
    EXPECT_EQ(next_deadline(world.state), std::nullopt) << "one that has passed is not waited for again";
    world.red(5s);
    EXPECT_TRUE(told(world).empty()) << "late, and there";
}

// A starter may have a switch of his own, and press it before the order is given here.
TEST(ReadBack, ARedLightThatIsOnAlreadyIsSeen) {
    auto world = wired();
    world.wait_until(1s).give(ArmRace{the_race}).red(2s).wait_until(5s).give(GiveAttention{the_race}).wait_until(8s);
    EXPECT_TRUE(told(world).empty());
    EXPECT_EQ(next_deadline(world.state), std::nullopt);
    auto off = World::make({PointKind::red_light, 0}, 0, 9s);
    off.edge = Edge::falling;
    world.wait_until(9s).give(ReportImpulse{off, Change::seen});
    EXPECT_EQ(told(world).size(), 1u) << "it went out while the crews wait";
}

TEST(ReadBack, OnceTheyHaveStartedNobodyAsksForTheRedLight) {
    auto world = wired();
    world.arm().wait_until(5s);
    EXPECT_EQ(told(world).size(), 1u);
    world.start(6s);   // with the reserve button: nothing was ordered here
    EXPECT_TRUE(told(world).empty());
}

TEST(ReadBack, ALampThatFlashesPutsNoOtherImpulseOutOfSight) {
    auto world = wired();
    world.arm().red(2s).start(10s).wait_until(12s).give(RecallRace{the_race, RecallCause::false_start}, "lane 3");
    world.finish(3, 13s);
    for (int i = 0; i < 400; ++i) world.impulse({PointKind::recall_light, 0}, 0, 14s + i * 500ms);
    const auto judgement = world.judged();
    const auto count = [&](PointKind kind) { return std::ranges::count(judgement.impulses, kind, [](const JudgedImpulse& one) { return one.point.kind; }); };
    EXPECT_EQ(count(PointKind::finish), 1);
    EXPECT_EQ(count(PointKind::recall_light), 6);
}

TEST(ReadBack, WhatIsSaidOfCrossingsWithoutAStartIsSaidOnce) {
    World world;
    world.arm().give(OrderStart{the_race}).finish(3, 6min);
    EXPECT_TRUE(world.warns(WarningKind::no_start_signal));
    EXPECT_TRUE(told(world).empty());
}

TEST(ReadBack, AStartThatIsSeenWholeIsNotTalkedOf) {
    auto world = wired();
    world.arm().red(1s + 10ms).give(OrderStart{the_race});
    const auto ordered = world.state.now.time_since_epoch();
    world.start(ordered + 20ms).impulse({PointKind::horn, 0}, 0, ordered + 30ms).release(1, ordered + 40ms).wait_until(ordered + 2s);
    EXPECT_TRUE(told(world).empty());
    const auto judgement = world.judged();
    EXPECT_EQ(std::ranges::find(judgement.impulses, PointKind::horn, [](const JudgedImpulse& one) { return one.point.kind; })->use, Use::confirming);
}

TEST(ReadBack, WhatOfAStartIsNotSeenIsNamed) {
    auto world = wired();
    world.arm().red(1s + 10ms).give(OrderStart{the_race});
    const auto ordered = world.state.now.time_since_epoch();
    world.wait_until(ordered + switches_within);
    EXPECT_EQ(told(world), (std::vector<std::string>{"The start was ordered, and no start signal was seen", "The start was ordered, and its input has not heard the horn",
                                                     "The start was ordered, and no gate was seen to open"}));
    world.start(ordered + 3s);   // a person with the reserve button
    EXPECT_EQ(told(world).size(), 2u);
}

TEST(ReadBack, ARedLightThatStaysOnAfterTheStartIsSaidWhereItsEndCanBeSeen) {
    const auto off = [](Duration when) {
        auto impulse = World::make({PointKind::red_light, 0}, 0, when);
        impulse.edge = Edge::falling;
        return ReportImpulse{impulse, Change::seen};
    };
    const auto started = [&](bool was_tried) {
        auto world = wired();
        if (was_tried) world.red(100ms).wait_until(200ms).give(off(200ms));
        world.arm().red(1s + 10ms).give(OrderStart{the_race});
        const auto ordered = world.state.now.time_since_epoch();
        world.start(ordered + 20ms).impulse({PointKind::horn, 0}, 0, ordered + 30ms).release(1, ordered + 40ms).wait_until(ordered + switches_within);
        return world;
    };
    auto world = started(true);
    EXPECT_EQ(told(world), std::vector<std::string>{"The start was ordered, and its input still sees red"});
    const auto late = world.state.now.time_since_epoch() + 1s;
    world.wait_until(late).give(off(late));
    EXPECT_TRUE(told(world).empty()) << "late, and out";
    EXPECT_TRUE(told(started(false)).empty()) << "a box that tells beginnings only cannot say that it is still on";
}

TEST(ReadBack, AGateThatDoesNotComeUpIsSaidWhereItsSwitchTellsIt) {
    const auto up = [](int of_lane, Duration when) {
        auto impulse = World::make({PointKind::gate_release, 0}, of_lane, when);
        impulse.edge = Edge::falling;
        return ReportImpulse{impulse, Change::seen};
    };
    auto world = wired();
    world.release(1, 100ms).release(2, 110ms).wait_until(200ms).give(ArmRace{the_race});
    world.wait_until(5s);
    EXPECT_TRUE(told(world).empty()) << "these switches have never said that a gate came up: pulses, as it seems";
    world.give(up(1, 5s)).wait_until(200ms + gates_rise_within - 1ns);
    EXPECT_TRUE(told(world).empty()) << "it may still be on its way";
    world.wait_until(6s);
    EXPECT_EQ(told(world), std::vector<std::string>{"The gates were ordered up, and the switch of at least one says that it is still down"});
    world.give(up(2, 6s));
    EXPECT_TRUE(told(world).empty());
}

TEST(ReadBack, AHornBeforeTheOrderIsNotThatOfTheOrder) {
    auto world = wired();
    world.arm().red(1s + 10ms).impulse({PointKind::horn, 0}, 0, 2s).wait_until(5s).give(OrderStart{the_race});
    const auto ordered = world.state.now.time_since_epoch();
    world.start(ordered + 20ms).release(1, ordered + 40ms).wait_until(ordered + switches_within);
    EXPECT_EQ(told(world), std::vector<std::string>{"The start was ordered, and its input has not heard the horn"});
}

TEST(ReadBack, ARecallThatNobodyHeardIsSaid) {
    auto world = wired();
    world.arm().red(2s).start(10s).wait_until(12s).give(RecallRace{the_race, RecallCause::false_start}, "lane 3");
    const auto recalled = world.state.now.time_since_epoch();
    EXPECT_EQ(next_deadline(world.state), at(recalled + switches_within));
    world.impulse({PointKind::recall_light, 0}, 0, recalled + 30ms).wait_until(recalled + switches_within);
    EXPECT_EQ(told(world), std::vector<std::string>{"The recall was ordered, and its input has not heard the horn"});
    world.impulse({PointKind::horn, 0}, 0, recalled + 2s);
    EXPECT_TRUE(told(world).empty());
}

TEST(ReadBack, WithoutInputsTheStartAloneMustBeSeen) {
    World world;
    world.arm();
    world.wait_until(5s);
    EXPECT_TRUE(told(world).empty()) << "no input sees the red light";
    world.give(OrderStart{the_race}).wait_until(8s);
    EXPECT_EQ(told(world), std::vector<std::string>{"The start was ordered, and no start signal was seen"});
    world.give(RecallRace{the_race, RecallCause::false_start}, "lane 3").wait_until(20s);
    EXPECT_TRUE(told(world).empty());
}

}  // namespace read_back_test
}  // namespace bowball::engine
