#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "collector.hpp"
#include "core/text.hpp"

namespace bowball::capture {
namespace mylaps_p3_test {

constexpr auto passing = "8e02330053c800000100010451680200030473d75600040888f2fab51e8305000502b20006023400080200008104131804008f";
constexpr auto status_on_a_flat_battery = "8e021f00b6de0000020001022800070216000c016d0601008104131804008f";   // the same with 10.9 V, sealed anew
constexpr auto escaped_passing = "8e0233008dae400000010001047c680200030473d756000408882878f31e8305000502b20006021f00080200008104131804008f";
constexpr auto status = "8e021f00f3890000020001022800070216000c01760601008104131804008f";

std::string from_hex(std::string_view text) {
    std::string bytes;
    for (std::size_t i = 0; i + 1 < text.size(); i += 2) bytes += static_cast<char>(std::stoi(std::string{text.substr(i, 2)}, nullptr, 16));
    return bytes;
}

/// As the decoder would say it: with length and CRC, escaped.
std::string record(unsigned type, std::string_view fields) {
    std::string plain{"\x8e\x02", 2};
    const auto append = [&](std::size_t value) {
        plain += static_cast<char>(value & 0xFF);
        plain += static_cast<char>(value >> 8);
    };
    append(11 + fields.size());
    append(0);
    append(0);
    append(type);
    plain += fields;
    plain += '\x8f';
    auto crc = 0xFFFFU;
    for (const auto character : plain) {
        auto value = crc >> 8 << 8;
        for (int bit = 0; bit < 8; ++bit) value = (value & 0x8000) != 0 ? value << 1 ^ 0x1021 : value << 1;
        crc = (value ^ crc << 8 ^ static_cast<unsigned char>(character)) & 0xFFFF;
    }
    plain[4] = static_cast<char>(crc & 0xFF);
    plain[5] = static_cast<char>(crc >> 8);
    std::string sent{plain[0]};
    for (const auto character : plain.substr(1, plain.size() - 2)) {
        const auto byte = static_cast<unsigned char>(character);
        if (byte < 0x8D || byte > 0x8F) sent += character;
        else sent += {'\x8d', static_cast<char>(byte + 0x20)};
    }
    return sent + '\x8f';
}

std::string field(char id, std::uint64_t value, unsigned length) {
    std::string text{id, static_cast<char>(length)};
    for (unsigned i = 0; i < length; ++i) text += static_cast<char>(value >> 8 * i);
    return text;
}

std::string passing_of(std::uint32_t number, std::uint32_t transponder, std::uint64_t rtc_us) {
    return record(1, field(1, number, 4) + field(3, transponder, 4) + field(4, rtc_us, 8) + field(5, 100, 2) + field(6, 30, 2) + field('\x81', 268307, 4));
}

std::string first_capture() {
    std::string bytes;
    const auto text = shared_recording("amb-p3/amb-first165.out");
    for (const auto line : split(text, '\n')) bytes += from_hex(trim(line));
    return bytes;
}

std::unique_ptr<Driver> make_p3(const std::string& numbers) {
    const auto* spec = *std::ranges::find(all_drivers(), "mylaps_p3", &DriverSpec::name);
    return std::move(*spec->make({{"numbers", numbers}, {"uncertainty_ms", "40"}, {"delay_ms", "1000"}}));
}

// Protocols 0.3 [real].
TEST(MylapsP3, ReadsAPassing) {
    const auto got = feed("mylaps_p3", from_hex(passing));
    ASSERT_EQ(got.impulses.size(), 1u);
    const auto& impulse = got.impulses[0];
    EXPECT_EQ(impulse.channel, "loop");
    const auto beyond = *impulse.ticks - DeviceTime{std::chrono::microseconds{1'551'542'808'933'000}};
    EXPECT_GE(beyond, 0us);
    EXPECT_LT(beyond, 10us) << "2019-03-02 16:06:48.933, and what tells two crews of one millisecond apart";
    EXPECT_EQ(impulse.own_uncertainty, 100ms);
    EXPECT_EQ(impulse.number, std::nullopt);
    EXPECT_EQ(impulse.remark, "transponder 5691251, passing 157777, strength 178, hits 52, decoder 268307");
    EXPECT_EQ(got.skipped_bytes, 0u);
}

// Protocols 0.3 [real]: even the checksum's own bytes can be escaped.
TEST(MylapsP3, UnescapesBeforeItChecks) {
    const auto got = feed("mylaps_p3", from_hex(escaped_passing));
    ASSERT_EQ(got.impulses.size(), 1u) << (got.complaints.empty() ? "" : got.complaints[0]);
    EXPECT_NE(got.impulses[0].remark.find("passing 157820"), std::string::npos);
}

TEST(MylapsP3, NumbersCrewsByTheirTransponders) {
    Collector got;
    auto driver = make_p3("5691251=3");
    driver->on_bytes(as_bytes(from_hex(passing)), HostTime{}, got);
    driver->on_bytes(as_bytes(passing_of(157778, 42, 1'551'542'809'000'000)), HostTime{}, got);
    ASSERT_EQ(got.impulses.size(), 2u);
    EXPECT_EQ(got.impulses[0].number, 3u);
    EXPECT_EQ(got.impulses[0].own_uncertainty, 40ms);
    EXPECT_EQ(got.impulses[1].number, std::nullopt);
}

TEST(MylapsP3, TwoCrewsInOneMillisecondAreTwoImpulsesAndEachIsItselfAgain) {
    const auto got = feed("mylaps_p3", passing_of(1, 5691251, 1'551'542'809'000'000) + passing_of(2, 3292480, 1'551'542'809'000'000) + passing_of(1, 5691251, 1'551'542'809'000'000));
    ASSERT_EQ(got.impulses.size(), 3u);
    EXPECT_NE(got.impulses[0].ticks, got.impulses[1].ticks);
    EXPECT_EQ(got.impulses[0].ticks, got.impulses[2].ticks);
    EXPECT_EQ(got.impulses[2].change, Change::repeated);
}

TEST(MylapsP3, AStatusIsAHeartbeatAndSaysHowTheDecoderIs) {
    struct Listener final : DriverOutput {
        void impulse(RawImpulse) override {}
        void clock_sample(ClockSample) override {}
        void clock_restarted(std::string) override {}
        void impulses_missed(std::uint32_t, std::string) override {}
        void result(RawResult) override {}
        void alive() override { ++lives; }
        void skipped(std::size_t, std::string) override {}
        void send(std::string_view) override {}
        void condition(Condition condition) override { said = std::move(condition.text), is_ailing = condition.ailing; }
        int lives = 0;
        std::string said;
        bool is_ailing = false;
    } got;
    make_driver("mylaps_p3")->on_bytes(as_bytes(from_hex(status)), HostTime{}, got);
    EXPECT_EQ(got.lives, 1);
    EXPECT_EQ(got.said, "Noise 40. Temperature 22 C. Input 11.8 V.");
    EXPECT_FALSE(got.is_ailing) << "a lead battery of 12 V is empty at 11.0 V";
    make_driver("mylaps_p3")->on_bytes(as_bytes(from_hex(status_on_a_flat_battery)), HostTime{}, got);
    EXPECT_EQ(got.said, "Its supply is low. Noise 40. Temperature 22 C. Input 10.9 V.");
    EXPECT_TRUE(got.is_ailing);
}

TEST(MylapsP3, ADamagedRecordIsSkippedWholeAndQuoted) {
    auto damaged = from_hex(passing);
    damaged[20] ^= 1;
    const auto got = feed("mylaps_p3", "junk" + damaged + from_hex(status));
    EXPECT_TRUE(got.impulses.empty());
    EXPECT_EQ(got.alives, 1u);
    EXPECT_EQ(got.skipped_bytes, 4 + damaged.size());
    ASSERT_EQ(got.complaints.size(), 2u);
    EXPECT_EQ(got.complaints[0], "bytes between records: \"6a756e6b\"");
    EXPECT_NE(got.complaints[1].find("checksum is wrong: \"8e023300"), std::string::npos);
}

TEST(MylapsP3, AFieldThatRunsOverTheEndIsNotBelieved) {
    const auto got = feed("mylaps_p3", record(1, std::string{"\x01\x08\x00\x00", 4}) + record(1, "\x01"));
    EXPECT_TRUE(got.impulses.empty());
    EXPECT_EQ(got.complaints.size(), 2u);
}

TEST(MylapsP3, APassingWithoutATimeIsKeptAndSuspect) {
    const auto got = feed("mylaps_p3", record(1, field(1, 1, 4) + field(3, 42, 4)));
    ASSERT_EQ(got.impulses.size(), 1u);
    EXPECT_EQ(got.impulses[0].trust, Trust::suspect);
    EXPECT_EQ(got.impulses[0].ticks, std::nullopt);
}

TEST(MylapsP3, AsksForWhatIsMissingAndSaysWhatNeverCame) {
    Collector got;
    auto driver = make_driver("mylaps_p3");
    driver->on_bytes(as_bytes(passing_of(711880, 1, 1'000'000'000)), HostTime{1s}, got);
    EXPECT_EQ(got.sent, "");
    driver->on_bytes(as_bytes(passing_of(711883, 2, 1'002'000'000)), HostTime{2s}, got);
    EXPECT_EQ(got.sent, record(4, field(1, 711881, 4) + field(2, 711882, 4)));
    driver->on_bytes(as_bytes(passing_of(711881, 3, 1'001'000'000)), HostTime{3s}, got);
    ASSERT_EQ(got.impulses.size(), 3u);
    EXPECT_EQ(got.impulses[2].change, Change::repeated);
    for (int second = 4; second < 30; ++second) driver->on_tick(HostTime{std::chrono::seconds{second}}, got);
    EXPECT_EQ(got.missed, 1u) << "711882";
}

TEST(MylapsP3, WhatPassedWhileTheLinkWasLostIsAskedFor) {
    Collector got;
    auto driver = make_driver("mylaps_p3");
    driver->on_bytes(as_bytes(passing_of(10, 1, 1'000'000'000)), HostTime{1s}, got);
    driver->on_open(HostTime{60s}, got);
    driver->on_bytes(as_bytes(passing_of(13, 2, 1'090'000'000)), HostTime{90s}, got);
    EXPECT_NE(got.sent.find(record(4, field(1, 11, 4) + field(2, 12, 4))), std::string::npos);
}

TEST(MylapsP3, AnotherDecoderCountsForItself) {
    Collector got;
    auto driver = make_driver("mylaps_p3");
    driver->on_bytes(as_bytes(from_hex(passing)), HostTime{}, got);
    driver->on_bytes(as_bytes(record(1, field(1, 711875, 4) + field(3, 1, 4) + field(4, 1'651'417'000'000'000, 8) + field('\x81', 135059, 4))), HostTime{}, got);
    EXPECT_EQ(got.sent, "");
    EXPECT_EQ(got.missed, 0u);
    EXPECT_EQ(got.impulses.at(1).change, Change::seen);
}

// Protocols 6.1 [real client].
TEST(MylapsP3, AsksTheTimeAndKnowsItToHalfARoundTrip) {
    Collector got;
    auto driver = make_driver("mylaps_p3");
    driver->on_open(HostTime{}, got);
    driver->on_tick(HostTime{100ms}, got);
    EXPECT_EQ(got.sent, from_hex("8e0000005beb00002400010004000500" "8f"));
    const auto answer = record(0x24, field(1, 1'551'542'808'000'000, 8) + field(4, 0, 2) + field(5, 1'551'539'208'000'000, 8));
    driver->on_bytes(as_bytes(answer), HostTime{104ms}, got);
    ASSERT_EQ(got.samples.size(), 1u);
    EXPECT_EQ(got.samples[0], (ClockSample{DeviceTime{std::chrono::microseconds{1'551'542'808'000'000}}, HostTime{102ms}, 2ms}));
    driver->on_bytes(as_bytes(answer), HostTime{110ms}, got);
    EXPECT_EQ(got.samples.size(), 1u) << "to no question of ours";
    driver->on_tick(HostTime{5s}, got);
    EXPECT_EQ(got.sent.size(), 17u);
    driver->on_tick(HostTime{11s}, got);
    EXPECT_EQ(got.sent.size(), 34u);
}

TEST(MylapsP3, ALateAnswerIsToItsOwnQuestion) {
    Collector got;
    auto driver = make_driver("mylaps_p3");
    driver->on_open(HostTime{}, got);
    for (int second = 0; second < 15; ++second) driver->on_tick(HostTime{std::chrono::seconds{second}}, got);
    EXPECT_EQ(got.sent.size(), 17u) << "one question at a time";
    driver->on_bytes(as_bytes(record(0x24, field(1, 1'551'542'808'000'000, 8))), HostTime{15s}, got);
    ASSERT_EQ(got.samples.size(), 1u);
    EXPECT_EQ(got.samples[0].half_round_trip, 7'500ms);
}

TEST(MylapsP3, OfAMuteDecoderTheLivePassingsTellTheTimeToWithinTheDelay) {
    Collector got;
    auto driver = make_p3("");
    driver->on_open(HostTime{}, got);
    driver->on_bytes(as_bytes(passing_of(1, 1, 1'000'000'000)), HostTime{1s}, got);
    for (int second = 0; second < 40; ++second) driver->on_tick(HostTime{std::chrono::seconds{second}}, got);
    EXPECT_TRUE(got.samples.empty());
    driver->on_bytes(as_bytes(passing_of(2, 1, 1'040'000'000)), HostTime{41s}, got);
    ASSERT_EQ(got.samples.size(), 1u);
    EXPECT_EQ(got.samples[0], (ClockSample{DeviceTime{1040s}, HostTime{40'500ms}, 500ms}));
}

// 165 records of one decoder, amb-p3/SOURCES.md.
TEST(MylapsP3, RealCaptureOfOneDecoder) {
    const auto bytes = first_capture();
    if (bytes.empty()) GTEST_SKIP() << "../shared/data/real/amb-p3 is not there";
    const auto got = feed("mylaps_p3", bytes);
    EXPECT_EQ(got.impulses.size(), 42u);
    EXPECT_EQ(got.alives, 123u);
    EXPECT_EQ(got.skipped_bytes, 0u);
    EXPECT_EQ(got.sent, "") << "no number is missing";
    EXPECT_EQ(std::ranges::count(got.impulses, Change::seen, &RawImpulse::change), 42);
}

// 49 passings and more of another, through a terminal's log that begins with a text line and has lost a byte.
TEST(MylapsP3, RealLogThatLostAByte) {
    const auto bytes = shared_recording("mylaps-p3/amb-2022-05-01.log");
    if (bytes.empty()) GTEST_SKIP() << "../shared/data/real/mylaps-p3 is not there";
    const auto got = feed("mylaps_p3", bytes);
    EXPECT_EQ(got.impulses.size(), 45u);
    ASSERT_EQ(got.complaints.size(), 2u) << "the text line and the record of passing 711881";
    EXPECT_NE(got.complaints[1].find("8e023300780d"), std::string::npos) << got.complaints[1];
    EXPECT_EQ(got.sent, record(4, field(1, 711881, 4) + field(2, 711881, 4))) << "which is asked for again";
    for (unsigned seed = 1; seed <= 50; ++seed) ASSERT_EQ(feed_in_pieces("mylaps_p3", bytes, seed, 1 + seed).impulses, got.impulses) << "seed " << seed;
}

}  // namespace mylaps_p3_test
}  // namespace bowball::capture
