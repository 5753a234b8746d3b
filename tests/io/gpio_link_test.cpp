#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/ioctl.h>

#include <filesystem>
#include <fstream>
#include <iostream>

#include "io/descriptor.hpp"
#include "io/gpio_request.hpp"
#include "io/ports.hpp"
#include "listener.hpp"

namespace bowball::io {
namespace gpio_link_test {

namespace fs = std::filesystem;

std::string records_of(const std::vector<kernel::GpioLevel>& levels) { return {reinterpret_cast<const char*>(levels.data()), levels.size() * sizeof(kernel::GpioLevel)}; }

TEST(GpioRequest, InputsAskForBothEdgesAndTheLargestBuffer) {
    const auto request = request_inputs(parse_link("gpio:///dev/gpiochip0?in=5,6,7").value());
    EXPECT_EQ(request.num_lines, 3u);
    EXPECT_EQ(request.offsets[2], 7u);
    EXPECT_STREQ(request.consumer, "bowball");
    EXPECT_EQ(request.event_buffer_size, 1024u);
    EXPECT_EQ(request.config.flags, GPIO_V2_LINE_FLAG_INPUT | GPIO_V2_LINE_FLAG_EDGE_RISING | GPIO_V2_LINE_FLAG_EDGE_FALLING) << "by CLOCK_MONOTONIC, which is HostTime";
    EXPECT_EQ(request.config.num_attrs, 0u);
}

TEST(GpioRequest, InputsAskForWhatTheLinkSays) {
    const auto request = request_inputs(parse_link("gpio:///dev/gpiochip0?in=5,6,7&edge=falling&bias=pull-up&clock=hte&buffer=64&active_low=6,7&debounce_us=500").value());
    const std::uint64_t flags = GPIO_V2_LINE_FLAG_INPUT | GPIO_V2_LINE_FLAG_EDGE_FALLING | GPIO_V2_LINE_FLAG_BIAS_PULL_UP | GPIO_V2_LINE_FLAG_EVENT_CLOCK_HTE;
    EXPECT_EQ(request.config.flags, flags);
    EXPECT_EQ(request.event_buffer_size, 64u);
    ASSERT_EQ(request.config.num_attrs, 2u);
    EXPECT_EQ(request.config.attrs[0].attr.id, static_cast<std::uint32_t>(GPIO_V2_LINE_ATTR_ID_FLAGS));
    EXPECT_EQ(request.config.attrs[0].attr.flags, flags | GPIO_V2_LINE_FLAG_ACTIVE_LOW);
    EXPECT_EQ(request.config.attrs[0].mask, 0b110u);
    EXPECT_EQ(request.config.attrs[1].attr.id, static_cast<std::uint32_t>(GPIO_V2_LINE_ATTR_ID_DEBOUNCE));
    EXPECT_EQ(request.config.attrs[1].attr.debounce_period_us, 500u);
    EXPECT_EQ(request.config.attrs[1].mask, 0b111u);
}

TEST(GpioRequest, OutputsAreInactiveUntilTold) {
    const auto request = request_outputs(parse_link("gpio:///dev/gpiochip0?in=5&out=12,13&active_low=5,13&bias=pull-up").value());
    EXPECT_EQ(request.config.flags, GPIO_V2_LINE_FLAG_OUTPUT);
    ASSERT_EQ(request.config.num_attrs, 1u) << "no values: the kernel takes inactive";
    EXPECT_EQ(request.config.attrs[0].attr.flags, GPIO_V2_LINE_FLAG_OUTPUT | GPIO_V2_LINE_FLAG_ACTIVE_LOW);
    EXPECT_EQ(request.config.attrs[0].mask, 0b10u);
}

TEST(GpioRequest, AWriteOfManyLinesIsOneCallForAllOfThem) {
    const auto request = request_outputs(parse_link("gpio:///dev/gpiochip0?out=12,13,14").value());
    const auto values = levels_of(request, records_of({{14, 1}, {12, 0}})).value();
    EXPECT_EQ(values.mask, 0b101u);
    EXPECT_EQ(values.bits, 0b100u);
    EXPECT_NE(levels_of(request, records_of({{12, 1}, {15, 1}})).error().text.find("line 15 is no output"), std::string::npos);
    EXPECT_FALSE(levels_of(request, "horn"));
    EXPECT_FALSE(levels_of(request, ""));
}

class GpioLink : public LinkTest {};

TEST_F(GpioLink, ARefusalTellsWhatToDo) {
    EXPECT_NE(refusal("gpio:///dev/gpiochip99?in=5").find("bowball devices"), std::string::npos);
    EXPECT_NE(refusal("gpio:///dev/null?in=5").find("is no GPIO chip"), std::string::npos);
    EXPECT_NE(refusal("gpio:///dev/null?in=5", 10).find("not for --speed"), std::string::npos);
}

/// A chip that the kernel simulates, where it can: needs root, configfs and the module gpio-sim.
class GpioSim : public LinkTest {
protected:
    void SetUp() override {
        std::error_code failed;
        if (!fs::is_directory(configfs, failed)) return skip(configfs.string() + " is not there. As root: modprobe gpio-sim; mount -t configfs none /sys/kernel/config");
        fs::create_directories(chip_folder() / "gpio-bank0", failed);
        if (failed) return skip("a chip cannot be made (" + failed.message() + "): root is needed");
        put(chip_folder() / "gpio-bank0/num_lines", "8");
        put(chip_folder() / "gpio-bank0/label", "bowball-test");
        put(chip_folder() / "live", "1");
        name = get(chip_folder() / "gpio-bank0/chip_name");
        lines = fs::path{"/sys/devices/platform"} / get(chip_folder() / "dev_name") / name;
    }
    void TearDown() override {
        link.reset();
        std::error_code ignored;
        if (!fs::exists(chip_folder(), ignored)) return;
        put(chip_folder() / "live", "0");
        fs::remove(chip_folder() / "gpio-bank0", ignored);
        fs::remove(chip_folder(), ignored);
    }

