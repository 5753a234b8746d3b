#include <gtest/gtest.h>

#include "collector.hpp"
#include "drivers/simulator_protocol.hpp"

namespace bowball::capture {
namespace simulator_test {

TEST(Simulator, ReadsEdgesTimesAndLosses) {
    const auto got = feed("simulator", simulator::edge_line("motion_4", 123456789, true, 50'000) + simulator::time_line(124'000'000) + simulator::sealed("L 3"));
    ASSERT_EQ(got.impulses.size(), 1u);
    EXPECT_EQ(got.impulses[0].channel, "motion_4");
    EXPECT_EQ(got.impulses[0].ticks, DeviceTime{123456789ns});
    EXPECT_EQ(got.impulses[0].own_uncertainty, 50us);
    EXPECT_EQ(got.samples.size(), 1u);
    EXPECT_EQ(got.missed, 3u);
}

TEST(Simulator, ADamagedLineIsSkippedAndCounted) {
    auto line = simulator::edge_line("finish", 5, true, 1);
    line[3] ^= 1;
    const auto got = feed("simulator", line + simulator::edge_line("finish", 6, true, 1));
    EXPECT_EQ(got.impulses.size(), 1u);
    EXPECT_EQ(got.complaints.size(), 1u);
}

TEST(Simulator, AProbeAndItsAnswerTieTheClocksToHalfARoundTrip) {
    Collector got;
    auto driver = make_driver("simulator");
    driver->on_open(HostTime{100s}, got);
    driver->on_tick(HostTime{100s}, got);
    EXPECT_EQ(got.sent, simulator::probe_line(1));
    driver->on_bytes(as_bytes(simulator::answer_line(1, 5'000'000'000, 5'000'200'000)), HostTime{100s + 1ms}, got);
    ASSERT_EQ(got.samples.size(), 1u);
    EXPECT_EQ(got.samples[0].half_round_trip, 400us);
    EXPECT_EQ(got.samples[0].host, HostTime{100s + 500us});
    EXPECT_EQ(got.samples[0].device, DeviceTime{5s + 100us});
}

TEST(Simulator, OrdersGoToTheBox) {
    Collector got;
    make_driver("simulator")->on_order({OutputKind::red_light, RaceId{4}, RunNumber{2}}, HostTime{}, got);
    EXPECT_EQ(simulator::unsealed(std::string_view{got.sent}.substr(0, got.sent.size() - 1)), "O red_light 4 2");
}

TEST(Simulator, AnyCutGivesTheSameEdges) {
    std::string text;
    for (int i = 0; i < 40; ++i) text += simulator::edge_line("c" + std::to_string(i), i * 1'000'003LL, i % 2 == 0, 1000) + (i % 7 == 0 ? "noise\n" : "");
    const auto whole = feed("simulator", text);
    EXPECT_EQ(whole.impulses.size(), 40u);
    for (std::size_t cut = 0; cut <= text.size(); ++cut) {
        Collector collector;
        auto driver = make_driver("simulator");
        driver->on_bytes(as_bytes(std::string_view{text}.substr(0, cut)), HostTime{}, collector);
        driver->on_bytes(as_bytes(std::string_view{text}.substr(cut)), HostTime{}, collector);
        ASSERT_EQ(collector.impulses, whole.impulses) << "cut at byte " << cut;
    }
}

}  // namespace simulator_test
}  // namespace bowball::capture
