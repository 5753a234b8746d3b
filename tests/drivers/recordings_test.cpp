// Our own recordings, one a driver (tests/devices): what each must give, that any cut gives the same, and that damage is
// survived, counted and said with its place. A driver without a recording here is not supported.
#include <gtest/gtest.h>

#include <algorithm>

#include "recording.hpp"

namespace bowball::capture {
namespace recordings_test {

Collector feed_recording(std::string_view driver) {
    const auto recording = recording_of(driver);
    auto collector = feed(driver, stream_of(recording));
    // One driver for all: a file may belong to another.
    const auto of_files = make_driver(driver);
    for (const auto& file : files_of(recording)) give(*of_files, file, file.content, collector);
    return collector;
}

TEST(Recordings, EveryDriverHasOneAndUnderstandsIt) {
    for (const auto* spec : all_drivers()) {
        const auto recording = recording_of(spec->name);
        EXPECT_EQ(recording.header.driver, spec->name);
        const auto got = feed_recording(spec->name);
        EXPECT_GT(got.impulses.size() + got.traces.size() + got.results.size() + got.samples.size(), 0u) << spec->name;
        EXPECT_GT(got.skipped_bytes, 0u) << spec->name << ": each recording holds something that cannot be understood";
        EXPECT_FALSE(got.complaints.empty()) << spec->name;
    }
}

TEST(Recordings, TheTimersSaysWhatItsScriptSays) {
    const auto got = feed_recording("alge_timy");
    const auto count = [&](Change change) { return std::ranges::count(got.impulses, change, &RawImpulse::change); };
    EXPECT_EQ(count(Change::withdrawn), 2) << "a keypad start and a finish were cleared";
    EXPECT_EQ(count(Change::repeated), 1);
    EXPECT_EQ(std::ranges::count(got.impulses, true, &RawImpulse::by_hand), 3) << "the keypad, its clearing, and the typed finish of 8";
    EXPECT_EQ(got.complaints.size(), 1u);
    EXPECT_NE(got.complaints[0].find("noise on the line"), std::string::npos) << got.complaints[0];
}

TEST(Recordings, TheBoxsSaysWhatItsScriptSays) {
    const auto got = feed_recording("simulator");
    EXPECT_EQ(std::ranges::count(got.impulses, Edge::falling, &RawImpulse::edge), 6);
    EXPECT_EQ(got.impulses.size(), 26u) << "red, green, six gates with both edges, six motions, six finishes";
    EXPECT_EQ(got.missed, 2u);
    EXPECT_EQ(got.complaints.size(), 2u);
}

TEST(Recordings, TheGpioLinesSayWhatTheirScriptSays) {
    const auto got = feed_recording("gpio");
    EXPECT_EQ(got.impulses.size(), 20u);
    EXPECT_EQ(got.impulses[2].channel, "line6");
    EXPECT_EQ(got.impulses[2].ticks, DeviceTime{4326s + 250004us}) << "of another computer's clock";
    EXPECT_EQ(got.missed, 7u);
    EXPECT_EQ(got.complaints.size(), 2u) << "garbage, and the line that two of the lost ones were on";
}

TEST(Recordings, TheModemLinesSayWhatTheirScriptSays) {
    const auto got = feed_recording("serial_line");
    EXPECT_EQ(got.impulses.size(), 7u);
    EXPECT_EQ(got.missed, 3u) << "two of CTS, one of DSR";
    EXPECT_EQ(got.complaints.size(), 1u);
}

TEST(Recordings, TheReceiverSaysWhatItsScriptSays) {
    const auto got = feed_recording("pps");
    EXPECT_EQ(got.alives, 24u);
    EXPECT_EQ(got.samples.size(), 22u) << "all pulses but the spike and the one after it";
    EXPECT_EQ(got.restarts.size(), 1u) << "the wall clock was set by 5 s";
    EXPECT_EQ(got.complaints.size(), 4u) << "pulses missed, garbage, the spike, and the pulse after it";
}

TEST(Recordings, TheNetworkCardSaysWhatItsScriptSays) {
    const auto got = feed_recording("ptp");
    EXPECT_EQ(got.samples.size(), 30u);
    EXPECT_EQ(got.restarts.size(), 1u) << "set back by 750 ms";
    EXPECT_EQ(got.complaints.size(), 1u) << "half a record";
}

TEST(Recordings, ThePicturesSayWhatTheirScriptSays) {
    const auto got = feed_recording("photo_image");
    ASSERT_EQ(got.results.size(), 2u) << "a picture, and its readings corrected";
    EXPECT_EQ(got.results[0].rows.at(3).column, 900u);
    EXPECT_EQ(got.results[1].rows.at(3).column, 901u);
    EXPECT_EQ(got.results[1].rows.at(3).time, 398'250ms + 450'500us);
    EXPECT_EQ(got.complaints.size(), 4u) << "a stream at all, a lane with two words, a column beyond the picture, and what is no picture";
}

TEST(Recordings, TheForceBoxSaysWhatItsScriptSays) {
    const auto got = feed_recording("start_trace");
    ASSERT_EQ(got.traces.size(), 4u) << "two lanes, one of them whole only at its repetition, and two columns of a file";
    EXPECT_EQ(got.traces[0].channel, "lane 1");
    EXPECT_EQ(got.traces[1].waveform.samples.size(), 300u);
    EXPECT_EQ(got.traces[2].waveform.sample_interval, 5ms);
    EXPECT_EQ(got.impulses.size(), 1u) << "the start signal";
    EXPECT_EQ(got.complaints.size(), 3u) << "a damaged part, a microcontroller's banner, and a file with a bad row";
}

TEST(Recordings, AnyCutGivesTheSame) {
    for (const auto* spec : all_drivers()) {
        const auto bytes = stream_of(recording_of(spec->name));
        const auto whole = feed(spec->name, bytes);
        for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
            Collector collector;
            auto driver = make_driver(spec->name);
            driver->on_open(HostTime{}, collector);
            driver->on_bytes(as_bytes(std::string_view{bytes}.substr(0, cut)), HostTime{}, collector);
            driver->on_bytes(as_bytes(std::string_view{bytes}.substr(cut)), HostTime{}, collector);
            expect_same(collector, whole, std::string{spec->name} + ", cut at byte " + std::to_string(cut));
            if (HasFatalFailure()) return;
        }
        for (unsigned seed = 1; seed <= 20; ++seed) {
            expect_same(feed_in_pieces(spec->name, bytes, seed, 1 + seed * 3), whole, std::string{spec->name} + ", seed " + std::to_string(seed));
            if (HasFatalFailure()) return;
        }
    }
}

/// Bytes changed, dropped, doubled and put in: `changes` places.
std::string damaged(std::string bytes, std::mt19937& random, int changes) {
    for (int i = 0; i < changes && !bytes.empty(); ++i) {
        const auto at = random() % bytes.size();
        switch (random() % 4) {
            case 0: bytes[at] = static_cast<char>(random()); break;
            case 1: bytes.erase(at, 1 + random() % 5); break;
            case 2: bytes.insert(at, bytes.substr(at, 1 + random() % 40)); break;
            default: bytes.insert(at, 1, static_cast<char>(random())); break;
        }
    }
    return bytes;
}

TEST(Recordings, DamageIsSurvivedCountedAndSaidWithItsPlace) {
    for (const auto* spec : all_drivers()) {
        const auto recording = recording_of(spec->name);
        const auto bytes = stream_of(recording);
        const auto files = files_of(recording);
        auto complaints = std::size_t{0};
        for (unsigned seed = 1; seed <= 300; ++seed) {
            std::mt19937 random{seed};
            auto got = feed_in_pieces(spec->name, damaged(bytes, random, 30), seed, 64);
            for (const auto& file : files) give(*make_driver(spec->name), file, damaged(file.content, random, 5), got);
            ASSERT_LE(got.skipped_bytes, (bytes.size() + 8192) * 4) << spec->name << ", seed " << seed;
            complaints += got.complaints.size();
            for (const auto& text : got.complaints) ASSERT_TRUE(text.find('"') != std::string::npos || text.find(".lif") != std::string::npos) << spec->name << ", seed " << seed << ": no place in \"" << text << "\"";
        }
        EXPECT_GT(complaints, 300u) << spec->name;
    }
}

TEST(Recordings, PureNoiseGivesNoImpulseAndIsCountedWhole) {
    for (const auto* spec : all_drivers()) {
        std::mt19937 random{77};
        std::string noise(200'000, ' ');
        for (auto& byte : noise) byte = static_cast<char>(random());
        const auto got = feed_in_pieces(spec->name, noise + "\r\n", 77, 1000);
        EXPECT_TRUE(got.impulses.empty()) << spec->name << ": " << got.impulses.front().remark;
        EXPECT_GT(got.skipped_bytes, noise.size() * 9 / 10) << spec->name;
    }
}

}  // namespace recordings_test
}  // namespace bowball::capture
