#include <gtest/gtest.h>

#include "core/limits.hpp"
#include "live_feed.hpp"
#include "net/byte_range.hpp"

namespace bowball::net {
namespace {

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
        film.resize(limits::video_piece_bytes + 1000);
        for (std::size_t i = 0; i < film.size(); ++i) film[i] = static_cast<char>(i * 7 % 251);
        std::ofstream{folder / "finish.mp4", std::ios::binary} << film;
        std::ofstream{folder / "short.webm", std::ios::binary} << "short";
        const auto from_second_ten = [](RaceTime at) -> std::optional<VideoMoment> {
            if (at < RaceTime{10s}) return std::nullopt;
            return VideoMoment{(at - RaceTime{10s}) / 20ms, (at - RaceTime{10s}) / 1us, 20'000, 11'000};
        };
        options.videos = {{"finish", "Finish line", "finish", (folder / "finish.mp4").string(), "", from_second_ten},
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
    for (const auto* bad : {"/at", "/at?time_us=", "/at?time_us=noon", "/at?time_us=1.5", "/at?time_us=9999999999999999999", "/at?time_us=9223372036854775807"}) EXPECT_EQ(get(bad).status, 400) << bad;
}

TEST_F(VideoFeed, APlayerGetsTheFileInPieces) {
    auto reply = get("/finish", "Range: bytes=0-\r\n");
    EXPECT_EQ(reply.status, 206);
    EXPECT_EQ(reply.body, film.substr(0, limits::video_piece_bytes));
    EXPECT_NE(reply.head.find("Content-Range: bytes 0-2097151/2098152"), std::string::npos) << reply.head;
    EXPECT_NE(reply.head.find("Content-Type: video/mp4"), std::string::npos);
    reply = get("/finish", "Range: bytes=2097152-\r\n");
    EXPECT_EQ(reply.body, film.substr(limits::video_piece_bytes));
    reply = get("/finish", "Range: bytes=17-20\r\n");
    EXPECT_EQ(reply.body, film.substr(17, 4));
    EXPECT_NE(reply.head.find("Content-Range: bytes 17-20/"), std::string::npos) << reply.head;
    EXPECT_EQ(http(port, "HEAD", "/api/v1/videos/finish", "", cookie + "Range: bytes=0-9\r\n").body, "");
    EXPECT_EQ(get("/short").body, "short") << "what fits into one piece needs no range";
    EXPECT_EQ(get("/short").status, 200);
}

TEST_F(VideoFeed, WhatTheFileDoesNotHaveIsRefused) {
    EXPECT_EQ(get("/finish").status, 416) << "too large for one answer";
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

}  // namespace
}  // namespace bowball::net
