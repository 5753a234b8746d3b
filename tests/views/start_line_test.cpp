// What the console says of the start line while crews wait there: as its sensors say it, and nothing where none does.
#include <gtest/gtest.h>

#include "engine/world.hpp"
#include "views/project.hpp"

namespace bowball::views {
namespace start_line_test {

using engine::World;
using Line = ConsoleView::StartLine;

std::optional<Line> line_of(const World& world) {
    for (auto& topic : project_all(world.state)) {
        if (auto* view = std::get_if<ConsoleView>(&topic.view)) return view->start_line;
    }
    ADD_FAILURE() << "no view for the console";
    return {};
}

World& tell(World& world, PointKind kind, int lane, Duration when, Edge edge = Edge::rising) {
    auto impulse = World::make({kind, 0}, lane, when);
    impulse.edge = edge;
    world.give(engine::ReportImpulse{impulse});
    return world;
}

TEST(StartLine, IsNotToldWhereNoSensorTellsAnything) {
    World world;
    EXPECT_FALSE(line_of(world)) << "nobody waits there yet";
    world.arm();
    EXPECT_FALSE(line_of(world));
}

TEST(StartLine, TheLightIsWhatItsSensorSaw) {
    World world;
    world.read_back = {{PointKind::red_light, 0}};
    world.wait_until(1s).give(engine::ArmRace{engine::the_race});
    EXPECT_EQ(line_of(world)->red, "dark") << "it has an input";
    world.give(engine::GiveAttention{engine::the_race});
    EXPECT_EQ(line_of(world)->red, "dark") << "the order is not the light";
    tell(world, PointKind::red_light, 0, 5s);
    EXPECT_EQ(line_of(world)->red, "lit");
    tell(world, PointKind::red_light, 0, 8s, Edge::falling);
    EXPECT_EQ(line_of(world)->red, "dark");
}

TEST(StartLine, GatesAndBowsAreToldByLane) {
    World world;
    tell(world, PointKind::bow_contact, 3, 500ms);
    world.arm(1s);
    tell(world, PointKind::gate_release, 2, 2s, Edge::falling);
    tell(world, PointKind::gate_release, 4, 2s, Edge::falling);
    tell(world, PointKind::gate_release, 4, 3s);
    tell(world, PointKind::bow_contact, 2, 3s);
    tell(world, PointKind::bow_contact, 5, 3s);
    tell(world, PointKind::bow_contact, 5, 4s, Edge::falling);
    EXPECT_EQ(line_of(world)->lanes, (std::vector<Line::Lane>{{2, "up", "there"}, {4, "open", ""}, {5, "", "away"}})) << "of lane 3 nobody knows: its contact came before the arming, and its end was never seen";
    tell(world, PointKind::gate_clear, 4, 3100ms);
    EXPECT_EQ(line_of(world)->lanes.at(1).gate, "down");
}

TEST(StartLine, WhatWasUpBeforeTheArmingIsUp) {
    World world;
    tell(world, PointKind::gate_release, 1, 200ms);
    tell(world, PointKind::gate_release, 1, 500ms, Edge::falling);
    world.arm(1s);
    EXPECT_EQ(line_of(world)->lanes, (std::vector<Line::Lane>{{1, "up", ""}}));
}

TEST(StartLine, WithTheSignalItIsTheRefereesFile) {
    World world;
    world.read_back = {{PointKind::red_light, 0}};
    world.arm().red(5s);
    ASSERT_TRUE(line_of(world));
    world.start(10s);
    EXPECT_FALSE(line_of(world));
}

}  // namespace start_line_test
}  // namespace bowball::views
