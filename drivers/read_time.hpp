// A net time as swimming consoles and watches write it. Shared by the drivers that read such text; no I/O.
#pragma once
#include <optional>
#include <string_view>

#include "core/text.hpp"
#include "core/time.hpp"

namespace bowball::capture {

struct ReadTime {
    Duration time{};
    Duration last_digit{};  ///< value of the last digit that stood there
};

/// SS.ff, M:SS.ff, H:MM:SS.fff, with blanks around it. Seconds that stand alone may pass 59: "102.89". Absent if anything
/// else stands there, or more than six digits before a separator or behind the point.
[[nodiscard]] inline std::optional<ReadTime> read_time(std::string_view field) {
    const auto text = trim(field);
    const auto point = text.find('.');
    const auto parts = split(text.substr(0, point), ':');
    if (text.empty() || parts.size() > 3) return std::nullopt;
    ReadTime read{0ns, 1s};
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto part = trim(parts[i]);
        const auto number = part.size() <= 6 ? parse_number(part) : std::nullopt;
        if (!number || (i > 0 && *number > 59)) return std::nullopt;
        read.time = read.time * 60 + std::chrono::seconds{static_cast<std::int64_t>(*number)};
    }
    if (point == std::string_view::npos) return read;
    const auto decimals = text.substr(point + 1);
    if (decimals.empty() || decimals.size() > 6) return std::nullopt;
    for (const auto digit : decimals) {
        if (digit < '0' || digit > '9') return std::nullopt;
        read.last_digit /= 10;
        read.time += read.last_digit * (digit - '0');
    }
    return read;
}

}  // namespace bowball::capture
