#include "rules/rounding.hpp"

#include <array>

#include "core/assert.hpp"
#include "core/text.hpp"

namespace bowball::rules {
namespace {

constexpr std::array roundings{Rounding::down, Rounding::up, Rounding::half_away};
constexpr std::size_t most_decimals = 9;

std::size_t decimals_of(Duration unit) {
    auto decimals = std::size_t{0};
    for (auto step = std::int64_t{1'000'000'000}; step > unit.count() && decimals < most_decimals; step /= 10) ++decimals;
    return decimals;
}

std::string padded(std::int64_t number, std::size_t width) {
    auto digits = std::to_string(number);
    return digits.size() < width ? std::string(width - digits.size(), '0') + digits : digits;
}

Error not_a_time(std::string_view text) {
    return {errc::bad_input, "\"" + printable(text, 40) + "\" is no time. Write it as 6:41.34 or 41.340."};
}

Result<Duration> parse_fraction(std::string_view digits) {
    if (digits.empty() || digits.size() > most_decimals) return Error{errc::bad_input, {}};
    const auto number = parse_number(digits);
    if (!number) return Error{errc::bad_input, {}};
    auto ns = static_cast<std::int64_t>(*number);
    for (auto i = digits.size(); i < most_decimals; ++i) ns *= 10;
    return Duration{ns};
}

}  // namespace

std::string_view to_string(Rounding rounding) {
    switch (rounding) {
        case Rounding::down: return "down";
        case Rounding::up: return "up";
        case Rounding::half_away: return "half_away";
    }
    return "unknown";
}

Result<Rounding> parse_rounding(std::string_view text) {
    for (const auto rounding : roundings) {
        if (text == to_string(rounding)) return rounding;
    }
    return Error{errc::bad_input, "\"" + std::string{text} + "\" is no rounding. Use down, up or half_away."};
}

Duration round(Duration time, Duration unit, Rounding rounding) {
    ASSERT(unit.count() > 0);
    const auto u = unit.count();
    const auto remainder = ((time.count() % u) + u) % u;
    const auto floor = time.count() - remainder;
    if (remainder == 0) return time;
    switch (rounding) {
        case Rounding::down: return Duration{floor};
        case Rounding::up: return Duration{floor + u};
        case Rounding::half_away: break;
    }
    const auto twice = 2 * remainder;
    const auto goes_up = twice > u || (twice == u && time.count() > 0);
    return Duration{goes_up ? floor + u : floor};
}

std::string format_time(Duration time, Duration unit) {
    const auto negative = time.count() < 0;
    const auto ns = negative ? -time.count() : time.count();
    const auto seconds = ns / 1'000'000'000;
    const auto decimals = decimals_of(unit);

    std::string text;
    if (seconds >= 3600) {
        text = std::to_string(seconds / 3600) + ":" + padded(seconds / 60 % 60, 2) + ":" + padded(seconds % 60, 2);
    } else if (seconds >= 60) {
        text = std::to_string(seconds / 60) + ":" + padded(seconds % 60, 2);
    } else {
        text = std::to_string(seconds);
    }
    if (decimals > 0) text += "." + padded(ns % 1'000'000'000, most_decimals).substr(0, decimals);
    const auto shows_zero = text.find_first_of("123456789") == std::string::npos;
    return negative && !shows_zero ? "-" + text : text;
}

std::string format_gap(Duration gap, Duration unit) {
    const auto text = format_time(gap, unit);
    return gap.count() < 0 ? text : "+" + text;
}

Result<Duration> parse_time(std::string_view text) {
    const auto clean = trim(text);
    auto negative = false;
    auto rest = clean;
    if (rest.starts_with('-')) {
        negative = true;
        rest.remove_prefix(1);
    }
    auto fraction = Duration{0};
    if (const auto point = rest.find_first_of(".,"); point != std::string_view::npos) {
        const auto parsed = parse_fraction(rest.substr(point + 1));
        if (!parsed) return not_a_time(clean);
        fraction = *parsed;
        rest = rest.substr(0, point);
    }
    const auto parts = split(rest, ':');
    if (parts.size() > 3) return not_a_time(clean);
    auto seconds = std::int64_t{0};
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto number = parts[i].size() <= 9 ? parse_number(parts[i]) : std::nullopt;
        if (!number || (i > 0 && (*number > 59 || parts[i].size() != 2))) return not_a_time(clean);
        seconds = seconds * 60 + static_cast<std::int64_t>(*number);
    }
    if (seconds > 9'000'000'000) return not_a_time(clean);
    const auto time = std::chrono::seconds{seconds} + fraction;
    return negative ? -time : time;
}

Duration printed_resolution(std::string_view text) {
    const auto clean = trim(text);
    const auto point = clean.find_last_of(".,");
    if (point == std::string_view::npos) return 1s;
    auto unit = std::int64_t{1'000'000'000};
    for (auto i = point + 1; i < clean.size() && unit > 1; ++i) unit /= 10;
    return Duration{unit};
}

}  // namespace bowball::rules
