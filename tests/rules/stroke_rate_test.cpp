#include "rules/stroke_rate.hpp"

#include <gtest/gtest.h>

namespace bowball::rules {
namespace stroke_rate_test {

std::vector<RaceTime> catches_at(std::initializer_list<Duration> times) {
    std::vector<RaceTime> catches;
    for (const auto at : times) catches.push_back(RaceTime{at});
    return catches;
}

TEST(StrokeRate, IsSixtyTimesTheStrokesOverTheTimeBetweenFirstAndLastCatch) {
    EXPECT_EQ(stroke_rate_tenths(catches_at({10s, 11500ms, 13s, 14500ms, 16s})), 400U) << "four strokes in six seconds";
    EXPECT_EQ(stroke_rate_tenths(catches_at({0s, 1640ms})), 366U) << "36.585";
    EXPECT_EQ(stroke_rate_text(366), "36.6");
    EXPECT_EQ(stroke_rate_text(400), "40.0");
}

TEST(StrokeRate, NeedsTwoCatches) {
    EXPECT_FALSE(stroke_rate_tenths({}));
    EXPECT_FALSE(stroke_rate_tenths(catches_at({10s})));
    EXPECT_FALSE(stroke_rate_tenths(catches_at({10s, 10s})));
}

TEST(StrokeRate, OfNowIsThatOfTheNewestStrokesSinceTheLastPause) {
    const StrokeRules rules;
    EXPECT_EQ(stroke_rate_now(catches_at({0s, 1s, 2s, 4s, 6s, 8s, 10s}), rules), 300U) << "the fast ones at the start are no longer among five";
    EXPECT_EQ(stroke_rate_now(catches_at({0s, 2s, 4s, 30s, 31500ms}), rules), 400U) << "not over the pause";
    EXPECT_FALSE(stroke_rate_now(catches_at({0s, 2s, 4s, 30s}), rules));
}

}  // namespace stroke_rate_test
}  // namespace bowball::rules
