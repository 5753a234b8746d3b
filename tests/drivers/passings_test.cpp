// What the drivers of passings share: whose transponder it is, and which numbers are missing.
#include <gtest/gtest.h>

#include "collector.hpp"
#include "drivers/passing_numbers.hpp"
#include "drivers/printed_time.hpp"
#include "drivers/transponders.hpp"

namespace bowball::capture {
namespace passings_test {

TEST(Transponders, GiveStartNumbers) {
    const auto numbers = transponders::Numbers::parse("5691251=3, lz63021 = 4").value();
    EXPECT_EQ(numbers.of("5691251"), 3u);
    EXPECT_EQ(numbers.of("LZ63021"), 4u);
    EXPECT_EQ(numbers.of("1"), std::nullopt);
    EXPECT_EQ(transponders::Numbers::parse("same").value().of("17"), 17u);
    EXPECT_EQ(transponders::Numbers::parse("same").value().of("LZ63021"), std::nullopt);
    EXPECT_EQ(transponders::Numbers::parse("").value().of("17"), std::nullopt);
}

TEST(Transponders, RefuseWhatIsNoPair) {
    for (const auto* text : {"5691251", "5691251=", "=3", "5691251=0", "5691251=70000", "1=2=3", "1=2,1=3"})
        EXPECT_TRUE(transponders::Numbers::parse(text).has_error()) << text;
}

TEST(Transponders, ReadTimesAndDays) {
    EXPECT_EQ(parse_time_of_day("15:37:40.704").value().time, 15h + 37min + 40s + 704ms);
    EXPECT_EQ(parse_time_of_day("15:37:40").value().time, 15h + 37min + 40s);
    EXPECT_EQ(parse_time_of_day("15:37:40.70").value().time, 15h + 37min + 40s + 700ms);
    for (const auto* text : {"", "24:00:00", "15:37:60", "15:37:40.", "15:37:40,704", "15:37:40.7x4", "15:37"}) EXPECT_FALSE(parse_time_of_day(text).has_value()) << text;
    EXPECT_EQ(transponders::midnight(2026, 7, 24), DeviceTime{1'784'851'200s});
    EXPECT_EQ(transponders::midnight(2026, 2, 29), std::nullopt);
    EXPECT_EQ(transponders::midnight(2026, 0, 1), std::nullopt);
}

using Range = PassingNumbers::Range;

TEST(PassingNumbers, AskForAGapOnceAndTakeWhatComesForRepeated) {
    PassingNumbers numbers;
    Collector got;
    EXPECT_EQ(numbers.note(100, got), Change::seen);
    EXPECT_EQ(numbers.due(HostTime{}, got), std::nullopt) << "what was before the first is not asked for";
    EXPECT_EQ(numbers.note(104, got), Change::seen);
    EXPECT_EQ(numbers.due(HostTime{}, got), (Range{101, 103}));
    EXPECT_EQ(numbers.due(HostTime{1s}, got), std::nullopt);
    EXPECT_EQ(numbers.note(101, got), Change::repeated);
    EXPECT_EQ(numbers.note(103, got), Change::repeated);
    EXPECT_EQ(numbers.note(103, got), Change::repeated) << "known already";
    EXPECT_EQ(numbers.due(HostTime{5s}, got), (Range{102, 102}));
    EXPECT_EQ(numbers.due(HostTime{10s}, got), (Range{102, 102}));
    EXPECT_EQ(got.missed, 0u);
    EXPECT_EQ(numbers.due(HostTime{15s}, got), std::nullopt);
    EXPECT_EQ(got.missed, 1u) << "asked for three times";
    EXPECT_EQ(numbers.due(HostTime{60s}, got), std::nullopt);
    EXPECT_EQ(got.missed, 1u);
}

TEST(PassingNumbers, AskForAWideGapPieceByPiece) {
    PassingNumbers numbers;
    Collector got;
    std::ignore = numbers.note(1, got);
    std::ignore = numbers.note(122, got);
    EXPECT_EQ(numbers.due(HostTime{}, got), (Range{2, 51}));
    EXPECT_EQ(numbers.due(HostTime{}, got), (Range{52, 101}));
    EXPECT_EQ(numbers.due(HostTime{}, got), (Range{102, 121}));
    EXPECT_EQ(numbers.due(HostTime{}, got), std::nullopt);
}

TEST(PassingNumbers, OfAHugeGapAllButTheNewestThousandAreLostAtOnce) {
    PassingNumbers numbers;
    Collector got;
    std::ignore = numbers.note(1, got);
    std::ignore = numbers.note(UINT32_MAX, got);
    EXPECT_EQ(got.missed, UINT32_MAX - 2 - 1000);
    EXPECT_EQ(numbers.due(HostTime{}, got)->last, UINT32_MAX - 1000 + 49);
}

TEST(PassingNumbers, ANewSeriesGivesUpTheOldOneAndSaysSo) {
    PassingNumbers numbers;
    Collector got;
    std::ignore = numbers.note(5000, got);
    std::ignore = numbers.note(5003, got);
    EXPECT_EQ(numbers.note(1, got), Change::seen);
    EXPECT_EQ(got.missed, 2u);
    EXPECT_EQ(got.complaints.size(), 1u);
    EXPECT_EQ(numbers.note(2, got), Change::seen);
    EXPECT_EQ(numbers.due(HostTime{}, got), std::nullopt);
}

TEST(PassingNumbers, WhatTheDecoderCountsIsAwaitedAfterALostLink) {
    PassingNumbers numbers;
    Collector got;
    numbers.expect(12, got);
    EXPECT_EQ(numbers.due(HostTime{}, got), std::nullopt) << "those of before the first connection are history";
    EXPECT_EQ(numbers.note(13, got), Change::seen);
    numbers.expect(15, got);
    EXPECT_EQ(numbers.due(HostTime{}, got), (Range{14, 15}));
    EXPECT_EQ(numbers.note(14, got), Change::repeated);
    EXPECT_EQ(numbers.note(16, got), Change::seen);
}

}  // namespace passings_test
}  // namespace bowball::capture
