// A computer whose time of day is being pulled right.
#include "io/slew_watch.hpp"

#include <gtest/gtest.h>

namespace bowball::io {
namespace slew_watch_test {

/// A kernel with a trim and a slew, looked at each second.
class Kernel {
public:
    explicit Kernel(std::int64_t trim_ppb) : trim_ppb_(trim_ppb) {}
    void run(int seconds, std::int64_t slew_ppb = 0) {
        for (int i = 0; i < seconds; ++i) {
            pass(1s, slew_ppb);
            watch.look({raw_, monotonic_, 60ns}, told_ppb);
        }
    }
    /// Time that passes with nobody looking.
    void pass(Duration span, std::int64_t slew_ppb) {
        raw_ += span;
        monotonic_ += span + Duration{span.count() / 1'000 * (trim_ppb_ + slew_ppb) / 1'000'000};
    }
    [[nodiscard]] Duration slewed_by_now(Duration spread = 60ns) const { return watch.slewed_by({raw_, monotonic_, spread}); }
    SlewWatch watch;
    std::int64_t told_ppb = 0;

private:
    std::int64_t trim_ppb_;
    Duration raw_ = 77s;
    Duration monotonic_ = 5s;
};

/// The trim that follows takes a little of it.
bool is_near(Duration slewed, Duration wanted) { return std::chrono::abs(slewed - wanted) < 100us; }

TEST(SlewWatch, ASteadyTrimIsNoSlew) {
    Kernel kernel{-23'400};
    kernel.told_ppb = -23'400;
    kernel.run(1000);
    EXPECT_EQ(kernel.watch.slewed(), 0ns);
    EXPECT_EQ(kernel.watch.lately(), 0ns);
}

TEST(SlewWatch, SaysWhatTheClockWasSlewed) {
    Kernel kernel{10'000};
    kernel.told_ppb = 10'000;
    kernel.run(100);
    kernel.run(60, 500'000);
    EXPECT_TRUE(is_near(kernel.watch.slewed(), 30ms)) << "a minute at the kernel's 500 ppm";
    kernel.run(60, -500'000);
    EXPECT_TRUE(is_near(kernel.watch.slewed(), 0ms)) << "and back";
    EXPECT_TRUE(is_near(kernel.watch.lately(), 60ms)) << "a race may have seen one half";
    kernel.run(240);
    EXPECT_TRUE(is_near(kernel.watch.lately(), 60ms));
    kernel.run(120);
    EXPECT_TRUE(is_near(kernel.watch.lately(), 0ms)) << "six minutes at rest";
}

TEST(SlewWatch, SaysWhatTheClockWasSlewedSinceTheLastLook) {
    Kernel kernel{10'000};
    kernel.told_ppb = 10'000;
    EXPECT_EQ(SlewWatch{7ms}.slewed_by({5s, 5s, 60ns}), 7ms) << "before any look";
    kernel.run(100);
    kernel.pass(700ms, 0);
    EXPECT_EQ(kernel.slewed_by_now(), 0ns) << "the trim is none";
    kernel.pass(200ms, 500'000);
    EXPECT_EQ(kernel.slewed_by_now(), 100us);
    EXPECT_EQ(kernel.slewed_by_now(200us), 0ns) << "two readings that far apart may be that wrong";
    EXPECT_EQ(kernel.watch.slewed(), 0ns) << "nothing is counted twice";
    kernel.run(1, 500'000);
    EXPECT_TRUE(is_near(kernel.watch.slewed(), 600us));
    EXPECT_EQ(kernel.slewed_by_now(), kernel.watch.slewed());
}

TEST(SlewWatch, ASlewThatWasThereFromTheBeginningIsNotTakenForTheTrim) {
    Kernel kernel{0};
    kernel.told_ppb = 500'000;
    kernel.run(101, 500'000);
    EXPECT_GE(kernel.watch.slewed(), 39ms) << "no quartz is off by 500 ppm; 100 ppm may be its trim";
    EXPECT_LE(kernel.watch.slewed(), 50ms);
}

// chrony slews by the frequency itself, for minutes.
TEST(SlewWatch, ALongSlewThatTheKernelCallsItsTrimIsFoundWholeAndTheRestAfterItIsNone) {
    for (const auto ppb : {3'000, 30'000, 80'000, 500'000}) {
        for (const auto seconds : {360, 2000}) {
            Kernel kernel{7'000};
            kernel.told_ppb = 7'000;
            kernel.run(400);
            ASSERT_TRUE(kernel.watch.is_settled());
            kernel.told_ppb = ppb;
            const auto before = kernel.watch.slewed();
            kernel.run(seconds, ppb);
            const auto whole = Duration{std::int64_t{seconds} * ppb};
            EXPECT_EQ(kernel.watch.slewed() - before, whole) << ppb;
            kernel.run(360);
            EXPECT_EQ(kernel.watch.slewed() - before, whole) << ppb << ", at rest";
        }
    }
}

// The server began in the middle of it, so that the kernel called it its trim.
TEST(SlewWatch, UntilAPaceHasHeldForMinutesItIsNotKnownToBeTheTrim) {
    Kernel kernel{10'000};
    kernel.told_ppb = 100'000;
    kernel.run(100, 90'000);
    EXPECT_EQ(kernel.watch.slewed(), 0ns);
    EXPECT_FALSE(kernel.watch.is_settled());
    kernel.run(361);
    EXPECT_EQ(kernel.watch.trim_ppb(), 10'000);
    const auto counted = kernel.watch.slewed();
    kernel.run(361);
    EXPECT_EQ(kernel.watch.slewed(), counted) << "at rest";
    EXPECT_TRUE(kernel.watch.is_settled());
}

// A computer whose idea of its own speed is that wrong.
TEST(SlewWatch, APaceThatNeverChangesIsTheTrimHoweverWide) {
    Kernel kernel{300'000};
    kernel.run(362);
    const auto counted = kernel.watch.slewed();
    EXPECT_GE(counted, 100ms) << "until then it may be a slew";
    kernel.run(4000);
    EXPECT_EQ(kernel.watch.slewed(), counted);
}

TEST(SlewWatch, WhatLastsForHoursIsNoSlew) {
    Kernel kernel{0};
    kernel.run(400);
    kernel.run(3500, 40'000);
    const auto counted = kernel.watch.slewed();
    EXPECT_EQ(counted, Duration{3500 * 40'000});
    kernel.run(110, 40'000);
    const auto in_the_end = kernel.watch.slewed();
    kernel.run(1000, 40'000);
    EXPECT_EQ(kernel.watch.slewed(), in_the_end);
}

TEST(SlewWatch, AFirstLookDuringWhichTheThreadWasHeldUpIsReplaced) {
    SlewWatch watch;
    watch.look({10s, 10s, 1ms}, 0);
    watch.look({11s, 11s + 500us, 50ns}, 0);
    watch.look({12s, 12s + 1ms, 50ns}, 0);
    EXPECT_EQ(watch.slewed(), 500us);
}

TEST(SlewWatch, AQuartzThatWarmsUpIsNotSlewed) {
    SlewWatch watch;
    auto raw = 10s;
    Duration monotonic = 10s;
    for (int i = 0; i < 600; ++i) {
        watch.look({raw, monotonic, 50ns}, 0);
        raw += 1s;
        monotonic += 1s + Duration{i * 18};   // 18 ppb a second, 10 ppm in all
    }
    EXPECT_EQ(watch.slewed(), 0ns);
}

TEST(SlewWatch, GoesOnFromWhereAnEarlierServerEnded) {
    SlewWatch watch{400ms};
    watch.look({10s, 10s, 50ns}, 0);
    EXPECT_EQ(watch.slewed(), 400ms);
    watch.look({11s, 11s + 500us, 50ns}, 0);
    EXPECT_EQ(watch.slewed(), 400500us);
    EXPECT_EQ(watch.lately(), 500us);
}

TEST(SlewWatch, WhereReadingsAreFarApartItLooksOverALongerSpan) {
    SlewWatch watch;   // clocks that take microseconds to read
    for (int i = 0; i <= 60; ++i) watch.look({10s + i * 1s, 10s + i * (1s + 100us), 4us}, 0);
    EXPECT_GE(watch.slewed(), 5ms);
    EXPECT_LE(watch.slewed(), 6ms);
}

TEST(SlewWatch, ALookDuringWhichTheThreadWasHeldUpSaysNothing) {
    SlewWatch watch;
    watch.look({10s, 10s, 50ns}, 0);
    watch.look({11s, 11s + 40us, 80us}, 0);
    EXPECT_EQ(watch.lately(), 0ns);
    watch.look({12s, 12s + 40us, 50ns}, 0);
    EXPECT_EQ(watch.slewed(), 40us) << "20 ppm over two seconds, both ends sure";
}

TEST(SlewWatch, ThisComputerAnswers) {
    const auto look = read_slew_look();
    EXPECT_GT(look.raw, 0ns);
    EXPECT_GT(look.monotonic, 0ns);
    EXPECT_GE(look.spread, 0ns);
    EXPECT_LT(look.spread, 1s);
}

}  // namespace slew_watch_test
}  // namespace bowball::io
