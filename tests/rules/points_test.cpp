#include "rules/points.hpp"

#include <gtest/gtest.h>

namespace bowball::rules {
namespace points_test {

const PointsRules world_cup{{8, 6, 5, 4, 3, 2, 1}, TiedPoints::share, PointsScope::event, true, 0};

TEST(Points, OfTheWorldCup) {  // rules of the sports 6
    const std::vector<std::int64_t> expected{8000, 6000, 5000, 4000, 3000, 2000, 1000, 0};
    for (std::size_t place = 1; place <= 8; ++place) EXPECT_EQ(points_milli(world_cup, place, 1), expected[place - 1]) << place;
}

TEST(Points, OfTiedPlacesAreSharedOrFull) {
    EXPECT_EQ(points_milli(world_cup, 1, 2), 7000) << "(8 + 6) / 2";
    EXPECT_EQ(points_milli(world_cup, 1, 3), 6333) << "(8 + 6 + 5) / 3, cut";
    EXPECT_EQ(points_milli(world_cup, 7, 2), 500) << "(1 + 0) / 2";
    auto full = world_cup;
    full.tied = TiedPoints::full;
    EXPECT_EQ(points_milli(full, 1, 2), 8000);
}

TEST(Points, AreShownWithNoMoreDecimalsThanThereAre) {
    EXPECT_EQ(format_points(8000), "8");
    EXPECT_EQ(format_points(5500), "5.5");
    EXPECT_EQ(format_points(6333), "6.333");
    EXPECT_EQ(format_points(50), "0.05");
    EXPECT_EQ(format_points(0), "0");
}

TEST(Points, WithoutPlacesThereAreNone) { EXPECT_EQ(points_milli({}, 1, 1), 0); }

}  // namespace points_test
}  // namespace bowball::rules
