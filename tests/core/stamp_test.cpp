#include "core/stamp.hpp"

#include <gtest/gtest.h>

namespace bowball {
namespace stamp_test {

Stamp stamp(std::uint32_t clock, Duration at, Duration ticks) {
    return {RaceTime{at}, 2ms, ClockId{clock}, DeviceTime{ticks}, 50us, 0, 0};
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

// rules 2.15 (8): within 1 ms over 6 minutes wants a rate within 2.8 ppm.
TEST(Stamp, ASpanIsAsUncertainAsItsClockMayRunOffMeanwhile) {
    auto from = stamp(1, 0s, 0s);
    auto to = stamp(1, 360s, 360s);
    from.own_uncertainty = to.own_uncertainty = 0ns;
    to.rate_ppb = 2'800;
    EXPECT_EQ(interval(from, to).uncertainty, 1'008'000ns);
    EXPECT_EQ(interval(to, from).uncertainty, 1'008'000ns) << "backwards too";
    to.own_uncertainty = 1ms;
    EXPECT_EQ(interval(from, to).uncertainty, quadrature(1ms, 1'008'000ns));
    to.timeline_ppb = 50'000;
    EXPECT_EQ(interval(from, to).uncertainty, quadrature(1ms, 1'008'000ns)) << "the timeline has no part in it";
}

TEST(Stamp, BetweenTwoClocksItIsTheTimelineThatMayRunOff) {
    auto from = stamp(1, 0s, 0s);
    auto to = stamp(2, 400s, 7s);
    from.uncertainty = to.uncertainty = 0ns;
    from.rate_ppb = to.rate_ppb = 2'000;
    from.timeline_ppb = to.timeline_ppb = 50'000;
    EXPECT_EQ(interval(from, to).uncertainty, 20ms);
}

// What sets the time of day makes the kernel's seconds longer or shorter meanwhile, and those of the race with them.
TEST(Stamp, ASpanIsAsUncertainAsItsClockWasSlewedMeanwhile) {
    auto from = stamp(1, 0s, 0s);
    auto to = stamp(1, 360s, 360s);
    from.own_uncertainty = to.own_uncertainty = 3ms;
    from.slewed = 100ms;
    to.slewed = 96ms;
    EXPECT_EQ(interval(from, to).uncertainty, quadrature(3ms, 3ms) + 4ms) << "backwards too";
    to.slewed = from.slewed;
    to.timeline_slewed = 1s;
    EXPECT_EQ(interval(from, to).uncertainty, quadrature(3ms, 3ms)) << "the timeline has no part in it";
}

TEST(Stamp, BetweenTwoClocksItIsTheTimelineThatWasSlewed) {
    auto from = stamp(1, 0s, 0s);
    auto to = stamp(2, 400s, 7s);
    from.uncertainty = to.uncertainty = 0ns;
    from.slewed = 1s;
    to.timeline_slewed = 5ms;
    EXPECT_EQ(interval(from, to).uncertainty, 5ms);
}

TEST(Stamp, TwoCrewsCloseTogetherAreNotBlurredByTheClocksRate) {
    auto from = stamp(1, 400s, 400s);
    auto to = stamp(1, 400s + 5ms, 400s + 5ms);
    from.own_uncertainty = to.own_uncertainty = 0ns;
    from.rate_ppb = to.rate_ppb = 50'000;
    EXPECT_EQ(interval(from, to).uncertainty, 250ns);
}

TEST(Stamp, QuadratureIsExactForPythagoreanTriplesAndRoundsUpElsewhere) {
    EXPECT_EQ(quadrature(3ns, 4ns), 5ns);
    EXPECT_EQ(quadrature(0ns, 0ns), 0ns);
    EXPECT_EQ(quadrature(1ns, 1ns), 2ns);
    EXPECT_EQ(quadrature(-3s, 4s), 5s);
    EXPECT_EQ(quadrature(24h * 365 * 200, 0ns), 24h * 365 * 200) << "no overflow at two centuries";
}

}  // namespace stamp_test
}  // namespace bowball
