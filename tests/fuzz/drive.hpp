// Plays a script to a driver and checks what must hold for every driver and every input.
#pragma once
#include <string_view>

#include "capture/driver.hpp"
#include "fuzz/violation.hpp"

namespace bowball::fuzz {

/// Nothing that a driver remembers may grow beyond this, whatever it is sent and for how long.
inline constexpr std::size_t most_memory = 8 * 1024 * 1024;

struct Told {
    std::size_t impulses = 0;
    std::size_t results = 0;
    std::size_t other_reports = 0;   ///< traces, readings of the device's clock, what was missed
    std::size_t skipped_bytes = 0;
};

/// The driver, by its name. Throws std::invalid_argument if there is none.
[[nodiscard]] const capture::DriverSpec& driver_of(std::string_view name);

/// Its messages are read only with a seal or a sum that fits (Step::sealed).
[[nodiscard]] bool has_seal(const capture::DriverSpec& spec);

/// Plays the script to a fresh driver with default settings. Throws Violation.
Told drive(const capture::DriverSpec& spec, std::string_view script);

}  // namespace bowball::fuzz
