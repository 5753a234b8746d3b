// Numbers and names as start_trace's lines and files write them, each with its bounds. Header only.
#pragma once
#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>

#include "core/time.hpp"

namespace bowball::capture::trace_text {

inline constexpr std::size_t most_name = 40;
inline constexpr Duration longest_interval = 100ms;
inline constexpr Duration longest_uncertainty = 10s;
/// 500 days of microseconds: beyond, the sums of nanoseconds would not be safe.
inline constexpr std::int64_t most_ticks_us = 43'200'000'000'000;
inline constexpr std::int64_t largest_scale = 1'000'000'000'000;
/// A whole number from `least` to `most`, and nothing behind it.
[[nodiscard]] inline std::optional<std::int64_t> integer(std::string_view text, std::int64_t least, std::int64_t most) {
    std::int64_t value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (problem != std::errc{} || end != text.data() + text.size() || value < least || value > most) return std::nullopt;
    return value;
}

/// Printable ASCII, blanks too.
[[nodiscard]] inline bool is_name(std::string_view text) {
    return !text.empty() && text.size() <= most_name && std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; });
}

}  // namespace bowball::capture::trace_text
