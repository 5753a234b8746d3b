// The log's ring: resumed whole, gap-free and undoubled, however much it is and however slow the client.
#include "live_feed.hpp"

namespace bowball::net {
namespace log_test {

using LogRing = LiveFeed;

/// Takes events until `last`; each must follow the one before.
void expect_events(Client& client, std::uint64_t first, std::uint64_t last) {
    for (auto seq = first; seq <= last; ++seq) {
        const auto event = client.receive("event");
        ASSERT_EQ(event["seq"].get<std::uint64_t>(), seq);
        ASSERT_EQ(event["prev"].get<std::uint64_t>(), seq - 1);
    }
}

// History may be many times what waits for a client: it is pulled as the socket takes it, never queued.
TEST_F(LogRing, IsResumedWholeHoweverMuchItIs) {
    log_entries(1, 12'000, 300);
    Client client{port};
    client.send(subscribe({"log"}, "EPOCH1:0"));
    expect_events(client, 1, 6'000);
    log_entries(12'001, 12'500, 300);  // while it is still taking history
    expect_events(client, 6'001, 12'500);
}

TEST_F(LogRing, AClientThatItLeavesBehindGetsAGapAndIsCut) {
    log_entries(1, 1);
    Client slow{port};
    slow.send(subscribe({"log"}, "EPOCH1:0"));
    expect_events(slow, 1, 1);
    for (std::uint64_t first = 2; first < 120'000; first += 10'000) log_entries(first, first + 9'999, 300);
    EXPECT_EQ(http(port, "GET", "/api/v1/health").status, 200) << "and nobody waits for it";
    auto last = std::uint64_t{1};
    for (;;) {
        const auto message = nlohmann::json::parse(slow.receive_raw());
        if (message["kind"] == "gap") break;
        if (message["kind"] != "event") continue;
        ASSERT_EQ(message["seq"].get<std::uint64_t>(), last + 1);
        ++last;
    }
    EXPECT_EQ(slow.close_code(), close_code::too_slow);
    EXPECT_LT(last, 119'000u);
}

TEST_F(LogRing, ANumberThatTheJournalDoesNotReachIsAGap) {
    log_entries(1, 3);
    Client client{port};
    client.send(subscribe({"log"}, "EPOCH1:9"));
    EXPECT_EQ(client.receive("gap")["epoch"], "EPOCH1");
    expect_events(client, 1, 3);
    EXPECT_EQ(http(port, "GET", "/api/v1/log?since=EPOCH1:9").status, 404);
    EXPECT_EQ(http(port, "GET", "/api/v1/log?since=EPOCH1:3").status, 200);
}

// A client that archives the log by polling must not take what is left of the ring for all that it missed.
TEST_F(LogRing, OverHttpWhatIsNoLongerHeldIsSaidAndNotPassedOver) {
    log_entries(1, limits::log_ring_entries + 10);
    const auto gone = http(port, "GET", "/api/v1/log?since=EPOCH1:9");
    EXPECT_EQ(gone.status, 410);
    const auto gap = nlohmann::json::parse(gone.body);
    EXPECT_EQ(gap["kind"], "gap");
    EXPECT_EQ(gap["first"], 10);
    EXPECT_NE(gap["text"].get<std::string>().find("since=EPOCH1:10"), std::string::npos) << gap["text"];
    const auto resumed = nlohmann::json::parse(http(port, "GET", "/api/v1/log?since=EPOCH1:10").body);
    EXPECT_EQ(resumed.at(0)["seq"], 11);
    EXPECT_EQ(resumed.size(), 1000u);
    EXPECT_EQ(nlohmann::json::parse(http(port, "GET", "/api/v1/log").body), resumed) << "without since: all that is held";
}

// After a restart the ring begins in the middle of the journal.
TEST_F(LogRing, WhatTheJournalHeldBeforeTheRingIsAGapToo) {
    options.log_dropped = Seq{20};
    start();
    log_entries(21, 30);
    EXPECT_EQ(http(port, "GET", "/api/v1/log?since=EPOCH1:19").status, 410);
    EXPECT_EQ(http(port, "GET", "/api/v1/log?since=EPOCH1:20").status, 200);
    Client client{port};
    client.send(subscribe({"log"}, "EPOCH1:19"));
    EXPECT_EQ(client.receive("gap")["first"], 20);
    expect_events(client, 21, 30);
}

TEST_F(LogRing, OverHttpANumberWithoutItsJournalIsRefused) {
    log_entries(1, 3);
    for (const auto* since : {"2", ":2", "EPOCH1:", "EPOCH1", "EPOCH1:x"}) {
        const auto status = http(port, "GET", std::string{"/api/v1/log?since="} + since).status;
        EXPECT_TRUE(status == 400 || status == 404) << since << " " << status;
    }
    EXPECT_EQ(http(port, "GET", "/api/v1/log?since=2").status, 400);
    EXPECT_EQ(http(port, "GET", "/api/v1/log?since=OTHER:2").status, 404);
}

}  // namespace log_test
}  // namespace bowball::net
