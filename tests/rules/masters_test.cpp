#include "rules/masters.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "rules/scaled.hpp"

namespace bowball::rules {
namespace masters_test {

MastersRules world_rowing() {
    MastersRules rules;
    rules.id = "test";
    rules.categories = {{"A", 27}, {"B", 36}, {"C", 43}, {"D", 50}, {"E", 55}, {"F", 60}};
    return rules;
}

TEST(MastersAge, Example28MeanOf54750IsDByWorldRowingAndEByTheNearestYear) {
    auto rules = world_rowing();
    EXPECT_EQ(crew_age({48, 55, 57, 59}, rules).value(), 54U);
    EXPECT_EQ(category_of(54, rules).value().code, "D");
    rules.age_rounding = AgeRounding::nearest;
    EXPECT_EQ(crew_age({48, 55, 57, 59}, rules).value(), 55U);
    EXPECT_EQ(category_of(55, rules).value().code, "E");
    EXPECT_EQ(crew_age({54, 55}, rules).value(), 55U) << "54.5 goes up";
    EXPECT_EQ(crew_age({54, 54, 55}, rules).value(), 54U);
}

TEST(MastersAge, CategoriesBeginAtTheirAge) {
    const auto rules = world_rowing();
    EXPECT_EQ(category_of(27, rules).value().code, "A");
    EXPECT_EQ(category_of(35, rules).value().code, "A");
    EXPECT_EQ(category_of(36, rules).value().code, "B");
    EXPECT_EQ(category_of(99, rules).value().code, "F") << "the last has no end";
    EXPECT_EQ(category_of(26, rules).error().code, errc::not_found);
}

TEST(MastersAge, IsReachedInTheYearAndTheYoungAreRefused) {
    EXPECT_EQ(age_in(2026, 1999).value(), 27U);
    EXPECT_FALSE(age_in(2026, 2027).has_value());
    EXPECT_FALSE(age_in(2026, 1899).has_value());
    EXPECT_EQ(crew_age({27, 26}, world_rowing()).error().code, errc::bad_input);
    EXPECT_EQ(crew_age({}, world_rowing()).error().code, errc::bad_input);
}

TEST(MastersFactor, Example30TheWomensEightWins) {
    auto rules = world_rowing();
    rules.model = HandicapModel::factor;
    rules.factors = {{"M8+", 1'000'000}, {"W8+", 894'000}};
    const auto women = adjust(rules, {"W8+", 30, {}}, 400s, 0s).value();
    EXPECT_EQ(women.raw, 400s);
    EXPECT_EQ(women.adjusted, 357s + 600ms);
    EXPECT_EQ(women.handicap, 42s + 400ms);
    const auto men = adjust(rules, {"M8+", 30, {}}, 360s, 0s).value();
    EXPECT_EQ(men.adjusted, 360s);
    EXPECT_EQ(ranks_of({women.adjusted, men.adjusted}, 10ms, Rounding::down), (std::vector<std::uint32_t>{1, 2}));
    EXPECT_EQ(points_hundredths(women.adjusted, women.adjusted), 10'000);
    EXPECT_EQ(points_hundredths(women.adjusted, men.adjusted), 9'933);
    EXPECT_EQ(adjust(rules, {"M4x", 30, {}}, 360s, 0s).error().code, errc::not_found);
}

TEST(MastersFactor, PenaltiesAreAddedAfterTheFactor) {
    auto rules = world_rowing();
    rules.model = HandicapModel::factor;
    rules.factors = {{"W8+", 894'000}};
    const auto time = adjust(rules, {"W8+", 30, {}}, 400s, 10s).value();
    EXPECT_EQ(time, (AdjustedTime{400s, 42s + 400ms, 10s, 367s + 600ms}));
}

TEST(MastersExponential, GrowsByTheCoefficientAndIsOneAtTheReferenceAge) {
    auto rules = world_rowing();
    rules.model = HandicapModel::exponential;
    rules.reference_age = 30;
    rules.growth = {{"M1x", 5'000}};
    EXPECT_EQ(adjust(rules, {"M1x", 30, {}}, 240s, 0s).value().adjusted, 240s);
    const auto old = adjust(rules, {"M1x", 70, {}}, 240s, 0s).value().adjusted;
    EXPECT_NEAR(static_cast<double>(old.count()), 240e9 * std::exp(-0.2), 2);
    EXPECT_GT(adjust(rules, {"M1x", 27, {}}, 240s, 0s).value().adjusted, 240s) << "younger than the reference: made slower";
}

TEST(Scaled, TheExponentialIsThatOfMathematicsAndInvertsItself) {
    for (std::int64_t millionths = -4'000'000; millionths <= 4'000'000; millionths += 12'347) {
        const auto found = times_exp(400s, millionths).value().count();
        const auto wanted = 400e9L * std::exp(static_cast<long double>(millionths) / 1e6L);
        EXPECT_NEAR(static_cast<double>(found - static_cast<std::int64_t>(wanted)), 0, 1 + static_cast<double>(wanted) * 1e-12) << millionths;
    }
    EXPECT_FALSE(times_exp(1s, 4'000'001).has_value());
    EXPECT_FALSE(times_exp(Duration::max(), 1'000'000).has_value());
}

TEST(Scaled, RoundsHalvesAwayFromZeroAndRefusesWhatDoesNotFit) {
    EXPECT_EQ(scaled(3ns, 1, 2).value(), 2ns);
    EXPECT_EQ(scaled(-3ns, 1, 2).value(), -2ns);
    EXPECT_EQ(scaled(3ns, -1, 2).value(), -2ns);
    EXPECT_EQ(scaled(Duration::max(), 1, 1).value(), Duration::max());
    EXPECT_EQ(scaled(Duration::max(), 2, 1).error().code, errc::too_large);
}

TEST(MastersStagger, WhoHasMostTakenOffStartsFirst) {
    EXPECT_EQ(staggered_starts({0s, 23s, 98s}), (std::vector<Duration>{98s, 75s, 0s}));
    EXPECT_TRUE(staggered_starts({}).empty());
}

TEST(Ranks, Example59CompetitionAndDense) {
    const std::vector<Duration> times{60s, 61s, 61s, 62s};
    EXPECT_EQ(ranks_of(times, 10ms, Rounding::down), (std::vector<std::uint32_t>{1, 2, 2, 4}));
    EXPECT_EQ(dense_ranks_of(times, 10ms, Rounding::down), (std::vector<std::uint32_t>{1, 2, 2, 3}));
    EXPECT_EQ(ranks_of({62s, 60s, 61s + 4ms, 61s}, 10ms, Rounding::down), (std::vector<std::uint32_t>{4, 1, 2, 2})) << "in any order, compared as shown";
    EXPECT_TRUE(ranks_of({}, 10ms, Rounding::down).empty());
}

TEST(Ranks, Example41SwimmersShownEqualAreEqual) {
    EXPECT_EQ(ranks_of({21s + 851ms, 21s + 857ms}, 10ms, Rounding::down), (std::vector<std::uint32_t>{1, 1}));
}

}  // namespace masters_test
}  // namespace bowball::rules
