#include "io/ports.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace bowball::io {
namespace {

namespace fs = std::filesystem;

std::string first_line(const fs::path& path) {
    std::ifstream file{path};
    std::string line;
    std::getline(file, line);
    return line;
}

/// What the USB tree says of a serial device: vendor, product, maker's words.
std::string describe_serial(const std::string& name) {
    std::error_code failed;
    auto folder = fs::canonical("/sys/class/tty/" + name + "/device", failed);
    for (int up = 0; !failed && up < 5; ++up, folder = folder.parent_path()) {
        if (!fs::exists(folder / "idVendor", failed)) continue;
        return "USB " + first_line(folder / "idVendor") + ":" + first_line(folder / "idProduct") + " " + first_line(folder / "manufacturer") + " " + first_line(folder / "product");
    }
    return "serial port";
}

}  // namespace

std::vector<Port> list_ports() {
    std::vector<Port> ports;
    std::error_code failed;
    for (const auto& entry : fs::directory_iterator{"/dev", failed}) {
        const auto name = entry.path().filename().string();
        if (name.starts_with("ttyUSB") || name.starts_with("ttyACM")) ports.push_back({entry.path().string(), describe_serial(name)});
        if (name.starts_with("gpiochip")) ports.push_back({entry.path().string(), "GPIO chip"});
        if (name.starts_with("pps")) ports.push_back({entry.path().string(), "pulse-per-second source"});
    }
    std::ranges::sort(ports, {}, &Port::path);
    return ports;
}

}  // namespace bowball::io
