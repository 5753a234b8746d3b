// The wind of a race or a jump: when it is measured, how it is rounded, what it allows. Pure.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "core/time.hpp"

namespace bowball::rules {

/// Metres per second in the running direction, in thousandths; head wind is negative.
using WindMilli = std::int64_t;
/// The official reading: tenths of metres per second.
using WindTenths = std::int64_t;

enum class WindFrom : std::uint8_t {
    start_signal,
    first_in_straight,  ///< 200 m: the first athlete enters the straight
    passing_mark,       ///< jumps: the athlete passes the mark beside the runway
};
struct WindWindow {
    WindFrom from = WindFrom::start_signal;
    Duration length{};
    friend bool operator==(const WindWindow&, const WindWindow&) = default;
};
/// "60m", "100m", "100mH", "110mH", "200m", "long_jump", "triple_jump" (rules of the sports 3.3). Absent: no wind is read.
[[nodiscard]] std::optional<WindWindow> wind_window(std::string_view event);

struct WindSample {
    Duration at{};  ///< since the instant that the window begins at
    WindMilli speed = 0;
};
/// The mean of the samples within [0, length), rounded towards plus infinity to a tenth: +2.03 is +2.1, -2.03 is -2.0.
/// Fails with errc::not_found where no sample lies within.
[[nodiscard]] Result<WindTenths> mean_wind(const std::vector<WindSample>& samples, const WindWindow& window);
/// A storm blows 60 m/s; more is a broken gauge.
inline constexpr WindMilli most_believable_wind = 100'000;
/// One reading, rounded in the same way.
[[nodiscard]] WindTenths wind_reading(WindMilli speed);
/// "+2.1", "-2.0", "0.0".
[[nodiscard]] std::string format_wind(WindTenths wind);

/// What a rule set says of wind.
struct WindRules {
    std::int32_t longest_m = 0;      ///< races up to this distance need a reading; 0: none does
    std::int32_t most_tenths = 20;   ///< so much allows a record; the rounded reading is compared
    friend bool operator==(const WindRules&, const WindRules&) = default;
};
[[nodiscard]] Result<void> check(const WindRules& rules);

/// At most +2.0 allows a record; the rounded value is compared.
inline constexpr WindTenths most_wind = 20;
[[nodiscard]] constexpr bool is_wind_legal(WindTenths wind) { return wind <= most_wind; }

/// Combined events: the mean of the readings at most `most_mean`; in older texts no single one over `most_single`.
struct CombinedWindRules {
    WindTenths most_mean = most_wind;
    std::optional<WindTenths> most_single;
};
[[nodiscard]] bool is_combined_wind_legal(const std::vector<WindTenths>& readings, const CombinedWindRules& rules);

}  // namespace bowball::rules
