#include <gtest/gtest.h>

#include <cstring>

#include "collector.hpp"
#include "core/kernel_record.hpp"

namespace bowball::capture {
namespace gpio_test {

/// A driver with some settings of its own, opened at 100 s of this computer's clock.
class Gpio : public testing::Test {
protected:
    void make(const Settings& own) {
        auto made = try_make(own);
        ASSERT_TRUE(made) << made.error().text;
        driver = std::move(*made);
        open();
    }
    static Result<std::unique_ptr<Driver>> try_make(const Settings& own) {
        Settings settings;
        for (const auto& one : spec().settings) settings.emplace_back(one.key, one.default_value);
        for (const auto& [key, value] : own) {
            for (auto& [known, text] : settings) {
                if (known == key) text = value;
            }
        }
        return spec().make(settings);
    }
    static const DriverSpec& spec() {
        for (const auto* one : all_drivers()) {
            if (one->name == "gpio") return *one;
        }
        std::abort();
    }
    void open() { driver->on_open(HostTime{100s}, got); }
    static std::string event(Duration at, std::uint32_t line, std::uint32_t seqno, std::uint32_t line_seqno, bool rising = true) {
        kernel::GpioEdge edge;
        edge.stamp_ns = static_cast<std::uint64_t>(at.count());
        edge.id = rising ? 1 : 2;
        edge.offset = line;
        edge.seqno = seqno;
        edge.line_seqno = line_seqno;
        return {reinterpret_cast<const char*>(&edge), sizeof edge};
    }
    void read(const std::string& bytes, Duration at) { driver->on_bytes(as_bytes(bytes), HostTime{at}, got); }
    void order(OutputKind kind, Duration at) { driver->on_order({kind, RaceId{1}, RunNumber{1}}, HostTime{at}, got); }
    /// "12=1 13=0" of each write since the last call, with bars between.
    std::string written() {
        std::string text;
        for (; !got.pieces.empty(); got.pieces.erase(got.pieces.begin())) {
            if (!text.empty()) text += " | ";
            const auto& bytes = got.pieces.front();
            for (std::size_t i = 0; i + 8 <= bytes.size(); i += 8) {
                kernel::GpioLevel level;
                std::memcpy(&level, bytes.data() + i, 8);
                text += (i > 0 ? " " : "") + std::to_string(level.offset) + "=" + std::to_string(level.active);
            }
        }
        return text;
    }

