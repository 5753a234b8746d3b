// Reads the onset of a trace by a rule set: where in the waveform, when on the venue's timeline, and how sure.
#pragma once
#include <optional>

#include "engine/judgement.hpp"

namespace bowball::engine {

struct TraceOnset {
    TraceReading reading;        ///< without `onset`: that needs a signal
    std::optional<Stamp> stamp;  ///< of the onset, on the sensor's clock and on the timeline; absent where there is none
};

/// `trace` must have a waveform. What lies before `from` is of no interest.
[[nodiscard]] TraceOnset read_trace(const LedgerImpulse& trace, const rules::OnsetRules& rules, RaceTime from);

}  // namespace bowball::engine
