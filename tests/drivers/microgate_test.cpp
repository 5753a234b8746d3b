#include <gtest/gtest.h>

#include "collector.hpp"

namespace bowball::capture {
namespace microgate_test {

using namespace std::chrono;

/// An online frame around what stands between the two leading and the two trailing blanks.
std::string frame(const std::string& body, char mark = '\x10') { return std::string{mark} + "R  " + body + "  \r\n"; }

DeviceTime on_6_may_2016(Duration since_midnight) { return DeviceTime{sys_days{2016y / May / 6}.time_since_epoch() + since_midnight}; }

// Protocols 0.3, real.
TEST(Microgate, ReadsARealStart) {
    const auto bytes = frame("SO000008000030000010000000103302384106052016");
    EXPECT_EQ(bytes.size(), 52u);
    const auto got = feed("microgate", bytes);
    ASSERT_EQ(got.impulses.size(), 1u) << (got.complaints.empty() ? "" : got.complaints[0]);
    const auto& impulse = got.impulses[0];
    EXPECT_EQ(impulse.channel, "start");
    EXPECT_EQ(impulse.number, 3u);
    EXPECT_EQ(impulse.ticks, on_6_may_2016(10h + 33min + 2s + 384100us));
    EXPECT_EQ(impulse.change, Change::seen);
    EXPECT_FALSE(impulse.by_hand);
    EXPECT_EQ(got.samples.size(), 1u);
}

// Trap 5 of protocols 0.2 with the three real frames of one stop.
TEST(Microgate, Trap5OneStopGivesThreeFramesAndOneImpulse) {
    const auto got = feed("microgate", frame("SO000009000030000010152550103400073006052016") + frame("SO0000100000300000101525510000576800+0000000") +
                                           frame("SO0000110000300000101525520000576800+0000000"));
    ASSERT_EQ(got.impulses.size(), 1u);
    EXPECT_EQ(got.impulses[0].channel, "stop");
    EXPECT_EQ(got.impulses[0].ticks, on_6_may_2016(10h + 34min + 73ms));
    EXPECT_EQ(got.alives, 2u);
    EXPECT_EQ(got.missed, 0u);
    EXPECT_TRUE(got.complaints.empty());
}

// Trap 5, real: a stop given to a start that comes later.
TEST(Microgate, Trap5ANegativeNetTimeIsUnderstoodAndNotUsed) {
    const auto got = feed("microgate", frame("SO0000170000600000101525512347136000-0000001"));
    EXPECT_TRUE(got.impulses.empty());
    EXPECT_TRUE(got.complaints.empty());
    EXPECT_EQ(got.alives, 1u);
}

TEST(Microgate, ATimeTakenBackWithdrawsItsImpulse) {
    const auto got = feed("microgate", frame("SO000015000070000010152550103405716506052016") + frame("SO00001600007000001015255a103405716506052016"));
    ASSERT_EQ(got.impulses.size(), 2u);
    EXPECT_EQ(got.impulses[1].change, Change::withdrawn);
    EXPECT_EQ(got.impulses[1].channel, got.impulses[0].channel);
    EXPECT_EQ(got.impulses[1].ticks, got.impulses[0].ticks);
    EXPECT_EQ(got.samples.size(), 1u);
}

TEST(Microgate, DidNotStartDidNotFinishDisqualifiedAreNoImpulses) {
    for (const auto* letter : {"P", "A", "Q"}) {
        const auto got = feed("microgate", frame(std::string{"SO00001600007000001015255"} + letter + "103405716506052016"));
        EXPECT_TRUE(got.impulses.empty()) << letter;
        EXPECT_EQ(got.alives, 1u) << letter;
    }
}

// As in the real session: stops are given to crews by hand, long after they were measured.
TEST(Microgate, ATimeGivenToACrewLateMovesNoClockAndTellsNoTime) {
    const auto got = feed("microgate", frame("SO000014000060000010000000104708477206052016") + frame("SO000015000070000010152550103405716506052016") +
                                           frame("SO000016000060000010152550103422082906052016") + frame("SO000017000080000010000000104813466006052016"));
    ASSERT_EQ(got.impulses.size(), 4u);
    EXPECT_EQ(got.impulses[1].change, Change::seen);
    EXPECT_EQ(got.samples.size(), 2u) << "only the newest times tell what time it is now";
    EXPECT_TRUE(got.restarts.empty());
    EXPECT_LT(*got.impulses[1].ticks, *got.impulses[0].ticks);
}

TEST(Microgate, AClockFarAheadForOneFrameIsHeardOfAgain) {
    std::string bytes = frame("SO000001000010000010000000100000000006052016") + frame("SO000002000020000010000000190000000006052016");
    for (int i = 3; i <= 12; ++i) bytes += frame("SO0000" + std::string{i < 10 ? "0" : ""} + std::to_string(i) + "00003000001000000010" + std::to_string(10 + i) + "00000006052016");
    const auto got = feed("microgate", bytes);
    ASSERT_EQ(got.impulses.size(), 12u) << got.complaints[0];
    EXPECT_EQ(got.samples.size(), 4u) << "the first, the wrong one, and what follows eight that lie before it";
}

TEST(Microgate, AGapInTheCounterIsSaid) {
    const auto got = feed("microgate", frame("SO000008000030000010000000103302384106052016") + frame("SO000012000040000010000000103418947406052016"));
    EXPECT_EQ(got.missed, 3u);
    EXPECT_EQ(got.impulses.size(), 2u);
}

TEST(Microgate, TheCounterTurnsWithoutLoss) {
    const auto two = [](const std::string& first, const std::string& second) {
        return feed("microgate", frame("SO" + first + "000030000010000000103302384106052016") + frame("SO" + second + "000040000010000000103418947406052016"));
    };
    EXPECT_EQ(two("999999", "000001").missed, 0u);
    EXPECT_EQ(two("999999", "000000").missed, 0u);
    EXPECT_EQ(two("999998", "000001").missed, 1u);
    EXPECT_EQ(two("999999", "000003").missed, 2u);
    EXPECT_EQ(two("000040", "000000").missed, 0u) << "a new session begins, as at noon in the real log";
    EXPECT_TRUE(two("000040", "000000").restarts.empty()) << "its clock ran on";
    EXPECT_EQ(two("000040", "900000").missed, 0u) << "no counter jumps so far";
    EXPECT_EQ(two("000040", "900000").complaints.size(), 1u);
}

TEST(Microgate, ANewSessionWhoseClockWentBackIsARestart) {
    const auto got = feed("microgate", frame("SO000040000030000010000000103302384106052016") + frame("SO000001000040000010000000090000000006052016"));
    EXPECT_EQ(got.restarts.size(), 1u);
    EXPECT_EQ(got.samples.size(), 2u);
}

TEST(Microgate, AFrameSentTwiceIsOneImpulse) {
    const auto start = frame("SO000008000030000010000000103302384106052016");
    const auto got = feed("microgate", start + start + frame("SO000009000030000010152550103400073006052016") + start);
    EXPECT_EQ(got.impulses.size(), 2u);
    EXPECT_EQ(got.missed, 0u);
}

TEST(Microgate, AnAnswerFromMemoryIsRepeated) {
    const auto got = feed("microgate", frame("SO000009000030000010000000103400073006052016") + frame("SO000008000030000010000000103302384106052016", '\x12') +
                                           frame("SO0000080000300000101525510000576800+0000000", '\x12') + frame("SO000010000040000010000000103500073006052016"));
    ASSERT_EQ(got.impulses.size(), 3u);
    EXPECT_EQ(got.impulses[1].change, Change::repeated);
    EXPECT_EQ(got.missed, 0u) << "its counter is that of the first time";
    EXPECT_EQ(got.samples.size(), 2u);
}

TEST(Microgate, ChannelsAreNamedByWhatTheyMean) {
    const auto channel = [](const std::string& logical) {
        const auto got = feed("microgate", frame("SO00000800003000001015" + logical + "0103302384106052016"));
        return got.impulses.empty() ? "none" : got.impulses[0].channel;
    };
    EXPECT_EQ(channel("000"), "start");
    EXPECT_EQ(channel("001"), "lap_1");
    EXPECT_EQ(channel("240"), "lap_240");
    EXPECT_EQ(channel("255"), "stop");
    EXPECT_EQ(channel("241"), "none");
}

TEST(Microgate, TheDevicesOwnKeyIsByHand) {
    const auto got = feed("microgate", frame("SO000008000030000010110000103302384106052016"));
    ASSERT_EQ(got.impulses.size(), 1u);
    EXPECT_TRUE(got.impulses[0].by_hand);
    EXPECT_GE(got.impulses[0].own_uncertainty, 100ms);
    EXPECT_TRUE(got.samples.empty());
}

TEST(Microgate, DatesMakeTicksThatDoNotWrap) {
    const auto got = feed("microgate", frame("SO000008000030000010000000235959900029022024") + frame("SO000009000030000010152550000010900001032024"));
    ASSERT_EQ(got.impulses.size(), 2u);
    EXPECT_EQ(*got.impulses[1].ticks - *got.impulses[0].ticks, 11s);
}

TEST(Microgate, StatusIsLifeAndErrorsAndReducedFramesAreSaid) {
    const auto got = feed("microgate", "\x18R  something\r\n\x17R  something\r\n\x14R  something\r\n");
    EXPECT_EQ(got.alives, 1u);
    ASSERT_EQ(got.complaints.size(), 2u);
    EXPECT_NE(got.complaints[1].find("extended"), std::string::npos);
}

TEST(Microgate, FindsItsFeetAfterGarbage) {
    const auto good = frame("SO000008000030000010000000103302384106052016");
    const auto got = feed("microgate", "\xFF\x01" "noise\r\n" + good.substr(0, 20) + frame("SO000009000030000010000000103402384106052016") +
                                           frame("SO0000100000300000100000001a3502384106052016") + frame("SO000011000030000010000000103602384131022016"));
    ASSERT_EQ(got.impulses.size(), 1u);
    EXPECT_EQ(got.impulses[0].remark.substr(0, 11), "R  SO000009") << "half a frame stood before it";
    EXPECT_EQ(got.complaints.size(), 4u) << "noise, half a frame, a letter in a time, and the 31st of February";
}

// Protocols 3.4: the layout, and the sample of a transfer without its blanks.
TEST(MicrogateV1, ReadsAnOnlineLine) {
    const auto got = feed("microgate_v1", "0120 00009:15:33.123  \r0120 25509:16:33.456  \r");
    ASSERT_EQ(got.impulses.size(), 2u) << (got.complaints.empty() ? "" : got.complaints[0]);
    EXPECT_EQ(got.impulses[0].channel, "start");
    EXPECT_EQ(got.impulses[0].number, 12u);
    EXPECT_EQ(got.impulses[0].ticks, DeviceTime{9h + 15min + 33s + 123ms});
    EXPECT_EQ(got.impulses[0].own_uncertainty, 1ms);
    EXPECT_EQ(*got.impulses[1].ticks - *got.impulses[0].ticks, 60s + 333ms);
    EXPECT_EQ(got.samples.size(), 2u);
}

TEST(MicrogateV1, ATransferIsRepeated) {
    const auto got = feed("microgate_v1", "\x02R2 F\r000400200012552550M 193309929\r000500200012552551M 000109929\r00060020001255255ZM 193309929\r\x03\r");
    ASSERT_EQ(got.impulses.size(), 1u) << "net times and synchronisations are none";
    EXPECT_EQ(got.impulses[0].change, Change::repeated);
    EXPECT_EQ(got.impulses[0].channel, "stop");
    EXPECT_EQ(got.impulses[0].number, 20u);
    EXPECT_EQ(got.impulses[0].ticks, DeviceTime{19h + 33min + 9s + 929ms});
    EXPECT_TRUE(got.complaints.empty());
    EXPECT_TRUE(got.samples.empty());
    EXPECT_EQ(feed("microgate_v1", "000400200012552550M 193309929\r").complaints.size(), 1u) << "outside of a transfer";
}

TEST(MicrogateV1, TakenBackAndOtherInformation) {
    const auto got = feed("microgate_v1", "0120 00009:15:33.123  \r012a 00009:15:33.123  \r012P 00009:15:33.123  \r0121 25500:01:00.333  \r");
    ASSERT_EQ(got.impulses.size(), 2u);
    EXPECT_EQ(got.impulses[1].change, Change::withdrawn);
    EXPECT_EQ(got.impulses[1].ticks, got.impulses[0].ticks);
    EXPECT_EQ(got.alives, 2u);
}

TEST(MicrogateV1, MidnightANightAndALateLineEachFallOnTheirDay) {
    Collector got;
    auto driver = make_driver("microgate_v1");
    const auto say = [&](const std::string& time, Duration at) { driver->on_bytes(as_bytes("0010 000" + time + "  \r"), HostTime{at}, got); };
    say("19:00:00.000", 0s);
    say("23:59:59.000", 5h);
    say("00:00:01.000", 5h + 2s);
    say("23:59:58.000", 5h + 20s);   // given to its crew late
    say("08:00:00.000", 13h);
    ASSERT_EQ(got.impulses.size(), 5u);
    const auto since_first = [&](std::size_t i) { return *got.impulses[i].ticks - *got.impulses[0].ticks; };
    EXPECT_EQ(since_first(1), 4h + 59min + 59s);
    EXPECT_EQ(since_first(2), 5h + 1s);
    EXPECT_EQ(since_first(3), 4h + 59min + 58s);
    EXPECT_EQ(since_first(4), 13h);
    EXPECT_EQ(got.samples.size(), 4u);
    EXPECT_TRUE(got.restarts.empty());
}

TEST(MicrogateV1, AfterALongNightTheNextLineIsOfTheNextDay) {
    Collector got;
    auto driver = make_driver("microgate_v1");
    driver->on_bytes(as_bytes("0010 00018:00:00.000  \r"), HostTime{}, got);
    driver->on_bytes(as_bytes("0010 00008:00:00.000  \r"), HostTime{14h}, got);
    ASSERT_EQ(got.impulses.size(), 2u);
    EXPECT_EQ(*got.impulses[1].ticks - *got.impulses[0].ticks, 14h);
}

TEST(MicrogateV1, FindsItsFeetAfterGarbage) {
    const auto got = feed("microgate_v1", "\xFF" "0120 00009:15\r0120 00009:15:33.123  \r0120 24109:15:33.123  \r0120 00029:15:33.123  \r");
    EXPECT_EQ(got.impulses.size(), 1u);
    EXPECT_EQ(got.complaints.size(), 3u);
}

}  // namespace microgate_test
}  // namespace bowball::capture
