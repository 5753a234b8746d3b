// Views and log over plain HTTP: conditional, compressed once for all, from any page, and as a long poll with bounds.
#include <poll.h>
#include <zlib.h>

#include <algorithm>
#include <future>
#include <set>
#include <thread>

#include "core/feed_limits.hpp"
#include "live_feed.hpp"

namespace bowball::net {
namespace snapshots_test {

using Snapshot = LiveFeed;

std::string header_of(const HttpReply& reply, const std::string& name) {
    const auto at = reply.head.find("\r\n" + name + ": ");
    if (at == std::string::npos) return {};
    const auto begin = at + name.size() + 4;
    return reply.head.substr(begin, reply.head.find("\r\n", begin) - begin);
}

std::string unzip(const std::string& bytes) {
    z_stream stream{};
    EXPECT_EQ(::inflateInit2(&stream, 15 + 16), Z_OK);
    std::string out(1'000'000, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    EXPECT_EQ(::inflate(&stream, Z_FINISH), Z_STREAM_END);
    out.resize(stream.total_out);
    ::inflateEnd(&stream);
    return out;
}

const std::string long_view = R"({"text":")" + std::string(3000, 'x') + R"("})";

TEST_F(Snapshot, MayBeReadByAnyPageAndHeldASecondByCaches) {
    publish("meet", 1, R"({"a":1})");
    const auto reply = http(port, "GET", "/api/v1/views/meet", "", "Origin: http://elsewhere.example\r\n");
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(header_of(reply, "Access-Control-Allow-Origin"), "*");
    EXPECT_EQ(header_of(reply, "Cache-Control"), "public, max-age=0, s-maxage=1");
    EXPECT_EQ(header_of(reply, "Vary"), "Accept-Encoding");
    const auto asked = http(port, "OPTIONS", "/api/v1/views/meet", "", "Origin: http://elsewhere.example\r\nAccess-Control-Request-Method: GET\r\n");
    EXPECT_EQ(asked.status, 204);
    EXPECT_NE(header_of(asked, "Access-Control-Allow-Headers").find("If-None-Match"), std::string::npos);
    EXPECT_EQ(header_of(http(port, "OPTIONS", "/api/v1/commands"), "Access-Control-Allow-Origin"), "") << "orders are for pages of this server";
}

TEST_F(Snapshot, OfOfficialsIsForNobodyElseAndNoCache) {
    publish("health", 1, "{}", views::Audience::officials);
    const auto refused = http(port, "GET", "/api/v1/views/health");
    EXPECT_EQ(refused.status, 401);
    const auto reply = http(port, "GET", "/api/v1/views/health", "", signed_in(Role::referee));
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(header_of(reply, "Access-Control-Allow-Origin"), "");
    EXPECT_EQ(header_of(reply, "Cache-Control"), "private, no-store");
    EXPECT_EQ(http(port, "GET", "/api/v1/views/health?wait_ms=5000&since=EPOCH1:1").status, 401) << "and it does not wait to say so";
}

TEST_F(Snapshot, IsCompressedForWhoTakesIt) {
    publish("meet", 1, long_view);
    const auto plain = http(port, "GET", "/api/v1/views/meet");
    const auto small = http(port, "GET", "/api/v1/views/meet", "", "Accept-Encoding: deflate, gzip;q=0.8\r\n");
    EXPECT_EQ(header_of(small, "Content-Encoding"), "gzip");
    EXPECT_LT(small.body.size(), plain.body.size() / 10);
    EXPECT_EQ(unzip(small.body), plain.body);
    EXPECT_EQ(header_of(small, "ETag"), header_of(plain, "ETag"));
    EXPECT_EQ(http(port, "GET", "/api/v1/views/meet", "", "Accept-Encoding: gzip\r\n").body, small.body) << "one compression for all";
    EXPECT_EQ(header_of(http(port, "GET", "/api/v1/views/meet", "", "Accept-Encoding: gzip;q=0\r\n"), "Content-Encoding"), "");
    publish("meet", 2, R"({"short":1})");
    EXPECT_EQ(header_of(http(port, "GET", "/api/v1/views/meet", "", "Accept-Encoding: gzip\r\n"), "Content-Encoding"), "");
}

TEST_F(Snapshot, KnowsItsTagAmongOthers) {
    publish("meet", 1, R"({"a":1})");
    const auto tag = header_of(http(port, "GET", "/api/v1/views/meet"), "ETag");
    EXPECT_EQ(http(port, "GET", "/api/v1/views/meet", "", "If-None-Match: \"other\", " + tag + "\r\n").status, 304);
    EXPECT_EQ(http(port, "GET", "/api/v1/views/meet", "", "If-None-Match: " + tag.substr(2) + "\r\n").status, 304) << "weakly compared";
    EXPECT_EQ(http(port, "GET", "/api/v1/views/meet", "", "If-None-Match: *\r\n").status, 304);
    EXPECT_EQ(http(port, "GET", "/api/v1/views/meet", "", "If-None-Match: \"other\"\r\n").status, 200);
    const auto head = http(port, "HEAD", "/api/v1/views/meet");
    EXPECT_EQ(head.status, 200);
    EXPECT_EQ(head.body, "");
    EXPECT_NE(header_of(head, "Content-Length"), "0");
}

TEST_F(Snapshot, SinceAnEntryIsAnsweredWithNothingWhereThereIsNothing) {
    publish("meet", 5, R"({"a":1})");
    EXPECT_EQ(http(port, "GET", "/api/v1/views/meet?since=EPOCH1:5").status, 204);
    EXPECT_EQ(http(port, "GET", "/api/v1/views/meet?since=EPOCH1:4").status, 200);
    EXPECT_EQ(http(port, "GET", "/api/v1/views/meet?since=OTHER:5").status, 200) << "another journal: all is new";
    EXPECT_EQ(http(port, "GET", "/api/v1/views/meet?since=5").status, 400);
    EXPECT_EQ(http(port, "GET", "/api/v1/views/meet?wait_ms=soon").status, 400);
}

// Devices die while nothing is written into the journal: their view changes, and its entry's number does not.
TEST_F(Snapshot, AViewThatChangesWithoutAnEntryIsNews) {
    const auto official = signed_in(Role::referee);
    const auto status = [&](const std::string& since) { return http(port, "GET", "/api/v1/views/health?since=" + since, "", official).status; };
    publish("health", 5, R"({"a":1})", views::Audience::officials);
    const auto first = nlohmann::json::parse(http(port, "GET", "/api/v1/views/health", "", official).body);
    const auto first_us = first["sent_us"].dump();
    EXPECT_EQ(status("EPOCH1:5"), 204);
    EXPECT_EQ(status("EPOCH1:5:" + first_us), 204);
    auto waiting = std::async(std::launch::async, [&] { return http(port, "GET", "/api/v1/views/health?wait_ms=20000&since=EPOCH1:5:" + first_us, "", official); });
    ::usleep(100'000);
    publish("health", 5, R"({"a":2})", views::Audience::officials);
    EXPECT_EQ(nlohmann::json::parse(waiting.get().body)["data"]["a"], 2);
    EXPECT_EQ(status("EPOCH1:5:" + first_us), 200);
    EXPECT_EQ(status("EPOCH1:5"), 200) << "which of the two the client has its number does not say";
    const auto second_us = nlohmann::json::parse(http(port, "GET", "/api/v1/views/health", "", official).body)["sent_us"].dump();
    EXPECT_EQ(status("EPOCH1:5:" + second_us), 204);
    EXPECT_EQ(status("EPOCH1:6"), 204) << "not since then";
}

TEST_F(Snapshot, WhatIsSaidAgainIsNoNews) {
    publish("meet", 5, R"({"a":1})");
    const auto sent_us = nlohmann::json::parse(http(port, "GET", "/api/v1/views/meet").body)["sent_us"].dump();
    publish("meet", 9, R"({"a":1})");
    EXPECT_EQ(http(port, "GET", "/api/v1/views/meet?since=EPOCH1:5").status, 204);
    EXPECT_EQ(http(port, "GET", "/api/v1/views/meet?since=EPOCH1:5:" + sent_us).status, 204);
    EXPECT_EQ(http(port, "GET", "/api/v1/views/meet?since=EPOCH1:4").status, 200);
    EXPECT_EQ(http(port, "GET", "/api/v1/views/meet?since=EPOCH1:9:1").status, 204) << "another server's frame: the number tells";
    EXPECT_EQ(http(port, "GET", "/api/v1/views/meet?since=EPOCH1:4:1").status, 200);
    for (const auto* bad : {"EPOCH1:5:", "EPOCH1:5:x", "EPOCH1:5:1:1"}) EXPECT_EQ(http(port, "GET", std::string{"/api/v1/views/meet?since="} + bad).status, 400) << bad;
}

// Edges stamp what they send by clocks of their own, each as it knows the venue's time, and a venue that was started anew has another one. So a
// stamp of somebody else lies before, between or after this server's by chance.
TEST_F(Snapshot, AStampOfAnotherServerHidesNoNewsWhereverItLies) {
    const auto official = signed_in(Role::referee);
    const auto view = [&](const std::string& topic, const std::string& more) { return http(port, "GET", "/api/v1/views/" + topic + more, "", official); };
    const auto stamp_of = [&](const std::string& topic) { return nlohmann::json::parse(view(topic, "").body)["sent_us"].get<std::int64_t>(); };
    publish("meet", 5, R"({"a":1})");
    const auto first_us = stamp_of("meet");
    publish("meet", 6, R"({"a":2})");
    const auto changed_us = stamp_of("meet");
    ::usleep(2'000);
    publish("meet", 7, R"({"a":2})");
    const auto again_us = stamp_of("meet");
    ASSERT_GT(again_us - changed_us, 2);
    // The frame of entry 5, which another edge was late to send: stamped while this one has long sent that of entry 6.
    for (const auto us : {std::int64_t{1}, first_us, changed_us, (changed_us + again_us) / 2, again_us, again_us + 60'000'000}) {
        EXPECT_EQ(view("meet", "?since=EPOCH1:5:" + std::to_string(us)).status, 200) << us;
        EXPECT_EQ(view("meet", "?since=EPOCH1:6:" + std::to_string(us)).status, 204) << us << ": who flits from edge to edge is not sent the same each time";
        EXPECT_EQ(view("meet", "?since=EPOCH1:9:" + std::to_string(us)).status, 204) << us << ": an edge that is ahead sent it";
        EXPECT_EQ(view("meet", "?since=OTHER:9:" + std::to_string(us)).status, 200) << us;
    }
    // A view that changes without an entry: the number is the same before and after.
    publish("health", 5, R"({"a":1})", views::Audience::officials);
    const auto old_us = stamp_of("health");
    publish("health", 5, R"({"a":2})", views::Audience::officials);
    const auto new_us = stamp_of("health");
    ::usleep(2'000);
    publish("health", 5, R"({"a":2})", views::Audience::officials);
    const auto newest_us = stamp_of("health");
    for (const auto us : {old_us, (new_us + newest_us) / 2, newest_us + 60'000'000}) EXPECT_EQ(view("health", "?since=EPOCH1:5:" + std::to_string(us)).status, 200) << us;
    for (const auto us : {new_us, newest_us}) EXPECT_EQ(view("health", "?since=EPOCH1:5:" + std::to_string(us)).status, 204) << us << ": a frame that this server sent, with what it says now";
}

TEST_F(Snapshot, TheTagOfTheContentTellsWhereNumberAndStampCannot) {
    const auto official = signed_in(Role::referee);
    const auto status = [&](const std::string& tag) { return http(port, "GET", "/api/v1/views/health?since=EPOCH1:5:1", "", official + "If-None-Match: " + tag + "\r\n").status; };
    const auto tag = [&] { return header_of(http(port, "GET", "/api/v1/views/health", "", official), "ETag"); };
    publish("health", 5, R"({"a":1})", views::Audience::officials);
    const auto old = tag();
    publish("health", 5, R"({"a":2})", views::Audience::officials);
    EXPECT_EQ(status(old), 200);
    EXPECT_EQ(status(tag()), 204) << "the same at every edge, whoever sent it";
}

// Of very many frames with the same content the oldest stamps are forgotten: then the number tells.
TEST_F(Snapshot, TheStampsOfAViewAreBounded) {
    const auto official = signed_in(Role::referee);
    const auto status = [&](const std::string& since) { return http(port, "GET", "/api/v1/views/health?since=" + since, "", official).status; };
    publish("health", 5, R"({"a":1})", views::Audience::officials);
    std::vector<std::string> stamps;
    for (std::size_t i = 0; i < limits::stamps_of_a_view + 2; ++i) {
        publish("health", 5, R"({"a":2})", views::Audience::officials);
        if (i < 3) stamps.push_back(nlohmann::json::parse(http(port, "GET", "/api/v1/views/health", "", official).body)["sent_us"].dump());
    }
    EXPECT_EQ(status("EPOCH1:5:" + stamps[0]), 200);
    EXPECT_EQ(status("EPOCH1:5:" + stamps[1]), 200);
    EXPECT_EQ(status("EPOCH1:5:" + stamps[2]), 204);
}

// Two races are called at one entry, or the race that comes has older numbers than the one that was there.
TEST_F(Snapshot, WhatStandsUnderCurrentIsNewsHoweverItsNumbersLie) {
    publish("race/1/board", 9, R"({"race":1})");
    publish("race/2/board", 2, R"({"race":2})");
    publish("meet", 8, R"({"current_race":1})");
    const auto before = nlohmann::json::parse(http(port, "GET", "/api/v1/views/current/board").body);
    EXPECT_EQ(before["seq"], 9);
    publish("meet", 8, R"({"current_race":2,"again":1})");
    for (const auto* stamp : {"", ":1"}) {
        const auto reply = http(port, "GET", "/api/v1/views/current/board?since=EPOCH1:9" + std::string{stamp});
        ASSERT_EQ(reply.status, 200) << stamp;
        EXPECT_EQ(nlohmann::json::parse(reply.body)["data"]["race"], 2);
    }
}

// The other race's board may have an older number than the one that was current before.
TEST_F(Snapshot, AnotherCurrentRaceIsNews) {
    publish("race/2/board", 2, R"({"race":2})");
    publish("race/1/board", 7, R"({"race":1})");
    publish("meet", 8, R"({"current_race":1})");
    const auto before = nlohmann::json::parse(http(port, "GET", "/api/v1/views/current/board").body);
    EXPECT_EQ(before["data"]["race"], 1);
    const auto since = "EPOCH1:" + before["seq"].dump();
    auto waiting = std::async(std::launch::async, [&] { return http(port, "GET", "/api/v1/views/current/board?wait_ms=20000&since=" + since); });
    ::usleep(100'000);
    publish("meet", 9, R"({"current_race":2})");
    const auto after = nlohmann::json::parse(waiting.get().body);
    EXPECT_EQ(after["data"]["race"], 2);
    EXPECT_EQ(http(port, "GET", "/api/v1/views/current/board?since=EPOCH1:" + after["seq"].dump()).status, 204);
    auto last = std::async(std::launch::async, [&] { return http(port, "GET", "/api/v1/views/current/board?wait_ms=20000&since=EPOCH1:" + after["seq"].dump()); });
    ::usleep(100'000);
    publish("meet", 10, R"({"current_race":null})");
    EXPECT_EQ(last.get().status, 404) << "no race is on any more";
}

// A page of another origin cannot read why it gets nothing unless it is let.
TEST_F(Snapshot, RefusalsMayBeReadWhereTheViewsMay) {
    publish("meet", 5, "{}");
    publish("health", 5, "{}", views::Audience::officials);
    struct Asked { const char* path; int status; };
    for (const auto& [path, status] : {Asked{"/api/v1/views/nothing", 404}, {"/api/v1/views/health", 401}, {"/api/v1/views/meet?since=5", 400}, {"/api/v1/log?since=OTHER:1", 404},
                                       {"/api/v1/events", 400}, {"/api/v1/events?topics=health", 401}, {"/feeds/x/board.json", 404}}) {
        const auto reply = http(port, "GET", path, "", "Origin: http://elsewhere.example\r\n");
        EXPECT_EQ(reply.status, status) << path;
        EXPECT_EQ(header_of(reply, "Access-Control-Allow-Origin"), "*") << path;
        EXPECT_NE(header_of(reply, "Access-Control-Expose-Headers").find("Retry-After"), std::string::npos) << path;
    }
    EXPECT_EQ(header_of(http(port, "GET", "/api/v1/me"), "Access-Control-Allow-Origin"), "");
    EXPECT_EQ(header_of(http(port, "POST", "/api/v1/commands", "{}"), "Access-Control-Allow-Origin"), "");
}

TEST_F(Snapshot, AFullPageOfTheLogNeverChangesAndTheLastOneDoes) {
    log_entries(1, limits::log_page_entries + 5, 100);
    const auto full = http(port, "GET", "/api/v1/log?since=EPOCH1:0");
    EXPECT_EQ(nlohmann::json::parse(full.body).size(), limits::log_page_entries);
    EXPECT_EQ(header_of(full, "Cache-Control"), "public, max-age=86400, immutable");
    const auto tag = header_of(full, "ETag");
    EXPECT_EQ(http(port, "GET", "/api/v1/log?since=EPOCH1:0", "", "If-None-Match: " + tag + "\r\n").status, 304);
    const auto small = http(port, "GET", "/api/v1/log?since=EPOCH1:0", "", "Accept-Encoding: gzip\r\n");
    EXPECT_EQ(header_of(small, "Content-Encoding"), "gzip");
    EXPECT_EQ(unzip(small.body), full.body);
    const auto path = "/api/v1/log?since=EPOCH1:" + std::to_string(limits::log_page_entries);
    const auto last = http(port, "GET", path);
    EXPECT_EQ(header_of(last, "Cache-Control"), "public, max-age=0, s-maxage=1");
    const auto last_tag = header_of(last, "ETag");
    EXPECT_EQ(http(port, "GET", path, "", "If-None-Match: " + last_tag + "\r\n").status, 304);
    EXPECT_EQ(header_of(http(port, "GET", "/api/v1/log"), "Cache-Control"), "public, max-age=0, s-maxage=1") << "where the ring begins is not for ever";
    auto waiting = std::async(std::launch::async, [&] { return http(port, "GET", path + "&wait_ms=20000", "", "If-None-Match: " + last_tag + "\r\n"); });
    ::usleep(100'000);
    log_entries(limits::log_page_entries + 6, limits::log_page_entries + 6);
    EXPECT_EQ(nlohmann::json::parse(waiting.get().body).size(), 6u) << "the page has changed";
    EXPECT_EQ(http(port, "GET", path, "", "If-None-Match: " + last_tag + "\r\n").status, 200);
    EXPECT_EQ(http(port, "GET", "/api/v1/log?since=EPOCH1:0", "", "If-None-Match: " + tag + "\r\n").status, 304);
}

TEST_F(Snapshot, ALongPollIsAnsweredByTheNextChange) {
    publish("meet", 5, R"({"a":1})");
    const auto tag = header_of(http(port, "GET", "/api/v1/views/meet"), "ETag");
    auto by_seq = std::async(std::launch::async, [&] { return http(port, "GET", "/api/v1/views/meet?since=EPOCH1:5&wait_ms=20000"); });
    auto by_tag = std::async(std::launch::async, [&] { return http(port, "GET", "/api/v1/views/meet?wait_ms=20000", "", "If-None-Match: " + tag + "\r\n"); });
    auto by_log = std::async(std::launch::async, [&] { return http(port, "GET", "/api/v1/log?since=EPOCH1:5&wait_ms=20000"); });
    ::usleep(200'000);
    publish("race/1/board", 6, "{}");
    EXPECT_EQ(by_seq.wait_for(std::chrono::milliseconds{200}), std::future_status::timeout) << "another view is no news";
    publish("meet", 6, R"({"a":2})");
    EXPECT_EQ(nlohmann::json::parse(by_seq.get().body)["data"]["a"], 2);
    EXPECT_EQ(nlohmann::json::parse(by_tag.get().body)["data"]["a"], 2);
    log_entries(7, 8);
    const auto entries = nlohmann::json::parse(by_log.get().body);
    ASSERT_EQ(entries.size(), 2u);
    EXPECT_EQ(entries[0]["seq"], 7);
}

TEST_F(Snapshot, ALongPollWithoutNewsEndsInTime) {
    publish("meet", 5, R"({"a":1})");
    EXPECT_EQ(http(port, "GET", "/api/v1/views/meet?since=EPOCH1:5&wait_ms=50").status, 204);
    EXPECT_EQ(http(port, "GET", "/api/v1/views/meet?wait_ms=50", "", "If-None-Match: *\r\n").status, 304);
    const auto log = http(port, "GET", "/api/v1/log?since=EPOCH1:5&wait_ms=50");
    EXPECT_EQ(log.status, 200);
    EXPECT_EQ(log.body, "[]");
}

TEST_F(Snapshot, AConnectionGoesOnAfterALongPoll) {
    publish("meet", 5, R"({"a":1})");
    RawSocket socket{port};
    const std::string host = "Host: 127.0.0.1\r\n\r\n";
    socket.send("GET /api/v1/views/meet?since=EPOCH1:5&wait_ms=50 HTTP/1.1\r\n" + host + "GET /api/v1/views/meet HTTP/1.1\r\n" + host);
    ASSERT_TRUE(socket.fill(12));
    EXPECT_EQ(socket.buffer.substr(9, 3), "204");
    while (socket.buffer.find("\"a\":1") == std::string::npos && socket.fill(socket.buffer.size() + 1)) {
    }
    EXPECT_NE(socket.buffer.find("HTTP/1.1 200"), std::string::npos) << "the second request, sent before the first was answered";
}

TEST_F(Snapshot, SoManyMayWaitAndThoseWhoHungUpAreForgotten) {
    publish("meet", 5, R"({"a":1})");
    const std::string request = "GET /api/v1/views/meet?since=EPOCH1:5&wait_ms=25000 HTTP/1.1\r\nHost: x\r\n\r\n";
    constexpr std::size_t too_many = 12;
    std::vector<std::unique_ptr<RawSocket>> asking;
    for (std::size_t i = 0; i < limits::long_polls + too_many; ++i) {
        asking.push_back(std::make_unique<RawSocket>(port));
        ASSERT_TRUE(asking.back()->connected);
        asking.back()->send(request);
    }
    const auto answered = [&] {
        std::vector<pollfd> looks;
        for (const auto& one : asking) looks.push_back({one->descriptor(), POLLIN, 0});
        ::poll(looks.data(), looks.size(), 100);
        return static_cast<std::size_t>(std::ranges::count_if(looks, [](const pollfd& one) { return one.revents != 0; }));
    };
    for (int i = 0; i < 200 && answered() < too_many; ++i) ::usleep(50'000);
    EXPECT_EQ(answered(), too_many);
    std::set<std::string> times;
    std::erase_if(asking, [&](const auto& one) {
        pollfd look{one->descriptor(), POLLIN, 0};
        if (::poll(&look, 1, 0) != 1) return false;
        EXPECT_TRUE(one->fill(40));
        const auto at = one->buffer.find("Retry-After: ");
        EXPECT_NE(at, std::string::npos);
        times.insert(one->buffer.substr(at + 13, one->buffer.find("\r\n", at) - at - 13));
        return true;
    });
    EXPECT_GT(times.size(), 1u) << "each comes back at another time";
    for (const auto& seconds : times) EXPECT_LE(std::stoi(seconds), 25) << "when those who wait now have been answered";
    ASSERT_EQ(asking.size(), limits::long_polls) << "the others wait";
    asking.resize(limits::long_polls - 10);
    auto status = 429;
    for (int i = 0; i < 100 && status == 429; ++i) status = http(port, "GET", "/api/v1/views/meet?since=EPOCH1:5&wait_ms=10").status;
    EXPECT_EQ(status, 204) << "in the place of one who hung up";
    publish("meet", 6, R"({"a":2})");
    for (auto& one : asking) {
        ASSERT_TRUE(one->fill(12));
        ASSERT_EQ(one->buffer.substr(9, 3), "200");
    }
}

TEST_F(Snapshot, AStopTellsWhoWaitsWhenToComeBack) {
    publish("meet", 5, R"({"a":1})");
    std::vector<std::unique_ptr<RawSocket>> waiting;
    for (int i = 0; i < 40; ++i) {
        waiting.push_back(std::make_unique<RawSocket>(port));
        waiting.back()->send("GET /api/v1/views/meet?since=EPOCH1:5&wait_ms=20000 HTTP/1.1\r\nHost: x\r\n\r\n");
    }
    const auto admin = signed_in(Role::admin);
    for (int i = 0; i < 200 && http(port, "GET", "/metrics", "", admin).body.find("bowball_long_polls_waiting 40\n") == std::string::npos; ++i) ::usleep(10'000);
    server->stop();
    std::set<std::string> times;
    for (auto& socket : waiting) {
        while (socket->buffer.find("\r\n\r\n") == std::string::npos && socket->fill(socket->buffer.size() + 1)) {
        }
        ASSERT_EQ(socket->buffer.substr(9, 3), "503");
        const auto at = socket->buffer.find("Retry-After: ");
        ASSERT_NE(at, std::string::npos);
        times.insert(socket->buffer.substr(at, socket->buffer.find("\r\n", at) - at));
    }
    EXPECT_GT(times.size(), 2u) << "each at another time";
}

}  // namespace snapshots_test
}  // namespace bowball::net
