// What is plugged into this computer that a timing device may speak through.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace bowball::io {

struct Port {
    std::string path;          ///< "/dev/ttyUSB0"; empty for a device that no driver of the kernel serves
    std::string description;   ///< "USB 0403:6001 FTDI USB Serial Converter", for people
    std::string hint;          ///< which driver and link likely fit, for people; may be empty
    friend bool operator==(const Port&, const Port&) = default;
};

/// Serial ports, GPIO chips, pulse-per-second sources, and timers on USB that are none of these, by path. Reads dev and sys
/// under `root`; what cannot be read is left out.
[[nodiscard]] std::vector<Port> list_ports(const std::filesystem::path& root = "/");

}  // namespace bowball::io
