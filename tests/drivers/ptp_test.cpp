#include <gtest/gtest.h>

#include "collector.hpp"
#include "core/kernel_record.hpp"

namespace bowball::capture {
namespace ptp_test {

constexpr Duration wall_at_boot = 1'784'880'000s;
constexpr Duration tai = 37s;   // a card that ptp4l keeps runs on TAI

class Ptp : public testing::Test {
protected:
    void SetUp() override { driver->on_open(HostTime{100s}, got); }
    /// A reading at `at` of this computer's clock, delivered 0.1 ms later; `off`: what the card's clock is off.
    void reading(Duration at, Duration off = 0ns, Duration wall_ahead = wall_at_boot) {
        kernel::PtpReading record;
        record.device_ns = (wall_at_boot + tai + at + off).count();
        record.wall_ns = (wall_ahead + at).count();
        record.ahead_ns = wall_ahead.count();
        record.doubt_ns = 1300;
        driver->on_bytes(as_bytes({reinterpret_cast<const char*>(&record), sizeof record}), HostTime{at + 100us}, got);
    }
    Collector got;
    std::unique_ptr<Driver> driver = make_driver("ptp");
};

TEST_F(Ptp, AReadingTiesTheCardsClockToThisComputers) {
    reading(101s);
    ASSERT_EQ(got.samples.size(), 1u);
    EXPECT_EQ(got.samples[0], (ClockSample{DeviceTime{wall_at_boot + tai + 101s}, HostTime{101s}, 1300ns, 100ns}));
    EXPECT_EQ(got.alives, 1u);
    EXPECT_TRUE(got.impulses.empty());
}

TEST_F(Ptp, AStepOfThisComputersWallClockChangesNothing) {
    reading(101s);
    reading(102s, 0ns, wall_at_boot + 3600s);
    EXPECT_EQ(got.samples.back().host, HostTime{102s});
    EXPECT_TRUE(got.restarts.empty());
}

TEST_F(Ptp, ACardThatWasSetIsARestartAndADriftIsNone) {
    reading(101s);
    reading(201s, 40ms);
    EXPECT_TRUE(got.restarts.empty()) << "400 ppm";
    reading(202s, -500ms);
    ASSERT_EQ(got.restarts.size(), 1u);
    EXPECT_EQ(got.restarts[0], "the hardware clock was set by -540 ms");
    reading(203s, -500ms);
    EXPECT_EQ(got.restarts.size(), 1u);
}

TEST_F(Ptp, ARecordingOfAnotherComputerIsMappedByItsArrival) {
    reading(5s);
    ASSERT_EQ(got.samples.size(), 1u);
    EXPECT_FALSE(got.samples[0].half_round_trip);
}

TEST_F(Ptp, WhatIsNoReadingIsSkippedAndSaid) {
    driver->on_bytes(as_bytes("no reading of anything here, and more than one record of it"), HostTime{101s}, got);
    reading(102s);
    EXPECT_EQ(got.samples.size(), 1u);
    EXPECT_GT(got.skipped_bytes, 50u);
}

}  // namespace ptp_test
}  // namespace bowball::capture
