// When each crew is due at the start, where they start one after the other.
#include "world.hpp"

namespace bowball::engine {
namespace {

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

/// One signal begins the countdown; who is over the line first has won, and nothing is taken off a second time.
TEST(Due, WhatWasPaidAtTheStartIsNotTakenOffAgain) {
    rules::RuleSet rules;
    rules.start.order.staggered = true;
    World world{rules, 2};
    enter_handicap(enter_handicap(world, 1, 20'000), 2, 0);
    world.arm().start(10s).finish(2, 10s + 7min).finish(1, 10s + 7min + 1s);
    EXPECT_EQ(world.time(1), 7min + 1s);
    EXPECT_EQ(world.rank(2), 1);
}

/// A factor goes by the time rowed: before the race nobody can say when the crew is to start.
TEST(Due, AHandicapThatGoesByTheTimeRowedGivesNoStart) {
    rules::RuleSet rules;
    rules.start.order.staggered = true;
    rules.masters.id = "factors";
    rules.masters.categories = {{"A", 27}};
    rules.masters.model = rules::HandicapModel::factor;
    World world{rules, 2};
    enter_handicap(world, 1, 5'000);
    const auto due = world.judged().due;
    ASSERT_EQ(due.size(), 1u) << "entered by hand: known";
    EXPECT_EQ(due.front().lane, lane(1));
}

TEST(Due, AnIntervalAndAStaggeredStartAreNotOneRace) {
    auto rules = trial();
    rules.start.order.staggered = true;
    EXPECT_FALSE(rules::check(rules).has_value());
    rules.start.order = {-1s, {1}, false};
    EXPECT_FALSE(rules::check(rules).has_value());
    rules.start.order = {30s, {}, false};
    EXPECT_FALSE(rules::check(rules).has_value());
}

}  // namespace
}  // namespace bowball::engine
