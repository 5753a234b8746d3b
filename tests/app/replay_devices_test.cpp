#include "app_replay_devices.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "folders.hpp"
#include "io/capture_file.hpp"

namespace bowball {
namespace replay_devices_test {

namespace fs = std::filesystem;

/// What is printed of a recording with these pieces.
std::string told_of(const std::vector<io::CapturePiece>& pieces) {
    const auto path = (fs::temp_directory_path() / ("bowball-replay-" + std::to_string(::getpid()) + ".cap")).string();
    std::ofstream out{path, std::ios::binary};
    out << io::encode_header({"blocks", "start_trace", "tcp-listen://0.0.0.0:7110", WallTime{}});
    for (const auto& piece : pieces) out << io::encode_piece(piece);
    out.close();
    testing::internal::CaptureStdout();
    const auto failed = replay_devices(path, "");
    auto text = testing::internal::GetCapturedStdout();
    EXPECT_EQ(failed, 0) << text;
    fs::remove(path);
    return text;
}

// A driver drops half a line when its link opens anew: with that it is told that it was opened.
TEST(ReplayDevices, TheDriverIsOpenedWhereTheLinkWasAndNotWhereItClosed) {
    std::vector<io::CapturePiece> pieces{{0ns, '*', "open"}, {1s, '<', "half a li"}, {2s, '*', "closed: the other end hung up"}};
    EXPECT_THAT(told_of(pieces), testing::Not(testing::HasSubstr("not understood")));
    pieces.push_back({3s, '*', "open"});
    EXPECT_THAT(told_of(pieces), testing::HasSubstr("not understood"));
}

TEST(ReplayDevices, OfEveryRecordingItSaysWhatTheDriverMakesOfIt) {
    for (const auto& file : fs::directory_iterator{tests_folder() + "/devices"}) {
        if (file.path().extension() != ".cap") continue;
        testing::internal::CaptureStdout();
        EXPECT_EQ(replay_devices(file.path().string(), ""), 0);
        EXPECT_THAT(testing::internal::GetCapturedStdout(), testing::ContainsRegex("    -> (impulse|result|trace|a reading of the device's clock)")) << file.path();
    }
}

}  // namespace replay_devices_test
}  // namespace bowball
