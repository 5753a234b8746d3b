// What the kernel's answers about a PTP hardware clock mean: the best pair of readings in each. Pure; the ioctls stand in
// ptp_link.cpp. Facts: <linux/ptp_clock.h>; protocols 7, 8.
#pragma once
#include <linux/ptp_clock.h>

#include <optional>

#include "core/kernel_record.hpp"

namespace bowball::io {

/// Both clocks in one instant, by the hardware.
[[nodiscard]] kernel::PtpReading reading_of(const ::ptp_sys_offset_precise& answer);
/// [system, hardware, system] readings: the triple that took least time. Nothing where there is none, or where all of them go back.
[[nodiscard]] std::optional<kernel::PtpReading> reading_of(const ::ptp_sys_offset_extended& answer);
/// The same of system and hardware readings by turns.
[[nodiscard]] std::optional<kernel::PtpReading> reading_of(const ::ptp_sys_offset& answer);

}  // namespace bowball::io
