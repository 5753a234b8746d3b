// Traces of net_sensor: put together from pieces in any order, asked for until they are whole, acknowledged once they are recorded.
#include <numeric>
#include <random>

#include "core/limits.hpp"
#include "net_sensor_bench.hpp"

namespace bowball::capture {
namespace net_sensor_trace_test {

using namespace net_sensor;

/// A trace as a sensor has it.
struct Sent {
    std::uint32_t number = 1;
    std::uint16_t total = 6000;
    std::uint8_t channel = 3;
    std::uint64_t ticks_ns = 5'000'000'000;
    std::uint32_t uncertainty_ns = 50'000;
    std::uint32_t interval_ns = 250'000;
    std::int64_t scale_micro = -15'000;
    std::string unit = "N";

    [[nodiscard]] std::int16_t sample(std::size_t i) const { return static_cast<std::int16_t>(static_cast<int>(i * 37 + number) % 65536 - 32768); }
    [[nodiscard]] std::string piece(std::uint16_t first, std::uint16_t count) const {
        auto body = bytes_of(number, total, first, channel, std::uint8_t{0}, count, ticks_ns, uncertainty_ns, interval_ns, scale_micro);
        auto padded = unit;
        padded.resize(8, '\0');
        body += padded;
        for (std::size_t i = first; i < std::size_t{first} + count; ++i) append(body, sample(i));
        return body;
    }
};

/// What the server said last of a trace.
struct Said {
    std::uint32_t number;
    int state;
    int first;
    int count;
    friend bool operator==(const Said&, const Said&) = default;
};
Said said(const Bench& bench) {
    const auto request = bench.newest(Kind::trace_request);
    if (request.empty()) return {0, -1, 0, 0};
    EXPECT_TRUE(is_sealed(a_key, request));
    const auto body = body_of(request);
    EXPECT_EQ(body.size(), 12u);
    return {number_at<std::uint32_t>(body, 0), number_at<std::uint8_t>(body, 4), number_at<std::uint16_t>(body, 6), number_at<std::uint16_t>(body, 8)};
}

void hear(Bench& bench, const Sent& trace, std::uint16_t first, std::uint16_t count) { bench.hear(bench.made(Kind::trace, trace.piece(first, count))); }

TEST(NetSensorTrace, IsReportedWholeAndAcknowledgedOnceItIsRecorded) {
    Bench bench;
    bench.prove();
    const Sent trace;
    for (int first = 0; first < 6000; first += 500) {
        EXPECT_TRUE(bench.got.traces.empty());
        hear(bench, trace, static_cast<std::uint16_t>(first), 500);
    }
    ASSERT_EQ(bench.got.traces.size(), 1u);
    const auto& got = bench.got.traces[0];
    EXPECT_EQ(got.channel, "3");
    EXPECT_EQ(got.ticks, DeviceTime{5s});
    EXPECT_EQ(got.own_uncertainty, 50us);
    EXPECT_EQ(got.waveform.sample_interval, 250us);
    EXPECT_EQ(got.waveform.unit, "N");
    EXPECT_EQ(got.waveform.scale_micro, -15'000);
    ASSERT_EQ(got.waveform.samples.size(), 6000u);
    for (std::size_t i = 0; i < 6000; ++i) ASSERT_EQ(got.waveform.samples[i], trace.sample(i)) << i;
    EXPECT_EQ(said(bench), (Said{1, 0, 6000, 0})) << "all here, not yet recorded";
    bench.commit(bench.marks);
    EXPECT_EQ(said(bench), (Said{1, 1, 0, 0})) << "told at once";
    bench.sent.clear();
    hear(bench, trace, 0, 500);
    EXPECT_EQ(said(bench), (Said{1, 1, 0, 0})) << "and again, if that was lost";
    EXPECT_EQ(bench.got.traces.size(), 1u);
    EXPECT_TRUE(bench.got.complaints.empty()) << bench.got.complaints.front();
}

TEST(NetSensorTrace, TheFirstGapIsAskedFor) {
    Bench bench;
    bench.prove();
    const Sent trace;
    hear(bench, trace, 0, 500);
    EXPECT_EQ(said(bench), (Said{1, 0, 500, 5500}));
    hear(bench, trace, 1000, 500);
    EXPECT_EQ(said(bench), (Said{1, 0, 500, 500}));
    hear(bench, trace, 400, 300);
    EXPECT_EQ(said(bench), (Said{1, 0, 700, 300})) << "pieces of another cut overlap";
    hear(bench, trace, 700, 300);
    EXPECT_EQ(said(bench), (Said{1, 0, 1500, 4500}));
}

TEST(NetSensorTrace, AnyCutInAnyOrderWithAnyRepetitionGivesTheSame) {
    std::mt19937 random{5};
    for (int round = 0; round < 50; ++round) {
        Bench bench;
        bench.prove();
        Sent trace;
        trace.total = static_cast<std::uint16_t>(1 + random() % 1500);
        std::vector<std::pair<std::uint16_t, std::uint16_t>> pieces;
        for (std::uint16_t first = 0; first < trace.total;) {
            const auto count = static_cast<std::uint16_t>(std::min<unsigned long>(1 + random() % 550, trace.total - first));
            for (unsigned i = 0; i <= random() % 3; ++i) pieces.emplace_back(first, count);
            first = static_cast<std::uint16_t>(first + count);
        }
        std::ranges::shuffle(pieces, random);
        for (const auto& [first, count] : pieces) hear(bench, trace, first, count);
        ASSERT_EQ(bench.got.traces.size(), 1u);
        for (std::size_t i = 0; i < trace.total; ++i) ASSERT_EQ(bench.got.traces[0].waveform.samples[i], trace.sample(i));
    }
}

TEST(NetSensorTrace, WhatMakesNoSenseIsRefusedSoThatNobodyRepeatsItForEver) {
    for (int spoil = 0; spoil < 11; ++spoil) {
        Bench bench;
        bench.prove();
        Sent trace;
        std::uint16_t first = 0;
        std::uint16_t count = 10;
        switch (spoil) {
            case 0: trace.total = limits::trace_samples + 1; break;
            case 1: trace.total = 0; break;
            case 2: first = 5995; break;
            case 3: count = 0; break;
            case 4: trace.interval_ns = 0; break;
            case 5: trace.interval_ns = 100'000'001; break;
            case 6: trace.scale_micro = 0; break;
            case 7: trace.scale_micro = INT64_MIN; break;
            case 8: trace.ticks_ns = UINT64_MAX; break;
            case 9: trace.unit = ""; break;
            default: trace.unit = "\x01"; break;
        }
        hear(bench, trace, first, count);
        EXPECT_EQ(said(bench), (Said{1, 2, 0, 0})) << spoil;
        EXPECT_TRUE(bench.got.traces.empty());
        EXPECT_EQ(bench.got.complaints.size(), 1u) << spoil;
    }
}

TEST(NetSensorTrace, PiecesThatContradictEachOtherAreNoTrace) {
    Bench bench;
    bench.prove();
    Sent trace;
    hear(bench, trace, 0, 500);
    trace.interval_ns = 500'000;
    hear(bench, trace, 500, 500);
    EXPECT_EQ(said(bench), (Said{1, 2, 0, 0}));
    EXPECT_NE(bench.got.complaints.at(0).find("contradict"), std::string::npos);
}

TEST(NetSensorTrace, ABodyThatLacksItsSamplesIsNotUnderstood) {
    Bench bench;
    bench.prove();
    const auto whole = Sent{}.piece(0, 10);
    for (std::size_t size = 0; size < whole.size(); ++size) {
        bench.hear(bench.made(Kind::trace, whole.substr(0, size)));
        ASSERT_EQ(said(bench).state, -1) << size;
    }
    EXPECT_EQ(bench.got.complaints.size(), whole.size());
    bench.hear(bench.made(Kind::trace, whole + "and what a later program says"));
    EXPECT_EQ(said(bench), (Said{1, 0, 10, 5990}));
}

TEST(NetSensorTrace, WhatNobodyFinishesIsGivenUpAndSaid) {
    Bench bench;
    bench.prove();
    hear(bench, Sent{}, 0, 500);
    bench.tick(59s);
    EXPECT_TRUE(std::ranges::none_of(bench.got.complaints, [](const auto& why) { return why.find("not whole") != std::string::npos; }));
    bench.tick(2s);
    EXPECT_EQ(bench.got.complaints.back(), "trace \"1\" is not whole: 5500 of its 6000 samples did not come");
}

TEST(NetSensorTrace, ASensorThatBeginsTracesForEverFillsNoMemory) {
    Bench bench;
    bench.prove();
    for (std::uint32_t number = 1; number <= limits::unfinished_traces + 3; ++number) {
        Sent trace;
        trace.number = number;
        hear(bench, trace, 0, 1);
        bench.now += 1ms;
    }
    ASSERT_EQ(bench.got.complaints.size(), 3u);
    EXPECT_EQ(bench.got.complaints[0], "trace \"1\" is not whole: 5999 of its 6000 samples did not come");
}

TEST(NetSensorTrace, OfASensorThatWasRestartedIsLostAndTheNextOneIsAnother) {
    Bench bench;
    bench.prove();
    hear(bench, Sent{}, 0, 500);
    ++bench.boot;
    bench.counter = 0;
    bench.prove();
    EXPECT_NE(bench.got.complaints.back().find("trace \"1\" is not whole"), std::string::npos);
    Sent other;
    other.total = 20;
    hear(bench, other, 0, 20);
    EXPECT_EQ(bench.got.traces.size(), 1u) << "its number is the same, its boot is not";
}

// Inside the seal a sensor may say anything. Pieces that are nearly right get further than noise.
TEST(NetSensorTrace, SpoiltPiecesAreSurvivedAndWhatComesOutIsATrace) {
    std::mt19937 random{17};
    Bench bench;
    bench.prove();
    auto whole = 0;
    for (int i = 0; i < 30'000; ++i) {
        Sent trace;
        trace.number = static_cast<std::uint32_t>(random() % 50);
        trace.total = static_cast<std::uint16_t>(random() % 4 == 0 ? 1 + random() % 8 : 4);
        auto body = trace.piece(static_cast<std::uint16_t>(random() % 3), static_cast<std::uint16_t>(random() % 4));
        for (auto spoils = random() % 3; spoils > 0; --spoils) body[random() % body.size()] = static_cast<char>(random());
        if (random() % 20 == 0) body.resize(random() % body.size());
        bench.hear(bench.made(Kind::trace, body));
        if (random() % 10 == 0) bench.tick(Duration{static_cast<std::int64_t>(random() % 2'000'000'000)});
        if (random() % 3 == 0) bench.commit(1 + random() % (bench.marks + 1));
        for (const auto& got : bench.got.traces) {
            ASSERT_FALSE(got.waveform.samples.empty());
            ASSERT_LE(got.waveform.samples.size(), limits::trace_samples);
            ASSERT_GT(got.waveform.sample_interval, 0ns);
            ASSERT_NE(got.waveform.scale_micro, 0);
            ++whole;
        }
        bench.got.traces.clear();
        bench.got.complaints.clear();
        bench.sent.clear();
    }
    EXPECT_GT(whole, 20) << "it got somewhere";
}

TEST(NetSensorTrace, BeforeTheProofNothingIsTaken) {
    Bench bench;
    Sent trace;
    trace.total = 20;
    hear(bench, trace, 0, 20);
    EXPECT_TRUE(bench.got.traces.empty());
    EXPECT_EQ(said(bench).state, -1);
}

}  // namespace net_sensor_trace_test
}  // namespace bowball::capture
