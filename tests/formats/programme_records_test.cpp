#include <gtest/gtest.h>

#include <algorithm>

#include "formats/programme.hpp"

namespace bowball::formats {
namespace programme_records_test {

const std::string programme = R"(
name = "Regatta"
[[events]]
code = "M1x"
[[records]]
kind = "national"
event = "M1x"
time = "6:33.35"
rules = "record_rowing_best_time"
holder = "Somebody"
teams = ["NZL"]
)";

TEST(ProgrammeRecords, AreRegisteredAfterTheEventsTheyAreOf) {
    const auto orders = read_programme(programme, "regatta.toml", WallTime{}).value();
    const auto found = std::ranges::find_if(orders, [](const engine::Command& one) { return std::holds_alternative<engine::RegisterRecord>(one); });
    ASSERT_NE(found, orders.end());
    const auto& record = std::get<engine::RegisterRecord>(*found);
    EXPECT_EQ(record.record.kind, engine::RecordKind::national);
    EXPECT_EQ(record.record.time, 6min + 33s + 350ms);
    EXPECT_EQ(record.record.teams, std::vector<std::string>{"NZL"});
    EXPECT_EQ(record.rules, "record_rowing_best_time");
    EXPECT_TRUE(std::holds_alternative<engine::DeclareEvent>(*std::prev(found)));
}

TEST(ProgrammeRecords, AWrongTimeOrKindNamesItsPlace) {
    auto slow = programme;
    slow.replace(slow.find("6:33.35"), 7, "6:99.35");
    const auto refused = read_programme(slow, "regatta.toml", WallTime{});
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().text.find("regatta.toml:8:"), std::string::npos) << refused.error().text;
    auto odd = programme;
    odd.replace(odd.find("national"), 8, "galactic");
    EXPECT_FALSE(read_programme(odd, "regatta.toml", WallTime{}));
}

}  // namespace programme_records_test
}  // namespace bowball::formats
