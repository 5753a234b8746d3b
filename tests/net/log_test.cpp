// The log's ring: resumed whole, gap-free and undoubled, however much it is and however slow the client.
#include "live_feed.hpp"

namespace bowball::net {
namespace {

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

}  // namespace
}  // namespace bowball::net
