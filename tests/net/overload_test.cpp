// What one client, or ten thousand, may not do to the others.
#include <sys/resource.h>

#include <chrono>
#include <future>

#include "live_feed.hpp"

namespace bowball::net {
namespace overload_test {

using nlohmann::json;

/// All places but one are for officials.
class Overload : public LiveFeed {
protected:
    void SetUp() override {
        options.connections = 4;
        options.connections_per_address = 2;
        options.connections_kept_for_officials = 3;
        LiveFeed::SetUp();
    }
    static constexpr From neighbour{INADDR_LOOPBACK + 1, 0};
};

TEST_F(Overload, ViewersBeyondTheBoundAreToldByTheCloseCodeAndOfficialsComeIn) {
    const auto cookie = signed_in(Role::admin);
    std::vector<std::unique_ptr<Client>> screens;
    for (int i = 0; i < 4; ++i) screens.push_back(std::make_unique<Client>(port));
    for (auto& screen : screens) screen->receive("hello");
    Client late{port};
    EXPECT_TRUE(late.upgraded) << "a page can read a close code, not the status of an answer";
    EXPECT_EQ(late.close_code(), close_code::overloaded);
    OfficialClient official{port, cookie};
    EXPECT_EQ(official.receive("hello")["epoch"], "EPOCH1");
    screens.resize(2);
    ::usleep(100'000);
    Client next{port};
    next.receive("hello");
}

TEST_F(Overload, OneAddressCannotTakeAllPlaces) {
    Client one{port, "", "bowball.v1", neighbour};
    Client two{port, "", "bowball.v1", neighbour};
    one.receive("hello");
    two.receive("hello");
    Client three{port, "", "bowball.v1", neighbour};
    EXPECT_EQ(three.close_code(), close_code::overloaded);
    Client elsewhere{port};
    elsewhere.receive("hello");
    std::vector<std::unique_ptr<RawSocket>> idle;
    for (int i = 0; i < 6; ++i) idle.push_back(std::make_unique<RawSocket>(port, neighbour));
    EXPECT_TRUE(idle.back()->fill(12)) << "before anything is asked";
    EXPECT_EQ(idle.back()->buffer.substr(0, 12), "HTTP/1.1 503");
}

TEST_F(LiveFeed, AnotherVersionOfTheFeedIsToldByTheCloseCode) {
    Client newer{port, "", "bowball.v2"};
    EXPECT_TRUE(newer.upgraded);
    EXPECT_NE(newer.head.find("Sec-WebSocket-Protocol: bowball.v2"), std::string::npos) << "a browser hangs up without it";
    EXPECT_EQ(newer.close_code(), close_code::other_version);
    Client both{port, "", "bowball.v2, bowball.v1"};
    EXPECT_NE(both.head.find("Sec-WebSocket-Protocol: bowball.v1"), std::string::npos);
    both.receive("hello");
    EXPECT_FALSE(Client(port, "", "chat").upgraded);
}

TEST_F(LiveFeed, ControlPingsCountAndOnlyTheNewestIsAnswered) {
    const auto ping = [](char payload) { return std::string("\x89\x81\0\0\0\0", 6) + payload; };
    Client polite{port};
    polite.receive("hello");
    std::string several;
    for (char c = 'a'; c <= 'e'; ++c) several += ping(c);
    polite.send_raw(several);
    std::string pongs;
    while (pongs.empty() || pongs.back() != 'e') {
        const auto payload = polite.receive_raw();
        if (polite.opcode == 10) pongs += payload;
    }
    EXPECT_LE(pongs.size(), 5u);
    Client flood{port};
    std::string many;
    for (int i = 0; i < 60; ++i) many += ping('x');
    flood.send_raw(many);
    EXPECT_EQ(flood.close_code(), close_code::feed_protocol);
}

std::chrono::microseconds cpu_time() {
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    return std::chrono::seconds{used.ru_utime.tv_sec + used.ru_stime.tv_sec} + std::chrono::microseconds{used.ru_utime.tv_usec + used.ru_stime.tv_usec};
}

TEST_F(LiveFeed, WithoutFilesItWaitsAndGoesOnWhenThereAreSome) {
    rlimit before{};
    ::getrlimit(RLIMIT_NOFILE, &before);
    // Descriptors of the clients first; then there are none left for the server's ends.
    std::vector<std::unique_ptr<RawSocket>> waiting;
    const auto lowest_free = ::dup(0);
    ::close(lowest_free);
    const rlimit few{static_cast<rlim_t>(lowest_free) + 1, before.rlim_max};
    waiting.push_back(std::make_unique<RawSocket>(port));
    ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &few), 0);
    ::usleep(50'000);
    const auto used_before = cpu_time();
    ::usleep(600'000);
    const auto used = cpu_time() - used_before;
    ::setrlimit(RLIMIT_NOFILE, &before);
    EXPECT_LT(used.count(), 200'000) << "microseconds of work while nobody could be accepted";
    EXPECT_EQ(http(port, "GET", "/api/v1/health").status, 200);
}

TEST_F(LiveFeed, AClientThatTakesNothingWhileSomethingWaitsIsCut) {
    Departure departure{options, &Hub::Counts::viewers};
    options.bounds.write_stall = 1ms;
    start();
    Client stuck{port, "", "bowball.v1", {INADDR_LOOPBACK, 4096}};
    stuck.send(subscribe({"log"}, "EPOCH1:0"));
    log_entries(1, 1);
    stuck.receive("event");
    departure.is_there = true;
    for (std::uint64_t first = 2; first < 40'000; first += 10'000) log_entries(first, first + 9'999, 1000);  // more than any socket holds
    ASSERT_TRUE(departure.is_noticed());
    EXPECT_EQ(stuck.close_code(), 0) << "no goodbye: it would not have taken that either";
}

TEST_F(LiveFeed, TheSoftFileLimitIsRaised) {
    rlimit files{};
    ::getrlimit(RLIMIT_NOFILE, &files);
    const rlimit low{std::min<rlim_t>(256, files.rlim_max), files.rlim_max};
    ::setrlimit(RLIMIT_NOFILE, &low);
    start();
    ::getrlimit(RLIMIT_NOFILE, &files);
    EXPECT_EQ(files.rlim_cur, files.rlim_max);
}

TEST_F(LiveFeed, AnExceptionOnTheNetThreadEndsNothing) {
    OfficialClient official{port, signed_in(Role::referee)};
    Client viewer{port};
    official.send({{"v", 1}, {"kind", "command"}, {"id", "c1"}, {"command", "call_race"}, {"data", {{"race", 66}}}});
    viewer.send({{"kind", "ping"}, {"t0", 1}});
    viewer.receive("pong");
    EXPECT_EQ(http(port, "GET", "/api/v1/health").status, 200);
}

// The health view changes while no entry comes: an ETag made of the entry's number would answer 304 while devices die.
TEST_F(LiveFeed, AViewThatChangesWithoutAnEntryHasAnotherETag) {
    publish("race/1/board", 6, R"({"a":1})");
    const auto etag_of = [this] {
        const auto head = http(port, "GET", "/api/v1/views/race/1/board").head;
        const auto at = head.find("ETag: ") + 6;
        return head.substr(at, head.find("\r\n", at) - at);
    };
    const auto before = etag_of();
    EXPECT_EQ(http(port, "GET", "/api/v1/views/race/1/board", "", "If-None-Match: " + before + "\r\n").status, 304);
    publish("race/1/board", 6, R"({"a":2})");
    EXPECT_NE(etag_of(), before);
    EXPECT_EQ(http(port, "GET", "/api/v1/views/race/1/board", "", "If-None-Match: " + before + "\r\n").status, 200);
}

TEST_F(LiveFeed, WhatWasRefusedIsCounted) {
    std::promise<void> counted;
    options.on_counts = [&, is_done = false](Hub::Counts, const views::Attendance& attendance) mutable {
        if (attendance.refused == 0 || is_done) return;
        is_done = true;
        counted.set_value();
    };
    start();
    Client client{port};
    client.send({{"kind", "dance"}});
    EXPECT_EQ(counted.get_future().wait_for(std::chrono::seconds{5}), std::future_status::ready);
}

}  // namespace overload_test
}  // namespace bowball::net
