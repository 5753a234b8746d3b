#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <random>

#include "folders.hpp"
#include "net_sensor_bench.hpp"
#include "drivers/net_sensor_reader.hpp"
#include "io/capture_file.hpp"

namespace bowball::capture {
namespace net_sensor_test {

using namespace net_sensor;

TEST(NetSensor, IsHeardOnceItHasAnsweredAProbe) {
    Bench bench;
    bench.hear(bench.impulse(1));
    EXPECT_TRUE(bench.got.impulses.empty());
    EXPECT_EQ(bench.got.alives, 0u);
    EXPECT_NE(bench.got.complaints.at(0).find("has not yet answered"), std::string::npos);
    const auto probe = bench.newest(Kind::probe);
    ASSERT_FALSE(probe.empty());
    EXPECT_TRUE(is_sealed(a_key, probe)) << "what the server sends is sealed too";
    EXPECT_EQ(header_of(probe).boot, bench.boot);
    bench.now += 5ms;
    bench.hear(bench.answer(probe, 7'000'000, 8'000'000));
    bench.hear(bench.impulse(1, 1));
    ASSERT_EQ(bench.got.impulses.size(), 1u);
    const auto& impulse = bench.got.impulses[0];
    EXPECT_EQ(impulse.channel, "2");
    EXPECT_EQ(impulse.ticks, DeviceTime{1ms});
    EXPECT_EQ(impulse.own_uncertainty, 20us);
    EXPECT_EQ(impulse.edge, Edge::falling);
    EXPECT_EQ(impulse.change, Change::repeated) << "the server may have known it before it was restarted";
    EXPECT_TRUE(bench.got.restarts.empty()) << "the first boot that is heard of is no restart";
}

TEST(NetSensor, FourStampsBoundTheClock) {
    Bench bench;
    bench.prove();
    ASSERT_EQ(bench.got.samples.size(), 1u);
    EXPECT_EQ(bench.got.samples[0].device, DeviceTime{7500us});
    EXPECT_EQ(bench.got.samples[0].host, HostTime{100s + 2500us});
    EXPECT_EQ(bench.got.samples[0].half_round_trip, 2ms + 1us) << "half of 5 ms less 1 ms spent, and what a stamp is worth";
}

TEST(NetSensor, IsAskedOftenAtFirstAndThenEveryTwoSeconds) {
    Bench bench;
    bench.prove();
    bench.sent.clear();
    for (int i = 0; i < 20; ++i) bench.tick(100ms);
    const auto at_first = bench.sent.size();
    EXPECT_GE(at_first, 6u);
    for (int i = 0; i < 40; ++i) bench.tick(100ms);
    bench.sent.clear();
    for (int i = 0; i < 200; ++i) bench.tick(100ms);
    EXPECT_EQ(bench.sent.size(), 10u);
}

TEST(NetSensor, AnAnswerCountsOnceAndOnlyWhileItIsAwaited) {
    Bench bench;
    bench.prove();
    bench.tick(10ms);
    const auto probe = bench.newest(Kind::probe);
    bench.tick(6s);
    bench.hear(bench.answer(probe, 20'000'000, 20'000'000));
    EXPECT_EQ(bench.got.samples.size(), 1u) << "too late";
    const auto next = bench.newest(Kind::probe);
    bench.hear(bench.answer(next, 30'000'000, 40'000'000'000));
    EXPECT_EQ(bench.got.samples.size(), 1u) << "it spent longer than the whole way took";
    bench.tick(3s);
    const auto third = bench.newest(Kind::probe);
    bench.now += 1ms;
    bench.hear(bench.answer(third, 9'000'000'000, 9'000'000'000));
    bench.hear(bench.answer(third, 9'000'500'000, 9'000'500'000));
    EXPECT_EQ(bench.got.samples.size(), 2u);
}

TEST(NetSensor, AcknowledgesWhatIsInTheJournalAndNotBefore) {
    Bench bench;
    bench.prove();
    bench.hear(bench.impulse(1));
    bench.hear(bench.impulse(2));
    EXPECT_EQ(bench.acknowledged(), 0u);
    bench.commit(2);
    EXPECT_EQ(bench.acknowledged(), 0u) << "1 is not";
    bench.commit(1);
    EXPECT_EQ(bench.acknowledged(), 2u);
    bench.hear(bench.impulse(2, 1));
    EXPECT_EQ(bench.got.impulses.size(), 2u) << "the acknowledgement was lost: it is acknowledged again, and not reported";
    EXPECT_EQ(bench.acknowledged(), 2u);
}

TEST(NetSensor, WhatTheJournalDidNotTakeIsReportedAgainWhenItComesAgain) {
    Bench bench;
    bench.prove();
    bench.hear(bench.impulse(1));
    bench.hear(bench.impulse(1, 1));
    ASSERT_EQ(bench.got.impulses.size(), 2u);
    EXPECT_EQ(bench.got.impulses[0].change, Change::seen);
    EXPECT_EQ(bench.got.impulses[1].change, Change::repeated) << "the race drops it if it has it";
    bench.commit(2);
    EXPECT_EQ(bench.acknowledged(), 1u);
}

TEST(NetSensor, AGapIsFilledByRepetitionAndNotLost) {
    Bench bench;
    bench.prove();
    for (const auto number : {1U, 3U, 4U}) bench.hear(bench.impulse(number));
    bench.commit_all();
    EXPECT_EQ(bench.acknowledged(), 1u);
    bench.acked = 1, bench.oldest = 2;
    bench.hear(bench.impulse(2, 1));
    bench.commit_all();
    EXPECT_EQ(bench.acknowledged(), 4u);
    EXPECT_EQ(bench.got.missed, 0u);
}

TEST(NetSensor, WhatTheSensorThrewOutIsMissedOnce) {
    Bench bench;
    bench.prove();
    bench.hear(bench.impulse(1));
    bench.commit_all();
    bench.acked = 1, bench.oldest = 5;
    bench.hear(bench.impulse(5));
    bench.hear(bench.status());
    bench.hear(bench.impulse(6));
    EXPECT_EQ(bench.got.missed, 3u) << "2, 3 and 4";
    bench.oldest = 7;
    bench.hear(bench.status());
    EXPECT_EQ(bench.got.missed, 3u) << "5 and 6 were heard";
    bench.oldest = 9;
    bench.hear(bench.status());
    EXPECT_EQ(bench.got.missed, 5u) << "7 and 8";
    bench.commit_all();
    EXPECT_EQ(bench.acknowledged(), 8u) << "what is lost is settled with the journal, like an impulse";
}

TEST(NetSensor, AfterARestartOfTheServerNothingIsLostAndALossIsStillTold) {
    Bench bench;
    bench.prove();
    bench.hear(bench.impulse(1));
    bench.hear(bench.impulse(2));
    bench.commit(1);
    bench.acked = 1, bench.oldest = 4;  // 2 and 3 were thrown out while nobody listened
    bench.restart_server();
    bench.prove();
    EXPECT_EQ(bench.got.missed, 2u);
    bench.hear(bench.impulse(4, 3));
    bench.commit_all();
    EXPECT_EQ(bench.acknowledged(), 4u);
    EXPECT_EQ(bench.got.restarts.size(), 0u) << "the same boot: its clock went on";
}

TEST(NetSensor, ANewBootIsANewClockAndItsNumbersBeginAgain) {
    Bench bench;
    bench.prove();
    bench.hear(bench.impulse(1));
    bench.hear(bench.impulse(4));
    bench.commit_all();
    bench.boot = 77;
    bench.counter = 0;
    bench.prove();
    EXPECT_EQ(bench.got.restarts.size(), 1u);
    EXPECT_EQ(bench.got.missed, 2u) << "2 and 3 will never come";
    bench.hear(bench.impulse(1));
    EXPECT_EQ(bench.got.impulses.size(), 3u);
    bench.commit_all();
    EXPECT_EQ(bench.acknowledged(), 1u);
    EXPECT_EQ(header_of(bench.newest(Kind::ack)).boot, 77u);
}

TEST(NetSensor, ARecordingOfAnEarlierBootIsRefused) {
    Bench bench;
    std::vector<std::string> recording;
    const auto say = [&](std::string datagram) {
        bench.hear(datagram);
        recording.push_back(std::move(datagram));
    };
    say(bench.hello());
    say(bench.answer(bench.newest(Kind::probe), 7, 8));
    say(bench.impulse(1));
    say(bench.status());
    EXPECT_EQ(bench.got.impulses.size(), 1u);
    for (const auto* when : {"while it runs", "after a restart of the sensor", "after a restart of the server"}) {
        const auto before = bench.got;
        for (const auto& datagram : recording) bench.hear(datagram);
        EXPECT_EQ(bench.got.impulses, before.impulses) << when;
        EXPECT_EQ(bench.got.samples, before.samples) << when;
        EXPECT_EQ(bench.got.alives, before.alives) << when;
        EXPECT_GE(bench.got.skipped_bytes, before.skipped_bytes + recording[1].size() + recording[2].size() + recording[3].size()) << when;
        EXPECT_GT(bench.got.complaints.size(), before.complaints.size()) << when;
        bench.tick(10ms);
        if (std::string_view{when} == "while it runs") {
            bench.boot = 2, bench.counter = 0;
            bench.prove();
        } else {
            bench.restart_server();
        }
    }
    bench.hear(recording[0]);
    bench.tick(6s);
    EXPECT_NE(bench.got.complaints.back().find("old recording"), std::string::npos) << bench.got.complaints.back();
}

// The computer was started again and its clock begins at zero: a tick that differs by a nanosecond makes other nonces.
TEST(NetSensor, NoNonceComesTwice) {
    const auto nonces = [](Duration first_tick) {
        Bench bench;
        bench.tick(first_tick);
        bench.now = HostTime{200s};
        std::vector<std::string> all;
        for (int i = 0; i < 50; ++i) {
            bench.boot = 100 + i;
            bench.hear(bench.hello());
            all.emplace_back(body_of(bench.newest(Kind::probe)).substr(0, 8));
        }
        return all;
    };
    auto all = nonces(100ms);
    for (const auto& one : nonces(100ms + 1ns)) all.push_back(one);
    std::ranges::sort(all);
    EXPECT_EQ(std::ranges::adjacent_find(all), all.end());
}

TEST(NetSensor, EveryFlippedBitIsRefused) {
    Bench bench;
    bench.prove();
    const auto genuine = bench.impulse(1);
    for (std::size_t bit = 0; bit < genuine.size() * 8; ++bit) {
        auto forged = genuine;
        forged[bit / 8] = static_cast<char>(forged[bit / 8] ^ (1 << bit % 8));
        const auto before = bench.got.skipped_bytes;
        bench.hear_bytes(forged);
        bench.tick(200ms);
        ASSERT_TRUE(bench.got.impulses.empty()) << "bit " << bit;
        ASSERT_EQ(bench.got.skipped_bytes, before + forged.size()) << "bit " << bit;
    }
    bench.hear_bytes(genuine);
    EXPECT_EQ(bench.got.impulses.size(), 1u);
}

TEST(NetSensor, ADatagramThatWasCutHoldsNothingUp) {
    Bench bench;
    bench.prove();
    const auto genuine = bench.impulse(1);
    for (std::size_t size = 1; size < genuine.size(); ++size) {
        bench.hear_bytes(genuine.substr(0, size));
        const auto before = bench.got.alives;
        bench.now += 1ms;
        bench.hear_bytes(bench.status());
        ASSERT_EQ(bench.got.alives, before + 1) << size << " bytes before it";
    }
    EXPECT_TRUE(bench.got.impulses.empty());
    bench.hear_bytes(bench.impulse(1, 1));
    EXPECT_EQ(bench.got.impulses.size(), 1u);
}

// A half datagram of an attacker must not lend its earlier arrival to an answer.
TEST(NetSensor, TheArrivalIsThatOfTheDatagramItself) {
    Bench bench;
    bench.prove();
    bench.tick(10ms);
    bench.hear_bytes(std::string{"BWSN\x01\x05\xB0\x04", 8});
    bench.now += 20ms;
    bench.hear_bytes(bench.answer(bench.newest(Kind::probe), 40'000'000, 40'000'000));
    ASSERT_EQ(bench.got.samples.size(), 2u);
    EXPECT_EQ(bench.got.samples[1].half_round_trip, 10ms + 1us);
}

TEST(NetSensor, DatagramsMayOvertakeEachOtherButNotComeTwice) {
    Bench bench;
    bench.prove();
    std::vector<std::string> all;
    for (std::uint32_t number = 1; number <= 60; ++number) all.push_back(bench.impulse(number));
    std::ranges::shuffle(all, std::mt19937{5});
    for (const auto& one : all) bench.hear(one);
    for (const auto& one : all) bench.hear(one);
    EXPECT_EQ(bench.got.impulses.size(), 60u);
    bench.commit_all();
    EXPECT_EQ(bench.acknowledged(), 60u);
    const auto held_back = bench.impulse(61);
    for (int i = 0; i < 64; ++i) bench.hear(bench.status());
    bench.hear(held_back);
    EXPECT_EQ(bench.got.impulses.size(), 60u) << "64 later ones came first: it will be repeated";
}

TEST(NetSensor, CountersDoNotWrapAndNumbersMay) {
    Bench bench;
    bench.counter = UINT64_MAX - 6;
    bench.acked = UINT32_MAX - 2, bench.oldest = UINT32_MAX - 1;
    bench.prove();
    for (const auto number : {UINT32_MAX - 1, UINT32_MAX, 0U, 1U}) bench.hear(bench.impulse(number));
    EXPECT_EQ(bench.got.impulses.size(), 4u);
    bench.commit_all();
    EXPECT_EQ(bench.acknowledged(), 1u);
    EXPECT_EQ(bench.got.missed, 0u);
    EXPECT_EQ(bench.counter, UINT64_MAX);
    bench.hear(bench.impulse(2));
    EXPECT_EQ(bench.counter, 0u);
    EXPECT_EQ(bench.got.impulses.size(), 4u) << "a counter that begins again within a boot is a replay";
}

TEST(NetSensor, AnotherSensorOnItsLinkIsNamed) {
    Bench bench;
    bench.prove();
    bench.hear(sealed(a_key, {Kind::hello, 7, 1, 1}, bytes_of(0U, 1U)));
    EXPECT_NE(bench.got.complaints.back().find("sensor 7"), std::string::npos);
    bench.hear(bench.newest(Kind::probe));
    EXPECT_NE(bench.got.complaints.back().find("what a server says"), std::string::npos) << "sent back to where it came from";
}

TEST(NetSensor, TellsItsBatteryAndWhetherItsKeyIsASecret) {
    Bench bench;
    bench.prove();
    bench.hear(bench.status());
    EXPECT_EQ(bench.says, "Battery 3920 mV. Signal -67 dBm. -1.5 °C.");
    EXPECT_FALSE(bench.is_ailing);
    for (const auto& [key, limit] : {std::pair{"battery_low_mv", "3921"}, std::pair{"signal_low_dbm", "-66"}}) {
        Bench weak{{{key, limit}}};
        weak.prove();
        weak.hear(weak.status());
        EXPECT_TRUE(weak.is_ailing) << key;
        EXPECT_EQ(weak.says, "It will not last or not be heard: look after its battery and its place. Battery 3920 mV. Signal -67 dBm. -1.5 °C.");
    }
    Bench open{{{"key", "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"}, {"everybodys_key", "allowed"}}};
    open.hear(sealed(parse_digest("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f").value(), {Kind::hello, 1, 5, 1}, bytes_of(0U, 1U)));
    ASSERT_FALSE(open.newest(Kind::probe).empty());
    EXPECT_EQ(open.says, "") << "not yet heard";
    const auto body = bytes_of(0U, 1U) + std::string{body_of(open.newest(Kind::probe))} + bytes_of(std::uint64_t{5}, std::uint64_t{5});
    open.hear(sealed(parse_digest("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f").value(), {Kind::answer, 1, 5, 2}, body));
    EXPECT_NE(open.says.find("everybody knows"), std::string::npos);
}

TEST(NetSensor, TheKeyThatEverybodyKnowsIsRefusedUnlessAllowed) {
    const auto* spec = *std::ranges::find(all_drivers(), "net_sensor", &DriverSpec::name);
    const auto with = [&](std::string key, std::string open) {
        return spec->make({{"key", std::move(key)}, {"device", "1"}, {"proof", "asked"}, {"battery_low_mv", "3500"}, {"signal_low_dbm", "-80"}, {"everybodys_key", std::move(open)}});
    };
    const std::string everybodys{spec->settings[0].default_value};
    ASSERT_FALSE(with(everybodys, "refused").has_value());
    EXPECT_NE(with(everybodys, "refused").error().text.find("openssl rand -hex 32"), std::string::npos);
    auto loud = everybodys;
    std::ranges::transform(loud, loud.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    EXPECT_FALSE(with(loud, "refused").has_value());
    EXPECT_TRUE(with(everybodys, "allowed").has_value());
    EXPECT_TRUE(with(to_hex(a_key), "refused").has_value());
}

TEST(NetSensor, SettingsThatMakeNoSenseAreRefused) {
    const auto* spec = *std::ranges::find(all_drivers(), "net_sensor", &DriverSpec::name);
    const auto good = Settings{{"key", to_hex(a_key)}, {"device", "1"}, {"proof", "asked"}, {"battery_low_mv", "3500"}, {"signal_low_dbm", "-80"}, {"everybodys_key", "refused"}};
    EXPECT_TRUE(spec->make(good).has_value());
    for (const auto& [place, value] : std::vector<std::pair<std::size_t, std::string>>{{0, "secret"}, {0, to_hex(a_key) + "0"}, {1, "-1"}, {1, "4294967296"}, {2, "no"}, {3, "full"}, {3, "65536"}, {4, "80"}, {4, "-129"}, {5, "yes"}}) {
        auto bad = good;
        bad[place].second = value;
        EXPECT_FALSE(spec->make(bad).has_value()) << value;
    }
}

// Inside the seal a device may say anything: its program is somebody's first.
TEST(NetSensor, SealedNonsenseIsSurvived) {
    std::mt19937 random{11};
    Bench bench;
    bench.prove();
    for (int i = 0; i < 100'000; ++i) {
        std::string body(random() % 90, ' ');
        for (auto& byte : body) byte = static_cast<char>(random() % 3 == 0 ? random() : 0);
        if (random() % 1000 == 0) bench.boot = random() % 4;
        bench.hear(sealed(a_key, {static_cast<Kind>(random() % 10), 1, bench.boot, ++bench.counter}, body));
        if (random() % 10 == 0) bench.tick(100ms);
        if (random() % 20 == 0) bench.commit(bench.marks);
        if (random() % 100 == 0 && !bench.newest(Kind::probe).empty()) bench.hear(bench.answer(bench.newest(Kind::probe), random(), random()));
        for (const auto& impulse : bench.got.impulses) ASSERT_GT(impulse.own_uncertainty, 0ns);
        if (bench.sent.size() > 1000) bench.sent.erase(bench.sent.begin(), bench.sent.end() - 500);
        bench.got.impulses.clear();
        bench.got.complaints.clear();
    }
    EXPECT_GT(bench.got.restarts.size(), 0u) << "it got somewhere";
}

// The recording is made by Python's BLAKE2b, and so another reading of the protocol.
TEST(NetSensor, ItsRecordingSaysWhatItsScriptSays) {
    const auto recording = io::read_capture(tests_folder() + "/devices/net_sensor.cap");
    ASSERT_TRUE(recording.has_value());
    Collector asked;
    auto driver = make_driver("net_sensor");
    for (const auto& piece : recording->pieces) {
        if (piece.direction == '<') driver->on_bytes(as_bytes(piece.bytes), HostTime{}, asked);
    }
    EXPECT_EQ(asked.impulses.size(), 9u) << "six, and three after it was switched off and on";
    EXPECT_EQ(asked.restarts.size(), 1u);
    EXPECT_EQ(asked.missed, 2u);
    EXPECT_EQ(asked.samples.size(), 2u);
    const auto* spec = *std::ranges::find(all_drivers(), "net_sensor", &DriverSpec::name);
    Settings settings;
    for (const auto& one : spec->settings) settings.emplace_back(one.key, one.when_played.empty() ? one.default_value : one.when_played);
    Collector waived;
    driver = std::move(*spec->make(settings));
    for (const auto& piece : recording->pieces) {
        if (piece.direction != '<') continue;
        driver->on_tick(HostTime{piece.since_start}, waived);
        driver->on_bytes(as_bytes(piece.bytes), HostTime{piece.since_start}, waived);
    }
    EXPECT_EQ(waived.impulses, asked.impulses) << "at another time of day nothing is proven, and proof is waived";
    EXPECT_GE(waived.samples.size(), 2u);
}

/// Every eight bytes the beginning of a datagram of 1,200 bytes; none has a seal.
std::string beginnings(std::size_t bytes) {
    std::string text;
    while (text.size() < bytes) text += std::string{"BWSN\x01\x07\xb0\x04", 8};
    text.resize(bytes);
    return text;
}

std::string datagram_of(std::uint64_t counter, std::size_t body_bytes = 8) { return sealed(a_key, {Kind::hello, 1, 1, counter}, std::string(body_bytes, '\1')); }

struct SealCount {
    DatagramReader reader{a_key};
    Collector got;
    std::size_t taken = 0;
    void stream(std::string_view text) {
        reader.add(as_bytes(text), HostTime{1s}, got, [this](std::string_view, HostTime, DriverOutput&) { ++taken; });
    }
    void datagram(std::string_view text) {
        reader.add_datagram(as_bytes(text), HostTime{1s}, got, [this](std::string_view, HostTime, DriverOutput&) { ++taken; });
    }
};

TEST(NetSensor, ADatagramCostsOneSealAtMost) {
    SealCount count;
    count.datagram(beginnings(65'504));
    EXPECT_EQ(count.reader.seals(), 0u) << "longer than any";
    EXPECT_EQ(count.got.skipped_bytes, 65'504u);
    count.datagram(beginnings(1'200));
    EXPECT_EQ(count.reader.seals(), 1u);
    count.datagram(datagram_of(1) + "x");
    count.datagram("x" + datagram_of(1));
    EXPECT_EQ(count.reader.seals(), 1u) << "what stands within something else is none";
    EXPECT_EQ(count.taken, 0u);
    count.datagram(datagram_of(1));
    EXPECT_EQ(count.reader.seals(), 2u);
    EXPECT_EQ(count.taken, 1u);
}

TEST(NetSensor, AStreamHashesNoMoreThanTwiceWhatCame) {
    SealCount count;
    constexpr std::size_t flood = 65'504;
    count.stream(beginnings(flood));
    EXPECT_LE(count.reader.seals(), 2 * flood / longest + 1);
    for (int i = 0; i < 1'000; ++i) count.stream(beginnings(8));
    EXPECT_LE(count.reader.seals(), 2 * (flood + 8'000) / longest + 2) << "also where it drips";
    count.stream(std::string(2 * longest, '.'));   // what ends it
    ASSERT_EQ(count.taken, 0u);
    std::string many;
    for (std::uint64_t i = 1; i <= 500; ++i) many += datagram_of(i, i % 40 + 8);
    count.stream(many);
    EXPECT_EQ(count.taken, 500u) << "good ones are not held up";
}

}  // namespace net_sensor_test
}  // namespace bowball::capture
