// Requests that no honest client sends, and what one connection may not do to the others.
#include "live_feed.hpp"

namespace bowball::net {
namespace http_abuse_test {

using HttpAbuse = LiveFeed;

/// The status of the first answer; 0 where the connection just ends.
int status_of(std::uint16_t port, const std::string& bytes) {
    RawSocket socket{port};
    socket.send(bytes);
    if (!socket.fill(12)) return 0;
    return std::stoi(socket.buffer.substr(9, 3));
}

TEST_F(HttpAbuse, WhatIsNoHttpIsRefused) {
    EXPECT_EQ(status_of(port, "GET\r\n\r\n"), 400);
    EXPECT_EQ(status_of(port, "GET / HTTP/9.9\r\n\r\n"), 400);
    EXPECT_EQ(status_of(port, std::string("GET /\0 HTTP/1.1\r\n\r\n", 20)), 400);
    EXPECT_EQ(status_of(port, "GET / HTTP/1.1\r\nno colon\r\n\r\n"), 400);
    EXPECT_EQ(status_of(port, "GET / HTTP/1.1\r\nA : b\r\n\r\n"), 400);
    EXPECT_EQ(status_of(port, "GET / HTTP/1.1\r\nHost: a b\r\n\r\n"), 400);
    EXPECT_EQ(status_of(port, std::string(20'000, 'x')), 413);
}

// Two ways to say where a request ends are the way into somebody else's request.
TEST_F(HttpAbuse, ARequestThatEndsInTwoPlacesIsRefused) {
    EXPECT_EQ(status_of(port, "POST /api/v1/sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), 400);
    EXPECT_EQ(status_of(port, "POST /api/v1/sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}x"), 400);
    EXPECT_EQ(status_of(port, "POST /api/v1/sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: -2\r\n\r\n{}"), 400);
    EXPECT_EQ(status_of(port, "POST /api/v1/sign-in HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n"), 400);
    EXPECT_EQ(status_of(port, "POST /api/v1/sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n"), 413);
}

TEST_F(HttpAbuse, ATransferEncodingThatIsNotUnderstoodEndsTheConnection) {
    for (const std::string coding : {"gzip", "identity", "xchunked", "chunked, gzip", "gzip, chunked"}) {
        RawSocket socket{port};
        socket.send("POST /api/v1/sign-in HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: " + coding + "\r\n\r\nGET /api/v1/health HTTP/1.1\r\nHost: x\r\n\r\n");
        while (socket.fill(socket.buffer.size() + 1)) {
        }
        EXPECT_TRUE(socket.buffer.starts_with("HTTP/1.1 400")) << coding << socket.buffer;
        EXPECT_EQ(socket.buffer.find("\"ok\":true"), std::string::npos) << "its body was taken for the next request: " << coding;
    }
    EXPECT_EQ(status_of(port, "POST /api/v1/sign-in HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), 400);
    EXPECT_EQ(status_of(port, "POST /api/v1/sign-in HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: Chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"), 401) << "read, and no sign-in";
}

// The parser takes nothing of these before they are there whole; they would wait in memory as fast as the line brings them.
TEST_F(HttpAbuse, AChunkThatNeverBeginsAndATrailerWithoutEndAreRefused) {
    const std::string head = "POST /api/v1/commands HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
    const std::string much(20'000, '0');
    std::string lines = "0\r\n";
    for (int i = 0; i < 3'000; ++i) lines += "X: yyyy\r\n";
    for (const auto& endless : {"1;a=" + std::string(20'000, 'a'), much, "0\r\nX: " + much, lines}) EXPECT_EQ(status_of(port, head + endless), 413) << endless.substr(0, 20);
}

TEST_F(HttpAbuse, AFloodOfHeadersIsRefused) {
    std::string many = "GET / HTTP/1.1\r\nHost: x\r\n";
    for (int i = 0; i < 2'000; ++i) many += "H" + std::to_string(i) + ": x\r\n";
    EXPECT_EQ(status_of(port, many + "\r\n"), 413);
}

TEST_F(HttpAbuse, ARequestInSinglePiecesIsOneRequest) {
    RawSocket slow{port};
    for (const auto c : std::string{"GET /api/v1/health HTTP/1.1\r\nHost: x\r\n\r\n"}) {
        slow.send({&c, 1});
        ::usleep(200);
    }
    ASSERT_TRUE(slow.fill(12));
    EXPECT_EQ(slow.buffer.substr(9, 3), "200");
}

TEST_F(HttpAbuse, HundredsOfRequestsInOnePieceAreAnsweredInOrder) {
    RawSocket socket{port};
    std::string many;
    for (int i = 0; i < 150; ++i) many += "GET /api/v1/" + std::string{i % 2 == 0 ? "health" : "me"} + " HTTP/1.1\r\nHost: x\r\n\r\n";
    socket.send(many);
    auto at = std::size_t{0};
    for (int i = 0; i < 150; ++i) {
        while (socket.buffer.find("HTTP/1.1 ", at) == std::string::npos && socket.fill(socket.buffer.size() + 1)) {
        }
        at = socket.buffer.find("HTTP/1.1 ", at) + 9;
        ASSERT_TRUE(socket.buffer.size() > at + 3 || socket.fill(at + 3));
        ASSERT_EQ(socket.buffer.substr(at, 3), i % 2 == 0 ? "200" : "401") << i;
    }
}

// What comes while one request waits is held up to a bound.
TEST_F(HttpAbuse, WhoSendsOnWithoutEndWhileItWaitsIsCut) {
    publish("meet", 5, "{}");
    RawSocket socket{port};
    socket.send("GET /api/v1/views/meet?since=EPOCH1:5&wait_ms=20000 HTTP/1.1\r\nHost: x\r\n\r\n");
    for (int i = 0; i < 30; ++i) {
        socket.send(std::string(1000, 'x'));
        ::usleep(1000);
    }
    EXPECT_FALSE(socket.fill(1));
}

TEST_F(HttpAbuse, AFeedIsNotAskedForBehindAnotherRequest) {
    RawSocket socket{port};
    socket.send("GET /api/v1/health HTTP/1.1\r\nHost: x\r\n\r\nGET /api/v1/events?topics=meet HTTP/1.1\r\nHost: x\r\n\r\n");
    while (socket.fill(socket.buffer.size() + 1)) {
    }
    EXPECT_NE(socket.buffer.find("HTTP/1.1 400"), std::string::npos);
    RawSocket again{port};
    again.send("GET /api/v1/health HTTP/1.1\r\nHost: x\r\n\r\n");
    ASSERT_TRUE(again.fill(12));
    again.send("GET /api/v1/events?topics=meet HTTP/1.1\r\nHost: x\r\n\r\n");
    while (again.buffer.find("hello") == std::string::npos && again.fill(again.buffer.size() + 1)) {
    }
    EXPECT_NE(again.buffer.find("\"kind\":\"hello\""), std::string::npos) << "one after the other, as a browser does";
}

TEST_F(HttpAbuse, WhoHalfClosesAfterItsRequestIsAnswered) {
    RawSocket socket{port};
    socket.send("POST /api/v1/sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 33\r\n\r\n{\"name\":\"Nobody\",\"password\":\"pw\"}");
    ::shutdown(socket.descriptor(), SHUT_WR);
    ASSERT_TRUE(socket.fill(12));
    EXPECT_EQ(socket.buffer.substr(9, 3), "401") << "after a password was checked on another thread";
}

TEST_F(HttpAbuse, WhoHalfClosesAfterManyRequestsAtOnceGetsAllTheAnswers) {
    RawSocket socket{port};
    std::string all;
    constexpr int many = 40;
    for (int i = 0; i < many; ++i) all += "GET /api/v1/health HTTP/1.1\r\nHost: x\r\n\r\n";
    socket.send(all + "GET /half");
    ::shutdown(socket.descriptor(), SHUT_WR);
    while (socket.fill(socket.buffer.size() + 1)) {
    }
    auto answers = 0;
    for (auto at = socket.buffer.find("HTTP/1.1 200"); at != std::string::npos; at = socket.buffer.find("HTTP/1.1 200", at + 1)) ++answers;
    EXPECT_EQ(answers, many);
}

TEST_F(HttpAbuse, ABigAnswerReachesWhoReadsInSmallPieces) {
    publish("meet", 1, R"({"p":")" + std::string(3'000'000, 'x') + R"("})");
    RawSocket socket{port, {INADDR_LOOPBACK, 4096}};
    socket.send("GET /api/v1/views/meet HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    ::usleep(50'000);
    EXPECT_EQ(http(port, "GET", "/api/v1/health").status, 200) << "and nobody waits for it";
    while (socket.fill(socket.buffer.size() + 1)) {
    }
    EXPECT_GT(socket.buffer.size(), 3'000'000u);
    EXPECT_TRUE(socket.buffer.ends_with("}}"));
}

}  // namespace http_abuse_test
}  // namespace bowball::net
