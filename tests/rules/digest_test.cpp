// The digest of a rule set tells apart whatever could judge differently.
#include "rules/digest.hpp"

#include <gtest/gtest.h>

namespace bowball::rules {
namespace digest_test {

TEST(RuleSetDigest, IsTheSameForTheSameRules) { EXPECT_EQ(digest_of(RuleSet{}), digest_of(RuleSet{})); }

TEST(RuleSetDigest, ChangesWithEveryKindOfField) {
    const auto usual = digest_of(RuleSet{});
    const auto changed = [&](auto change) {
        RuleSet rules;
        change(rules);
        return digest_of(rules) != usual;
    };
    EXPECT_TRUE(changed([](RuleSet& r) { r.start.reaction_threshold = 90ms + 1ns; }));
    EXPECT_TRUE(changed([](RuleSet& r) { r.start.reaction_threshold.reset(); }));
    EXPECT_TRUE(changed([](RuleSet& r) { r.start.judge_bow_over_line = false; }));
    EXPECT_TRUE(changed([](RuleSet& r) { r.start.ladder = {Consequence::exclusion}; }));
    EXPECT_TRUE(changed([](RuleSet& r) { r.finish.sources.pop_back(); }));
    EXPECT_TRUE(changed([](RuleSet& r) { r.time.rounding = Rounding::up; }));
    EXPECT_TRUE(changed([](RuleSet& r) { r.rank.key = RankKey::raw_time; }));
    EXPECT_TRUE(changed([](RuleSet& r) { r.splits_m = {500, 1001, 1500}; }));
    EXPECT_TRUE(changed([](RuleSet& r) { r.version = 2; }));
    EXPECT_TRUE(changed([](RuleSet& r) { r.redundancy.fewest_references = 6; }));
    EXPECT_TRUE(changed([](RuleSet& r) { r.clauses.time = "FIS ICR 611"; }));
}

}  // namespace digest_test
}  // namespace bowball::rules
