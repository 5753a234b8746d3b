// Times as people and devices print them: seconds, or minutes and hours before them. No I/O here.
#pragma once
#include <optional>
#include <string_view>

#include "core/text.hpp"
#include "core/time.hpp"

namespace bowball::capture {

struct PrintedTime {
    Duration time{};
    Duration last_digit{};  ///< what the last printed digit is worth
};

/// SS.ff, M:SS.fff, H:MM:SS.ffffff, without blanks. A decimal comma, which German systems put in quotes, is one too.
[[nodiscard]] inline std::optional<PrintedTime> parse_printed_time(std::string_view text) {
    const auto point = text.find_first_of(".,");
    const auto parts = split(text.substr(0, point), ':');
    if (text.empty() || parts.size() > 3) return std::nullopt;
    PrintedTime read{0ns, 1s};
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto number = parts[i].size() <= 6 ? parse_number(parts[i]) : std::nullopt;
        if (!number || (i > 0 && *number > 59)) return std::nullopt;
        read.time = read.time * 60 + std::chrono::seconds{static_cast<std::int64_t>(*number)};
    }
    if (point == std::string_view::npos) return read;
    const auto digits = text.substr(point + 1);
    if (digits.empty() || digits.size() > 6) return std::nullopt;
    for (const auto digit : digits) {
        if (digit < '0' || digit > '9') return std::nullopt;
        read.last_digit /= 10;
        read.time += read.last_digit * (digit - '0');
    }
    return read;
}

/// HH:MM:SS with up to six decimals, since midnight. `marks`: what may stand before the decimals.
[[nodiscard]] inline std::optional<PrintedTime> parse_time_of_day(std::string_view text, std::string_view marks = ".") {
    if (text.size() < 8 || text[2] != ':' || text[5] != ':') return std::nullopt;
    if (text.size() > 8 && marks.find(text[8]) == std::string_view::npos) return std::nullopt;
    const auto read = parse_printed_time(text);
    return read && read->time < std::chrono::hours{24} ? read : std::nullopt;
}

}  // namespace bowball::capture
