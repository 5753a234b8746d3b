// Nothing vanishes: what no result uses stands with a race at once, with the reason.
#include "core/limits.hpp"
#include "world.hpp"

namespace bowball::engine {
namespace unused_test {

constexpr RaceId second{2};
constexpr TimingPoint stroke{PointKind::stroke, 0};

/// Of the newest impulse in the list of a race; nothing where the list does not have it.
std::optional<Use> newest(const World& world, RaceId race = the_race) {
    for (const auto& one : world.judged(race).impulses) {
        if (one.ledger->id == world.last_impulse()) return one.use;
    }
    return std::nullopt;
}
std::size_t count(const World& world, Use use, RaceId race = the_race) {
    return static_cast<std::size_t>(std::ranges::count(world.judged(race).impulses, use, &JudgedImpulse::use));
}
World official() {
    World world;
    world.schedule(2, "rowing");
    return std::move(world.arm().start(10s).finish_all(10s + 7min).wait_until(10min).give(PublishResult{the_race}).give(ConfirmResult{the_race, true}, "seen"));
}

TEST(Unused, AfterTheLastOfficialRaceOfTheDayItStandsWithThatRaceAtOnce) {
    auto world = official();
    world.finish(3, 11min);
    EXPECT_EQ(newest(world), Use::after_close);
    EXPECT_EQ(races_over_before(world.state, at(11min)), std::vector{the_race}) << "whose page is made anew";
    world.finish(3, 5h);
    EXPECT_EQ(newest(world), Use::after_close) << "hours later as well";
    EXPECT_EQ(world.time(3), 7min + 2s) << "and changes nothing";
    world.give(VoidImpulse{world.last_impulse()}, "the launch");
    EXPECT_EQ(newest(world), Use::voided);
}

TEST(Unused, BeforeAnyRaceWasCalledItStandsWithTheFirst) {
    World world;
    world.schedule(2, "rowing").finish(3, 1s);
    EXPECT_EQ(newest(world), Use::not_armed);
    EXPECT_EQ(newest(world, second), std::nullopt);
    world.give(CallRace{second});
    EXPECT_EQ(newest(world), std::nullopt);
    EXPECT_EQ(newest(world, second), Use::not_armed) << "whose crews are at the start";
}

TEST(Unused, ItGoesToTheNextRaceOnceThatIsArmed) {
    auto world = official();
    world.finish(3, 11min).wait_until(30min).give(ArmRace{second});
    EXPECT_EQ(newest(world, second), Use::not_armed);
    world.finish(2, 31min);
    EXPECT_EQ(newest(world), std::nullopt) << "another race is on";
    EXPECT_TRUE(races_over_before(world.state, at(31min)).empty());
}

TEST(Unused, LongAfterARecallItStandsWithTheRaceThatWasCalledBack) {
    World world;
    world.arm().start(10s).wait_until(20s).give(RecallRace{the_race, RecallCause::other});
    world.finish(3, 45min);
    EXPECT_EQ(newest(world), Use::after_close);
    world.wait_until(50min).give(ArmRace{the_race});
    EXPECT_EQ(newest(world), Use::not_armed);
}

TEST(Unused, OfTwoRacesOnTheWaterItStandsWithTheOneThatWasOverLast) {
    auto world = official();
    World both;
    both.schedule(2, "rowing");
    both.arm(1s).start(10s).arm(60s, second).start(70s);
    both.finish_all(10s + 7min).wait_until(10min).give(AbandonRace{second}, "a storm").give(PublishResult{the_race}).give(ConfirmResult{the_race, true}, "seen");
    both.finish(4, 40min);
    EXPECT_EQ(newest(both), Use::after_close);
    EXPECT_EQ(newest(both, second), std::nullopt);
}

TEST(Unused, WhatAVoidStartSawStandsWithTheNewOne) {
    World world;
    world.arm().red(8s).start(10s).motion(2, 10s + 20ms).split(500, 4, 95s).wait_until(100s).give(RecallRace{the_race, RecallCause::other}, "a swimmer");
    world.wait_until(3min).arm(200s).start(210s);
    EXPECT_EQ(count(world, Use::earlier_run), 4u) << "red, signal, motion and split of the start that was called back";
    EXPECT_FALSE(world.result(4).splits.at(0).time) << "and none of them counts";
    world.finish_all(210s + 7min);
    EXPECT_EQ(world.rank(1), 1);
    EXPECT_FALSE(world.warns(WarningKind::unnamed_impulse));
}

TEST(Unused, OfARaceThatSomeRowAgainOnlyWhatItsSheetDoesNotRestOn) {
    World world;
    world.arm().start(10s).finish_all(10s + 7min).finish(3, 10s + 8min);
    world.wait_until(10min).give(OrderRerow{the_race, {lane(1), lane(2)}}, "a swan").arm(30min).start(30min + 10s);
    EXPECT_EQ(count(world, Use::earlier_run), 1u) << "the second crossing of lane 3";
    World all;
    all.arm().start(10s).finish_all(10s + 7min).wait_until(10min).give(OrderRerow{the_race, {}}, "a swan").arm(30min);
    EXPECT_EQ(count(all, Use::earlier_run), 7u) << "the start and six crossings: nothing rests on them";
}

TEST(Unused, AStrokeSaysWhyItCountsForNoRate) {
    World world;
    world.schedule(2, "rowing");
    world.impulse(stroke, 4, 1s).arm(2s);
    world.impulse(stroke, 4, 5s);
    EXPECT_EQ(newest(world), Use::before_start);
    world.start(10s).impulse(stroke, 9, 12s);
    EXPECT_EQ(newest(world), Use::lane_not_drawn);
    EXPECT_TRUE(world.judged().strokes.empty()) << "nobody rows in lane 9";
    world.finish_all(10s + 7min).impulse(stroke, 4, 10s + 8min);
    EXPECT_EQ(newest(world), Use::after_finish);
    EXPECT_EQ(count(world, Use::not_armed), 1u) << "the one before the race was armed";
    world.wait_until(10min).give(PublishResult{the_race}).give(ConfirmResult{the_race, true}, "seen").impulse(stroke, 4, 12min);
    EXPECT_EQ(newest(world), Use::after_close) << "it rows home";
    rules::RuleSet silent;
    silent.analysis.strokes.catches = 0;
    World unasked{silent};
    unasked.arm().start(10s).impulse(stroke, 4, 12s);
    EXPECT_EQ(newest(unasked), Use::not_asked);
}

TEST(Unused, WhatNoListHasRoomForIsCounted) {
    World world;
    world.give(CallRace{the_race});
    for (int i = 0; i < 500; ++i) world.finish(1, 1h + i * 1s);
    for (int i = 0; i < 20; ++i) world.red(2h + i * 1s);
    EXPECT_EQ(world.judged().impulses.size(), 300u);
    EXPECT_EQ(world.judged().unlisted, 220u) << "14 edges of a lamp, and the older crossings";
}

/// What the list of a race says of an impulse; nothing where the list does not have it.
std::optional<Use> use_of(const World& world, ImpulseId id, RaceId race = the_race) {
    for (const auto& one : world.judged(race).impulses) {
        if (one.ledger->id == id) return one.use;
    }
    return std::nullopt;
}

TEST(Unused, GivenToARaceThatIsNotArmedItStandsWithThatRace) {
    World world;
    world.schedule(2, "rowing").give(CallRace{the_race}).finish(3, 1s);
    const auto given = world.last_impulse();
    world.give(AssignImpulse{given, second, {PointKind::finish, 0}, lane(3)}, "it was race 2");
    EXPECT_EQ(use_of(world, given), std::nullopt);
    EXPECT_EQ(use_of(world, given, second), Use::not_armed);
    world.wait_until(5s).give(AddImpulse{second, {PointKind::finish, 0}, lane(4), at(4s)});
    const auto typed = world.last_impulse();
    EXPECT_EQ(use_of(world, typed, second), Use::not_armed) << "a typed time likewise";
    world.give(VoidImpulse{given}, "a swan").give(CancelRace{second}, "a storm");
    EXPECT_EQ(use_of(world, given, second), Use::voided);
    EXPECT_EQ(use_of(world, typed, second), Use::not_armed) << "cancelled or not";
}

TEST(Unused, WhatCameBeforeTheFirstArmingStaysWhenItIsArmedAgain) {
    World world;
    world.give(CallRace{the_race}).finish(3, 5s);
    const auto early = world.last_impulse();
    world.arm(10s).start(20s).wait_until(30s).give(RecallRace{the_race, RecallCause::other});
    world.finish(4, 40s);
    const auto between = world.last_impulse();
    world.arm(1h);
    EXPECT_EQ(use_of(world, early), Use::not_armed) << "an hour ago";
    EXPECT_EQ(use_of(world, between), Use::not_armed);
    EXPECT_EQ(count(world, Use::not_armed), 2u) << "each once";
    world.wait_until(1h + 20s).give(RecallRace{the_race, RecallCause::other}).arm(1h + 1min);
    EXPECT_EQ(count(world, Use::not_armed), 2u) << "each once, where the times before two armings overlap";
}

TEST(Unused, AReRowThatIsAbandonedUsesNothing) {
    World world;
    world.arm().start(10s).finish_all(10s + 7min).wait_until(10min).give(OrderRerow{the_race, {lane(1), lane(2)}}, "a swan");
    world.arm(30min).start(30min + 10s).finish(2, 37min);
    const auto again = world.last_impulse();
    EXPECT_EQ(use_of(world, again), Use::used);
    world.give(AbandonRace{the_race}, "a storm");
    EXPECT_EQ(world.time(2), 7min + 1s) << "of the first race";
    EXPECT_EQ(use_of(world, again), Use::earlier_run);
    EXPECT_EQ(count(world, Use::used), 7u) << "the start and six crossings that the sheet rests on";
}

// Called back it is not rowed to its end, and nothing rests on it, armed again or not.
TEST(Unused, AReRowThatIsCalledBackUsesNothingButTheEvidenceOfItsStart) {
    World world;
    world.arm().start(10s).finish_all(10s + 7min).wait_until(10min).give(OrderRerow{the_race, {lane(1), lane(2)}}, "a swan");
    world.arm(30min).red(30min + 5s).start(30min + 10s).motion(2, 30min + 10s + 50ms).split(500, 2, 31min + 40s);
    const auto passed = world.last_impulse();
    EXPECT_EQ(use_of(world, passed), Use::used);
    world.wait_until(31min + 50s).give(RecallRace{the_race, RecallCause::false_start}, "a false start");
    EXPECT_EQ(use_of(world, passed), Use::earlier_run);
    EXPECT_EQ(world.judged().results.size(), 6u) << "the sheet of the race before";
    EXPECT_EQ(world.time(2), 7min + 1s);
    EXPECT_FALSE(world.result(2).splits.at(0).time);
    EXPECT_EQ(count(world, Use::used), 7u + 3u) << "the start and six crossings that the sheet rests on; red, signal and motion that the verdict will";
    world.give(DecideFalseStart{the_race, RunNumber{2}, Verdict::upheld, {lane(2)}}).arm(40min).start(40min + 10s);
    EXPECT_EQ(use_of(world, passed), Use::earlier_run);
    EXPECT_EQ(count(world, Use::used), 7u + 1u) << "and the signal of the newest start";
}

TEST(Unused, OfAStartThatIsCalledBackNobodyHasASplit) {
    World world;
    world.arm().start(10s).split(500, 3, 100s).wait_until(105s).give(RecallRace{the_race, RecallCause::other}, "a swimmer");
    EXPECT_EQ(newest(world), Use::earlier_run);
    EXPECT_FALSE(world.result(3).splits.at(0).time);
    world.give(WithdrawRecall{the_race}, "it was no swimmer");
    EXPECT_EQ(newest(world), Use::used);
    EXPECT_EQ(world.result(3).splits.at(0).time->length, 90s);
}

TEST(Unused, TheFirstOfTheProgrammeIsTheOneThatIsRowedFirst) {
    World world;
    EXPECT_EQ(first_of_programme(world.state, the_race), std::nullopt);
    world.schedule(2, "rowing").give(RescheduleRace{the_race, WallTime{1h}}, "fog").finish(3, 5s);
    EXPECT_EQ(newest(world), std::nullopt);
    EXPECT_EQ(newest(world, second), Use::not_armed);
    world.give(CancelRace{second}, "a storm");
    EXPECT_EQ(newest(world), Use::not_armed) << "race 2 is not rowed";
    EXPECT_EQ(first_of_programme({}), std::nullopt) << "of an empty programme";
}

TEST(Unused, WhoseListAnInstantIsIn) {
    auto world = official();
    EXPECT_EQ(races_about(world.state, at(8min)), std::vector{the_race});
    world.wait_until(30min).give(ArmRace{second}).wait_until(31min).give(AbandonRace{second}, "a storm");
    EXPECT_EQ(races_about(world.state, at(30min + 30s)), std::vector{second}) << "while it was on, though it was abandoned";
    const auto before = races_about(world.state, at(25min));
    EXPECT_TRUE(std::ranges::find(before, second) != before.end()) << "before it was armed";
}

}  // namespace unused_test
}  // namespace bowball::engine
