#include "rules/knockout.hpp"

#include <algorithm>
#include <bit>
#include <tuple>

namespace bowball::rules {
namespace {

/// Seeds, from 0, in the order of the draw sheet: 0 3 1 2 of four would let 0 and 1 meet in the last race only.
std::vector<std::size_t> sheet(std::size_t size) {
    std::vector<std::size_t> order{0};
    while (order.size() < size) {
        std::vector<std::size_t> doubled;
        for (const auto seed : order) {
            doubled.push_back(seed);
            doubled.push_back(2 * order.size() - 1 - seed);
        }
        order = std::move(doubled);
    }
    return order;
}

}  // namespace

std::vector<KnockoutRace> first_knockout_round(const std::vector<CrewId>& ranked) {
    std::vector<KnockoutRace> races;
    if (ranked.empty()) return races;
    const auto size = std::max<std::size_t>(2, std::bit_ceil(ranked.size()));
    const auto order = sheet(size);
    for (std::size_t i = 0; i < size; i += 2) {
        auto& race = races.emplace_back();
        for (const auto seed : {order[i], order[i + 1]}) {
            if (seed < ranked.size()) race.crews.push_back(ranked[seed]);
        }
    }
    return races;
}

std::vector<KnockoutRace> next_knockout_round(const std::vector<CrewId>& winners, std::uint32_t round) {
    std::vector<KnockoutRace> races;
    for (std::size_t i = 0; i < winners.size(); i += 2) {
        auto& race = races.emplace_back();
        race.crews.push_back(winners[i]);
        if (i + 1 < winners.size()) race.crews.push_back(winners[i + 1]);
        race.first_crew_lane = round % 2 == 1 ? 1 : 2;
    }
    return races;
}

std::vector<KnockoutRank> rank_losers(std::vector<CrewResult> losers, std::uint32_t first_rank) {
    const auto key = [](const CrewResult& r) { return r.outcome == Outcome::placed && r.time ? *r.time : Duration::max(); };
    std::ranges::sort(losers, [&](const CrewResult& a, const CrewResult& b) { return std::tuple{key(a), a.crew} < std::tuple{key(b), b.crew}; });
    std::vector<KnockoutRank> ranks;
    for (std::size_t i = 0; i < losers.size(); ++i) {
        const auto equal = i > 0 && key(losers[i]) == key(losers[i - 1]);
        ranks.push_back({losers[i].crew, equal ? ranks.back().rank : first_rank + static_cast<std::uint32_t>(i)});
    }
    return ranks;
}

}  // namespace bowball::rules
