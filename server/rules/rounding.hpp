// Rounding with a direction, in integers. Rule books differ in the direction, and one tick decides a final.
#pragma once
#include <string>
#include <string_view>

#include "core/result.hpp"
#include "core/time.hpp"

namespace bowball::rules {

enum class Rounding : std::uint8_t {
    down,       ///< towards minus infinity: digits dropped (FIS, swimming)
    up,         ///< to the next longer unit unless exact (World Athletics 19.24)
    half_away,  ///< to the nearest; a half goes away from zero (FIS correction)
};
[[nodiscard]] std::string_view to_string(Rounding rounding);
[[nodiscard]] Result<Rounding> parse_rounding(std::string_view text);

/// `time` as a multiple of `unit`. `unit` > 0.
[[nodiscard]] Duration round(Duration time, Duration unit, Rounding rounding);

/// The time as a sport prints it: "6:41.34", "41.340", "1:02:03.4", "-0.012"; as many decimals as `unit` has
/// (1 s: none, 100 ms: one, ... 1 us: six). The time is cut, never rounded: round it first.
[[nodiscard]] std::string format_time(Duration time, Duration unit);

/// A gap as boards print it: "+1.23"; nothing for zero decimals of zero.
[[nodiscard]] std::string format_gap(Duration gap, Duration unit);

/// Reads "6:41.34", "41.3", "1:02:03.456", also with a decimal comma; at most nine decimals.
/// Fails with errc::bad_input on anything else, including an empty text and minutes or seconds over 59 after a colon.
[[nodiscard]] Result<Duration> parse_time(std::string_view text);

/// The value of the last digit printed: parse_resolution("6:41.34") is 10 ms. 1 s where there are no decimals.
[[nodiscard]] Duration printed_resolution(std::string_view text);

}  // namespace bowball::rules
