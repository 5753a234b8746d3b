// Points for places, and what tied crews get. Rules of the sports 6.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"

namespace bowball::rules {

/// What crews get that hold one place.
enum class TiedPoints : std::uint8_t {
    share,  ///< the sum of the places they cover, in equal parts
    full,   ///< each what the place gives
};
[[nodiscard]] std::string_view to_string(TiedPoints tied);
[[nodiscard]] Result<TiedPoints> parse_tied_points(std::string_view text);

/// What is scored.
enum class PointsScope : std::uint8_t {
    event,  ///< the place in the event, over its finals
    race,   ///< the place in each race
};
[[nodiscard]] std::string_view to_string(PointsScope scope);
[[nodiscard]] Result<PointsScope> parse_points_scope(std::string_view text);

struct PointsRules {
    /// Of the first, second, ... place. Empty: no points are given.
    std::vector<std::int32_t> places;
    TiedPoints tied = TiedPoints::share;
    PointsScope scope = PointsScope::event;
    bool best_of_team = true;          ///< of a team's crews in an event only the best one scores; the others keep their places
    std::int32_t fastest_of_round = 0; ///< bonus for the fastest crew of all races of a round
    friend bool operator==(const PointsRules&, const PointsRules&) = default;
};

/// Points of one of `level` crews (at least one) that hold `place` (from 1), in thousandths of a point, cut.
[[nodiscard]] std::int64_t points_milli(const PointsRules& rules, std::size_t place, std::size_t level);

/// "8", "5.5", "6.333": no more decimals than there are.
[[nodiscard]] std::string format_points(std::int64_t milli);

}  // namespace bowball::rules
