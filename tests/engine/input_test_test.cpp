// Tests of inputs: officials press buttons and break beams, and no race ever knows of it.
#include "engine/input_test.hpp"

#include "core/limits.hpp"
#include "world.hpp"

namespace bowball::engine {
namespace input_test_test {

constexpr TimingPoint green{PointKind::start_signal, 0};

/// A whole race after whatever was before it.
void row(World& world, Duration from = 60s) {
    world.arm(from).start(from + 10s).finish_all(from + 10s + 6min);
}

TEST(InputTest, WhatComesInItIsNoRaces) {
    World untouched;
    row(untouched);
    World world;
    world.give(BeginInputTest{}).start(5s).motion(3, 6s).finish(3, 7s).give(EndInputTest{});
    row(world);
    EXPECT_EQ(digest_of(world.judged()), digest_of(untouched.judged()));
    EXPECT_EQ(world.judged().start.signal_stamp->at, at(70s));
    const auto judgement = world.judged();
    EXPECT_EQ(std::ranges::count(judgement.impulses, Use::tested, &JudgedImpulse::use), 3) << "shown, and called a test";
}

TEST(InputTest, TheJournalSaysThatItWasOne) {
    World world;
    world.give(BeginInputTest{}).start(5s).give(EndInputTest{});
    const auto count = world.entries.size();
    EXPECT_TRUE(std::holds_alternative<InputTestBegun>(world.entries[count - 3].event));
    EXPECT_EQ(world.entries[count - 3].origin.actor.name, "Anna");
    EXPECT_TRUE(std::holds_alternative<ImpulseSeen>(world.entries[count - 2].event)) << "kept like any other";
    EXPECT_TRUE(std::holds_alternative<InputTestEnded>(world.entries[count - 1].event));
}

// Nobody at the start may be kept waiting by somebody who forgot to end a test.
TEST(InputTest, ArmingARaceEndsIt) {
    World world;
    world.give(BeginInputTest{}).start(5s).arm(60s);
    EXPECT_FALSE(is_testing_inputs(world.state));
    world.start(70s);
    EXPECT_EQ(world.judged().start.signal_stamp->at, at(70s));
    EXPECT_EQ(world.order(EndInputTest{}).error().code, errc::wrong_state);
}

TEST(InputTest, DoesNotBeginWhileARaceIsOpen) {
    World world;
    world.arm();
    EXPECT_EQ(world.order(BeginInputTest{}).error().text, "Race 1 is open: what comes now is its. Make its result official, recall or abandon it first.");
    world.start(10s).finish_all(10s + 6min);
    EXPECT_FALSE(world.order(BeginInputTest{}).has_value());
    world.give(PublishResult{the_race});
    EXPECT_FALSE(world.order(BeginInputTest{}).has_value()) << "a crew may still come";
    world.give(ConfirmResult{the_race, true}, "all seen").give(BeginInputTest{});
    EXPECT_EQ(world.order(BeginInputTest{}).error().code, errc::wrong_state) << "it is on";
}

TEST(InputTest, MayBeginAfterARecall) {
    World world;
    world.arm().start(10s).give(RecallRace{the_race, RecallCause::faulty_start}).give(BeginInputTest{}).start(20s);
    world.arm(60s).start(70s);
    EXPECT_EQ(world.judged().start.signal_stamp->at, at(70s));
}

// A box whose clock is ten minutes ahead: its test stamps lie in the race that is armed five minutes later.
TEST(InputTest, AStampOfTheFutureDoesNotStartTheNextRace) {
    World world;
    world.give(BeginInputTest{});
    world.give(ReportImpulse{World::make(green, 0, 10min), Change::seen}).give(ReportImpulse{World::make({PointKind::finish, 0}, 2, 18min), Change::seen});
    world.give(EndInputTest{});
    world.arm(5min).wait_until(20min);
    EXPECT_FALSE(world.judged().start.signal.has_value());
    world.start(12min).finish(3, 19min);
    EXPECT_EQ(world.judged().start.signal_stamp->at, at(12min));
    EXPECT_EQ(world.result(2).time, std::nullopt);
    EXPECT_TRUE(world.result(3).time.has_value());
}

// A timer sends from its memory what it could not send before.
TEST(InputTest, ALateImpulseOfAnEarlierRaceStaysThatRaces) {
    World world;
    world.arm().start(10s).finish_all(10s + 6min, 5);
    world.give(AbandonRace{the_race}, "storm").give(BeginInputTest{});
    const auto late = World::make({PointKind::finish, 0}, 6, 10s + 6min + 3500ms);
    world.give(ReportImpulse{late, Change::repeated});
    EXPECT_FALSE(is_of_test(world.state, *world.state.impulse(world.last_impulse())));
    EXPECT_EQ(world.use_of_last(6), Use::used);
}

TEST(InputTest, APersonMayStillSayThatItWasNone) {
    World world;
    world.give(BeginInputTest{}).start(5s);
    const auto signal = world.last_impulse();
    world.arm(60s).give(AssignImpulse{signal, the_race, green, {}});
    EXPECT_EQ(world.judged().start.signal, signal);
}

TEST(InputTest, ShowsTheNewestFirst) {
    World world;
    world.start(1s).give(BeginInputTest{}).start(2s).motion(3, 3s).give(EndInputTest{}).start(4s);
    const auto inputs = tested_inputs(world.state, world.state.input_tests.back(), 10);
    ASSERT_EQ(inputs.newest.size(), 2u);
    EXPECT_EQ(inputs.newest[0]->impulse.stamp.at, at(3s));
    EXPECT_EQ(inputs.newest[1]->impulse.stamp.at, at(2s));
    EXPECT_EQ(tested_inputs(world.state, world.state.input_tests.back(), 1).newest.size(), 1u);
    EXPECT_EQ(tested_inputs(world.state, world.state.input_tests.back(), 1).count, 2u);
}

TEST(InputTest, ViewersMayNotAndOfficialsMay) {
    EXPECT_FALSE(check_authority(Role::viewer, BeginInputTest{}).has_value());
    for (const auto role : {Role::starter, Role::timekeeper, Role::judge, Role::referee, Role::admin}) {
        EXPECT_TRUE(check_authority(role, BeginInputTest{}).has_value());
        EXPECT_TRUE(check_authority(role, EndInputTest{}).has_value());
    }
}

TEST(InputTest, AnEntryThatMakesNoSenseIsPutAside) {
    World world;
    world.append(InputTestEnded{});
    world.append(InputTestBegun{});
    world.append(InputTestBegun{});
    EXPECT_EQ(world.state.quarantine.size(), 2u);
    EXPECT_EQ(world.state.input_tests.size(), 1u);
}

TEST(InputTest, AmongManyEachImpulseFindsItsOwn) {
    World world;
    world.start(1s);
    for (int i = 0; i < 50; ++i) world.wait_until(10s + i * 10s).give(BeginInputTest{}).start(12s + i * 10s).give(EndInputTest{}).start(15s + i * 10s);
    for (const auto& one : world.state.ledger) {
        const auto second = one.impulse.stamp.at.time_since_epoch() / 1s;
        EXPECT_EQ(is_of_test(world.state, one), second >= 10 && second % 10 == 2) << second;
    }
}

TEST(InputTest, KnowsWhoWasHeardHoweverMuchCameSince) {
    World world;
    world.start(1s).give(BeginInputTest{});
    EXPECT_TRUE(world.state.input_tests.back().heard.empty()) << "not what came before";
    world.impulse({PointKind::finish, 0}, 1, 2s, box_b, Source::system_b);
    for (int i = 0; i < 100; ++i) world.start(3s + i * 10ms);
    EXPECT_EQ(world.state.input_tests.back().heard, (std::set<DeviceName>{"box_a", "box_b"}));
    world.give(EndInputTest{}).give(BeginInputTest{});
    EXPECT_TRUE(world.state.input_tests.back().heard.empty());
}

TEST(InputTest, TheirNumberIsBounded) {
    World world;
    world.give(BeginInputTest{}).give(EndInputTest{});
    world.state.input_tests.resize(limits::input_tests, world.state.input_tests.back());
    EXPECT_EQ(world.order(BeginInputTest{}).error().code, errc::too_many);
}

}  // namespace input_test_test
}  // namespace bowball::engine
