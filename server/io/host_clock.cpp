#include "io/host_clock.hpp"

#include <sys/timex.h>

#include <utility>

#include "io/read_clock.hpp"

namespace bowball::io {

HostClock read_host_clock() {
    ::timex answer{};
    const auto result = ::adjtimex(&answer);
    return host_clock_of(answer, result);
}

HostClock host_clock_of(const ::timex& answer, int result) {
    if (result < 0) return {};
    HostClock clock;
    const auto is_set = result != TIME_ERROR && (answer.status & STA_UNSYNC) == 0;
    clock.state = is_set ? HostClockState::synchronised : HostClockState::free_running;
    clock.max_error = std::chrono::microseconds{answer.maxerror};
    clock.estimated_error = std::chrono::microseconds{answer.esterror};
    clock.offset = (answer.status & STA_NANO) != 0 ? Duration{answer.offset} : Duration{std::chrono::microseconds{answer.offset}};
    // A microsecond more or less in a tick of a hundredth of a second is 100 ppm.
    clock.frequency_ppb = static_cast<std::int64_t>(answer.freq) * 1000 / 65536 + (answer.tick > 0 ? (static_cast<std::int64_t>(answer.tick) - 10'000) * 100'000 : 0);
    clock.tai_s = answer.tai;
    return clock;
}

ClockOffsets read_clock_offsets() {
    const auto host = read_clock(CLOCK_MONOTONIC);
    return {read_clock(CLOCK_REALTIME) - host, read_clock(CLOCK_BOOTTIME) - host};
}

std::optional<ClockChange> ClockWatch::look(const ClockOffsets& now) {
    const auto before = std::exchange(before_, now);
    if (!before) return {};
    ClockChange change{now.wall - before->wall, now.boot - before->boot};
    if (std::chrono::abs(change.slept) < smallest_step) change.slept = 0ns;
    change.set_by -= change.slept;  // a time of day that went on through the sleep was not set
    if (std::chrono::abs(change.set_by) < smallest_step) change.set_by = 0ns;
    if (change.set_by == 0ns && change.slept == 0ns) return {};
    return change;
}

}  // namespace bowball::io
