// When each crew is due at the start, where they start one after the other.
#include "world.hpp"

namespace bowball::engine {
namespace due_test {

rules::RuleSet trial(std::vector<std::uint16_t> lanes = {1}) {
    rules::RuleSet rules;
    rules.start.kind = rules::StartKind::individual;
    rules.start.order.interval = 30s;
    rules.start.order.lanes = std::move(lanes);
    return rules;
}

std::vector<Duration> after_first(const World& world) {
    std::vector<Duration> spans;
    for (const auto& one : world.judged().due) spans.push_back(one.after_first);
    return spans;
}

World& enter_handicap(World& world, int in_lane, std::int64_t ms) {
    auto crew = world.state.crews.at(CrewId{100 + static_cast<std::uint32_t>(in_lane)});
    crew.handicap_ms = ms;
    return world.give(EnterCrew{crew}, "masters");
}

TEST(Due, NobodyIsDueAtATimeOfItsOwnWhereAllStartTogether) { EXPECT_TRUE(World{}.judged().due.empty()); }

TEST(Due, CrewsOfATrialFollowEachOtherInTheOrderOfTheLanes) {
    const World world{trial()};
    EXPECT_EQ(after_first(world), (std::vector<Duration>{0s, 30s, 60s, 90s, 120s, 150s}));
    EXPECT_EQ(world.judged().due.front().from, 0) << "each from its own lane";
}

TEST(Due, TwoStartLanesAreUsedInTurn) {
    const World world{trial({3, 4}), 3};
    const auto due = world.judged().due;
    ASSERT_EQ(due.size(), 3u);
    EXPECT_EQ((std::vector<int>{due[0].from, due[1].from, due[2].from}), (std::vector<int>{3, 4, 3}));
}

/// What was printed stands: nobody is called to the start half a minute sooner.
TEST(Due, WhoScratchesKeepsThePlace) {
    World world{trial(), 3};
    world.give(SetStatus{the_race, lane(2), ResultStatus::scratched}, "ill");
    EXPECT_EQ(after_first(world), (std::vector<Duration>{0s, 30s, 60s}));
}

TEST(Due, ATrialOfSomeAgainStartsWithTheFirstOfThem) {
    World world{trial(), 3};
    world.wait_until(1s).give(ArmRace{the_race});
    world.give(OrderRerow{the_race, {lane(2), lane(3)}}, "a log on the course");
    const auto due = world.judged().due;
    ASSERT_EQ(due.size(), 2u);
    EXPECT_EQ(due[0].lane, lane(2));
    EXPECT_EQ(due[0].after_first, 0s);
    EXPECT_EQ(due[1].after_first, 30s);
}

TEST(Due, InAStaggeredStartWhoHasMostTakenOffGoesFirst) {
    rules::RuleSet rules;
    rules.start.order.staggered = true;
    World world{rules, 3};
    enter_handicap(enter_handicap(enter_handicap(world, 1, 5'000), 2, 22'000), 3, 0);
    EXPECT_EQ(after_first(world), (std::vector<Duration>{17s, 0s, 22s}));
}

/// Two crews and one signal at 10 s: lane 1 goes at once, lane 2 twenty seconds later.
World paid_at_the_start() {
    rules::RuleSet rules;
    rules.start.order.staggered = true;
    World world{rules, 2};
    enter_handicap(enter_handicap(world, 1, 20'000), 2, 0);
    return std::move(world.arm().start(10s));
}

/// One signal begins the countdown; who is over the line first has won, and nothing is taken off a second time.
TEST(Due, WhatWasPaidAtTheStartIsNotTakenOffAgain) {
    auto world = paid_at_the_start();
    world.finish(2, 10s + 7min).finish(1, 10s + 7min + 1s);
    EXPECT_EQ(world.time(1), 7min + 1s);
    EXPECT_EQ(world.rank(2), 1);
}

TEST(Due, WhatACrewWaitedItDidNotRow) {
    auto world = paid_at_the_start();
    world.split(500, 1, 10s + 2min).split(500, 2, 10s + 2min + 15s).finish(2, 10s + 7min).finish(1, 10s + 7min + 1s);
    EXPECT_EQ(world.result(1).rowed(), 7min + 1s);
    EXPECT_EQ(world.result(2).rowed(), 6min + 40s);
    EXPECT_EQ(world.result(2).splits.front().time->length, 2min + 15s) << "as the clock of the race shows it";
    EXPECT_EQ(world.result(2).splits.front().segment, 1min + 55s);
}

TEST(Due, EachGateIsHeldAgainstTheTimeThatItsCrewIsDue) {
    auto world = paid_at_the_start();
    world.release(1, 10s + 5ms).wait_until(12s);
    EXPECT_TRUE(world.judged().start.faults.empty()) << "the second gate is not stuck, it is not time yet";
    EXPECT_EQ(next_deadline(world.state), at(31s)) << "then it is";
    world.release(2, 30s + 7ms).wait_until(32s);
    const auto start = world.judged().start;
    EXPECT_TRUE(start.faults.empty());
    EXPECT_EQ(start.lanes.at(1).release->since_signal.length, 7ms);
    EXPECT_EQ(start.release_skew->length, 2ms);
}

TEST(Due, AGateThatStaysShutWhenItsCrewIsDueIsStuck) {
    auto world = paid_at_the_start();
    world.release(1, 10s + 5ms).wait_until(31s);
    const auto faults = world.judged().start.faults;
    ASSERT_EQ(faults.size(), 1u);
    EXPECT_EQ(faults.front().fault, StartFault::no_release);
    EXPECT_EQ(faults.front().lane, lane(2));
}

TEST(Due, WhoLeavesBeforeItIsDueAsksForARecall) {
    auto world = paid_at_the_start();
    world.release(1, 10s + 5ms).release(2, 15s);
    const auto start = world.judged().start;
    EXPECT_TRUE(start.recall_requested);
    ASSERT_FALSE(start.faults.empty());
    EXPECT_EQ(start.faults.front().fault, StartFault::early_release);
    EXPECT_EQ(start.faults.front().lane, lane(2));
    EXPECT_EQ(start.faults.front().measured.length, -15s);
}

TEST(Due, WhoeverWaitsLongMayPutTheBoatStraight) {
    auto world = paid_at_the_start();
    world.motion(2, 16s);
    EXPECT_TRUE(world.judged().start.faults.empty());
    world.motion(2, 25s);
    ASSERT_EQ(world.judged().start.faults.size(), 1u);
    EXPECT_EQ(world.judged().start.faults.front().fault, StartFault::early_motion);
}

rules::RuleSet by_factor() {
    rules::RuleSet rules;
    rules.start.order.staggered = true;
    rules.masters.id = "factors";
    rules.masters.categories = {{"A", 27}};
    rules.masters.model = rules::HandicapModel::factor;
    return rules;
}

/// A factor goes by the time rowed: before the race nobody can say when the crew is to start.
TEST(Due, AHandicapThatGoesByTheTimeRowedGivesNoStart) {
    auto rules = by_factor();
    rules.start.kind = rules::StartKind::individual;
    World world{rules, 2};
    enter_handicap(world, 1, 5'000);
    const auto due = world.judged().due;
    ASSERT_EQ(due.size(), 1u) << "entered by hand: known";
    EXPECT_EQ(due.front().lane, lane(1));
    const auto warnings = world.judged().warnings;
    const auto warning = std::ranges::find(warnings, WarningKind::handicap_unknown, &Warning::kind);
    ASSERT_NE(warning, warnings.end());
    EXPECT_EQ(warning->text, "Lane 2 is due at no time: its handicap is not known before the start. Enter it.");
}

/// Of crews with starts of their own the times say how long each rowed: what they have taken off is taken off.
TEST(Due, WithStartsOfTheirOwnTheHandicapIsTakenOffAtTheEnd) {
    auto rules = trial();
    rules.start.order = {0s, {1}, true};
    World world{rules, 2};
    enter_handicap(enter_handicap(world, 1, 20'000), 2, 0);
    EXPECT_EQ(after_first(world), (std::vector<Duration>{0s, 20s}));
    world.arm();
    for (const auto in_lane : {1, 2}) world.impulse({PointKind::start_signal, 0}, in_lane, 10s + (in_lane - 1) * 20s).finish(in_lane, 10min + in_lane * 1s);
    EXPECT_EQ(world.time(1), 10min + 1s - 10s - 20s);
    EXPECT_EQ(world.time(2), 10min + 2s - 30s);
    EXPECT_EQ(world.result(2).waited, 0s);
}

TEST(Due, WithOneSignalForAllATableThatGoesByTheTimeRowedIsRefused) {
    auto rules = by_factor();
    EXPECT_EQ(rules::check(rules).error().text.substr(0, 22), "start.order.staggered:");
    rules.masters.model = rules::HandicapModel::exponential;
    EXPECT_FALSE(rules::check(rules).has_value());
    rules.masters.model = rules::HandicapModel::none;
    EXPECT_TRUE(rules::check(rules).has_value());
}

TEST(Due, AnIntervalAndAStaggeredStartAreNotOneRace) {
    auto rules = trial();
    rules.start.order.staggered = true;
    EXPECT_FALSE(rules::check(rules).has_value());
    rules.start.order = {-1s, {1}, false};
    EXPECT_FALSE(rules::check(rules).has_value());
    for (const auto& lanes : {std::vector<std::uint16_t>{}, std::vector<std::uint16_t>{0}}) {
        rules.start.order = {30s, lanes, false};
        EXPECT_EQ(rules::check(rules).error().text.substr(0, 18), "start.order.lanes:");
    }
}

}  // namespace due_test
}  // namespace bowball::engine
