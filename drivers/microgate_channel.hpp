// What Microgate's channel numbers mean, the same in its older and newer lines.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "core/ids.hpp"
#include "core/text.hpp"
#include "core/time.hpp"

namespace bowball::capture {

/// The physical channel of the device's own keys.
inline constexpr std::string_view microgate_by_hand = "011";
inline constexpr Duration microgate_keypad_uncertainty = 200ms;

/// A logical channel, three digits, by its meaning: "start", "lap_1" to "lap_240", "stop".
[[nodiscard]] inline std::optional<ChannelName> microgate_channel(std::string_view logical) {
    const auto number = parse_number(logical);
    if (!number || (*number > 240 && *number != 255)) return std::nullopt;
    if (*number == 0) return "start";
    return *number == 255 ? "stop" : "lap_" + std::to_string(*number);
}

}  // namespace bowball::capture
