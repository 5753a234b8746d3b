#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>

#include "collector.hpp"

namespace bowball::capture {
namespace tag_heuer_test {

/// A THCOM record as it is sent, with its sum.
std::string thcom(std::string record) {
    auto sum = 0U;
    for (const auto character : record) sum += static_cast<unsigned char>(character);
    char text[8];
    std::snprintf(text, sizeof text, "\t%04X\r\n", sum & 0xFFFF);
    return record + text;
}

std::unique_ptr<Driver> timer(std::string format) {
    return make_driver("tag_heuer", {{"format", std::move(format)}});
}

Collector feed_as(std::string format, std::string_view text) {
    Collector got;
    timer(std::move(format))->on_bytes(as_bytes(text), HostTime{}, got);
    return got;
}

constexpr Duration day_6994 = std::chrono::hours{24} * 6994;

// Protocols 0.3, real: 36 characters and a sum of 16 bits.
TEST(TagHeuer, ReadsARealRecordWithItsSum) {
    const auto got = feed("tag_heuer", "TN    2    2 M1 19:30:58.41200  6994\t06B3\r\n");
    ASSERT_EQ(got.impulses.size(), 1u) << (got.complaints.empty() ? "" : got.complaints[0]);
    const auto& impulse = got.impulses[0];
    EXPECT_EQ(impulse.channel, "1");
    EXPECT_TRUE(impulse.by_hand) << "M1 is the first input, pressed on the timer";
    EXPECT_EQ(impulse.number, 2u);
    EXPECT_EQ(impulse.ticks, DeviceTime{day_6994 + 19h + 30min + 58s + 412ms});
    EXPECT_GE(impulse.own_uncertainty, 100ms);
    EXPECT_EQ(impulse.trust, Trust::good);
    EXPECT_TRUE(got.samples.empty());
}

// Protocols 0.3, real.
TEST(TagHeuer, ATimeThatWasTypedIsByHand) {
    const auto got = feed("tag_heuer", "T+    1    1  1 11:11:11.11100  6994\t0649\r\n");
    ASSERT_EQ(got.impulses.size(), 1u);
    EXPECT_TRUE(got.impulses[0].by_hand);
    EXPECT_EQ(got.impulses[0].ticks, DeviceTime{day_6994 + 11h + 11min + 11s + 111ms});
}

// Protocols 0.3, real: each with the sum that its device sent.
TEST(TagHeuer, ResultsTransfersAndAnswersAreNoImpulses) {
    const auto got = feed("tag_heuer", "RR    0    2           0.70400\t04BF\r\nIR 1       2          11.53500\t04CB\r\nID 01904\t01AB\r\n"
                                       "DS 01  00 START - FINISH     \t0634\r\nDE 01\t010A\r\nAK F\t00F2\r\n");
    EXPECT_TRUE(got.impulses.empty());
    EXPECT_TRUE(got.complaints.empty()) << got.complaints[0];
    EXPECT_EQ(got.alives, 6u);
    const auto rest = feed("tag_heuer", thcom("GR    1    2           0.70400") + thcom("DR    1    2           0.70400") + thcom("OP 01") + thcom("OM 01") + thcom("CL") +
                                            thcom("SN 12345 CP540 0107") + thcom("&P 003 1") + thcom("&S 008") + thcom("&E 01") + thcom("AK C") +
                                            thcom("!T 10:00:00 01/02/24") + thcom("!N 12") + thcom("RR    0 9999           0.00000"));
    EXPECT_TRUE(rest.impulses.empty());
    EXPECT_TRUE(rest.complaints.empty()) << rest.complaints[0];
    EXPECT_EQ(rest.alives, 13u);
}

// Trap 3 of protocols 0.2: the sum of a command leaves out the '#'. The rule that made these four real sums makes ours.
TEST(TagHeuer, Trap3ACommandsSumLeavesOutTheHash) {
    EXPECT_EQ(thcom("WC 007 02 00:00 01/01/01"), "WC 007 02 00:00 01/01/01\t048E\r\n");
    EXPECT_EQ(thcom("WP 120 5"), "WP 120 5\t01AF\r\n");
    EXPECT_EQ(thcom("WC 002"), "WC 002\t014C\r\n");
    EXPECT_EQ(thcom("WC 008 01"), "WC 008 01\t01D3\r\n");
    EXPECT_EQ(feed("tag_heuer", "").sent, "#" + thcom("ID")) << "the timer is asked who it is when the line opens";
    Collector print;
    timer("cp520")->on_open(HostTime{}, print);
    EXPECT_TRUE(print.sent.empty()) << "a print stream has no ears";
}

// Trap 3: blanks stand between the fields, and the only tab before the sum.
TEST(TagHeuer, Trap3FieldsAreColumnsAndNotSeparatedByTabs) {
    const auto got = feed("tag_heuer", "TN\t2\t2\t1\t19:30:58.41200\t6994\r\n");
    EXPECT_TRUE(got.impulses.empty());
    EXPECT_EQ(got.complaints.size(), 1u);
}

// Trap 4: an older format of its own, 30 characters and no sum. Both lines are real.
TEST(TagHeuer, Trap4ReadsThePrintStreamOfTheCp520) {
    const auto got = feed("tag_heuer", "T       201 M1    45:30.464000\rT         2 M1 09:09:15.608000\r");
    ASSERT_EQ(got.impulses.size(), 2u);
    EXPECT_EQ(got.impulses[0].number, 201u);
    EXPECT_EQ(got.impulses[0].channel, "1");
    EXPECT_TRUE(got.impulses[0].by_hand);
    EXPECT_EQ(got.impulses[0].ticks, DeviceTime{45min + 30s + 464ms}) << "leading fields are blank when they are zero";
    EXPECT_EQ(got.impulses[1].ticks, DeviceTime{9h + 9min + 15s + 608ms});
    EXPECT_EQ(got.sent, "#" + thcom("ID"));
}

TEST(TagHeuer, ResultsAndRunsOfThePrintStreamAreNoImpulses) {
    const auto got = feed("tag_heuer", "R   1   201          16.350000\rS 001          NET TIME       \rL   1   201          16.350000\r");
    EXPECT_TRUE(got.impulses.empty());
    EXPECT_TRUE(got.complaints.empty()) << got.complaints[0];
    EXPECT_EQ(got.alives, 3u);
}

// The order of a real session: a start cancelled by the next one, and a finish discarded.
TEST(TagHeuer, CancelledAndDiscardedTimesAreWithdrawn) {
    const auto got = feed("tag_heuer", "T       201  1    45:30.464000\rT       201  2    45:46.818000\rT-      201  1    45:30.464000\rTC      201  2    45:46.818000\r");
    ASSERT_EQ(got.impulses.size(), 4u);
    EXPECT_EQ(got.impulses[2].change, Change::withdrawn);
    EXPECT_EQ(got.impulses[2].ticks, got.impulses[0].ticks);
    EXPECT_EQ(got.impulses[2].channel, got.impulses[0].channel);
    EXPECT_EQ(got.impulses[3].change, Change::withdrawn);
    EXPECT_EQ(got.impulses[3].ticks, got.impulses[1].ticks);
    const auto dated = feed("tag_heuer", thcom("TN    2    2  4 10:00:00.00000  9702") + thcom("TC    2    3  4 10:00:00.00000  9702") + thcom("T-    2    4  4 10:00:00.00000  9702"));
    ASSERT_EQ(dated.impulses.size(), 3u);
    EXPECT_EQ(dated.impulses[1].change, Change::withdrawn);
    EXPECT_EQ(dated.impulses[2].change, Change::withdrawn);
    EXPECT_EQ(dated.impulses[2].ticks, dated.impulses[0].ticks);
}

TEST(TagHeuer, ARenumberedOrDoubledTimeIsTheSameTimeWithAnotherNumber) {
    for (const auto* kind : {"T*", "T="}) {
        const auto got = feed("tag_heuer", thcom("TN    7   12  4 10:12:15.00000  9702") + thcom("TN    9   13  4 10:12:40.00000  9702") +
                                               thcom(std::string{kind} + "    6   14  4 10:12:15.00000  9702"));
        ASSERT_EQ(got.impulses.size(), 3u);
        EXPECT_EQ(got.impulses[2].ticks, got.impulses[0].ticks);
        EXPECT_EQ(got.impulses[2].channel, got.impulses[0].channel);
        EXPECT_EQ(got.impulses[2].number, 6u);
        EXPECT_EQ(got.impulses[2].change, Change::seen);
        EXPECT_EQ(got.samples.size(), 2u) << "it does not tell what time it is now";
        EXPECT_TRUE(got.restarts.empty());
    }
}

TEST(TagHeuer, WhatComesFromMemoryIsRepeated) {
    const auto got = feed("tag_heuer", thcom("TN    2    2  1 10:00:00.00000  9702") + thcom("AN    1    1  1 09:00:00.00000  9702") + thcom("DS 01  00 START - FINISH     ") +
                                           thcom("TN    1    1  1 09:00:00.00000  9702") + thcom("DE 01") + thcom("TN    3    3  1 10:01:00.00000  9702"));
    ASSERT_EQ(got.impulses.size(), 4u);
    EXPECT_EQ(got.impulses[1].change, Change::repeated);
    EXPECT_EQ(got.impulses[2].change, Change::repeated) << "between the marks of a transfer";
    EXPECT_EQ(got.impulses[3].change, Change::seen);
    EXPECT_EQ(got.samples.size(), 2u);
    EXPECT_TRUE(got.restarts.empty());
}

TEST(TagHeuer, ATransferWhoseEndWasLostEndsWithAPause) {
    Collector got;
    auto driver = timer("auto");
    driver->on_bytes(as_bytes(thcom("DS 01")), HostTime{}, got);
    driver->on_bytes(as_bytes(thcom("TN    3    3  1 10:01:00.00000  9702")), HostTime{20s}, got);
    ASSERT_EQ(got.impulses.size(), 1u);
    EXPECT_EQ(got.impulses[0].change, Change::seen);
}

// A CP 520 sends its memory in the very lines of the race: that its clock went back must not be believed.
TEST(TagHeuer, ATransferOfThePrintStreamMovesNoClock) {
    const std::string race = "T         1  1 10:00:00.123000\rT         2  1 10:01:00.456000\rT         1  2 10:07:00.789000\r";
    const auto got = feed("tag_heuer", race + race + "T         2  2 10:08:00.000000\r");
    ASSERT_EQ(got.impulses.size(), 7u);
    EXPECT_TRUE(got.restarts.empty());
    EXPECT_EQ(got.samples.size(), 4u);
    for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(got.impulses[i].ticks, got.impulses[i + 3].ticks);
    EXPECT_EQ(*got.impulses[6].ticks - *got.impulses[0].ticks, 8min - 123ms);
}

TEST(TagHeuer, ADayOfStampsIsBounded) {
    std::string day;
    for (int i = 0; i < 5000; ++i) {
        char line[40];
        std::snprintf(line, sizeof line, "T      %4d  1 %2d:%02d:%02d.%03d000\r", i, 10 + i / 3600, i / 60 % 60, i % 60, i % 1000);
        day += line;
    }
    const auto got = feed("tag_heuer", day);
    EXPECT_EQ(got.impulses.size(), 5000u);
    EXPECT_EQ(got.samples.size(), 5000u);
    EXPECT_TRUE(got.complaints.empty());
}

TEST(TagHeuer, DaysMakeTicksThatDoNotWrap) {
    const auto got = feed("tag_heuer", thcom("TN    1    1  1 23:59:59.90000  9702") + thcom("TN    1    2  4 00:00:10.90000  9703"));
    ASSERT_EQ(got.impulses.size(), 2u);
    EXPECT_EQ(*got.impulses[1].ticks - *got.impulses[0].ticks, 11s);
    EXPECT_TRUE(got.restarts.empty());
    EXPECT_EQ(got.samples.size(), 2u);
}

TEST(TagHeuer, MidnightIsNoRestartWithoutADate) {
    const auto got = feed("tag_heuer", "T         1  1 23:59:59.900000\rT         1  2  0:00:10.900000\r");
    ASSERT_EQ(got.impulses.size(), 2u);
    EXPECT_EQ(*got.impulses[1].ticks - *got.impulses[0].ticks, 11s);
    EXPECT_TRUE(got.restarts.empty());
}

// Third-party senders write zeros where blanks stand (protocols 2.2), and zero for a day that they do not know.
TEST(TagHeuer, ReadsNumbersPaddedWithZeros) {
    const auto got = feed("tag_heuer", "TN 0003 0001 01 12:11:03.73200 00000\r\nTN 0003 0002 02 12:12:03.73200 00000\r\n");
    ASSERT_EQ(got.impulses.size(), 2u) << got.complaints[0];
    EXPECT_EQ(got.impulses[0].number, 3u);
    EXPECT_EQ(got.impulses[0].channel, "1");
    EXPECT_EQ(got.impulses[0].ticks, DeviceTime{12h + 11min + 3s + 732ms});
    EXPECT_EQ(*got.impulses[1].ticks - *got.impulses[0].ticks, 60s);
}

TEST(TagHeuer, BlankAndZeroNumbersNameNobody) {
    const auto got = feed("tag_heuer", thcom("TN         1  1 10:00:00.00000  9702") + thcom("TN    0    2  1 10:00:01.00000  9702") + "T           M2    28:44.266000\r");
    ASSERT_EQ(got.impulses.size(), 3u);
    for (const auto& impulse : got.impulses) EXPECT_EQ(impulse.number, std::nullopt);
}

TEST(TagHeuer, ASumIsDemandedOnceOneWasSeen) {
    const auto plain = std::string{"TN    1    1  1 10:00:00.00000  9702\r\n"};
    EXPECT_EQ(feed("tag_heuer", plain).impulses.at(0).trust, Trust::good) << "a Pocket Pro may send none";
    const auto got = feed("tag_heuer", thcom("ID 01904") + plain);
    ASSERT_EQ(got.impulses.size(), 1u) << "never lost";
    EXPECT_EQ(got.impulses[0].trust, Trust::suspect);
    EXPECT_EQ(got.complaints.size(), 1u);
    EXPECT_TRUE(got.samples.empty());
    const auto wrong = feed("tag_heuer", "TN    1    1  1 10:00:00.00000  9702\t0000\r\n");
    ASSERT_EQ(wrong.impulses.size(), 1u);
    EXPECT_EQ(wrong.impulses[0].trust, Trust::suspect);
    EXPECT_TRUE(feed("tag_heuer", "RR    0    2           0.70400\t04BE\r\n").impulses.empty());
    EXPECT_EQ(feed("tag_heuer", "RR    0    2           0.70400\t04BE\r\n").complaints.size(), 1u);
}

TEST(TagHeuer, AfterThreeLinesWithoutASumTheTimerSendsNone) {
    const auto line = [](int second) { return "TN    1    1  1 10:00:0" + std::to_string(second) + ".00000  9702\r\n"; };
    const auto got = feed("tag_heuer", thcom("ID 01904") + line(1) + line(2) + line(3) + line(4));
    ASSERT_EQ(got.impulses.size(), 4u);
    EXPECT_EQ(got.impulses[1].trust, Trust::suspect);
    EXPECT_EQ(got.impulses[2].trust, Trust::good);
    EXPECT_EQ(got.impulses[3].trust, Trust::good);
}

TEST(TagHeuer, ASynchronisationAtTheTimerIsARestartOfItsClock) {
    const auto got = feed("tag_heuer", thcom("TN    1    1  1 10:00:00.00000  9702") + thcom("TS 09:00:00") + thcom("TN    1    2  1 09:00:10.00000  9702"));
    EXPECT_EQ(got.restarts.size(), 1u) << "said once";
    EXPECT_EQ(got.impulses.size(), 2u);
}

TEST(TagHeuer, AClockThatGoesBackWasSet) {
    EXPECT_EQ(feed("tag_heuer", thcom("TN    1    1  1 10:00:00.00000  9702") + thcom("TN    1    2  1 09:00:00.00000  9702")).restarts.size(), 1u);
    EXPECT_EQ(feed("tag_heuer", "T         1  1 10:00:00.000000\rT         1  1  9:00:00.000000\r").restarts.size(), 1u);
}

TEST(TagHeuer, ADamagedDayMovesNoClock) {
    const auto got = feed("tag_heuer", "TN    1    1  1 10:00:00.00000  9702\r\nTN    2    2  1 10:00:30.00000  9782\r\nTN    1    3  4 10:06:40.00000  9702\r\nTN    2    4  4 10:06:50.00000  9702\r\n");
    ASSERT_EQ(got.impulses.size(), 4u);
    EXPECT_EQ(*got.impulses[2].ticks - *got.impulses[0].ticks, 400s);
    EXPECT_TRUE(got.restarts.empty());
}

TEST(TagHeuer, FinerDigitsThanMillisecondsAreBelievedOnlyWhereThereAreAny) {
    const auto got = feed("tag_heuer", thcom("TN    1    1  1 10:00:00.12300  9702") + thcom("TN    1    2  1 10:00:01.12345  9702") + "T         1  1 10:00:03.123000\r");
    EXPECT_EQ(got.impulses.at(0).own_uncertainty, 1ms);
    EXPECT_EQ(got.impulses.at(1).own_uncertainty, 100us);
    EXPECT_EQ(got.impulses.at(2).own_uncertainty, 1ms) << "six decimals are printed whatever the clock resolves";
}

TEST(TagHeuer, TheFormatMayBeLaidDown) {
    const std::string print = "T       201 M1    45:30.464000\r";
    const auto record = thcom("TN    1    1  1 10:00:00.00000  9702");
    EXPECT_EQ(feed_as("cp520", print + record).impulses.size(), 1u);
    EXPECT_EQ(feed_as("cp520", print + record).complaints.size(), 1u);
    EXPECT_EQ(feed_as("thcom", print + record).impulses.size(), 1u);
    EXPECT_EQ(feed_as("thcom", print + record).complaints.size(), 1u);
    EXPECT_EQ(feed_as("auto", print + record).impulses.size(), 2u);
    const auto* spec = *std::ranges::find(all_drivers(), "tag_heuer", &DriverSpec::name);
    EXPECT_FALSE(spec->make({{"format", "cp540"}, {"ask", "auto"}}).has_value());
}

TEST(TagHeuer, FindsItsFeetAfterGarbage) {
    const auto got = feed("tag_heuer", "\x01\xFF" "1 10:00:00\r\n" + thcom("TN    1    1  1 10:00:00.00000  9702") + "TN    1    1  1 25:00:00.00000  9702\r\nT         1  1 10:0a:00.000000\r");
    EXPECT_EQ(got.impulses.size(), 1u);
    EXPECT_EQ(got.complaints.size(), 3u);
    EXPECT_NE(got.complaints[0].find("\\xff"), std::string::npos) << got.complaints[0];
}

}  // namespace tag_heuer_test
}  // namespace bowball::capture
