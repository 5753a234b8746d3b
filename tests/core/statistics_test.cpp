#include "core/statistics.hpp"

#include <gtest/gtest.h>

namespace bowball {
namespace statistics_test {

TEST(Statistics, AMeanIsTheNearestNanosecondAHalfAwayFromZero) {
    EXPECT_EQ(mean({1ns, 2ns}), 2ns);
    EXPECT_EQ(mean({-1ns, -2ns}), -2ns);
    EXPECT_EQ(mean({1ns, 1ns, 2ns}), 1ns);
    EXPECT_EQ(mean({-5ms}), -5ms);
    EXPECT_EQ(mean({Duration::max(), Duration::max()}), Duration::max());
}

TEST(Statistics, ADeviationIsThatOfASampleAndNeverUnderstated) {
    EXPECT_EQ(standard_deviation({7ms}), 0ns);
    EXPECT_EQ(standard_deviation({1s, 1s, 1s}), 0ns);
    EXPECT_EQ(standard_deviation({1s, 2s}), 707106782ns);
    EXPECT_EQ(standard_deviation({495'000h, 495'000h + 2s, 495'000h + 4s}), 2s) << "far from zero and near each other";
}

}  // namespace statistics_test
}  // namespace bowball
