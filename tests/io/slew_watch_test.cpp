// A computer whose time of day is being pulled right.
#include "io/slew_watch.hpp"

#include <gtest/gtest.h>

namespace bowball::io {
namespace {

/// A kernel with a trim and a slew, looked at each second.
class Kernel {
public:
    explicit Kernel(std::int64_t trim_ppb) : trim_ppb_(trim_ppb) {}
    void run(int seconds, std::int64_t slew_ppb = 0) {
        for (int i = 0; i < seconds; ++i) {
            raw_ += 1s;
            monotonic_ += 1s + Duration{trim_ppb_ + slew_ppb};
            watch.look({raw_, monotonic_, 60ns}, told_ppb);
        }
    }
    SlewWatch watch;
    std::int64_t told_ppb = 0;

private:
    std::int64_t trim_ppb_;
    Duration raw_ = 77s;
    Duration monotonic_ = 5s;
};

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
    EXPECT_EQ(kernel.watch.slewed(), 30ms) << "a minute at the kernel's 500 ppm";
    kernel.run(60, -500'000);
    EXPECT_EQ(kernel.watch.slewed(), 0ns) << "and back";
    EXPECT_EQ(kernel.watch.lately(), 60ms) << "a race may have seen one half";
    kernel.run(240);
    EXPECT_EQ(kernel.watch.lately(), 60ms);
    kernel.run(120);
    EXPECT_EQ(kernel.watch.lately(), 0ns) << "six minutes at rest";
}

TEST(SlewWatch, ASlewThatWasThereFromTheBeginningAndLastsIsNeverTakenForTheTrim) {
    Kernel kernel{0};
    kernel.run(1000, 500'000);
    EXPECT_GE(kernel.watch.slewed(), 400ms) << "no quartz is off by 500 ppm; 0.1 of a second may be its trim";
}

TEST(SlewWatch, ASlewHiddenInWhatTheKernelCallsItsTrimIsFoundOnceTheLooksSayTheTrim) {
    Kernel kernel{0};  // chrony slews by the frequency itself
    kernel.run(100);
    kernel.told_ppb = 80'000;
    kernel.run(80, 80'000);
    EXPECT_EQ(kernel.watch.slewed(), 6400us);
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

}  // namespace
}  // namespace bowball::io
