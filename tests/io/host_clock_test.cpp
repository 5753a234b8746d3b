#include "io/host_clock.hpp"

#include <gtest/gtest.h>
#include <sys/timex.h>

namespace bowball::io {
namespace host_clock_test {

TEST(HostClock, ReadsWhatTheKernelSaysOfAClockThatIsSet) {
    ::timex answer{};
    answer.status = STA_PLL | STA_NANO;
    answer.maxerror = 1830;
    answer.esterror = 42;
    answer.offset = -12'345;
    answer.freq = -12 * 65536 - 32768;
    answer.tai = 37;
    const auto clock = host_clock_of(answer, TIME_OK);
    EXPECT_EQ(clock, (HostClock{HostClockState::synchronised, 1830us, 42us, -12'345ns, -12'500, 37}));
    answer.status = STA_PLL;
    EXPECT_EQ(host_clock_of(answer, TIME_OK).offset, -12'345us) << "without STA_NANO the kernel counts microseconds";
}

TEST(HostClock, IsFreeRunningWhereNothingSetsIt) {
    ::timex answer{};
    answer.maxerror = 16'000'000;
    EXPECT_EQ(host_clock_of(answer, TIME_ERROR).state, HostClockState::free_running);
    answer.status = STA_UNSYNC;
    EXPECT_EQ(host_clock_of(answer, TIME_OK).state, HostClockState::free_running);
}

TEST(HostClock, IsUnknownWhereTheKernelRefusesToSay) { EXPECT_EQ(host_clock_of({}, -1).state, HostClockState::unknown); }

TEST(HostClock, ThisComputerAnswers) {
    const auto clock = read_host_clock();
    if (clock.state == HostClockState::unknown) GTEST_SKIP() << "adjtimex is refused here";
    EXPECT_GE(clock.max_error, 0ns);
    EXPECT_LE(std::abs(clock.frequency_ppb), 500'000) << "what the kernel allows";
    const auto offsets = read_clock_offsets();
    EXPECT_GE(offsets.boot, 0ns) << "sleep only adds";
}

TEST(ClockWatch, SaysNothingWhileNothingHappens) {
    ClockWatch watch;
    EXPECT_FALSE(watch.look({100s, 0s}));
    EXPECT_FALSE(watch.look({100s + 500us, 0s})) << "slewed by 500 ppm";
    EXPECT_FALSE(watch.look({100s + 400ms, 0s}));
}

TEST(ClockWatch, NoticesThatTheTimeOfDayWasSetOnce) {
    ClockWatch watch;
    std::ignore = watch.look({100s, 0s});
    const auto forward = watch.look({102s + 500ms, 0s});
    ASSERT_TRUE(forward);
    EXPECT_EQ(forward->set_by, 2500ms);
    EXPECT_EQ(forward->slept, 0ns);
    EXPECT_FALSE(watch.look({102s + 500ms, 0s}));
    EXPECT_EQ(watch.look({-1h, 0s})->set_by, -1h - 102s - 500ms);
}

TEST(ClockWatch, ASleepIsNoStep) {
    ClockWatch watch;
    std::ignore = watch.look({100s, 5s});
    const auto slept = watch.look({160s, 65s});
    ASSERT_TRUE(slept);
    EXPECT_EQ(slept->slept, 60s);
    EXPECT_EQ(slept->set_by, 0ns) << "the time of day went on through it";
}

}  // namespace host_clock_test
}  // namespace bowball::io
