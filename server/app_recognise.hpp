// bowball devices --listen: which driver understands what a device says.
#pragma once
#include <string>
#include <vector>

#include "io/capture_file.hpp"

namespace bowball {

/// What one driver made of some bytes.
struct Understanding {
    std::string driver;
    std::size_t impulses = 0;   ///< and results and traces
    std::size_t facts = 0;      ///< in all: signs of life and readings of a clock too
    std::size_t skipped = 0;    ///< bytes
    bool by_opening = false;    ///< known by its first bytes alone: it could not be read
};

/// Every driver of a serial line or network that understood anything and not less than it skipped, the likeliest first; then those
/// that know it by its first bytes alone.
[[nodiscard]] std::vector<Understanding> who_understands(const std::vector<io::CapturePiece>& pieces);

/// Listens for `seconds` to a link, or to a serial port in each way that a driver is used to, and prints who understands it.
/// Where nobody does, it is asked, as the drivers ask whose devices say nothing by themselves.
/// Returns the exit code.
[[nodiscard]] int listen_and_recognise(const std::string& port_or_link, unsigned seconds);

}  // namespace bowball
