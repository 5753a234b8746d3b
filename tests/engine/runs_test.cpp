// What belongs to one attempt at a race stays with it: nothing leaks into the next run, and a re-row of some crews settles
// their order without touching the others.
#include "world.hpp"

namespace bowball::engine {
namespace runs_test {

constexpr Duration t0 = 60s;

TEST(Runs, AStartAddedByHandIsNotTheStartOfTheNextRun) {  // user-pains 32
    World world;
    world.arm();
    world.give(AddImpulse{the_race, {PointKind::start_signal, 0}, std::nullopt, at(t0), 0ns}, "button failed");
    ASSERT_TRUE(world.judged().start.signal.has_value());
    world.give(RecallRace{the_race, RecallCause::faulty_start}).wait_until(120s).give(ArmRace{the_race});
    EXPECT_FALSE(world.judged().start.signal.has_value());
    world.give(GiveAttention{the_race});
    world.start(150s).finish_all(150s + 400s);
    EXPECT_EQ(world.time(1), 400s) << "from the new start";
}

TEST(Runs, ACrossingNamedInOneRunDoesNotFinishTheNext) {
    World world;
    world.arm().start(t0);
    for (int i = 1; i <= 6; ++i) world.impulse({PointKind::finish, 0}, 0, t0 + 400s + i * 1s).give(AssignImpulse{world.last_impulse(), the_race, {PointKind::finish, 0}, lane(i)});
    ASSERT_EQ(world.judged().phase, Phase::finished);
    world.give(OrderRerow{the_race, {}}, "washed down").wait_until(1000s).give(ArmRace{the_race}).give(GiveAttention{the_race}).start(1100s);
    EXPECT_EQ(world.judged().phase, Phase::started);
    EXPECT_FALSE(world.result(1).time.has_value());
}

TEST(Runs, ATimeTypedBeforeTheFirstArmingIsMeantForTheFirstRun) {
    World world;
    world.wait_until(100s).give(AddImpulse{the_race, {PointKind::start_signal, 0}, std::nullopt, at(t0), 0ns}, "the race has gone already");
    world.give(ArmRace{the_race}).finish_all(t0 + 400s);
    EXPECT_EQ(world.time(1), 400s);
}

TEST(Runs, ATimeByHandIsAsUncertainAsTheHandAndTheClockOfThePage) {
    World world;
    world.arm();
    const auto typed_at = [&](Duration clock) {
        world.give(AddImpulse{the_race, {PointKind::finish, 0}, lane(1), at(t0), clock});
        return world.state.impulse(ImpulseId{world.last_impulse()})->impulse.stamp;
    };
    EXPECT_EQ(typed_at(0ns).uncertainty, 200ms);
    EXPECT_EQ(typed_at(150ms).uncertainty, 250ms) << "200 ms in quadrature with 150 ms";
    EXPECT_EQ(typed_at(150ms).own_uncertainty, 250ms);
    EXPECT_EQ(world.order(AddImpulse{the_race, {PointKind::finish, 0}, lane(1), at(t0), 5s + 1ns}).error().code, errc::bad_input);
    EXPECT_EQ(world.order(AddImpulse{the_race, {PointKind::finish, 0}, lane(1), at(t0), -1ns}).error().code, errc::bad_input);
}

TEST(Runs, ATimeADayAwayIsASlipOfTheKeyboard) {
    World world;
    world.arm();
    EXPECT_EQ(world.order(AddImpulse{the_race, {PointKind::start_signal, 0}, std::nullopt, RaceTime{-48h}, 0ns}).error().code, errc::bad_input);
}

World dead_heat() {
    World world;
    world.arm().start(t0).finish_all(t0 + 400s);
    world.give(ReadPhoto{the_race, "p", 1ms, {{lane(2), 2, 401s, ResultStatus::none, {}}, {lane(3), 2, 401s, ResultStatus::none, {}}}});
    EXPECT_EQ(world.rank(2), 2);
    EXPECT_EQ(world.rank(3), 2);
    EXPECT_EQ(world.rank(4), 4);
    return world;
}

// Rules of the sports 2.5: the re-row replaces the order between the tied crews, not their times.
TEST(Rerow, OfTwoCrewsDecidesTheirOrderAndLeavesEverythingElse) {
    auto world = dead_heat();
    const auto before = world.result(2).time->exact;
    world.give(OrderRerow{the_race, {lane(2), lane(3)}}, "dead heat for second").wait_until(3600s).give(ArmRace{the_race}).give(GiveAttention{the_race});
    world.start(3660s);
    EXPECT_EQ(world.judged().results.size(), 2u) << "while they row, the board is theirs";
    world.finish(3, 3660s + 410s).finish(2, 3660s + 412s);
    EXPECT_EQ(world.judged().phase, Phase::finished);
    EXPECT_EQ(world.rank(1), 1);
    EXPECT_EQ(world.rank(3), 2);
    EXPECT_EQ(world.rank(2), 3);
    EXPECT_EQ(world.rank(4), 4);
    EXPECT_EQ(world.rank(6), 6);
    EXPECT_EQ(world.result(2).time->exact, before);
    EXPECT_EQ(world.time(5), 404s);
    EXPECT_FALSE(world.result(2).rank_shared);
    world.give(PublishResult{the_race}).give(ConfirmResult{the_race, true}, "re-row of second");
    EXPECT_EQ(world.judged().results.size(), 6u);
}

TEST(Rerow, OfSomeIsForThoseAgainAfterARecall) {
    auto world = dead_heat();
    world.give(OrderRerow{the_race, {lane(2), lane(3)}}, "dead heat").wait_until(3600s).give(ArmRace{the_race}).give(GiveAttention{the_race}).start(3660s);
    world.give(RecallRace{the_race, RecallCause::faulty_start}).wait_until(3700s).give(ArmRace{the_race});
    EXPECT_EQ(world.race().run()->lanes, (std::vector{lane(2), lane(3)}));
    world.give(GiveAttention{the_race}).start(3760s).finish(2, 3760s + 410s).finish(3, 3760s + 411s);
    EXPECT_EQ(world.rank(2), 2);
    EXPECT_EQ(world.rank(3), 3);
    EXPECT_EQ(world.rank(1), 1);
}

/// The places from lane 1 to lane 6; 0 for none.
std::vector<int> places(const World& world) {
    std::vector<int> found;
    for (int i = 1; i <= 6; ++i) found.push_back(world.rank(i));
    return found;
}

World& row_again(World& world, std::vector<LaneNumber> lanes) {
    return world.give(OrderRerow{the_race, std::move(lanes)}, "again").wait_until(3600s).give(ArmRace{the_race}).give(GiveAttention{the_race}).start(3660s);
}

TEST(Rerow, ThatIsAbandonedLeavesTheResultAsItWas) {
    World world;
    world.arm().start(t0).finish(1, t0 + 400s).finish(3, t0 + 401s).finish(4, t0 + 403s).finish(5, t0 + 404s).finish(6, t0 + 405s);
    world.give(SetStatus{the_race, lane(2), ResultStatus::did_not_finish}).give(SetPenalty{the_race, lane(3), 10s});
    EXPECT_EQ(places(world), (std::vector{1, 0, 5, 2, 3, 4}));
    row_again(world, {lane(2), lane(3)}).give(AbandonRace{the_race}, "storm");
    EXPECT_EQ(places(world), (std::vector{1, 0, 5, 2, 3, 4}));
    EXPECT_EQ(world.result(2).status, ResultStatus::did_not_finish);
    EXPECT_EQ(world.result(3).penalty, 10s);
    world.give(PublishResult{the_race}).give(ConfirmResult{the_race, true}, "the re-row was abandoned");
    EXPECT_EQ(places(world), (std::vector{1, 0, 5, 2, 3, 4}));
}

rules::RuleSet with_head_penalties() {
    rules::RuleSet rules;
    rules.penalties = {"head", "", "", {{"BUOY", "", 10s, true, 9, "DSQ"}, {"WASH", "", 5s, true, 9, "DSQ"}}};
    return rules;
}

TEST(Rerow, ThatIsTakenBackLeavesThePenaltiesOfBeforeBesideThoseOfSince) {
    World world{with_head_penalties()};
    world.arm().start(t0).finish_all(t0 + 400s);
    world.give(GivePenalty{the_race, lane(1), "BUOY", 1}).give(GivePenalty{the_race, lane(2), "BUOY", 1}).give(GivePenalty{the_race, lane(3), "BUOY", 1}).give(SetPenalty{the_race, lane(3), 3s});
    world.give(OrderRerow{the_race, {}}, "wind");
    world.give(GivePenalty{the_race, lane(1), "WASH", 1}).give(GivePenalty{the_race, lane(2), "BUOY", 2}).give(SetPenalty{the_race, lane(3), 7s});
    world.give(WithdrawRerow{the_race}, "a slip");
    EXPECT_EQ(world.result(1).penalty, 15s) << "one of each";
    EXPECT_EQ(world.result(2).penalty, 20s) << "two all told";
    EXPECT_EQ(world.result(3).penalty, 17s) << "the seconds of since, and the buoy of before";
}

TEST(Rerow, ThatIsAbandonedLeavesThePenaltiesOfBeforeBesideThoseOfSince) {
    World world{with_head_penalties()};
    world.arm().start(t0).finish_all(t0 + 400s).give(GivePenalty{the_race, lane(1), "BUOY", 1}).give(SetPenalty{the_race, lane(2), 3s});
    world.give(OrderRerow{the_race, {}}, "wind").give(GivePenalty{the_race, lane(1), "WASH", 1});
    auto older = world;
    older.append(RaceAbandoned{the_race});
    EXPECT_EQ(older.result(1).penalty, 5s) << "as a journal of before says it";
    world.give(AbandonRace{the_race}, "a storm");
    EXPECT_EQ(world.result(1).penalty, 15s);
    EXPECT_EQ(world.result(2).penalty, 3s);
}

TEST(Rerow, APenaltyOfMeanwhileThatWasTakenBackTakesNothingOfBefore) {
    World world{with_head_penalties()};
    world.arm().start(t0).finish_all(t0 + 400s).give(SetPenalty{the_race, lane(1), 10s}).give(GivePenalty{the_race, lane(2), "BUOY", 2});
    world.give(OrderRerow{the_race, {}}, "wind");
    for (const int one : {1, 2}) world.give(GivePenalty{the_race, lane(one), "BUOY", 1}).give(GivePenalty{the_race, lane(one), "BUOY", 0});
    auto older = world;
    older.append(RerowWithdrawn{the_race});
    EXPECT_EQ(older.result(1).penalty, 0s) << "as a journal of before says it: what was sealed stays";
    world.give(WithdrawRerow{the_race}, "a slip");
    EXPECT_EQ(world.result(1).penalty, 10s);
    EXPECT_EQ(world.result(2).penalty, 0s) << "of buoys it was said that there are none";
}

TEST(Rerow, OrderedByMistakeIsTakenBack) {
    auto world = dead_heat();
    world.give(SetPenalty{the_race, lane(6), 3s});
    world.give(OrderRerow{the_race, {}}, "wrong race").give(AbandonRace{the_race}, "the order was a mistake");
    EXPECT_EQ(places(world), (std::vector{1, 2, 2, 4, 5, 6}));
    EXPECT_EQ(world.time(6), 408s);
    world.give(PublishResult{the_race});
    EXPECT_EQ(world.judged().phase, Phase::unofficial);
}

TEST(Rerow, SecondAfterAnAbandonedOneIsSettledIntoTheFirstRace) {
    auto world = dead_heat();
    row_again(world, {lane(2), lane(3)}).give(AbandonRace{the_race}, "storm");
    world.give(OrderRerow{the_race, {lane(2), lane(3)}}, "the storm is over").wait_until(7200s).give(ArmRace{the_race}).give(GiveAttention{the_race}).start(7260s);
    world.finish(3, 7260s + 410s).finish(2, 7260s + 412s);
    EXPECT_EQ(places(world), (std::vector{1, 3, 2, 4, 5, 6}));
}

TEST(Rerow, JudgesTheFirstRaceByThePenaltiesOfThen) {
    World world;
    world.arm().start(t0).finish(2, t0 + 400s).finish(1, t0 + 405s).finish(3, t0 + 410s).finish(4, t0 + 420s).finish(5, t0 + 421s).finish(6, t0 + 422s);
    world.give(SetPenalty{the_race, lane(2), 10s});
    EXPECT_EQ(places(world), (std::vector{1, 2, 2, 4, 5, 6}));
    row_again(world, {lane(2), lane(3)}).finish(3, 3660s + 410s).finish(2, 3660s + 412s);
    EXPECT_EQ(places(world), (std::vector{1, 3, 2, 4, 5, 6}));
    EXPECT_EQ(world.time(2), 410s);
}

TEST(Rerow, JudgesTheFirstRaceByTheStatusesOfThen) {
    World world;
    world.arm().start(t0).finish_all(t0 + 400s).give(SetStatus{the_race, lane(1), ResultStatus::relegated});
    EXPECT_EQ(places(world), (std::vector{6, 1, 2, 3, 4, 5}));
    row_again(world, {lane(1), lane(2)}).finish(1, 3660s + 410s).finish(2, 3660s + 412s);
    EXPECT_EQ(places(world), (std::vector{1, 6, 2, 3, 4, 5})) << "they share out the first place and the last, which they held together";
}

TEST(Rerow, APenaltyInItDoesNotTouchTheTimeOfTheFirstRace) {
    auto world = dead_heat();
    row_again(world, {lane(2), lane(3)}).finish(2, 3660s + 410s).finish(3, 3660s + 412s).give(SetPenalty{the_race, lane(2), 5s});
    EXPECT_EQ(places(world), (std::vector{1, 3, 2, 4, 5, 6}));
    EXPECT_EQ(world.time(2), 401s);
    EXPECT_EQ(world.result(2).penalty, 0ns);
}

TEST(Rerow, ACrewThatGivesUpInItComesLastOfThoseWhoRowedAgain) {
    auto world = dead_heat();
    row_again(world, {lane(2), lane(3)}).finish(3, 3660s + 410s).give(SetStatus{the_race, lane(2), ResultStatus::did_not_finish});
    EXPECT_EQ(places(world), (std::vector{1, 3, 2, 4, 5, 6}));
    EXPECT_EQ(world.time(2), 401s);
}

TEST(Rerow, CrewsThatDoNotComeToItShareTheLastOfTheirPlaces) {
    World world;
    world.arm().start(t0).finish_all(t0 + 400s);
    world.give(ReadPhoto{the_race, "p", 1ms, {{lane(2), 2, 401s, ResultStatus::none, {}}, {lane(3), 2, 401s, ResultStatus::none, {}}, {lane(4), 2, 401s, ResultStatus::none, {}}}});
    row_again(world, {lane(2), lane(3), lane(4)}).finish(4, 3660s + 410s);
    world.give(SetStatus{the_race, lane(2), ResultStatus::did_not_start}).give(SetStatus{the_race, lane(3), ResultStatus::did_not_start});
    EXPECT_EQ(places(world), (std::vector{1, 3, 3, 2, 5, 6}));
}

TEST(Rerow, ACrewExcludedInItLosesItsPlaceToTheOthers) {
    auto world = dead_heat();
    row_again(world, {lane(2), lane(3)}).finish(3, 3660s + 410s).give(SetStatus{the_race, lane(2), ResultStatus::excluded});
    EXPECT_EQ(places(world), (std::vector{1, 0, 2, 3, 4, 5}));
}

TEST(Rerow, WhoGaveUpBeforeBeginsAnewAndWhoIsExcludedStaysOut) {
    World world;
    world.arm().start(t0).give(SetStatus{the_race, lane(3), ResultStatus::did_not_finish}).give(SetPenalty{the_race, lane(2), 5s});
    world.give(SetStatus{the_race, lane(6), ResultStatus::excluded});
    EXPECT_EQ(world.order(OrderRerow{the_race, {lane(6)}}, "x").error().code, errc::wrong_state);
    world.give(OrderRerow{the_race, {}}, "washed down").wait_until(900s).give(ArmRace{the_race});
    EXPECT_EQ(world.race().run()->lanes, (std::vector{lane(1), lane(2), lane(3), lane(4), lane(5)}));
    EXPECT_EQ(world.race().lane(lane(2))->penalty, 0ns);
    EXPECT_EQ(world.result(6).status, ResultStatus::excluded) << "and stands on the sheet";
}

TEST(Runs, ACrewTakenBackIntoTheRaceIsTimed) {
    World world;
    world.give(SetStatus{the_race, lane(5), ResultStatus::did_not_start}).arm().start(t0);
    world.give(SetStatus{the_race, lane(5), ResultStatus::none}).finish_all(t0 + 400s);
    EXPECT_EQ(world.rank(5), 5);
}

}  // namespace runs_test
}  // namespace bowball::engine
