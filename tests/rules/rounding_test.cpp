#include "rules/rounding.hpp"

#include <gtest/gtest.h>

#include <random>

namespace bowball::rules {
namespace rounding_test {

std::string shown(std::string_view read, Duration unit, Rounding rounding) {
    return format_time(round(parse_time(read).value(), unit, rounding), unit);
}

// Worked examples of the sports' rules, by their numbers.
TEST(Rounding, AthleticsGoesToTheNextLongerUnitUnlessExact) {
    EXPECT_EQ(shown("9.990", 10ms, Rounding::up), "9.99");            // 1
    EXPECT_EQ(shown("9.991", 10ms, Rounding::up), "10.00");           // 2
    EXPECT_EQ(shown("10.000", 10ms, Rounding::up), "10.00");          // 3
    EXPECT_EQ(shown("26:17.322", 10ms, Rounding::up), "26:17.33");    // 4
    EXPECT_EQ(shown("59:26.322", 100ms, Rounding::up), "59:26.4");
    EXPECT_EQ(shown("2:09:44.322", 1s, Rounding::up), "2:09:45");     // 6
    EXPECT_EQ(shown("2:09:44.0", 1s, Rounding::up), "2:09:44");       // 6
    EXPECT_EQ(shown("10.11", 100ms, Rounding::up), "10.2");           // 7
    EXPECT_EQ(shown("10.10", 100ms, Rounding::up), "10.1");           // 7
}

TEST(Rounding, Examples21And56FisAndRowingDropDigits) {
    EXPECT_EQ(shown("42.8249", 10ms, Rounding::down), "42.82");       // 56
    EXPECT_EQ(shown("41.4481", 10ms, Rounding::down), "41.44");       // 56
    EXPECT_EQ(shown("6:41.345", 10ms, Rounding::down), "6:41.34");    // 21
}

TEST(Rounding, HalvesGoAwayFromZeroOnBothSides) {
    EXPECT_EQ(round(44ms, 10ms, Rounding::half_away), 40ms);          // 54
    EXPECT_EQ(round(45ms, 10ms, Rounding::half_away), 50ms);
    EXPECT_EQ(round(-45ms, 10ms, Rounding::half_away), -50ms);
    EXPECT_EQ(round(-44ms, 10ms, Rounding::half_away), -40ms);
}

TEST(Rounding, NegativeTimesRoundTowardsTheNamedInfinity) {
    EXPECT_EQ(round(-1ns, 1ms, Rounding::down), -1ms);
    EXPECT_EQ(round(-1ns, 1ms, Rounding::up), 0ms);
}

TEST(Rounding, IsMonotonicIdempotentAndNeverFartherThanOneUnit) {
    std::mt19937_64 random{20260723};
    for (int i = 0; i < 20000; ++i) {
        const Duration a{static_cast<std::int64_t>(random() % 4'000'000'000) - 2'000'000'000};
        const Duration b{a.count() + static_cast<std::int64_t>(random() % 20'000'000)};
        for (const auto direction : {Rounding::down, Rounding::up, Rounding::half_away}) {
            const auto once = round(a, 10ms, direction);
            EXPECT_LE(once, round(b, 10ms, direction));
            EXPECT_EQ(round(once, 10ms, direction), once);
            EXPECT_LT(std::chrono::abs(once - a), 10ms);
        }
    }
}

TEST(FormatTime, WritesHoursMinutesAndNoMoreDigitsThanTheUnitHas) {
    EXPECT_EQ(format_time(6min + 41s + 345ms, 10ms), "6:41.34");
    EXPECT_EQ(format_time(6min + 41s + 345ms, 1ms), "6:41.345");
    EXPECT_EQ(format_time(41s, 1s), "41");
    EXPECT_EQ(format_time(1h + 2min + 3s + 400ms, 100ms), "1:02:03.4");
    EXPECT_EQ(format_time(89900us, 1ms), "0.089") << "cut, not rounded: 0.0899 was short of 0.090";
    EXPECT_EQ(format_time(-12ms, 1ms), "-0.012");
    EXPECT_EQ(format_time(-12us, 1ms), "0.000") << "no minus before a zero";
    EXPECT_EQ(format_gap(1230ms, 10ms), "+1.23");
}

TEST(ParseTime, ReadsWhatPeopleAndDevicesWrite) {
    EXPECT_EQ(parse_time("6:41.34").value(), 6min + 41s + 340ms);
    EXPECT_EQ(parse_time(" 12,80 ").value(), 12s + 800ms);
    EXPECT_EQ(parse_time("13:41:52.2875").value(), 13h + 41min + 52s + 287500us);
    EXPECT_EQ(parse_time("-0.012").value(), -12ms);
    EXPECT_EQ(parse_time("75").value(), 75s) << "seconds alone may pass a minute";
}

TEST(ParseTime, RefusesWhatIsNoTime) {
    for (const auto* text : {"", ".", "abc", "1:60.0", "1:2.0", "1::2", "1.2.3", "1:00:00:00", "--1", "1.", "0.1234567890",
                             "99999999999999999999", "1:-5.0", "0x10", "1e3"}) {
        EXPECT_FALSE(parse_time(text).has_value()) << text;
    }
}

TEST(PrintedResolution, IsTheValueOfTheLastDigit) {
    EXPECT_EQ(printed_resolution("12.80"), 10ms);
    EXPECT_EQ(printed_resolution("13:41:52.2875"), 100us);
    EXPECT_EQ(printed_resolution("1:02"), 1s);
}

}  // namespace rounding_test
}  // namespace bowball::rules
