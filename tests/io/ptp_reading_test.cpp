#include "io/ptp_reading.hpp"

#include <gtest/gtest.h>

namespace bowball::io {
namespace ptp_reading_test {

ptp_clock_time at(std::int64_t sec, std::uint32_t nsec) {
    ptp_clock_time time{};
    time.sec = sec;
    time.nsec = nsec;
    return time;
}

TEST(PtpReading, OfOneInstantNeedsNoDoubt) {
    ptp_sys_offset_precise answer{};
    answer.device = at(1'784'880'037, 5);
    answer.sys_realtime = at(1'784'880'000, 7);
    const auto reading = reading_of(answer);
    EXPECT_EQ(reading.mark, kernel::ptp_mark);
    EXPECT_EQ(reading.device_ns, 1'784'880'037'000'000'005);
    EXPECT_EQ(reading.wall_ns, 1'784'880'000'000'000'007);
    EXPECT_EQ(reading.doubt_ns, 0);
}

TEST(PtpReading, TheNarrowestOfSeveralCountsAndItsDoubtIsHalfOfWhatItTook) {
    ptp_sys_offset_extended answer{};
    answer.n_samples = 3;
    const std::uint32_t took[] = {9'000, 2'000, 50'000};
    for (unsigned i = 0; i < 3; ++i) {
        answer.ts[i][0] = at(100 + i, 999'999'000);
        answer.ts[i][1] = at(137 + i, 4);
        answer.ts[i][2] = at(101 + i, took[i] - 1'000);
    }
    const auto reading = reading_of(answer);
    ASSERT_TRUE(reading);
    EXPECT_EQ(reading->device_ns, 138'000'000'004);
    EXPECT_EQ(reading->wall_ns, 102'000'000'000) << "in the middle, over a full second";
    EXPECT_EQ(reading->doubt_ns, 1'001);
}

TEST(PtpReading, ReadingsByTurnsShareTheOneBetween) {
    ptp_sys_offset answer{};
    answer.n_samples = 2;
    for (unsigned i = 0; i < 5; ++i) answer.ts[i] = at(100, i * 1'000 + (i > 2 ? 5'000 : 0));
    const auto reading = reading_of(answer);
    ASSERT_TRUE(reading);
    EXPECT_EQ(reading->wall_ns, 100'000'001'000);
    EXPECT_EQ(reading->doubt_ns, 1'001);
}

TEST(PtpReading, AWallClockThatWasSetMeanwhileGivesNone) {
    ptp_sys_offset_extended answer{};
    EXPECT_FALSE(reading_of(answer)) << "no sample at all";
    answer.n_samples = 1;
    answer.ts[0][0] = at(100, 0);
    answer.ts[0][2] = at(99, 0);
    EXPECT_FALSE(reading_of(answer));
    answer.n_samples = 4'000'000'000;
    EXPECT_TRUE(reading_of(answer)) << "no more than the kernel's own bound is looked at; the others are empty";
}

}  // namespace ptp_reading_test
}  // namespace bowball::io
