#include "engine/read_trace.hpp"

#include "core/assert.hpp"

namespace bowball::engine {

TraceOnset read_trace(const LedgerImpulse& trace, const rules::OnsetRules& rules, RaceTime from) {
    ASSERT(trace.waveform != nullptr);
    const auto& first = trace.impulse.stamp;
    TraceOnset read;
    read.reading.trace = trace.id;
    read.reading.algorithm = rules.algorithm;
    read.reading.parameters = describe(rules);
    read.reading.samples = trace.waveform->samples.size();
    const auto found = find_onset(*trace.waveform, rules, from - first.at);
    if (!found) {
        read.reading.problem = found.error().text;
        return read;
    }
    read.reading.found = *found;
    auto stamp = first;
    stamp.at += found->at;
    stamp.ticks += found->at;
    stamp.uncertainty = quadrature(first.uncertainty, found->uncertainty);
    stamp.own_uncertainty = quadrature(first.own_uncertainty, found->uncertainty);
    read.stamp = stamp;
    return read;
}

}  // namespace bowball::engine
