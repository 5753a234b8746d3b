#include <gtest/gtest.h>

#include "swim.hpp"

namespace bowball::capture {
namespace daktronics_test {

using namespace std::string_literals;

std::string frame(std::size_t offset, std::string_view text, std::string_view header = "00000000") {
    auto digits = std::to_string(offset);
    digits.insert(0, 4 - digits.size(), '0');
    const auto body = std::string{header} + "\x01" "004210" + digits + "\x02" + std::string{text} + "\x04";
    auto sum = 0U;
    for (const auto character : body) sum += static_cast<unsigned char>(character);
    constexpr std::string_view hex = "0123456789ABCDEF";
    return "\x16" + body + hex[sum >> 4U & 15U] + hex[sum & 15U] + "\x17";
}

std::string padded(std::string text, std::size_t width, bool left = true) {
    text.insert(left ? 0 : text.size(), width - text.size(), ' ');
    return text;
}

/// A lane line of the swim map.
std::string line(std::size_t number, const std::string& lane, const std::string& place, const std::string& time, const std::string& lengths, const std::string& name = "", std::size_t first = 222) {
    return frame(first + 36 * (number - 1), padded(name, 15, false) + "TEAM " + padded(lane, 2) + padded(place, 3) + padded(time, 8) + " " + padded(lengths, 2));
}
std::string heat(const std::string& event, const std::string& number) { return frame(99, padded(event, 3)) + frame(102, padded(number, 3)); }
std::string cleared(std::size_t number) { return line(number, "", "", "", ""); }

// Protocols 0.3, real: three frames with their sums.
TEST(Daktronics, ReadsTheTestVectors) {
    const auto zero = "\x16" "00000000" "\x01" "0042100000" "\x02" "    0.0  " "\x04" "BC" "\x17"s;
    const auto latest = "\x16" "00000000" "\x01" "0042101025" "\x02" "    0.0  " "\x04" "C4" "\x17"s;
    const auto tenth = "\x16" "00000000" "\x01" "0042100000" "\x02" "    0.1  " "\x04" "BD" "\x17"s;
    EXPECT_EQ(zero, frame(0, "    0.0  "));
    const auto got = feed("daktronics", zero + latest + tenth);
    EXPECT_EQ(got.alives, 3u);
    EXPECT_EQ(got.skipped_bytes, 0u);
    EXPECT_TRUE(got.impulses.empty()) << "a display is no stamp";
    auto wrong = zero;
    wrong[wrong.size() - 2] = 'D';
    const auto refused = feed("daktronics", wrong);
    EXPECT_EQ(refused.skipped_bytes, wrong.size());
    EXPECT_NE(refused.complaints.at(0).find("checksum wrong"), std::string::npos);
}

// Protocols 0.2, trap 8: the header is not to be matched.
TEST(Daktronics, TheHeaderMayDiffer) {
    EXPECT_EQ(feed("daktronics", frame(0, "    0.0  ", "20000000")).alives, 1u);
    auto other = "20000000" "\x01" "0040100000" "\x02" "x" "\x04"s;
    auto sum = 0U;
    for (const auto character : other) sum += static_cast<unsigned char>(character);
    ASSERT_LT(sum % 256, 256u);
    constexpr std::string_view hex = "0123456789ABCDEF";
    const auto got = feed("daktronics", "\x16" + other + hex[sum >> 4U & 15U] + hex[sum & 15U] + "\x17");
    EXPECT_NE(got.complaints.at(0).find("another purpose"), std::string::npos);
}

// Protocols 5.3, real: a line without a name.
TEST(Daktronics, ReadsALaneLine) {
    const auto real = "                     8  1   22.51  2"s;
    const auto at_lane_8 = std::size_t{222 + 36 * 7};
    const auto got = feed("daktronics", heat("7", "3") + frame(at_lane_8, std::string(36, ' ')) + frame(at_lane_8, real));
    ASSERT_EQ(got.results.size(), 1u);
    EXPECT_EQ(got.results[0].key, "7-3");
    const auto row = row_of(got.results[0], 8);
    EXPECT_EQ(row.place, 1);
    EXPECT_EQ(row.time, 22s + 510ms);
    EXPECT_EQ(got.results[0].resolution, 10ms);
}

TEST(Daktronics, NamesComeAlong) {
    const auto got = feed("daktronics", heat("7", "3") + cleared(1) + line(1, "1", "2", "1:02.33", "4", "M\xFCller"));
    ASSERT_EQ(got.results.size(), 1u);
    EXPECT_EQ(row_of(got.results[0], 1).name, "M\xC3\xBCller");
    EXPECT_EQ(row_of(got.results[0], 1).affiliation, "TEAM");
    EXPECT_EQ(row_of(got.results[0], 1).time, 62s + 330ms);
}

TEST(Daktronics, FewerLengthsThanTheRaceHasAreASplit) {
    const auto got = feed("daktronics", heat("7", "3") + frame(126, " 8") + cleared(1) + cleared(2) + line(1, "1", "1", "28.11", "2") + line(1, "1", "1", "58.22", "4") + line(2, "2", "2", "59.01", "4") +
                                            line(1, "1", "1", "1:28.33", "6") + line(1, "1", "1", "1:58.44", "8") + line(2, "2", "2", "2:00.01", "8"));
    ASSERT_EQ(got.results.size(), 2u);
    EXPECT_EQ(row_of(got.results[1], 1).splits, (std::vector<Duration>{28s + 110ms, 58s + 220ms, 88s + 330ms}));
    EXPECT_TRUE(row_of(got.results[1], 2).splits.empty()) << "its first is missing: the second would pass for it";
}

TEST(Daktronics, TimesThatStoodBeforeTheHeatAreNotOfIt) {
    const auto old = line(1, "1", "1", "58.44", "4");
    EXPECT_TRUE(feed("daktronics", heat("7", "3") + old).results.empty());
    EXPECT_TRUE(feed("daktronics", old + heat("7", "3") + frame(222, "SWIMMER") + old).results.empty());
    const auto next = feed("daktronics", heat("7", "3") + cleared(1) + old + frame(102, "  4") + line(1, "1", "1", "58.45", "4"));
    EXPECT_EQ(next.results.size(), 1u);
    const auto cleared_first = feed("daktronics", heat("7", "3") + cleared(1) + old + cleared(1) + frame(102, "  4") + line(1, "1", "1", "59.45", "4"));
    ASSERT_EQ(cleared_first.results.size(), 2u) << "clearing the board takes nothing back";
    EXPECT_EQ(cleared_first.results[1].key, "7-4");
}

TEST(Daktronics, TheRunningTimeOnALineIsNoResult) {
    const auto got = feed("daktronics", heat("7", "3") + cleared(1) + line(1, "1", "", "58.4", "2") + line(1, "1", "1", "58.44", "2") + line(1, "1", "", "59.1", "2"));
    ASSERT_EQ(got.results.size(), 2u);
    EXPECT_EQ(finishers(got.results[1]), 0u) << "it runs on";
    EXPECT_EQ(got.results[1].rows.size(), 1u);
}

// Confidence medium-high: from one public table.
TEST(Daktronics, TheTrackMapHasOtherPlaces) {
    auto driver = std::move(*make_with("daktronics", {{"map", "track"}}));
    Collector got;
    driver->on_bytes(as_bytes(frame(117, " 12A") + frame(121, " 3") + line(1, "", "", "", "", "", 240) + line(1, "5", "1", "10.123", "", "RUNNER", 240)), HostTime{}, got);
    ASSERT_EQ(got.results.size(), 1u);
    EXPECT_EQ(got.results[0].key, "12A-3");
    EXPECT_EQ(row_of(got.results[0], 5).time, 10s + 123ms);
    EXPECT_EQ(got.results[0].resolution, 1ms);
    EXPECT_FALSE(make_with("daktronics", {{"map", "golf"}}).has_value());
}

TEST(Daktronics, AFrameOfTheWholeImageNamesItsHeatFirst) {
    std::string image(1536, ' ');
    image.replace(99, 6, "  7  3");
    image.replace(222 + 20, 16, " 1  1   58.44  4");
    const auto got = feed("daktronics", heat("7", "2") + cleared(1) + frame(0, image));
    EXPECT_EQ(got.skipped_bytes, 0u);
    ASSERT_EQ(got.results.size(), 1u);
    EXPECT_EQ(got.results[0].key, "7-3");
    EXPECT_EQ(feed("daktronics", frame(1530, "12345678")).complaints.size(), 1u) << "beyond the image";
}

TEST(Daktronics, AnEventOfOtherThanLettersAndDigitsIsNone) {
    const auto got = feed("daktronics", heat("\xFF-1", "3") + cleared(1) + line(1, "1", "1", "58.44", "4"));
    ASSERT_EQ(got.results.size(), 1u);
    EXPECT_EQ(got.results[0].key, "");
}

TEST(Daktronics, AFrameWithoutTextIsALifeSign) {
    const auto body = "00000000" "\x01" "0042100000" "\x04"s;
    auto sum = 0U;
    for (const auto character : body) sum += static_cast<unsigned char>(character);
    constexpr std::string_view hex = "0123456789ABCDEF";
    const auto got = feed("daktronics", "\x16" + body + hex[sum >> 4U & 15U] + hex[sum & 15U] + "\x17");
    EXPECT_EQ(got.alives, 1u);
    EXPECT_EQ(got.skipped_bytes, 0u);
}

TEST(Daktronics, AFrameWithoutEndIsBounded) {
    const auto got = feed("daktronics", "\x16" + std::string(100'000, 'x') + frame(0, "    0.0  "));
    EXPECT_EQ(got.alives, 1u);
    EXPECT_EQ(got.skipped_bytes, 100'001u);
}

TEST(Daktronics, TheRecordingSaysWhatItsScriptSays) {
    const auto recording = own_recording("daktronics");
    const auto got = feed("daktronics", recording);
    ASSERT_EQ(got.results.size(), 8u) << "seven finishers and a correction";
    for (const auto& result : got.results) EXPECT_EQ(result.key, "7-3");
    const auto& last = got.results.back();
    EXPECT_EQ(last.rows.size(), 8u);
    EXPECT_EQ(finishers(last), 7u);
    for (const auto& result : got.results) EXPECT_EQ(result.rows.size(), 8u) << "lanes were seen at their split";
    EXPECT_EQ(row_of(last, 8).time, 60s + 90ms);
    EXPECT_EQ(row_of(last, 3).splits, (std::vector<Duration>{28s + 130ms}));
    EXPECT_EQ(got.complaints.size(), 2u);
    for (unsigned seed = 1; seed <= 40; ++seed) EXPECT_EQ(feed_in_pieces("daktronics", recording, seed, seed).results, got.results) << "seed " << seed;
}

}  // namespace daktronics_test
}  // namespace bowball::capture
