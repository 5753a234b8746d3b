#include "rules/heats.hpp"

#include <algorithm>

#include "core/assert.hpp"

namespace bowball::rules {
namespace {

constexpr std::size_t fewest_in_heat = 3;
constexpr std::size_t circled_heats = 3;

/// How many swim in each heat, the slowest heat first.
std::vector<std::size_t> sizes(std::size_t swimmers, std::size_t lanes) {
    const auto heats = (swimmers + lanes - 1) / lanes;
    std::vector<std::size_t> size(heats, lanes);
    if (heats <= circled_heats) {
        // Circled over all heats: their sizes differ by one at most, the faster heats being the fuller ones.
        for (std::size_t i = 0; i < heats; ++i) size[heats - 1 - i] = swimmers / heats + (i < swimmers % heats ? 1 : 0);
        return size;
    }
    size[0] = swimmers - lanes * (heats - 1);
    const auto wanted = std::min(fewest_in_heat, lanes);
    for (std::size_t next = 1; size[0] < wanted && next < heats; ++next) {
        while (size[0] < wanted && size[next] > wanted) {
            ++size[0];
            --size[next];
        }
    }
    return size;
}

}  // namespace

std::size_t snake(std::size_t index, std::size_t heats) {
    ASSERT(heats > 0);
    const auto within = index % heats;
    return index / heats % 2 == 0 ? within : heats - 1 - within;
}

std::vector<std::size_t> swimming_heats(std::size_t swimmers, std::size_t lanes) {
    ASSERT(lanes > 0);
    std::vector<std::size_t> heat_of;
    if (swimmers == 0) return heat_of;
    const auto size = sizes(swimmers, lanes);
    const auto heats = size.size();
    const auto circled = std::min(heats, circled_heats);
    auto circled_swimmers = std::size_t{0};
    for (std::size_t i = heats - circled; i < heats; ++i) circled_swimmers += size[i];
    std::vector<std::size_t> filled(heats, 0);
    for (std::size_t i = 0; i < circled_swimmers; ++i) {
        auto heat = heats - 1 - i % circled;
        while (filled[heat] == size[heat]) heat = heat == heats - circled ? heats - 1 : heat - 1;
        ++filled[heat];
        heat_of.push_back(heat);
    }
    for (auto heat = heats - circled; heat-- > 0;) heat_of.insert(heat_of.end(), size[heat], heat);
    return heat_of;
}

}  // namespace bowball::rules
