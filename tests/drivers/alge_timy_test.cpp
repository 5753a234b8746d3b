#include <gtest/gtest.h>

#include <algorithm>

#include <map>
#include <set>

#include "core/text.hpp"
#include "recording.hpp"

namespace bowball::capture {
namespace alge_timy_test {

std::string morning() { return shared_recording("alge-tdc8001/2020-02-02-morning.dump"); }

TEST(AlgeTimy, ReadsARecordToTheTenThousandth) {
    const auto got = feed("alge_timy", " 0999 C0  10:03:32.6834 00\r");
    ASSERT_EQ(got.impulses.size(), 1u);
    const auto& impulse = got.impulses[0];
    EXPECT_EQ(impulse.channel, "C0");
    EXPECT_EQ(impulse.number, 999u);
    EXPECT_EQ(impulse.ticks, DeviceTime{10h + 3min + 32s + 683400us});
    EXPECT_EQ(impulse.change, Change::seen);
    EXPECT_FALSE(impulse.by_hand);
    EXPECT_EQ(got.samples.size(), 1u);
}

TEST(AlgeTimy, AQuestionMarkMeansThatTheNumberNamesNobody) {
    const auto got = feed("alge_timy", "?0001 C1  09:06:42.7183 00\r?0000 C1  09:17:08.0298 00\r");
    ASSERT_EQ(got.impulses.size(), 2u);
    EXPECT_EQ(got.impulses[0].number, std::nullopt);
    EXPECT_NE(got.impulses[0].remark.find("?0001"), std::string::npos) << "what was sent stays readable";
    EXPECT_EQ(got.impulses[1].number, std::nullopt);
}

TEST(AlgeTimy, ChannelsBeyondC5AreNoBetterThanHundredthsWhateverTheyPrint) {
    const auto got = feed("alge_timy", " 0001 C5  09:06:42.7183 00\r 0002 C6  09:06:43.7183 00\r");
    ASSERT_EQ(got.impulses.size(), 2u);
    EXPECT_EQ(got.impulses[0].own_uncertainty, 300us);
    EXPECT_EQ(got.impulses[1].own_uncertainty, 10ms);
}

TEST(AlgeTimy, ClearedMemoryAndManualLinesSayWhatTheyAre) {
    const auto got = feed("alge_timy", " 0001 C0M 09:00:38.7600 00\rc0001 C0M 09:00:38.7600 00\rm0002 C1  09:01:00.0000 00\ri0003 C1  09:02:00.0000 00\r");
    ASSERT_EQ(got.impulses.size(), 4u);
    EXPECT_TRUE(got.impulses[0].by_hand);
    EXPECT_GE(got.impulses[0].own_uncertainty, 100ms);
    EXPECT_EQ(got.impulses[1].change, Change::withdrawn);
    EXPECT_EQ(got.impulses[1].ticks, got.impulses[0].ticks);
    EXPECT_EQ(got.impulses[2].change, Change::repeated);
    EXPECT_TRUE(got.impulses[3].by_hand);
    EXPECT_TRUE(got.samples.empty()) << "none of these tells what time it is now";
}

TEST(AlgeTimy, NetTimesRunningTimeAndNumberLinesAreNoImpulses) {
    const auto got = feed("alge_timy", "n0034\rn0015b\rs0002\r 0999 RT  00:00:48.73   00\r 0016rRT  00:00:05.22   09\r 0001 RTM 00:00:13.39   00 0001\r"
                                       "09:00:12.3\r  ALGE-TIMING\r  TIMY V 1982\r20-10-04  16:54\rCLASSEMENT:\r");
    EXPECT_TRUE(got.impulses.empty());
    EXPECT_TRUE(got.complaints.empty()) << got.complaints.front();
    EXPECT_EQ(got.alives, 11u);
}

// Protocols 0.3: the sum is not two hexadecimal digits.
TEST(AlgeTimy, ChecksItsSumAndDemandsItOnceSeen) {
    const auto good = feed("alge_timy", " 0001 C0M 09:00:38.7600 0004\r?0001 C1  09:06:42.7183 00?>\r");
    EXPECT_EQ(good.impulses.size(), 2u);
    EXPECT_TRUE(good.complaints.empty());
    const auto bad = feed("alge_timy", "?0001 C1  09:06:42.7183 00fe\r");
    ASSERT_EQ(bad.impulses.size(), 1u);
    EXPECT_EQ(bad.impulses[0].trust, Trust::suspect);
    const auto missing = feed("alge_timy", "?0001 C1  09:06:42.7183 00?>\r?0001 C1  09:06:43.7183 00\r");
    ASSERT_EQ(missing.impulses.size(), 2u) << "never lost";
    EXPECT_EQ(missing.impulses[1].trust, Trust::suspect);
    EXPECT_EQ(missing.complaints.size(), 1u);
}

// Protocols 0.2, with the vectors of 0.3: nibbles of ten and more are ':' to '?', where a reader of hexadecimal would see letters.
TEST(AlgeTimy, Trap1TheChecksumIsNotTwoHexadecimalDigits) {
    EXPECT_EQ(feed("alge_timy", " 0001 C0M 09:00:38.7600 0004\r").impulses.at(0).trust, Trust::good) << "sum 04: both readings agree";
    EXPECT_EQ(feed("alge_timy", "?0001 C1  09:06:42.7183 00?>\r").impulses.at(0).trust, Trust::good) << "sum FE";
    for (const auto* digits : {"FE", "fe"}) EXPECT_EQ(feed("alge_timy", std::string{"?0001 C1  09:06:42.7183 00"} + digits + "\r").impulses.at(0).trust, Trust::suspect) << digits;
}

// Protocols 0.2: the red and blue course stand in a column that is blank otherwise, and RTM is no channel.
TEST(AlgeTimy, Trap2TheCourseLetterShiftsNothing) {
    const auto got = feed("alge_timy", " 0016rC1  09:06:42.7183 09\r 0017bC0M 09:06:43.7183 09\rn0015b\r 0016rRT  00:00:05.22   09\r 0001 RTM 00:00:13.39   00\r");
    ASSERT_EQ(got.impulses.size(), 2u);
    EXPECT_EQ(got.impulses[0].channel, "C1");
    EXPECT_EQ(got.impulses[0].number, 16u);
    EXPECT_EQ(got.impulses[0].ticks, DeviceTime{9h + 6min + 42s + 718300us});
    EXPECT_TRUE(got.impulses[1].by_hand);
    EXPECT_EQ(got.alives, 3u);
    EXPECT_TRUE(got.complaints.empty());
}

TEST(AlgeTimy, TheTableNamesTheTdcAsWell) {
    const auto* spec = *std::ranges::find(all_drivers(), "alge_timy", &DriverSpec::name);
    EXPECT_NE(spec->title.find("TdC 8000/8001"), std::string_view::npos);
}

// A record that has swallowed the next line, because the end of line between them was lost, has no sum in its place.
TEST(AlgeTimy, ALineThatIsTooLongForItsSumIsNotTrustedWhereSumsAreSent) {
    for (const auto* glued : {" 0006 C1  10:06:31.2000 00<6n0034\r", " 0006 C1  10:06:31.2000 00<60001\r", " 0006 C1  10:06:31.2000 00<60001 C\r"}) {
        const auto expected = feed("alge_timy", std::string{"?0001 C1  09:06:42.7183 00?>\r"} + glued);
        ASSERT_EQ(expected.impulses.size(), 2u) << "never lost: " << glued;
        EXPECT_EQ(expected.impulses[1].trust, Trust::suspect) << glued;
        EXPECT_EQ(expected.samples.size(), 1u) << "and it says nothing of the clock";
        const auto demanded = feed("alge_timy", glued, {{"checksum", "always"}});
        ASSERT_EQ(demanded.impulses.size(), 1u) << glued;
        EXPECT_EQ(demanded.impulses[0].trust, Trust::suspect) << glued;
        EXPECT_EQ(demanded.complaints.size(), 1u);
    }
}

TEST(AlgeTimy, NetTimesWithARankAreNoDamage) {
    const auto got = feed("alge_timy", " 0016 TT  00:01:05.22   090001\r 0017 RT  00:01:05.32   09000002\r", {{"checksum", "always"}});
    EXPECT_TRUE(got.impulses.empty());
    EXPECT_TRUE(got.complaints.empty()) << got.complaints.front();
    EXPECT_EQ(got.alives, 2u);
}

std::string with_sum(std::string record) {
    auto sum = 0U;
    for (const auto character : record) sum += static_cast<unsigned char>(character);
    record += static_cast<char>('0' + (sum >> 4 & 15));
    record += static_cast<char>('0' + (sum & 15));
    return record + "\r";
}

/// Loses one to three bytes at each place. The times of good impulses that the whole has not, as one text.
std::string made_up_times(const std::string& whole, const Settings& settings = {}) {
    std::set<DeviceTime> known;
    for (const auto& impulse : feed("alge_timy", whole, settings).impulses) known.insert(*impulse.ticks);
    std::string made_up;
    for (std::size_t at = 0; at < whole.size(); ++at) {
        for (std::size_t count = 1; count <= 3; ++count) {
            auto damaged = whole;
            damaged.erase(at, count);
            for (const auto& impulse : feed("alge_timy", damaged, settings).impulses) {
                if (impulse.trust == Trust::good && !known.contains(*impulse.ticks)) made_up += std::to_string(count) + " bytes lost at " + std::to_string(at) + ": " + impulse.remark + "\n";
            }
        }
    }
    return made_up;
}

// Without a checksum only the length tells that 10:06:31.486 was 10:06:31.4862.
TEST(AlgeTimy, LostBytesNeverMakeAGoodTimeThatNobodyMeasured) {
    EXPECT_EQ(made_up_times(stream_of(recording_of("alge_timy"))), "");
    EXPECT_EQ(made_up_times("n0034\r 0034 C1  10:06:31.4862 00\r 0034 RT  00:01:05.22   00\rn0015b\r 0015bC1  10:06:32.76   09\r 0001 C1  09:00:40      00\r"), "");
    const auto summed = with_sum("?0001 C1  09:06:42.7183 00") + "n0002\r" + with_sum(" 0002 C1  10:06:31.4862 00") + with_sum(" 0003 C1  10:06:32.0004 17");
    EXPECT_EQ(made_up_times(summed), "");
    EXPECT_EQ(made_up_times(summed, {{"checksum", "always"}}), "");
}

TEST(AlgeTimy, UpToThreeLostBytesOfARealMorningNeverMakeAGoodTime) {
    const auto recording = morning();
    if (recording.empty()) GTEST_SKIP() << "the shared recordings are not here";
    EXPECT_EQ(made_up_times(recording.substr(0, 2000)), "");
}

// Two lines of a real morning that ran into one where bytes were lost: the length is that of a record.
TEST(AlgeTimy, FewerDecimalsThanTheChannelGaveBeforeAreNotTrustedUntilThreeInARowHaveNoMore) {
    const auto got = feed("alge_timy", " 0001 C1  10:51:27.8320 00\r 0002 C1  10:54:10.03   00\r 0003 C1  10:54:12.1234 00\r 0004 C0  10:54:13.10   00\r");
    ASSERT_EQ(got.impulses.size(), 4u);
    EXPECT_EQ(got.impulses[1].trust, Trust::suspect);
    EXPECT_NE(got.impulses[1].remark.find("fewer decimals"), std::string::npos);
    EXPECT_EQ(got.impulses[2].trust, Trust::good);
    EXPECT_EQ(got.impulses[3].trust, Trust::good) << "another channel";
    const auto set = feed("alge_timy", " 0001 C1  10:51:27.8320 00\r 0002 C1  10:54:10.03   00\r 0003 C1  10:54:12.12   00\r 0004 C1  10:54:13.10   00\r 0005 C1  10:54:14.10   00\r");
    ASSERT_EQ(set.impulses.size(), 5u);
    EXPECT_EQ(set.impulses[2].trust, Trust::suspect);
    EXPECT_EQ(set.impulses[3].trust, Trust::good) << "somebody set it to two decimals";
    EXPECT_EQ(set.impulses[4].trust, Trust::good);
    EXPECT_EQ(feed("alge_timy", " 0001 C1  10:51:27.8320 00\r 0002 C1M 10:54:10.03   00\r").impulses[1].trust, Trust::good) << "a key";
}

TEST(AlgeTimy, ARecordOfAnotherLengthIsKeptAndNotTrusted) {
    for (const auto* damaged : {" 0002 C1  09:17:29.832 00\r", " 0002 C1  09:17:29.8320 0\r", " 0002 C1  09:17:29.8320 00 \r", " 0002 C1  09:17:29.8320 00 0001\r", " 0002 C1  09:17:29.832\r"}) {
        const auto got = feed("alge_timy", damaged);
        ASSERT_EQ(got.impulses.size(), 1u) << damaged;
        EXPECT_EQ(got.impulses[0].trust, Trust::suspect) << damaged;
        EXPECT_TRUE(got.samples.empty()) << damaged;
        ASSERT_EQ(got.complaints.size(), 1u) << damaged;
        EXPECT_NE(got.complaints[0].find("where a record has 26"), std::string::npos) << got.complaints[0];
    }
}

// Whichever byte was lost: somebody crossed the line, and the race must not go without.
TEST(AlgeTimy, ALostByteNeverMakesAnImpulseVanish) {
    const std::string whole = " 0002 C1  09:17:29.8320 00\r";
    for (std::size_t at = 0; at + 1 < whole.size(); ++at) {
        if (at == 6 || at == 7) continue;   // the channel itself: nobody can tell which it was
        auto damaged = whole;
        damaged.erase(at, 1);
        const auto got = feed("alge_timy", damaged);
        ASSERT_EQ(got.impulses.size(), 1u) << damaged;
        EXPECT_EQ(got.impulses[0].channel, "C1") << damaged;
        EXPECT_EQ(got.impulses[0].trust, Trust::suspect) << damaged;
        EXPECT_EQ(got.complaints.size(), 1u) << damaged;
    }
    const auto ruins = feed("alge_timy", " 0002 C1  09:1729.8320 00\r");
    EXPECT_FALSE(ruins.impulses[0].ticks.has_value()) << "when it arrived";
    EXPECT_TRUE(feed("alge_timy", " 0034 RT  00:0105.22   00\r").impulses.empty()) << "a net time";
}

// A converter that sends back what it is sent is no timer, though all of it are a Timy's words.
TEST(AlgeTimy, AnEchoIsNoTimer) {
    const Settings settings{{"commands", "PRE4,CHK1,EMU0"}};
    const auto got = feed("alge_timy", "PRE4\rCHK1\rEMU0\rNSF?\r", settings);
    EXPECT_EQ(got.alives, 0u);
    EXPECT_TRUE(got.complaints.empty());
    EXPECT_EQ(feed("alge_timy", "NSF V 19.82\r", settings).alives, 1u);
}

TEST(AlgeTimy, ATimerThatWasSetToFewerDecimalsAndSwitchedOnIsBelievedAtOnce) {
    const auto got = feed("alge_timy", " 0001 C1  10:51:27.8320 00\rTIMY V 19.82\r 0002 C1  10:54:10.03   00\r");
    EXPECT_EQ(got.impulses.back().trust, Trust::good);
}

// CHK1 is forgotten by a timer that was switched off and on, and the serial line notices nothing of that.
TEST(AlgeTimy, AfterThreeLinesWithoutASumTheTimerSendsNone) {
    const auto got = feed("alge_timy", "?0001 C1  09:06:42.7183 00?>\r 0001 C1  09:06:43.0000 00\r 0002 C1  09:06:44.0000 00\r 0003 C1  09:06:45.0000 00\r 0004 C1  09:06:46.0000 00\r");
    ASSERT_EQ(got.impulses.size(), 5u);
    EXPECT_EQ(got.impulses[1].trust, Trust::suspect);
    EXPECT_EQ(got.impulses[1].number, 1u);
    EXPECT_EQ(got.impulses[2].trust, Trust::suspect);
    EXPECT_EQ(got.impulses[3].trust, Trust::good);
    EXPECT_EQ(got.impulses[4].trust, Trust::good);
}

TEST(AlgeTimy, ATimerThatWasSwitchedOnIsToldAgainWhatToDo) {
    auto driver = make_driver("alge_timy", {{"commands", "CHK1,RSM"}});
    Collector got;
    driver->on_open(HostTime{}, got);
    EXPECT_EQ(got.sent, "CHK1\rRSM\r");
    driver->on_bytes(as_bytes("?0001 C1  09:06:42.7183 00?>\rHW_SN 123\r 0001 C1  09:06:43.0000 00\r"), HostTime{60s}, got);
    EXPECT_EQ(got.sent, "CHK1\rRSM\rCHK1\r") << "its memory is not asked for again";
    EXPECT_EQ(got.impulses.at(1).trust, Trust::good);
    driver->on_bytes(as_bytes("  TIMY V 1982\r"), HostTime{61s}, got);
    EXPECT_EQ(got.sent, "CHK1\rRSM\rCHK1\r") << "an answer cannot ask for itself";
}

TEST(AlgeTimy, AnOpenedLineExpectsNoSumOfTheOneBefore) {
    Collector got;
    auto driver = make_driver("alge_timy");
    driver->on_bytes(as_bytes("?0001 C1  09:06:42.7183 00?>\r"), HostTime{}, got);
    driver->on_open(HostTime{}, got);
    driver->on_bytes(as_bytes(" 0001 C1  09:06:43.0000 00\r"), HostTime{}, got);
    EXPECT_EQ(got.impulses.at(1).trust, Trust::good);
}

TEST(AlgeTimy, LinesMarkedPOrBAreNotUsedAndSaidSo) {
    const auto got = feed("alge_timy", "p0001 C1  09:06:42.7183 00\rb0001 C1  09:06:43.7183 00\r");
    EXPECT_TRUE(got.impulses.empty());
    EXPECT_EQ(got.complaints.size(), 2u);
}

// The hour of a damaged line can be any: taken for true, it would move the timer's day for all that follows.
TEST(AlgeTimy, ADamagedLineMovesNoClock) {
    for (const auto* damaged : {" 0002 C1  23:00:05.0000 00fe\r", " 0002 C1  09:00:05.0000 00fe\r", " 0002 C1  22:30:05.0000 00fe\r"}) {
        const auto got = feed("alge_timy", with_sum(" 0001 C0  10:00:00.0000 00") + damaged + with_sum(" 0001 C1  10:06:40.0000 00"));
        ASSERT_EQ(got.impulses.size(), 3u);
        EXPECT_EQ(*got.impulses[2].ticks - *got.impulses[0].ticks, 400s) << damaged;
        EXPECT_EQ(got.impulses[1].trust, Trust::suspect);
        EXPECT_EQ(got.impulses[2].trust, Trust::good);
        EXPECT_TRUE(got.restarts.empty());
        EXPECT_EQ(got.samples.size(), 2u);
    }
}

TEST(AlgeTimy, ALineDamagedUnseenMovesNoClockEither) {
    for (const auto* damaged : {" 0002 C1  23:00:05.0000 00\r", " 0002 C1  15:00:05.0000 00\r"}) {
        const auto got = feed("alge_timy", std::string{" 0001 C0  10:00:00.0000 00\r"} + damaged + " 0001 C1  10:06:40.0000 00\r 0003 C1  10:06:41.0000 00\r");
        ASSERT_EQ(got.impulses.size(), 4u);
        EXPECT_EQ(*got.impulses[2].ticks - *got.impulses[0].ticks, 400s) << damaged;
        EXPECT_EQ(*got.impulses[3].ticks - *got.impulses[0].ticks, 401s) << damaged;
        EXPECT_TRUE(got.restarts.empty());
    }
}

TEST(AlgeTimy, WhatWasMeasuredBeforeMidnightLiesYesterday) {
    const auto got = feed("alge_timy", " 0001 C1  00:05:00.0000 00\rm0002 C1  23:59:00.0000 00\r");
    ASSERT_EQ(got.impulses.size(), 2u);
    EXPECT_EQ(*got.impulses[0].ticks - *got.impulses[1].ticks, 6min) << "after a restart of the server the timer's yesterday lies before its origin";
}

TEST(AlgeTimy, TakesLowerCaseChannelsDecimalCommasAndAllLineEnds) {
    const auto got = feed("alge_timy", " 0001 c0  09:00:38,76   00\r\n 0001 C1  09:00:39.7    00\n 0001 C1  09:00:40      00\r");
    ASSERT_EQ(got.impulses.size(), 3u);
    EXPECT_EQ(got.impulses[0].channel, "C0");
    EXPECT_EQ(got.impulses[0].own_uncertainty, 10ms);
    EXPECT_EQ(got.impulses[1].own_uncertainty, 100ms);
    EXPECT_EQ(got.impulses[2].own_uncertainty, 1s);
}

TEST(AlgeTimy, MidnightIsNoRestart) {
    const auto got = feed("alge_timy", " 0001 C0  23:59:59.9000 00\r 0001 C1  00:00:10.9000 00\r");
    ASSERT_EQ(got.impulses.size(), 2u);
    EXPECT_EQ(*got.impulses[1].ticks - *got.impulses[0].ticks, 11s);
    EXPECT_TRUE(got.restarts.empty());
}

TEST(AlgeTimy, ALineOvertakenAtMidnightStaysOnItsDay) {
    const auto got = feed("alge_timy", " 0001 C0  23:59:50.0000 00\r 0001 C1  00:00:01.0000 00\r 0002 C1  23:59:59.0000 00\r 0003 C1  00:00:02.0000 00\r");
    ASSERT_EQ(got.impulses.size(), 4u);
    EXPECT_EQ(*got.impulses[2].ticks - *got.impulses[0].ticks, 9s);
    EXPECT_EQ(*got.impulses[3].ticks - *got.impulses[0].ticks, 12s);
    EXPECT_TRUE(got.restarts.empty());
}

TEST(AlgeTimy, AClockThatGoesBackWasSet) {
    const auto got = feed("alge_timy", " 0001 C0  10:00:00.0000 00\r 0001 C1  09:00:00.0000 00\r");
    EXPECT_EQ(got.restarts.size(), 1u);
}

// user-pains 5: a reply cut into the result line.
TEST(AlgeTimy, Pain5FindsItsFeetAfterGarbage) {
    const auto got = feed("alge_timy", "\x01\x02garb\xFF" "age 0001 C0  0\r 0002 C1  09:17:29.8320 00\r 99999999999999999999999999\r");
    ASSERT_EQ(got.impulses.size(), 1u);
    EXPECT_EQ(got.impulses[0].number, 2u);
    EXPECT_EQ(got.complaints.size(), 2u);
    EXPECT_GT(got.skipped_bytes, 0u);
    EXPECT_NE(got.complaints[0].find("garb\\xff"), std::string::npos) << got.complaints[0];
}

TEST(AlgeTimy, ALineWithoutEndIsBounded) {
    const auto got = feed("alge_timy", std::string(100'000, 'x') + "\r 0002 C1  09:17:29.8320 00\r");
    EXPECT_EQ(got.impulses.size(), 1u);
    EXPECT_GE(got.skipped_bytes, 99'000u);
}

TEST(AlgeTimy, UnderstandsEveryLineOfARealMorning) {
    const auto recording = morning();
    if (recording.empty()) GTEST_SKIP() << "the shared recordings are not here";
    const auto got = feed("alge_timy", recording);
    EXPECT_TRUE(got.complaints.empty()) << got.complaints.front();
    // Counted by other means: lines whose columns 7 and 8 are C0 to C9.
    auto channels = std::size_t{0};
    auto cleared = std::size_t{0};
    for (const auto line : split(recording, '\n')) {
        if (line.size() < 20 || line[6] != 'C') continue;
        ++channels;
        cleared += line[0] == 'c';
    }
    EXPECT_EQ(got.impulses.size(), channels);
    EXPECT_EQ(std::ranges::count(got.impulses, Change::withdrawn, &RawImpulse::change), static_cast<std::ptrdiff_t>(cleared));
    EXPECT_GT(channels, 200u);
}

// The device's own run times are the check of ours: finish minus start, cut to the hundredth.
TEST(AlgeTimy, OurNetTimesAreTheDevicesOwnOnARealMorning) {
    const auto recording = morning();
    if (recording.empty()) GTEST_SKIP() << "the shared recordings are not here";
    std::map<std::uint32_t, DeviceTime> starts;
    std::map<std::uint32_t, DeviceTime> finishes;
    auto compared = 0;
    for (const auto line : split(recording, '\n')) {
        const auto got = feed("alge_timy", std::string{line} + "\r");
        for (const auto& impulse : got.impulses) {
            if (impulse.change != Change::seen || !impulse.number) continue;
            (impulse.channel == "C0" ? starts : finishes)[*impulse.number] = *impulse.ticks;
        }
        const auto is_run_time = line.size() > 21 && line.substr(6, 2) == "RT" && line[0] == ' ' && line[8] == ' ';
        if (!is_run_time) continue;
        const auto number = static_cast<std::uint32_t>(*parse_number(line.substr(1, 4)));
        const auto net = finishes.at(number) - starts.at(number);
        const auto cut = net / 10ms * 10ms;
        const auto own = std::chrono::minutes{std::stoi(std::string{line.substr(13, 2)})} + std::chrono::seconds{std::stoi(std::string{line.substr(16, 2)})} +
                         10ms * std::stoi(std::string{line.substr(19, 2)});
        EXPECT_EQ(cut, own) << line;
        ++compared;
    }
    EXPECT_GT(compared, 80);
}

TEST(AlgeTimy, AnyCutOfARealMorningGivesTheSameImpulses) {
    const auto recording = morning();
    if (recording.empty()) GTEST_SKIP() << "the shared recordings are not here";
    const auto whole = feed("alge_timy", recording);
    for (const std::size_t longest : {1, 2, 7, 33, 500}) {
        const auto pieces = feed_in_pieces("alge_timy", recording, 42, longest);
        EXPECT_EQ(pieces.impulses, whole.impulses) << "pieces of up to " << longest << " bytes, seed 42";
    }
    for (std::size_t cut = 0; cut <= 400; ++cut) {
        Collector collector;
        auto driver = make_driver("alge_timy");
        driver->on_bytes(as_bytes(std::string_view{recording}.substr(0, cut)), HostTime{}, collector);
        driver->on_bytes(as_bytes(std::string_view{recording}.substr(cut)), HostTime{}, collector);
        ASSERT_EQ(collector.impulses, whole.impulses) << "cut at byte " << cut;
    }
}

TEST(AlgeTimy, SurvivesARealMorningWithRandomBytesChanged) {
    auto recording = morning();
    if (recording.empty()) recording = " 0001 C0  10:04:55.6513 00\r 0001 C1  10:05:55.4113 00\r";
    std::mt19937 random{5};
    for (int round = 0; round < 50; ++round) {
        auto damaged = recording;
        for (int i = 0; i < 200; ++i) damaged[random() % damaged.size()] = static_cast<char>(random());
        const auto got = feed("alge_timy", damaged);
        EXPECT_LE(got.impulses.size(), 1000u);
    }
}

}  // namespace alge_timy_test
}  // namespace bowball::capture
