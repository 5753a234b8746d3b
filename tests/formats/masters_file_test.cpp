#include "folders.hpp"
#include "formats/masters_file.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace bowball::formats {
namespace masters_file_test {

const rules::MastersRules& table(std::string_view id) {
    static const auto tables = load_masters(source_folder() + "/config/rules/masters").value();
    return *std::ranges::find(tables, id, &rules::MastersRules::id);
}

TEST(MastersFile, Example29TheBritishTableIsLinearBetweenItsRows) {
    const auto& british = table("masters_british");
    EXPECT_EQ(additive_handicap(british, "E", 205s).value(), 22s + 500ms);
    EXPECT_EQ(additive_handicap(british, "F", 205s).value(), 31s);
    EXPECT_EQ(additive_handicap(british, "K", 240s).value(), 98s);
}

TEST(MastersFile, TheBritishTableGrowsWithAgeAndTimeAndEndsWhereItEnds) {
    const auto& british = table("masters_british");
    ASSERT_EQ(british.rows.size(), 24U);
    for (std::size_t i = 0; i < british.rows.size(); ++i) {
        EXPECT_EQ(british.rows[i].expected, 60s + i * 10s);
        EXPECT_TRUE(std::ranges::is_sorted(british.rows[i].seconds));
        for (std::size_t k = 0; i > 0 && k < 11; ++k) EXPECT_GE(british.rows[i].seconds[k], british.rows[i - 1].seconds[k]);
    }
    EXPECT_EQ(additive_handicap(british, "A", 60s).value(), 0s);
    EXPECT_EQ(additive_handicap(british, "K", 290s).value(), 119s);
    EXPECT_EQ(additive_handicap(british, "K", 59s).error().code, errc::not_found);
    EXPECT_EQ(additive_handicap(british, "K", 291s).error().code, errc::not_found);
    EXPECT_EQ(additive_handicap(british, "L", 100s).error().code, errc::not_found);
}

TEST(MastersFile, AWholeCrewByTheBritishTable) {
    const auto& british = table("masters_british");
    // Standard 3:25 over 1000 m; over 500 m half of it, 1:42.5: F between 15 (1:40) and 17 (1:50).
    const auto expected = rules::expected_time(205s, 500).value();
    EXPECT_EQ(expected, 102s + 500ms);
    const auto time = adjust(british, {"W4x", 61, expected}, 110s, 5s).value();
    EXPECT_EQ(time, (rules::AdjustedTime{110s, 15s + 500ms, 5s, 99s + 500ms}));
    EXPECT_EQ(adjust(british, {"W4x", 61, {}}, 110s, 0s).error().code, errc::not_found) << "no standard";
}

TEST(MastersFile, TheOtherTablesRoundAsTheirFederationDoes) {
    EXPECT_EQ(crew_age({48, 55, 57, 59}, table("masters_world_rowing")).value(), 54U);
    EXPECT_EQ(crew_age({48, 55, 57, 59}, table("masters_usrowing")).value(), 55U);
    EXPECT_EQ(adjust(table("masters_capital_cup"), {"W8+", 30, {}}, 400s, 0s).value().adjusted, 357s + 600ms);
}

TEST(MastersFile, SaysWhereAMistakeIs) {
    const std::string head = "id = \"x\"\ncategories = [{ code = \"A\", from = 27 }]\n";
    EXPECT_EQ(read_masters(head + "age_ronding = \"down\"\n", "own.toml").error().text, "own.toml:3:15: age_ronding is not known here. Did you mean \"age_rounding\"?");
    EXPECT_EQ(read_masters(head + "rows = [\n{ expected_ms = 1000, seconds = [1, 2] }]\n", "own.toml").error().text, "own.toml:4:33: rows[0].seconds: one for each category.");
    EXPECT_EQ(read_masters("id = \"x\"\n", "own.toml").error().text.substr(0, 13), "own.toml:1:1:");
}

}  // namespace masters_file_test
}  // namespace bowball::formats
