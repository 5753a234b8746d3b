#include <gtest/gtest.h>

#include "rules/relay_exchange.hpp"
#include "rules/swimming_time.hpp"

namespace bowball::rules {
namespace swimming_test {

Duration at(std::string_view text) { return parse_time(text).value(); }
LaneTimes lane(std::string_view pad, std::string_view button) { return {at(pad), false, {at(button)}, {}}; }
constexpr auto none = BackupCorrection::none;
constexpr auto mean_of_lanes = BackupCorrection::mean_difference;

TEST(SwimmingTime, Example41TheThirdDigitIsDropped) {
    const SwimmingTimeRules rules;
    EXPECT_EQ(official_time(rules, {{at("21.851"), false, {}, {}}, false, {}}).value().time, at("21.85"));
    EXPECT_EQ(official_time(rules, {{at("21.857"), false, {}, {}}, false, {}}).value().time, at("21.85"));
}

TEST(SwimmingTime, Example43ASmallDifferenceIsNoFlag) {
    const auto found = official_time({}, {lane("33.76", "33.61"), false, {}}).value();
    EXPECT_EQ(found.time, at("33.76"));
    EXPECT_EQ(found.source, TimeSource::pad);
    EXPECT_EQ(found.difference, 150ms);
    EXPECT_FALSE(found.investigate);
}

TEST(SwimmingTime, Example45ExactlyThirtyHundredthsIsAFlagByOneRuleAndNotByTheOther) {
    SwimmingTimeRules rules;
    EXPECT_FALSE(official_time(rules, {lane("33.91", "33.61"), false, {}}).value().investigate);
    EXPECT_TRUE(official_time(rules, {lane("33.92", "33.61"), false, {}}).value().investigate);
    EXPECT_TRUE(official_time(rules, {lane("33.30", "33.61"), false, {}}).value().investigate) << "either way";
    EXPECT_FALSE(official_time(rules, {lane("33.919", "33.61"), false, {}}).value().investigate) << "the third digit is not used";
    rules.difference_check = DifferenceCheck::at_least;
    EXPECT_TRUE(official_time(rules, {lane("33.91", "33.61"), false, {}}).value().investigate);
    EXPECT_FALSE(official_time(rules, {lane("33.90", "33.61"), false, {}}).value().investigate);
}

TEST(SwimmingTime, AFlagIsAReasonToLookAndThePadStays) {
    const auto found = official_time({}, {lane("34.76", "33.61"), false, {}}).value();
    EXPECT_TRUE(found.investigate);
    EXPECT_EQ(found.time, at("34.76"));
}

TEST(SwimmingTime, BackupsAreTheMiddleOfThreeTheMeanOfTwoOrTheOne) {
    EXPECT_EQ(backup_time({at("58.30"), at("58.21"), at("58.24")}).value(), at("58.24"));
    EXPECT_EQ(backup_time({at("58.21"), at("58.24")}).value(), at("58.22"));
    EXPECT_EQ(backup_time({at("58.21")}).value(), at("58.21"));
    const auto found = official_time({}, {{{}, false, {at("58.21")}, {at("58.5")}}, false, {}}).value();
    EXPECT_EQ(found.source, TimeSource::button) << "buttons before watches";
    EXPECT_EQ(official_time({}, {{{}, false, {}, {at("58.5")}}, false, {}}).value().source, TimeSource::watch);
    EXPECT_EQ(official_time({}, {{}, false, {}}).error().code, errc::not_found);
}

TEST(SwimmingTime, BothErasOfALaneWhosePadFailed) {
    // pad - button over the good lanes: 0.10, 0.15, 0.12, mean 0.12333; cut to 0.12.
    const std::vector<LaneTimes> good{lane("50.10", "50.00"), lane("51.15", "51.00"), lane("52.12", "52.00")};
    const LaneTimes failed{at("70.00"), true, {at("53.40")}, {}};
    SwimmingTimeRules rules;
    rules.lane_failed = mean_of_lanes;
    const auto old = official_time(rules, {failed, false, good}).value();
    EXPECT_EQ(old.time, at("53.52"));
    EXPECT_EQ(old.correction, 120ms);
    EXPECT_EQ(old.source, TimeSource::button_corrected);
    rules.lane_failed = none;
    rules.heat_failed = mean_of_lanes;
    const auto today = official_time(rules, {failed, false, good}).value();
    EXPECT_EQ(today.time, at("53.40"));
    EXPECT_EQ(today.correction, std::nullopt);
    EXPECT_EQ(official_time(rules, {failed, true, good}).value().time, at("53.52")) << "a heat that failed keeps the adjustment";
    EXPECT_EQ(official_time(rules, {lane("50.10", "50.00"), true, good}).value().time, at("50.12")) << "even where there is a pad time: it is wrong";
}

TEST(SwimmingTime, ANegativeMeanLosesItsThirdDigitToo) {
    const std::vector<LaneTimes> good{lane("50.00", "50.10"), lane("51.00", "51.15"), lane("52.00", "52.12")};
    EXPECT_EQ(mean_difference(good, TimeSource::button).value(), -120ms);
}

TEST(SwimmingTime, TheCorrectionNeverMixesButtonsAndWatches) {
    const std::vector<LaneTimes> good{{at("50.10"), false, {at("50.00")}, {at("49.00")}}};
    EXPECT_EQ(mean_difference(good, TimeSource::button).value(), 100ms);
    EXPECT_EQ(mean_difference(good, TimeSource::watch).value(), 1100ms);
    EXPECT_EQ(mean_difference({{at("50.10"), true, {at("50.00")}, {}}}, TimeSource::button).error().code, errc::not_found) << "a failed pad is no reference";
}

TEST(SwimmingTime, ButtonsLateInEveryLanePointAtTheStartInput) {
    const std::vector<LaneTimes> late{lane("50.00", "50.60"), lane("51.00", "51.55"), lane("52.00", "52.58")};
    EXPECT_TRUE(suspects_start_input(late, 300ms));
    EXPECT_FALSE(suspects_start_input({late[0], late[1]}, 300ms));
    EXPECT_FALSE(suspects_start_input({late[0], late[1], late[2], lane("53.00", "53.10")}, 300ms));
}

RelayRules maker(Duration tolerance) { return {"x", "", "", tolerance, {}, false}; }
ExchangeVerdict verdict(Duration difference, const RelayRules& rules) { return judge_exchange({50s, 50s + difference, false}, rules).verdict; }

TEST(RelayExchange, Example47EachMakerForgivesItsOwn) {
    const auto omega = maker(30ms);
    const auto daktronics = maker(0ms);
    EXPECT_EQ(verdict(-30ms, omega), ExchangeVerdict::legal);
    EXPECT_EQ(verdict(-30ms, daktronics), ExchangeVerdict::too_early);
    EXPECT_EQ(verdict(-40ms, omega), ExchangeVerdict::too_early);
    EXPECT_EQ(verdict(-40ms, daktronics), ExchangeVerdict::too_early);
    EXPECT_EQ(verdict(-10ms, omega), ExchangeVerdict::legal);
    EXPECT_EQ(verdict(-10ms, daktronics), ExchangeVerdict::too_early);
    EXPECT_EQ(verdict(0ms, omega), ExchangeVerdict::legal);
    EXPECT_EQ(verdict(0ms, daktronics), ExchangeVerdict::legal);
    EXPECT_EQ(verdict(-39ms, omega), ExchangeVerdict::legal) << "the third digit is not used";
    EXPECT_EQ(verdict(-9ms, daktronics), ExchangeVerdict::legal);
}

TEST(RelayExchange, CollegesLetTheEquipmentDecideWithinNineHundredths) {
    auto ncaa = maker(0ms);
    ncaa.decides_alone_within = 90ms;
    EXPECT_EQ(verdict(-90ms, ncaa), ExchangeVerdict::too_early);
    EXPECT_EQ(verdict(-100ms, ncaa), ExchangeVerdict::needs_judges);
    EXPECT_EQ(verdict(90ms, ncaa), ExchangeVerdict::legal);
}

TEST(RelayExchange, TwoMustSaySoAndALightTouchIsForTheJudges) {
    auto usa = maker(0ms);
    usa.dual_confirmation = true;
    EXPECT_EQ(verdict(-10ms, usa), ExchangeVerdict::needs_judges);
    EXPECT_EQ(verdict(10ms, usa), ExchangeVerdict::legal);
    EXPECT_EQ(judge_exchange({50s, 51s, true}, maker(0ms)).verdict, ExchangeVerdict::needs_judges);
}

}  // namespace swimming_test
}  // namespace bowball::rules
