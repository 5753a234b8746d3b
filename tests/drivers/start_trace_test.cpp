// Traces in parts: lost, repeated, damaged, foreign; and CSV files.
#include <gtest/gtest.h>

#include "collector.hpp"
#include "core/limits.hpp"

namespace bowball::capture {
namespace start_trace_test {

std::string sealed(const std::string& text) {
    auto crc = 0xFFFFFFFFU;
    for (const auto byte : text) {
        crc ^= static_cast<unsigned char>(byte);
        for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
    }
    char digits[9];
    std::snprintf(digits, sizeof digits, "%08X", ~crc);
    return "$" + text + "*" + digits + "\n";
}

/// Samples 0x0100 and 0xFFFF (256 and -1) are "AAH//w==".
std::string part(int first, int all = 4, const std::string& channel = "lane 3", const std::string& data = "AAH//w==") {
    return sealed("TRACE," + channel + ",5000000,250000,N,-15000,200," + std::to_string(all) + "," + std::to_string(first) + "," + data);
}

TEST(StartTrace, TheExampleOfThePage) {
    const auto got = feed("start_trace", "$CLOCK,3610999200*5DE21182\r\n$EDGE,signal,3610000000,20*EB2B9D71\r\n");
    ASSERT_EQ(got.samples.size(), 1u);
    EXPECT_EQ(got.samples[0].device, DeviceTime{3610999200us});
    ASSERT_EQ(got.impulses.size(), 1u);
    EXPECT_EQ(got.impulses[0].channel, "signal");
    EXPECT_EQ(got.impulses[0].ticks, DeviceTime{3610s});
    EXPECT_EQ(got.impulses[0].own_uncertainty, 20us);
}

TEST(StartTrace, PartsInAnyOrderMakeATrace) {
    for (const auto& text : {part(0) + part(2), part(2) + part(0), part(0) + part(0) + part(2) + part(2)}) {
        const auto got = feed("start_trace", text);
        ASSERT_EQ(got.traces.size(), 1u);
        const auto& trace = got.traces[0];
        EXPECT_EQ(trace.channel, "lane 3");
        EXPECT_EQ(trace.ticks, DeviceTime{5s});
        EXPECT_EQ(trace.own_uncertainty, 200us);
        EXPECT_EQ(trace.waveform, (Waveform{250us, "N", -15'000, {256, -1, 256, -1}}));
        EXPECT_TRUE(got.complaints.empty());
    }
}

TEST(StartTrace, ADamagedPartIsSkippedAndCountedAndItsRepetitionFillsTheGap) {
    auto spoilt = part(2);
    spoilt[30] ^= 1;
    const auto got = feed("start_trace", part(0) + spoilt);
    EXPECT_TRUE(got.traces.empty());
    EXPECT_EQ(got.skipped_bytes, spoilt.size() - 1);
    EXPECT_EQ(feed("start_trace", part(0) + spoilt + part(2)).traces.size(), 1u);
}

TEST(StartTrace, WhatNeverComesWholeIsSaid) {
    Collector got;
    auto driver = make_driver("start_trace");
    driver->on_bytes(as_bytes(part(0)), HostTime{}, got);
    driver->on_tick(HostTime{9s}, got);
    EXPECT_TRUE(got.complaints.empty());
    driver->on_tick(HostTime{11s}, got);
    ASSERT_EQ(got.complaints.size(), 1u);
    EXPECT_EQ(got.complaints[0], "a trace of lane 3 is lost: 2 of its 4 samples did not come");
}

TEST(StartTrace, OldestFirstIsGivenUpWhereTooManyAreBegun) {
    std::string text;
    for (std::size_t i = 0; i <= limits::unfinished_traces; ++i) text += part(0, 4, "lane " + std::to_string(i));
    EXPECT_EQ(feed("start_trace", text).complaints.size(), 1u);
}

TEST(StartTrace, PartsThatContradictEachOtherAreNotMixed) {
    const auto got = feed("start_trace", part(0) + part(2, 6));
    EXPECT_TRUE(got.traces.empty());
    EXPECT_EQ(got.complaints.size(), 1u);
}

TEST(StartTrace, NonsenseIsRefused) {
    for (const auto& text : {part(3), part(0, 6001), part(0, 0), part(-1), part(0, 4, ""), part(0, 4, "lane 3", "AAH//w="), part(0, 4, "lane 3", "AA=="), part(0, 4, "lane 3", "A?H//w=="),
                             sealed("TRACE"), sealed("EDGE,a,b,c"), sealed("CLOCK,-1"), sealed("CLOCK,99999999999999999999"), sealed("HELLO"), sealed("")}) {
        const auto got = feed("start_trace", text);
        EXPECT_TRUE(got.traces.empty() && got.impulses.empty() && got.samples.empty()) << text;
        EXPECT_EQ(got.complaints.size(), 1u) << text;
    }
}

TEST(StartTrace, TheLongestTraceIsTaken) {
    std::string text;
    std::string data;
    for (int i = 0; i < 250; ++i) data += "AAAAAAAA";   // three samples each
    for (int first = 0; first < 6000; first += 750) text += part(first, 6000, "lane 8", data);
    const auto got = feed("start_trace", text);
    ASSERT_EQ(got.traces.size(), 1u);
    EXPECT_EQ(got.traces[0].waveform.samples.size(), limits::trace_samples);
}

TEST(StartTrace, ABoxThatStartsAnewHasAnotherClock) {
    const auto got = feed("start_trace", sealed("CLOCK,9000000") + sealed("CLOCK,8900000") + sealed("CLOCK,1000"));
    EXPECT_EQ(got.restarts.size(), 1u);
    EXPECT_EQ(got.samples.size(), 3u);
}

Collector read_csv(const std::string& content) {
    Collector got;
    make_driver("start_trace", {{"csv_unit", "mm/s2"}, {"csv_scale_micro", "500"}, {"csv_within_ms", "2000"}})->on_file("heat.csv", as_bytes(content), HostTime{100s}, got);
    return got;
}

TEST(StartTrace, ACsvFileIsATraceOfEachColumn) {
    const auto got = read_csv("time_ms,lane 1,lane 2\r\n1000,5,-5\r\n1000.5,6,-6\r\n1001,7,-7\r\n");
    ASSERT_EQ(got.traces.size(), 2u);
    EXPECT_EQ(got.traces[1].channel, "lane 2");
    EXPECT_EQ(got.traces[1].ticks, DeviceTime{1s});
    EXPECT_EQ(got.traces[1].waveform, (Waveform{500us, "mm/s2", 500, {-5, -6, -7}}));
    EXPECT_EQ(got.restarts.size(), 1u);
    ASSERT_EQ(got.samples.size(), 1u);
    EXPECT_EQ(got.samples[0], (ClockSample{DeviceTime{1001ms}, HostTime{99s}, 1s}));
}

TEST(StartTrace, ATimeOfACsvFileIsAsGoodAsItIsPrinted) {
    const auto uncertainty = [](const std::string& rows) { return read_csv("time_ms,lane 1\n" + rows).traces.at(0).own_uncertainty; };
    EXPECT_EQ(uncertainty("1000,5\n1001,6\n"), 500us);
    EXPECT_EQ(uncertainty("1000,5\n1000.5,6\n1001,7\n"), 50us) << "a program leaves out the zeros of whole ones";
    EXPECT_EQ(uncertainty("1000.25,5\n1000.50,6\n"), 5us);
    EXPECT_EQ(uncertainty("1000.000,5\n1000.125,6\n"), 500ns);
}

TEST(StartTrace, ACsvFileOfASpreadsheetBeginsWithAByteOrderMark) {
    EXPECT_EQ(read_csv("\xEF\xBB\xBFtime_ms,lane 1\n1,2\n2,3\n").traces.size(), 1u);
}

TEST(StartTrace, ACsvFileWithAnythingWrongIsSkippedWhole) {
    for (const auto* text : {"", "time_ms\n", "time,lane 1\n1,2\n2,3\n", "time_ms,lane 1\n", "time_ms,lane 1\n1,2\n", "time_ms,lane 1\n1,2\n1,3\n", "time_ms,lane 1\n1,2\n2,70000\n",
                             "time_ms,lane 1\n1,2\n2,3,4\n", "time_ms,lane 1\n1,2\n2,3\n3,4\n5,6\n6,7\n"}) {
        const auto got = read_csv(text);
        EXPECT_TRUE(got.traces.empty()) << text;
        EXPECT_EQ(got.complaints.size(), 1u) << text;
        EXPECT_EQ(got.skipped_bytes, std::string_view{text}.size());
    }
}

TEST(StartTrace, SettingsThatMakeNoSenseAreRefused) {
    for (const auto* spec : all_drivers()) {
        if (spec->name != "start_trace") continue;
        EXPECT_FALSE(spec->make({{"csv_unit", "N"}, {"csv_scale_micro", "0"}, {"csv_within_ms", "1"}}).has_value());
        EXPECT_FALSE(spec->make({{"csv_unit", ""}, {"csv_scale_micro", "1"}, {"csv_within_ms", "1"}}).has_value());
        EXPECT_FALSE(spec->make({{"csv_unit", "N"}, {"csv_scale_micro", "1"}, {"csv_within_ms", "x"}}).has_value());
    }
}

}  // namespace start_trace_test
}  // namespace bowball::capture
