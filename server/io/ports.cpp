#include "io/ports.hpp"

#include <fcntl.h>
#include <linux/gpio.h>
#include <sys/ioctl.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <optional>
#include <string_view>

#include "io/descriptor.hpp"

namespace bowball::io {
namespace {

namespace fs = std::filesystem;

/// What a USB device with this vendor, or vendor and product, likely is.
struct Known {
    std::string_view id;
    std::string_view hint;
};
constexpr Known known_devices[] = {
    {"0c4a:0889", "an ALGE timer; driver alge_timy"},
    {"0c4a:", "an ALGE device; driver alge_timy"},
    {"0403:", "an FTDI adapter: any timer with a serial line; its modem lines count changes, driver serial_line"},
    {"067b:", "a Prolific adapter: any timer with a serial line"},
    {"10c4:", "a CP210x adapter: any timer with a serial line"},
    {"1a86:", "a CH340 adapter: any timer with a serial line"},
    {"2341:", "an Arduino: a start or finish box, driver simulator"},
    {"2e8a:", "a Raspberry Pi Pico: a start or finish box, driver simulator"},
};

std::string first_line(const fs::path& path) {
    std::ifstream file{path};
    std::string line;
    std::getline(file, line);
    return line;
}

std::string hint_for(std::string_view id) {
    const auto known = std::ranges::find_if(known_devices, [&](const Known& one) { return id.starts_with(one.id); });
    return known == std::end(known_devices) ? std::string{} : std::string{known->hint};
}

/// Entries of a folder by their names; none where it cannot be read.
std::vector<std::string> names_in(const fs::path& folder) {
    std::vector<std::string> names;
    std::error_code failed;
    for (const auto& entry : fs::directory_iterator{folder, failed}) names.push_back(entry.path().filename().string());
    return names;
}

/// "0403:6001", where the folder is a USB device's.
std::optional<std::string> usb_id(const fs::path& folder) {
    const auto vendor = first_line(folder / "idVendor");
    if (vendor.empty()) return std::nullopt;
    return vendor + ":" + first_line(folder / "idProduct");
}

Port describe_usb(const std::string& path, const fs::path& folder, const std::string& id) {
    auto words = "USB " + id;
    for (const auto* file : {"manufacturer", "product"}) {
        if (const auto word = first_line(folder / file); !word.empty()) words += " " + word;
    }
    return {path, words, hint_for(id)};
}

/// What the tree of devices says of a serial port; none for one that the computer only might have had.
std::optional<Port> describe_serial(const fs::path& root, const std::string& name) {
    std::error_code failed;
    const auto path = "/dev/" + name;
    auto folder = fs::canonical(root / "sys/class/tty" / name / "device", failed);
    for (int up = 0; !failed && up < 5; ++up, folder = folder.parent_path()) {
        if (const auto id = usb_id(folder)) return describe_usb(path, folder, *id);
    }
    if (name.starts_with("ttyS") && (first_line(root / "sys/class/tty" / name / "type").empty() || first_line(root / "sys/class/tty" / name / "type") == "0")) return std::nullopt;
    return Port{path, "serial port", "any timer with a serial line; contacts on its modem lines, driver serial_line"};
}

Port describe_gpio(const fs::path& root, const std::string& name) {
    Port port{"/dev/" + name, "GPIO chip", "contacts, lights and horn, driver gpio"};
    const Descriptor chip{::open((root / "dev" / name).c_str(), O_RDONLY | O_CLOEXEC)};
    gpiochip_info info{};
    if (!chip.is_open() && errno == EACCES) {
        port.description += ", which may not be opened: add the user to the group gpio";
    } else if (chip.is_open() && ::ioctl(chip.get(), GPIO_GET_CHIPINFO_IOCTL, &info) == 0) {
        port.description += " " + std::string{info.label, ::strnlen(info.label, sizeof info.label)} + ", " + std::to_string(info.lines) + " lines";
    }
    return port;
}

Port describe_pulse(const fs::path& root, const std::string& name) {
    const auto source = first_line(root / "sys/class/pps" / name / "name");
    return {"/dev/" + name, "pulse-per-second source" + (source.empty() ? "" : " " + source), "quality of this computer's clock, driver pps"};
}

Port describe_hardware_clock(const fs::path& root, const std::string& name) {
    const auto clock = first_line(root / "sys/class/ptp" / name / "clock_name");
    return {"/dev/" + name, "PTP hardware clock" + (clock.empty() ? "" : " " + clock), "quality of this computer's clock, driver ptp"};
}

/// Timers that speak USB itself: no program reads them through a port.
void add_timers_without_port(const fs::path& root, std::vector<Port>& ports) {
    for (const auto& name : names_in(root / "sys/bus/usb/devices")) {
        const auto folder = root / "sys/bus/usb/devices" / name;
        const auto id = usb_id(folder);
        if (!id || !id->starts_with("0c4a:")) continue;
        const auto serves = [&](const Port& port) { return port.description.starts_with("USB " + *id); };
        if (std::ranges::any_of(ports, serves)) continue;
        auto port = describe_usb("", folder, *id);
        port.hint += ", once it has a serial port: use its RS-232 line, or load a driver for it";
        ports.push_back(std::move(port));
    }
}

}  // namespace

std::vector<Port> list_ports(const fs::path& root) {
    std::vector<Port> ports;
    for (const auto& name : names_in(root / "dev")) {
        const auto is = [&](std::string_view kind) { return name.starts_with(kind) && name.size() > kind.size() && name.find_first_not_of("0123456789", kind.size()) == std::string::npos; };
        if (is("ttyUSB") || is("ttyACM") || is("ttyAMA") || is("ttyS")) {
            if (auto port = describe_serial(root, name)) ports.push_back(std::move(*port));
        }
        if (is("gpiochip")) ports.push_back(describe_gpio(root, name));
        if (is("ptp")) ports.push_back(describe_hardware_clock(root, name));
        if (is("pps")) ports.push_back(describe_pulse(root, name));
    }
    add_timers_without_port(root, ports);
    std::ranges::sort(ports, {}, &Port::path);
    return ports;
}

}  // namespace bowball::io
