// Nothing vanishes: what no result uses stands in the console's list, with the reason.
#include <gtest/gtest.h>

#include "engine/world.hpp"
#include "views/project.hpp"

namespace bowball::views {
namespace {

using engine::World;

ConsoleView console(const World& world) {
    for (auto& topic : project_all(world.state)) {
        if (auto* view = std::get_if<ConsoleView>(&topic.view)) return std::move(*view);
    }
    ADD_FAILURE() << "no view for the console";
    return {};
}

/// What the newest impulse is used for, and the note beside it; "hidden" where the list does not have it.
std::string newest(const World& world) {
    const auto id = world.last_impulse().value();
    for (const auto& impulse : console(world).impulses) {
        if (impulse.id == id) return impulse.use + ": " + impulse.note;
    }
    return "hidden";
}

constexpr TimingPoint contact{PointKind::bow_contact, 0};

World started() {
    World world;
    world.arm().red(50s).start(60s);
    return world;
}

TEST(Unused, WhatAStartSensorSaidOfNoStartIsListed) {
    auto world = started();
    world.motion(3, 60s + 200ms);
    EXPECT_EQ(newest(world), "hidden") << "it is the reaction: the referee's file has it";
    world.motion(3, 60s + 400ms);
    EXPECT_EQ(newest(world), "further: the crew has passed here already");
    world.impulse(contact, 2, 61s);
    EXPECT_EQ(newest(world), "outside_start: not of this start: before red, or too late to say anything of it");
    world.motion(4, 60s + 31s);
    EXPECT_EQ(newest(world), "outside_start: not of this start: before red, or too late to say anything of it");
}

TEST(Unused, AVoidedStartSensorIsListedWithWhoVoidedIt) {
    auto world = started();
    world.motion(3, 60s + 50ms);
    world.give(engine::VoidImpulse{world.last_impulse()}, "a swan");
    EXPECT_EQ(newest(world), "voided: voided by Anna");
}

TEST(Unused, BeforeTheSignalNobodyKnowsWhatItWillBe) {
    World world;
    world.arm().red(50s);
    EXPECT_EQ(newest(world), "hidden");
}

TEST(Unused, EveryReasonHasAWordAndANote) {
    auto world = started();
    const std::pair<Duration, std::string> crossings[] = {{90s, "too_early"}, {60s + 400s, "used"}, {60s + 401s, "doubled"}, {60s + 420s, "further"}};
    for (const auto& [when, use] : crossings) {
        world.finish(1, when);
        EXPECT_TRUE(newest(world).starts_with(use + ": ")) << newest(world);
        EXPECT_EQ(newest(world) == use + ": ", use == "used") << newest(world);
    }
    world.finish(9, 60s + 430s);
    EXPECT_EQ(newest(world), "lane_not_drawn: no crew in this lane");
    world.split(750, 2, 60s + 440s);
    EXPECT_EQ(newest(world), "split_not_in_rules: the rules have no such split");
    world.impulse({PointKind::finish, 0}, 2, 60s + 450s, engine::box_b, Source::system_b);
    EXPECT_EQ(newest(world), "unpaired: this system has no start of its own");
}

}  // namespace
}  // namespace bowball::views
