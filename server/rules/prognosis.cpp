#include "rules/prognosis.hpp"

#include <algorithm>
#include <array>

#include "core/statistics.hpp"

namespace bowball::rules {
namespace {

/// Student's t, two-sided 95 %, in thousandths, for 4, 5, ... 30 degrees of freedom; beyond them the last one is a little wide.
constexpr std::array<std::int64_t, 27> students_t_milli{2776, 2571, 2447, 2365, 2306, 2262, 2228, 2201, 2179, 2160, 2145, 2131, 2120, 2110,
                                                        2101, 2093, 2086, 2080, 2074, 2069, 2064, 2060, 2056, 2052, 2048, 2045, 2042};

/// Where each crew would have finished, had it been at the point with this split.
std::vector<Duration> finishes_of(Duration split, const std::vector<SplitToFinish>& history) {
    std::vector<Duration> finishes;
    for (const auto& crew : history) {
        if (crew.split > 0ns && crew.finish > crew.split) finishes.push_back(Duration{cut_ratio(split.count(), crew.finish.count(), crew.split.count())});
    }
    return finishes;
}

/// t * s * sqrt(1 + 1/n): half-width of the interval for one more of a kind.
Duration doubt_of(const std::vector<Duration>& finishes) {
    const auto n = finishes.size();
    const auto t = static_cast<Wide>(students_t_milli[std::min(n - 1 - 4, students_t_milli.size() - 1)]);
    const auto s = static_cast<Wide>(standard_deviation(finishes).count());
    return Duration{static_cast<std::int64_t>(root_rounded_up(t * t * s * s / n * (n + 1) / 1'000'000))};
}

Prognosis by_history(Duration split, const std::vector<Duration>& finishes) {
    const auto time = mean(finishes);
    const auto doubt = doubt_of(finishes);
    return {time, std::max(split, time - doubt), time + doubt, finishes.size()};
}

Prognosis by_even_pace(Duration split, std::int32_t metres, std::int32_t distance_m, const PrognosisRules& rules) {
    const auto to_come = Duration{cut_ratio(split.count(), distance_m - metres, metres)};
    const auto doubt = Duration{cut_ratio(to_come.count(), rules.even_pace_percent, 100)};
    return {split + to_come, split + to_come - doubt, split + to_come + doubt, 0};
}

}  // namespace

std::optional<Prognosis> predict(Duration split, std::int32_t metres, std::int32_t distance_m, const std::vector<SplitToFinish>& history,
                                 const PrognosisRules& rules) {
    if (metres <= 0 || metres >= distance_m || split <= 0ns) return std::nullopt;
    const auto finishes = finishes_of(split, history);
    return finishes.size() >= fewest_for_prognosis ? by_history(split, finishes) : by_even_pace(split, metres, distance_m, rules);
}

}  // namespace bowball::rules
