#include "rules/adjusted_time.hpp"

#include <algorithm>
#include <set>

#include "core/assert.hpp"
#include "core/statistics.hpp"

namespace bowball::rules {

std::vector<std::uint32_t> ranks_of(const std::vector<Duration>& times, Duration unit, Rounding rounding) {
    std::vector<Duration> sorted;
    for (const auto time : times) sorted.push_back(round(time, unit, rounding));
    const auto shown = sorted;
    std::ranges::sort(sorted);
    std::vector<std::uint32_t> ranks;
    for (const auto time : shown) ranks.push_back(static_cast<std::uint32_t>(std::ranges::lower_bound(sorted, time) - sorted.begin() + 1));
    return ranks;
}

std::vector<std::uint32_t> dense_ranks_of(const std::vector<Duration>& times, Duration unit, Rounding rounding) {
    std::set<Duration> different;
    for (const auto time : times) different.insert(round(time, unit, rounding));
    std::vector<std::uint32_t> ranks;
    for (const auto time : times) ranks.push_back(static_cast<std::uint32_t>(std::distance(different.begin(), different.find(round(time, unit, rounding))) + 1));
    return ranks;
}

std::int64_t points_hundredths(Duration best, Duration own) {
    ASSERT(best > 0ns && own > 0ns);
    return nearest_ratio(best.count(), 10'000, own.count());
}

}  // namespace bowball::rules
