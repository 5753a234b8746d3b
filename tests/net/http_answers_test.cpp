// What every answer says of itself, and what is answered to whom: date, caches, forms of a target, methods.
#include <set>

#include "live_feed.hpp"
#include "net/http_date.hpp"
#include "net/methods.hpp"
#include "net/request_target.hpp"

namespace bowball::net {
namespace http_answers_test {

std::string header_of(const std::string& head, const std::string& name) {
    const auto at = head.find("\r\n" + name + ": ");
    if (at == std::string::npos) return {};
    const auto begin = at + name.size() + 4;
    return head.substr(begin, head.find("\r\n", begin) - begin);
}

/// The answer to bytes as they are.
std::string head_for(std::uint16_t port, const std::string& bytes) {
    RawSocket socket{port};
    socket.send(bytes);
    while (socket.buffer.find("\r\n\r\n") == std::string::npos && socket.fill(socket.buffer.size() + 1)) {
    }
    return socket.buffer.substr(0, socket.buffer.find("\r\n\r\n"));
}

TEST(HttpDate, IsWrittenAsTheStandardSays) {
    EXPECT_EQ(http_date(std::chrono::sys_seconds{std::chrono::seconds{784'111'777}}), "Sun, 06 Nov 1994 08:49:37 GMT") << "RFC 9110 section 5.6.7";
    EXPECT_EQ(http_date(std::chrono::sys_seconds{}), "Thu, 01 Jan 1970 00:00:00 GMT");
    EXPECT_EQ(http_date(std::chrono::sys_seconds{std::chrono::seconds{4'107'542'399}}), "Sun, 28 Feb 2100 23:59:59 GMT");
    EXPECT_EQ(http_date(std::chrono::sys_seconds{std::chrono::seconds{4'107'542'400}}), "Mon, 01 Mar 2100 00:00:00 GMT") << "no leap year";
}

TEST(ARequestTarget, IsAPathOrAnAddressOrTheServer) {
    EXPECT_EQ(parse_request_target("/live?as=board"), (RequestTarget{"/live", "as=board", std::nullopt}));
    EXPECT_EQ(parse_request_target("http://venue.example:8080/api/v1/log?since=E:1?x"), (RequestTarget{"/api/v1/log", "since=E:1?x", "venue.example:8080"}));
    EXPECT_EQ(parse_request_target("HTTPS://[::1]:8443"), (RequestTarget{"/", "", "[::1]:8443"}));
    EXPECT_EQ(parse_request_target("http://venue.example?race=12"), (RequestTarget{"/", "race=12", "venue.example"}));
    EXPECT_EQ(parse_request_target("*"), (RequestTarget{"*", "", std::nullopt}));
    EXPECT_EQ(parse_request_target("/http://not.a.host/"), (RequestTarget{"/http://not.a.host/", "", std::nullopt}));
    for (const auto* none : {"", "venue.example:8080", "api/v1/log", "ftp://venue.example/", "http:///log", "http://", "http://me:secret@venue.example/", "**"}) EXPECT_FALSE(parse_request_target(none)) << none;
}

TEST_F(LiveFeed, EveryAnswerSaysWhenItWasMade) {
    publish("meet", 1, "{}");
    const std::string host = " HTTP/1.1\r\nHost: x\r\n\r\n";
    const std::string upgrade = " HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    std::set<std::string> good;
    for (int late = 0; late < 60; ++late) good.insert(http_date(now + std::chrono::seconds{late}));
    for (const auto& request : {"GET /" + host, "GET /api/v1/views/meet" + host, "GET /api/v1/views/meet?since=EPOCH1:1" + host, "HEAD /api/v1/views/meet" + host, "OPTIONS *" + host, "GET /nothing" + host,
                                "GET /api/v1/me" + host, "PUT /" + host, "GET /live" + host, "GET /live" + upgrade, "GET /api/v1/events?topics=meet" + host, std::string{"no http\r\n\r\n"}}) {
        const auto head = head_for(port, request);
        EXPECT_TRUE(good.contains(header_of(head, "Date"))) << request << head;
    }
}

// RFC 9110 section 10.1.1: curl holds a body above a megabyte back until it is told that it may come.
TEST_F(LiveFeed, WhoWaitsWithABodyIsToldToSendItAndWhoseBodyIsTooLargeIsRefusedBeforeItComes) {
    const auto head = [](std::size_t bytes) { return "POST /api/v1/sign-in HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: " + std::to_string(bytes) + "\r\n\r\n"; };
    RawSocket polite{port};
    polite.send(head(2));
    const std::string go_ahead = "HTTP/1.1 100 Continue\r\n\r\n";
    ASSERT_TRUE(polite.fill(go_ahead.size()));
    EXPECT_EQ(polite.buffer, go_ahead);
    polite.send("{");
    polite.send("}");
    ASSERT_TRUE(polite.fill(go_ahead.size() + 12));
    EXPECT_EQ(polite.buffer.substr(go_ahead.size(), 12), "HTTP/1.1 401") << "told once, then answered";
    RawSocket bold{port};
    bold.send(head(2) + "{}");
    ASSERT_TRUE(bold.fill(12));
    EXPECT_EQ(bold.buffer.substr(0, 12), "HTTP/1.1 401") << "who did not wait is told nothing";
    RawSocket large{port};
    large.send(head(100'000'000));
    ASSERT_TRUE(large.fill(12));
    EXPECT_EQ(large.buffer.substr(0, 12), "HTTP/1.1 413");
}

class NoPlaces : public LiveFeed {
    void SetUp() override {
        options.connections = options.connections_kept_for_officials = 0;
        LiveFeed::SetUp();
    }
};

TEST_F(NoPlaces, EvenWhoFindsNoPlaceIsToldWhen) {
    const auto head = head_for(port, "");
    EXPECT_TRUE(head.starts_with("HTTP/1.1 503")) << head;
    EXPECT_NE(header_of(head, "Date"), "");
    EXPECT_EQ(header_of(head, "Cache-Control"), "no-store");
}

// RFC 9112 section 3.2.2.
TEST_F(LiveFeed, AnAddressAsTargetIsTakenAndItsHostCounts) {
    publish("meet", 1, R"({"a":1})");
    EXPECT_TRUE(head_for(port, "GET http://venue.example/api/v1/views/meet HTTP/1.1\r\nHost: x\r\n\r\n").starts_with("HTTP/1.1 200"));
    EXPECT_TRUE(head_for(port, "GET http://venue.example HTTP/1.1\r\nHost: x\r\n\r\n").starts_with("HTTP/1.1 200")) << "its front page";
    EXPECT_TRUE(head_for(port, "GET http://venue.example/api/v1/views/meet HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 400")) << "a Host is named all the same";
    EXPECT_TRUE(head_for(port, "GET ftp://venue.example/ HTTP/1.1\r\nHost: x\r\n\r\n").starts_with("HTTP/1.1 400"));
    EXPECT_TRUE(head_for(port, "GET api/v1/health HTTP/1.1\r\nHost: x\r\n\r\n").starts_with("HTTP/1.1 400"));
    const auto post = [this](const std::string& target, const std::string& host, const std::string& origin) {
        return head_for(port, "POST " + target + " HTTP/1.1\r\nHost: " + host + "\r\nOrigin: " + origin + "\r\nContent-Length: 2\r\n\r\n{}").substr(9, 3);
    };
    EXPECT_EQ(post("http://venue.example/api/v1/sign-out", "elsewhere.example", "http://venue.example"), "200") << "its own page, through a proxy";
    EXPECT_EQ(post("http://venue.example/api/v1/sign-out", "elsewhere.example", "http://elsewhere.example"), "403") << "the header does not count beside it";
    const std::string upgrade = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
    EXPECT_TRUE(head_for(port, "GET http://venue.example/live HTTP/1.1\r\nHost: x\r\n" + upgrade).starts_with("HTTP/1.1 101"));
}

// Without a word, caches may guess how long.
TEST_F(LiveFeed, WhatIsForOnePersonIsKeptByNoCache) {
    options.evidence.videos = {{"finish", "Finish", "finish", {}, "http://camera.example/", [](RaceTime) { return std::nullopt; }}};
    start();
    const auto referee = signed_in(Role::referee);
    const auto admin = signed_in(Role::admin);
    for (const auto* path : {"/api/v1/me", "/api/v1/videos", "/api/v1/videos/at?time_us=1795455600000000", "/api/v1/recordings", "/api/v1/journal", "/api/v1/setup", "/api/v1/accounts", "/metrics", "/api/v1/traces/1", "/api/v1/pictures/x"}) {
        for (const auto& cookie : {std::string{}, referee, admin}) {
            const auto reply = http(port, "GET", path, "", cookie);
            const auto said = header_of(reply.head, "Cache-Control");
            EXPECT_TRUE(said == "no-store" || said == "private, no-store") << path << " " << reply.status << " " << said;
        }
    }
    const auto code = server->issue_code({"Zoe", Role::judge}, false);
    EXPECT_EQ(header_of(http(port, "POST", "/api/v1/sign-in", json{{"code", code}}.dump()).head, "Cache-Control"), "no-store") << "it has a cookie in it";
    EXPECT_EQ(header_of(http(port, "GET", "/nothing").head, "Cache-Control"), "no-store") << "what is not there may be there in a moment";
}

TEST_F(LiveFeed, AMethodThatAPathDoesNotTakeIsToldWhichItTakes) {
    publish("meet", 1, "{}");
    struct Asked { const char* method; const char* path; int status; const char* allow; };
    for (const auto& [method, path, status, allow] : {
             Asked{"DELETE", "/", 405, "GET, HEAD, OPTIONS"}, {"POST", "/", 405, "GET, HEAD, OPTIONS"}, {"POST", "/api/v1/views/meet", 405, "GET, HEAD, OPTIONS"}, {"PUT", "/api/v1/log", 405, "GET, HEAD, OPTIONS"},
             {"GET", "/api/v1/commands", 405, "POST, OPTIONS"}, {"HEAD", "/api/v1/sign-in", 405, "POST, OPTIONS"}, {"GET", "/api/v1/entries/check", 405, "POST, OPTIONS"}, {"GET", "/api/v1/setup/write", 405, "POST, OPTIONS"},
             {"PATCH", "/api/v1/accounts", 405, "GET, HEAD, POST, OPTIONS"}, {"POST", "/api/v1/setup", 405, "GET, HEAD, OPTIONS"}, {"HEAD", "/api/v1/events?topics=meet", 405, "GET, OPTIONS"}, {"POST", "/api/v1/events?topics=meet", 405, "GET, OPTIONS"},
             {"HEAD", "/live", 405, "GET, OPTIONS"}, {"TRACE", "/api/v1/me", 405, "GET, HEAD, OPTIONS"}, {"BREW", "/", 501, ""}, {"get", "/", 501, ""},
             {"GET", "/api/v1/nothing", 404, ""}, {"POST", "/api/v1/nothing", 404, ""},
             {"OPTIONS", "/api/v1/views/meet", 204, "GET, HEAD, OPTIONS"}, {"OPTIONS", "/api/v1/commands", 204, "POST, OPTIONS"}, {"OPTIONS", "/live", 204, "GET, OPTIONS"}, {"OPTIONS", "*", 204, "GET, HEAD, POST, OPTIONS"}}) {
        const auto reply = http(port, method, path);
        EXPECT_EQ(reply.status, status) << method << " " << path;
        EXPECT_EQ(header_of(reply.head, "Allow"), allow) << method << " " << path;
    }
}

TEST_F(LiveFeed, AHeadSaysWhatGetWouldAndBringsNoBody) {
    publish("meet", 1, R"({"a":1})");
    for (const auto* path : {"/", "/api/v1/views/meet", "/api/v1/log", "/api/v1/health", "/nothing", "/api/v1/me"}) {
        const auto got = http(port, "GET", path);
        const auto head = http(port, "HEAD", path);
        EXPECT_EQ(head.status, got.status) << path;
        EXPECT_EQ(head.body, "") << path;
        EXPECT_EQ(header_of(head.head, "Content-Length"), std::to_string(got.body.size())) << path;
        EXPECT_EQ(header_of(head.head, "Content-Type"), header_of(got.head, "Content-Type")) << path;
        EXPECT_EQ(header_of(head.head, "ETag"), header_of(got.head, "ETag")) << path;
    }
}

}  // namespace http_answers_test
}  // namespace bowball::net
