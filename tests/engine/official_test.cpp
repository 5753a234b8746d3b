#include "engine/fold.hpp"
#include "world.hpp"

namespace bowball::engine {
namespace official_test {

constexpr Duration t0 = 60s;

World finished() { return World{}.arm().start(t0).finish_all(t0 + 400s); }
World official() { return finished().give(PublishResult{the_race}).give(ConfirmResult{the_race}); }

TEST(Official, AResultIsPublishedThenConfirmedAndSealed) {
    auto world = official();
    EXPECT_EQ(world.judged().phase, Phase::official);
    ASSERT_EQ(world.race().revisions.size(), 1u);
    EXPECT_EQ(world.race().revisions[0].digest, digest_of(world.judged()));
}

TEST(Official, ALaneWithoutTimeOrStatusIsNamedInTheRefusal) {
    auto world = World{}.arm().start(t0).finish_all(t0 + 400s, 5);
    const auto refusal = world.order(PublishResult{the_race}).error();
    EXPECT_EQ(refusal.text, "No finish time and no status in lane 6. Name the crossing, or enter DNF or DNS.");
}

// user-pains 46: a late change altered the jury's view but not the board: lock the decision once public.
TEST(Official, Pain46NothingAboutAnOfficialRaceChangesUntilItIsReopened) {
    auto world = official();
    const auto impulse = world.last_impulse();
    for (const Command& command : std::initializer_list<Command>{
             SetStatus{the_race, lane(1), ResultStatus::disqualified}, SetPenalty{the_race, lane(1), 5s}, VoidImpulse{impulse},
             AssignImpulse{impulse, the_race, {PointKind::finish, 0}, lane(1)}, AddImpulse{the_race, {PointKind::finish, 0}, lane(1), at(t0), 0ns},
             ReadPhoto{the_race, "", 0ns, {{lane(1), std::uint16_t{2}, std::nullopt, ResultStatus::none, {}}}}, ShowCard{the_race, lane(1), CardColour::red},
             DrawLanes{the_race, {{lane(1), CrewId{101}}}},
             RecallRace{the_race, RecallCause::other}, AbandonRace{the_race}, OrderRerow{the_race, {}}, RaiseObjection{the_race, lane(2)}}) {
        const auto refused = world.order(command, "some reason");
        ASSERT_FALSE(refused.has_value()) << command.index();
        EXPECT_EQ(refused.error().code, errc::wrong_state);
    }
    EXPECT_EQ(world.race().revisions[0].digest, digest_of(world.judged()));
}

TEST(Official, TheLanesOfARaceThatOnlyACameraSawAreDrawnNoMore) {
    auto world = World{};
    std::vector<PhotoRow> rows;
    for (int i = 1; i <= 6; ++i) rows.push_back({lane(i), static_cast<std::uint16_t>(i), 400s + i * 1s, ResultStatus::none, {}});
    world.give(ReadPhoto{the_race, "p", 10ms, rows}).give(PublishResult{the_race}).give(ConfirmResult{the_race, true}, "by camera");
    EXPECT_EQ(world.order(DrawLanes{the_race, {{lane(1), CrewId{101}}}}).error().code, errc::wrong_state);
}

TEST(Official, ARevisionNeedsReasonsAndKeepsTheOldSeal) {
    auto world = official();
    EXPECT_EQ(world.order(ReopenResult{the_race}).error().code, errc::needs_reason);
    world.give(ReopenResult{the_race}, "protest of lane 2 upheld").give(SetStatus{the_race, lane(1), ResultStatus::disqualified});
    EXPECT_EQ(world.order(ConfirmResult{the_race}).error().code, errc::needs_reason);
    world.give(ConfirmResult{the_race}, "lane 1 crossed into lane 2");
    EXPECT_EQ(world.judged().phase, Phase::revised);
    ASSERT_EQ(world.race().revisions.size(), 2u);
    EXPECT_NE(world.race().revisions[0].digest, world.race().revisions[1].digest);
    EXPECT_EQ(world.race().revisions[1].by.reason, "lane 1 crossed into lane 2");
    EXPECT_EQ(world.rank(2), 1);
}

TEST(Official, AnImpulseAfterTheSealIsNotThisRaces) {
    auto world = official();
    world.wait_until(20min).finish(1, 20min);
    EXPECT_EQ(world.race().revisions[0].digest, digest_of(world.judged()));
}

TEST(Official, TooCloseToCallNeedsThePhotoOrAReason) {
    auto world = World{}.arm().start(t0).finish_all(t0 + 400s, 5).finish(6, t0 + 404s + 50us).give(PublishResult{the_race});
    EXPECT_EQ(world.order(ConfirmResult{the_race}).error().code, errc::needs_photo);
    EXPECT_EQ(world.order(ConfirmResult{the_race, true}).error().code, errc::needs_reason);
    world.give(ConfirmResult{the_race, true}, "judges agree by eye");
}

TEST(Official, AnOpenObjectionHoldsTheResult) {
    auto world = finished();
    world.give(RaiseObjection{the_race, lane(3)}).give(PublishResult{the_race});
    EXPECT_EQ(world.order(ConfirmResult{the_race, true}, "never mind").error().code, errc::wrong_state);
    world.give(ResolveObjection{the_race, lane(3), false}, "no interference").give(ConfirmResult{the_race});
}

TEST(Official, TheProtestWindowOfTheRuleSetHoldsTheResult) {
    rules::RuleSet slow;
    slow.finish.protest_window = 10min;
    auto world = World{slow}.arm().start(t0).finish_all(t0 + 400s).give(PublishResult{the_race});
    EXPECT_EQ(world.order(ConfirmResult{the_race}).error().code, errc::wrong_state);
    const auto deadline = next_deadline(world.state);
    ASSERT_TRUE(deadline.has_value());
    world.wait_until(deadline->time_since_epoch()).give(ConfirmResult{the_race});
}

TEST(Official, ARerowBeginsANewRunAndTheOldOneIsKept) {
    auto world = finished();
    world.give(OrderRerow{the_race, {}}, "wash from a launch").arm(20min).start(21min).finish_all(21min + 410s);
    EXPECT_EQ(world.time(1), 410s);
    EXPECT_EQ(world.race().runs.size(), 2u);
}

TEST(Official, AnAbandonedRaceDoesNotBlockTheNext) {  // user-pains 35
    World world;
    world.schedule(2, "rowing");
    world.arm().give(AbandonRace{the_race}, "lightning");
    world.give(ArmRace{RaceId{2}});
    EXPECT_EQ(world.judged(RaceId{2}).phase, Phase::at_start);
    EXPECT_EQ(world.judged().phase, Phase::abandoned);
}

TEST(Official, OnlyOneRaceCanStandOnTheStartLine) {
    World world;
    world.schedule(2, "rowing").arm();
    EXPECT_EQ(world.order(ArmRace{RaceId{2}}).error().text,
              "Race 2 must wait: race 1 is armed and has not started. Start it, or take that back first.");
}

// user-pains 6, 36: the order never is the start; an order to an unarmed race is refused with a sentence.
TEST(Official, OrdersOutOfTurnAreRefusedWithASentence) {
    World world;
    EXPECT_EQ(world.order(GiveAttention{the_race}).error().text, "Race 1 is not armed.");
    EXPECT_EQ(world.order(OrderStart{the_race}).error().text, "Race 1 is not under attention. Give attention (red) first.");
    EXPECT_EQ(world.order(PublishResult{the_race}).error().text, "Race 1 has not been rowed.");
    EXPECT_EQ(world.order(CallRace{RaceId{99}}).error().text, "Race 99 is not in the programme.");
}

}  // namespace official_test
}  // namespace bowball::engine
