// The stroke rate of a boat, from the instants of its catches. Pure.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/time.hpp"

namespace bowball::rules {

struct StrokeRules {
    std::uint32_t catches = 5;       ///< the rate is that of the newest so many; 0: none is shown
    Duration shortest = 600ms;       ///< a catch sooner after the one before it is the sensor's bounce: 100 strokes a minute
    Duration longest = 4s;           ///< after a longer pause the boat begins anew: 15 strokes a minute
    friend bool operator==(const StrokeRules&, const StrokeRules&) = default;
};

/// Tenths of a stroke per minute over all of these catches, in their order: 60 (n - 1) / (t_n - t_1), a half up (rules of the sports 6).
/// Nothing with fewer than two.
[[nodiscard]] std::optional<std::uint32_t> stroke_rate_tenths(const std::vector<RaceTime>& catches);
/// The same over the newest ones, as the rules count them: of the strokes since the last pause.
[[nodiscard]] std::optional<std::uint32_t> stroke_rate_now(const std::vector<RaceTime>& catches, const StrokeRules& rules);
/// "36.5".
[[nodiscard]] std::string stroke_rate_text(std::uint32_t tenths);

}  // namespace bowball::rules
