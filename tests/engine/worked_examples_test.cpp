// The worked examples of the rules of the sports, section 10, that belong to rowing and to this engine, each by its number.
// Others stand, with their number, where their subject is tested: grep for "Example".
#include "engine/offences.hpp"
#include "rules/rounding.hpp"
#include "world.hpp"

namespace bowball::engine {
namespace worked_examples_test {

constexpr Duration t0 = 60s;

/// A start with one lane's first motion, judged by a limit.
StartJudgement start_with(Duration limit, Duration reaction) {
    rules::RuleSet rules;
    rules.start.reaction_threshold = limit;
    return World{rules}.arm().red(57s).start(t0).motion(4, t0 + reaction).judged().start;
}
bool flags(Duration limit, Duration reaction) { return start_with(limit, reaction).recall_requested; }

TEST(WorkedExample, No9TwoSprintersShowOneTimeAndHoldTwoPlaces) {
    rules::RuleSet athletics;
    athletics.time.rounding = rules::Rounding::up;
    athletics.finish.fastest_per_1000_m = 0ns;
    auto world = World{athletics}.arm().start(t0).finish(1, t0 + 10013ms).finish(2, t0 + 10017ms);
    EXPECT_EQ(world.rank(1), 1);
    EXPECT_EQ(world.rank(2), 2);
    EXPECT_EQ(world.result(1).time->published, 10020ms);
    EXPECT_EQ(world.result(2).time->published, 10020ms);
}

TEST(WorkedExample, No11To15TheLimitOfAHundredThousandths) {
    EXPECT_TRUE(flags(100ms, 89ms)) << "11";
    EXPECT_TRUE(flags(100ms, 90ms)) << "12";
    EXPECT_TRUE(flags(100ms, 99900us)) << "13";
    EXPECT_EQ(rules::format_time(99900us, 1ms), "0.099") << "13: shown cut, not rounded to 0.100";
    EXPECT_FALSE(flags(100ms, 100ms)) << "14";
    EXPECT_TRUE(flags(100ms, -12ms)) << "15";
}

TEST(WorkedExample, No16AFlagWithAFaultySensorRecallsAndChargesNobody) {
    rules::RuleSet athletics;
    athletics.start.reaction_threshold = 100ms;
    athletics.start.ladder = {rules::Consequence::disqualification};
    auto world = World{athletics}.arm().start(t0).motion(4, t0 + 99ms);
    EXPECT_TRUE(world.judged().start.recall_requested);
    world.give(DecideFalseStart{the_race, RunNumber{1}, Verdict::no_blame, {}}, "flat waveform, sensor fault confirmed");
    EXPECT_EQ(world.judged().phase, Phase::recalled);
    EXPECT_TRUE(offences(world.state, world.race()).empty());
    for (int i = 1; i <= 6; ++i) EXPECT_EQ(world.result(i).status, ResultStatus::none) << "lane " << i;
}

TEST(WorkedExample, No17TheProductsLimitIsNinetyThousandthsAndStrict) {
    EXPECT_EQ(rules::RuleSet{}.start.reaction_threshold, 90ms);
    EXPECT_TRUE(flags(90ms, 89ms));
    EXPECT_FALSE(flags(90ms, 90ms));
}

TEST(WorkedExample, No18WithoutALimitAnEarlyReactionIsOnlyInformation) {
    rules::RuleSet classic;
    classic.start.reaction_threshold = std::nullopt;
    const auto start = World{classic}.arm().red(57s).start(t0).motion(4, t0 + 40ms).judged().start;
    EXPECT_FALSE(start.recall_requested);
    EXPECT_TRUE(start.faults.empty());
    ASSERT_TRUE(start.lanes.at(3).reaction.has_value());
    EXPECT_EQ(start.lanes[3].reaction->since_signal.length, 40ms) << "kept and shown all the same";
}

TEST(WorkedExample, No19ABowOverTheLineIsEvidenceAndTheCardNeedsAJudge) {
    rules::RuleSet classic;
    classic.start.reaction_threshold = std::nullopt;
    auto world = World{classic}.arm().red(57s).start(t0);
    world.impulse({PointKind::bow_over_line, 0}, 4, t0 - 2ms);
    const auto start = world.judged().start;
    ASSERT_EQ(start.faults.size(), 1u);
    EXPECT_EQ(start.faults[0].fault, StartFault::bow_over_line);
    EXPECT_EQ(start.lanes.at(3).over_line->since_signal.length, -2ms);
    EXPECT_TRUE(offences(world.state, world.race()).empty()) << "over the line and responsible are two facts";
    world.give(DecideFalseStart{the_race, RunNumber{1}, Verdict::upheld, {lane(4)}});
    ASSERT_EQ(offences(world.state, world.race()).size(), 1u);
    EXPECT_EQ(offences(world.state, world.race())[0].consequence, rules::Consequence::yellow);
}

TEST(WorkedExample, No25TwoOverTheLineAndOneNamed) {
    auto world = World{}.arm().red(57s).start(t0);
    world.impulse({PointKind::bow_over_line, 0}, 2, t0 - 3ms).impulse({PointKind::bow_over_line, 0}, 4, t0 - 2ms);
    EXPECT_EQ(world.judged().start.faults.size(), 2u);
    world.give(DecideFalseStart{the_race, RunNumber{1}, Verdict::upheld, {lane(4)}});
    EXPECT_TRUE(world.result(4).yellow);
    EXPECT_FALSE(world.result(2).yellow);
    world.give(ArmRace{the_race});
    EXPECT_EQ(world.race().run()->lanes.size(), 6u);
}

TEST(WorkedExample, No41SwimmersWhoShowOneTimeShareTheRank) {
    rules::RuleSet swimming;
    swimming.rank.key = rules::RankKey::displayed_time;
    swimming.finish.fastest_per_1000_m = 0ns;
    auto world = World{swimming}.arm().start(t0).finish(1, t0 + 21851ms).finish(2, t0 + 21857ms).finish(3, t0 + 21860ms);
    EXPECT_EQ(world.rank(1), 1);
    EXPECT_EQ(world.rank(2), 1);
    EXPECT_EQ(world.rank(3), 3);
    EXPECT_TRUE(world.result(2).rank_shared);
}

TEST(WorkedExample, No59CompetitionRanking) {
    rules::RuleSet rules;
    rules.rank.key = rules::RankKey::displayed_time;
    rules.finish.fastest_per_1000_m = 0ns;
    auto world = World{rules, 4}.arm().start(t0).finish(1, t0 + 60s).finish(2, t0 + 61s).finish(3, t0 + 61s).finish(4, t0 + 62s);
    EXPECT_EQ((std::vector{world.rank(1), world.rank(2), world.rank(3), world.rank(4)}), (std::vector{1, 2, 2, 4}));
}

}  // namespace worked_examples_test
}  // namespace bowball::engine
