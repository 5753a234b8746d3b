// What real devices sent, cut in two at every byte (at 1,500 places of a large recording) and in random chunks: always the same
// reports. The recordings may not be copied; they lie beside the project.
#include <gtest/gtest.h>

#include <algorithm>

#include "core/text.hpp"
#include "recording.hpp"

namespace bowball::capture {
namespace real_streams_test {

constexpr std::size_t most_cuts = 1500;

/// One record a line, in hexadecimal digits.
std::string from_hex_lines(std::string_view text) {
    std::string bytes;
    for (const auto raw : split(text, '\n')) {
        const auto line = trim(raw);
        for (std::size_t i = 0; i + 1 < line.size(); i += 2) bytes += static_cast<char>(std::stoi(std::string{line.substr(i, 2)}, nullptr, 16));
    }
    return bytes;
}

struct RealStream {
    const char* name;
    const char* driver;
    const char* path;
    bool is_hex = false;
};

class RealStreams : public testing::TestWithParam<RealStream> {
protected:
    void SetUp() override {
        const auto text = shared_recording(GetParam().path);
        if (text.empty()) GTEST_SKIP() << "the shared recordings are not here";
        bytes = GetParam().is_hex ? from_hex_lines(text) : text;
        whole = feed(driver, bytes);
        ASSERT_GT(whole.impulses.size() + whole.results.size(), 0u) << "nothing is understood of it";
    }

    std::string driver = GetParam().driver;
    std::string bytes;
    Collector whole;
};

TEST_P(RealStreams, AnyCutInTwoGivesTheSame) {
    const auto step = std::max<std::size_t>(1, bytes.size() / most_cuts);
    for (std::size_t cut = 0; cut <= bytes.size(); cut += step) {
        Collector got;
        auto decoder = make_driver(driver);
        decoder->on_open(HostTime{}, got);
        decoder->on_bytes(as_bytes(std::string_view{bytes}.substr(0, cut)), HostTime{}, got);
        decoder->on_bytes(as_bytes(std::string_view{bytes}.substr(cut)), HostTime{}, got);
        expect_same(got, whole, driver + ", cut at byte " + std::to_string(cut));
        if (HasFatalFailure()) return;
    }
}

TEST_P(RealStreams, RandomChunksGiveTheSame) {
    for (unsigned seed = 1; seed <= 30; ++seed) {
        expect_same(feed_in_pieces(driver, bytes, seed, 1 + seed * seed), whole, driver + ", seed " + std::to_string(seed));
        if (HasFatalFailure()) return;
    }
}

INSTANTIATE_TEST_SUITE_P(Devices, RealStreams,
                         testing::Values(RealStream{"SwimConsole", "colorado", "cts-scoreboard/meet.bin"}, RealStream{"LoopDecoder", "mylaps_p3", "amb-p3/amb-first165.out", true},
                                         RealStream{"LoopDecoderThroughATerminal", "mylaps_p3", "mylaps-p3/amb-2022-05-01.log"}, RealStream{"SkiTimer", "alge_timy", "alge-tdc8001/2020-02-02-morning.dump"}),
                         [](const auto& one) { return std::string{one.param.name}; });

}  // namespace real_streams_test
}  // namespace bowball::capture
