#include <gtest/gtest.h>

#include "collector.hpp"
#include "core/kernel_record.hpp"

namespace bowball::capture {
namespace serial_line_test {

class SerialLine : public testing::Test {
protected:
    void SetUp() override { make("board"); }
    void make(const std::string& port, const std::string& inverted = "") {
        for (const auto* spec : all_drivers()) {
            if (spec->name == "serial_line") driver = *spec->make({{"port", port}, {"inverted", inverted}});
        }
        driver->on_open(HostTime{100s}, got);
    }
    void change(Duration at, kernel::ModemLine line, std::uint32_t level, std::uint32_t edges = 1) {
        kernel::ModemEdge record;
        record.line = static_cast<std::uint32_t>(line);
        record.stamp_ns = at.count();
        record.level = level;
        record.edges = edges;
        driver->on_bytes(as_bytes({reinterpret_cast<const char*>(&record), sizeof record}), HostTime{at + 100us}, got);
    }
    Collector got;
    std::unique_ptr<Driver> driver;
};

TEST_F(SerialLine, AChangeHasTheThreadsStampAndTheLinesName) {
    change(101s, kernel::ModemLine::dcd, 1);
    change(102s, kernel::ModemLine::ri, 0);
    ASSERT_EQ(got.impulses.size(), 2u);
    EXPECT_EQ(got.impulses[0].channel, "DCD");
    EXPECT_EQ(got.impulses[0].host, HostTime{101s});
    EXPECT_EQ(got.impulses[0].edge, Edge::rising);
    EXPECT_EQ(got.impulses[0].own_uncertainty, 300us);
    EXPECT_EQ(got.impulses[1].channel, "RI");
    EXPECT_EQ(got.impulses[1].edge, Edge::falling);
}

TEST_F(SerialLine, AnAdapterIsLessSure) {
    make("usb");
    change(101s, kernel::ModemLine::cts, 1);
    EXPECT_EQ(got.impulses.at(0).own_uncertainty, 2ms);
}

TEST_F(SerialLine, OfSeveralChangesTheFirstIsStampedAndTheOthersAreMissed) {
    change(101s, kernel::ModemLine::dsr, 1, 3);
    change(102s, kernel::ModemLine::dsr, 1, 2);
    EXPECT_EQ(got.missed, 3u);
    ASSERT_EQ(got.impulses.size(), 2u);
    EXPECT_EQ(got.impulses[0].edge, Edge::rising) << "on, off, on";
    EXPECT_EQ(got.impulses[1].edge, Edge::falling) << "off, on";
    EXPECT_NE(got.losses.at(0).find("DSR changed 3 times"), std::string::npos) << got.losses[0];
}

// The engine uses rising edges: those of what happens, not of the voltage.
TEST_F(SerialLine, AnInvertedLineRisesWhenItGoesOff) {
    make("board", "CTS, RI");
    change(101s, kernel::ModemLine::ri, 0);
    change(102s, kernel::ModemLine::cts, 1, 2);
    change(103s, kernel::ModemLine::dcd, 0);
    ASSERT_EQ(got.impulses.size(), 3u);
    EXPECT_EQ(got.impulses[0].edge, Edge::rising);
    EXPECT_EQ(got.impulses[1].edge, Edge::rising) << "off, on: the first of them";
    EXPECT_EQ(got.impulses[2].edge, Edge::falling);
}

TEST_F(SerialLine, RefusesSettingsThatMakeNoSense) {
    for (const auto* spec : all_drivers()) {
        if (spec->name != "serial_line") continue;
        EXPECT_EQ(spec->make({{"port", "pci"}, {"inverted", ""}}).error().code, errc::bad_input);
        EXPECT_NE(spec->make({{"port", "usb"}, {"inverted", "DTR"}}).error().text.find("\"DTR\""), std::string::npos);
    }
}

}  // namespace serial_line_test
}  // namespace bowball::capture
