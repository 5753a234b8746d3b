// What a benchmark measured, and how it is printed. Medians and tails, beside a limit or a peer of the same run.
#pragma once
#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace bowball::bench {

/// Durations in nanoseconds.
using Samples = std::vector<std::int64_t>;

/// The value that `share` of the samples do not exceed; 0 without samples.
[[nodiscard]] inline std::int64_t quantile(Samples samples, double share) {
    if (samples.empty()) return 0;
    std::ranges::sort(samples);
    const auto index = static_cast<std::size_t>(share * static_cast<double>(samples.size() - 1));
    return samples[index];
}

/// "edge to frame, synchronous FULL    p50 0.412 ms   p99 0.901 ms   p99.9 1.310 ms   n 4800".
void print(const std::string& name, const Samples& samples);
/// "fold    5.31 million events/s".
void print(const std::string& name, const std::string& figure);
void title(const std::string& text);

/// One group each; they print.
void bench_edge_to_frame(const std::string& folder);
void bench_fold();
void bench_engine();
void bench_replay(const std::string& folder);
void bench_journal(const std::string& folder);
void bench_capture(const std::string& folder);
/// Parts of bench_capture.
void bench_stamp_to_race(int impulses);
void bench_driver_throughput();

}  // namespace bowball::bench
