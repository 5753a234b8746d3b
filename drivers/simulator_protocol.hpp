// The line protocol of Bowball's simulated start and finish boxes: ASCII, one line a message, checked. A real box built
// around a microcontroller may speak it as well.
//
//   from the box   I <channel> <ticks_ns> <R|F> <own_uncertainty_ns>    an edge
//                  T <ticks_ns>                                         once a second: the box lives, and its clock
//                  L <count>                                            so many edges were lost
//                  Q <id> <received_ns> <sent_ns>                       answer to a probe, in the box's ticks
//   to the box     P <id>                                               probe
//                  O <order> <race> <run>                               red_light, start, recall, gates_up, lights_off
//
// Every line ends with " *hh" and a line feed; hh is the exclusive or of all characters before the blank, in hexadecimal.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace bowball::simulator {

[[nodiscard]] inline unsigned checksum(std::string_view text) {
    auto sum = 0U;
    for (const auto character : text) sum ^= static_cast<unsigned char>(character);
    return sum;
}

/// The line with its checksum and line feed.
[[nodiscard]] inline std::string sealed(std::string text) {
    constexpr std::string_view digits = "0123456789abcdef";
    const auto sum = checksum(text);
    text += " *";
    text += digits[sum >> 4];
    text += digits[sum & 15];
    return text + "\n";
}

[[nodiscard]] inline std::string edge_line(std::string_view channel, std::int64_t ticks_ns, bool rising, std::int64_t own_uncertainty_ns) {
    return sealed("I " + std::string{channel} + " " + std::to_string(ticks_ns) + (rising ? " R " : " F ") + std::to_string(own_uncertainty_ns));
}
[[nodiscard]] inline std::string time_line(std::int64_t ticks_ns) { return sealed("T " + std::to_string(ticks_ns)); }
[[nodiscard]] inline std::string answer_line(std::uint32_t id, std::int64_t received_ns, std::int64_t sent_ns) {
    return sealed("Q " + std::to_string(id) + " " + std::to_string(received_ns) + " " + std::to_string(sent_ns));
}
[[nodiscard]] inline std::string probe_line(std::uint32_t id) { return sealed("P " + std::to_string(id)); }

/// The text of a line whose checksum is right; empty otherwise. `line` without its line feed.
[[nodiscard]] inline std::string_view unsealed(std::string_view line) {
    const auto star = line.rfind(" *");
    if (star == std::string_view::npos || line.size() != star + 4) return {};
    const auto text = line.substr(0, star);
    const auto expected = sealed(std::string{text});
    return std::string_view{expected}.substr(0, expected.size() - 1) == line ? text : std::string_view{};
}

}  // namespace bowball::simulator
