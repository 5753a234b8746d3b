// Finds t0: the start signal as it was sensed, in a run's window of the ledger.
#pragma once
#include <optional>
#include <vector>

#include "engine/state.hpp"

namespace bowball::engine {

/// Gates that are still not known to have opened so long after the signal are called stuck.
inline constexpr Duration gates_judged_after = 1s;

/// Start signals of one pulse, seen by several boxes, lie within this of each other.
inline constexpr Duration one_pulse = 1s;

/// Half-width, 95 %, of a time that a person took with a finger: buttons vary by about 0.2 s (canoe slalom practice).
inline constexpr Duration finger_doubt = 200ms;

/// A span that somebody read from a watch and typed: no clock of a page adds to its doubt. It was begun by the gun, whoever else pressed a start.
[[nodiscard]] bool is_read_from_a_watch(const Impulse& impulse);

/// The end of a run's window: recalled, abandoned, followed by another run, or made official; else the end of time.
[[nodiscard]] RaceTime end_of(const Run& run);

/// What an impulse is: what a person said of it, else what its channel says.
[[nodiscard]] TimingPoint point_of(const LedgerImpulse& impulse);
[[nodiscard]] std::optional<LaneNumber> lane_of(const LedgerImpulse& impulse);
/// Known at `as_of` (Race::as_of), and then neither voided nor distrusted nor the end of a pulse. A trace is of use only for a
/// first motion.
[[nodiscard]] bool is_usable(const LedgerImpulse& impulse, Seq as_of);
[[nodiscard]] bool is_voided(const LedgerImpulse& impulse, Seq as_of);

/// Every usable start signal of the first pulse in the run's window, best source first; for individual starts of the
/// lane asked for. Empty: not started.
[[nodiscard]] std::vector<const LedgerImpulse*> start_signals(const MeetState& state, const Race& race, const Run& run,
                                                              std::optional<LaneNumber> lane = std::nullopt);
/// The one that is t0, or null. For individual starts the first of any lane.
[[nodiscard]] const LedgerImpulse* find_start_signal(const MeetState& state, const Race& race, const Run& run);

/// True while the race is armed and nothing has started it.
[[nodiscard]] bool waits_at_the_line(const MeetState& state, const Race& race);
/// The race that waits at the start line, other than `except`; null: the line is free. There is one line.
[[nodiscard]] const Race* race_on_the_line(const MeetState& state, RaceId except = {});

/// The signal to measure an impulse from: the same pulse on the impulse's own clock where there is one, so that both
/// ends of a time come from one box; else that of its own system; else t0. `signals` as start_signals() gives them, not empty.
[[nodiscard]] const LedgerImpulse& signal_for(const std::vector<const LedgerImpulse*>& signals, const Impulse& impulse);

/// True if the two are of the venue's two independent machine chains, each with its clock: no time may be made of them (rules
/// of the sports 8.1). Two sensors on one box have one clock and are no mixture.
[[nodiscard]] bool mixes_systems(const Impulse& a, const Impulse& b);

/// First position in the ledger at or after `at`.
[[nodiscard]] std::vector<LedgerImpulse>::const_iterator ledger_from(const MeetState& state, RaceTime at);

}  // namespace bowball::engine
