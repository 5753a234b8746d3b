// How measured spans lie: quartiles, and whether one sensor differs from the others all the time. Integers throughout.
#pragma once
#include <cstddef>
#include <vector>

#include "core/time.hpp"

namespace bowball::rules {

/// Quartiles by nearest rank: each is one of the values. All zero where there are none.
struct Spread {
    std::size_t count = 0;
    Duration least{};
    Duration lower{};    ///< a quarter is no longer
    Duration median{};
    Duration upper{};
    Duration most{};
    friend bool operator==(const Spread&, const Spread&) = default;
};
[[nodiscard]] Spread spread_of(std::vector<Duration> values);

/// The middle one, or the mean of the two in the middle, cut downwards. There must be one.
[[nodiscard]] Duration middle_of(std::vector<Duration> values);

/// Fewer comparisons say nothing.
inline constexpr std::size_t fewest_comparisons = 10;

/// The sign test: of so many comparisons, as many would be shorter as longer if there were no offset. It asks nothing of the distribution, and
/// a single wild value counts once. True where the two differ by more than three times the root of their sum: by chance alone
/// that happens in some 3 of 1000 sensors without an offset.
[[nodiscard]] bool is_systematic(std::size_t shorter, std::size_t longer);

}  // namespace bowball::rules
