#include <gtest/gtest.h>

#include <algorithm>

#include "rules/adjusted_time.hpp"
#include "rules/athletics_time.hpp"
#include "rules/hand_time.hpp"
#include "rules/wind.hpp"

namespace bowball::rules {
namespace athletics_test {

Duration at(std::string_view text) { return parse_time(text).value(); }
std::string shown(std::string_view read, AthleticsRace race, AthleticsTiming timing) {
    return format_time(athletics_time(at(read), race, timing), athletics_unit(race, timing));
}
constexpr auto photo = AthleticsTiming::photo_finish;

TEST(AthleticsTime, Examples1To3ShortRacesGoToTheNextHundredthUnlessExact) {
    EXPECT_EQ(shown("9.990", {100}, photo), "9.99");
    EXPECT_EQ(shown("9.991", {100}, photo), "10.00");
    EXPECT_EQ(shown("10.000", {100}, photo), "10.00");
    EXPECT_EQ(shown("10.000000001", {100}, photo), "10.01");
}

TEST(AthleticsTime, Example4TenThousandMetresToTheHundredthAndLongerOnesToTheTenth) {
    EXPECT_EQ(shown("26:17.322", {10'000}, photo), "26:17.33");
    EXPECT_EQ(shown("59:26.322", {20'000}, photo), "59:26.4");
}

TEST(AthleticsTime, Example6OffTheStadiumToTheSecond) {
    EXPECT_EQ(shown("2:09:44.322", {42'195, true}, photo), "2:09:45");
    EXPECT_EQ(shown("2:09:44.3", {42'195, true}, AthleticsTiming::transponder), "2:09:45");
    EXPECT_EQ(shown("2:09:44.0", {42'195, true}, AthleticsTiming::transponder), "2:09:44");
}

TEST(AthleticsTime, Example7ByHandToTheTenth) {
    EXPECT_EQ(shown("10.11", {100}, AthleticsTiming::hand), "10.2");
    EXPECT_EQ(shown("10.10", {100}, AthleticsTiming::hand), "10.1");
}

TEST(AthleticsTime, Example9OneShownTimeTwoRanks) {
    EXPECT_EQ(shown("10.013", {100}, photo), "10.02");
    EXPECT_EQ(shown("10.017", {100}, photo), "10.02");
    EXPECT_EQ(ranks_of({at("10.013"), at("10.017")}, 1ms, Rounding::up), (std::vector<std::uint32_t>{1, 2}));
}

TEST(HandTime, AthleticsTakesTwoThatAgreeElseTheMiddleElseTheLonger) {
    const auto by_hand = [](std::vector<Duration> watches) { return hand_time(watches, athletics_hand).value(); };
    EXPECT_EQ(by_hand({at("10.11"), at("10.19"), at("10.34")}), at("10.2")) << "two agree once they are in tenths";
    EXPECT_EQ(by_hand({at("10.34"), at("10.05"), at("10.21")}), at("10.3")) << "10.4, 10.1, 10.3: the middle one";
    EXPECT_EQ(by_hand({at("10.05"), at("10.21")}), at("10.3")) << "of two the longer";
    EXPECT_EQ(by_hand({at("10.10")}), at("10.1"));
}

TEST(HandTime, Example42SwimmingTakesTheMeanOfTwoAndDropsTheThirdDigit) {
    const auto by_hand = [](std::vector<Duration> watches) { return hand_time(watches, swimming_hand).value(); };
    EXPECT_EQ(by_hand({at("58.21"), at("58.27"), at("58.27")}), at("58.27"));
    EXPECT_EQ(by_hand({at("58.21"), at("58.24"), at("58.30")}), at("58.24"));
    EXPECT_EQ(by_hand({at("58.21"), at("58.24")}), at("58.22"));
    EXPECT_EQ(by_hand({at("58.219")}), at("58.21"));
}

TEST(HandTime, RefusesNoWatchFourWatchesAndZero) {
    EXPECT_EQ(hand_time({}, athletics_hand).error().code, errc::bad_input);
    EXPECT_EQ(hand_time({1s, 1s, 1s, 1s}, athletics_hand).error().code, errc::bad_input);
    EXPECT_EQ(hand_time({1s, 0s}, athletics_hand).error().code, errc::bad_input);
}

TEST(HandTime, ListsAddAQuarterSecondAndNeverBeyond400Metres) {
    EXPECT_EQ(comparable_hand_time(at("10.2"), 100), at("10.44"));
    EXPECT_EQ(comparable_hand_time(at("20.2"), 200), at("20.44"));
    EXPECT_EQ(comparable_hand_time(at("46.0"), 400), at("46.14"));
    EXPECT_EQ(comparable_hand_time(at("1:46.0"), 800), std::nullopt);
}

TEST(Wind, Example20RoundsTowardsPlusInfinityAndComparesWhatIsShown) {
    const auto reading = [](WindMilli speed) { return std::pair{format_wind(wind_reading(speed)), is_wind_legal(wind_reading(speed))}; };
    EXPECT_EQ(reading(2030), (std::pair{std::string{"+2.1"}, false}));
    EXPECT_EQ(reading(2010), (std::pair{std::string{"+2.1"}, false}));
    EXPECT_EQ(reading(2000), (std::pair{std::string{"+2.0"}, true}));
    EXPECT_EQ(reading(-2030), (std::pair{std::string{"-2.0"}, true}));
    EXPECT_EQ(reading(-10), (std::pair{std::string{"0.0"}, true}));
    EXPECT_EQ(reading(10), (std::pair{std::string{"+0.1"}, true}));
    EXPECT_EQ(reading(-100).first, "-0.1");
}

TEST(Wind, IsTheMeanOverTheWindowOfTheEvent) {
    EXPECT_EQ(wind_window("100m"), (WindWindow{WindFrom::start_signal, 10s}));
    EXPECT_EQ(wind_window("110mH"), (WindWindow{WindFrom::start_signal, 13s}));
    EXPECT_EQ(wind_window("100mH"), (WindWindow{WindFrom::start_signal, 13s}));
    EXPECT_EQ(wind_window("200m"), (WindWindow{WindFrom::first_in_straight, 10s}));
    EXPECT_EQ(wind_window("60m")->length, 5s);
    EXPECT_EQ(wind_window("long_jump")->length, 5s);
    EXPECT_EQ(wind_window("400m"), std::nullopt);
    const std::vector<WindSample> samples{{-1s, 9000}, {0s, 1000}, {5s, 2000}, {9999ms, 3001}, {10s, 9000}};
    EXPECT_EQ(mean_wind(samples, *wind_window("100m")).value(), 21) << "2.00033 is +2.1";
    EXPECT_EQ(mean_wind({{0s, -2000}, {1s, -2001}}, *wind_window("100m")).value(), -20);
    EXPECT_EQ(mean_wind({{11s, 0}}, *wind_window("100m")).error().code, errc::not_found);
    EXPECT_EQ(mean_wind({{1s, INT64_MAX}}, *wind_window("100m")).error().code, errc::bad_input);
}

TEST(Wind, CombinedEventsTakeTheMeanAndInOlderTextsASingleLimit) {
    EXPECT_TRUE(is_combined_wind_legal({45, 0, 15}, {}));
    EXPECT_FALSE(is_combined_wind_legal({45, 0, 15}, {20, 40}));
    EXPECT_FALSE(is_combined_wind_legal({21, 20}, {})) << "the mean 2.05 is over 2.0";
    EXPECT_FALSE(is_combined_wind_legal({}, {}));
}

}  // namespace athletics_test
}  // namespace bowball::rules
