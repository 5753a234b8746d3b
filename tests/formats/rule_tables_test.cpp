// Rule sets name the tables of their sport, and carry them whole from then on: in journals, and by their digests.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "folders.hpp"
#include "formats/archive.hpp"
#include "formats/node.hpp"
#include "formats/parse_json.hpp"
#include "formats/rule_file.hpp"
#include "rules/digest.hpp"
#include "rules/fields.hpp"

namespace bowball::formats {
namespace rule_tables_test {

namespace fs = std::filesystem;

const std::vector<rules::RuleSet>& shipped_sets() {
    static const auto sets = load_rule_sets(source_folder() + "/config/rules").value();
    return sets;
}
rules::RuleSet shipped(std::string_view id) { return *std::ranges::find(shipped_sets(), id, &rules::RuleSet::id); }

/// The shipped tables, and one rule set of our own.
class OwnRules : public testing::Test {
protected:
    void SetUp() override {
        fs::remove_all(folder_);
        fs::create_directories(folder_);
        for (const auto* tables : {"swimming", "penalties", "masters"}) fs::copy(source_folder() + "/config/rules/" + tables, folder_ / tables);
    }
    void TearDown() override { fs::remove_all(folder_); }
    Result<rules::RuleSet> load(const std::string& text) {
        std::ofstream{folder_ / "own.toml"} << text;
        auto sets = load_rule_sets(folder_.string());
        if (!sets) return sets.error();
        return sets->front();
    }
    fs::path folder_ = fs::temp_directory_path() / ("bowball_rule_tables_" + std::to_string(::getpid()));
};

TEST(RuleTables, TheShippedSetsCarryTheTablesOfTheirSport) {
    EXPECT_EQ(shipped("swimming").swimming_times.id, "swimming_world_aquatics");
    EXPECT_EQ(shipped("swimming_usa_2013").swimming_times.lane_failed, rules::BackupCorrection::mean_difference);
    EXPECT_EQ(shipped("swimming_usa_2016").swimming_times.lane_failed, rules::BackupCorrection::none);
    EXPECT_EQ(shipped("swimming_relay").relay.legs, 4);
    EXPECT_EQ(shipped("swimming_relay").relay.exchange.tolerance, 30ms);
    EXPECT_EQ(shipped("swimming").time.hand, rules::swimming_hand);
    EXPECT_TRUE(shipped("swimming").dead_heat.where_told);
    EXPECT_EQ(shipped("head_race").penalties.rules.size(), 3U);
    EXPECT_EQ(shipped("head_race_masters").masters.rows.size(), 24U);
    EXPECT_EQ(shipped("athletics").time.hand, rules::athletics_hand);
    EXPECT_EQ(shipped("athletics").time.unit_over(10'000), 10ms);
    EXPECT_EQ(shipped("athletics").time.unit_over(10'001), 100ms);
    EXPECT_EQ(shipped("athletics_road").time.hand, rules::off_stadium_hand);
    EXPECT_EQ(shipped("athletics_road").time.unit_over(42'195), 1s);
    EXPECT_FALSE(shipped("rowing").time.hand.say_something());
}

TEST(RuleTables, EveryShippedSetComesBackFromItsJson) {
    for (auto set : shipped_sets()) {
        JsonWriter out;
        WriteArchive{out, nanoseconds}.put(set);
        const auto document = parse_json(out.text(), 1'000'000);
        ASSERT_TRUE(document.has_value());
        const ReadRules reading;
        const auto back = read_struct<rules::RuleSet>(JsonNode{document->root, ""}, reading);
        ASSERT_TRUE(back.has_value()) << set.id << ": " << back.error().text;
        EXPECT_EQ(*back, set) << set.id;
    }
}

TEST(RuleTables, AFigureInATableChangesTheDigest) {
    auto set = shipped("head_race_masters");
    const auto before = rules::digest_of(set);
    set.masters.rows[3].seconds[4] += 1;
    EXPECT_NE(rules::digest_of(set), before);
}

TEST_F(OwnRules, ASingleFigureOfATableIsSaidAgain) {
    const auto set = load("id = \"own\"\n[tables]\nswimming_times = \"swimming_world_aquatics\"\n[swimming_times]\ndifference_limit_ms = 250\n");
    ASSERT_TRUE(set.has_value()) << set.error().text;
    EXPECT_EQ(set->swimming_times.difference_limit, 250ms);
    EXPECT_EQ(set->swimming_times.id, "swimming_world_aquatics");
}

TEST_F(OwnRules, ATableThatDoesNotExistIsNamedWithItsPlace) {
    const auto set = load("id = \"own\"\n[tables]\nmasters = \"masters_of_atlantis\"\n");
    ASSERT_FALSE(set.has_value());
    EXPECT_NE(set.error().text.find("own.toml:2:1: tables.masters: there is no table \"masters_of_atlantis\""), std::string::npos) << set.error().text;
}

TEST_F(OwnRules, AnUnknownKindOfTableIsRefused) {
    const auto set = load("id = \"own\"\n[tables]\nmaster = \"masters_british\"\n");
    ASSERT_FALSE(set.has_value());
    EXPECT_NE(set.error().text.find("Did you mean \"masters\"?"), std::string::npos) << set.error().text;
}

TEST_F(OwnRules, ATableThatWasSpoiledIsRefusedWithItsKey) {
    const auto relay = load("id = \"own\"\n[relay]\nlegs = 4\n");
    ASSERT_FALSE(relay.has_value()) << "a relay without rules of its exchange";
    EXPECT_NE(relay.error().text.find("relay.exchange.id"), std::string::npos) << relay.error().text;
    const auto wind = load("id = \"own\"\n[wind]\nlongest_m = -1\n");
    ASSERT_FALSE(wind.has_value());
    EXPECT_NE(wind.error().text.find("wind.longest_m"), std::string::npos) << wind.error().text;
}

TEST_F(OwnRules, AMotionThatAsksForNothingBesideALimitIsRefused) {
    const auto set = load("id = \"own\"\n[start]\nmotion_is_information = true\n");
    ASSERT_FALSE(set.has_value());
    EXPECT_NE(set.error().text.find("start.motion_is_information"), std::string::npos) << set.error().text;
    EXPECT_TRUE(load("id = \"own\"\n[start]\nreaction_threshold_ms = \"none\"\nmotion_is_information = true\n").has_value());
    const auto scope = load("id = \"own\"\n[scope]\ndisqualification = \"county\"\n");
    ASSERT_FALSE(scope.has_value());
    EXPECT_NE(scope.error().text.find("scope.disqualification"), std::string::npos) << scope.error().text;
}

TEST_F(OwnRules, WhoSeesTheLapsAndWhoIsDueWhen) {
    const auto set = load("id = \"own\"\n[finish]\nlap_m = 100\nlap_sources = [\"a\"]\n[start]\nkind = \"individual\"\n[start.order]\ninterval_ms = 22500\nlanes = [3, 4]\n");
    ASSERT_TRUE(set.has_value()) << set.error().text;
    EXPECT_EQ(set->finish.lap_sources, (std::vector{Source::system_a}));
    EXPECT_EQ(set->start.order, (rules::StartOrderRules{22500ms, {3, 4}, false}));
}

TEST_F(OwnRules, LapSourcesThatMeanNothingAreRefused) {
    for (const auto* finish : {"lap_sources = [\"a\"]", "lap_m = 100\nlap_sources = [\"a\", \"a\"]", "sources = [\"b\"]\nlap_m = 100\nlap_sources = [\"a\"]"}) {
        const auto set = load(std::string{"id = \"own\"\n[finish]\n"} + finish + "\n");
        ASSERT_FALSE(set.has_value()) << finish;
        EXPECT_NE(set.error().text.find("finish.lap_sources"), std::string::npos) << set.error().text;
    }
    const auto order = load("id = \"own\"\n[start.order]\nlanes = [0]\n");
    ASSERT_FALSE(order.has_value());
    EXPECT_NE(order.error().text.find("start.order.lanes"), std::string::npos) << order.error().text;
}

}  // namespace rule_tables_test
}  // namespace bowball::formats
