#include "capture/recorder.hpp"

#include <gtest/gtest.h>
#include <spdlog/sinks/ostream_sink.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <sstream>

namespace bowball::capture {
namespace {

namespace fs = std::filesystem;

class RecorderTest : public testing::Test {
protected:
    void SetUp() override { fs::create_directories(folder); }
    void TearDown() override { fs::remove_all(folder); }

    const Recorder::Source source{"timer", "alge_timy", "serial:///dev/x"};
    const fs::path folder = fs::temp_directory_path() / ("bowball-recorder-" + std::string{testing::UnitTest::GetInstance()->current_test_info()->name()} + std::to_string(::getpid()));
    std::ostringstream said;
    std::shared_ptr<spdlog::logger> log = std::make_shared<spdlog::logger>("test", std::make_shared<spdlog::sinks::ostream_sink_mt>(said));
};

TEST_F(RecorderTest, ServersThatStartInTheSameSecondDoNotWriteOverEachOther) {
    constexpr int servers = 8;
    for (int i = 0; i < servers; ++i) Recorder{folder, io::Clock{}, log}.record(source, HostTime{}, '<', "server " + std::to_string(i));
    std::vector<std::string> recorded;
    for (const auto& entry : fs::directory_iterator{folder}) {
        const auto file = io::read_capture(entry.path()).value();
        ASSERT_EQ(file.pieces.size(), 1u) << entry.path();
        recorded.push_back(file.pieces[0].bytes);
    }
    std::ranges::sort(recorded);
    EXPECT_EQ(std::ranges::unique(recorded).begin() - recorded.begin(), servers);
}

TEST_F(RecorderTest, ADiskThatTakesNothingIsComplainedOfOnce) {
    {
        Recorder recorder{"/dev/null/no-folder", io::Clock{}, log};
        for (int i = 0; i < 1000; ++i) recorder.record(source, HostTime{i * 1ms}, '<', "x");
        recorder.record(source, HostTime{60s}, '<', "x");
    }
    const auto text = said.str();
    EXPECT_EQ(std::ranges::count(text, '\n'), 1) << text;
    EXPECT_NE(text.find("recording of device=timer cannot be written"), std::string::npos) << text;
}

TEST_F(RecorderTest, ItGoesOnOnceTheDiskTakesMore) {
    const auto place = folder / "late";
    std::ofstream{place} << "in the way";
    Recorder recorder{place, io::Clock{}, log};
    recorder.record(source, HostTime{}, '<', "lost");
    for (int i = 0; i < 100 && said.str().empty(); ++i) ::usleep(50'000);
    fs::remove(place);
    recorder.record(source, HostTime{5s}, '<', "too soon");
    recorder.record(source, HostTime{20s}, '<', "kept");
    for (int i = 0; i < 100 && said.str().find("goes on") == std::string::npos; ++i) ::usleep(50'000);
    const auto file = io::read_capture(fs::directory_iterator{place}->path()).value();
    ASSERT_EQ(file.pieces.size(), 1u);
    EXPECT_EQ(file.pieces[0].bytes, "kept");
}

}  // namespace
}  // namespace bowball::capture
