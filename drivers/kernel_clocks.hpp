// The clocks in a record that the kernel stamped by CLOCK_REALTIME: the monotonic instant, and whether all of it can be true.
#pragma once
#include <cstdint>

namespace bowball::capture {

/// `record` has wall_ns, ahead_ns and doubt_ns, as kernel::PpsPulse and kernel::PtpReading.
template <class Record>
[[nodiscard]] std::int64_t monotonic_ns(const Record& record) {
    return record.wall_ns - record.ahead_ns;
}

template <class Record>
[[nodiscard]] bool has_possible_clocks(const Record& record) {
    constexpr auto most = INT64_MAX / 2;                                // the year 2116
    constexpr std::int64_t longest_uptime = 1'000'000'000'000'000'000;  // 31 years
    constexpr std::int64_t most_doubt = 1'000'000'000;
    if (record.wall_ns < 0 || record.wall_ns > most || record.ahead_ns < -most || record.ahead_ns > most) return false;
    return monotonic_ns(record) >= 0 && monotonic_ns(record) < longest_uptime && record.doubt_ns >= 0 && record.doubt_ns < most_doubt;
}

}  // namespace bowball::capture
