#include "io/ports.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>

namespace bowball::io {
namespace ports_test {

namespace fs = std::filesystem;

/// A computer's dev and sys in a folder.
class Ports : public testing::Test {
protected:
    void SetUp() override { root = fs::temp_directory_path() / ("bowball-ports-" + std::to_string(::getpid())); }
    void TearDown() override { fs::remove_all(root); }

    void put(const std::string& file, const std::string& text = "") const {
        fs::create_directories((root / file).parent_path());
        std::ofstream{root / file} << text << "\n";
    }
    void usb_serial(const std::string& name, const std::string& vendor, const std::string& product, const std::string& words) const {
        const auto device = "sys/devices/usb1/1-" + name + "/";
        put(device + "idVendor", vendor);
        put(device + "idProduct", product);
        put(device + "product", words);
        put(device + "1-1:1.0/" + name + "/nothing");
        put("dev/" + name);
        fs::create_directories(root / "sys/class/tty" / name);
        fs::create_directory_symlink(root / (device + "1-1:1.0/" + name), root / "sys/class/tty" / name / "device");
    }
    [[nodiscard]] Port port(const std::string& path) const {
        const auto ports = list_ports(root);
        const auto found = std::ranges::find(ports, path, &Port::path);
        return found == ports.end() ? Port{} : *found;
    }

    fs::path root;
};

TEST_F(Ports, AnAdapterIsNamedWithWhatFits) {
    usb_serial("ttyUSB0", "0403", "6001", "USB-Serial Converter");
    usb_serial("ttyACM0", "0c4a", "0889", "Timy");
    EXPECT_EQ(port("/dev/ttyUSB0").description, "USB 0403:6001 USB-Serial Converter");
    EXPECT_NE(port("/dev/ttyUSB0").hint.find("FTDI"), std::string::npos);
    EXPECT_NE(port("/dev/ttyACM0").hint.find("driver alge_timy"), std::string::npos);
    EXPECT_EQ(list_ports(root).size(), 2u);
}

TEST_F(Ports, OnlyPortsThatTheComputerHasAreListed) {
    put("dev/ttyS0");
    put("sys/class/tty/ttyS0/type", "4");
    put("dev/ttyS1");
    put("sys/class/tty/ttyS1/type", "0");
    put("dev/ttyS2");
    put("dev/ttySOMETHING");
    put("dev/tty1");
    put("dev/null");
    const auto ports = list_ports(root);
    ASSERT_EQ(ports.size(), 1u);
    EXPECT_EQ(ports[0].path, "/dev/ttyS0");
}

TEST_F(Ports, ChipsAndPulsesAreListed) {
    put("dev/gpiochip0");
    put("dev/pps0");
    put("sys/class/pps/pps0/name", "pps-gpio.-1");
    put("dev/ptp0");
    put("sys/class/ptp/ptp0/clock_name", "igb ptp");
    EXPECT_EQ(port("/dev/ptp0").description, "PTP hardware clock igb ptp");
    EXPECT_EQ(port("/dev/gpiochip0").description, "GPIO chip");
    EXPECT_NE(port("/dev/gpiochip0").hint.find("driver gpio"), std::string::npos);
    EXPECT_EQ(port("/dev/pps0").description, "pulse-per-second source pps-gpio.-1");
}

TEST_F(Ports, ATimerThatIsNoSerialPortIsNotPassedOver) {
    put("sys/bus/usb/devices/1-4/idVendor", "0c4a");
    put("sys/bus/usb/devices/1-4/idProduct", "0889");
    put("sys/bus/usb/devices/1-5/idVendor", "1d6b");
    const auto ports = list_ports(root);
    ASSERT_EQ(ports.size(), 1u);
    EXPECT_EQ(ports[0].path, "");
    EXPECT_NE(ports[0].hint.find("RS-232"), std::string::npos);
}

TEST_F(Ports, AnEmptyComputerHasNone) { EXPECT_TRUE(list_ports(root).empty()); }

}  // namespace ports_test
}  // namespace bowball::io
