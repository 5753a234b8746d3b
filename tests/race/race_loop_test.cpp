// The race loop's beginning: how the venue's timeline is tied to this computer's clocks, whatever those say.
#include "race/race_loop.hpp"

#include <gtest/gtest.h>

#include <future>

namespace bowball::race {
namespace {

LoopOptions quiet() {
    LoopOptions options;
    options.version = "test";
    options.publish = [](const Batch&) {};
    return options;
}

// user-pains 22: no clock battery; the computer believes that it is years ago.
TEST(RaceLoop, Pain22AComputerThatWakesInThePastGoesOnAfterTheNewestEntry) {
    const auto journal = journal::make_memory_journal();
    const io::Clock clock;
    const RaceTime newest{clock.wall().time_since_epoch() + std::chrono::hours{24 * 365 * 20}};
    const engine::Entry entry{Seq{1}, newest, WallTime{}, {}, engine::MeetOpened{"Regatta", "Lake", 2000}};
    ASSERT_TRUE(journal->append(std::span{&entry, 1}).has_value());
    const auto loop = RaceLoop::open(*journal, clock, quiet());
    ASSERT_TRUE(loop.has_value());
    EXPECT_GE((*loop)->anchor().to_race(clock.now()), newest) << "time on the venue's line never goes back";
}

TEST(RaceLoop, AnEmptyJournalBeginsAtTheWallClock) {
    const auto journal = journal::make_memory_journal();
    const io::Clock clock;
    const auto loop = RaceLoop::open(*journal, clock, quiet());
    ASSERT_TRUE(loop.has_value());
    const auto off = (*loop)->anchor().to_race(clock.now()) - RaceTime{clock.wall().time_since_epoch()};
    EXPECT_LT(std::chrono::abs(off), 1min);
}

TEST(RaceLoop, TheHealthViewSaysHowThisComputersClockIs) {
    const auto journal = journal::make_memory_journal();
    std::promise<views::HealthView> first;
    auto options = quiet();
    options.publish = [&, said = false](const Batch& batch) mutable {
        for (const auto& one : batch.views) {
            const auto* health = std::get_if<views::HealthView>(&one.view);
            if (health == nullptr || health->host_clock.state.empty() || std::exchange(said, true)) continue;
            first.set_value(*health);
        }
    };
    const auto loop = RaceLoop::open(*journal, io::Clock{}, std::move(options));
    (*loop)->start();
    auto health = first.get_future();
    ASSERT_EQ(health.wait_for(std::chrono::seconds{20}), std::future_status::ready);
    const auto clock = health.get().host_clock;
    EXPECT_TRUE(clock.state == "synchronised" || clock.state == "free running" || clock.state == "unknown") << clock.state;
    EXPECT_NE(clock.text, "");
    (*loop)->stop();
}

}  // namespace
}  // namespace bowball::race
