// What ended a race by mistake is taken back by an event, and what was sensed meanwhile is judged as if the race had gone on.
#include "core/limits.hpp"
#include "world.hpp"

namespace bowball::engine {
namespace interruption_test {

constexpr RaceId second{2};

/// On the water since 10 s; the crews are at 500 m by 100 s.
World on_the_water() {
    World world;
    world.schedule(2, "rowing");
    world.arm().start(10s);
    for (int i = 1; i <= 6; ++i) world.split(500, i, 10s + 90s + i * 1s);
    return world;
}
std::string refusal(World& world, Command command, std::string reason = "a slip of the finger") { return world.order(std::move(command), std::move(reason)).error().text; }
Digest sealed(const World& world, RaceId race = the_race) { return digest_of(world.judged(race)); }

TEST(AbandonmentWithdrawn, TheRaceGoesOnAndWhatCameMeanwhileIsItsOwn) {
    auto world = on_the_water();
    auto undisturbed = world;
    world.wait_until(3min).give(AbandonRace{the_race}, "another race was meant");
    for (int i = 1; i <= 3; ++i) world.finish(i, 10s + 7min + i * 1s);
    EXPECT_FALSE(world.result(1).time) << "nobody's, as long as it is abandoned";
    EXPECT_EQ(world.use_of_last(3), Use::after_close);
    world.wait_until(8min).give(WithdrawAbandonment{the_race}, "another race was meant");
    EXPECT_EQ(world.judged().phase, Phase::running);
    for (int i = 4; i <= 6; ++i) world.finish(i, 10s + 7min + 50s + i * 1s);
    for (int i = 1; i <= 3; ++i) undisturbed.finish(i, 10s + 7min + i * 1s);
    for (int i = 4; i <= 6; ++i) undisturbed.finish(i, 10s + 7min + 50s + i * 1s);
    EXPECT_EQ(sealed(world), sealed(undisturbed)) << "as if it had never been said";
    EXPECT_EQ(world.race().runs.size(), 1u);
    EXPECT_EQ(world.use_of_last(3), Use::used);
    world.wait_until(10min).give(PublishResult{the_race}).give(ConfirmResult{the_race, true}, "seen");
    EXPECT_EQ(world.judged().phase, Phase::official);
}

TEST(AbandonmentWithdrawn, NeedsAReasonAndARaceThatIsAbandoned) {
    auto world = on_the_water();
    EXPECT_EQ(refusal(world, WithdrawAbandonment{the_race}), "Race 1 is not abandoned.");
    world.give(AbandonRace{the_race}, "a storm");
    EXPECT_EQ(world.order(WithdrawAbandonment{the_race}).error().code, errc::needs_reason);
    world.give(OrderRerow{the_race, {}}, "once more");
    EXPECT_EQ(refusal(world, WithdrawAbandonment{the_race}), "Race 1 is not abandoned.");
    world.arm(20min);
    EXPECT_EQ(refusal(world, WithdrawAbandonment{the_race}), "Race 1 is not abandoned.") << "a new start is on";
    EXPECT_FALSE(check_authority(Role::starter, WithdrawAbandonment{the_race}));
    EXPECT_TRUE(check_authority(Role::judge, WithdrawAbandonment{the_race}));
}

TEST(AbandonmentWithdrawn, WhateverStoodBeforeStandsAgain) {
    World scheduled;
    scheduled.give(AbandonRace{the_race}, "a slip").give(WithdrawAbandonment{the_race}, "a slip");
    EXPECT_EQ(scheduled.race().stage, Stage::scheduled);
    World called;
    called.give(CallRace{the_race}).give(AnnounceStart{the_race, Announcement::two_minutes}).give(CallRoll{the_race, lane(3)});
    called.give(AbandonRace{the_race}, "a slip").give(WithdrawAbandonment{the_race}, "a slip");
    EXPECT_EQ(called.race().stage, Stage::called);
    EXPECT_EQ(called.race().roll.value().present, std::vector{lane(3)});
    World recalled;
    recalled.arm().start(10s).wait_until(11s).give(RecallRace{the_race, RecallCause::false_start}).give(AbandonRace{the_race}, "a slip").give(WithdrawAbandonment{the_race}, "a slip");
    EXPECT_EQ(recalled.race().stage, Stage::recalled);
    EXPECT_EQ(recalled.race().runs[0].closed_at, recalled.race().runs[0].recalled_by->at) << "called back it stays";
    EXPECT_EQ(recalled.order(ArmRace{the_race}).error().code, errc::wrong_state) << "and its false start waits for a verdict";
    auto out = on_the_water();
    out.finish_all(10s + 7min).wait_until(8min).give(PublishResult{the_race}).give(AbandonRace{the_race}, "a slip").give(WithdrawAbandonment{the_race}, "a slip");
    EXPECT_EQ(out.judged().phase, Phase::unofficial);
    EXPECT_TRUE(out.race().unofficial_at.has_value());
    out.give(ConfirmResult{the_race, true}, "seen");
}

TEST(AbandonmentWithdrawn, WhatOfficialsSaidMeanwhileStands) {
    auto world = on_the_water();
    world.give(RaiseObjection{the_race, lane(5)}).give(SetStatus{the_race, lane(1), ResultStatus::did_not_finish}).give(AbandonRace{the_race}, "a slip");
    world.give(SetStatus{the_race, lane(2), ResultStatus::did_not_finish}).give(SetPenalty{the_race, lane(3), 5s});
    world.give(SetStatus{the_race, lane(1), ResultStatus::none}).give(ResolveObjection{the_race, lane(5), false}, "nothing in it").give(RaiseObjection{the_race, lane(6)});
    world.give(WithdrawAbandonment{the_race}, "a slip");
    EXPECT_EQ(world.race().lane(lane(1))->status, ResultStatus::none);
    EXPECT_EQ(world.race().lane(lane(2))->status, ResultStatus::did_not_finish);
    EXPECT_EQ(world.race().lane(lane(3))->penalty, 5s);
    EXPECT_FALSE(world.race().lane(lane(5))->objection) << "it was resolved";
    EXPECT_TRUE(world.race().lane(lane(6))->objection);
}

TEST(AbandonmentWithdrawn, AReRowThatWasGivenUpWithItIsOnAgain) {
    auto world = on_the_water();
    world.finish_all(10s + 7min).wait_until(8min).give(SetPenalty{the_race, lane(2), 500ms}).give(OrderRerow{the_race, {lane(1), lane(2)}}, "a swan").arm(20min).start(20min + 10s);
    world.give(AbandonRace{the_race}, "a slip");
    EXPECT_EQ(world.result(2).penalty, 500ms) << "of the first race, whose result stands";
    world.finish(2, 27min + 10s).give(WithdrawAbandonment{the_race}, "a slip").finish(1, 27min + 15s);
    EXPECT_EQ(world.rank(2), 1) << "it won the re-row, part of which was rowed while nobody listened";
    EXPECT_EQ(world.rank(1), 2);
    EXPECT_EQ(world.race().runs.size(), 2u);
}

TEST(AbandonmentWithdrawn, WhoHadNotStartedWaitsAtTheLineAndNoPauseRunsOn) {
    rules::RuleSet rules;
    rules.start.control.pause_least = 2s;
    rules.start.control.pause_most = 3s;
    World world{rules};
    world.schedule(2, "rowing").arm();
    ASSERT_TRUE(world.race().runs[0].pause_seal);
    world.give(AbandonRace{the_race}, "a slip").give(WithdrawAbandonment{the_race}, "a slip");
    EXPECT_EQ(world.race().stage, Stage::armed) << "attention is given anew";
    EXPECT_EQ(world.state.equipment->kind, OutputKind::lights_off);
    world.wait_until(10s);
    EXPECT_EQ(world.order(EndPause{the_race, RunNumber{1}, "chance"}).error().code, errc::wrong_state) << "the pause of before starts nobody";
    world.give(GiveAttention{the_race}).start(20s);
    EXPECT_EQ(world.judged().phase, Phase::started);
}

TEST(AbandonmentWithdrawn, IsRefusedWhereTheStartLineIsAnothersByNow) {
    World world;
    world.schedule(2, "rowing").arm().give(AbandonRace{the_race}, "a slip").arm(1min, second).start(70s);
    EXPECT_EQ(refusal(world, WithdrawAbandonment{the_race}), "Race 1 had not started, and race 2 was armed after it. Order a re-row to start it again.");
    auto started = on_the_water();
    started.give(AbandonRace{the_race}, "a slip").arm(3min, second).start(3min + 10s).give(WithdrawAbandonment{the_race}, "a slip");
    started.finish_all(10s + 7min);
    EXPECT_EQ(started.rank(1), 1) << "who is on the water needs no line";
    EXPECT_FALSE(started.result(1, second).time);
}

/// Race 2 starts while race 1 is abandoned by mistake, and what crosses the line in the time of race 1 is race 2's.
World two_on_the_water() {
    World world;
    world.schedule(2, "rowing");
    world.arm().start(10s).wait_until(20s).give(AbandonRace{the_race}, "a slip").arm(30s, second).start(40s);
    world.finish_all(40s + 6min);
    return std::move(world.wait_until(8min).give(PublishResult{second}).give(ConfirmResult{second, true}, "seen"));
}

TEST(AbandonmentWithdrawn, TakesNothingOutOfAnOfficialResult) {
    auto world = two_on_the_water();
    const auto before = sealed(world, second);
    world.give(WithdrawAbandonment{the_race}, "a slip");
    EXPECT_EQ(sealed(world, second), before);
    EXPECT_FALSE(world.result(1).time) << "its crossings stand in an official result";
    world.give(ReopenResult{second}, "race 1 was on");
    EXPECT_EQ(world.rank(1), 1) << "they were the crews of race 1";
    EXPECT_FALSE(world.result(1, second).time);
}

TEST(AbandonmentWithdrawn, StandsBesideAnOfficialResultThatStaysAsItIs) {
    auto world = on_the_water();
    world.give(AbandonRace{the_race}, "a slip").finish_all(10s + 7min);
    world.arm(10min, second).start(10min + 10s).finish_all(17min + 10s).wait_until(20min).give(PublishResult{second}).give(ConfirmResult{second, true}, "seen");
    const auto before = sealed(world, second);
    world.give(WithdrawAbandonment{the_race}, "found out at lunch");
    EXPECT_EQ(sealed(world, second), before);
    EXPECT_EQ(world.rank(1), 1) << "its crossings were seen, and are its own";
    EXPECT_EQ(world.time(1), 7min);
}

TEST(RerowWithdrawn, InMidRaceTheCrewsRowOn) {
    auto world = on_the_water();
    auto undisturbed = world;
    world.give(OrderRerow{the_race, {}}, "another race was meant").finish_all(10s + 7min);
    EXPECT_EQ(world.judged().phase, Phase::called);
    EXPECT_EQ(world.order(WithdrawRerow{the_race}).error().code, errc::needs_reason);
    world.give(WithdrawRerow{the_race}, "another race was meant");
    EXPECT_EQ(world.judged().phase, Phase::finished);
    undisturbed.finish_all(10s + 7min);
    EXPECT_EQ(sealed(world), sealed(undisturbed));
    EXPECT_EQ(refusal(world, WithdrawRerow{the_race}), "Race 1 has no re-row ordered that could be taken back.");
}

TEST(RerowWithdrawn, StatusPenaltyAndObjectionStandAsTheyDid) {
    auto world = on_the_water();
    world.finish(1, 7min).give(SetStatus{the_race, lane(2), ResultStatus::did_not_finish}).give(SetPenalty{the_race, lane(1), 5s}).give(RaiseObjection{the_race, lane(3)});
    world.give(OrderRerow{the_race, {}}, "a slip").give(OrderRerow{the_race, {lane(1), lane(2)}}, "of two");
    world.give(CallRace{the_race}).give(WithdrawRerow{the_race}, "not of two").give(WithdrawRerow{the_race}, "of nobody");
    EXPECT_EQ(world.race().stage, Stage::attention);
    EXPECT_TRUE(world.race().rerow_lanes.empty());
    EXPECT_TRUE(world.race().runs[0].rowed_again.empty());
    EXPECT_EQ(world.race().lane(lane(1))->penalty, 5s);
    EXPECT_EQ(world.race().lane(lane(2))->status, ResultStatus::did_not_finish);
    EXPECT_TRUE(world.race().lane(lane(3))->objection);
    world.give(OrderRerow{the_race, {}}, "a swan").arm(20min);
    EXPECT_EQ(refusal(world, WithdrawRerow{the_race}), "Race 1 has no re-row ordered that could be taken back.") << "it is armed";
}

TEST(Interruptions, AreTakenBackInTheirOrderAndBounded) {
    auto world = on_the_water();
    for (std::size_t i = 0; i < limits::interruptions; ++i) world.give(AbandonRace{the_race}, "on").give(OrderRerow{the_race, {}}, "off");
    EXPECT_EQ(world.race().interruptions.size(), limits::interruptions);
    EXPECT_EQ(refusal(world, WithdrawAbandonment{the_race}), "Race 1 is not abandoned.");
    world.give(WithdrawRerow{the_race}, "back").give(WithdrawAbandonment{the_race}, "back");
    EXPECT_EQ(world.race().stage, Stage::rerow_ordered);
}

TEST(ResultWithdrawn, TheRaceStandsAsItStoodBeforeItWasPublished) {
    auto world = on_the_water();
    world.finish(1, 7min).finish(2, 7min + 1s);
    for (int i = 3; i <= 6; ++i) world.give(SetStatus{the_race, lane(i), ResultStatus::did_not_finish});
    world.wait_until(8min).give(PublishResult{the_race});
    EXPECT_EQ(world.order(WithdrawResult{the_race}).error().code, errc::needs_reason);
    world.finish(3, 8min + 10s).give(WithdrawResult{the_race}, "three crews are still on the water");
    EXPECT_EQ(world.judged().phase, Phase::finished);
    EXPECT_FALSE(world.race().unofficial_at);
    world.give(SetStatus{the_race, lane(3), ResultStatus::none});
    EXPECT_EQ(world.rank(3), 3) << "what came while it was out is its own";
    EXPECT_EQ(refusal(world, ConfirmResult{the_race, true}, "seen"), "Publish the unofficial result first.");
    world.wait_until(9min).give(PublishResult{the_race}).give(ConfirmResult{the_race, true}, "seen");
    EXPECT_EQ(refusal(world, WithdrawResult{the_race}), "Race 1 is official. Reopen it first.");
}

TEST(ResultWithdrawn, TheProtestWindowBeginsAnewWithTheNextResult) {
    rules::RuleSet rules;
    rules.finish.protest_window = 5min;
    World world{rules};
    world.arm().start(10s).finish_all(10s + 7min).wait_until(8min).give(PublishResult{the_race}).wait_until(9min).give(WithdrawResult{the_race}, "too soon");
    world.wait_until(12min).give(PublishResult{the_race}).wait_until(14min);
    EXPECT_EQ(refusal(world, ConfirmResult{the_race}, ""), "The protest window is still open. Wait, or confirm with a reason.");
}

TEST(ResultWithdrawn, WhatWasOfficialStandsUntilItIsRevised) {
    auto world = on_the_water();
    world.finish_all(10s + 7min).wait_until(8min).give(PublishResult{the_race}).give(ConfirmResult{the_race, true}, "seen").give(ReopenResult{the_race}, "a protest");
    EXPECT_EQ(refusal(world, WithdrawResult{the_race}), "Race 1 was official, and that result stands until the revised one is. Make it official again, or order a re-row.");
    World none;
    EXPECT_EQ(refusal(none, WithdrawResult{the_race}), "Race 1 has no result out.");
}

TEST(ResultWithdrawn, OfARaceThatWasStoppedWhenAllWereInAndOfOneThatOnlyACameraSaw) {
    auto stopped = on_the_water();
    stopped.finish_all(10s + 7min).give(AbandonRace{the_race}, "a storm").give(PublishResult{the_race}).give(WithdrawResult{the_race}, "not yet");
    EXPECT_EQ(stopped.race().stage, Stage::abandoned);
    stopped.give(WithdrawAbandonment{the_race}, "it was over");
    EXPECT_EQ(stopped.judged().phase, Phase::finished);
    World camera;
    std::vector<PhotoRow> rows;
    for (int i = 1; i <= 6; ++i) rows.push_back({.lane = lane(i), .place = static_cast<std::uint16_t>(i), .time = 7min + i * 1s, .status = {}, .remark = {}});
    camera.give(ReadPhoto{the_race, "1.lif", 1ms, rows}).give(PublishResult{the_race}).give(WithdrawResult{the_race}, "the wrong file");
    EXPECT_EQ(camera.race().stage, Stage::scheduled);
}

// What was journaled while it was so stays, and a fold of it anew comes to the same.
TEST(Interruptions, FoldedAnewTheyComeToTheSame) {
    auto world = on_the_water();
    world.give(AbandonRace{the_race}, "a slip").give(WithdrawAbandonment{the_race}, "a slip").finish_all(10s + 7min).wait_until(8min);
    world.give(PublishResult{the_race}).give(WithdrawResult{the_race}, "too soon").give(OrderRerow{the_race, {}}, "a slip").give(WithdrawRerow{the_race}, "a slip");
    MeetState again;
    for (const auto& entry : world.entries) again = apply(std::move(again), entry);
    EXPECT_TRUE(again.quarantine.empty());
    EXPECT_EQ(digest_of(judge(again, *again.race(the_race))), sealed(world));
    EXPECT_EQ(again.race(the_race)->stage, Stage::attention);
}

TEST(RerowWithdrawn, APenaltyOfMeanwhileComesToThoseOfBefore) {
    World world;
    world.arm().start(10s).finish_all(410s).give(SetPenalty{the_race, lane(2), 500ms}).give(SetPenalty{the_race, lane(3), 500ms}).give(OrderRerow{the_race, {}}, "a swan");
    world.append(PenaltyGiven{the_race, lane(2), "touched", 1}, {{"Anna", Role::admin}, {}, {}});
    world.give(SetPenalty{the_race, lane(3), 0s}).give(WithdrawRerow{the_race}, "no swan");
    EXPECT_EQ(world.race().lane(lane(2))->penalty, 500ms);
    EXPECT_EQ(world.race().lane(lane(2))->occurrences.size(), 1u);
    EXPECT_EQ(world.race().lane(lane(3))->penalty, 0s) << "that was said, and stands";
}

// Before a recall could be taken back, that was the way round it.
TEST(CalledBack, WhatWasPublishedAndMadeOfficialAllTheSameStaysWhatItWas) {
    World world;
    world.arm().start(10s).finish_all(410s).give(RecallRace{the_race, RecallCause::other}, "a slip").give(AbandonRace{the_race}, "all were in");
    EXPECT_FALSE(world.result(1).time);
    world.append(ResultPublished{the_race}, {{"Anna", Role::admin}, {}, {}});
    world.give(ConfirmResult{the_race, true}, "seen");
    EXPECT_EQ(world.time(1), 400s);
    EXPECT_EQ(world.use_of_last(1), Use::used);
}

}  // namespace interruption_test
}  // namespace bowball::engine
