// What the start equipment was ordered to do and was not seen to do. Pure.
//
// An order is never the fact (rules of the sports 2.15). Where an output's switching is wired back to an input, that input says
// what became of the order; RaceArmed names such outputs. The start itself must be seen in any case, wired back or not.
#pragma once
#include <array>

#include "engine/state.hpp"

namespace bowball::engine {

/// Where an output of the start is seen to switch, beside the start signal.
inline constexpr std::array read_back_points{PointKind::red_light, PointKind::horn, PointKind::recall_light, PointKind::gate_release};

/// Relays, lamps and valves need some tens of milliseconds. Crews that wait under red cannot wait for longer than this.
inline constexpr Duration switches_within = 1s;
/// Gates are raised by a pulse of a second or two, against the water, and nobody waits for them yet.
inline constexpr Duration gates_rise_within = 5s;

/// Outputs of the race's newest run that were ordered last and have not been seen to switch, whether their time is up or not. With
/// the start red has to go out, and when a race is armed the gates have to be up.
[[nodiscard]] std::vector<PointKind> unseen_outputs(const MeetState& state, const Race& race);

/// Whether such a point is of a lamp or a horn, which may flash for as long as it likes.
[[nodiscard]] constexpr bool is_of_lamps(PointKind kind) { return kind == PointKind::red_light || kind == PointKind::horn || kind == PointKind::recall_light; }

/// When the time of the newest order is up; absent where nothing of it needs to be seen.
[[nodiscard]] std::optional<RaceTime> read_back_until(const Race& race);

}  // namespace bowball::engine
