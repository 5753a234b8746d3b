#include "folders.hpp"
#include "formats/swimming_file.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace bowball::formats {
namespace swimming_file_test {

TEST(SwimmingFile, TheShippedRulesAreInOrder) {
    const auto shipped = load_swimming(source_folder() + "/config/rules/swimming").value();
    const auto times = [&](std::string_view id) { return *std::ranges::find(shipped.times, id, &rules::SwimmingTimeRules::id); };
    const auto relay = [&](std::string_view id) { return *std::ranges::find(shipped.relays, id, &rules::RelayRules::id); };
    EXPECT_EQ(times("swimming_usa_2013").lane_failed, rules::BackupCorrection::mean_difference);
    EXPECT_EQ(times("swimming_usa_2016").lane_failed, rules::BackupCorrection::none);
    EXPECT_EQ(times("swimming_usa_2016").heat_failed, rules::BackupCorrection::mean_difference);
    EXPECT_EQ(times("swimming_software_at_least").difference_check, rules::DifferenceCheck::at_least);
    EXPECT_EQ(relay("relay_omega").tolerance, 30ms);
    EXPECT_EQ(relay("relay_daktronics").tolerance, 0ms);
    EXPECT_EQ(relay("relay_ncaa").decides_alone_within, 90ms);
    EXPECT_TRUE(relay("relay_usa").dual_confirmation);
}

TEST(SwimmingFile, SaysWhereAMistakeIs) {
    EXPECT_EQ(read_swimming("[[relays]]\nid = \"x\"\ntolerance_ms = -1\n", "own.toml").error().text, "own.toml:1:1: relays[0].tolerance: no less than zero.");
    EXPECT_EQ(read_swimming("[[relays]]\nid = \"x\"\ntolerence_ms = 1\n", "own.toml").error().text, "own.toml:3:16: relays[0].tolerence_ms is not known here. Did you mean \"tolerance_ms\"?");
}

}  // namespace swimming_file_test
}  // namespace bowball::formats
