// Versions of nats-server, compared. Pure.
#pragma once
#include <array>
#include <string_view>

#include "core/text.hpp"

namespace bowball::nats {

/// Whether "2.9.10" is an older version than the one named. Unknown ones are not.
[[nodiscard]] inline bool is_before(std::string_view version, std::uint64_t major, std::uint64_t minor, std::uint64_t patch) {
    const auto parts = split(version, '.');
    if (parts.size() < 3) return false;
    std::array<std::uint64_t, 3> found{};
    for (std::size_t i = 0; i < found.size(); ++i) {
        // "23-RC.1" counts as 23.
        const auto number = parse_number(parts[i].substr(0, parts[i].find('-')));
        if (!number) return false;
        found[i] = *number;
    }
    return found < std::array{major, minor, patch};
}

}  // namespace bowball::nats
