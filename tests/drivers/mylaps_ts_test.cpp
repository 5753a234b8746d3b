#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "collector.hpp"
#include "core/text.hpp"

namespace bowball::capture {
namespace mylaps_ts_test {

/// Protocols 0.3 [real].
constexpr auto store = "LZ6302115:37:40.704 5 0F  1000125030862";

/// Numbers its marks, and keeps what it heard.
class Toolkit final : public DriverOutput {
public:
    explicit Toolkit(const Settings& overrides = {}) {
        const auto* spec = *std::ranges::find(all_drivers(), "mylaps_ts", &DriverSpec::name);
        Settings settings;
        for (const auto& one : spec->settings) settings.emplace_back(one.key, one.default_value);
        for (const auto& [key, value] : overrides) std::ranges::find(settings, key, &std::pair<std::string, std::string>::first)->second = value;
        driver = std::move(*spec->make(settings));
        driver->on_open(HostTime{}, *this);
    }
    void say(const std::string& text, Duration at = 0s) { driver->on_bytes(as_bytes(text), HostTime{at}, *this); }
    void commit(std::uint64_t mark) { driver->on_committed(mark, HostTime{}, *this); }

    void impulse(RawImpulse impulse) override { got.impulse(std::move(impulse)); }
    void clock_sample(ClockSample sample) override { got.clock_sample(sample); }
    void clock_restarted(std::string why) override { got.clock_restarted(std::move(why)); }
    void impulses_missed(std::uint32_t count, std::string why) override { got.impulses_missed(count, std::move(why)); }
    void result(RawResult result) override { got.result(std::move(result)); }
    void alive() override { got.alive(); }
    void skipped(std::size_t bytes, std::string why) override { got.skipped(bytes, std::move(why)); }
    void send(std::string_view bytes) override { got.send(bytes); }
    std::uint64_t mark() override { return ++marks; }

