// Two races on the water, two systems at the line: whose crossing is whose.
#include "world.hpp"

namespace bowball::engine {
namespace route_test {

constexpr RaceId second{2};
constexpr Duration t1 = 60s;

/// Race 1 started at t1, race 2 at `t2`.
World two_races(Duration t2) {
    World world;
    world.schedule(2, "rowing");
    world.arm(1s).start(t1).arm(t2 - 10s, second).start(t2);
    return world;
}
World& by_b(World& world, int in_lane, Duration when) { return world.impulse({PointKind::finish, 0}, in_lane, when, box_b, Source::system_b); }

TEST(Route, AConfirmingCrossingIsOfTheSameRace) {
    auto world = two_races(t1 + 140s);
    world.impulse({PointKind::start_signal, 0}, 0, t1, box_b, Source::system_b);
    world.finish(3, t1 + 460s);
    by_b(world, 3, t1 + 460s + 1ms);
    EXPECT_EQ(world.time(3), 460s);
    EXPECT_FALSE(world.result(3, second).time.has_value()) << "race 2 lane 3 is still on the water";
    world.finish(3, t1 + 140s + 470s);
    EXPECT_EQ(world.time(3, second), 470s);
}

TEST(Route, ABouncingTriggerIsOfTheSameRace) {
    auto world = two_races(t1 + 140s);
    world.finish(3, t1 + 460s).finish(3, t1 + 460s + 800ms);
    EXPECT_FALSE(world.result(3, second).time.has_value());
    EXPECT_EQ(world.use_of_last(3), Use::doubled);
}

TEST(Route, ACrewThatGaveUpDoesNotTakeTheNextRacesWinner) {
    auto world = two_races(t1 + 300s);
    for (int i = 1; i <= 5; ++i) world.impulse({PointKind::finish, 0}, 0, t1 + 400s + i * 1s);
    world.give(SetStatus{the_race, lane(6), ResultStatus::did_not_finish});
    world.impulse({PointKind::finish, 0}, 0, t1 + 300s + 420s);
    const auto judged = world.judged(second);
    EXPECT_TRUE(std::ranges::any_of(judged.impulses, [](const JudgedImpulse& i) { return i.point.kind == PointKind::finish && i.use == Use::unnamed; }));
    EXPECT_EQ(std::ranges::count_if(world.judged().impulses, [](const JudgedImpulse& i) { return i.point.kind == PointKind::finish; }), 5);
}

/// A lane that is still to come may be that slow: nobody can tell, but it is said what is wanting. Simulated regatta 890.
TEST(Route, UntilACrossingIsNamedTheCrewOfThatLaneInTheRaceBehindStandsInForIt) {
    auto world = two_races(t1 + 140s);
    for (const auto in_lane : {1, 2, 4, 5, 6}) world.finish(in_lane, t1 + 400s + in_lane * 1s);
    world.impulse({PointKind::finish, 0}, 0, t1 + 410s);
    const auto nameless = world.last_impulse();
    world.finish(3, t1 + 140s + 420s);
    EXPECT_EQ(world.time(3), 560s);
    const auto warnings = world.judged().warnings;
    const auto said = std::ranges::find(warnings, WarningKind::surplus_impulse, &Warning::kind);
    ASSERT_NE(said, warnings.end());
    EXPECT_EQ(said->impulse, nameless);
    EXPECT_NE(said->text.find("name this one"), std::string::npos) << "to void it would be wrong: " << said->text;
    world.give(AssignImpulse{nameless, the_race, {PointKind::finish, 0}, lane(3)}, "read on the video");
    EXPECT_EQ(world.time(3), 410s);
    EXPECT_EQ(world.time(3, second), 420s);
    EXPECT_FALSE(world.warns(WarningKind::surplus_impulse));
}

// The sensor's contact was named for the race behind. The timer's word of the same passing came later from its memory, with a time 2 ms earlier, and
// went to the race in front, whose crew of that lane got it (seed 7143 of the simulated regattas).
TEST(Route, ACrossingIsOfTheRaceThatItsTwinWasNamedFor) {
    auto world = two_races(t1 + 140s);
    by_b(world, 3, t1 + 560s);
    world.give(AssignImpulse{world.last_impulse(), second, {PointKind::finish, 0}, lane(3)}, "that was the other race");
    world.finish(3, t1 + 560s - 2ms);
    EXPECT_FALSE(world.result(3).time.has_value());
    EXPECT_EQ(world.time(3, second), 420s - 2ms);
    world.finish(3, t1 + 570s);
    EXPECT_EQ(world.time(3), 570s) << "that lane is still to come";
}

TEST(Route, AnOfficialResultOfOneRaceLeavesTheOthersImpulsesFree) {
    auto world = two_races(t1 + 300s);
    const auto start_of_second = world.last_impulse();
    world.finish_all(t1 + 400s).give(PublishResult{the_race}).give(ConfirmResult{the_race, true}, "all well");
    world.give(VoidImpulse{start_of_second}).give(RestoreImpulse{start_of_second});
    EXPECT_EQ(world.order(VoidImpulse{*world.judged().start.signal}).error().code, errc::wrong_state) << "race 1's own are settled";
}

TEST(TwoSystems, WithoutLanesCountForThemselves) {
    World world;
    world.arm().start(t1).impulse({PointKind::start_signal, 0}, 0, t1, box_b, Source::system_b);
    for (int i = 1; i <= 6; ++i) {
        world.impulse({PointKind::finish, 0}, 0, t1 + 400s + i * 1s);
        by_b(world, 0, t1 + 400s + i * 1s + 2ms);
    }
    EXPECT_FALSE(world.warns(WarningKind::surplus_impulse));
}

TEST(TwoSystems, TheSecondConfirmsTheCrossingThatGotAName) {
    World world;
    world.arm().start(t1).impulse({PointKind::start_signal, 0}, 0, t1, box_b, Source::system_b);
    world.finish(2, t1 + 400s);
    by_b(world, 0, t1 + 400s + 2ms);
    ASSERT_EQ(world.result(2).time->others.size(), 1u);
    EXPECT_EQ(world.result(2).time->others[0].exact, 400s + 2ms);
    EXPECT_FALSE(world.warns(WarningKind::unnamed_impulse));
    by_b(world, 0, t1 + 405s);
    EXPECT_TRUE(world.warns(WarningKind::unnamed_impulse)) << "nobody else was near that one";
}

TEST(TwoSystems, TwoBowsTooNearToTellAreLeftToPeople) {
    World world;
    world.arm().start(t1).impulse({PointKind::start_signal, 0}, 0, t1, box_b, Source::system_b);
    world.finish(2, t1 + 400s).finish(3, t1 + 400s + 5ms);
    by_b(world, 0, t1 + 400s + 3ms);
    EXPECT_TRUE(world.warns(WarningKind::unnamed_impulse));
}

// Worked example 57: finish of B less start of A is forbidden.
TEST(TwoSystems, ATimeNeverMixesThem) {
    World world;
    world.arm().start(t1);
    by_b(world, 4, t1 + 400s);
    EXPECT_FALSE(world.result(4).time.has_value());
    EXPECT_EQ(world.use_of_last(4), Use::unpaired);
    EXPECT_TRUE(world.warns(WarningKind::unpaired_system));
    world.impulse({PointKind::start_signal, 0}, 0, t1 + 3ms, box_b, Source::system_b);
    EXPECT_EQ(world.time(4), 400s - 3ms) << "from its own start, though that came late";
}

TEST(Unclaimed, WhatCameInALongBreakIsShownWithTheNextRace) {
    World world;
    world.schedule(2, "rowing");
    world.arm().start(10s).finish_all(10s + 7min).wait_until(10min).give(PublishResult{the_race}).give(ConfirmResult{the_race, true}, "seen");
    world.finish(3, 30min);   // nobody is on the water
    world.wait_until(2h).give(CallRace{RaceId{2}});
    const auto uses = [&] {
        std::vector<Use> found;
        for (const auto& one : world.judged(RaceId{2}).impulses) found.push_back(one.use);
        return found;
    };
    EXPECT_EQ(uses(), std::vector{Use::not_armed});
    world.give(ArmRace{RaceId{2}});
    EXPECT_EQ(uses(), std::vector{Use::not_armed});
}

TEST(Unclaimed, AFlickeringBeamFillsNoScreen) {
    World world;
    world.give(CallRace{the_race});
    for (int i = 0; i < 500; ++i) world.finish(1, 1h + i * 1s);
    const auto impulses = world.judged().impulses;
    ASSERT_EQ(impulses.size(), 300u);
    EXPECT_EQ(impulses.back().ledger->impulse.stamp.at, at(1h + 499s)) << "the newest";
}

/// Two races on the water, of two crews each. Race 2 is official, race 1 is not.
World second_is_official(ResultStatus of_lane_1 = ResultStatus::none) {
    World world{{}, 2};
    world.schedule(2, "rowing", 2);
    world.arm().start(10s).arm(30s, RaceId{2}).start(40s);
    if (of_lane_1 != ResultStatus::none) world.give(SetStatus{the_race, lane(1), of_lane_1});
    else world.finish(1, 400s);
    world.finish(2, 401s).finish(1, 441s).finish(2, 442s);
    return std::move(world.wait_until(8min).give(PublishResult{RaceId{2}}).give(ConfirmResult{RaceId{2}, true}, "seen"));
}

// What is said of one race never reaches the result of another.
TEST(Route, WhatAnOfficialResultRestsOnStaysWithIt) {
    auto voided = second_is_official();
    const auto sealed = digest_of(voided.judged(second));
    voided.give(VoidImpulse{voided.state.ledger.at(2).id}, "a swan");
    EXPECT_EQ(digest_of(voided.judged(second)), sealed);
    EXPECT_FALSE(voided.result(1).time) << "race 2's crossing is not race 1's for that";
    voided.give(ReopenResult{second}, "which race was it?");
    EXPECT_TRUE(voided.result(1).time) << "reopened, it is the first race's that expects it";
    auto back = second_is_official(ResultStatus::did_not_finish);
    const auto as_sealed = digest_of(back.judged(second));
    back.give(SetStatus{the_race, lane(1), ResultStatus::none});
    EXPECT_EQ(digest_of(back.judged(second)), as_sealed);
    EXPECT_FALSE(back.result(1).time);
}

TEST(Route, NothingThatWasThereComesToAnOfficialResultLater) {
    auto world = second_is_official();
    const auto sealed = digest_of(world.judged(second));
    world.give(SetStatus{the_race, lane(1), ResultStatus::did_not_start}).give(SetStatus{the_race, lane(2), ResultStatus::did_not_start});
    EXPECT_EQ(digest_of(world.judged(second)), sealed) << "its crews were over the line at 441 s and 442 s";
    EXPECT_EQ(world.judged().impulses.size(), 3u) << "the start and two crossings still stand with race 1";
}

// Race 3 was armed when race 1 was over, and asks what race 2 still expects: that knows only who knows what race 1 had.
TEST(Route, NoCrossingIsOfTwoRacesHoweverManyWereOnTheWaterOneAfterTheOther) {
    constexpr RaceId third{3};
    World world{{}, 2};
    world.schedule(2, "rowing", 2).schedule(3, "rowing", 2);
    world.arm(10s).start(11s).arm(100s, second).start(101s).finish(1, 400s).wait_until(500s).give(AbandonRace{the_race}, "a storm");
    world.arm(510s, third).start(511s).finish(1, 900s);
    EXPECT_EQ(world.time(1), 389s);
    EXPECT_EQ(world.time(1, second), 799s);
    EXPECT_FALSE(world.result(1, third).time);
    world.finish(1, 950s);
    EXPECT_EQ(world.time(1, third), 439s);
}

// Race 4 overlaps race 3, which overlaps race 2, which overlaps race 1: what race 1 had decides what race 4 has not.
TEST(Route, NoCrossingIsOfTwoRacesThroughAChainOfThem) {
    constexpr RaceId third{3};
    constexpr RaceId fourth{4};
    World world{{}, 2};
    world.schedule(2, "rowing", 2).schedule(3, "rowing", 2).schedule(4, "rowing", 2);
    world.arm(10s).start(11s).arm(100s, second).start(101s).finish(1, 400s).wait_until(500s).give(AbandonRace{the_race}, "a storm");
    world.arm(510s, third).start(511s).finish(1, 900s).wait_until(910s).give(AbandonRace{second}, "a storm");
    world.arm(920s, fourth).start(921s).finish(1, 1320s);
    EXPECT_EQ(world.time(1, second), 799s);
    EXPECT_EQ(world.time(1, third), 809s);
    EXPECT_FALSE(world.result(1, fourth).time) << "it is race 3's";
    world.finish(1, 1330s);
    EXPECT_EQ(world.time(1, fourth), 409s);
}

}  // namespace route_test
}  // namespace bowball::engine
