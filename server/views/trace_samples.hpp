// The samples of one trace, as evidence: what the device measured and when, nothing that was judged from it.
#pragma once
#include <memory>
#include <optional>

#include "core/waveform.hpp"
#include "engine/state.hpp"

namespace bowball::views {

/// Whatever is here stands in the journal and never changes.
struct TraceSamples {
    ImpulseId id;
    DeviceName device;
    ChannelName channel;
    RaceTime first_at;                  ///< of the first sample
    Duration uncertainty{};             ///< of that, half-width, 95 %
    std::shared_ptr<const Waveform> waveform;
};

/// Absent where the journal's entry is no trace.
[[nodiscard]] std::optional<TraceSamples> project_trace_samples(const engine::MeetState& state, ImpulseId id);

/// Where the samples can be got: "/api/v1/traces/812".
[[nodiscard]] std::string url_of_trace(ImpulseId id);

}  // namespace bowball::views
