#include <gtest/gtest.h>

#include <algorithm>
#include <bit>

#include "rules/adjusted_time.hpp"
#include "rules/interval_start.hpp"
#include "rules/penalty_schedule.hpp"

namespace bowball::rules {
namespace head_race_test {

Duration at(std::string_view text) { return parse_time(text).value(); }

TEST(HeadRace, Example31RawPenaltyHandicapAdjusted) {
    const auto raw = between_times_of_day(at("10:00:15.20"), at("10:18:44.75")).value();
    EXPECT_EQ(format_time(raw, 10ms), "18:29.55");
    const auto time = adjusted_time(raw, 22s, 10s);
    EXPECT_EQ(format_time(time.adjusted, 10ms), "18:17.55");
    EXPECT_EQ(time, (AdjustedTime{raw, 22s, 10s, at("18:17.55")}));
}

TEST(HeadRace, EqualAdjustedTimesShareTheRankInTheUnitOfTheRace) {
    const std::vector<Duration> times{at("18:17.55"), at("18:17.51"), at("18:20.00")};
    EXPECT_EQ(ranks_of(times, 10ms, Rounding::down), (std::vector<std::uint32_t>{2, 1, 3}));
    EXPECT_EQ(ranks_of(times, 100ms, Rounding::down), (std::vector<std::uint32_t>{1, 1, 3}));
}

TEST(HeadRace, AFinishAfterMidnightIsLaterNotEarlier) {
    EXPECT_EQ(between_times_of_day(at("23:59:50"), at("0:00:10")).value(), 20s);
    EXPECT_EQ(between_times_of_day(at("10:00:00"), at("10:00:00")).value(), 0s);
    EXPECT_FALSE(between_times_of_day(at("24:00:00"), at("0:00:10")).has_value());
    EXPECT_FALSE(between_times_of_day(at("10:00:00"), -1s).has_value());
}

TEST(IntervalStart, TwoLanesInTurnEveryThirtySeconds) {
    const auto starts = interval_starts({CrewId{7}, CrewId{5}, CrewId{9}}, {30s, {3, 4}}).value();
    EXPECT_EQ(starts, (std::vector<DueStart>{{CrewId{7}, 3, 0s}, {CrewId{5}, 4, 30s}, {CrewId{9}, 3, 60s}}));
    EXPECT_FALSE(interval_starts({CrewId{7}}, {0s, {1}}).has_value());
    EXPECT_FALSE(interval_starts({CrewId{7}}, {30s, {}}).has_value());
    EXPECT_TRUE(interval_starts({}, {30s, {1}}).value().empty());
}

PenaltySchedule buoys() {
    return {"x", "", "", {{"BUOY", "", 10s, true, 2, "REPEATED"}, {"REPEATED", "", 60s, true, 1, "DSQ"}, {"LATE", "", 30s, false, 0, ""}}};
}

TEST(PenaltySchedule, EachTimeThenMoreThenAStatus) {
    EXPECT_TRUE(check(buoys()).has_value());
    const auto total = [](std::uint32_t count) { return total_penalty(buoys(), {{"BUOY", count}}).value(); };
    EXPECT_EQ(total(0), (PenaltyTotal{0s, ""}));
    EXPECT_EQ(total(1), (PenaltyTotal{10s, ""}));
    EXPECT_EQ(total(2), (PenaltyTotal{20s, ""}));
    EXPECT_EQ(total(3), (PenaltyTotal{80s, ""}));
    EXPECT_EQ(total(4), (PenaltyTotal{80s, "DSQ"}));
    EXPECT_EQ(total_penalty(buoys(), {{"BUOY", 1}, {"LATE", 5}, {"BUOY", 1}}).value(), (PenaltyTotal{50s, ""})) << "once, however often; counts of one code add up";
}

TEST(PenaltySchedule, RefusesUnknownCodesAndCircles) {
    EXPECT_EQ(total_penalty(buoys(), {{"WASH", 1}}).error().code, errc::not_found);
    EXPECT_EQ(total_penalty(buoys(), {{"BUOY", 4'000'000'000}}).error().code, errc::bad_input);
    auto circle = buoys();
    circle.rules[1].becomes = "BUOY";
    EXPECT_FALSE(check(circle).has_value());
    auto twice = buoys();
    twice.rules[2].code = "BUOY";
    EXPECT_FALSE(check(twice).has_value());
    auto negative = buoys();
    negative.rules[0].each = -1s;
    EXPECT_FALSE(check(negative).has_value());
}

}  // namespace head_race_test
}  // namespace bowball::rules
