// a * b / c without overflow on the way: 64-bit numbers, 128 bits between them.
#pragma once
#include <cstdint>

namespace bowball {

__extension__ using Wide = unsigned __int128;  // g++ and clang both have it; -Wpedantic must be told

/// To the nearest. a, b >= 0, c > 0, and the result fits.
[[nodiscard]] constexpr std::int64_t nearest_ratio(std::int64_t a, std::int64_t b, std::int64_t c) {
    return static_cast<std::int64_t>((static_cast<Wide>(a) * static_cast<Wide>(b) * 2 + static_cast<Wide>(c)) / (static_cast<Wide>(c) * 2));
}

/// Cut.
[[nodiscard]] constexpr std::int64_t cut_ratio(std::int64_t a, std::int64_t b, std::int64_t c) {
    return static_cast<std::int64_t>(static_cast<Wide>(a) * static_cast<Wide>(b) / static_cast<Wide>(c));
}

}  // namespace bowball
