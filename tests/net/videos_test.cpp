#include <gtest/gtest.h>

#include "core/limits.hpp"
#include "live_feed.hpp"
#include "net/byte_range.hpp"

namespace bowball::net {
namespace videos_test {

TEST(ByteRange, IsReadAsTheStandardSays) {
    EXPECT_EQ(parse_byte_range("bytes=0-499", 1000), (ByteRange{0, 499}));
    EXPECT_EQ(parse_byte_range("bytes=500-", 1000), (ByteRange{500, 999}));
    EXPECT_EQ(parse_byte_range("bytes=-100", 1000), (ByteRange{900, 999}));
    EXPECT_EQ(parse_byte_range("bytes=-5000", 1000), (ByteRange{0, 999}));
    EXPECT_EQ(parse_byte_range("bytes=900-5000", 1000), (ByteRange{900, 999}));
    EXPECT_EQ(parse_byte_range("bytes=999-999", 1000), (ByteRange{999, 999}));
    for (const auto* bad : {"", "bytes=", "bytes=-", "bytes=-0", "bytes=1000-", "bytes=5-4", "bytes=0-1,5-6", "lines=0-1", "bytes=a-b", "bytes=1-b", "bytes=99999999999999999999-", "bytes=--5"})
        EXPECT_FALSE(parse_byte_range(bad, 1000)) << bad;
    EXPECT_FALSE(parse_byte_range("bytes=0-", 0));
}

class VideoFeed : public LiveFeed {
protected:
    void SetUp() override {
        fs::create_directories(fs::temp_directory_path());
        LiveFeed::SetUp();
        film.resize(limits::file_piece_bytes + 1000);
        for (std::size_t i = 0; i < film.size(); ++i) film[i] = static_cast<char>(i * 7 % 251);
        std::ofstream{folder / "finish.mp4", std::ios::binary} << film;
        std::ofstream{folder / "short.webm", std::ios::binary} << "short";
        const auto from_second_ten = [](RaceTime at) -> std::optional<VideoMoment> {
            if (at < RaceTime{10s}) return std::nullopt;
            return VideoMoment{(at - RaceTime{10s}) / 20ms, (at - RaceTime{10s}) / 1us, 20'000, 11'000};
        };
        options.evidence.videos = {{"finish", "Finish line", "finish", (folder / "finish.mp4").string(), "", from_second_ten},
                          {"short", "short", "start_signal", (folder / "short.webm").string(), "", from_second_ten},
                          {"away", "away", "finish", (folder / "nothing.mp4").string(), "", from_second_ten},
                          {"folder", "folder", "finish", folder.string(), "", from_second_ten},
                          {"stream", "Stream", "finish", "", "http://10.0.0.7/live.mp4", from_second_ten}};
        start();
        const auto reply = http(port, "POST", "/api/v1/sign-in", json{{"code", codes[Role::referee]}}.dump());
        const auto at = reply.head.find("Set-Cookie: ") + 12;
        cookie = "Cookie: " + reply.head.substr(at, reply.head.find(';', at) - at) + "\r\n";
    }
    HttpReply get(const std::string& path, const std::string& more = "") { return http(port, "GET", "/api/v1/videos" + path, "", cookie + more); }

