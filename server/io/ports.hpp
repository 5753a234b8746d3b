// What is plugged into this computer that a timing device may speak through.
#pragma once
#include <string>
#include <vector>

namespace bowball::io {

struct Port {
    std::string path;          ///< "/dev/ttyUSB0"
    std::string description;   ///< "USB 0403:6001 FTDI USB Serial Converter", for people
};

/// Serial adapters, GPIO chips and PPS sources, by path. Reads /dev and /sys; what cannot be read is left out.
[[nodiscard]] std::vector<Port> list_ports();

}  // namespace bowball::io
