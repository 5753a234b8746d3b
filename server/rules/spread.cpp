#include "rules/spread.hpp"

#include <algorithm>

namespace bowball::rules {

Spread spread_of(std::vector<Duration> values) {
    if (values.empty()) return {};
    std::ranges::sort(values);
    const auto quarter = [&](std::size_t quarters) { return values[(values.size() * quarters + 3) / 4 - 1]; };
    return {values.size(), values.front(), quarter(1), quarter(2), quarter(3), values.back()};
}

Duration middle_of(std::vector<Duration> values) {
    std::ranges::sort(values);
    const auto upper = values[values.size() / 2];
    if (values.size() % 2 == 1) return upper;
    const auto lower = values[values.size() / 2 - 1];
    return lower + (upper - lower) / 2;
}

bool is_systematic(std::size_t shorter, std::size_t longer) {
    const auto all = shorter + longer;
    const auto apart = shorter > longer ? shorter - longer : longer - shorter;
    return all >= fewest_comparisons && apart * apart > 9 * all;
}

}  // namespace bowball::rules
