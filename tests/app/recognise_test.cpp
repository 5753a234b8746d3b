// Whose device it is, from what it says.
#include "app_recognise.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <filesystem>
#include <random>
#include <thread>

#include "capture/driver.hpp"
#include "folders.hpp"

namespace bowball {
namespace recognise_test {

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

TEST(Recognise, ASensorWithAKeyOfItsOwnIsKnownByItsFirstBytes) {
    auto recording = *io::read_capture(source_folder() + "/tests/devices/net_sensor.cap");
    for (auto& piece : recording.pieces) {
        if (piece.direction == '<') piece.bytes.back() = static_cast<char>(piece.bytes.back() ^ 1);   // as another key would seal it
    }
    const auto found = who_understands(recording.pieces);
    ASSERT_FALSE(found.empty());
    EXPECT_EQ(found.front().driver, "net_sensor");
    EXPECT_TRUE(found.front().by_opening);
    EXPECT_EQ(found.front().facts, 0u);
}

TEST(Recognise, ADecoderThatSaysNothingByItselfIsAsked) {
    using boost::asio::ip::tcp;
    boost::asio::io_context context;
    tcp::acceptor decoder{context, {boost::asio::ip::address_v4::loopback(), 0}};
    const auto port = std::to_string(decoder.local_endpoint().port());
    std::thread answers{[&] {
        for (int call = 0; call < 2; ++call) {   // first somebody only listens
            tcp::socket socket{context};
            boost::system::error_code closed;
            decoder.accept(socket, closed);
            std::string asked;
            for (std::size_t got = 1; got > 0;) {
                char bytes[512];
                got = socket.read_some(boost::asio::buffer(bytes), closed);
                const auto is_first = asked.empty() && got > 0;
                asked.append(bytes, got);
                if (is_first) boost::asio::write(socket, boost::asio::buffer(std::string{"#P;13;3;2026-07-24;10:00:05.000;0;1A;4F;;0;1;;;7;2.9;24;;D-5023;117;2;5023\r\n"}), closed);
            }
        }
    }};
    testing::internal::CaptureStdout();
    const auto code = listen_and_recognise("tcp://127.0.0.1:" + port, 1);
    const auto told = testing::internal::GetCapturedStdout();
    answers.join();
    EXPECT_EQ(code, 0);
    EXPECT_THAT(told, testing::HasSubstr("0 bytes"));
    EXPECT_THAT(told, testing::HasSubstr("Asked as race_result asks: understood."));
    EXPECT_THAT(told, testing::HasSubstr("driver = \"race_result\""));
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

}  // namespace recognise_test
}  // namespace bowball
