// The computer is started anew in mid-race, or another takes its place: only the time of day ties both ends of the race together.
#include "race/timeline.hpp"

#include <gtest/gtest.h>

#include "race/race_loop.hpp"

namespace bowball::race {
namespace timeline_test {

constexpr io::HostClock well_set{io::HostClockState::synchronised, 4ms, 1ms, {}, 0, 37};
constexpr io::SlewLook no_look{};
constexpr io::HostClock set_by_nobody{io::HostClockState::free_running, 4ms, 1ms, {}, 0, 0};

/// A server that began five minutes ago, whose newest entry is two minutes old.
struct Before {
    explicit Before(const std::string& boot = "earlier") {
        folded.last_start = engine::ServerStarted{"test", clock.now() - 5min, RaceTime{1h}, clock.wall() - 5min, boot, false, 3ms};
        folded.state.last_start = {RaceTime{1h}, 3ms};
        folded.state.now = RaceTime{1h + 3min};
        folded.newest_wall = clock.wall() - 2min;
    }
    void arm() { folded.state.races[RaceId{1}].stage = engine::Stage::armed; }
    /// How far a race is now after the newest entry, and nearly nothing more.
    [[nodiscard]] Duration since_newest(const Timeline& timeline) const { return timeline.anchor.to_race(clock.now()) - folded.state.now; }

    io::Clock clock;
    Folded folded;
};

bool is_near(Duration one, Duration other) { return std::chrono::abs(one - other) < 5s; }

TEST(FindTimeline, InOneBootTheMonotonicClockGoesOnAndNothingIsInDoubt) {
    Before before{"this"};
    const auto timeline = find_timeline(before.folded, before.clock, "this", set_by_nobody, no_look);
    EXPECT_TRUE(is_near(before.since_newest(timeline), 2min));
    EXPECT_EQ(timeline.doubt, 0ns);
    EXPECT_EQ(timeline.slewed, 3ms);
}

TEST(FindTimeline, OverABootARaceIsMeasuredByHowFarTheTimeOfDayWent) {
    Before before;
    before.arm();
    const auto timeline = find_timeline(before.folded, before.clock, "this", well_set, no_look);
    EXPECT_TRUE(is_near(before.since_newest(timeline), 2min)) << "whatever that time of day is";
    EXPECT_EQ(timeline.doubt, 8ms) << "by the kernel's bound, before and after";
}

TEST(FindTimeline, ATimeOfDayThatNothingSetsIsGoodForNoSpan) {
    Before before;
    before.arm();
    EXPECT_EQ(find_timeline(before.folded, before.clock, "this", set_by_nobody, no_look).doubt, doubt_of_unset_clock);
    auto hopeless = well_set;
    hopeless.max_error = 16min;
    EXPECT_EQ(find_timeline(before.folded, before.clock, "this", hopeless, no_look).doubt, doubt_of_unset_clock);
    before.folded.newest_wall = before.clock.wall() + 24h;
    EXPECT_GE(before.since_newest(find_timeline(before.folded, before.clock, "this", set_by_nobody, no_look)), 0s) << "it never goes back";
}

TEST(FindTimeline, BetweenRacesItIsTheTimeOfDay) {
    Before before;
    const auto timeline = find_timeline(before.folded, before.clock, "this", well_set, no_look);
    EXPECT_TRUE(is_near(timeline.anchor.to_race(before.clock.now()).time_since_epoch(), before.clock.wall().time_since_epoch()));
    EXPECT_EQ(timeline.doubt, 8ms) << "a time by hand may still be given to a race of before";
}

TEST(FindTimeline, ANewJournalIsInNoDoubt) {
    const io::Clock clock;
    EXPECT_EQ(find_timeline(Folded{}, clock, "this", set_by_nobody, no_look).doubt, 0ns);
}

TEST(FindTimeline, TheNewestImpulseSaysHowFarItWasSlewedUnlessTheServerStartedSince) {
    Before before{"this"};
    before.folded.state.ledger.emplace_back();
    auto& stamp = before.folded.state.ledger.back().impulse.stamp;
    stamp.timeline_slewed = 9ms;
    stamp.at = RaceTime{1h - 1s};
    EXPECT_EQ(find_timeline(before.folded, before.clock, "this", well_set, no_look).slewed, 3ms);
    stamp.at = RaceTime{1h + 1s};
    EXPECT_EQ(find_timeline(before.folded, before.clock, "this", well_set, no_look).slewed, 9ms);
}

// What sets the time of day goes on while the server is down.
TEST(FindTimeline, WhatWasSlewedWhileNoServerRanIsCounted) {
    Before before{"this"};
    auto& last = *before.folded.last_start;
    const auto then = last.host.time_since_epoch();
    last.raw = 70s;
    last.trim_ppb = 10'000;
    const auto slewed = [&](Duration monotonic) { return find_timeline(before.folded, before.clock, "this", well_set, {70s + 300s, then + monotonic, 50ns}).slewed; };
    EXPECT_EQ(slewed(300s + 3ms), 3ms) << "the trim of 10 ppm is none";
    EXPECT_EQ(slewed(300s + 3ms + 20ms), 3ms + 20ms);
    EXPECT_EQ(slewed(300s + 3ms - 20ms), 3ms - 20ms);
    last.raw = 0s;
    EXPECT_EQ(slewed(300s + 23ms), 3ms) << "an older server's start does not say";
}

// Through the loop: the journal of a computer that was started anew says what its timeline is worth.
TEST(RaceLoop, AStartOnAnotherBootIsWrittenDownWithItsDoubt) {
    const auto journal = journal::make_memory_journal();
    const io::Clock clock;
    const RaceTime earlier{clock.wall().time_since_epoch() - 1min};
    const engine::Entry entry{Seq{1}, earlier, clock.wall() - 1min, {}, engine::ServerStarted{"test", HostTime{}, earlier, clock.wall() - 1min, "another boot", false, 2ms}};
    ASSERT_TRUE(journal->append(std::span{&entry, 1}).has_value());
    std::vector<std::string> alarms;
    LoopOptions options;
    options.version = "test";
    options.publish = [](const Batch&) {};
    options.alarm = [&](const std::string& text) { alarms.push_back(text); };
    {
        const auto loop = RaceLoop::open(*journal, clock, std::move(options));
        ASSERT_TRUE(loop.has_value());
        (*loop)->start();
        (*loop)->stop();
    }
    const auto folded = fold_journal(*journal);
    ASSERT_TRUE(folded.has_value());
    EXPECT_GT(folded->last_start->timeline_slewed, 2ms);
    EXPECT_LE(folded->last_start->timeline_slewed, 2ms + doubt_of_unset_clock + 1ms);
    EXPECT_GT(folded->last_start->raw, 0s);
    EXPECT_TRUE(std::ranges::any_of(alarms, [](const std::string& text) { return text.find("rest on its time of day") != std::string::npos; }));
}

}  // namespace timeline_test
}  // namespace bowball::race