    [[nodiscard]] std::string whole() const { return "GET /api/v1/videos/finish HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port) + "\r\n" + cookie + "\r\n"; }
    /// Far more than the system keeps for a client that does not read.
    std::string grow() {
        auto longer = film;
        while (longer.size() < 24 * 1024 * 1024) longer += film;
        std::ofstream{folder / "finish.mp4", std::ios::binary} << longer;
        return longer;
    }

    std::string film;
    std::string cookie;
};

TEST_F(VideoFeed, IsForOfficialsOnly) {
    for (const auto* path : {"", "/at?time_us=0", "/finish", "/nothing"}) EXPECT_EQ(http(port, "GET", std::string{"/api/v1/videos"} + path).status, 401) << path;
    EXPECT_EQ(get("").status, 200);
}

TEST_F(VideoFeed, AnInstantOpensTheRightFrameOfEachThatHadBegun) {
    const auto early = json::parse(get("/at?time_us=9000000").body);
    EXPECT_EQ(early["time_us"], 9'000'000);
    EXPECT_TRUE(early["videos"].empty());
    const auto found = json::parse(get("/at?time_us=12345678").body)["videos"];
    ASSERT_EQ(found.size(), 5u);
    EXPECT_EQ(found[0], (json{{"name", "finish"}, {"title", "Finish line"}, {"point", "finish"}, {"url", "/api/v1/videos/finish"}, {"frame", 117}, {"position_us", 2'345'678}, {"frame_us", 20'000}, {"uncertainty_us", 11'000}}));
    EXPECT_EQ(found[4]["url"], "http://10.0.0.7/live.mp4");
    for (const auto* bad : {"/at", "/at?time_us=", "/at?time_us=noon", "/at?time_us=1.5", "/at?time_us=9999999999999999999", "/at?time_us=9223372036854775807", "/at?time_us=-1", "/at?time_us=-9000000000000000", "/at?time_us=7258118400000001"}) EXPECT_EQ(get(bad).status, 400) << bad;
}

TEST_F(VideoFeed, APlayerGetsTheFileInPieces) {
    auto reply = get("/finish", "Range: bytes=0-\r\n");
    EXPECT_EQ(reply.status, 206);
    EXPECT_EQ(reply.body, film.substr(0, limits::file_piece_bytes));
    EXPECT_NE(reply.head.find("Content-Range: bytes 0-2097151/2098152"), std::string::npos) << reply.head;
    EXPECT_NE(reply.head.find("Content-Type: video/mp4"), std::string::npos);
    EXPECT_NE(reply.head.find("Cache-Control: private, no-store"), std::string::npos) << reply.head;
    EXPECT_NE(reply.head.find("Content-Disposition: inline; filename=\"video-finish.mp4\""), std::string::npos) << "and no word of the folder or the name that it has there";
    reply = get("/finish", "Range: bytes=2097152-\r\n");
    EXPECT_EQ(reply.body, film.substr(limits::file_piece_bytes));
    reply = get("/finish", "Range: bytes=17-20\r\n");
    EXPECT_EQ(reply.body, film.substr(17, 4));
    EXPECT_NE(reply.head.find("Content-Range: bytes 17-20/"), std::string::npos) << reply.head;
    EXPECT_EQ(http(port, "HEAD", "/api/v1/videos/finish", "", cookie + "Range: bytes=0-9\r\n").body, "");
    EXPECT_EQ(get("/short").body, "short") << "what fits into one piece needs no range";
    EXPECT_EQ(get("/short").status, 200);
}

TEST_F(VideoFeed, WhoAsksForNoPartGetsTheWhole) {
    const auto reply = get("/finish");
    EXPECT_EQ(reply.status, 200);
    EXPECT_NE(reply.head.find("Content-Length: 2098152"), std::string::npos) << reply.head;
    EXPECT_TRUE(reply.body == film);
    const auto long_film = grow();
    EXPECT_TRUE(get("/finish").body == long_film) << "in pieces that no answer holds together";
    const auto head = http(port, "HEAD", "/api/v1/videos/finish", "", cookie);
    EXPECT_NE(head.head.find("Content-Length: " + std::to_string(long_film.size())), std::string::npos) << head.head;
    EXPECT_EQ(head.body, "");
}

TEST_F(VideoFeed, ItEndsEarlyWhereAnotherFileComesToItsPlace) {
    const auto long_film = grow();
    RawSocket slow{port, {.receive_buffer = 4096}};
    slow.send(whole());
    ASSERT_TRUE(slow.fill(1000));
    std::ofstream{folder / "other.mp4", std::ios::binary} << std::string(long_film.size(), 'x');
    fs::rename(folder / "other.mp4", folder / "finish.mp4");
    EXPECT_FALSE(slow.fill(long_film.size())) << "half of one and half of another is no video";
    EXPECT_GT(slow.buffer.size(), 1000u);
}

TEST_F(VideoFeed, AnswersCountUntilTheyAreSent) {
    std::ignore = grow();
    std::vector<std::unique_ptr<RawSocket>> slow;
    for (std::size_t i = 0; i < limits::file_answers_of_one; ++i) {
        slow.push_back(std::make_unique<RawSocket>(port, From{.receive_buffer = 4096}));
        slow.back()->send(whole());
        ASSERT_TRUE(slow.back()->fill(1000)) << "the first of it has come, and it is read no further";
    }
    EXPECT_EQ(get("/finish", "Range: bytes=0-9\r\n").status, 429);
    EXPECT_EQ(get("/short").status, 200) << "another file is not held up";
    slow.clear();
    auto status = 429;
    for (int i = 0; i < 1000 && status == 429; ++i) status = get("/finish", "Range: bytes=0-9\r\n").status;
    EXPECT_EQ(status, 206) << "who hung up holds nothing";
}

TEST_F(VideoFeed, WhatTheFileDoesNotHaveIsRefused) {
    const auto beyond = get("/finish", "Range: bytes=2098152-\r\n");
    EXPECT_EQ(beyond.status, 416);
    EXPECT_NE(beyond.head.find("Content-Range: bytes */2098152"), std::string::npos);
    EXPECT_EQ(get("/away", "Range: bytes=0-\r\n").status, 404);
    EXPECT_EQ(get("/folder", "Range: bytes=0-\r\n").status, 404);
}

TEST_F(VideoFeed, NoPathLeadsToAFileThatWasNotNamed) {
    for (const auto* path : {"/../secret.txt", "/%2e%2e/secret.txt", "/secret.txt", "//etc/passwd", "/finish/", "/finish/../short", "/", "/stream", "/finish.mp4"}) {
        const auto reply = get(path, "Range: bytes=0-\r\n");
        EXPECT_EQ(reply.status, 404) << path;
        EXPECT_EQ(reply.body.find("secret\n"), std::string::npos);
    }
}

TEST_F(VideoFeed, AFileThatGrowsIsReadAsFarAsItGoes) {
    std::ofstream{folder / "short.webm", std::ios::app} << " and longer";
    const auto reply = get("/short", "Range: bytes=5-\r\n");
    EXPECT_EQ(reply.body, " and longer");
}

}  // namespace videos_test
}  // namespace bowball::net