    std::unique_ptr<Driver> driver;
    Collector got;
    std::uint64_t marks = 0;
};

/// A record of version 1 at this time of 8 March 2025.
std::string record(const std::string& chip, const std::string& time) {
    const auto text = chip + time + " 5 0F  10001250308";
    auto sum = 0U;
    for (const auto character : text) sum += static_cast<unsigned char>(character);
    static constexpr auto* digits = "0123456789ABCDEF";
    return text + digits[sum >> 4 & 15] + digits[sum & 15];
}

DeviceTime on_the_day(Duration since_midnight) { return DeviceTime{1'741'392'000s + since_midnight}; }

TEST(MylapsTs, ReadsARecordOfVersion1) {
    Toolkit toolkit;
    toolkit.say(std::string{"Start@Store@"} + store + "@1@$");
    ASSERT_EQ(toolkit.got.impulses.size(), 1u);
    const auto& impulse = toolkit.got.impulses[0];
    EXPECT_EQ(impulse.channel, "Start");
    EXPECT_GE(*impulse.ticks, on_the_day(15h + 37min + 40'704ms));
    EXPECT_LT(*impulse.ticks, on_the_day(15h + 37min + 40'704ms + 10us));
    EXPECT_EQ(impulse.remark, "transponder LZ63021, device 5, antennas 0F, lap 1, counter 0001");
    EXPECT_EQ(impulse.own_uncertainty, 100ms);
    EXPECT_EQ(toolkit.got.skipped_bytes, 0u);
}

// Protocols 6.2 [doc].
TEST(MylapsTs, ReadsKeysAndValuesOfVersion2) {
    Toolkit toolkit;
    toolkit.say("Finish@Passing@t=13:11:30.904|c=0000041|ct=UH|d=120606|l=13|dv=4|re=0|an=00001111|g=0|b=41|n=41@7@$");
    ASSERT_EQ(toolkit.got.impulses.size(), 1u);
    EXPECT_EQ(toolkit.got.impulses[0].number, 41u) << "the Toolkit's own";
    EXPECT_EQ(std::chrono::floor<std::chrono::milliseconds>(toolkit.got.impulses[0].ticks->time_since_epoch()), 1'338'988'290'904ms);
    EXPECT_NE(toolkit.got.impulses[0].remark.find("transponder 0000041, kind UH, device 4"), std::string::npos);
    toolkit.commit(1);
    EXPECT_EQ(toolkit.got.sent, "Bowball@AckPassing@7@$");
}

TEST(MylapsTs, OurNumbersComeBeforeTheToolkits) {
    Toolkit toolkit{{{"numbers", "0000041=3,LZ63021=4"}}};
    toolkit.say("Finish@Passing@t=13:11:30.904|c=0000041|d=120606|b=41@7@$" + std::string{"Start@Store@"} + store + "@1@$");
    EXPECT_EQ(toolkit.got.impulses.at(0).number, 3u);
    EXPECT_EQ(toolkit.got.impulses.at(1).number, 4u);
}

TEST(MylapsTs, AnswersTheGreetingAndThePing) {
    Toolkit first;
    first.say("Start@Pong@$");
    EXPECT_EQ(first.got.sent, "Bowball@AckPong@$");
    Toolkit second{{{"version", "2"}}};
    second.say("\r\nStart@Pong@$\r\n");
    EXPECT_EQ(second.got.sent, "Bowball@AckPong@Version2.1@c|ct|t|d|l|dv|re|an|g|b|n@$");
    second.got.sent.clear();
    second.say(std::string("\0\0Start@Ping@$", 14));
    EXPECT_EQ(second.got.sent, "Bowball@AckPing@$");
    second.got.sent.clear();
    second.driver->on_tick(HostTime{10s}, second);
    EXPECT_EQ(second.got.sent, "Bowball@Ping@$");
    EXPECT_EQ(second.got.skipped_bytes, 0u);
}

// The acknowledgement rule of protocols 6.2: what the Toolkit forgets, we must have.
TEST(MylapsTs, AcknowledgesWhenTheJournalHasItAndNotBefore) {
    Toolkit toolkit;
    toolkit.say(std::string{"Start@Store@"} + store + "@1@$");
    EXPECT_EQ(toolkit.got.sent, "");
    toolkit.commit(2);
    EXPECT_EQ(toolkit.got.sent, "") << "another mark";
    toolkit.commit(1);
    EXPECT_EQ(toolkit.got.sent, "Bowball@AckStore@1@$");
    toolkit.commit(1);
    EXPECT_EQ(toolkit.got.sent, "Bowball@AckStore@1@$") << "once";
}

TEST(MylapsTs, WhatIsRepeatedBeforeItIsStoredIsReportedAgainAndAfterwardsOnlyAcknowledged) {
    Toolkit toolkit;
    const auto batch = std::string{"Start@Store@"} + store + "@1@$";
    toolkit.say(batch);
    toolkit.say(batch, 20s);
    ASSERT_EQ(toolkit.got.impulses.size(), 2u) << "the race may have lost the first";
    EXPECT_EQ(toolkit.got.impulses[1].change, Change::repeated);
    EXPECT_EQ(toolkit.got.impulses[1].ticks, toolkit.got.impulses[0].ticks);
    toolkit.commit(2);
    toolkit.say(batch, 40s);
    EXPECT_EQ(toolkit.got.impulses.size(), 2u);
    EXPECT_EQ(toolkit.got.sent, "Bowball@AckStore@1@$Bowball@AckStore@1@$");
    toolkit.say(std::string{"Finish@Store@"} + store + "@1@$", 41s);
    EXPECT_EQ(toolkit.got.impulses.size(), 3u) << "the same record of another location is another passing";
}

TEST(MylapsTs, ALostConnectionOwesNoAcknowledgement) {
    Toolkit toolkit;
    toolkit.say(std::string{"Start@Store@"} + store + "@1@$");
    toolkit.driver->on_open(HostTime{5s}, toolkit);
    toolkit.commit(1);
    EXPECT_EQ(toolkit.got.sent, "");
}

TEST(MylapsTs, ADamagedRecordIsWaitedForOnceAndThenHoldsNobodyUp) {
    Toolkit toolkit;
    auto damaged = std::string{store};
    std::swap(damaged[36], damaged[37]);
    const auto batch = std::string{"Start@Store@"} + damaged + "@" + record("NV46545", "15:37:40.708") + "@1@$";
    toolkit.say(batch);
    EXPECT_EQ(toolkit.got.impulses.size(), 1u);
    EXPECT_EQ(toolkit.got.skipped_bytes, 39u);
    toolkit.commit(1);
    EXPECT_EQ(toolkit.got.sent, "") << "damaged on the way it comes right the next time";
    EXPECT_EQ(toolkit.marks, 0u);
    toolkit.say(batch, 20s);
    toolkit.commit(1);
    EXPECT_EQ(toolkit.got.sent, "Bowball@AckStore@1@$");
}

TEST(MylapsTs, AGunshotIsAnImpulseOfTheDayOfTheNewestPassing) {
    Toolkit toolkit;
    toolkit.say("Start@Marker@t=11:03:40.347|mt=Gunshot|n=Gunshot 1@1@$");
    ASSERT_EQ(toolkit.got.impulses.size(), 1u);
    EXPECT_EQ(toolkit.got.impulses[0].channel, "marker");
    EXPECT_EQ(toolkit.got.impulses[0].ticks, std::nullopt) << "nothing told the day";
    EXPECT_EQ(toolkit.got.impulses[0].trust, Trust::suspect);
    toolkit.say("Start@Store@" + record("LZ63021", "00:10:00.000") + "@2@$Start@Marker@t=23:59:59.500|mt=Gunshot|n=Gunshot 2@3@$", 1s);
    ASSERT_EQ(toolkit.got.impulses.size(), 3u);
    EXPECT_EQ(toolkit.got.impulses[2].ticks, on_the_day(-500ms)) << "of the evening before";
    EXPECT_EQ(toolkit.got.impulses[2].trust, Trust::good);
    toolkit.say("Start@Marker@t=01:00:00.000|mt=Gunshot|n=Gunshot 3@4@$", 2s);
    EXPECT_EQ(toolkit.got.impulses.at(3).ticks, on_the_day(1h)) << "after the newest passing, and of its day";
    toolkit.commit(3);
    EXPECT_NE(toolkit.got.sent.find("Bowball@AckMarker@3@$"), std::string::npos);
}

TEST(MylapsTs, AMarkerOfVersion1BearsItsDate) {
    Toolkit toolkit;
    toolkit.say("Start@Marker@2025-04-13 06:00:00.000|ext-gun|Extern gunshot@1@$");
    ASSERT_EQ(toolkit.got.impulses.size(), 1u);
    EXPECT_EQ(toolkit.got.impulses[0].ticks, DeviceTime{1'744'524'000s});
    EXPECT_EQ(toolkit.got.impulses[0].remark, "2025-04-13 06:00:00.000|ext-gun|Extern gunshot");
}

TEST(MylapsTs, OnlyPassingsThatComeAtTheirOwnPaceTellWhatTimeItIs) {
    Toolkit toolkit;
    const auto batch = [](const std::string& time, int number) { return "Finish@Store@" + record("LZ63021", time) + "@" + std::to_string(number) + "@$"; };
    toolkit.say(batch("09:00:00.000", 1), 1s);
    toolkit.say(batch("09:20:00.000", 2), 2s);
    toolkit.say(batch("09:40:00.000", 3), 13s);
    EXPECT_TRUE(toolkit.got.samples.empty()) << "what the Toolkit had kept";
    toolkit.say(batch("10:00:00.000", 4), 100s);
    toolkit.say(batch("10:00:30.000", 5), 131s);
    ASSERT_EQ(toolkit.got.samples.size(), 1u);
    EXPECT_EQ(toolkit.got.samples[0], (ClockSample{on_the_day(10h + 30s), HostTime{130s}, 1s})) << "to within the delay of 2 s";
    EXPECT_EQ(toolkit.got.impulses.back().change, Change::seen);
    EXPECT_EQ(toolkit.got.impulses.front().change, Change::repeated);
    toolkit.say(batch("10:00:32.000", 6), 133s);
    EXPECT_EQ(toolkit.got.samples.size(), 2u);
    toolkit.say(batch("09:50:00.000", 7), 134s);
    EXPECT_EQ(toolkit.got.samples.size(), 2u);
    EXPECT_EQ(toolkit.got.impulses.back().change, Change::repeated);
}

TEST(MylapsTs, WhatIsNoMessageIsSkippedAndQuoted) {
    Toolkit toolkit;
    toolkit.say("noise$Start@Dance@$Start@Store@$@Pong@$Start@Store@x$Start@AckPing@$Toolkit@GetLocations@ln=Start@ln=5K@$Start@AckGetInfo@PSD-0C0210@Unknown@PC@$");
    EXPECT_EQ(toolkit.got.complaints.size(), 5u);
    EXPECT_EQ(toolkit.got.alives, 3u);
    EXPECT_EQ(toolkit.got.sent, "");
}

TEST(MylapsTs, RefusesSettingsThatMakeNoSense) {
    const auto* spec = *std::ranges::find(all_drivers(), "mylaps_ts", &DriverSpec::name);
    const auto with = [&](const std::string& key, const std::string& value) {
        Settings settings;
        for (const auto& one : spec->settings) settings.emplace_back(one.key, key == one.key ? value : std::string{one.default_value});
        return spec->make(settings).has_error();
    };
    EXPECT_TRUE(with("version", "3"));
    EXPECT_TRUE(with("uncertainty_ms", "0"));
    EXPECT_TRUE(with("delay_ms", "long"));
    EXPECT_TRUE(with("numbers", "LZ63021"));
    EXPECT_FALSE(with("numbers", "LZ63021=4"));
}

/// The production log as the Toolkit sent it: what the logger removed is put back. Time of receipt and message.
std::vector<std::pair<Duration, std::string>> production_log() {
    std::vector<std::pair<Duration, std::string>> messages;
    const auto text = shared_recording("mylaps-ts/2025-04-10-unacked.log");
    for (const auto line : split(text, '\n')) {
        const auto colon = line.find("Z message: ");
        if (colon != std::string_view::npos) {
            const auto day = *parse_number(line.substr(8, 2));
            const auto hours = *parse_number(line.substr(11, 2));
            const auto minutes = *parse_number(line.substr(14, 2));
            const auto ms = *parse_number(line.substr(17, 2)) * 1000 + *parse_number(line.substr(20, 3));
            messages.emplace_back(std::chrono::days{day} + std::chrono::hours{hours} + std::chrono::minutes{minutes} + std::chrono::milliseconds{ms}, line.substr(colon + 11));
        } else if (!messages.empty()) {
            messages.back().second += "\n" + std::string{line};
        }
    }
    for (auto& [at, message] : messages) {
        const auto end = message.find_last_not_of(" \r\n");
        message = message.substr(0, end == std::string::npos ? 0 : end + 1) + "$";
    }
    return messages;
}

// 1,333 records, 103 distinct: nobody acknowledged, so the same batches come again every 20 s, from yesterday too.
TEST(MylapsTs, RealLogOfAReceiverThatNeverAcknowledged) {
    const auto log = production_log();
    if (log.empty()) GTEST_SKIP() << "../shared/data/real/mylaps-ts is not there";
    Toolkit toolkit;
    for (const auto& [at, message] : log) toolkit.say(message, at);
    EXPECT_EQ(toolkit.got.impulses.size(), 1333u);
    std::set<std::string> distinct;
    for (const auto& impulse : toolkit.got.impulses) distinct.insert(impulse.channel + std::to_string(to_ns(*impulse.ticks)));
    EXPECT_EQ(distinct.size(), 103u) << "each of them is known again by its ticks";
    EXPECT_TRUE(toolkit.got.samples.empty()) << "nothing of it is live";
    EXPECT_EQ(toolkit.got.sent.find("AckStore"), std::string::npos);
    EXPECT_TRUE(toolkit.got.complaints.empty()) << toolkit.got.complaints.front();
}

TEST(MylapsTs, RealLogWithAcknowledgementsTellsEachPassingOnce) {
    const auto log = production_log();
    if (log.empty()) GTEST_SKIP() << "../shared/data/real/mylaps-ts is not there";
    Toolkit toolkit;
    for (const auto& [at, message] : log) {
        const auto before = toolkit.marks;
        toolkit.say(message, at);
        for (auto mark = before + 1; mark <= toolkit.marks; ++mark) toolkit.commit(mark);
    }
    EXPECT_EQ(toolkit.got.impulses.size(), 103u);
    std::map<std::string, int> by_channel;
    for (const auto& impulse : toolkit.got.impulses) ++by_channel[impulse.channel];
    EXPECT_EQ(by_channel.size(), 2u);
}

}  // namespace mylaps_ts_test
}  // namespace bowball::capture
