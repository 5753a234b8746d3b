// What if: the same race by other rules, and the race itself as before.
#include "engine/what_if.hpp"

#include "world.hpp"

namespace bowball::engine {
namespace what_if_test {

World raced() {
    World world;
    rules::RuleSet athletics;
    athletics.id = "athletics";
    athletics.start.reaction_threshold = 100ms;
    athletics.start.ladder = {rules::Consequence::disqualification};
    athletics.time.rounding = rules::Rounding::up;
    world.give(RegisterRuleSet{athletics});
    world.arm().start(10s);
    for (int i = 1; i <= 6; ++i) world.motion(i, 10s + i * 5ms + 85ms);   // 90, 95, 100 ms ...
    for (int i = 1; i <= 6; ++i) world.finish(i, 10s + 7min + i * 1s + 1ms);
    return world;
}

Comparison asked(const World& world, const WhatIf& question) { return what_if(world.state, the_race, question).value(); }

bool is_faulty(const Judgement& judgement, int in_lane) { return !std::ranges::find(judgement.start.lanes, lane(in_lane), &LaneStart::lane)->faults.empty(); }

TEST(WhatIf, AnotherThresholdFlagsOtherLanesAndLeavesTheRaceAsItIs) {
    const auto world = raced();
    const auto before = digest_of(world.judged());
    WhatIf question;
    question.reaction_threshold = 100ms;
    const auto [now, then] = asked(world, question);
    EXPECT_TRUE(now.start.faults.empty());
    EXPECT_TRUE(is_faulty(then, 1));
    EXPECT_TRUE(is_faulty(then, 2));
    EXPECT_FALSE(is_faulty(then, 3)) << "exactly 0.100 is legal";
    EXPECT_EQ(digest_of(world.judged()), before);
    EXPECT_TRUE(world.judged().start.faults.empty());
}

TEST(WhatIf, NoThresholdFlagsNobody) {
    auto world = raced();
    world.motion(1, 10s + 20ms);
    WhatIf question;
    question.reaction_threshold.emplace(std::nullopt);
    EXPECT_TRUE(is_faulty(world.judged(), 1));
    EXPECT_FALSE(is_faulty(asked(world, question).then, 1));
}

TEST(WhatIf, AnotherRuleSetRoundsAndPunishesItsOwnWay) {
    auto world = raced();
    world.give(DecideFalseStart{the_race, RunNumber{1}, Verdict::upheld, {lane(2)}}, "seen");   // also recalls
    WhatIf question;
    question.rules = "athletics";
    const auto [now, then] = asked(world, question);
    EXPECT_EQ(now.rules->id, "rowing");
    EXPECT_EQ(then.rules->id, "athletics");
    EXPECT_TRUE(now.excluded_now.empty()) << "a yellow card";
    EXPECT_EQ(then.excluded_now, std::vector{lane(2)}) << "the ladder of athletics has one rung";
}

TEST(WhatIf, TimesArePublishedByTheOtherRuleSet) {
    const auto world = raced();
    WhatIf question;
    question.rules = "athletics";
    const auto [now, then] = asked(world, question);
    EXPECT_EQ(now.results.front().time->exact, then.results.front().time->exact);
    EXPECT_EQ(now.results.front().time->published, 7min + 1s);
    EXPECT_EQ(then.results.front().time->published, 7min + 1s + 10ms) << "to the next longer hundredth";
}

TEST(WhatIf, NothingAskedNothingDiffers) {
    const auto world = raced();
    const auto [now, then] = asked(world, {});
    EXPECT_EQ(digest_of(now), digest_of(then));
    EXPECT_EQ(*now.rules, *then.rules);
}

TEST(WhatIf, RefusesWhatCannotBeComparedAndNamesTheParameter) {
    auto world = raced();
    rules::RuleSet trial;
    trial.id = "time_trial";
    trial.start.kind = rules::StartKind::individual;
    world.give(RegisterRuleSet{trial});
    WhatIf question;
    question.rules = "time_trial";
    const auto other_kind = what_if(world.state, the_race, question);
    ASSERT_FALSE(other_kind);
    EXPECT_EQ(other_kind.error().text, "rules: \"time_trial\" starts crews in another way than this race was started.");
    question.rules = "chess";
    const auto unknown = what_if(world.state, the_race, question);
    ASSERT_FALSE(unknown);
    EXPECT_EQ(unknown.error(), (Error{errc::not_found, "rules: there is no rule set \"chess\"."}));
    EXPECT_EQ(what_if(world.state, RaceId{77}, {}).error().code, errc::unknown_race);
}

TEST(WhatIf, ARaceThatWasNeverArmedCanBeAskedAbout) {
    World world;
    WhatIf question;
    question.reaction_threshold = 100ms;
    EXPECT_EQ(asked(world, question).then.phase, Phase::scheduled);
}

}  // namespace what_if_test
}  // namespace bowball::engine
