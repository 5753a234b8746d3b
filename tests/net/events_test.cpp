// Server-sent events: the same topics in the same bytes, resumed by Last-Event-ID, and bounded like every other client.
#include <set>

#include "event_stream.hpp"
#include "live_feed.hpp"

namespace bowball::net {
namespace events_test {

using Events = LiveFeed;

TEST_F(Events, GreetsAndSendsTheWholeViewAndThenEachChange) {
    publish("race/12/board", 6, R"({"a":1})");
    EventStream stream{port, "topics=race/*/board"};
    EXPECT_EQ(stream.status, 200);
    EXPECT_NE(stream.head.find("Content-Type: text/event-stream"), std::string::npos);
    EXPECT_NE(stream.head.find("Cache-Control: no-store"), std::string::npos);
    EXPECT_NE(stream.head.find("Access-Control-Allow-Origin: *"), std::string::npos);
    EXPECT_EQ(stream.receive("hello")["epoch"], "EPOCH1");
    EXPECT_GE(stream.retry_ms, 500);
    EXPECT_EQ(stream.receive("view")["data"]["a"], 1);
    EXPECT_EQ(stream.id, "") << "a view must not move the number that the log is resumed from";
    publish("race/12/board", 7, R"({"a":2})");
    EXPECT_EQ(stream.receive("view")["data"]["a"], 2);
}

TEST_F(Events, CarryTheBytesOfTheWebSocketAndOfTheSnapshot) {
    EventStream stream{port, "topics=meet"};
    stream.receive("hello");
    Client socket{port};
    socket.send(subscribe({"meet"}));
    socket.send({{"kind", "ping"}, {"t0", 1}});
    socket.receive("pong");
    publish("meet", 9, R"({"x":1})");
    stream.receive("view");
    auto by_socket = socket.receive_raw();
    EXPECT_EQ(stream.last_event, by_socket);
    EXPECT_EQ(http(port, "GET", "/api/v1/views/meet").body, by_socket);
}

TEST_F(Events, FollowTheCurrentRace) {
    publish("race/1/board", 1, R"({"race":1})");
    publish("race/2/board", 2, R"({"race":2})");
    publish("meet", 3, R"({"current_race":1})");
    EventStream stream{port, "topics=current/board"};
    EXPECT_EQ(stream.receive("view")["data"]["race"], 1);
    publish("meet", 4, R"({"current_race":2})");
    const auto turned = stream.receive("view");
    EXPECT_EQ(turned["topic"], "current/board");
    EXPECT_EQ(turned["data"]["race"], 2);
}

TEST_F(Events, ResumeTheLogWithoutLossOrDouble) {
    log_entries(1, 5);
    std::vector<int> seen;
    std::string id;
    {
        EventStream stream{port, "topics=log&since=EPOCH1:2"};
        for (int i = 0; i < 2; ++i) seen.push_back(stream.receive("event")["seq"]);
        id = stream.id;
    }
    EXPECT_EQ(id, "EPOCH1:4");
    log_entries(6, 8);
    EventStream again{port, "topics=log&since=EPOCH1:2", "Last-Event-ID: " + id + "\r\n"};
    for (int i = 0; i < 4; ++i) {
        const auto event = again.receive("event");
        EXPECT_EQ(event["prev"].get<int>() + 1, event["seq"].get<int>());
        seen.push_back(event["seq"]);
    }
    EXPECT_EQ(seen, (std::vector{3, 4, 5, 6, 7, 8})) << "the header counts before what the address says";
}

TEST_F(Events, AnotherEpochIsAGapWithTheNumberToResumeFrom) {
    log_entries(1, 3);
    EventStream stream{port, "topics=log", "Last-Event-ID: OLD:77\r\n"};
    EXPECT_EQ(stream.receive("gap")["epoch"], "EPOCH1");
    EXPECT_EQ(stream.id, "EPOCH1:0");
    EXPECT_EQ(stream.receive("event")["seq"], 1);
    EventStream odd{port, "topics=log,meet", "Last-Event-ID: nonsense\r\n"};
    const auto error = odd.receive("error");
    EXPECT_EQ(error["code"], "bad_input");
    EXPECT_EQ(error["topic"], "log");
}

// What the ring no longer holds, or did not hold when the server was started.
TEST_F(Events, WhatIsNoLongerHeldIsAGapAndThenTheRest) {
    options.log_dropped = Seq{20};
    start();
    log_entries(21, 30);
    EventStream stream{port, "topics=log", "Last-Event-ID: EPOCH1:15\r\n"};
    EXPECT_EQ(stream.receive("gap")["first"], 20);
    EXPECT_EQ(stream.id, "EPOCH1:20") << "a browser that is cut off here resumes behind the gap";
    EXPECT_EQ(stream.receive("event")["seq"], 21);
    EventStream beyond{port, "topics=log", "Last-Event-ID: EPOCH1:99\r\n"};
    EXPECT_EQ(beyond.receive("gap")["first"], 20) << "a number that this journal does not reach";
}

TEST_F(Events, ResumeOverARestartOfTheServer) {
    log_entries(1, 5);
    EventStream before{port, "topics=log,meet&since=EPOCH1:3"};
    before.receive("event");
    before.receive("event");
    EXPECT_EQ(before.id, "EPOCH1:5");
    start();   // the same journal again: its entries first, as the program does
    log_entries(1, 5);
    publish("meet", 5, R"({"a":1})");
    log_entries(6, 7);
    EventStream after{port, "topics=log,meet", "Last-Event-ID: " + before.id + "\r\n"};
    EXPECT_EQ(after.receive("view")["data"]["a"], 1);
    const auto event = after.receive("event");
    EXPECT_EQ(event["seq"], 6);
    EXPECT_EQ(event["prev"], 5);
}

TEST_F(Events, TheHeartbeatCarriesTheHeadAndTheAgeOfTheVenue) {
    log_entries(1, 3);
    EventStream stream{port, "topics=meet"};
    const auto beat = stream.receive("heartbeat");
    EXPECT_EQ(beat["seq"], 3);
    EXPECT_EQ(beat["venue_age_us"], 0);
}

TEST_F(Events, WhatNobodyMaySeeIsRefusedWithAStatusAndTheRestInTheStream) {
    publish("meet", 1, "{}");
    publish("health", 2, R"({"h":1})", views::Audience::officials);
    EXPECT_EQ(EventStream(port, "").status, 400);
    EXPECT_EQ(EventStream(port, "topics=").status, 400);
    EXPECT_EQ(EventStream(port, "topics=RACE%20X").status, 400);
    EXPECT_EQ(EventStream(port, "topics=health").status, 401);
    std::string many = "topics=meet";
    for (std::size_t i = 0; i < limits::topics_per_client; ++i) many += ",race/" + std::to_string(i) + "/board";
    EXPECT_EQ(EventStream(port, many).status, 429);
    EventStream both{port, "topics=health,meet,%22"};
    EXPECT_EQ(both.receive("error")["topic"], "health");
    EXPECT_EQ(both.receive("error")["topic"], "\"");
    EventStream same{port, "topics=health,meet"};
    EXPECT_EQ(same.receive("view")["topic"], "meet");
    OfficialEvents official{port, "topics=health", signed_in(Role::referee)};
    EXPECT_EQ(official.receive("view")["topic"], "health");
    EXPECT_EQ(official.head.find("Access-Control-Allow-Origin"), std::string::npos) << "what an official sees is for no other page";
    EXPECT_EQ(http(port, "POST", "/api/v1/events?topics=meet").status, 405);
    EXPECT_EQ(http(port, "HEAD", "/api/v1/events?topics=meet").status, 405);
}

TEST_F(Events, AsManyTopicsAsAClientMayFollowAreAllFollowed) {
    std::string topics = "topics=";
    for (std::size_t i = 1; i <= limits::topics_per_client; ++i) {
        publish("race/" + std::to_string(i) + "/start_list", i, R"({"race":)" + std::to_string(i) + "}");
        topics += (i == 1 ? "race/" : ",race/") + std::to_string(i) + "/start_list";
    }
    EventStream stream{port, topics};
    std::set<int> seen;
    while (seen.size() < limits::topics_per_client) seen.insert(stream.receive("view")["data"]["race"].get<int>());
    EXPECT_EQ(*seen.rbegin(), static_cast<int>(limits::topics_per_client));
}

TEST_F(Events, EndWithTheSession) {
    OfficialEvents official{port, "topics=health", signed_in(Role::referee)};
    official.receive("hello");
    options.epoch = "EPOCH1";
    const auto cookie = signed_in(Role::admin);
    OfficialEvents other{port, "topics=health", cookie};
    other.receive("hello");
    EXPECT_EQ(http(port, "POST", "/api/v1/sign-out", "", cookie).status, 200);
    EXPECT_EQ(other.receive("bye")["code"], close_code::sign_in);
    EXPECT_TRUE(other.has_ended());
    publish("health", 1, "{}", views::Audience::officials);
    official.receive("view");
}

TEST_F(Events, AStopTellsEachAnotherTimeToComeBack) {
    std::vector<std::unique_ptr<EventStream>> streams;
    for (int i = 0; i < 20; ++i) streams.push_back(std::make_unique<EventStream>(port, "topics=meet"));
    for (auto& stream : streams) stream->receive("hello");
    server->stop();
    std::set<int> times;
    for (auto& stream : streams) {
        const auto bye = stream->receive("bye");
        EXPECT_EQ(bye["code"], close_code::restart);
        EXPECT_EQ(bye["retry_ms"], stream->retry_ms) << "what the browser itself will wait";
        times.insert(stream->retry_ms);
        EXPECT_TRUE(stream->has_ended());
    }
    EXPECT_GT(times.size(), 10u);
}

// A browser that is refused with a status never comes back.
TEST_F(Events, WithoutAPlaceTheyAreToldWhenToComeBack) {
    options.connections = 2;
    options.connections_kept_for_officials = 5;
    start();
    EventStream one{port, "topics=meet"};
    EventStream two{port, "topics=meet"};
    one.receive("hello");
    two.receive("hello");
    EventStream three{port, "topics=meet"};
    EXPECT_EQ(three.status, 200);
    EXPECT_EQ(three.receive("bye")["code"], close_code::overloaded);
    EXPECT_GE(three.retry_ms, 500);
    EXPECT_TRUE(three.has_ended());
}

TEST_F(Events, WhoSendsIntoTheStreamIsCut) {
    EventStream chatty{port, "topics=meet"};
    chatty.receive("hello");
    chatty.send("\r\n");
    publish("meet", 1, "{}");
    chatty.receive("view");
    chatty.send(std::string(2000, 'x'));
    EXPECT_EQ(chatty.receive("bye")["code"], close_code::feed_protocol);
    EXPECT_TRUE(chatty.has_ended());
}

TEST_F(Events, AStalledStreamHoldsOnlyTheNewestViewAndIsCut) {
    Departure departure{options, &Hub::Counts::event_streams};
    options.bounds.write_stall = 1ms;
    start();
    EventStream stuck{port, "topics=log,meet&since=EPOCH1:0", "", {INADDR_LOOPBACK, 4096}};
    log_entries(1, 1);
    stuck.receive("event");
    departure.is_there = true;
    for (std::uint64_t first = 2; first < 40'000; first += 10'000) log_entries(first, first + 9'999, 1000);  // more than any socket holds
    ASSERT_TRUE(departure.is_noticed());
    EXPECT_TRUE(stuck.has_ended());
}

TEST_F(Events, AClientThatTheLogLeavesBehindGetsAGapAndIsTold) {
    log_entries(1, 1);
    EventStream slow{port, "topics=log&since=EPOCH1:0"};
    slow.receive("event");
    for (std::uint64_t first = 2; first < 120'000; first += 10'000) log_entries(first, first + 9'999, 300);
    EXPECT_EQ(http(port, "GET", "/api/v1/health").status, 200) << "and nobody waits for it";
    auto last = std::uint64_t{1};
    for (;;) {
        const auto message = nlohmann::json::parse(slow.receive_raw());
        if (message["kind"] == "gap") break;
        if (message["kind"] != "event") continue;
        ASSERT_EQ(message["seq"].get<std::uint64_t>(), ++last);
    }
    EXPECT_EQ(slow.receive("bye")["code"], close_code::too_slow);
    EXPECT_TRUE(slow.has_ended());
}

TEST_F(Events, ALostStreamIsReplacedByTheSameClientAnew) {
    EventStream before{port, "topics=meet&client=0123456789abcdef"};
    before.receive("hello");
    EventStream other{port, "topics=meet&client=fedcba9876543210"};
    other.receive("hello");
    EventStream anew{port, "topics=meet&client=0123456789abcdef"};
    anew.receive("hello");
    EXPECT_EQ(before.receive("bye")["code"], close_code::replaced);
    publish("meet", 1, "{}");
    anew.receive("view");
    other.receive("view");
}

}  // namespace events_test
}  // namespace bowball::net
