// Where on the course, or at the start, something was sensed.
#pragma once
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/result.hpp"

namespace bowball {

/// What an impulse means. rules of the sports 2.15 names the start quantities made of these.
enum class PointKind : std::uint8_t {
    red_light,      ///< the red light is really on: attention
    start_signal,   ///< green light and sound: t0
    horn,           ///< the horn really sounds: beside the light at a start, or calling back
    recall_light,   ///< the lamp that calls crews back is really on
    lane_signal,    ///< light or sound as it arrived at the lane
    gate_release,   ///< the gate left its "up" sensor
    gate_clear,     ///< the gate reached its "down" sensor
    bow_contact,    ///< the bow pressed on the gate
    bow_over_line,  ///< the bow crossed the start line
    first_motion,   ///< first forward motion of the hull (athletics: onset of force on the block)
    takeoff,        ///< feet leave the starting platform: a relay's exchange (rules of the sports 4.6)
    stroke,         ///< a blade goes in: one impulse of a boat's sensor at each catch. Gives the stroke rate, and nobody's time
    split,          ///< a bow at an intermediate line; `metres` says which
    finish,         ///< a bow at the finish line
    unbound,        ///< an input that the venue's wiring plan does not name: kept until a person says what it was
};

/// A kind of point and, for splits, its distance from the start.
struct TimingPoint {
    PointKind kind{};
    std::int32_t metres = 0;  ///< splits only, else 0
    friend constexpr auto operator<=>(const TimingPoint&, const TimingPoint&) = default;
};

/// "finish", "split 500", "gate_release".
[[nodiscard]] std::string to_string(TimingPoint point);
[[nodiscard]] std::string_view to_string(PointKind kind);

/// Reads what to_string writes. Fails with errc::bad_input.
[[nodiscard]] Result<TimingPoint> parse_timing_point(std::string_view text);

/// True for points where nobody's race is timed: at the start line, of the start equipment, in the boat. All but split, finish and unbound.
[[nodiscard]] constexpr bool is_start_point(PointKind kind) {
    return kind != PointKind::split && kind != PointKind::finish && kind != PointKind::unbound;
}

/// Which of the venue's independent chains made a stamp. A and B are declared per meet; never mixed in one time.
enum class Source : std::uint8_t { system_a, system_b, photo, hand };
[[nodiscard]] std::string_view to_string(Source source);
[[nodiscard]] Result<Source> parse_source(std::string_view text);
/// True for the venue's two machine chains.
[[nodiscard]] constexpr bool is_machine(Source source) { return source == Source::system_a || source == Source::system_b; }

}  // namespace bowball
