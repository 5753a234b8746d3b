// What the capture thread knows of its own lateness.
#include "capture/lateness.hpp"

#include <gtest/gtest.h>

namespace bowball::capture {
namespace lateness_test {

TEST(Lateness, IsTheWorstOfTheLastMinutesAndIsForgottenSlowly) {
    Lateness lateness;
    EXPECT_EQ(lateness.most(), 0ns);
    lateness.note(20ms);
    lateness.note(1ms);
    EXPECT_GE(lateness.most(), 19ms);
    for (int tick = 0; tick < 600; ++tick) lateness.note(0ns);
    EXPECT_GE(lateness.most(), 5ms) << "a minute later it is still told";
    for (int tick = 0; tick < 6000; ++tick) lateness.note(0ns);
    EXPECT_LT(lateness.most(), 100us);
    lateness.note(-1ms);
    EXPECT_GE(lateness.most(), 0ns) << "a timer that comes too early is not late";
}

}  // namespace lateness_test
}  // namespace bowball::capture
