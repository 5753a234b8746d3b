#include <gtest/gtest.h>

#include "swim.hpp"

namespace bowball::capture {
namespace omega_swim_test {

using namespace std::string_literals;

std::string padded(const std::string& text, std::size_t width, char with = ' ') { return std::string(width - text.size(), with) + text; }

struct Message {
    char sent = '2';
    char kind = 'A';
    std::string lane = "4";
    int lap = 2;
    std::string time = "0:55.00";
    std::string rank = "1";
    std::string event = "7";
    std::string heat = "3";
};

std::string first_of(const Message& m) {
    return "\x01\x02\x08"s + m.sent + m.kind + " 0802" + padded(m.event, 3, '0') + padded(m.heat, 2, '0') + "  " + padded(m.rank, 2) + "\x04";
}
std::string second_of(const Message& m) { return "\x01\x02\x08\n" + m.lane + padded(std::to_string(m.lap), 2) + "\x02" + padded(m.time, 11) + " \x04"; }
std::string pair_of(const Message& m) { return first_of(m) + second_of(m); }

// Protocols 5.2: on-line split, 8 lanes, 2 laps, event 7, heat 3, rank 1, lane 4, lap 1, 27.41.
TEST(OmegaSwim, ReadsTheExampleOfASplit) {
    const auto first = "\x01\x02\x08" "2I 080200703   1" "\x04"s;
    const auto second = "\x01\x02\x08\x0A" "4 1" "\x02" "    0:27.41" " " "\x04"s;
    ASSERT_EQ(first.size(), 20u);
    ASSERT_EQ(second.size(), 21u);
    const auto got = feed("omega_swim", first + second);
    EXPECT_EQ(got.skipped_bytes, 0u);
    EXPECT_EQ(got.alives, 1u);
    EXPECT_TRUE(got.results.empty()) << "nobody has finished";
    const auto finished = feed("omega_swim", first + second + pair_of({.time = "0:56.11"}));
    ASSERT_EQ(finished.results.size(), 1u);
    EXPECT_EQ(finished.results[0].key, "7-3");
    EXPECT_EQ(row_of(finished.results[0], 4).splits, (std::vector<Duration>{27s + 410ms}));
    EXPECT_EQ(row_of(finished.results[0], 4).time, 56s + 110ms);
    EXPECT_EQ(row_of(finished.results[0], 4).place, 1);
    EXPECT_TRUE(finished.impulses.empty());
}

TEST(OmegaSwim, TheLifeSignIsUnderstood) {
    const auto got = feed("omega_swim", "\x01\x12" "9" "\x14" "TP" "\x04"s);
    EXPECT_EQ(got.alives, 1u);
    EXPECT_EQ(got.skipped_bytes, 0u);
}

TEST(OmegaSwim, ReactionTimesStandInTheirRows) {
    const auto got = feed("omega_swim", pair_of({.kind = 'R', .lap = 0, .time = "0:00.71", .rank = ""}) + pair_of({.kind = 'R', .lane = "5", .lap = 0, .time = "0:00.69", .rank = ""}) + pair_of({}));
    ASSERT_EQ(got.results.size(), 1u);
    EXPECT_EQ(row_of(got.results[0], 4).reaction, 710ms);
    EXPECT_EQ(row_of(got.results[0], 5).reaction, 690ms);
    EXPECT_EQ(row_of(got.results[0], 5).time, std::nullopt);
}

TEST(OmegaSwim, TakeOversAndButtonsAreNoFinish) {
    const auto got = feed("omega_swim", pair_of({.kind = 'D'}) + pair_of({.kind = 'B'}) + pair_of({.kind = 'S', .lane = " ", .time = ""}));
    EXPECT_TRUE(got.results.empty());
    EXPECT_EQ(got.skipped_bytes, 0u);
}

TEST(OmegaSwim, AHalfWithoutItsPartnerIsDroppedAndCounted) {
    const auto lost_second = feed("omega_swim", first_of({}) + pair_of({.lane = "5"}));
    EXPECT_EQ(lost_second.skipped_bytes, 20u);
    ASSERT_EQ(lost_second.results.size(), 1u);
    EXPECT_EQ(lost_second.results[0].rows.size(), 1u);
    const auto lost_first = feed("omega_swim", second_of({}) + pair_of({.lane = "5"}));
    EXPECT_EQ(lost_first.skipped_bytes, 21u);
    EXPECT_EQ(lost_first.results.at(0).rows.size(), 1u);
    const auto torn = feed("omega_swim", first_of({}) + "\x01\x02\x08" "2A 08" + second_of({}));
    EXPECT_TRUE(torn.results.empty()) << "what was lost in between may have been the partner";
    EXPECT_EQ(torn.skipped_bytes, 20u + 8u + 21u);
    const auto between = feed("omega_swim", first_of({}) + "\x01\x12" "9" "\x14" "TP" "\x04" + second_of({}));
    EXPECT_EQ(between.results.size(), 1u) << "a life sign parts no pair";
}

TEST(OmegaSwim, ADamagedFieldDropsThePair) {
    auto first = first_of({});
    first[10] = 'x';
    EXPECT_EQ(feed("omega_swim", first + second_of({})).skipped_bytes, 41u);
    auto second = second_of({});
    second[12] = 'x';
    const auto got = feed("omega_swim", first_of({}) + second);
    EXPECT_TRUE(got.results.empty());
    EXPECT_GE(got.skipped_bytes, 21u);
}

TEST(OmegaSwim, AHeatThatStartsAnewForgetsItsTimes) {
    const auto ready = pair_of({.sent = '0', .kind = 'S', .lane = " ", .lap = 0, .time = "", .rank = ""});
    const auto got = feed("omega_swim", pair_of({}) + ready + pair_of({.lane = "5"}));
    ASSERT_EQ(got.results.size(), 2u);
    EXPECT_EQ(got.results[1].rows.size(), 1u);
    const auto next = feed("omega_swim", pair_of({}) + pair_of({.lane = "5", .heat = "4"}));
    EXPECT_EQ(next.results.at(1).key, "7-4");
    EXPECT_EQ(next.results.at(1).rows.size(), 1u);
}

TEST(OmegaSwim, AListOfAnEarlierHeatIsToldWhole) {
    auto driver = make_driver("omega_swim");
    Collector got;
    driver->on_bytes(as_bytes(pair_of({.sent = '5', .heat = "2"}) + pair_of({.heat = "3"}) + pair_of({.sent = '5', .lane = "5", .heat = "2"})), HostTime{}, got);
    driver->on_tick(HostTime{500ms}, got);
    ASSERT_EQ(got.results.size(), 1u);
    EXPECT_EQ(got.results[0].key, "7-3");
    driver->on_tick(HostTime{1s}, got);
    driver->on_tick(HostTime{5s}, got);
    ASSERT_EQ(got.results.size(), 2u);
    EXPECT_EQ(got.results[1].key, "7-2");
    EXPECT_EQ(got.results[1].rows.size(), 2u);
}

TEST(OmegaSwim, WithoutAnEventTheResultHasNoKey) {
    const auto got = feed("omega_swim", pair_of({.event = "0"}));
    ASSERT_EQ(got.results.size(), 1u);
    EXPECT_EQ(got.results[0].key, "");
    auto driver = std::move(*make_with("omega_swim", {{"round", "SF"}}));
    Collector with_round;
    driver->on_bytes(as_bytes(pair_of({})), HostTime{}, with_round);
    EXPECT_EQ(with_round.results.at(0).key, "7-SF-3");
}

TEST(OmegaSwim, TheRecordingSaysWhatItsScriptSays) {
    const auto recording = own_recording("omega_swim");
    const auto got = feed("omega_swim", recording);
    ASSERT_FALSE(got.results.empty());
    const auto& last = got.results.back();
    EXPECT_EQ(last.key, "7-3");
    EXPECT_EQ(last.rows.size(), 8u);
    EXPECT_EQ(row_of(last, 5).time, 56s + 100ms) << "edited";
    EXPECT_EQ(row_of(last, 5).place, 1);
    EXPECT_EQ(row_of(last, 4).place, 2);
    EXPECT_EQ(row_of(last, 4).time, 56s + 110ms) << "the pair whose halves did not belong together left nothing";
    EXPECT_EQ(row_of(last, 8).time, std::nullopt);
    EXPECT_EQ(row_of(last, 8).reaction, 680ms);
    EXPECT_EQ(row_of(last, 3).splits, (std::vector<Duration>{27s + 430ms}));
    for (unsigned seed = 1; seed <= 40; ++seed) EXPECT_EQ(feed_in_pieces("omega_swim", recording, seed, seed).results, got.results) << "seed " << seed;
}

}  // namespace omega_swim_test
}  // namespace bowball::capture
