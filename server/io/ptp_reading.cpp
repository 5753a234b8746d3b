#include "io/ptp_reading.hpp"

namespace bowball::io {
namespace {

std::int64_t ns_of(const ::ptp_clock_time& time) { return time.sec * 1'000'000'000 + time.nsec; }

/// The hardware was read somewhere between two readings of CLOCK_REALTIME: in the middle, give or take half.
void offer(const ::ptp_clock_time& before, const ::ptp_clock_time& hardware, const ::ptp_clock_time& after, std::optional<kernel::PtpReading>& best) {
    const auto took = ns_of(after) - ns_of(before);
    if (took < 0) return;  // the wall clock was set in between
    const auto doubt = took / 2 + 1;
    if (best && best->doubt_ns <= doubt) return;
    best = kernel::PtpReading{};
    best->device_ns = ns_of(hardware);
    best->wall_ns = ns_of(before) + took / 2;
    best->doubt_ns = doubt;
}

}  // namespace

kernel::PtpReading reading_of(const ::ptp_sys_offset_precise& answer) {
    kernel::PtpReading reading;
    reading.device_ns = ns_of(answer.device);
    reading.wall_ns = ns_of(answer.sys_realtime);
    return reading;
}

std::optional<kernel::PtpReading> reading_of(const ::ptp_sys_offset_extended& answer) {
    std::optional<kernel::PtpReading> best;
    for (unsigned i = 0; i < answer.n_samples && i < PTP_MAX_SAMPLES; ++i) offer(answer.ts[i][0], answer.ts[i][1], answer.ts[i][2], best);
    return best;
}

std::optional<kernel::PtpReading> reading_of(const ::ptp_sys_offset& answer) {
    std::optional<kernel::PtpReading> best;
    for (unsigned i = 0; i < answer.n_samples && i < PTP_MAX_SAMPLES; ++i) offer(answer.ts[2 * i], answer.ts[2 * i + 1], answer.ts[2 * i + 2], best);
    return best;
}

}  // namespace bowball::io
