#include "views/trace_samples.hpp"

namespace bowball::views {

std::optional<TraceSamples> project_trace_samples(const engine::MeetState& state, ImpulseId id) {
    const auto* trace = state.impulse(id);
    if (trace == nullptr || !trace->waveform) return std::nullopt;
    const auto& seen = trace->impulse;
    return TraceSamples{id, seen.device, seen.channel, seen.stamp.at, seen.stamp.uncertainty, trace->waveform};
}

std::string url_of_trace(ImpulseId id) { return "/api/v1/traces/" + std::to_string(id.value()); }

}  // namespace bowball::views