    Collector got;
    std::unique_ptr<Driver> driver;
};

TEST_F(Gpio, AnEdgeHasTheKernelsStampTheLinesNameAndATenthOfAMillisecond) {
    make({{"lines", "5=start_button, 6=gate_1_up"}});
    read(event(101s + 7us, 6, 1, 1, false) + event(101s + 9us, 9, 2, 1), 101s + 200us);
    ASSERT_EQ(got.impulses.size(), 2u);
    EXPECT_EQ(got.impulses[0].channel, "gate_1_up");
    EXPECT_EQ(got.impulses[0].host, HostTime{101s + 7us});
    EXPECT_EQ(got.impulses[0].edge, Edge::falling);
    EXPECT_EQ(got.impulses[0].own_uncertainty, 100us);
    EXPECT_FALSE(got.impulses[0].ticks);
    EXPECT_EQ(got.impulses[1].channel, "line9") << "no name was given";
    EXPECT_TRUE(got.samples.empty()) << "the kernel's clock is this computer's: nothing to map";
    EXPECT_EQ(got.missed, 0u);
}

TEST_F(Gpio, HowSureAStampIsDependsOnWhatMadeIt) {
    make({{"coarse", "true"}});
    read(event(101s, 5, 1, 1), 101s);
    EXPECT_EQ(got.impulses.back().own_uncertainty, 5ms);
    make({{"clock", "hte"}});
    read(event(101s, 5, 1, 1), 101s);
    EXPECT_EQ(got.impulses.back().own_uncertainty, 1us);
    EXPECT_EQ(got.impulses.back().ticks, DeviceTime{101s}) << "the engine has a clock of its own, even where it reads nearly the same";
    EXPECT_EQ(got.samples.size(), 1u);
}

// Protocols 0.2, trap 12: the kernel drops the oldest and says nothing.
TEST_F(Gpio, AJumpOfTheNumbersIsALossAndNamesItsLine) {
    make({{"lines", "7=finish"}});
    read(event(101s, 7, 1, 1), 101s);
    read(event(102s, 7, 5, 4), 102s);
    EXPECT_EQ(got.missed, 3u);
    ASSERT_EQ(got.losses.size(), 1u);
    EXPECT_NE(got.losses[0].find("2 lost on finish, 1 on other lines"), std::string::npos) << got.losses[0];
    read(event(103s, 8, 6, 2), 103s);
    EXPECT_EQ(got.missed, 3u) << "counted before";
    ASSERT_EQ(got.complaints.size(), 1u);
    EXPECT_NE(got.complaints[0].find("\"line8\""), std::string::npos) << got.complaints[0];
}

TEST_F(Gpio, TheFirstEventsMayBeLostToo) {
    make({});
    read(event(101s, 7, 4, 4), 101s);
    EXPECT_EQ(got.missed, 3u) << "both counters begin at 1";
}

TEST_F(Gpio, AfterTheLinkOpenedAgainTheNumbersBeginAgain) {
    make({});
    read(event(101s, 7, 1, 1) + event(101s, 7, 2, 2), 101s);
    open();
    read(event(102s, 7, 1, 1), 102s);
    EXPECT_EQ(got.missed, 0u);
    EXPECT_EQ(got.impulses.size(), 3u);
    open();
    read(event(103s, 7, 5, 5), 103s);
    EXPECT_EQ(got.missed, 4u) << "of this opening, not those since the one before";
}

TEST_F(Gpio, ARecordingOfAnotherComputerIsMappedByItsArrival) {
    for (const auto stamp : {5s, 9000s}) {
        make({});
        read(event(stamp, 7, 1, 1), 101s);
        EXPECT_EQ(got.impulses.back().ticks, DeviceTime{stamp});
        EXPECT_FALSE(got.impulses.back().host);
        ASSERT_FALSE(got.samples.empty());
        EXPECT_EQ(got.samples.back(), (ClockSample{DeviceTime{stamp}, HostTime{101s}, std::nullopt}));
    }
}

TEST_F(Gpio, TheStartIsOneWriteOfAllLines) {
    make({{"outputs", "12=red, 13=green, 14=horn, 15=gates_up, 16=recall, 17=gates_release, 18=timer"}});
    order(OutputKind::gates_up, 100s);
    EXPECT_EQ(written(), "12=0 13=0 14=0 15=1 16=0 17=0 18=0");
    order(OutputKind::red_light, 110s);
    EXPECT_EQ(written(), "12=1 13=0 14=0 15=1 16=0 17=0 18=0");
    order(OutputKind::start, 113s);
    EXPECT_EQ(written(), "12=0 13=1 14=1 15=0 16=0 17=1 18=1");
    driver->on_tick(HostTime{113s + 900ms}, got);
    EXPECT_EQ(written(), "") << "nothing changed";
    driver->on_tick(HostTime{114s}, got);
    EXPECT_EQ(written(), "12=0 13=1 14=0 15=0 16=0 17=0 18=0");
    driver->on_tick(HostTime{123s}, got);
    EXPECT_EQ(written(), "12=0 13=0 14=0 15=0 16=0 17=0 18=0");
}

TEST_F(Gpio, ARecallFlashesUntilTheNextOrderAndItsHornEndsSooner) {
    make({{"outputs", "12=red,13=green,14=horn,16=recall"}});
    order(OutputKind::start, 100s);
    order(OutputKind::recall, 101s);
    EXPECT_EQ(written(), "12=0 13=1 14=1 16=0 | 12=1 13=0 14=1 16=1");
    driver->on_tick(HostTime{101s + 500ms}, got);
    EXPECT_EQ(written(), "12=0 13=0 14=0 16=0");
    driver->on_tick(HostTime{102s}, got);
    EXPECT_EQ(written(), "12=1 13=0 14=1 16=1");
    driver->on_tick(HostTime{112s}, got);
    EXPECT_EQ(written(), "12=1 13=0 14=0 16=1") << "ten seconds of horn";
    order(OutputKind::gates_up, 160s);
    EXPECT_EQ(written(), "12=0 13=0 14=0 16=0") << "the next start is being made ready";
    driver->on_tick(HostTime{161s}, got);
    EXPECT_EQ(written(), "");
}

TEST_F(Gpio, ARecallRequestCallsTheOfficialsAndLeavesTheLightsAlone) {
    make({{"outputs", "12=red,13=green,19=buzzer"}, {"pulse_ms", "500"}});
    order(OutputKind::red_light, 100s);
    order(OutputKind::recall_request, 101s);
    EXPECT_EQ(written(), "12=1 13=0 19=0 | 12=1 13=0 19=1");
    driver->on_tick(HostTime{101s + 500ms}, got);
    EXPECT_EQ(written(), "12=1 13=0 19=0");
}

// Device::order takes what was sent for a sign that somebody took the order.
TEST_F(Gpio, AnOrderThatNoOutputHasAPartInIsNotTaken) {
    make({{"outputs", "14=horn"}});
    order(OutputKind::red_light, 100s);
    order(OutputKind::gates_up, 100s);
    order(OutputKind::lights_off, 100s);
    order(OutputKind::recall_request, 100s);
    EXPECT_EQ(written(), "");
    order(OutputKind::start, 101s);
    EXPECT_EQ(written(), "14=1");
    order(OutputKind::start, 102s);
    EXPECT_EQ(written(), "14=1") << "given again it is taken again";
}

TEST_F(Gpio, TheLightsThatWereOnAreOffAfterTheLinkOpenedAgain) {
    make({{"outputs", "12=red,13=green"}});
    order(OutputKind::start, 100s);
    std::ignore = written();
    open();
    driver->on_tick(HostTime{101s}, got);
    EXPECT_EQ(written(), "") << "the kernel gave the lines inactive";
}

TEST_F(Gpio, ABoardThatOnlyReadsTakesNoOrders) {
    make({{"lines", "5=finish"}});
    EXPECT_FALSE(driver->has_outputs());
    order(OutputKind::start, 101s);
    EXPECT_EQ(written(), "");
    make({{"outputs", "12=red"}});
    EXPECT_TRUE(driver->has_outputs());
}

TEST_F(Gpio, RefusesSettingsThatMakeNoSense) {
    const std::pair<Settings, std::string> cases[] = {
        {{{"lines", "5"}}, "is not written as LINE=name"},
        {{{"lines", "5=a,,6=b"}}, "is not written as LINE=name"},
        {{{"lines", "5=a,5=b"}}, "names a line that has a name already"},
        {{{"lines", "5=a,6=a"}}, "gives two lines one name"},
        {{{"lines", "x=a"}}, "is not written as LINE=name"},
        {{{"outputs", "12=blue"}}, "\"blue\" is no output of the start. There are: red, green"},
        {{{"lines", "12=a"}, {"outputs", "12=red"}}, "line 12 cannot be an input and an output"},
        {{{"pulse_ms", "0"}}, "pulse_ms must be"},
        {{{"green_ms", "an hour"}}, "green_ms must be"},
        {{{"coarse", "yes"}}, "coarse must be"},
        {{{"clock", "realtime"}}, "clock must be"},
    };
    for (const auto& [settings, text] : cases) {
        const auto made = try_make(settings);
        ASSERT_FALSE(made) << text;
        EXPECT_EQ(made.error().code, errc::bad_input);
        EXPECT_NE(made.error().text.find(text), std::string::npos) << made.error().text;
    }
    EXPECT_TRUE(try_make({{"outputs", "12=red,13=red"}})) << "two red lights";
}

TEST_F(Gpio, GarbageBetweenEventsIsSkippedAndQuoted) {
    make({{"lines", "6=green"}});
    const auto garbage = std::string{"\x01\x00\x00\x02 seven", 10};
    read(event(101s, 6, 1, 1) + garbage + event(102s, 6, 2, 2), 102s);
    EXPECT_EQ(got.impulses.size(), 2u);
    EXPECT_EQ(got.skipped_bytes, garbage.size());
    ASSERT_EQ(got.complaints.size(), 1u);
    EXPECT_NE(got.complaints[0].find(" seven"), std::string::npos) << got.complaints[0];
}

}  // namespace gpio_test
}  // namespace bowball::capture
