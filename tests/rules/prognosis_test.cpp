#include "rules/prognosis.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace bowball::rules {
namespace prognosis_test {

TEST(Prognosis, WithoutACrewBeforeItAssumesAnEvenPace) {
    const auto found = predict(95s, 500, 2000, {}, {5});
    ASSERT_TRUE(found);
    EXPECT_EQ(found->time, 380s);
    EXPECT_EQ(found->low, 380s - 14'250ms) << "5 percent of what is still to come";
    EXPECT_EQ(found->high, 380s + 14'250ms);
    EXPECT_EQ(found->crews, 0u);
}

TEST(Prognosis, RestsOnTheMeanOfFiveCrews) {
    std::vector<SplitToFinish> history;
    for (const auto finish : {396s, 398s, 400s, 402s, 404s}) history.push_back({95s, finish});
    const auto found = predict(95s, 500, 2000, history, {});
    ASSERT_TRUE(found);
    EXPECT_EQ(found->crews, 5u);
    EXPECT_EQ(found->time, 400s);
    // Standard deviation 3.162 s, t = 2.776, times sqrt(1 + 1/5): 9.616 s on each side.
    EXPECT_NEAR(static_cast<double>((found->high - found->time).count()), 9.616e9, 2e6);
    EXPECT_NEAR(static_cast<double>((found->time - found->low).count()), 9.616e9, 2e6);
    history.pop_back();
    EXPECT_EQ(predict(95s, 500, 2000, history, {})->crews, 0u) << "four say too little";
}

TEST(Prognosis, WorkedExample64) {
    EXPECT_EQ(predict(200s, 1000, 2000, {}, {})->time, 400s) << "3:20.00 at 1000 m, even pace: 6:40.00";
    const std::vector<SplitToFinish> history(5, {100s, 201'200ms});
    EXPECT_EQ(predict(200s, 1000, 2000, history, {})->time, 402'400ms) << "by a historic ratio of 2.012: 6:42.40";
}

TEST(Prognosis, IsOnlyForCrewsOnTheirWay) {
    EXPECT_FALSE(predict(0s, 500, 2000, {}, {}));
    EXPECT_FALSE(predict(95s, 0, 2000, {}, {}));
    EXPECT_FALSE(predict(400s, 2000, 2000, {}, {})) << "the finish is a result";
    EXPECT_FALSE(predict(400s, 2500, 2000, {}, {}));
}

TEST(Prognosis, ABrokenSplitOfACrewBeforeIsLeftOut) {
    std::vector<SplitToFinish> history(5, {95s, 400s});
    history.push_back({0s, 400s});
    history.push_back({401s, 400s});
    EXPECT_EQ(predict(95s, 500, 2000, history, {})->crews, 5u);
}

// What "95 of 100" means: crews that pace alike, each predicted from those before it.
TEST(Prognosis, TheIntervalHoldsAsOftenAsItSays) {
    std::mt19937_64 chance{20261125};
    auto within = 0;
    auto all = 0;
    for (int meet = 0; meet < 400; ++meet) {
        std::vector<SplitToFinish> history;
        for (int crew = 0; crew < 18; ++crew) {
            std::normal_distribution<double> ratio{4.08, 0.05};
            const auto split = std::chrono::milliseconds{90'000 + static_cast<int>(chance() % 15'000)};
            const Duration finish{std::llround(static_cast<double>(Duration{split}.count()) * ratio(chance))};
            if (history.size() >= fewest_for_prognosis) {
                const auto found = predict(split, 500, 2000, history, {});
                ++all;
                if (found->low <= finish && finish <= found->high) ++within;
            }
            history.push_back({split, finish});
        }
    }
    EXPECT_GE(within * 100, all * 94);
    EXPECT_LE(within * 100, all * 97) << "wider than it need be";
}

}  // namespace prognosis_test
}  // namespace bowball::rules
