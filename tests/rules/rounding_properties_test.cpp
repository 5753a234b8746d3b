// Rounding over times that nobody thought of (rapidcheck).
#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include "rules/rounding.hpp"

namespace bowball::rules {
namespace rounding_properties_test {

const auto any_time = [] { return Duration{*rc::gen::inRange<std::int64_t>(-4'000'000'000'000, 4'000'000'000'000)}; };
const auto any_unit = [] { return *rc::gen::element<Duration>(1us, 100us, 1ms, 10ms, 100ms, 1s); };
const auto any_direction = [] { return *rc::gen::element(Rounding::down, Rounding::up, Rounding::half_away); };

RC_GTEST_PROP(RoundingProperties, KeepsTheOrderOfTimes, ()) {
    const auto unit = any_unit();
    const auto direction = any_direction();
    const auto a = any_time();
    const auto b = any_time();
    RC_ASSERT(round(std::min(a, b), unit, direction) <= round(std::max(a, b), unit, direction));
}

RC_GTEST_PROP(RoundingProperties, MovesByLessThanAUnitAndInItsDirection, ()) {
    const auto unit = any_unit();
    const auto time = any_time();
    RC_ASSERT(round(time, unit, Rounding::down) <= time);
    RC_ASSERT(round(time, unit, Rounding::up) >= time);
    const auto rounded = round(time, unit, any_direction());
    RC_ASSERT(rounded.count() % unit.count() == 0);
    RC_ASSERT(std::chrono::abs(rounded - time) < unit);
}

RC_GTEST_PROP(RoundingProperties, RoundedTwiceIsRoundedOnce, ()) {
    const auto unit = any_unit();
    const auto direction = any_direction();
    const auto once = round(any_time(), unit, direction);
    RC_ASSERT(round(once, unit, direction) == once);
}

RC_GTEST_PROP(RoundingProperties, WhatIsPrintedReadsBack, ()) {
    const auto unit = any_unit();
    const auto time = std::chrono::abs(round(any_time(), unit, Rounding::down));
    RC_ASSERT(parse_time(format_time(time, unit)).value() == time);
}

}  // namespace rounding_properties_test
}  // namespace bowball::rules
