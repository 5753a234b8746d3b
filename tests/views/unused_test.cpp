// Nothing vanishes: what no result uses stands in the console's list, with the reason.
#include <gtest/gtest.h>

#include "engine/world.hpp"
#include "views/project.hpp"
#include "views/projection.hpp"

namespace bowball::views {
namespace unused_test {

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

/// Those views of the console that one more entry changes.
std::vector<std::uint32_t> consoles_changed(Projection& projection, const World& world) {
    std::vector<std::uint32_t> races;
    for (const auto& topic : projection.update(world.state, {world.entries.back()})) {
        if (const auto* view = std::get_if<ConsoleView>(&topic.view)) races.push_back(view->header.race);
    }
    return races;
}

TEST(Unused, AfterTheLastRaceOfTheDayTheConsoleShowsItAtOnce) {
    auto world = started();
    world.finish_all(60s + 400s).wait_until(10min).give(engine::PublishResult{engine::the_race}).give(engine::ConfirmResult{engine::the_race, true}, "seen");
    world.schedule(2, "rowing");
    world.give(engine::SelectRace{RaceId{2}}).give(engine::SelectRace{engine::the_race});
    Projection projection;
    std::ignore = projection.all(world.state);
    world.finish(3, 45min);
    EXPECT_EQ(consoles_changed(projection, world), std::vector<std::uint32_t>{1});
    EXPECT_EQ(newest(world), "after_close: after the race was over, and no other was armed");
}

TEST(Unused, OfABoatsStrokesTheNewestStandsForAllOfOneReason) {
    auto world = started();
    for (int i = 0; i < 40; ++i) world.impulse({PointKind::stroke, 0}, 4, 62s + i * 1500ms);
    EXPECT_EQ(newest(world), "hidden") << "the board has the rate";
    world.finish_all(60s + 400s);
    for (int i = 0; i < 40; ++i) world.impulse({PointKind::stroke, 0}, 4, 470s + i * 1500ms);
    EXPECT_EQ(newest(world), "after_finish: the crew was over the line, and 39 before it");
    EXPECT_EQ(std::ranges::count(console(world).impulses, std::string{"stroke"}, &ConsoleView::Impulse::point), 1);
}

TEST(Unused, AnOrderOfARaceThatThereIsNotTouchesNone) {
    const engine::MeetState nothing;
    for (const engine::Event& event : std::vector<engine::Event>{engine::RaceCalled{RaceId{7}}, engine::CallWithdrawn{RaceId{7}}, engine::RaceArmed{RaceId{7}, RunNumber{1}, rules::RuleSet{}}, engine::ArmWithdrawn{RaceId{7}, RunNumber{1}}, engine::RaceSelected{RaceId{7}}})
        EXPECT_TRUE(races_touched(nothing, {Seq{1}, {}, {}, {}, event}).empty());
}

TEST(Unused, WhatASensorSaidBeforeAnythingWasArmedStands) {
    World world;
    world.give(engine::CallRace{engine::the_race}).motion(3, 30s);
    EXPECT_EQ(newest(world), "not_armed: no race was armed");
    EXPECT_EQ(console(world).unlisted, 0u);
}

TEST(Unused, ALateVoidIsSeenInTheListOfARaceThatWasAbandoned) {
    auto world = started();
    world.schedule(2, "rowing").finish(1, 8min);
    const auto crossing = world.last_impulse();
    world.give(engine::AbandonRace{engine::the_race}, "a storm").give(engine::CallRace{RaceId{2}}).give(engine::VoidImpulse{crossing}, "the launch");
    const auto races = races_touched(world.state, world.entries.back());
    EXPECT_TRUE(std::ranges::find(races, engine::the_race) != races.end()) << "whose window it lies in";
}

// Reassigned from a race that is not armed, it leaves that race's list at once.
TEST(Unused, GivenToAnotherRaceItLeavesTheListOfTheOneThatHadIt) {
    World world;
    world.schedule(2, "rowing").schedule(3, "rowing").give(engine::CallRace{engine::the_race}).finish(3, 30s);
    const auto crossing = world.last_impulse();
    const auto give_to = [&](std::uint32_t race) { world.give(engine::AssignImpulse{crossing, RaceId{race}, {PointKind::finish, 0}, engine::lane(3)}, "it was that one's"); };
    give_to(2);
    Projection projection;
    std::ignore = projection.all(world.state);
    give_to(3);
    const auto races = consoles_changed(projection, world);
    EXPECT_TRUE(std::ranges::find(races, 2u) != races.end()) << "which had it";
    EXPECT_TRUE(std::ranges::find(races, 3u) != races.end());
}

TEST(Unused, WhatARaceThatGoesOnTakesFromAnOfficialOnesListIsSeenThere) {
    auto world = started();
    constexpr RaceId second{2};
    world.schedule(2, "rowing").give(engine::AbandonRace{engine::the_race}, "a slip").finish_all(60s + 400s);
    world.arm(10min, second).start(11min).finish_all(18min).wait_until(20min).give(engine::PublishResult{second}).give(engine::ConfirmResult{second, true}, "seen");
    const auto before_its_arming = [&] {
        const auto judged = world.judged(second);
        return std::ranges::count(judged.impulses, engine::Use::not_armed, &engine::JudgedImpulse::use);
    };
    EXPECT_EQ(before_its_arming(), 6);
    Projection projection;
    std::ignore = projection.all(world.state);
    world.give(engine::WithdrawAbandonment{engine::the_race}, "a slip");
    EXPECT_EQ(before_its_arming(), 0);
    EXPECT_EQ(consoles_changed(projection, world), (std::vector<std::uint32_t>{1, 2}));
}

}  // namespace unused_test
}  // namespace bowball::views
