#include "formats/trace_samples.hpp"

#include "formats/json_writer.hpp"

namespace bowball::formats {

std::string encode_trace_samples(const views::TraceSamples& trace) {
    const auto& waveform = *trace.waveform;
    JsonWriter out;
    out.begin_object().key("v").value(std::int64_t{1}).key("trace").value(trace.id.value());
    out.key("device").value(std::string_view{trace.device}).key("channel").value(std::string_view{trace.channel});
    out.key("first_us").value(std::chrono::floor<std::chrono::microseconds>(trace.first_at.time_since_epoch()).count());
    out.key("uncertainty_ns").value(trace.uncertainty.count());
    out.key("interval_ns").value(waveform.sample_interval.count());
    out.key("unit").value(std::string_view{waveform.unit}).key("scale_micro").value(waveform.scale_micro);
    out.key("samples").begin_array();
    for (const auto sample : waveform.samples) out.value(std::int64_t{sample});
    out.end_array().end_object();
    return out.take();
}

}  // namespace bowball::formats
