// A server that is an edge: late by nature, never doubled, and with a door that does not let everybody in at once.
#include "live_feed.hpp"
#include "net/token_bucket.hpp"

namespace bowball::net {
namespace edge_test {

class AnEdge : public LiveFeed {
protected:
    void SetUp() override {
        options.edge = ServerOptions::Edge{};
        LiveFeed::SetUp();
    }
    /// As the venue's word comes: it was said so long ago.
    void hear(std::chrono::seconds ago, Seq head, std::vector<LogFrame> entries = {}) {
        const RaceTime said{1'000'000s};
        Publication publication{{}, std::move(entries), head};
        publication.venue = VenueWord{Anchor{clock.now(), said + ago}, std::chrono::floor<std::chrono::microseconds>(said.time_since_epoch()).count()};
        server->publish(std::move(publication));
    }
    static std::vector<LogFrame> entries(std::uint64_t first, std::uint64_t last) {
        std::vector<LogFrame> made;
        for (auto seq = first; seq <= last; ++seq) made.push_back({Seq{seq}, "{\"seq\":" + std::to_string(seq) + "}"});
        return made;
    }
    [[nodiscard]] json health() const { return json::parse(http(port, "GET", "/api/v1/health").body); }

    io::Clock clock;
};

TEST_F(AnEdge, SaysHowOldTheVenuesLastWordIs) {
    hear(12s, Seq{3});
    const auto age_us = health()["venue_age_us"].get<std::int64_t>();
    EXPECT_GE(age_us, 12'000'000);
    hear(0s, Seq{4});
    EXPECT_LT(health()["venue_age_us"].get<std::int64_t>(), age_us);
    EXPECT_EQ(health()["seq"], 4);
}

TEST_F(AnEdge, BeatsEveryFifteenSecondsAndSaysSo) {
    Client client{port};
    EXPECT_EQ(client.receive("hello")["heartbeat_ms"], 15'000);
}

TEST_F(AnEdge, ShowsTheVenuesTimeAsItLearnsIt) {
    hear(100s, Seq{1});
    Client client{port};
    client.receive("hello");
    hear(5'000s, Seq{1});
    // Another net thread hears of it a moment later.
    std::int64_t after = 0;
    for (int i = 0; i < 100 && after < 1'005'000'000'000; ++i) {
        ::usleep(60'000);
        client.send({{"v", 1}, {"kind", "ping"}, {"t0", 2}});
        after = client.receive("pong")["t1_us"].get<std::int64_t>();
    }
    EXPECT_GE(after, 1'005'000'000'000);
}

TEST_F(AnEdge, WhoSawMoreAtAnotherEdgeGetsTheRestOnce) {
    hear(0s, Seq{5}, entries(1, 5));
    Client client{port};
    const auto epoch = client.receive("hello")["epoch"].get<std::string>();
    client.send(subscribe({"log"}, epoch + ":8"));
    client.send({{"v", 1}, {"kind", "ping"}, {"t0", 1}});
    client.receive("pong");
    hear(0s, Seq{10}, entries(6, 10));
    EXPECT_EQ(client.receive("event")["seq"], 9);
    EXPECT_EQ(client.receive("event")["seq"], 10);
}

TEST_F(AnEdge, NobodyGetsAnEntryTwiceBecauseAViewWasFaster) {
    hear(0s, Seq{5}, entries(1, 5));
    server->publish({{{"meet", views::Audience::everyone, Seq{8}, std::nullopt, "{}"}}, {}, Seq{8}});   // of an entry that is still on its way
    Client client{port};
    const auto epoch = client.receive("hello")["epoch"].get<std::string>();
    client.send(subscribe({"log"}, epoch + ":7"));
    client.send({{"v", 1}, {"kind", "ping"}, {"t0", 1}});
    client.receive("pong");
    hear(0s, Seq{8}, entries(6, 8));
    EXPECT_EQ(client.receive("event")["seq"], 8);
}

TEST_F(AnEdge, ThePollOfALogThatIsBehindIsNoOtherJournal) {
    hear(0s, Seq{5}, entries(1, 5));
    const auto reply = http(port, "GET", "/api/v1/log?since=EPOCH1:8");
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.body, "[]");
    EXPECT_EQ(http(port, "GET", "/api/v1/log?since=OTHER:1").status, 404);
}

class AFullEdge : public LiveFeed {
protected:
    void SetUp() override {
        options.edge = ServerOptions::Edge{1, 3};
        LiveFeed::SetUp();
    }
};

TEST_F(AFullEdge, TellsNewcomersWhenToComeBack) {
    auto let_in = 0;
    HttpReply refused;
    for (int i = 0; i < 20; ++i) {
        const auto reply = http(port, "GET", "/api/v1/health");
        if (reply.status == 200) ++let_in;
        if (reply.status == 503) refused = reply;
    }
    EXPECT_GE(let_in, 3);
    ASSERT_EQ(refused.status, 503);
    EXPECT_NE(refused.head.find("Retry-After: "), std::string::npos) << refused.head;
}

TEST_F(LiveFeed, AVenueHasNoAgeAndKnowsAllOfItsJournal) {
    log_entries(1, 5);
    EXPECT_FALSE(json::parse(http(port, "GET", "/api/v1/health").body).contains("venue_age_us"));
    EXPECT_EQ(http(port, "GET", "/api/v1/log?since=EPOCH1:8").status, 404);
}

TEST(ATokenBucket, GivesSoManyASecondAndSomeAtOnce) {
    const auto at = [](std::int64_t ms) { return TokenBucket::Instant{1h + std::chrono::milliseconds{ms}}; };
    TokenBucket bucket{10, 3};
    const auto taken = [&](std::int64_t ms) {
        auto count = 0;
        while (bucket.take(at(ms))) ++count;
        return count;
    };
    EXPECT_EQ(taken(0), 3);
    EXPECT_EQ(taken(99), 0);
    EXPECT_EQ(taken(100), 1);
    EXPECT_EQ(taken(350), 2);
    EXPECT_EQ(taken(400), 1);
    EXPECT_EQ(taken(100'000), 3);
}

TEST(ATokenBucket, LosesNothingToManyWhoAskInBetween) {
    TokenBucket bucket{1'000, 1};
    auto count = 0;
    for (std::int64_t ns = 0; ns < 100'000'000; ns += 300) count += bucket.take(TokenBucket::Instant{1h + std::chrono::nanoseconds{ns}}) ? 1 : 0;
    EXPECT_EQ(count, 100);
}

}  // namespace edge_test
}  // namespace bowball::net
