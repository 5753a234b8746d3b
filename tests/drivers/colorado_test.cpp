#include <gtest/gtest.h>

#include "swim.hpp"

namespace bowball::capture {
namespace colorado_test {

using namespace std::string_literals;

/// A run: the address of a channel, and text from the position `from` on.
std::string run(unsigned channel, std::string_view text, std::size_t from = 0, bool running = false, bool format = false) {
    std::string bytes(1, static_cast<char>(0x80U | (running ? 0x40U : 0U) | ((channel ^ 0x1FU) << 1U) | (format ? 1U : 0U)));
    for (std::size_t i = 0; i < text.size(); ++i) bytes += static_cast<char>((from + i) << 4U | (text[i] == ' ' ? 0U : static_cast<unsigned>(text[i] - '0') ^ 0xFU));
    return bytes;
}
std::string twice(const std::string& bytes) { return bytes + bytes; }
std::string heat(std::string_view text) { return twice(run(0x0C, text)); }
std::string running(unsigned lane) { return run(lane, "        ") + twice(run(lane, std::to_string(lane) + " ", 0, true)); }
/// The last run of a stream is complete when the next address comes.
const std::string next = "\xBE"s;

std::string meet() { return shared_recording("cts-scoreboard/meet.bin"); }

// Protocols 0.3, real: lane 4, place 4, 1:19.50; and the running time at 0.0.
TEST(Colorado, ReadsTheTestVectors) {
    const auto vector = "\xB6\x0B\x1B\x20\x3E\x4E\x56\x6A\x7F"s;
    EXPECT_EQ(vector, run(4, "44 11950"));
    const auto got = feed("colorado", heat(" 27    1") + running(4) + vector + vector + next);
    ASSERT_EQ(got.results.size(), 1u);
    const auto row = row_of(got.results[0], 4);
    EXPECT_EQ(row.place, 4);
    EXPECT_EQ(row.time, 1min + 19s + 500ms);
    EXPECT_EQ(got.results[0].key, "27-1");
    EXPECT_EQ(got.results[0].resolution, 10ms);
    const auto clock = feed("colorado", "\xBE\x70\x6F\x5F\x40\x30\x20"s + next);
    EXPECT_EQ(clock.alives, 1u);
    EXPECT_EQ(clock.skipped_bytes, 0u);
    EXPECT_TRUE(clock.impulses.empty()) << "a display is no stamp";
}

TEST(Colorado, FormatRunsAreIgnored) {
    const auto lane = run(4, "44 11950");
    const auto format = "\xB7\x00\x10\x20\x3F\x4F\x50\x6F\x70"s;
    const auto got = feed("colorado", heat(" 27    1") + running(4) + lane + format + lane + format + next);
    ASSERT_EQ(got.results.size(), 1u);
    EXPECT_EQ(row_of(got.results[0], 4).time, 79s + 500ms);
    EXPECT_EQ(got.skipped_bytes, 0u);
}

// Trap: a board goes on showing the last heat when the console already names the next one.
TEST(Colorado, TimesThatStoodBeforeTheHeatRanAreNotOfIt) {
    const auto old = twice(run(4, "44 11950"));
    EXPECT_TRUE(feed("colorado", heat(" 27    1") + old + next).results.empty());
    EXPECT_TRUE(feed("colorado", old + heat(" 27    1") + old + next).results.empty());
    const auto got = feed("colorado", heat(" 27    1") + running(4) + old + heat(" 28    1") + old + twice(run(4, "44 11951")) + running(4) + twice(run(4, "41  5800")) + next);
    ASSERT_EQ(got.results.size(), 2u);
    EXPECT_EQ(got.results[0].key, "27-1");
    EXPECT_EQ(got.results[1].key, "28-1");
    EXPECT_EQ(row_of(got.results[1], 4).time, 58s);
}

TEST(Colorado, MoreFinishersAndCorrectionsReplaceTheResult) {
    const auto got = feed("colorado", heat("  7    2") + running(3) + running(5) + twice(run(3, "31  2722")) + twice(run(5, "5   3228")) + twice(run(5, "52  3232")) + next);
    ASSERT_EQ(got.results.size(), 3u);
    EXPECT_EQ(finishers(got.results[0]), 1u);
    EXPECT_EQ(got.results[0].rows.size(), 2u) << "a race that nobody entered gets its lanes from the first result";
    EXPECT_EQ(row_of(got.results[1], 5).place, std::nullopt);
    EXPECT_EQ(row_of(got.results[2], 5).place, 2);
    EXPECT_EQ(row_of(got.results[2], 3).time, 27s + 220ms);
    EXPECT_EQ(got.results[2].document, got.results[0].document);
}

TEST(Colorado, WhatIsSaidOnceOnlyIsNotBelieved) {
    const auto begin = heat("  7    2") + running(3);
    EXPECT_TRUE(feed("colorado", begin + run(3, "31  2722") + next).results.empty());
    const auto got = feed("colorado", begin + run(3, "31  2722") + twice(run(3, "31  2725")) + run(3, "31  9725") + twice(run(3, "31  2725")) + run(0x0C, " 77    2") + heat("  7    2") + next);
    ASSERT_EQ(got.results.size(), 1u) << "a digit that was damaged on the way makes no result, and names no heat";
    EXPECT_EQ(row_of(got.results[0], 3).time, 27s + 250ms);
}

TEST(Colorado, ALaneThatRunsOnTakesItsTimeBack) {
    const auto got = feed("colorado", heat("  7    2") + running(3) + running(4) + twice(run(3, "31  2722")) + twice(run(4, "42  2800")) + running(3) + next);
    ASSERT_EQ(got.results.size(), 3u);
    ASSERT_EQ(finishers(got.results[2]), 1u);
    EXPECT_EQ(row_of(got.results[2], 4).time, 28s);
}

TEST(Colorado, DigitsLeftFromAnOlderTimeCompleteNoNewOne) {
    const auto got = feed("colorado", heat("  7    2") + twice(run(3, "31 12722")) + twice(run(3, "3 ", 0, true)) + twice(run(3, "31 1", 0)) + next);
    EXPECT_TRUE(got.results.empty());
}

TEST(Colorado, SettleKeepsASplitFromBeingAFinish) {
    auto driver = std::move(*make_with("colorado", {{"settle_ms", "5000"}}));
    Collector got;
    driver->on_bytes(as_bytes(heat("  7    2") + running(3) + twice(run(3, "31  2722")) + next), HostTime{10s}, got);
    driver->on_tick(HostTime{14s}, got);
    EXPECT_TRUE(got.results.empty());
    driver->on_bytes(as_bytes(running(3) + next), HostTime{14s + 500ms}, got);
    driver->on_tick(HostTime{60s}, got);
    EXPECT_TRUE(got.results.empty()) << "it was a split";
    driver->on_bytes(as_bytes(twice(run(3, "31  5722")) + next), HostTime{61s}, got);
    driver->on_tick(HostTime{65s + 900ms}, got);
    EXPECT_TRUE(got.results.empty());
    driver->on_tick(HostTime{66s}, got);
    ASSERT_EQ(got.results.size(), 1u);
    driver->on_bytes(as_bytes(twice(run(3, "31  5725")) + heat("  7    3") + next), HostTime{67s}, got);
    ASSERT_EQ(got.results.size(), 2u) << "when the next heat is named nothing is waited for";
    EXPECT_EQ(got.results[1].key, "7-2");
}

TEST(Colorado, TheRoundStandsInTheKeyWhereItIsSet) {
    auto driver = std::move(*make_with("colorado", {{"round", "F"}}));
    Collector got;
    driver->on_bytes(as_bytes(heat("  7    2") + running(3) + twice(run(3, "31  2722")) + next), HostTime{}, got);
    ASSERT_EQ(got.results.size(), 1u);
    EXPECT_EQ(got.results[0].key, "7-F-2");
    EXPECT_FALSE(make_with("colorado", {{"round", "a-b"}}).has_value());
    EXPECT_FALSE(make_with("colorado", {{"settle_ms", "soon"}}).has_value());
}

TEST(Colorado, WithoutAnEventOnTheBoardTheResultHasNoKey) {
    const auto got = feed("colorado", heat("        ") + running(3) + twice(run(3, "31  2722")) + next);
    ASSERT_EQ(got.results.size(), 1u);
    EXPECT_EQ(got.results[0].key, "");
    EXPECT_NE(got.results[0].document, "");
}

TEST(Colorado, ZeroIsTheTenthLaneOnTheTenthLineOnly) {
    const auto begin = heat("  7    2") + run(10, "        ") + twice(run(10, "0 ", 0, true)) + run(1, "        ") + twice(run(1, "0 ", 0, true));
    const auto got = feed("colorado", begin + twice(run(10, "02  2722")) + twice(run(1, "01  2622")) + next);
    ASSERT_EQ(got.results.size(), 2u);
    EXPECT_EQ(row_of(got.results[1], 10).time, 27s + 220ms);
    EXPECT_EQ(row_of(got.results[1], 0).time, 26s + 220ms) << "lanes 0 to 9";
}

TEST(Colorado, GarbageIsCountedAndOnlyAConvincingRunIsBelievedAfterIt) {
    const auto begin = heat("  7    2") + running(3);
    const auto got = feed("colorado", begin + "\x90garbage in ASCII, and more of it" + run(3, "31") + twice(run(3, "31  2722")) + next);
    EXPECT_EQ(got.skipped_bytes, 33u + 3u);
    ASSERT_EQ(got.complaints.size(), 1u);
    EXPECT_NE(got.complaints[0].find("\\x90garbage"), std::string::npos) << got.complaints[0];
    EXPECT_EQ(got.results.size(), 1u);
    const auto digit = feed("colorado", begin + "\xB8\x0C\x1E\x21\x30\x4D\x58\x6D\x7D"s + run(3, "31  2722") + run(3, "31  2722") + next);
    EXPECT_EQ(digit.skipped_bytes, 9u) << "0x1 is no digit";
}

TEST(Colorado, AnOpenedLineForgetsHalfARunAndKeepsTheHeat) {
    auto driver = make_driver("colorado");
    Collector got;
    driver->on_bytes(as_bytes(heat("  7    2") + running(3) + "\xB8\x0C"), HostTime{}, got);
    driver->on_open(HostTime{}, got);
    driver->on_bytes(as_bytes("\x6D\x7D" + twice(run(3, "31  2722")) + next), HostTime{}, got);
    EXPECT_EQ(got.skipped_bytes, 2u);
    EXPECT_EQ(got.results.size(), 1u) << "a lane that was seen running finished while the line was away";
}

/// Finish times of heat 27-1, read from the bytes by other means (protocols 5.1; a few lines of Python).
void expect_the_heat(const RawResult& result) {
    EXPECT_EQ(result.key, "27-1");
    EXPECT_EQ(result.title, "Event 27, heat 1");
    ASSERT_EQ(result.rows.size(), 6u);
    EXPECT_EQ(finishers(result), 6u);
    const Duration times[] = {57s + 580ms, 30s + 690ms, 27s + 250ms, 41s + 270ms, 32s + 320ms, 56s + 320ms};
    const std::uint16_t places[] = {6, 2, 1, 4, 3, 5};
    for (std::uint32_t lane = 1; lane <= 6; ++lane) {
        EXPECT_EQ(row_of(result, lane).time, times[lane - 1]) << "lane " << lane;
        EXPECT_EQ(row_of(result, lane).place, places[lane - 1]) << "lane " << lane;
    }
}

TEST(Colorado, ReadsAHeatOfARealMeet) {
    if (meet().empty()) GTEST_SKIP() << "the shared recordings are not here";
    const auto got = feed("colorado", meet());
    EXPECT_EQ(got.skipped_bytes, 6u) << "the capture begins in the middle of a run";
    EXPECT_GT(got.alives, 700u);
    ASSERT_FALSE(got.results.empty());
    for (const auto& result : got.results) {
        EXPECT_EQ(result.key, "27-1") << "neither the results that stood before, nor those under the next heat's number";
        EXPECT_EQ(result.rows.size(), 6u) << "from the first finish on";
    }
    EXPECT_EQ(finishers(got.results.front()), 1u);
    expect_the_heat(got.results.back());
}

TEST(Colorado, ExcerptsOfThatHeatGiveTheSameResult) {
    const auto got = feed("colorado", own_recording("colorado"));
    ASSERT_FALSE(got.results.empty());
    for (const auto& result : got.results) EXPECT_EQ(result.key, "27-1");
    expect_the_heat(got.results.back());
}

TEST(Colorado, AnyCutGivesTheSameResults) {
    const auto recording = own_recording("colorado");
    const auto whole = feed("colorado", recording);
    for (unsigned seed = 1; seed <= 40; ++seed) EXPECT_EQ(feed_in_pieces("colorado", recording, seed, seed).results, whole.results) << "seed " << seed;
}

TEST(Colorado, DamageMakesNoOtherHeatAndFewWrongTimes) {
    const auto recording = own_recording("colorado");
    auto wrong = 0;
    for (unsigned seed = 1; seed <= 200; ++seed) {
        std::mt19937 random{seed};
        auto damaged = recording;
        for (int i = 0; i < 30; ++i) damaged[random() % damaged.size()] = static_cast<char>(random());
        const auto got = feed("colorado", damaged);
        for (const auto& result : got.results) {
            EXPECT_EQ(result.key, "27-1") << "seed " << seed;
            for (const auto& row : result.rows) wrong += row.time && (*row.time < 27s || *row.time > 58s);
        }
    }
    EXPECT_EQ(wrong, 0) << "a wrong digit would have to come twice";
}

}  // namespace colorado_test
}  // namespace bowball::capture
