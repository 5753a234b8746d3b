#include <gtest/gtest.h>

#include <algorithm>

#include "folders.hpp"
#include "formats/rule_file.hpp"

namespace bowball::formats {
namespace sports_rule_sets_test {

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

TEST(SportsRuleSets, WhereADisqualificationIsOutOfItsEventAlone) {
    using rules::DisqualificationScope;
    for (const auto* id : {"swimming", "swimming_relay", "swimming_usa_2013", "athletics", "athletics_combined", "athletics_road", "canoe_sprint", "canoe_sprint_race_warning"})
        EXPECT_EQ(shipped(id).scope.disqualification, DisqualificationScope::event) << id;
    for (const auto* id : {"rowing", "beach_sprint", "head_race"}) EXPECT_EQ(shipped(id).scope.disqualification, DisqualificationScope::regatta) << id;
}

TEST(SportsRuleSets, NobodyIsSoFastThatSwimmersAreDropped) {
    // 50 yards in a relay with a flying start, entered as 46 m: under 17 s.
    EXPECT_LT(shipped("swimming").finish.fastest_per_1000_m / 1000 * 46, 16s);
    EXPECT_LT(shipped("swimming").finish.fastest_per_1000_m / 1000 * 25, 8s);
    EXPECT_TRUE(shipped("swimming").start.race_goes_on);
    EXPECT_FALSE(shipped("rowing").start.race_goes_on);
}

TEST(SportsRuleSets, HeadRacesHaveAFloorAndShareThePlace) {
    for (const auto* id : {"head_race", "head_race_masters"}) EXPECT_GT(shipped(id).finish.fastest_per_1000_m, 60s) << id << ": 4.50 s over 5000 m are no time";
    for (const auto* id : {"time_trial", "head_race"}) {
        EXPECT_EQ(shipped(id).dead_heat.time_trial, rules::TiePolicy::share_rank) << id;
        EXPECT_EQ(shipped(id).dead_heat.heat, rules::TiePolicy::share_rank) << id;
    }
    EXPECT_EQ(shipped("rowing").dead_heat.heat, rules::TiePolicy::rerow);
}

TEST(SportsRuleSets, AMotionBeforeTheSignalIsInformationWhereThereIsNoLimit) {
    for (const auto* id : {"rowing_classic", "athletics_long", "athletics_road", "beach_sprint"}) {
        EXPECT_TRUE(shipped(id).start.motion_is_information) << id;
        EXPECT_FALSE(shipped(id).start.reaction_threshold) << id;
    }
    EXPECT_FALSE(shipped("indoor_rowing").start.motion_is_information) << "a flywheel that turns before \"Row\"";
}

TEST(SportsRuleSets, CardsStandApartWhereAWarningIsForAll) {
    for (const auto* id : {"athletics_combined", "canoe_sprint_race_warning"}) EXPECT_TRUE(shipped(id).start.cards_apart) << id;
    EXPECT_FALSE(shipped("rowing").start.cards_apart) << "late and a false start are two yellow cards";
}

TEST(SportsRuleSets, MastersGoByTheirYearsOfBirth) {
    for (const auto* id : {"masters", "head_race_masters", "masters_capital_cup"}) EXPECT_TRUE(shipped(id).masters.by_birth_years) << id;
}

TEST(SportsRuleSets, TrialsAndHeadRacesSayWhoIsDueWhen) {
    EXPECT_EQ(shipped("time_trial").start.order, (rules::StartOrderRules{30s, {1}, false}));
    EXPECT_EQ(shipped("head_race").start.order, (rules::StartOrderRules{15s, {1}, false}));
    EXPECT_EQ(shipped("head_race_masters").start.order, shipped("head_race").start.order);
    EXPECT_EQ(shipped("rowing").start.order, rules::StartOrderRules{});
}

}  // namespace sports_rule_sets_test
}  // namespace bowball::formats
