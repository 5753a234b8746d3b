#include <gtest/gtest.h>

#include <algorithm>

#include "folders.hpp"
#include "formats/rule_file.hpp"

namespace bowball::formats {
namespace {

rules::RuleSet shipped(std::string_view id) {
    static const auto sets = load_rule_sets(source_folder() + "/config/rules").value();
    return *std::ranges::find(sets, id, &rules::RuleSet::id);
}

TEST(SportsRuleSets, CombinedEventsWarnEverybodyOnce) {
    const auto combined = shipped("athletics_combined");
    EXPECT_EQ(combined.start.warning_scope, rules::WarningScope::race);
    EXPECT_EQ(combined.start.ladder, (std::vector{rules::Consequence::warning, rules::Consequence::disqualification}));
    EXPECT_EQ(combined.start.reaction_threshold, 100ms);
    EXPECT_EQ(combined.time, shipped("athletics").time);
}

TEST(SportsRuleSets, AthleticsBeyondTenThousandMetresAndOffTheStadium) {
    EXPECT_EQ(shipped("athletics_long").time.unit, 100ms);
    EXPECT_EQ(shipped("athletics_road").time.unit, 1s);
    EXPECT_EQ(shipped("athletics_road").time.rounding, rules::Rounding::up);
    EXPECT_EQ(shipped("athletics_road").start.reaction_threshold, std::nullopt);
}

TEST(SportsRuleSets, CanoeWarnsTheBoatOrTheRace) {
    EXPECT_EQ(shipped("canoe_sprint").start.warning_scope, rules::WarningScope::crew);
    EXPECT_EQ(shipped("canoe_sprint_race_warning").start.warning_scope, rules::WarningScope::race);
}

TEST(SportsRuleSets, TrialsAndHeadRacesSayWhoIsDueWhen) {
    EXPECT_EQ(shipped("time_trial").start.order, (rules::StartOrderRules{30s, {1}, false}));
    EXPECT_EQ(shipped("head_race").start.order, (rules::StartOrderRules{15s, {1}, false}));
    EXPECT_EQ(shipped("head_race_masters").start.order, shipped("head_race").start.order);
    EXPECT_EQ(shipped("rowing").start.order, rules::StartOrderRules{});
}

}  // namespace
}  // namespace bowball::formats
