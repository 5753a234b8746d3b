#include "rules/prognosis.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace bowball::rules {
namespace {

/// Student's t, two-sided 95 %, for 4, 5, ... 30 degrees of freedom; beyond them 1.96 is near enough from above at 2.04.
constexpr std::array students_t{2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110,
                                2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042};

double t_of(std::size_t freedom) { return students_t[std::min(freedom - 4, students_t.size() - 1)]; }

/// Screens show tenths: a microsecond is the same on every machine.
Duration times(Duration span, double factor) {
    return std::chrono::microseconds{std::llround(static_cast<double>(span.count()) / 1000.0 * factor)};
}

std::vector<double> ratios_of(const std::vector<SplitToFinish>& history) {
    std::vector<double> ratios;
    for (const auto& crew : history) {
        if (crew.split > 0ns && crew.finish > crew.split) ratios.push_back(static_cast<double>(crew.finish.count()) / static_cast<double>(crew.split.count()));
    }
    return ratios;
}

Prognosis by_history(Duration split, const std::vector<double>& ratios) {
    const auto n = static_cast<double>(ratios.size());
    auto mean = 0.0;
    for (const auto ratio : ratios) mean += ratio / n;
    auto squares = 0.0;
    for (const auto ratio : ratios) squares += (ratio - mean) * (ratio - mean);
    const auto doubt = t_of(ratios.size() - 1) * std::sqrt(squares / (n - 1) * (1 + 1 / n));
    return {times(split, mean), std::max(split, times(split, mean - doubt)), times(split, mean + doubt), ratios.size()};
}

Prognosis by_even_pace(Duration split, std::int32_t metres, std::int32_t distance_m, const PrognosisRules& rules) {
    const auto to_come = times(split, static_cast<double>(distance_m - metres) / metres);
    const auto doubt = times(to_come, rules.even_pace_percent / 100.0);
    return {split + to_come, split + to_come - doubt, split + to_come + doubt, 0};
}

}  // namespace

std::optional<Prognosis> predict(Duration split, std::int32_t metres, std::int32_t distance_m, const std::vector<SplitToFinish>& history,
                                 const PrognosisRules& rules) {
    if (metres <= 0 || metres >= distance_m || split <= 0ns) return std::nullopt;
    const auto ratios = ratios_of(history);
    return ratios.size() >= fewest_for_prognosis ? by_history(split, ratios) : by_even_pace(split, metres, distance_m, rules);
}

}  // namespace bowball::rules
