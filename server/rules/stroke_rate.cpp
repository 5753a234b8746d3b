#include "rules/stroke_rate.hpp"

#include <string>

namespace bowball::rules {

std::optional<std::uint32_t> stroke_rate_tenths(const std::vector<RaceTime>& catches) {
    if (catches.size() < 2 || catches.back() <= catches.front()) return std::nullopt;
    const auto strokes = static_cast<std::int64_t>(catches.size() - 1);
    const auto span = (catches.back() - catches.front()).count();
    constexpr auto tenths_in_a_minute = Duration{10 * 60s}.count();
    return static_cast<std::uint32_t>((2 * tenths_in_a_minute * strokes + span) / (2 * span));
}

std::optional<std::uint32_t> stroke_rate_now(const std::vector<RaceTime>& catches, const StrokeRules& rules) {
    auto first = catches.end();
    while (first != catches.begin() && static_cast<std::size_t>(catches.end() - first) < rules.catches) {
        if (first != catches.end() && *first - *(first - 1) > rules.longest) break;
        --first;
    }
    return stroke_rate_tenths({first, catches.end()});
}

std::string stroke_rate_text(std::uint32_t tenths) { return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10); }

}  // namespace bowball::rules
