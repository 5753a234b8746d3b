#include "capture/recorder.hpp"

#include <gtest/gtest.h>
#include <spdlog/sinks/base_sink.h>
#include <spdlog/sinks/ostream_sink.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <semaphore>
#include <sstream>
#include <utility>

namespace bowball::capture {
namespace recorder_test {

namespace fs = std::filesystem;

class RecorderTest : public testing::Test {
protected:
    void SetUp() override { fs::create_directories(folder); }
    void TearDown() override { fs::remove_all(folder); }

    const Recorder::Source source{"timer", "alge_timy", "serial:///dev/x"};
    const fs::path folder = fs::temp_directory_path() / ("bowball-recorder-" + std::string{testing::UnitTest::GetInstance()->current_test_info()->name()} + std::to_string(::getpid()));
    boost::asio::io_context capture;
    std::ostringstream said;
    std::shared_ptr<spdlog::logger> log = std::make_shared<spdlog::logger>("test", std::make_shared<spdlog::sinks::ostream_sink_mt>(said));
};

TEST_F(RecorderTest, ServersThatStartInTheSameSecondDoNotWriteOverEachOther) {
    constexpr int servers = 8;
    for (int i = 0; i < servers; ++i) Recorder{folder, io::Clock{}, capture, log}.record(source, HostTime{}, '<', "server " + std::to_string(i));
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
        Recorder recorder{"/dev/null/no-folder", io::Clock{}, capture, log};
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
    Recorder recorder{place, io::Clock{}, capture, log};
    recorder.record(source, HostTime{}, '<', "lost");
    for (int i = 0; i < 100 && said.str().empty(); ++i) ::usleep(50'000);
    fs::remove(place);
    recorder.record(source, HostTime{5s}, '<', "too soon");
    recorder.record(source, HostTime{20s}, '<', "kept");
    for (int i = 0; i < 100 && said.str().find("goes on") == std::string::npos; ++i) ::usleep(50'000);
    const auto file = io::read_capture(fs::directory_iterator{place}->path()).value();
    ASSERT_EQ(file.pieces.size(), 2u);
    EXPECT_EQ(file.pieces[0].bytes, "2 pieces left out: the disk took none");
    EXPECT_EQ(file.pieces[1].bytes, "kept");
}

/// A log that holds up whoever writes the first line, as a disk does that hangs.
class Hanging final : public spdlog::sinks::base_sink<spdlog::details::null_mutex> {
public:
    std::binary_semaphore go{0};
    std::binary_semaphore is_there{0};

private:
    void sink_it_(const spdlog::details::log_msg&) override {
        if (std::exchange(has_hung_, true)) return;
        is_there.release();
        go.acquire();
    }
    void flush_() override {}
    bool has_hung_ = false;
};

TEST_F(RecorderTest, WhatWaitsForADiskThatHangsIsBoundedAndWhatIsLeftOutIsSaid) {
    const auto place = folder / "late";
    std::ofstream{place} << "in the way";
    const auto hanging = std::make_shared<Hanging>();
    std::vector<std::string> told;
    const auto note = [&](const std::string& device, const std::string& trouble) { told.push_back(device + ": " + trouble); };
    const auto until_told = [&](const std::string& what) {
        for (int i = 0; i < 500 && (told.empty() || told.back() != what); ++i, ::usleep(10'000)) {
            capture.restart();
            capture.poll();
        }
    };
    {
        Recorder recorder{place, io::Clock{}, capture, std::make_shared<spdlog::logger>("test", hanging), note, 1000};
        recorder.record(source, HostTime{}, '<', "first");
        hanging->is_there.acquire();   // the recorder's thread hangs
        fs::remove(place);
        for (int i = 0; i < 100; ++i) recorder.record(source, HostTime{20s}, '<', std::string(100, 'x'));
        hanging->go.release();
        until_told("timer: ");
        for (int i = 0; i < 500 && fs::file_size(fs::directory_iterator{place}->path()) < 600; ++i, ::usleep(10'000)) capture.poll(), capture.restart();
    }
    EXPECT_EQ(told, (std::vector<std::string>{"timer: It is not being recorded: the disk hangs.", "timer: It is not being recorded: Not a directory. Check the disk.", "timer: ", "timer: "}));
    const auto file = io::read_capture(fs::directory_iterator{place}->path()).value();
    ASSERT_EQ(file.pieces.size(), 6u) << "three were taken of a hundred, and it is silent since";
    EXPECT_EQ(file.pieces[0].bytes, "1 piece left out: the disk took none");
    EXPECT_EQ(file.pieces[4].bytes, "97 pieces left out: the disk took none");
    EXPECT_EQ(file.pieces[5].bytes, "the disk takes more");
}

}  // namespace recorder_test
}  // namespace bowball::capture
