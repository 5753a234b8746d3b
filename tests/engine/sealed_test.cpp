// An official result is what was signed: whatever a device says afterwards waits for people, and is said.
#include "rules/digest.hpp"
#include "world.hpp"

namespace bowball::engine {
namespace sealed_test {

constexpr Duration t0 = 60s;

World official() {
    return World{}.arm().start(t0).finish_all(t0 + 400s).give(PublishResult{the_race}).give(ConfirmResult{the_race, true}, "all well");
}

TEST(Sealed, ATimersClearAfterOfficialChangesNothingAndIsSaid) {
    auto world = official();
    const auto sealed = digest_of(world.judged());
    world.give(ReportImpulse{World::make({PointKind::finish, 0}, 1, t0 + 400s), Change::withdrawn});
    EXPECT_EQ(world.rank(1), 1);
    EXPECT_EQ(digest_of(world.judged()), sealed);
    EXPECT_TRUE(world.warns(WarningKind::changed_since_official));
    world.give(ReopenResult{the_race}, "the timer's operator withdrew lane 1");
    EXPECT_FALSE(world.result(1).time.has_value()) << "now it is taken in";
}

TEST(Sealed, AnImpulseThatComesLateWaits) {
    auto world = official();
    const auto sealed = digest_of(world.judged());
    world.give(ReportImpulse{World::make({PointKind::finish, 0}, 2, t0 + 399s), Change::seen});
    EXPECT_EQ(digest_of(world.judged()), sealed);
    EXPECT_TRUE(world.warns(WarningKind::changed_since_official));
    EXPECT_EQ(world.use_of_last(2), Use::used) << "the one that was signed";
}

// Nobody arms what only a camera saw. Its rule set is that of the day when it was made official.
TEST(Sealed, ARuleSetThatIsRegisteredAnewJudgesNoRaceOfYesterday) {
    World world{{}, 2};
    world.give(ReadPhoto{the_race, "p", 1ms, {{lane(1), std::uint16_t{1}, 400009ms, {}, {}}, {lane(2), std::uint16_t{2}, 401s, {}, {}}}});
    world.give(PublishResult{the_race}).give(ConfirmResult{the_race, true}, "seen");
    const auto sealed = digest_of(world.judged());
    rules::RuleSet changed;   // the same id and version
    changed.time.rounding = rules::Rounding::up;
    world.give(RegisterRuleSet{changed});
    EXPECT_EQ(world.result(1).time->published, 400s);
    EXPECT_EQ(digest_of(world.judged()), sealed);
    EXPECT_EQ(*world.judged().rules, rules::RuleSet{});
    world.give(ReopenResult{the_race}, "the lanes");
    EXPECT_EQ(world.result(1).time->published, 400s) << "nor while it is reopened";
}

TEST(Sealed, ARaceKeepsTheRuleSetThatItWasArmedWith) {
    World world;
    world.schedule(2, "rowing").arm();
    rules::RuleSet changed;
    changed.start.reaction_threshold = 100ms;
    world.give(RegisterRuleSet{changed}).start(t0).motion(3, t0 + 95ms);
    EXPECT_FALSE(world.judged().start.recall_requested);
    EXPECT_EQ(world.judged(RaceId{2}).rules->start.reaction_threshold, 100ms) << "the next one has the new";
    EXPECT_NE(rules::digest_of(*world.judged().rules), rules::digest_of(*world.judged(RaceId{2}).rules)) << "of one id and version, told apart by the digest";
}

TEST(Impulses, WhatAnOfficialVoidedStaysVoidWhenTheTimerSendsItsMemory) {
    World world;
    world.arm().start(t0).finish(4, t0 + 350s);
    world.give(VoidImpulse{world.last_impulse()}, "a bird");
    for (const auto change : {Change::repeated, Change::seen}) world.give(ReportImpulse{World::make({PointKind::finish, 0}, 4, t0 + 350s), change});
    EXPECT_FALSE(world.result(4).time.has_value());
}

TEST(Warnings, ImpulsesLostDuringARaceAreSaidInThatRace) {
    World world;
    world.arm().start(t0).finish_all(t0 + 400s);
    EXPECT_FALSE(world.warns(WarningKind::impulses_lost));
    world.give(ReportLoss{"box_a", 2, "overflow"});
    EXPECT_TRUE(world.warns(WarningKind::impulses_lost));
}

TEST(Verdict, AFaultThatComesToLightAfterADismissalAsksAgain) {
    World world;
    world.arm().start(t0).motion(3, t0 + 50ms).give(DecideFalseStart{the_race, RunNumber{1}, Verdict::dismissed, {}});
    ASSERT_FALSE(world.judged().start.recall_requested);
    world.impulse({PointKind::bow_over_line, 0}, 5, t0 - 100ms);
    EXPECT_TRUE(world.judged().start.recall_requested);
}

TEST(Verdict, NamedTwiceIsResponsibleOnce) {
    World world;
    world.arm().start(t0).motion(4, t0 + 50ms).give(DecideFalseStart{the_race, RunNumber{1}, Verdict::upheld, {lane(4), lane(4)}});
    EXPECT_EQ(world.result(4).status, ResultStatus::none) << "a yellow card, not two";
}

TEST(Cards, AYellowCardShownByHandIsYellowUnderAnyLadder) {
    rules::RuleSet athletics;
    athletics.id = "athletics";
    athletics.start.ladder = {rules::Consequence::disqualification};
    World world{athletics};
    world.give(ShowCard{the_race, lane(2), CardColour::yellow});
    EXPECT_EQ(world.result(2).status, ResultStatus::none);
    world.arm();
    EXPECT_EQ(world.result(2).status, ResultStatus::none);
}

// Rules of the sports 2.6: no rank and no time for DNF, DNS, EXC, DSQ.
TEST(Statuses, WhoIsOutHoldsNoPlaceAtTheFinishNorOnTheWay) {
    World world;
    world.arm().start(t0);
    for (int i = 1; i <= 6; ++i) world.split(500, i, t0 + 100s + i * 1s);
    world.finish_all(t0 + 400s).give(SetStatus{the_race, lane(1), ResultStatus::disqualified});
    const auto finish = [](const LaneResult& result) { return result.splits.back(); };
    EXPECT_FALSE(finish(world.result(1)).time.has_value());
    EXPECT_EQ(finish(world.result(2)).rank, 1);
    EXPECT_FALSE(world.result(1).splits.front().rank.has_value());
    EXPECT_EQ(world.result(2).splits.front().rank, 1);
    world.give(SetStatus{the_race, lane(2), ResultStatus::did_not_finish});
    EXPECT_EQ(world.result(2).splits.front().rank, 1) << "a crew that gave up keeps its places on the way";
}

TEST(Authority, ATimekeeperMayNoteWhoIsMissingAndNotWhoIsOut) {
    EXPECT_TRUE(check_authority(Role::timekeeper, SetStatus{the_race, lane(1), ResultStatus::did_not_finish}).has_value());
    EXPECT_FALSE(check_authority(Role::timekeeper, SetStatus{the_race, lane(1), ResultStatus::disqualified}).has_value());
    World world;
    world.give(SetStatus{the_race, lane(1), ResultStatus::disqualified});
    const Order taking_back{SetStatus{the_race, lane(1), ResultStatus::none}, {{"Tim", Role::timekeeper}, {}, {}}, at(2s)};
    EXPECT_EQ(decide(world.state, taking_back).error().code, errc::not_allowed);
}

TEST(TimeTrial, AStartWithoutANumberWaitsForOneAndIsNotCalledFurther) {
    rules::RuleSet trial;
    trial.start.kind = rules::StartKind::individual;
    trial.start.reaction_threshold.reset();
    World world{trial};
    world.arm().impulse({PointKind::start_signal, 0}, 2, t0).impulse({PointKind::start_signal, 0}, 0, t0 + 30s);
    EXPECT_EQ(world.use_of_last(2), Use::used);
    EXPECT_TRUE(world.warns(WarningKind::unnamed_impulse));
}

}  // namespace sealed_test
}  // namespace bowball::engine
