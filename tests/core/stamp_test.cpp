#include "core/stamp.hpp"

#include <gtest/gtest.h>

namespace bowball {
namespace {

Stamp stamp(std::uint32_t clock, Duration at, Duration ticks) {
    return {RaceTime{at}, 2ms, ClockId{clock}, DeviceTime{ticks}, 50us};
}

TEST(Stamp, TwoStampsOfOneClockDifferByExactlyTheirTicks) {
    const auto span = interval(stamp(1, 10s, 100s), stamp(1, 11s + 3ms, 101s));
    EXPECT_EQ(span.length, 1s);
    EXPECT_EQ(span.uncertainty, 70711ns) << "50 us in quadrature with 50 us, rounded up";
}

TEST(Stamp, StampsOfTwoClocksAreComparedOnTheVenuesTimeline) {
    const auto span = interval(stamp(1, 10s, 100s), stamp(2, 11s + 3ms, 7s));
    EXPECT_EQ(span.length, 1003ms);
    EXPECT_EQ(span.uncertainty, 2828428ns);
}

TEST(Stamp, QuadratureIsExactForPythagoreanTriplesAndRoundsUpElsewhere) {
    EXPECT_EQ(quadrature(3ns, 4ns), 5ns);
    EXPECT_EQ(quadrature(0ns, 0ns), 0ns);
    EXPECT_EQ(quadrature(1ns, 1ns), 2ns);
    EXPECT_EQ(quadrature(-3s, 4s), 5s);
    EXPECT_EQ(quadrature(24h * 365 * 200, 0ns), 24h * 365 * 200) << "no overflow at two centuries";
}

}  // namespace
}  // namespace bowball
