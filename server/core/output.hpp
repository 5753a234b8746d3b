// What the race wants the start equipment to do. The measured effect comes back as impulses; the order is never the fact.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "core/ids.hpp"

namespace bowball {

enum class OutputKind : std::uint8_t {
    lights_off,
    red_light,    ///< attention
    start,        ///< green light, horn, gates, timers: one pulse
    recall,       ///< flashing red and repeated horn
    recall_request,  ///< something is wrong with the start: a buzzer or lamp for the officials, at once; nobody is called back yet
    gates_up,
};

[[nodiscard]] constexpr std::string_view to_string(OutputKind kind) {
    switch (kind) {
        case OutputKind::lights_off: return "lights_off";
        case OutputKind::red_light: return "red_light";
        case OutputKind::start: return "start";
        case OutputKind::recall: return "recall";
        case OutputKind::recall_request: return "recall_request";
        case OutputKind::gates_up: return "gates_up";
    }
    return "unknown";
}

/// An order to every device that has such an output.
struct OutputOrder {
    OutputKind kind{};
    RaceId race;
    RunNumber run;
    friend bool operator==(const OutputOrder&, const OutputOrder&) = default;
};

}  // namespace bowball
