#include "rules/lots.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace bowball::rules {
namespace {

TEST(Lots, FallTheSameWayOnEveryMachine) {
    // By an independent script: splitmix64 from the seed, Fisher-Yates from the last place down.
    EXPECT_EQ(draw_lots(1, 2), (std::vector<std::size_t>{0, 1}));
    EXPECT_EQ(draw_lots(20261125, 6), (std::vector<std::size_t>{4, 5, 1, 0, 2, 3}));
}

TEST(Lots, EveryOrderIsEquallyLikely) {
    std::map<std::vector<std::size_t>, int> seen;
    for (std::uint64_t seed = 0; seed < 24'000; ++seed) ++seen[draw_lots(seed, 4)];
    ASSERT_EQ(seen.size(), 24u);
    // 1000 of each are expected; 130 away is more than four standard deviations.
    for (const auto& [order, count] : seen) EXPECT_NEAR(count, 1000, 130);
}

TEST(Lots, OfOneOrNobody) {
    EXPECT_EQ(draw_lots(7, 1), std::vector<std::size_t>{0});
    EXPECT_TRUE(draw_lots(7, 0).empty());
}

}  // namespace
}  // namespace bowball::rules
