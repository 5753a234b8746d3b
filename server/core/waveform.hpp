// What a force or acceleration sensor saw around a start: evenly spaced samples, as the device measured them.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "core/time.hpp"

namespace bowball {

/// `samples[i]` is what was measured i times `sample_interval` after the first one, in counts of the device's converter.
/// Counts are kept raw: what is judged from them can be judged again, by another rule and by other people's programs.
struct Waveform {
    Duration sample_interval{};
    std::string unit;                  ///< "N", "mm/s2"
    /// Millionths of the unit per count. Negative where the sensor hangs the wrong way round: more is then less.
    std::int64_t scale_micro = 1'000'000;
    std::vector<std::int16_t> samples;
    friend bool operator==(const Waveform&, const Waveform&) = default;
};

/// From the first sample to the last.
[[nodiscard]] inline Duration length_of(const Waveform& waveform) {
    return waveform.samples.empty() ? Duration{} : waveform.sample_interval * static_cast<std::int64_t>(waveform.samples.size() - 1);
}

}  // namespace bowball
