#include "engine/judge_steps.hpp"
#include "world.hpp"

namespace bowball::engine {
namespace judge_results_test {

constexpr Duration t0 = 60s;

World rowed() { return World{}.arm().start(t0); }
PhotoRow read(int in_lane, int place, std::optional<Duration> time = std::nullopt) {
    return {lane(in_lane), static_cast<std::uint16_t>(place), time, ResultStatus::none, {}};
}

// Worked example 21: both shown 6:41.34, ranks 1 and 2.
TEST(JudgeResults, Example21TwoCrewsMayShowOneTimeAndHoldTwoPlaces) {
    auto world = rowed();
    world.finish(2, t0 + 401s + 345ms).finish(1, t0 + 401s + 340ms);
    EXPECT_EQ(world.rank(1), 1);
    EXPECT_EQ(world.rank(2), 2);
    EXPECT_EQ(world.result(1).time->published, world.result(2).time->published);
    EXPECT_EQ(world.result(2).behind_leader, 0ns);
    EXPECT_FALSE(world.result(2).too_close) << "5 ms apart on a clock good to 0.1 ms";
}

// Worked example 23: dead heat for first in a final: 1, 1, 3.
TEST(JudgeResults, Example23ADeadHeatReadFromThePictureSharesThePlaceAndLeavesTheNextVacant) {
    auto world = rowed();
    world.finish_all(t0 + 400s);
    world.give(ReadPhoto{the_race, "final.png", 1ms, {read(1, 1), read(2, 1), read(3, 3)}});
    EXPECT_EQ(world.rank(1), 1);
    EXPECT_EQ(world.rank(2), 1);
    EXPECT_EQ(world.rank(3), 3);
    EXPECT_EQ(world.rank(4), 4);
    EXPECT_TRUE(world.result(2).rank_shared);
    EXPECT_FALSE(world.warns(WarningKind::photo_disagrees));
}

TEST(JudgeResults, ThePictureDecidesTheOrderOfTheCrewsThatWereReadOnIt) {
    auto world = rowed();
    world.finish_all(t0 + 400s);  // by the sensor 1 2 3 4 5 6
    world.give(ReadPhoto{the_race, "", 0ns, {read(3, 1), read(2, 2)}});
    EXPECT_EQ(world.rank(1), 1) << "not read: keeps its place";
    EXPECT_EQ(world.rank(3), 2);
    EXPECT_EQ(world.rank(2), 3);
    EXPECT_TRUE(world.warns(WarningKind::photo_disagrees)) << "the sensor says otherwise by a whole second";
}

TEST(JudgeResults, ATimeReadFromThePictureComesBeforeTheSensorAndBothAreKept) {
    auto world = rowed();
    world.finish_all(t0 + 400s).give(ReadPhoto{the_race, "p.png", 1ms, {read(1, 1, 400s + 12ms)}});
    const auto result = world.result(1);
    EXPECT_EQ(result.time->source, Source::photo);
    EXPECT_EQ(result.time->exact, 400s + 12ms);
    EXPECT_EQ(result.time->uncertainty, 1ms);
    ASSERT_EQ(result.time->others.size(), 1u);
    EXPECT_EQ(result.time->others[0].exact, 400s);
}

// Worked example 59 and the swimming rule 41.
TEST(JudgeResults, EqualTimesShareTheRankAndTheNextIsLeftOut) {
    rules::RuleSet swimming;
    swimming.rank.key = rules::RankKey::displayed_time;
    auto world = World{swimming}.arm().start(t0);
    world.finish(1, t0 + 360s).finish(2, t0 + 361s + 1ms).finish(3, t0 + 361s + 7ms).finish(4, t0 + 362s);
    EXPECT_EQ(world.rank(1), 1);
    EXPECT_EQ(world.rank(2), 2);
    EXPECT_EQ(world.rank(3), 2);
    EXPECT_EQ(world.rank(4), 4);
    EXPECT_FALSE(world.result(2).too_close);
}

TEST(JudgeResults, CrossingsCloserThanTheClockCanTellAskForThePhoto) {
    auto world = rowed();
    world.finish(1, t0 + 400s).finish(2, t0 + 400s + 100us);
    EXPECT_TRUE(world.result(1).too_close);
    EXPECT_TRUE(world.result(2).too_close);
    EXPECT_TRUE(world.warns(WarningKind::too_close_to_call));
    EXPECT_EQ(world.result(1).close_to, lane(2));
    EXPECT_EQ(world.result(2).close_to, std::nullopt);
    world.give(ReadPhoto{the_race, "", 0ns, {read(2, 1), read(1, 2)}});
    EXPECT_FALSE(world.result(1).too_close);
    EXPECT_EQ(world.rank(2), 1);
}

TEST(JudgeResults, TheWarningNamesTheLanesThatAreTooCloseToEachOther) {
    auto world = rowed();
    world.finish(1, t0 + 400s).finish(5, t0 + 400s + 100us).finish(2, t0 + 405s).finish(3, t0 + 410s).finish(6, t0 + 410s + 50us).finish(4, t0 + 410s + 100us);
    std::vector<std::string> said;
    for (const auto& warning : world.judged().warnings) {
        if (warning.kind == WarningKind::too_close_to_call) said.push_back(warning.text.substr(0, warning.text.find('.')));
    }
    EXPECT_EQ(said, (std::vector<std::string>{"The stamps cannot tell the order of lanes 1, 5", "The stamps cannot tell the order of lanes 3, 6, 4"}));
}

TEST(JudgeResults, WhoIsLevelWithACrewThatHasRowedAgainIsStillSaidToBe) {
    auto world = rowed();
    world.finish(1, t0 + 400s).finish(2, t0 + 400s).finish(3, t0 + 400s + 50us).finish(4, t0 + 405s).finish(5, t0 + 406s).finish(6, t0 + 407s);
    world.give(ReadPhoto{the_race, "", 0ns, {read(1, 1), read(2, 1)}}).give(OrderRerow{the_race, {lane(1), lane(2)}}, "level");
    world.arm(3600s).start(3610s).finish(2, 4010s).finish(1, 4012s);
    EXPECT_TRUE(world.result(3).too_close);
    EXPECT_TRUE(world.warns(WarningKind::too_close_to_call));
    world.give(PublishResult{the_race});
    EXPECT_EQ(world.order(ConfirmResult{the_race}).error().code, errc::needs_photo);
}

// Rules of the sports 2.6: the order of those who have no place.
TEST(JudgeResults, StatusesStandInTheirOrderWithoutPlaceAndUnderWeightIsPlacedLast) {
    auto world = rowed();
    world.finish_all(t0 + 400s);
    world.give(SetStatus{the_race, lane(1), ResultStatus::disqualified})
        .give(SetStatus{the_race, lane(2), ResultStatus::excluded})
        .give(SetStatus{the_race, lane(3), ResultStatus::did_not_start})
        .give(SetStatus{the_race, lane(4), ResultStatus::did_not_finish})
        .give(SetStatus{the_race, lane(5), ResultStatus::under_weight});
    std::vector<int> order;
    for (const auto& result : world.judged().results) order.push_back(result.lane.value());
    EXPECT_EQ(order, (std::vector{6, 5, 4, 3, 2, 1}));
    EXPECT_EQ(world.rank(6), 1);
    EXPECT_EQ(world.rank(5), 2) << "under weight: last of the race, still placed";
    EXPECT_EQ(world.rank(4), 0);
}

// Worked example 63.
TEST(JudgeResults, Example63ACrewWithoutASplitIsSkippedThereAndTheOthersAreRanked) {
    auto world = rowed();
    for (const int i : {1, 2, 4, 5, 6}) world.split(1000, i, t0 + 200s + i * 1s);
    std::vector<int> ranks;
    for (int i = 1; i <= 6; ++i) ranks.push_back(world.result(i).splits[1].rank.value_or(0));
    EXPECT_EQ(ranks, (std::vector{1, 2, 0, 3, 4, 5}));
    EXPECT_EQ(world.result(3).splits[1].behind_leader, std::nullopt);
    EXPECT_EQ(world.result(2).splits[1].behind_leader, 1s);
}

TEST(JudgeResults, SegmentsAreRankedApartFromIntermediateTimes) {
    auto world = rowed();
    world.split(500, 1, t0 + 100s).split(500, 2, t0 + 102s).split(1000, 1, t0 + 205s).split(1000, 2, t0 + 206s);
    EXPECT_EQ(world.result(1).splits[1].rank, 1);
    EXPECT_EQ(world.result(2).splits[1].rank, 2);
    EXPECT_EQ(world.result(1).splits[1].segment, 105s);
    EXPECT_EQ(world.result(1).splits[1].segment_rank, 2) << "behind in the segment, ahead in the race";
}

TEST(JudgeResults, APenaltyIsAddedToTheTimeAndTheRawTimeStays) {
    auto world = rowed();
    world.finish_all(t0 + 400s).give(SetPenalty{the_race, lane(1), 10s});
    EXPECT_EQ(world.time(1), 410s);
    EXPECT_EQ(world.rank(1), 6);
    EXPECT_EQ(world.result(1).splits.back().time->length, 400s);
}

TEST(JudgeResults, ThePlacesOfTheLastSplitAreTheSheets) {
    auto world = rowed();
    world.finish_all(t0 + 400s).give(SetPenalty{the_race, lane(1), 10s});
    EXPECT_EQ(world.result(1).splits.back().rank, 6);
    EXPECT_EQ(world.result(2).splits.back().rank, 1);
    EXPECT_EQ(world.result(1).splits.back().behind_leader, 9s) << "401 s, and 410 s with the penalty";
    world.give(ReadPhoto{the_race, "a.lif", 1ms, {{lane(3), 1, 401s, {}, {}}, {lane(2), 2, 401s, {}, {}}}});
    EXPECT_EQ(world.result(3).splits.back().rank, 1) << "the picture tells them apart";
    EXPECT_EQ(world.result(2).splits.back().rank, 2);
}

// user-pains 29: one DNF meant no results for the other lanes.
TEST(JudgeResults, Pain29OneCrewsDnfNeverBlocksTheOthers) {
    auto world = rowed();
    for (int i = 1; i <= 5; ++i) world.finish(i, t0 + 400s + i * 1s);
    EXPECT_EQ(world.judged().phase, Phase::running);
    EXPECT_EQ(world.rank(5), 5) << "ranked as they come";
    world.give(SetStatus{the_race, lane(6), ResultStatus::did_not_finish});
    EXPECT_EQ(world.judged().phase, Phase::finished);
}

// user-pains 28: a time of exactly 0.0 counted as "no time".
TEST(JudgeResults, Pain28ATimeOfZeroIsATimeAndIsWarnedOf) {
    rules::RuleSet sprint;
    sprint.finish.fastest_per_1000_m = 0ns;
    auto world = World{sprint}.arm().start(t0).finish(1, t0);
    ASSERT_TRUE(world.result(1).time.has_value());
    EXPECT_EQ(world.time(1), 0ns);
    EXPECT_TRUE(world.warns(WarningKind::implausible_time));
    EXPECT_FALSE(world.result(2).time.has_value());
}

// user-pains 26 and 27: all lanes 9.999 s, noticed after the awards.
TEST(JudgeResults, Pain26AllEqualTimesAreWarnedOf) {
    auto world = rowed();
    for (int i = 1; i <= 6; ++i) world.finish(i, t0 + 599s);
    EXPECT_TRUE(world.warns(WarningKind::all_equal));
}

TEST(JudgeResults, Pain26ADeadLanesAbsurdTimeIsNotUsedAndIsListed) {
    auto world = rowed();
    world.finish(4, t0 + 123ms);
    EXPECT_FALSE(world.result(4).time.has_value());
    EXPECT_EQ(world.use_of_last(4), Use::too_early);
}

TEST(JudgeResults, ASplitLaterThanTheFinishIsWarnedOf) {
    auto world = rowed();
    world.finish(1, t0 + 400s).split(1500, 1, t0 + 401s);
    EXPECT_TRUE(world.warns(WarningKind::split_after_finish));
}

// user-pains 23: one pass over two sensors made two laps.
TEST(JudgeResults, Pain23TwoSensorsAtOnePointAreOneCrossing) {
    auto world = rowed();
    world.finish(1, t0 + 400s).impulse({PointKind::finish, 0}, 1, t0 + 400s + 3ms, box_a, Source::system_b);
    EXPECT_EQ(world.time(1), 400s);
    EXPECT_EQ(world.use_of_last(1), Use::confirming);
    world.finish(1, t0 + 401s);
    EXPECT_EQ(world.use_of_last(1), Use::doubled);
    world.finish(1, t0 + 450s);
    EXPECT_EQ(world.use_of_last(1), Use::further);
    EXPECT_EQ(world.time(1), 400s) << "a later trigger never moves a finish";
}

// user-pains 24: the main reader missed the finish, saw the runner again later, and overrode the correct backup.
TEST(JudgeResults, Pain24ALateCrossingOfTheMainSystemDoesNotOverrideTheBackup) {
    auto world = rowed();
    world.impulse({PointKind::finish, 0}, 1, t0 + 400s, box_b, Source::system_b).finish(1, t0 + 30min);
    EXPECT_FALSE(world.result(1).time.has_value()) << "B saw the crew, without a start of its own; what A saw half an hour later is not its finish";
    world.impulse({PointKind::start_signal, 0}, 0, t0, box_b, Source::system_b);
    EXPECT_EQ(world.time(1), 400s);
    EXPECT_EQ(world.result(1).time->source, Source::system_b);
    EXPECT_TRUE(world.warns(WarningKind::systems_differ));
}

// user-pains 25: no hidden filters.
TEST(JudgeResults, Pain25EveryImpulseInTheWindowHasAUse) {
    auto world = rowed();
    world.finish(0, t0 + 400s).finish(9, t0 + 400s).split(750, 1, t0 + 150s).finish(1, t0 + 10ms);
    const auto judgement = world.judged();
    std::vector<Use> uses;
    for (const auto& impulse : judgement.impulses) uses.push_back(impulse.use);
    EXPECT_EQ(uses, (std::vector{Use::used, Use::too_early, Use::split_not_in_rules, Use::unnamed, Use::lane_not_drawn}));
}

TEST(JudgeResults, ANamelessCrossingIsKeptUntilSomebodyNamesIt) {
    auto world = rowed();
    world.finish(0, t0 + 400s);
    EXPECT_TRUE(world.warns(WarningKind::unnamed_impulse));
    world.give(AssignImpulse{world.last_impulse(), the_race, {PointKind::finish, 0}, lane(3)});
    EXPECT_EQ(world.time(3), 400s);
    EXPECT_FALSE(world.warns(WarningKind::unnamed_impulse));
    world.give(AssignImpulse{world.last_impulse(), the_race, {PointKind::finish, 0}, lane(5)});
    EXPECT_FALSE(world.result(3).time.has_value());
    EXPECT_EQ(world.time(5), 400s);
}

TEST(JudgeResults, AnImpulseOfAnUnknownChannelIsKeptUntilSomebodySaysWhatItWas) {
    auto world = rowed();
    world.impulse({PointKind::unbound, 0}, 0, t0 + 400s);
    EXPECT_TRUE(world.warns(WarningKind::unnamed_impulse));
    world.give(AssignImpulse{world.last_impulse(), the_race, {PointKind::finish, 0}, lane(2)});
    EXPECT_EQ(world.time(2), 400s);
}

TEST(JudgeResults, AVoidedImpulseIsNotUsedAndComesBackWhenRestored) {
    auto world = rowed();
    world.finish(1, t0 + 400s);
    const auto id = world.last_impulse();
    world.give(VoidImpulse{id});
    EXPECT_FALSE(world.result(1).time.has_value());
    EXPECT_EQ(world.use_of_last(1), Use::voided);
    const auto judged = world.judged();
    const auto shown = std::ranges::find(judged.impulses, id, [](const JudgedImpulse& one) { return one.ledger->id; });
    EXPECT_EQ(shown->since_start.value().length, 400s) << "and whoever reads the list sees what it was";
    world.give(RestoreImpulse{id});
    EXPECT_EQ(world.time(1), 400s);
}

// user-pains 8: bad reads were accepted as valid times.
TEST(JudgeResults, Pain8ASuspectImpulseIsShownAndNotUsedUntilAPersonVouchesForIt) {
    auto world = rowed();
    auto bad = World::make({PointKind::finish, 0}, 1, t0 + 400s);
    bad.trust = Trust::suspect;
    world.give(ReportImpulse{bad, Change::seen});
    EXPECT_FALSE(world.result(1).time.has_value());
    EXPECT_TRUE(world.warns(WarningKind::suspect_impulse));
    world.give(AssignImpulse{world.last_impulse(), the_race, {PointKind::finish, 0}, lane(1)});
    EXPECT_EQ(world.time(1), 400s);
}

TEST(JudgeResults, BothEndsOfATimeComeFromOneClockWhereItSawBoth) {
    auto world = World{}.arm();
    world.impulse({PointKind::start_signal, 0}, 0, t0, box_a);
    auto start_b = World::make({PointKind::start_signal, 0}, 0, t0, box_b, Source::system_b);
    start_b.stamp.at += 4ms;
    auto finish_b = World::make({PointKind::finish, 0}, 1, t0 + 400s, box_b, Source::system_b);
    finish_b.stamp.at -= 9ms;
    world.give(ReportImpulse{start_b, Change::seen}).give(ReportImpulse{finish_b, Change::seen});
    EXPECT_EQ(world.time(1), 400s) << "ticks of box B, not the mapped times";
    EXPECT_LT(world.result(1).time->uncertainty, 1ms);
}

TEST(JudgeResults, ATimeOverTwoClocksSaysThatItIsLessCertain) {
    auto world = rowed();
    world.impulse({PointKind::finish, 0}, 1, t0 + 400s, box_b);
    EXPECT_GE(world.result(1).time->uncertainty, 2ms);
}

// Rowing sends the next race off while the last one is still on the course.
TEST(JudgeResults, RacesOnTheWaterTogetherEachGetTheirOwnCrossings) {
    World world;
    world.schedule(2, "rowing");
    world.arm(1s).start(t0);
    world.give(ArmRace{RaceId{2}}).give(GiveAttention{RaceId{2}});
    world.start(t0 + 5min);
    world.split(500, 1, t0 + 5min + 95s);
    world.finish_all(t0 + 400s);
    world.finish_all(t0 + 5min + 410s);
    EXPECT_EQ(world.time(1, the_race), 400s);
    EXPECT_EQ(world.time(1, RaceId{2}), 410s);
    EXPECT_EQ(world.result(1, RaceId{2}).splits[0].time->length, 95s);
    EXPECT_EQ(world.result(1, the_race).splits[0].time, std::nullopt);
    EXPECT_EQ(world.judged(the_race).phase, Phase::finished);
    EXPECT_EQ(world.judged(RaceId{2}).phase, Phase::finished);
}

TEST(JudgeResults, IndividualStartsMeasureEachCrewFromItsOwnStart) {
    rules::RuleSet head_race;
    head_race.start.kind = rules::StartKind::individual;
    head_race.splits_m = {};
    auto world = World{head_race}.arm();
    for (int i = 1; i <= 3; ++i) world.impulse({PointKind::start_signal, 0}, i, t0 + i * 30s);
    world.finish(3, t0 + 90s + 470s).finish(1, t0 + 30s + 500s).finish(2, t0 + 60s + 480s);
    EXPECT_EQ(world.time(1), 500s);
    EXPECT_EQ(world.time(3), 470s);
    EXPECT_EQ(world.rank(3), 1);
    EXPECT_EQ(world.rank(1), 3);
    EXPECT_TRUE(world.judged().start.faults.empty());
}

// user-pains 31: riders who waited near the line got times of a race that they had not begun.
TEST(JudgeResults, Pain31ACrewThatHasNotStartedGetsNoTimeAndTakesNobodysTime) {
    rules::RuleSet head_race;
    head_race.start.kind = rules::StartKind::individual;
    head_race.splits_m = {};
    auto world = World{head_race}.arm();
    world.impulse({PointKind::start_signal, 0}, 1, t0);
    world.finish(2, t0 + 100s).finish(1, t0 + 500s);
    EXPECT_FALSE(world.result(2).time.has_value()) << "it drifted over the line, and waits for its start";
    EXPECT_EQ(world.time(1), 500s);
    EXPECT_EQ(world.rank(1), 1);
    world.impulse({PointKind::start_signal, 0}, 2, t0 + 600s);
    EXPECT_FALSE(world.result(2).time.has_value());
    world.finish(2, t0 + 1090s);
    EXPECT_EQ(world.time(2), 490s) << "from its own start to its own finish";
    EXPECT_EQ(world.rank(2), 1);
}

// user-pains 10: two readers should act as one line.
TEST(JudgeResults, Pain10TwoDevicesAtOnePointAreOneLine) {
    auto world = World{}.arm().start(t0);
    for (int i = 1; i <= 6; ++i) {
        auto crossing = World::make({PointKind::finish, 0}, i, t0 + 400s + i * 1s);
        if (i > 3) crossing.device = "far_side";
        world.give(ReportImpulse{crossing, Change::seen});
    }
    auto both = World::make({PointKind::finish, 0}, 3, t0 + 403s + 20ms);
    both.device = "far_side";
    world.give(ReportImpulse{both, Change::seen});
    for (int i = 1; i <= 6; ++i) {
        EXPECT_EQ(world.time(i), 400s + i * 1s);
        EXPECT_EQ(world.rank(i), i);
    }
    EXPECT_EQ(world.use_of_last(3), Use::doubled) << "lane 3 was seen by both";
}

TEST(JudgeResults, Pain6WithoutAStartThereIsNoTimeAndItIsTold) {
    auto world = World{}.arm().finish_all(t0 + 400s);
    for (int i = 1; i <= 6; ++i) EXPECT_FALSE(world.result(i).time.has_value());
    EXPECT_TRUE(world.warns(WarningKind::no_start_signal));
    EXPECT_FALSE(world.order(PublishResult{the_race}).has_value());
    world.give(AddImpulse{the_race, {PointKind::start_signal, 0}, std::nullopt, at(t0), 0ns}, "by the umpire's watch");
    EXPECT_EQ(world.time(1), 400s);
    EXPECT_TRUE(world.result(1).time->by_hand);
}

TEST(JudgeResults, Pain26ACrewThatSeemsToFinishTwiceIsAskedAbout) {
    auto world = World{}.arm().start(t0).finish(3, t0 + 320s).finish(3, t0 + 402s);
    EXPECT_EQ(world.time(3), 320s);
    EXPECT_TRUE(world.warns(WarningKind::second_crossing));
    world.give(VoidImpulse{*world.result(3).time->finish}, "the launch");
    EXPECT_EQ(world.time(3), 402s);
    EXPECT_FALSE(world.warns(WarningKind::second_crossing));
}

TEST(JudgeResults, ALineReadInFullAtLastTakesThePlaceOfTheDamagedOne) {
    auto world = World{}.arm().start(t0);
    auto damaged = World::make({PointKind::finish, 0}, 3, t0 + 400s);
    damaged.trust = Trust::suspect;
    world.give(ReportImpulse{damaged, Change::seen});
    EXPECT_FALSE(world.result(3).time.has_value());
    auto whole = damaged;
    whole.trust = Trust::good;
    world.give(ReportImpulse{whole, Change::repeated});
    EXPECT_EQ(world.time(3), 400s);
    EXPECT_FALSE(world.warns(WarningKind::suspect_impulse));
    EXPECT_TRUE(world.order(ReportImpulse{whole, Change::repeated}).value().empty()) << "once";
}

TEST(JudgeResults, ADamagedCancellationCancelsNothing) {
    auto world = World{}.arm().start(t0).finish(3, t0 + 400s);
    auto cancelled = World::make({PointKind::finish, 0}, 3, t0 + 400s);
    cancelled.trust = Trust::suspect;
    world.give(ReportImpulse{cancelled, Change::withdrawn});
    EXPECT_EQ(world.time(3), 400s);
    cancelled.trust = Trust::good;
    world.give(ReportImpulse{cancelled, Change::withdrawn});
    EXPECT_FALSE(world.result(3).time.has_value());
}

// --- times that nobody rows ---

TEST(JudgeResults, ATimeOfThePictureThatNobodyRowsIsWarnedOf) {
    for (const auto time : {Duration{1ms}, Duration{100s}}) {   // the first shows 0.00
        auto world = rowed();
        world.give(ReadPhoto{the_race, "a.lif", 1ms, {{lane(1), 1, time, {}, {}}}});
        EXPECT_EQ(world.time(1), time) << "it stands: people read it";
        EXPECT_TRUE(world.warns(WarningKind::implausible_time)) << rules::format_time(time, 1ms);
    }
    auto world = rowed();
    world.give(ReadPhoto{the_race, "a.lif", 1ms, {{lane(1), 1, 400s, {}, {}}}});
    EXPECT_FALSE(world.warns(WarningKind::implausible_time));
}

TEST(JudgeResults, ACrossingThatOnlyItsSpeedDropsIsToldAndCanBeNamed) {
    auto world = rowed();
    world.finish(4, t0 + 290s);
    const auto crossing = world.last_impulse();
    EXPECT_EQ(world.use_of_last(4), Use::too_early);
    EXPECT_TRUE(world.warns(WarningKind::crossing_dropped));
    world.give(AssignImpulse{crossing, the_race, {PointKind::finish, 0}, lane(4)});
    EXPECT_EQ(world.time(4), 290s);
    EXPECT_FALSE(world.warns(WarningKind::crossing_dropped));
    EXPECT_TRUE(world.warns(WarningKind::implausible_time)) << "a person vouches for the crossing; the time is looked at all the same";
}

TEST(JudgeResults, AnEarlyTriggerOfACrewThatCameInLaterIsNoNews) {
    auto world = rowed();
    world.finish(4, t0 + 123ms).finish(4, t0 + 124ms);
    EXPECT_EQ(std::ranges::count(world.judged().warnings, WarningKind::crossing_dropped, &Warning::kind), 1) << "once for a place";
    world.finish(4, t0 + 400s);
    EXPECT_FALSE(world.warns(WarningKind::crossing_dropped));
}

TEST(JudgeResults, ACrewThatFinishedAndWasNotSeenToStartIsNamedWhereEachHasAStartOfItsOwn) {
    rules::RuleSet rules;
    rules.start.kind = rules::StartKind::individual;
    World world{rules};
    world.arm().impulse({PointKind::start_signal, 0}, 1, 10s).finish(1, 10s + 7min).finish(4, 10s + 8min);
    const auto warnings = world.judged().warnings;
    const auto found = std::ranges::find(warnings, WarningKind::no_start_signal, &Warning::kind);
    ASSERT_NE(found, warnings.end());
    EXPECT_EQ(found->lane, lane(4));
    world.give(AddImpulse{the_race, {PointKind::start_signal, 0}, lane(4), at(70s)}, "by the starter's watch");
    EXPECT_FALSE(world.warns(WarningKind::no_start_signal));
    EXPECT_EQ(world.time(4), 7min);
}

TEST(JudgeResults, NoGapHidesThatTheSlowerCrewIsPlacedBetter) {
    ResultTime faster;
    faster.published = faster.exact = 7min;
    faster.unit = 10ms;
    auto slower = faster;
    slower.published = slower.exact = 7min + 1s;
    EXPECT_EQ(gap_between(faster, slower, {}), 1s);
    EXPECT_EQ(gap_between(faster, faster, {}), 0s);
    EXPECT_EQ(gap_between(slower, faster, {}), std::nullopt);
}

TEST(JudgeResults, ARelegatedCrewHasNoGapAfterAReRowEither) {
    World world;
    world.arm().start(10s).finish_all(10s + 7min).give(SetStatus{the_race, lane(1), ResultStatus::relegated}, "a second boat");
    EXPECT_FALSE(world.result(1).behind_leader);
    world.wait_until(9min).give(OrderRerow{the_race, {lane(3), lane(4)}}, "a swan");
    world.arm(30min).start(30min + 10s).finish(4, 37min + 10s).finish(3, 37min + 11s);
    EXPECT_EQ(world.rank(4), 2) << "in the re-row before lane 3, and of the first race the slower";
    EXPECT_FALSE(world.result(1).behind_leader) << "placed last, whatever its time";
    EXPECT_FALSE(world.result(1).behind_next);
    EXPECT_FALSE(world.result(3).behind_next) << "faster than the crew before it";
    EXPECT_EQ(world.result(3).behind_leader, 1s);
}

}  // namespace judge_results_test
}  // namespace bowball::engine
