#include <sys/resource.h>

#include <set>

#include "live_feed.hpp"
#include "core/limits.hpp"

namespace bowball::net {
namespace server_test {

using SignIn = SignInFeed;

TEST_F(LiveFeed, ATopicThatIsRefusedLeavesTheOthersStanding) {
    publish("race/12/board", 6, R"({"a":1})");
    Client client{port};
    client.send(subscribe({"health", "race/12/board"}));
    EXPECT_EQ(client.receive("error")["code"], "not_allowed") << "answers leave before views";
    EXPECT_EQ(client.receive("view")["topic"], "race/12/board");
}

TEST_F(LiveFeed, GreetsAndSendsTheWholeViewAtOnce) {
    publish("meet", 5, R"({"current_race":12,"name":"x"})");
    publish("race/12/board", 6, R"({"a":1})");
    Client client{port};
    ASSERT_TRUE(client.upgraded);
    const auto hello = client.receive("hello");
    EXPECT_EQ(hello["epoch"], "EPOCH1");
    EXPECT_EQ(hello["speed"], 1);
    EXPECT_EQ(hello["heartbeat_ms"], 5000);
    client.send(subscribe({"race/*/board"}));
    const auto view = client.receive("view");
    EXPECT_EQ(view["topic"], "race/12/board");
    EXPECT_EQ(view["seq"], 6);
    EXPECT_EQ(view["data"]["a"], 1);
    publish("race/12/board", 7, R"({"a":2})");
    EXPECT_EQ(client.receive("view")["data"]["a"], 2);
}

TEST_F(LiveFeed, CurrentFollowsTheRaceThatIsOn) {
    publish("race/1/board", 1, R"({"race":1})");
    publish("race/2/board", 2, R"({"race":2})");
    publish("meet", 3, R"({"current_race":1})");
    Client client{port};
    client.send(subscribe({"current/board"}));
    auto view = client.receive("view");
    EXPECT_EQ(view["topic"], "current/board");
    EXPECT_EQ(view["data"]["race"], 1);
    publish("meet", 4, R"({"current_race":2})");
    EXPECT_EQ(client.receive("view")["data"]["race"], 2) << "the other race's view comes whole, nobody asks for it";
}

TEST_F(LiveFeed, EveryClientGetsTheSameBytes) {
    Client one{port};
    Client two{port};
    one.send(subscribe({"meet"}));
    two.send(subscribe({"meet"}));
    one.send({{"kind", "ping"}, {"t0", 1}});
    two.send({{"kind", "ping"}, {"t0", 1}});
    one.receive("pong");
    two.receive("pong");
    publish("meet", 9, R"({"x":1})");
    one.receive("view");
    two.receive("view");
    EXPECT_EQ(one.last_frame, two.last_frame);
}

TEST_F(LiveFeed, AnswersTheClockProbeWithTheClientsOwnNumber) {
    Client client{port};
    client.send({{"kind", "ping"}, {"t0", 123456.75}});
    const auto pong = client.receive("pong");
    EXPECT_EQ(pong["t0"], 123456.75);
    EXPECT_LE(pong["t1_us"].get<std::int64_t>(), pong["t2_us"].get<std::int64_t>());
}

TEST_F(LiveFeed, TheLogIsResumedWithoutLossOrDouble) {
    log_entries(1, 5);
    std::vector<int> seen;
    {
        Client client{port};
        client.send(subscribe({"log"}, "EPOCH1:2"));
        for (int i = 0; i < 3; ++i) seen.push_back(client.receive("event")["seq"]);
    }
    log_entries(6, 8);
    Client again{port};
    again.send(subscribe({"log"}, "EPOCH1:5"));
    for (int i = 0; i < 3; ++i) {
        const auto event = again.receive("event");
        EXPECT_EQ(event["prev"].get<int>() + 1, event["seq"].get<int>());
        seen.push_back(event["seq"]);
    }
    EXPECT_EQ(seen, (std::vector{3, 4, 5, 6, 7, 8}));
}

TEST_F(LiveFeed, AnotherEpochIsAGapAndThenTheWholeLog) {
    log_entries(1, 3);
    Client client{port};
    client.send(subscribe({"log"}, "OLD:77"));
    EXPECT_EQ(client.receive("gap")["epoch"], "EPOCH1");
    EXPECT_EQ(client.receive("event")["seq"], 1);
}

// A slow client: at most one pending frame of a view, and never any effect on others.
TEST_F(LiveFeed, AStalledClientGetsOnlyTheNewestViewWhenItReadsAgain) {
    SlowAndQuick clients{port};
    auto& [slow, quick] = clients;
    const std::string padding(100'000, 'x');
    for (int n = 1; n <= 300; ++n) publish("meet", static_cast<std::uint64_t>(n), R"({"n":)" + std::to_string(n) + R"(,"p":")" + padding + R"("})");
    auto newest = 0;
    while (newest != 300) newest = quick.receive("view")["data"]["n"];
    auto received = 0;
    for (newest = 0; newest != 300; ++received) newest = slow.receive("view")["data"]["n"];
    EXPECT_LT(received, 300) << "what was overtaken was never sent";
}

// Nor do old ones wait in the kernel: two megabytes of them would fit there, minutes of a slow line.
TEST_F(LiveFeed, WhatASlowClientHasNotTakenYetWaitsWhereANewerViewReplacesIt) {
    SlowAndQuick clients{port};
    auto& [slow, quick] = clients;
    constexpr auto count = 1000;
    const std::string padding(2'000, 'x');
    auto newest = 0;
    for (int n = 1; n <= count; ++n) {
        publish("meet", static_cast<std::uint64_t>(n), R"({"n":)" + std::to_string(n) + R"(,"p":")" + padding + R"("})");
        // One after another, as a race makes them: the quick one shows that it has gone out.
        while (newest < n) newest = quick.receive("view")["data"]["n"];
    }
    auto received = 0;
    for (newest = 0; newest != count; ++received) newest = slow.receive("view")["data"]["n"];
    EXPECT_LT(received, count / 2);
}

TEST_F(LiveFeed, OfficialsViewsAreNotForViewers) {
    publish("health", 1, "{}", views::Audience::officials);
    publish("race/1/referee", 2, "{}", views::Audience::officials);
    publish("redundancy", 3, "{}", views::Audience::officials);
    Client viewer{port};
    viewer.send(subscribe({"health"}));
    EXPECT_EQ(viewer.receive("error")["code"], "not_allowed");
    viewer.send(subscribe({"redundancy"}));
    EXPECT_EQ(viewer.receive("error")["code"], "not_allowed");
    viewer.send(subscribe({"race/*/*"}));
    viewer.send({{"kind", "ping"}, {"t0", 1}});
    for (;;) {
        const auto payload = viewer.receive_raw();
        const auto message = json::parse(payload);
        EXPECT_NE(message["kind"], "view") << "a pattern must not open what its topic would not";
        if (message["kind"] == "pong") break;
    }
    EXPECT_EQ(http(port, "GET", "/api/v1/views/health").status, 401);
}

TEST_F(LiveFeed, ACommandNeedsASignedInRole) {
    Client viewer{port};
    const json call{{"v", 1}, {"kind", "command"}, {"id", "c1"}, {"command", "call_race"}, {"reason", ""}, {"data", {{"race", 1}}}};
    viewer.send(call);
    auto refused = viewer.receive("refused");
    EXPECT_EQ(refused["id"], "c1");
    EXPECT_EQ(refused["code"], "not_signed_in");
    EXPECT_EQ(http(port, "POST", "/api/v1/commands", call.dump()).status, 401);
}

TEST_F(LiveFeed, BadMessagesAreAnsweredAndTheConnectionLives) {
    Client client{port};
    client.send_raw(std::string("\x81\x83\0\0\0\0", 6) + "{{{");
    EXPECT_EQ(client.receive("error")["code"], "bad_input");
    client.send({{"kind", "dance"}});
    client.receive("error");
    auto deep = json::array();
    for (std::size_t i = 2; i < limits::json_depth; ++i) deep = json::array({std::move(deep)});
    client.send({{"kind", "ping"}, {"t0", 4}, {"more", deep}});
    EXPECT_EQ(client.receive("pong")["t0"], 4) << "as deep as allowed";
    client.send({{"kind", "ping"}, {"t0", 4}, {"more", json::array({deep})}});
    EXPECT_NE(client.receive("error")["text"].get<std::string>().find("deeper than 16 levels"), std::string::npos);
    client.send({{"kind", "ping"}, {"t0", 5}});
    EXPECT_EQ(client.receive("pong")["t0"], 5);
}

TEST_F(LiveFeed, TheProtocolsBoundsEndTheConnectionWithTheirCodes) {
    Client unmasked{port};
    unmasked.send_raw(make_frame(Opcode::text, "{}"));
    EXPECT_EQ(unmasked.close_code(), close_code::protocol_error);
    Client huge{port};
    huge.send_raw(std::string("\x81\xFE\xFF\xFF\0\0\0\0", 8));
    EXPECT_EQ(huge.close_code(), close_code::too_big);
    Client flood{port};
    for (int i = 0; i < 60; ++i) flood.send({{"kind", "ping"}, {"t0", i}});
    EXPECT_EQ(flood.close_code(), close_code::feed_protocol);
    Client polite{port};
    polite.send_raw(std::string("\x88\x82\0\0\0\0\x03\xE8", 8));
    EXPECT_EQ(polite.close_code(), close_code::normal);
    std::vector<std::string> topics;
    for (int i = 0; i < 33; ++i) topics.push_back("race/" + std::to_string(i) + "/board");
    Client greedy{port};
    greedy.send(subscribe(topics));
    EXPECT_EQ(greedy.receive("error")["code"], "too_many");
}

TEST_F(LiveFeed, AClientThatSaysNothingIsSentAway) {
    Client silent{port};
    EXPECT_EQ(silent.close_code(), close_code::feed_protocol);
}

TEST_F(LiveFeed, AStopSaysWhenToComeBack) {
    Client client{port};
    client.send({{"kind", "ping"}, {"t0", 1}});
    client.receive("pong");
    server->stop();
    EXPECT_GE(client.receive("bye")["retry_ms"].get<int>(), 500);
    EXPECT_EQ(client.close_code(), close_code::restart);
}

// A stampede is ten thousand at once: the clients of one server come back one after another.
TEST_F(LiveFeed, AStopTellsEachAnotherTimeToComeBack) {
    std::vector<std::unique_ptr<Client>> clients;
    for (int i = 0; i < 30; ++i) {
        clients.push_back(std::make_unique<Client>(port));
        clients.back()->receive("hello");
    }
    server->stop();
    std::set<int> times;
    for (auto& client : clients) times.insert(client->receive("bye")["retry_ms"].get<int>());
    EXPECT_GE(*times.begin(), 500);
    EXPECT_GT(times.size(), 20u);
}

TEST_F(LiveFeed, AnEntryOfTheLogSaysWhenItWasSentAndWhenItsImpulseWas) {
    Client client{port};
    const auto hello_us = client.receive("hello")["sent_us"].get<std::int64_t>();
    client.send(subscribe({"log"}, "EPOCH1:0"));
    server->publish({{}, {{Seq{1}, "{}", hello_us - 700}, {Seq{2}, "{}"}}, Seq{2}});
    const auto impulse = client.receive("event");
    EXPECT_EQ(impulse["edge_us"], hello_us - 700);
    EXPECT_GE(impulse["sent_us"].get<std::int64_t>(), hello_us);
    const auto other = client.receive("event");
    EXPECT_TRUE(other.at("edge_us").is_null()) << "no impulse caused it";
    EXPECT_GE(other["sent_us"], impulse["sent_us"]);
    EXPECT_EQ(json::parse(http(port, "GET", "/api/v1/log").body), (json{impulse, other})) << "the same over HTTP";
}

TEST_F(LiveFeed, AThousandScreensAllGetTheView) {
    rlimit files{};
    ::getrlimit(RLIMIT_NOFILE, &files);
    const rlimit wanted{std::min<rlim_t>(files.rlim_max, 8192), files.rlim_max};
    ::setrlimit(RLIMIT_NOFILE, &wanted);
    publish("meet", 1, R"({"n":1})");
    std::vector<std::unique_ptr<Client>> screens;
    for (int i = 0; i < 1000; ++i) {
        screens.push_back(std::make_unique<Client>(port));
        ASSERT_TRUE(screens.back()->upgraded) << "screen " << i;
        screens.back()->send(subscribe({"meet"}));
    }
    for (auto& screen : screens) ASSERT_EQ(screen->receive("view")["data"]["n"], 1);
    publish("meet", 2, R"({"n":2})");
    for (auto& screen : screens) ASSERT_EQ(screen->receive("view")["data"]["n"], 2);
}

TEST_F(LiveFeed, PagesAreServedFromATableSoNoPathLeadsOut) {
    EXPECT_EQ(http(port, "GET", "/").body, "<!doctype html>front");
    const auto console = http(port, "GET", "/console");
    EXPECT_EQ(console.body, "<!doctype html>console");
    EXPECT_NE(console.head.find("frame-ancestors 'none'"), std::string::npos);
    EXPECT_NE(http(port, "GET", "/assets/x-1a2b.js").head.find("immutable"), std::string::npos);
    const std::string for_all = "Access-Control-Allow-Origin: *";
    fs::create_directories(folder / "web" / "graphics");
    std::ofstream{folder / "web" / "graphics" / "clock.mjs"} << "1";
    start();
    EXPECT_NE(http(port, "GET", "/graphics/clock.mjs").head.find(for_all), std::string::npos) << "hosts of graphics load it into pages of their own";
    EXPECT_EQ(console.head.find(for_all), std::string::npos);
    for (const auto* path : {"/../secret.txt", "/%2e%2e/secret.txt", "/assets/../../secret.txt", "//etc/passwd", "/nothing"}) {
        const auto reply = http(port, "GET", path);
        EXPECT_EQ(reply.status, 404) << path;
        EXPECT_EQ(reply.body.find("secret\n"), std::string::npos);
    }
}

TEST_F(LiveFeed, ASnapshotHasAnETagAndAnswers304) {
    publish("race/1/board", 6, R"({"a":1})");
    http(port, "GET", "/api/v1/health");
    const auto reply = http(port, "GET", "/api/v1/views/race/1/board");
    EXPECT_EQ(reply.status, 200);
    const auto at = reply.head.find("ETag: W/\"EPOCH1:");
    ASSERT_NE(at, std::string::npos);
    const auto etag = reply.head.substr(at + 6, reply.head.find("\r\n", at) - at - 6);
    EXPECT_EQ(http(port, "GET", "/api/v1/views/race/1/board", "", "If-None-Match: " + etag + "\r\n").status, 304);
    EXPECT_EQ(http(port, "GET", "/api/v1/views/race/9/board").status, 404);
}

TEST_F(LiveFeed, MalformedAndOversizedRequestsAreRefusedPolitely) {
    EXPECT_EQ(http(port, "POST", "/api/v1/sign-in", std::string(limits::http_body_bytes + 1, 'x')).status, 413);
    const auto long_head = http(port, "GET", "/", "", "X: " + std::string(10'000, 'x') + "\r\n");
    EXPECT_EQ(long_head.status, 413);
    EXPECT_NE(long_head.body.find("its head may have 8 KiB"), std::string::npos) << long_head.body;
    EXPECT_EQ(http(port, "POST", "/api/v1/sign-in", "not json").status, 400);
    EXPECT_EQ(http(port, "DELETE", "/").status, 405);
    RawSocket garbage{port};
    garbage.send("\x16\x03\x01 this is no http\r\n\r\n");
    garbage.fill(12);
    EXPECT_EQ(garbage.buffer.substr(9, 3), "400");
}

TEST_F(LiveFeed, AnotherSitesPageFollowsAsThePublicDoesWhoeverIsSignedIn) {
    publish("health", 1, "{}", views::Audience::officials);
    publish("meet", 2, "{}");
    const auto cookie = signed_in(Role::referee);
    for (const std::string origin : {"http://evil.example", "null", "file://"}) {
        OfficialClient elsewhere{port, cookie, "Origin: " + origin + "\r\n"};
        ASSERT_TRUE(elsewhere.upgraded) << origin;
        elsewhere.send(subscribe({"health", "meet"}));
        elsewhere.send({{"kind", "command"}, {"id", "a1"}, {"command", "call_race"}, {"data", {{"race", 1}}}, {"reason", ""}});
        elsewhere.send({{"kind", "ping"}, {"t0", 1}});
        std::vector<std::string> came;
        for (auto message = json::object(); message.value("kind", "") != "pong";) {
            message = json::parse(elsewhere.receive_raw());
            came.push_back(message.value("kind", "") + " " + message.value("topic", "") + message.value("code", ""));
        }
        EXPECT_EQ(std::ranges::count(came, "view health"), 0) << origin;
        EXPECT_EQ(std::ranges::count(came, "error healthnot_allowed"), 1) << origin;
        EXPECT_EQ(std::ranges::count(came, "refused not_signed_in"), 1) << origin;
    }
    OfficialClient own{port, cookie, "Origin: http://127.0.0.1:" + std::to_string(port) + "\r\n"};
    own.send(subscribe({"health"}));
    EXPECT_EQ(own.receive("view")["topic"], "health");
    EXPECT_EQ(http(port, "POST", "/api/v1/commands", "{}", cookie + "Origin: http://evil.example\r\n").status, 403);
    EXPECT_EQ(http(port, "POST", "/api/v1/sign-in", "{}", "Origin: http://evil.example\r\n").status, 403);
}

TEST_F(SignIn, ACodeSignsInOnce) {
    const auto cookie = signed_in(Role::referee);
    EXPECT_EQ(json::parse(http(port, "GET", "/api/v1/me", "", cookie).body)["role"], "referee");
    EXPECT_EQ(http(port, "POST", "/api/v1/sign-in", json{{"code", codes[Role::referee]}}.dump()).status, 401);
    EXPECT_EQ(http(port, "GET", "/api/v1/me").status, 401);
    signed_in(Role::admin);
    signed_in(Role::admin);
}

TEST_F(SignIn, ATicketOpensTheSocketAndItsCommands) {
    OfficialClient referee{port, signed_in(Role::referee)};
    referee.send({{"v", 1}, {"kind", "command"}, {"id", "c1"}, {"command", "call_race"}, {"data", {{"race", 1}}}});
    const auto accepted = referee.receive("accepted");
    EXPECT_EQ(accepted["id"], "c1");
    EXPECT_EQ(accepted["seq"], 7);
    EXPECT_EQ(last_actor, "Rita");
}

TEST_F(SignIn, ARoleMayOnlyWhatItMay) {
    OfficialClient starter{port, signed_in(Role::starter)};
    starter.send({{"v", 1}, {"kind", "command"}, {"id", "c1"}, {"command", "confirm_result"}, {"data", {{"race", 1}}}});
    const auto refused = starter.receive("refused");
    EXPECT_EQ(refused["code"], "not_allowed");
    EXPECT_EQ(refused["text"], "A starter may not decide this.");
}

TEST_F(SignIn, APasswordSignsInAndAWrongOneDoesNot) {
    const auto reply = http(port, "POST", "/api/v1/sign-in", R"({"name":"Anna","password":"correct horse"})");
    EXPECT_EQ(reply.status, 200);
    EXPECT_NE(reply.head.find("HttpOnly; SameSite=Strict"), std::string::npos);
    const auto wrong = http(port, "POST", "/api/v1/sign-in", R"({"name":"Anna","password":"wrong"})");
    const auto unknown = http(port, "POST", "/api/v1/sign-in", R"({"name":"Nobody","password":"wrong"})");
    EXPECT_EQ(wrong.status, 401);
    EXPECT_EQ(wrong.body, unknown.body) << "which of the two was wrong is nobody's business";
}

TEST_F(SignIn, ManyWrongTriesMustWait) {
    auto status = 401;
    for (int i = 0; i < 8 && status == 401; ++i) status = http(port, "POST", "/api/v1/sign-in", R"({"name":"Anna","password":"wrong"})").status;
    EXPECT_EQ(status, 429);
}

TEST_F(SignIn, GuessingCodesMustWaitWhateverNameIsGiven) {
    auto status = 401;
    for (int i = 0; i < 8 && status == 401; ++i) status = http(port, "POST", "/api/v1/sign-in", json{{"code", "WRONG"}, {"name", std::to_string(i)}}.dump()).status;
    EXPECT_EQ(status, 429);
}

TEST_F(SignIn, SignOutEndsTheSessionAndANewPasswordIsStoredAsAHash) {
    const auto cookie = signed_in(Role::starter);
    EXPECT_EQ(http(port, "POST", "/api/v1/password", R"({"password":"short"})", cookie).status, 400);
    EXPECT_EQ(http(port, "POST", "/api/v1/password", R"({"password":"long enough"})", cookie).status, 200);
    std::ifstream file{folder / "accounts.json"};
    const std::string stored{std::istreambuf_iterator<char>{file}, {}};
    EXPECT_EQ(stored.find("long enough"), std::string::npos);
    EXPECT_NE(stored.find("$argon2id$"), std::string::npos);
    EXPECT_EQ(fs::status(folder / "accounts.json").permissions() & fs::perms::group_read, fs::perms::none);
    EXPECT_EQ(http(port, "POST", "/api/v1/sign-out", "", cookie).status, 200);
    EXPECT_EQ(http(port, "GET", "/api/v1/me", "", cookie).status, 401);
    EXPECT_EQ(http(port, "POST", "/api/v1/sign-in", R"({"name":"Sam","password":"long enough"})").status, 200);
}

}  // namespace server_test
}  // namespace bowball::net
