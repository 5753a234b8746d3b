// How good this computer's own clock is, as its kernel says, and whether somebody set it. Reads; never sets anything.
//
// Races run on CLOCK_MONOTONIC, which a step does not touch; its rate is the kernel's, disciplined by whatever sets the clock.
// Whoever does that (chrony, ntpd, systemd-timesyncd, phc2sys) tells the kernel how far it trusts itself, so that asking the kernel
// is asking them. What chrony alone knows, whom it follows, chrony.hpp asks.
#pragma once
#include <cstdint>
#include <optional>

#include "core/time.hpp"

struct timex;

namespace bowball::io {

enum class HostClockState : std::uint8_t {
    unknown,       ///< the kernel does not say
    free_running,  ///< nothing sets the clock (STA_UNSYNC)
    synchronised,
};

/// What adjtimex says.
struct HostClock {
    HostClockState state = HostClockState::unknown;
    Duration max_error{};                ///< of the time of day: a bound; without a daemon it grows by 500 ppm
    Duration estimated_error{};
    Duration offset{};                   ///< still to be slewed away
    std::int64_t frequency_ppb = 0;      ///< by how much the kernel speeds the quartz up
    std::int32_t tai_s = 0;              ///< TAI less UTC; 0: nobody told the kernel
    friend bool operator==(const HostClock&, const HostClock&) = default;
};

/// Takes microseconds, never waits.
[[nodiscard]] HostClock read_host_clock();
/// What the answer of adjtimex means; `result` is its return value. protocols 7.6.
[[nodiscard]] HostClock host_clock_of(const ::timex& answer, int result);

/// How far two clocks of the kernel are ahead of CLOCK_MONOTONIC.
struct ClockOffsets {
    Duration wall{};   ///< CLOCK_REALTIME: jumps when the time of day is set
    Duration boot{};   ///< CLOCK_BOOTTIME: jumps when the computer slept, which CLOCK_MONOTONIC does not count
};
[[nodiscard]] ClockOffsets read_clock_offsets();

/// What happened between two looks.
struct ClockChange {
    Duration set_by{};   ///< the time of day, forward above zero
    Duration slept{};    ///< and no clock of a race ran meanwhile
};

/// Notices what a slew cannot be: the kernel slews by 500 ppm, chrony by at most a tenth, so that between two looks a
/// second apart only a step moves the time of day by half a second.
class ClockWatch {
public:
    static constexpr Duration smallest_step = 500ms;

    /// Nothing at the first look, and while nothing happens.
    std::optional<ClockChange> look(const ClockOffsets& now);

private:
    std::optional<ClockOffsets> before_;
};

}  // namespace bowball::io
