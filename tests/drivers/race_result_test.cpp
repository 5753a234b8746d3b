#include <gtest/gtest.h>

#include <algorithm>

#include "collector.hpp"

namespace bowball::capture {
namespace race_result_test {

std::string passing(const std::string& number, const std::string& transponder, const std::string& time, const std::string& active = "0", const std::string& loop = "", const std::string& data = "") {
    return number + ";" + transponder + ";2026-07-24;" + time + ";0;1A;4F;;" + active + ";1;" + loop + ";;7;2.9;24;" + data + ";D-5023;117;2;5023";
}

/// A decoder that was asked for its time and has told it; 12 passings stand in its file.
class RaceResultTest : public testing::Test {
protected:
    void open(const std::string& numbers = "") {
        const auto* spec = *std::ranges::find(all_drivers(), "race_result", &DriverSpec::name);
        driver = std::move(*spec->make({{"numbers", numbers}, {"uncertainty_ms", "100"}, {"trigger_uncertainty_ms", "10"}, {"delay_ms", "2000"}}));
        driver->on_open(HostTime{}, got);
        say("SETPROTOCOL;3.2", 1ms);
        say("GETTIME;2026-07-24;10:00:00.000", 4ms);
        say("PASSINGS;12;117", 6ms);
        got.sent.clear();
    }
    void say(const std::string& line, Duration at) { driver->on_bytes(as_bytes(line + "\r\n"), HostTime{at}, got); }
    void wait(Duration from, Duration to) {
        for (auto at = from; at < to; at += 100ms) driver->on_tick(HostTime{at}, got);
    }
    std::unique_ptr<Driver> driver;
    Collector got;
};

DeviceTime at_ten(Duration beyond) { return DeviceTime{1'784'851'200s + 10h} + beyond; }

TEST_F(RaceResultTest, AsksWhatTimeItIsBeforeItAsksWhatPasses) {
    driver = make_driver("race_result");
    driver->on_open(HostTime{}, got);
    EXPECT_EQ(got.sent, "SETPROTOCOL;3.2\r\nSETPUSHPREWARNS;0\r\nGETTIME\r\n");
    got.sent.clear();
    say("GETTIME;2026-07-24;10:00:00.120", 4ms);
    EXPECT_EQ(got.sent, "PASSINGS\r\nSETPUSHPASSINGS;1;0\r\nGETSTATUS\r\n");
    ASSERT_EQ(got.samples.size(), 1u);
    EXPECT_EQ(got.samples[0], (ClockSample{at_ten(120'500us), HostTime{2ms}, 2'500us})) << "half a round trip, and half of the last digit";
}

TEST_F(RaceResultTest, ReadsAPushedPassing) {
    open("3=3, 4711=17");
    say("#P;" + passing("13", "4711", "10:00:05.704"), 6s);
    ASSERT_EQ(got.impulses.size(), 1u);
    const auto& impulse = got.impulses[0];
    EXPECT_EQ(impulse.channel, "loop");
    EXPECT_EQ(impulse.number, 17u);
    EXPECT_EQ(impulse.change, Change::seen);
    EXPECT_EQ(impulse.own_uncertainty, 100ms);
    EXPECT_GE(*impulse.ticks, at_ten(5'704ms));
    EXPECT_LT(*impulse.ticks, at_ten(5'704ms + 10us));
    EXPECT_EQ(impulse.remark, "transponder 4711, passing 13, hits 1A, RSSI 4F, battery 2.9 V, box D-5023");
    EXPECT_EQ(got.samples.size(), 1u) << "of the answer; a passing's arrival is no better";
}

TEST_F(RaceResultTest, TheTriggerIsNobodysTransponder) {
    open("same");
    say("#P;" + passing("13", "99999", "10:00:05.704"), 6s);
    ASSERT_EQ(got.impulses.size(), 1u);
    EXPECT_EQ(got.impulses[0].channel, "trigger");
    EXPECT_EQ(got.impulses[0].number, std::nullopt);
    EXPECT_EQ(got.impulses[0].ticks, at_ten(5'704ms));
    EXPECT_EQ(got.impulses[0].own_uncertainty, 10ms);
}

TEST_F(RaceResultTest, ActiveLoopsAreChannelsAndWhatATransponderStoredIsNotLive) {
    open();
    say("#P;" + passing("13", "XTKP012", "10:00:05.704", "1", "3", "0"), 6s);
    say("#P;" + passing("14", "XTKP012", "10:00:01.000", "1", "3", "64"), 7s);
    ASSERT_EQ(got.impulses.size(), 2u);
    EXPECT_EQ(got.impulses[0].channel, "loop_3");
    EXPECT_EQ(got.impulses[0].change, Change::seen);
    EXPECT_EQ(got.impulses[1].change, Change::repeated);
    EXPECT_TRUE(got.impulses[1].remark.starts_with("Stored in the transponder"));
}

TEST_F(RaceResultTest, AMissingNumberIsFetched) {
    open();
    say("#P;" + passing("13", "3", "10:00:05.704"), 6s);
    EXPECT_EQ(got.sent, "");
    say("#P;" + passing("16", "4", "10:00:07.000"), 8s);
    EXPECT_EQ(got.sent, "14:2\r\n");
    say(passing("14", "5", "10:00:06.000"), 8s);
    say(passing("15", "6", "10:00:06.500"), 8s);
    say("", 8s);
    ASSERT_EQ(got.impulses.size(), 4u);
    EXPECT_EQ(got.impulses[2].change, Change::repeated);
    wait(9s, 40s);
    EXPECT_EQ(got.missed, 0u);
    EXPECT_EQ(got.sent.find("14:", 6), std::string::npos);
}

TEST_F(RaceResultTest, WhatCannotBeFetchedIsSaidToBeLost) {
    open();
    say("#P;" + passing("15", "3", "10:00:05.704"), 6s);
    say("ONLY 12", 6s);
    wait(6s, 40s);
    EXPECT_EQ(got.missed, 2u);
}

TEST_F(RaceResultTest, WhatPassedWhileTheLinkWasLostIsFetched) {
    open();
    say("#P;" + passing("13", "3", "10:00:05.704"), 6s);
    driver->on_open(HostTime{60s}, got);
    say("GETTIME;2026-07-24;10:01:00.000", 60s + 4ms);
    got.sent.clear();
    say("PASSINGS;15;117", 60s + 5ms);
    wait(61s, 62s);
    EXPECT_NE(got.sent.find("14:2\r\n"), std::string::npos) << got.sent;
}

TEST_F(RaceResultTest, ANewFileIsANewSeries) {
    open();
    say("PASSINGS;0;118", 5s);
    say("#P;" + passing("1", "3", "10:00:05.704"), 6s);
    ASSERT_EQ(got.impulses.size(), 1u);
    EXPECT_EQ(got.impulses[0].change, Change::seen);
    say("PASSINGS;40;119", 7s);
    wait(7s, 40s);
    EXPECT_EQ(got.missed, 0u);
    EXPECT_EQ(got.sent.find(":"), std::string::npos) << got.sent;
}

TEST_F(RaceResultTest, AStatusSaysWhatIsWrong) {
    struct Listener final : DriverOutput {
        void impulse(RawImpulse) override {}
        void clock_sample(ClockSample) override {}
        void clock_restarted(std::string) override {}
        void impulses_missed(std::uint32_t, std::string) override {}
        void result(RawResult) override {}
        void alive() override {}
        void skipped(std::size_t, std::string) override {}
        void send(std::string_view) override {}
        void condition(Condition condition) override { said = std::move(condition.text), is_ailing = condition.ailing; }
        std::string said;
        bool is_ailing = false;
    } health;
    make_driver("race_result")->on_bytes(as_bytes("GETSTATUS;2026-07-24;10:00:00.300;1;1;1;4;1;0;1;84;;;;1;2;3;20;;;;;;;80;0\r\n"), HostTime{}, health);
    EXPECT_EQ(health.said, "In operation. Mains power. Charge 84 %. Active channel 2, loop 3, power 20. Errors: the active loop, the active extension is lost.");
    EXPECT_TRUE(health.is_ailing);
    make_driver("race_result")->on_bytes(as_bytes("GETSTATUS;2026-07-24;10:00:00.300;0;1;0;4;1;0;0;-1;;;;0;;;;;;;;;;0;0\r\n"), HostTime{}, health);
    EXPECT_EQ(health.said, "NOT in operation: nothing is recorded. Start the decoder. On battery. Charge is being estimated. The reader is not healthy.");
    const auto charged = [&](const std::string& percent, const std::string& mains) {
        make_driver("race_result")->on_bytes(as_bytes("GETSTATUS;2026-07-24;10:00:00.300;" + mains + ";1;1;4;1;0;1;" + percent + ";;;;0;;;;;;;;;;0;0\r\n"), HostTime{}, health);
        return health.is_ailing;
    };
    EXPECT_FALSE(charged("20", "0"));
    EXPECT_TRUE(charged("19", "0"));
    EXPECT_FALSE(charged("19", "1")) << "it is being charged";
}

TEST_F(RaceResultTest, ALineThatWasCutShortIsNoPassing) {
    open();
    say("#P;" + passing("13", "3", "10:00:05.704").substr(0, 30), 6s);
    say("#P;13;3;2026-07-24;10:00:05.7", 6s);
    say("#P;" + passing("13", "3", "25:00:05.704"), 6s);
    say("#P;" + passing("x", "3", "10:00:05.704"), 6s);
    EXPECT_TRUE(got.impulses.empty());
    EXPECT_EQ(got.complaints.size(), 4u);
}

TEST_F(RaceResultTest, OfADecoderThatDoesNotTellItsTimeTheLivePassingsDo) {
    driver = make_driver("race_result");
    driver->on_open(HostTime{}, got);
    wait(100ms, 60s);
    EXPECT_NE(got.sent.find("SETPUSHPASSINGS;1;0"), std::string::npos) << "and it is asked for its passings all the same";
    say("#P;" + passing("1", "3", "10:01:00.000"), 61s);
    ASSERT_EQ(got.samples.size(), 1u);
    EXPECT_EQ(got.samples[0], (ClockSample{at_ten(60s), HostTime{60s}, 1s}));
}

}  // namespace race_result_test
}  // namespace bowball::capture
