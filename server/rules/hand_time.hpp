// The time of a lane by hand: one, two or three watches. Pure.
//
// Each watch is first brought to the unit of the sport, then the watches are compared: two of three that agree count, else the
// middle one. Of two, athletics takes the longer (World Athletics), swimming the mean (World Aquatics SW 11).
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "rules/rounding.hpp"

namespace bowball::rules {

enum class TwoWatches : std::uint8_t { longer, average };
[[nodiscard]] std::string_view to_string(TwoWatches two);
[[nodiscard]] Result<TwoWatches> parse_two_watches(std::string_view text);

struct HandRules {
    Duration unit{};   ///< zero: the rules say nothing of watches; each press counts by itself, as any other time does
    Rounding rounding = Rounding::up;
    TwoWatches two = TwoWatches::longer;
    bool both_ends = false;   ///< a time by hand at one end and by a machine at the other is not official by the rule book: a warning says so
    [[nodiscard]] bool say_something() const { return unit > 0ns; }
    friend bool operator==(const HandRules&, const HandRules&) = default;
};
/// So many watches make a time.
inline constexpr std::size_t most_watches = 3;
inline constexpr HandRules athletics_hand{100ms, Rounding::up, TwoWatches::longer, true};
inline constexpr HandRules off_stadium_hand{1s, Rounding::up, TwoWatches::longer, true};
inline constexpr HandRules swimming_hand{10ms, Rounding::down, TwoWatches::average};

/// `rules` say something. Fails with errc::bad_input where there is no watch, more than three, or one that shows nothing but zero or less.
[[nodiscard]] Result<Duration> hand_time(const std::vector<Duration>& watches, const HandRules& rules);

/// What ranking lists add to a hand time to set it beside automatic ones: +0.24 s up to 200 m, +0.14 s at 400 m. Never
/// official (rules of the sports 3.2). Absent for other distances.
[[nodiscard]] std::optional<Duration> comparable_hand_time(Duration hand, std::int32_t distance_m);

}  // namespace bowball::rules
