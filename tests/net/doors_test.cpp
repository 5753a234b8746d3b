// By which names and ways this server is asked, and what every answer says of itself.
#include <spdlog/sinks/ostream_sink.h>

#include "event_stream.hpp"
#include "live_feed.hpp"
#include "net/host_names.hpp"
#include "net/refusal_log.hpp"
#include "net/request_rate.hpp"
#include "tls_socket.hpp"

namespace bowball::net {
namespace doors_test {

TEST(HostNames, AreThoseOfTheVenueAndEveryAddressInFigures) {
    const HostNames names{{"Timing.example.org", "venue.local"}, true};
    for (const auto* own : {"timing.example.org", "TIMING.example.org:8443", "venue.local.", "venue.local.:8080", "localhost:8080", "127.0.0.1:1", "192.0.2.7", "[::1]:8080", "[2001:db8::1]", ""}) EXPECT_TRUE(names.knows(own)) << own;
    for (const auto* other : {"evil.example", "timing.example.org.evil.example", "venue.local@evil.example", "192.0.2.7.evil.example:8080", "[::1", ":8080", "127.0.0.1 ", "localhost.evil.example"}) EXPECT_FALSE(names.knows(other)) << other;
    EXPECT_TRUE((HostNames{{}, false}.knows("evil.example"))) << "a demo is shown under whatever name";
}

std::string answer_to(std::uint16_t port, const std::string& request, From from = {}) {
    RawSocket socket{port, from};
    socket.send(request);
    while (socket.fill(socket.buffer.size() + 1)) {
    }
    return socket.buffer;
}

std::string asked(const std::string& what, const std::string& host, const std::string& more = "") { return what + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n" + more + "Content-Length: 0\r\n\r\n"; }

class Doors : public LiveFeed {
protected:
    void SetUp() override {
        log_sink = std::make_shared<spdlog::sinks::ostream_sink_mt>(told, true);
        options.names = {"venue.local"};
        options.checks_names = true;
        LiveFeed::SetUp();
    }
    [[nodiscard]] std::string said() {
        server->stop();   // nobody writes any more
        return told.str();
    }
    std::ostringstream told;
};

TEST_F(Doors, ARequestForAnotherHostIsMisdirected) {
    const auto upgrade = std::string{"Upgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"};
    for (const auto* what : {"GET /", "GET /api/v1/views/meet", "GET /live", "GET /api/v1/events?topics=meet", "POST /api/v1/sign-in", "GET /root.crt"}) {
        const auto refused = answer_to(port, asked(what, "rebound.evil.example", what == std::string{"GET /live"} ? upgrade : ""));
        EXPECT_TRUE(refused.starts_with("HTTP/1.1 421 ")) << what << "\n" << refused;
        EXPECT_NE(refused.find("names under [server]"), std::string::npos) << refused;
    }
    for (const auto* own : {"venue.local", "VENUE.local:8080", "localhost", "127.0.0.1:8080", "[::1]:8080"}) EXPECT_TRUE(answer_to(port, asked("GET /", own)).starts_with("HTTP/1.1 200 ")) << own;
    EXPECT_NE(said().find("refused: a request for another host, \"rebound.evil.example\", from 127.0.0.1"), std::string::npos) << told.str();
}

TEST_F(Doors, EveryAnswerSaysThatItIsNotToBeFramedOrGuessedAt) {
    std::ofstream{folder / "web" / "bowball.svg"} << "<svg xmlns='http://www.w3.org/2000/svg'/>";
    start();
    publish("meet", 1, "{}");
    const auto admin = signed_in(Role::admin);
    std::vector<std::string> answers{answer_to(port, "no http\r\n\r\n"), answer_to(port, asked("GET /", "evil.example"))};
    for (const auto* what : {"GET /", "GET /console", "GET /assets/x-1a2b.js", "GET /bowball.svg", "GET /nothing", "GET /api/v1/views/meet", "GET /api/v1/views/none", "GET /api/v1/health", "GET /metrics", "GET /api/v1/me", "GET /api/v1/doors",
                             "GET /api/v1/events", "DELETE /", "POST /api/v1/commands", "OPTIONS /api/v1/views/meet", "GET /feeds/none/board.json"})
        answers.push_back(answer_to(port, asked(what, "127.0.0.1", admin)));
    RawSocket events{port};
    events.send("GET /api/v1/events?topics=meet HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    while (events.buffer.find("\r\n\r\n") == std::string::npos && events.fill(events.buffer.size() + 1)) {
    }
    answers.push_back(events.buffer);
    EXPECT_NE(events.buffer.find("Content-Type: text/event-stream; charset=utf-8\r\n"), std::string::npos);
    options.connections = options.connections_kept_for_officials = 0;
    start();
    answers.push_back(answer_to(port, ""));
    EXPECT_TRUE(answers.back().starts_with("HTTP/1.1 503 ")) << answers.back();
    for (const auto& answer : answers) {
        const auto head = answer.substr(0, answer.find("\r\n\r\n"));
        for (const auto* needed : {"X-Content-Type-Options: nosniff", "Content-Security-Policy: ", "frame-ancestors 'none'", "object-src 'none'", "base-uri 'none'"}) EXPECT_NE(head.find(needed), std::string::npos) << needed << "\n" << head;
        EXPECT_EQ(head.find("Content-Security-Policy", head.find("Content-Security-Policy") + 1), std::string::npos) << "twice:\n" << head;
    }
    EXPECT_NE(answers[5].find("Content-Type: image/svg+xml; charset=utf-8"), std::string::npos) << answers[5];
}

TEST_F(Doors, APageMaySpeakWithTheServersThatMayLeadInThePlaceOfThisOne) {
    options.others = {"http://192.0.2.7:8080", "https://b.example/console", "javascript:alert(1)", "http://a; script-src *"};
    start();
    EXPECT_NE(answer_to(port, asked("GET /console", "venue.local:8080")).find("connect-src 'self' ws://venue.local:8080 wss://venue.local:8080 http://192.0.2.7:8080 ws://192.0.2.7:8080 https://b.example wss://b.example;"), std::string::npos);
}

TEST_F(Doors, APageMayOpenSocketsToThisServerAlone) {
    std::ofstream{folder / "web" / "overlay.html"} << "<!doctype html>overlay";
    start();
    EXPECT_NE(answer_to(port, asked("GET /console", "venue.local:8080")).find("connect-src 'self' ws://venue.local:8080 wss://venue.local:8080;"), std::string::npos);
    EXPECT_NE(answer_to(port, asked("GET /overlay", "venue.local:8080")).find("connect-src 'self' ws: wss:;"), std::string::npos) << "it may show another server's feed";
}

TEST_F(Doors, OfficialsAreToldTheNamesAndEverybodyTheDoorOfTls) {
    const auto open = json::parse(http(port, "GET", "/api/v1/doors").body);
    EXPECT_EQ(open["port"], port);
    EXPECT_EQ(open["tls_port"], 0);
    EXPECT_EQ(open["secure"], false);
    EXPECT_EQ(open["officials_need_tls"], false);
    EXPECT_EQ(open["names"], json::array());
    EXPECT_EQ(json::parse(http(port, "GET", "/api/v1/doors", "", signed_in(Role::starter)).body)["names"], json::array({"venue.local"}));
}

TEST_F(Doors, WhatWasRefusedIsInTheLogWithWhoAndWhence) {
    const auto referee = signed_in(Role::referee);
    http(port, "GET", "/api/v1/setup", "", referee);
    http(port, "GET", "/api/v1/recordings");
    http(port, "POST", "/api/v1/commands", "{}", referee + "Origin: http://evil.example\r\n");
    Client elsewhere{port, referee + "Origin: http://evil.example\r\n"};
    elsewhere.send({{"kind", "command"}, {"id", "a1"}, {"command", "call_race"}, {"data", {{"race", 1}}}, {"reason", ""}});
    elsewhere.receive("refused");
    http(port, "GET", "/api/v1/me");
    http(port, "POST", "/api/v1/sign-in", R"({"code":"WRONG"})");
    const auto log = said();
    EXPECT_NE(log.find("refused: 403 GET /api/v1/setup, from 127.0.0.1 Rita"), std::string::npos) << log;
    EXPECT_NE(log.find("refused: 401 GET /api/v1/recordings, from 127.0.0.1\n"), std::string::npos) << log;
    EXPECT_NE(log.find("refused: a page of http://evil.example, from 127.0.0.1 with the cookie of Rita"), std::string::npos) << log;
    EXPECT_NE(log.find("refused: a wrong code, from 127.0.0.1"), std::string::npos) << log;
    EXPECT_EQ(log.find("/api/v1/me"), std::string::npos) << "who asks whether he is signed in is refused nothing: " << log;
}

TEST_F(Doors, ARefusedOrderIsInTheLog) {
    Client viewer{port};
    viewer.send({{"kind", "command"}, {"id", "a1"}, {"command", "call_race"}, {"data", {{"race", 1}}}, {"reason", ""}});
    viewer.receive("refused");
    OfficialClient starter{port, signed_in(Role::starter)};
    starter.send({{"kind", "command"}, {"id", "a2"}, {"command", "confirm_result"}, {"data", {{"race", 1}}}, {"reason", ""}});
    starter.receive("refused");
    if (net_threads() == 1) EXPECT_NE(said().find("refused: the order call_race, from 127.0.0.1"), std::string::npos) << told.str();
    EXPECT_NE(said().find("refused: the order confirm_result, from 127.0.0.1 Sam"), std::string::npos) << told.str();
}

TEST(RefusalLog, AFloodIsALineASecondThatSaysHowManyItStandsFor) {
    std::ostringstream told;
    RefusalLog log{std::make_shared<spdlog::logger>("test", std::make_shared<spdlog::sinks::ostream_sink_mt>(told))};
    for (int i = 0; i < 1000; ++i) log.note("a try", "192.0.2.7\nforged");
    const auto text = told.str();
    const auto lines = std::ranges::count(text, '\n');
    EXPECT_GE(lines, 20);
    EXPECT_LT(lines, 100) << "a thousand tries in a moment";
    EXPECT_EQ(text.find("\nforged"), std::string::npos);
    ::usleep(1'100'000);
    log.note("a try", "192.0.2.8");
    EXPECT_NE(told.str().find("more since the line before"), std::string::npos) << told.str();
}

TEST(RequestRate, SoManyASecondAndNobodyTakesAnothers) {
    const auto start = TokenBucket::Instant{} + std::chrono::hours{1};
    RequestRate rate{{2, 4, 3}};
    for (int i = 0; i < 4; ++i) EXPECT_TRUE(rate.take("a", start));
    EXPECT_FALSE(rate.take("a", start));
    EXPECT_TRUE(rate.take("b", start));
    EXPECT_TRUE(rate.take("a", start + std::chrono::milliseconds{500}));
    EXPECT_FALSE(rate.take("a", start + std::chrono::milliseconds{500}));
}

TEST(RequestRate, IsBoundedAndForgetsWhoCameLongestAgo) {
    const auto start = TokenBucket::Instant{} + std::chrono::hours{1};
    RequestRate rate{{1, 1, 3}};
    for (const auto* one : {"a", "b", "c", "d"}) EXPECT_TRUE(rate.take(one, start + std::chrono::milliseconds{one[0]}));
    EXPECT_EQ(rate.size(), 3u);
    EXPECT_FALSE(rate.take("b", start + std::chrono::milliseconds{200})) << "still counted";
    EXPECT_TRUE(rate.take("e", start + std::chrono::minutes{1}));
    EXPECT_EQ(rate.size(), 1u);
}

TEST_F(Doors, OneNetworkPostsNotWithoutEndAndThisComputerIsNotCounted) {
    const auto post_until_refused = [&](From from) {
        RawSocket socket{port, from};
        for (int i = 1; i <= 2000; ++i) {
            socket.send("POST /api/v1/sign-out HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 2\r\n\r\n{}");
            while (socket.buffer.find("\r\n\r\n") == std::string::npos && socket.fill(socket.buffer.size() + 1)) {
            }
            if (socket.buffer.starts_with("HTTP/1.1 429 ")) {
                EXPECT_NE(socket.buffer.find("\r\nRetry-After: 1\r\n"), std::string::npos);
                return i;
            }
            const auto end = socket.buffer.find("\r\n\r\n") + 4;
            if (!socket.fill(end + 2)) return 0;
            socket.buffer.erase(0, end + 2);
        }
        return 0;
    };
    EXPECT_GT(post_until_refused({INADDR_LOOPBACK + 1}), 400);
    EXPECT_EQ(post_until_refused({}), 0);
}

class NeedsTls : public LiveFeed {
protected:
    void SetUp() override {
        home = (fs::temp_directory_path() / ("bowball-needs-tls-" + std::to_string(::getpid()))).string();
        options.tls = ServerOptions::Tls{0, prepare_certificates(home, {"venue.local", "127.0.0.1"}).value()};
        options.sign_in.needs_tls = true;
        LiveFeed::SetUp();
    }
    void TearDown() override {
        LiveFeed::TearDown();
        fs::remove_all(home);
    }
    [[nodiscard]] std::string with_code(const std::string& name) const {
        const auto body = json{{"code", codes.at(Role::referee)}}.dump();
        return "POST /api/v1/sign-in HTTP/1.1\r\nHost: " + name + "\r\nConnection: close\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
    }
    std::string home;
};

TEST_F(NeedsTls, SigningInFromAnotherComputerOverPlainHttpIsRefusedWithTheAddressOfTheDoor) {
    const From tablet{INADDR_LOOPBACK + 1};
    const auto refused = answer_to(port, with_code("venue.local:8080"), tablet);
    EXPECT_TRUE(refused.starts_with("HTTP/1.1 403 ")) << refused;
    EXPECT_NE(refused.find("https://venue.local:" + std::to_string(server->tls_port()) + "/sign-in"), std::string::npos) << refused;
    EXPECT_EQ(json::parse(http(port, "GET", "/api/v1/doors").body)["officials_need_tls"], true);
    TlsSocket secure{server->tls_port(), options.tls->files.root, "127.0.0.1", 0, tablet};
    secure.send(with_code("venue.local"));
    EXPECT_TRUE(secure.read_until("Set-Cookie: __Host-bowball=")) << "and the code was not used up: " << secure.buffer;
}

TEST_F(NeedsTls, ThisComputerMayForNobodyIsInBetween) { EXPECT_TRUE(answer_to(port, with_code("localhost")).starts_with("HTTP/1.1 200 ")); }

TEST_F(NeedsTls, WithoutTlsTheRaceGoesOnInPlain) {
    options.tls.reset();
    start();
    EXPECT_TRUE(answer_to(port, with_code("venue.local"), {INADDR_LOOPBACK + 1}).starts_with("HTTP/1.1 200 "));
    EXPECT_EQ(json::parse(http(port, "GET", "/api/v1/doors").body)["officials_need_tls"], false);
}

TEST_F(NeedsTls, OldSuitesAreNotSpoken) {
    const auto speaks = [&](const std::string& suites) {
        const auto command = "echo | openssl s_client -connect 127.0.0.1:" + std::to_string(server->tls_port()) + " -tls1_2 -cipher '" + suites + "@SECLEVEL=0' >/dev/null 2>&1";
        return std::system(command.c_str()) == 0;
    };
    EXPECT_TRUE(speaks("ECDHE-ECDSA-AES128-GCM-SHA256"));
    EXPECT_TRUE(speaks("ECDHE-ECDSA-CHACHA20-POLY1305"));
    EXPECT_FALSE(speaks("ECDHE-ECDSA-AES128-SHA"));
    EXPECT_FALSE(speaks("ECDHE-ECDSA-AES256-SHA384"));
}

}  // namespace doors_test
}  // namespace bowball::net
