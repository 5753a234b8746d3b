#include "rules/pace.hpp"

#include <gtest/gtest.h>

#include "rules/rounding.hpp"

namespace bowball::rules {
namespace pace_test {

// 3 cm at 4.983 m/s are 6.0 ms: what a stamp's uncertainty means in metres.
TEST(Pace, Example32SixFortyOneThirtyFourOverTwoThousandMetres) {
    const auto time = 401'340ms;
    EXPECT_EQ(mean_speed_mm_s(2000, time), 4'983);
    EXPECT_EQ(pace(2000, time, 500), 100'335ms);
    EXPECT_EQ(format_time(*pace(2000, time, 500), 100ms), "1:40.3");
    constexpr auto three_centimetres_mm = 30;
    EXPECT_EQ(round(Duration{three_centimetres_mm * 1'000'000'000LL / *mean_speed_mm_s(2000, time)}, 100us, Rounding::half_away), 6ms);
}

TEST(Pace, OfSixFortyOverTwoKilometresIsOneForty) {
    EXPECT_EQ(pace(2000, 400s, 500), 100s);
    EXPECT_EQ(mean_speed_mm_s(2000, 400s), 5000);
    EXPECT_EQ(format_time(*pace(500, 95'360ms, 500), 100ms), "1:35.3");
    EXPECT_EQ(mean_speed_mm_s(100, 9'580ms), 10'438) << "to the nearest";
}

TEST(Pace, IsNotMadeUp) {
    EXPECT_FALSE(pace(0, 400s, 500));
    EXPECT_FALSE(pace(2000, 0s, 500));
    EXPECT_FALSE(pace(2000, 400s, 0)) << "the rule set shows none";
    EXPECT_FALSE(mean_speed_mm_s(2000, -1s));
    EXPECT_FALSE(distance_per_stroke_mm(5000, 0));
}

TEST(Pace, OfADayIsReckonedWithoutOverflow) {
    EXPECT_EQ(pace(1, 24h, 100'000), 24h * 100'000);
    EXPECT_EQ(mean_speed_mm_s(100'000, 24h), 1157);
}

TEST(Pace, TheLengthOfAStroke) {  // rules of the sports 6
    EXPECT_EQ(distance_per_stroke_mm(5'000, 40'000), 7'500);
}

TEST(Pace, PercentOfTheWorldBest) {
    EXPECT_EQ(percent_of_best_milli(390s, 400s), 97'500);
    EXPECT_EQ(percent_of_best_milli(390s, 390s), 100'000);
    EXPECT_FALSE(percent_of_best_milli(0s, 390s));
}

}  // namespace pace_test
}  // namespace bowball::rules
