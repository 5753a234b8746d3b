#include "rules/hand_time.hpp"

#include <algorithm>
#include <array>

#include "core/one_of.hpp"

namespace bowball::rules {

std::string_view to_string(TwoWatches two) {
    switch (two) {
        case TwoWatches::longer: return "longer";
        case TwoWatches::average: return "average";
    }
    return "unknown";
}

Result<TwoWatches> parse_two_watches(std::string_view text) { return parse_one_of(text, std::array{TwoWatches::longer, TwoWatches::average}); }

Result<Duration> hand_time(const std::vector<Duration>& watches, const HandRules& rules) {
    if (watches.empty()) return Error{errc::bad_input, "No watch has a time. Enter one, two or three."};
    if (watches.size() > most_watches) return Error{errc::bad_input, std::to_string(watches.size()) + " watches are too many. Enter those of the three official timekeepers."};
    std::vector<Duration> read;
    for (const auto watch : watches) {
        if (watch <= 0ns) return Error{errc::bad_input, "A watch shows " + format_time(watch, 10ms) + ", which is no time. Leave it out."};
        read.push_back(round(watch, rules.unit, rules.rounding));
    }
    std::ranges::sort(read);
    if (read.size() == 3) return read[1];  // where two agree, the middle one is one of them
    if (read.size() == 2 && rules.two == TwoWatches::average) return round(read[0] + (read[1] - read[0]) / 2, rules.unit, rules.rounding);
    return read.back();
}

std::optional<Duration> comparable_hand_time(Duration hand, std::int32_t distance_m) {
    if (distance_m > 0 && distance_m <= 200) return hand + 240ms;
    if (distance_m == 400) return hand + 140ms;
    return std::nullopt;
}

}  // namespace bowball::rules
