// The race loop's beginning: how the venue's timeline is tied to this computer's clocks, whatever those say.
#include "race/race_loop.hpp"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace bowball::race
