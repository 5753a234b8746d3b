// Whose device it is, from what it says.
#include "app_recognise.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <random>

#include "capture/driver.hpp"
#include "folders.hpp"

namespace bowball {
namespace {

namespace fs = std::filesystem;

std::vector<io::CaptureFile> recordings_of_lines() {
    std::vector<io::CaptureFile> found;
    for (const auto& entry : fs::directory_iterator{source_folder() + "/tests/devices"}) {
        if (entry.path().extension() != ".cap") continue;
        auto recording = io::read_capture(entry.path().string());
        EXPECT_TRUE(recording) << entry.path();
        const auto all = capture::all_drivers();
        const auto spec = std::ranges::find(all, recording->header.driver, &capture::DriverSpec::name);
        if (spec == all.end()) continue;
        const auto& link = (*spec)->default_link;
        if (link.starts_with("serial:") || link.starts_with("tcp") || link.starts_with("udp:")) found.push_back(std::move(*recording));
    }
    return found;
}

TEST(Recognise, EveryRecordingIsUnderstoodBestByItsOwnDriver) {
    const auto recordings = recordings_of_lines();
    EXPECT_GE(recordings.size(), 14u);
    for (const auto& recording : recordings) {
        const auto found = who_understands(recording.pieces);
        ASSERT_FALSE(found.empty()) << recording.header.driver;
        EXPECT_EQ(found.front().driver, recording.header.driver);
    }
}

TEST(Recognise, NobodyUnderstandsNoise) {
    std::mt19937 random{7};
    std::string noise(4096, '\0');
    for (auto& byte : noise) byte = static_cast<char>(random());
    EXPECT_TRUE(who_understands({{0ns, '*', "open"}, {1s, '<', noise}}).empty());
    EXPECT_TRUE(who_understands({}).empty());
}

TEST(Recognise, APortIsTriedInEachWayAndOneThatIsNotThereIsSaid) {
    testing::internal::CaptureStdout();
    const auto code = listen_and_recognise("/dev/ttyUSB99", 1);
    const auto told = testing::internal::GetCapturedStdout();
    EXPECT_EQ(code, 1);
    EXPECT_THAT(told, testing::HasSubstr("serial:///dev/ttyUSB99?baud=9600: listening"));
    EXPECT_THAT(told, testing::HasSubstr("serial:///dev/ttyUSB99?baud=19200: listening"));
    EXPECT_THAT(told, testing::HasSubstr("0 bytes; "));
    EXPECT_THAT(told, testing::HasSubstr("Check the cable"));
}

}  // namespace
}  // namespace bowball
