// What this computer's kernel says of its own lines, as bytes: links of io deliver these records and drivers decode them, so
// that a recording holds them as it holds what a timer sent. Native byte order.
#pragma once
#include <array>
#include <cstdint>

namespace bowball::kernel {

/// struct gpio_v2_line_event of <linux/gpio.h>, as the kernel wrote it; io checks that the two are one.
struct GpioEdge {
    std::uint64_t stamp_ns = 0;    ///< taken in the interrupt: CLOCK_MONOTONIC, or the hardware's own clock
    std::uint32_t id = 0;          ///< 1 rising, 2 falling
    std::uint32_t offset = 0;      ///< of the line on its chip
    std::uint32_t seqno = 0;       ///< of all lines that were asked for together, from 1; a jump is a loss
    std::uint32_t line_seqno = 0;  ///< of this line, from 1
    std::array<std::uint32_t, 6> reserved{};
};
static_assert(sizeof(GpioEdge) == 48);

/// The other way: an output shall stand so. All records of one write switch together.
struct GpioLevel {
    std::uint32_t offset = 0;
    std::uint32_t active = 0;      ///< 1 active, 0 not; which voltage that is says active_low of the link
    friend bool operator==(const GpioLevel&, const GpioLevel&) = default;
};
static_assert(sizeof(GpioLevel) == 8);

/// Modem lines of a serial port that may serve as inputs.
enum class ModemLine : std::uint32_t { dcd, cts, dsr, ri };

inline constexpr std::uint32_t modem_mark = 0x314e4c4d;  // "MLN1", where the lowest byte comes first

/// A change of a modem line, stamped by the thread that waited for it.
struct ModemEdge {
    std::uint32_t mark = modem_mark;
    std::uint32_t line = 0;        ///< ModemLine
    std::int64_t stamp_ns = 0;     ///< CLOCK_MONOTONIC
    std::uint32_t level = 0;       ///< afterwards: 1 on, 0 off
    std::uint32_t edges = 0;       ///< since the record before, by the kernel's counter; more than 1: the others were not seen
};
static_assert(sizeof(ModemEdge) == 24);

inline constexpr std::uint32_t pps_mark = 0x31535050;    // "PPS1"

/// A pulse of a pulse-per-second source, and what CLOCK_REALTIME was worth at that time.
struct PpsPulse {
    std::uint32_t mark = pps_mark;
    std::uint32_t sequence = 0;    ///< by the kernel; a jump is a loss
    std::int64_t wall_ns = 0;      ///< CLOCK_REALTIME, since 1970, as the kernel stamped the pulse
    std::int64_t ahead_ns = 0;     ///< CLOCK_REALTIME less CLOCK_MONOTONIC, read right after
    std::int64_t doubt_ns = 0;     ///< of `ahead_ns`, half-width: half of what the reading took
};
static_assert(sizeof(PpsPulse) == 32);

inline constexpr std::uint32_t ptp_mark = 0x31505450;    // "PTP1"

/// A reading of a PTP hardware clock, and what CLOCK_REALTIME was at that instant.
struct PtpReading {
    std::uint32_t mark = ptp_mark;
    std::uint32_t reserved = 0;
    std::int64_t device_ns = 0;    ///< of the hardware, since whatever it was set to; TAI since 1970 where ptp4l keeps it
    std::int64_t wall_ns = 0;      ///< CLOCK_REALTIME, since 1970
    std::int64_t ahead_ns = 0;     ///< CLOCK_REALTIME less CLOCK_MONOTONIC, read right after
    std::int64_t doubt_ns = 0;     ///< of the whole, half-width
};
static_assert(sizeof(PtpReading) == 40);

}  // namespace bowball::kernel
