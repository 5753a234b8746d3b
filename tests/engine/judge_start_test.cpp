#include "world.hpp"

namespace bowball::engine {
namespace judge_start_test {

constexpr Duration t0 = 60s;

World started() { return World{}.arm().red(57s).start(t0); }

bool flagged(const World& world, int in_lane, StartFault fault) {
    const auto start = world.judged().start;
    return std::ranges::any_of(start.faults, [&](const FoundFault& f) { return f.lane == lane(in_lane) && f.fault == fault; });
}

// The product's first promise: rules of the sports 0.1, worked examples 11 to 19.
TEST(JudgeStart, ReactionBelowNinetyThousandthsIsASuspectedFalseStart) {
    auto world = started();
    world.motion(4, t0 + 89ms);
    EXPECT_TRUE(flagged(world, 4, StartFault::reaction));
    EXPECT_TRUE(world.judged().start.recall_requested);
}

TEST(JudgeStart, ExactlyNinetyThousandthsIsLegal) {
    auto world = started();
    world.motion(4, t0 + 90ms);
    EXPECT_TRUE(world.judged().start.faults.empty());
    EXPECT_FALSE(world.judged().start.recall_requested);
}

TEST(JudgeStart, TheThresholdIsComparedOnTheUnroundedTime) {
    auto world = started();
    world.motion(4, t0 + 89999999ns).motion(5, t0 + 90000001ns);
    EXPECT_TRUE(flagged(world, 4, StartFault::reaction)) << "one nanosecond short of 0.090 s, though it would print as 0.089";
    EXPECT_FALSE(flagged(world, 5, StartFault::reaction));
}

TEST(JudgeStart, MotionBeforeTheSignalIsFlagged) {
    auto world = started();
    world.motion(4, t0 - 12ms);
    EXPECT_TRUE(flagged(world, 4, StartFault::early_motion));
}

TEST(JudgeStart, MotionBeforeRedBelongsToNoStart) {
    auto world = World{}.arm().motion(4, 50s).red(57s).start(t0);
    EXPECT_TRUE(world.judged().start.faults.empty());
    EXPECT_FALSE(world.judged().start.lanes[3].reaction.has_value());
}

TEST(JudgeStart, AThresholdOfTheRuleSetCountsNotANumberInTheCode) {
    rules::RuleSet athletics;
    athletics.start.reaction_threshold = 100ms;
    auto world = World{athletics}.arm().start(t0).motion(1, t0 + 99999us).motion(2, t0 + 100ms);
    EXPECT_TRUE(flagged(world, 1, StartFault::reaction));
    EXPECT_FALSE(flagged(world, 2, StartFault::reaction));
}

TEST(JudgeStart, WithoutAThresholdNoReactionIsTooShort) {
    rules::RuleSet swimming;
    swimming.start.reaction_threshold = std::nullopt;
    auto world = World{swimming}.arm().start(t0).motion(1, t0 + 1ms);
    EXPECT_TRUE(world.judged().start.faults.empty());
}

TEST(JudgeStart, BowOverTheLineCountsFromRedToTheSignalAndNotAtIt) {
    auto world = started();
    world.impulse({PointKind::bow_over_line, 0}, 2, t0 - 2ms).impulse({PointKind::bow_over_line, 0}, 3, t0);
    EXPECT_TRUE(flagged(world, 2, StartFault::bow_over_line));
    EXPECT_FALSE(flagged(world, 3, StartFault::bow_over_line)) << "at the signal is legal";
}

// The same limit from the other side: the gates must open within 0.090 s.
TEST(JudgeStart, AGateLaterThanTheLimitMakesTheStartFaultyAndBlamesNobody) {
    auto world = started();
    for (int i = 1; i <= 5; ++i) world.release(i, t0 + 80ms);
    world.release(6, t0 + 90001us);
    EXPECT_TRUE(flagged(world, 6, StartFault::late_release));
    EXPECT_FALSE(flagged(world, 5, StartFault::late_release));
    EXPECT_FALSE(concerns_crew(StartFault::late_release));
    EXPECT_TRUE(world.judged().start.recall_requested);
}

TEST(JudgeStart, AGateAtExactlyTheLimitIsInTime) {
    auto world = started();
    for (int i = 1; i <= 6; ++i) world.release(i, t0 + 90ms);
    EXPECT_TRUE(world.judged().start.faults.empty());
}

TEST(JudgeStart, AStuckGateIsFoundOnceASecondHasPassed) {
    auto world = started();
    for (const int i : {1, 2, 3, 5, 6}) world.release(i, t0 + 40ms);
    EXPECT_FALSE(flagged(world, 4, StartFault::no_release)) << "it may still be on its way";
    EXPECT_EQ(next_deadline(world.state), at(t0 + 1s));
    world.wait_until(t0 + 1s);
    EXPECT_TRUE(flagged(world, 4, StartFault::no_release));
}

TEST(JudgeStart, GatesWithoutSensorsAreNotCalledStuck) {
    auto world = started();
    world.wait_until(t0 + 5s);
    EXPECT_TRUE(world.judged().start.faults.empty());
}

TEST(JudgeStart, SpreadOfTheGatesWarnsThenFaults) {
    auto world = started();
    for (int i = 1; i <= 5; ++i) world.release(i, t0 + 10ms);
    auto warned = world;
    warned.release(6, t0 + 35ms);
    EXPECT_TRUE(warned.judged().start.faults.empty());
    ASSERT_EQ(warned.judged().start.remarks.size(), 1u);
    EXPECT_EQ(warned.judged().start.remarks[0].fault, StartFault::release_skew);
    world.release(6, t0 + 61ms);
    EXPECT_TRUE(flagged(world, 6, StartFault::release_skew));
    EXPECT_EQ(world.judged().start.release_skew->length, 51ms);
}

TEST(JudgeStart, TheSixQuantitiesAreSeparate) {
    auto world = started();
    world.impulse({PointKind::lane_signal, 0}, 1, t0 + 3ms)
        .release(1, t0 + 20ms)
        .impulse({PointKind::gate_clear, 0}, 1, t0 + 300ms)
        .motion(1, t0 + 180ms)
        .impulse({PointKind::bow_contact, 0}, 1, t0 - 400ms)
        .impulse({PointKind::bow_contact, 0}, 2, t0);
    for (int i = 2; i <= 6; ++i) world.release(i, t0 + 25ms);
    const auto start = world.judged().start;
    const auto& lane_1 = start.lanes[0];
    EXPECT_EQ(lane_1.signal->since_signal.length, 3ms);
    EXPECT_EQ(lane_1.release->since_signal.length, 20ms);
    EXPECT_EQ(lane_1.clear->since_signal.length, 300ms);
    EXPECT_EQ(lane_1.reaction->since_signal.length, 180ms);
    EXPECT_EQ(lane_1.contact->since_signal.length, -400ms);
    EXPECT_FALSE(start.lanes[1].contact.has_value()) << "at the signal the boats may leave";
    EXPECT_EQ(world.judged().start.release_skew->length, 5ms);
    EXPECT_TRUE(world.judged().start.faults.empty()) << "contact before the signal is information, no fault";
}

TEST(JudgeStart, ReactionIsMeasuredOnTheSensorsOwnClockWhereItSawTheSignalToo) {
    auto world = World{}.arm();
    world.impulse({PointKind::start_signal, 0}, 0, t0, box_a);
    auto on_b = World::make({PointKind::start_signal, 0}, 0, t0, box_b, Source::system_b);
    on_b.stamp.at += 7ms;  // the mapping of clock B is 7 ms off, its ticks are not
    auto motion = World::make({PointKind::first_motion, 0}, 2, t0 + 91ms, box_b, Source::system_b);
    motion.stamp.at += 7ms;
    world.give(ReportImpulse{on_b, Change::seen}).give(ReportImpulse{motion, Change::seen});
    EXPECT_EQ(world.judged().start.lanes[1].reaction->since_signal.length, 91ms);
    EXPECT_TRUE(world.judged().start.faults.empty());
}

// user-pains 3: a slipped gate gave a false START and results went to the next heat.
TEST(JudgeStart, Pain3AStartSignalWithNoRaceArmedStartsNothing) {
    World world;
    world.start(5s);
    EXPECT_EQ(world.judged().phase, Phase::scheduled);
    world.arm(30s).start(t0);
    EXPECT_EQ(world.judged().start.signal_stamp->at, at(t0));
    EXPECT_EQ(std::ranges::count_if(world.judged().impulses, [](const JudgedImpulse& i) { return i.use == Use::not_armed; }), 1);
}

TEST(JudgeStart, PhasesFollowTheSignalAndTheClock) {
    World world;
    EXPECT_EQ(world.judged().phase, Phase::scheduled);
    world.give(CallRace{the_race});
    EXPECT_EQ(world.judged().phase, Phase::called);
    world.give(ArmRace{the_race});
    EXPECT_EQ(world.judged().phase, Phase::at_start);
    world.give(GiveAttention{the_race});
    EXPECT_EQ(world.judged().phase, Phase::attention);
    world.give(OrderStart{the_race});
    EXPECT_EQ(world.judged().phase, Phase::attention) << "the order is not the fact";
    world.start(t0);
    EXPECT_EQ(world.judged().phase, Phase::started);
    world.wait_until(t0 + 30s);
    EXPECT_EQ(world.judged().phase, Phase::running);
}

TEST(JudgeStart, WhereTheBowAloneDecidesAMotionBeforeTheSignalIsInformation) {
    rules::RuleSet classic;
    classic.start.reaction_threshold = std::nullopt;
    classic.start.motion_is_information = true;
    auto world = World{classic}.arm().red(57s).start(t0);
    world.motion(4, t0 - 12ms);
    EXPECT_TRUE(world.judged().start.faults.empty());
    EXPECT_FALSE(world.judged().start.recall_requested);
    EXPECT_EQ(world.judged().start.lanes[3].reaction->since_signal.length, -12ms) << "kept and shown";
    world.impulse({PointKind::bow_over_line, 0}, 4, t0 - 2ms);
    EXPECT_TRUE(world.judged().start.recall_requested);
}

// A finger varies by 0.2 s: against it a reaction of 0.05 s says nothing.
TEST(JudgeStart, AgainstAStartByHandOnlyWhatLiesBeyondAFingersDoubtIsJudged) {
    World world;
    world.arm().give(AddImpulse{the_race, {PointKind::start_signal, 0}, std::nullopt, at(t0)});
    world.motion(1, t0 + 50ms).motion(2, t0 - 100ms).motion(3, t0 - 900ms).impulse({PointKind::bow_over_line, 0}, 4, t0 - 50ms);
    for (int i = 1; i <= 6; ++i) world.release(i, t0 + 150ms);
    EXPECT_FALSE(flagged(world, 1, StartFault::reaction));
    EXPECT_FALSE(flagged(world, 2, StartFault::early_motion));
    EXPECT_TRUE(flagged(world, 3, StartFault::early_motion)) << "nearly a second before: no finger is so late";
    EXPECT_FALSE(flagged(world, 4, StartFault::bow_over_line));
    EXPECT_FALSE(flagged(world, 5, StartFault::late_release));
    EXPECT_TRUE(world.warns(WarningKind::start_by_hand));
    EXPECT_TRUE(world.judged().start.lanes[0].reaction.has_value()) << "the referee sees it, with its doubt";
    World spread;
    spread.arm().give(AddImpulse{the_race, {PointKind::start_signal, 0}, std::nullopt, at(t0)}).release(1, t0 + 10ms).release(2, t0 + 70ms);
    EXPECT_TRUE(flagged(spread, 2, StartFault::release_skew)) << "the gates' spread needs no start";
}

TEST(JudgeStart, AStartByAButtonOnABoxHasAFingersDoubt) {
    World world;
    world.arm().red(8s).impulse({PointKind::start_signal, 0}, 0, 10s, box_a, Source::hand);
    world.motion(3, 10s + 50ms);
    EXPECT_TRUE(world.judged().start.by_hand);
    EXPECT_TRUE(world.judged().start.faults.empty()) << "the box stamped the button to 0.1 ms, and the finger is no better than 0.2 s";
    world.motion(4, 10s - 300ms);
    EXPECT_EQ(world.judged().start.faults.size(), 1u) << "beyond the finger's doubt";
}

}  // namespace judge_start_test
}  // namespace bowball::engine
