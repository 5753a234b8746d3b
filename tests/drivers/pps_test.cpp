#include <gtest/gtest.h>

#include "collector.hpp"
#include "core/kernel_record.hpp"

namespace bowball::capture {
namespace pps_test {

constexpr Duration wall_at_boot = 1'784'880'000s;

class Pps : public testing::Test {
protected:
    void SetUp() override { make(false); }
    void make(bool impulses) {
        for (const auto* spec : all_drivers()) {
            if (spec->name == "pps") driver = *spec->make({{"impulses", impulses ? "true" : "false"}});
        }
        driver->on_open(HostTime{100s}, got);
    }
    /// A pulse at `at` of this computer's clock, fetched 0.1 ms later.
    void pulse(Duration at, std::uint32_t sequence, Duration wall_ahead = wall_at_boot) {
        kernel::PpsPulse record;
        record.sequence = sequence;
        record.wall_ns = (wall_ahead + at).count();
        record.ahead_ns = wall_ahead.count();
        record.doubt_ns = 300;
        driver->on_bytes(as_bytes({reinterpret_cast<const char*>(&record), sizeof record}), HostTime{at + 100us}, got);
    }
    Collector got;
    std::unique_ptr<Driver> driver;
};

TEST_F(Pps, APulseIsAReadingOfTheSecondThatItBegins) {
    pulse(101s + 200ms, 7, wall_at_boot - 200ms + 3ms);
    ASSERT_EQ(got.samples.size(), 1u);
    EXPECT_EQ(got.samples[0], (ClockSample{DeviceTime{wall_at_boot + 101s}, HostTime{101s + 200ms}, 20'300ns})) << "whatever the wall clock is off";
    EXPECT_EQ(got.alives, 1u);
    EXPECT_TRUE(got.impulses.empty());
}

TEST_F(Pps, AsAContactItIsAnImpulseToo) {
    make(true);
    pulse(101s, 7);
    ASSERT_EQ(got.impulses.size(), 1u);
    EXPECT_EQ(got.impulses[0].channel, "pps");
    EXPECT_EQ(got.impulses[0].host, HostTime{101s});
    EXPECT_EQ(got.impulses[0].own_uncertainty, 20'300ns);
    pulse(104s, 10);
    EXPECT_EQ(got.missed, 2u);
}

TEST_F(Pps, MissedPulsesAreSaidAndTheSecondsGoOn) {
    pulse(101s, 7);
    pulse(104s + 30us, 10);
    EXPECT_EQ(got.samples.back().device, DeviceTime{wall_at_boot + 104s});
    ASSERT_EQ(got.complaints.size(), 1u);
    EXPECT_EQ(got.complaints[0], "2 pulses were missed before pulse \"10\"");
    EXPECT_EQ(got.missed, 0u) << "no impulse of the race";
}

TEST_F(Pps, ASpikeIsNoReadingAndDoesNotMoveTheSeconds) {
    pulse(101s, 7);
    pulse(101s + 310ms, 8);
    pulse(102s, 9);
    pulse(103s, 10);
    ASSERT_EQ(got.samples.size(), 2u);
    EXPECT_EQ(got.samples[1].device, DeviceTime{wall_at_boot + 103s});
    EXPECT_EQ(got.complaints.size(), 2u) << "which of the two was wrong shows only by the next";
}

TEST_F(Pps, ASmallStepOfTheWallClockChangesNothing) {
    pulse(101s, 7);
    pulse(102s, 8, wall_at_boot + 700ms);
    EXPECT_EQ(got.samples.back(), (ClockSample{DeviceTime{wall_at_boot + 102s}, HostTime{102s}, 20'300ns}));
    EXPECT_TRUE(got.restarts.empty());
}

TEST_F(Pps, AWallClockSetToAnotherSecondIsARestartAlsoBehindASpike) {
    pulse(101s, 7);
    pulse(102s, 8, wall_at_boot + 5s);
    ASSERT_EQ(got.restarts.size(), 1u);
    EXPECT_NE(got.restarts[0].find("by about 5 s"), std::string::npos) << got.restarts[0];
    EXPECT_EQ(got.samples.back().device, DeviceTime{wall_at_boot + 107s});
    pulse(102s + 400ms, 9, wall_at_boot);
    pulse(103s, 10, wall_at_boot);
    pulse(104s, 11, wall_at_boot);
    EXPECT_EQ(got.restarts.size(), 2u);
    EXPECT_EQ(got.samples.back().device, DeviceTime{wall_at_boot + 104s});
}

TEST_F(Pps, ARecordingOfAnotherComputerIsMappedByItsArrival) {
    make(true);
    pulse(5s, 7);
    ASSERT_EQ(got.samples.size(), 1u);
    EXPECT_FALSE(got.samples[0].half_round_trip);
    EXPECT_EQ(got.impulses.at(0).ticks, DeviceTime{wall_at_boot + 5s});
}

}  // namespace pps_test
}  // namespace bowball::capture