    void skip(const std::string& why) {
        std::cerr << "\n*** SKIPPED: no simulated GPIO chip here: " << why << " ***\n\n";
        GTEST_SKIP() << why;
    }
    [[nodiscard]] fs::path chip_folder() const { return configfs / ("bowball-" + std::to_string(::getpid())); }
    static void put(const fs::path& file, const std::string& text) { EXPECT_TRUE(std::ofstream{file} << text << std::flush) << file; }
    static std::string get(const fs::path& file) {
        std::ifstream in{file};
        std::string line;
        std::getline(in, line);
        return line;
    }
    void pull(int line, bool up) const { put(lines / ("sim_gpio" + std::to_string(line)) / "pull", up ? "pull-up" : "pull-down"); }
    [[nodiscard]] bool is_high(int line) const { return get(lines / ("sim_gpio" + std::to_string(line)) / "value") == "1"; }
    void open(const std::string& options) {
        make("gpio:///dev/" + name + "?" + options);
        link->open();
        ASSERT_TRUE(until([&] { return listener.opened == 1; })) << (listener.closed.empty() ? "" : listener.closed[0]);
    }
    template <class Record>
    bool has(std::size_t count) {
        return until([&] { return listener.records<Record>().size() >= count; });
    }

    fs::path configfs{"/sys/kernel/config/gpio-sim"};
    fs::path lines;
    std::string name;
};

TEST_F(GpioSim, AnEdgeArrivesWithTheKernelsStamp) {
    open("in=2,3");
    const auto before = Clock::stopwatch_ns();
    pull(3, true);
    const auto after = Clock::stopwatch_ns();
    pull(3, false);
    ASSERT_TRUE(has<kernel::GpioEdge>(2));
    const auto edges = listener.records<kernel::GpioEdge>();
    EXPECT_EQ(edges[0].id, 1u);
    EXPECT_EQ(edges[0].offset, 3u);
    EXPECT_EQ(edges[0].seqno, 1u);
    EXPECT_EQ(edges[1].id, 2u);
    EXPECT_EQ(edges[1].line_seqno, 2u);
    EXPECT_GE(static_cast<std::int64_t>(edges[0].stamp_ns), before);
    EXPECT_LE(static_cast<std::int64_t>(edges[0].stamp_ns), after);
}

TEST_F(GpioSim, AnActiveLowLineRisesWhenItsVoltageFalls) {
    pull(2, true);
    open("in=2&active_low=2&edge=rising");
    pull(2, false);
    ASSERT_TRUE(has<kernel::GpioEdge>(1));
    EXPECT_EQ(listener.records<kernel::GpioEdge>()[0].id, 1u);
}

TEST_F(GpioSim, OutputsAreOffAtOpenSwitchAsToldAndAreOffAtTheEnd) {
    open("in=2&out=4,5,6&active_low=6");
    EXPECT_FALSE(is_high(4));
    EXPECT_TRUE(is_high(6)) << "active low, and off";
    link->write(records_of({{4, 1}, {6, 1}}));
    EXPECT_TRUE(is_high(4));
    EXPECT_FALSE(is_high(5));
    EXPECT_FALSE(is_high(6));
    link->write(records_of({{7, 1}}));
    ASSERT_TRUE(until([&] { return !listener.troubles.empty(); }));
    EXPECT_NE(listener.troubles[0].find("line 7 is no output"), std::string::npos);
    link->close();
    EXPECT_FALSE(is_high(4));
}

// Protocols 0.2, trap 12, on a real kernel.
TEST_F(GpioSim, AFullBufferDropsTheOldestAndTheNumbersTell) {
    open("in=2&buffer=16");
    for (int i = 0; i < 50; ++i) pull(2, i % 2 == 0);  // nobody reads meanwhile
    ASSERT_TRUE(has<kernel::GpioEdge>(1));
    const auto edges = listener.records<kernel::GpioEdge>();
    EXPECT_LT(edges.size(), 50u);
    EXPECT_EQ(edges.front().seqno, 51 - edges.size());
    EXPECT_EQ(edges.back().line_seqno, 50u);
}

TEST_F(GpioSim, ALineInUseIsNamedWithItsUserAndFreeLater) {
    KeepingListener other_listener;
    auto other = make_link(parse_link("gpio:///dev/" + name + "?in=3").value(), context, Clock{}, other_listener);
    other->open();
    ASSERT_TRUE(until([&] { return other_listener.opened == 1; }));
    EXPECT_NE(refusal("gpio:///dev/" + name + "?in=2,3").find("line 3 by \"bowball\""), std::string::npos) << listener.closed[0];
    other->close();
    link->open();
    EXPECT_TRUE(until([&] { return listener.opened == 1; }));
}

TEST_F(GpioSim, ALineThatIsNotThereAndAnEngineThatIsNotThereAreRefused) {
    EXPECT_NE(refusal("gpio:///dev/" + name + "?in=8").find("has lines 0 to 7"), std::string::npos) << listener.closed[0];
    EXPECT_NE(refusal("gpio:///dev/" + name + "?in=2&clock=hte").find("Leave out clock=hte"), std::string::npos) << listener.closed[0];
}

TEST_F(GpioSim, TheChipIsListedWithItsLabelAndLines) {
    for (const auto& port : list_ports()) {
        if (port.path == "/dev/" + name) {
            EXPECT_NE(port.description.find("bowball-test, 8 lines"), std::string::npos) << port.description;
            return;
        }
    }
    FAIL() << name << " is not listed";
}

}  // namespace gpio_link_test
}  // namespace bowball::io
