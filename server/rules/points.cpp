#include "rules/points.hpp"

#include <array>

#include "core/one_of.hpp"

namespace bowball::rules {

std::string_view to_string(TiedPoints tied) {
    switch (tied) {
        case TiedPoints::share: return "share";
        case TiedPoints::full: return "full";
    }
    return "unknown";
}

Result<TiedPoints> parse_tied_points(std::string_view text) { return parse_one_of(text, std::array{TiedPoints::share, TiedPoints::full}); }

std::string_view to_string(PointsScope scope) {
    switch (scope) {
        case PointsScope::event: return "event";
        case PointsScope::race: return "race";
    }
    return "unknown";
}

Result<PointsScope> parse_points_scope(std::string_view text) { return parse_one_of(text, std::array{PointsScope::event, PointsScope::race}); }

std::int64_t points_milli(const PointsRules& rules, std::size_t place, std::size_t level) {
    const auto of = [&](std::size_t one) { return one <= rules.places.size() ? std::int64_t{rules.places[one - 1]} * 1000 : 0; };
    if (rules.tied == TiedPoints::full) return of(place);
    auto sum = std::int64_t{0};
    for (std::size_t i = 0; i < level; ++i) sum += of(place + i);
    return sum / static_cast<std::int64_t>(level);
}

std::string format_points(std::int64_t milli) {
    auto decimals = std::to_string(1000 + milli % 1000).substr(1);
    while (!decimals.empty() && decimals.back() == '0') decimals.pop_back();
    return std::to_string(milli / 1000) + (decimals.empty() ? "" : "." + decimals);
}

}  // namespace bowball::rules
