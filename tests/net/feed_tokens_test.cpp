// Tokens: named, ending, known only by their hash, and gone a second after they were removed.
#include "net/feed_tokens.hpp"

#include "live_feed.hpp"
#include "net/gzip.hpp"
#include "net/packed.hpp"
#include "net/pull_feed.hpp"

namespace bowball::net {
namespace feed_tokens_test {

constexpr std::int64_t hour_us = 3600LL * 1'000'000;

class FeedTokens : public LiveFeed {
protected:
    void SetUp() override {
        tokens_file = (fs::temp_directory_path() / ("bowball-tokens-" + std::to_string(::getpid()) + ".json")).string();
        fs::remove(tokens_file);
        options.feed_tokens_file = tokens_file;
        LiveFeed::SetUp();
    }
    void TearDown() override {
        LiveFeed::TearDown();
        fs::remove(tokens_file);
    }
    [[nodiscard]] FeedTokenStore store() const { return FeedTokenStore{tokens_file}; }
    [[nodiscard]] std::string make(const std::string& name, const std::string& use, std::int64_t life_us = hour_us) const { return store().make(name, use, wall_now_us() + life_us).value(); }
    std::string tokens_file;
};

TEST_F(FeedTokens, AreStoredAsHashesForTheirOwnerAlone) {
    const auto token = make("truck", "feeds");
    EXPECT_EQ(token.size(), 40u);
    std::ifstream file{tokens_file};
    const std::string text{std::istreambuf_iterator<char>{file}, {}};
    EXPECT_EQ(text.find(token), std::string::npos);
    EXPECT_NE(text.find("truck"), std::string::npos);
    EXPECT_EQ(fs::status(tokens_file).permissions() & fs::perms::all, fs::perms::owner_read | fs::perms::owner_write);
    EXPECT_NE(make("truck", "feeds"), token);
    EXPECT_EQ(store().all()->size(), 1u) << "one of the same name is replaced";
    EXPECT_FALSE(store().make(" ", "feeds", 0).has_value());
    EXPECT_FALSE(store().make("x", "everything", 0).has_value());
    EXPECT_FALSE(store().remove("nobody").has_value());
}

TEST_F(FeedTokens, OpenWhatTheyAreForUntilTheyEnd) {
    const auto feeds = make("truck", "feeds");
    const auto metrics = make("prometheus", "metrics");
    const auto ended = make("old", "feeds", -1);
    FeedAccess access{store()};
    ASSERT_TRUE(access.look_around().has_value());
    EXPECT_EQ(access.check(feeds, "feeds").value(), "truck");
    EXPECT_FALSE(access.check(feeds, "metrics").has_value());
    EXPECT_FALSE(access.check(metrics, "feeds").has_value());
    EXPECT_NE(access.check(ended, "feeds").error().text.find("has ended"), std::string::npos);
    EXPECT_FALSE(access.check("", "feeds").has_value());
    ASSERT_TRUE(store().remove("truck").has_value());
    ASSERT_TRUE(access.look_around().has_value());
    EXPECT_FALSE(access.check(feeds, "feeds").has_value());
    std::ofstream{tokens_file} << "{ broken";
    EXPECT_FALSE(access.look_around().has_value());
    EXPECT_TRUE(access.check(metrics, "metrics").has_value()) << "those known before stay";
}

TEST_F(FeedTokens, OneUserCannotPollWithoutEnd) {
    const auto token = make("truck", "feeds");
    FeedAccess access{store()};
    ASSERT_TRUE(access.look_around().has_value());
    auto code = errc::bad_input;
    for (std::size_t i = 0; i < 20 * limits::feed_polls_per_second && code != errc::too_many; ++i) {
        const auto allowed = access.check(token, "feeds");
        if (!allowed) code = allowed.error().code;
    }
    EXPECT_EQ(code, errc::too_many);
}

TEST_F(FeedTokens, MetricsAreForAdminsAndTheirPrograms) {
    EXPECT_EQ(http(port, "GET", "/metrics").status, 401);
    EXPECT_EQ(http(port, "GET", "/metrics", "", signed_in(Role::referee)).status, 401);
    EXPECT_EQ(http(port, "GET", "/metrics", "", "Authorization: Bearer 00\r\n").status, 401);
    Client board{port};
    board.send(subscribe({"meet"}));
    board.send({{"kind", "ping"}, {"t0", 1}});
    board.receive("pong");
    publish("meet", 3, "{}");
    board.receive("view");
    const auto admin = signed_in(Role::admin);
    auto reply = http(port, "GET", "/metrics", "", admin);
    EXPECT_EQ(reply.status, 200);
    EXPECT_NE(reply.head.find("text/plain; version=0.0.4"), std::string::npos);
    // Another net thread tells once a second what it counted.
    for (int i = 0; i < 200 && reply.body.find("\nbowball_views_queued_total 1\n") == std::string::npos; ++i) {
        ::usleep(20'000);
        reply = http(port, "GET", "/metrics", "", admin);
    }
    for (const auto* line : {"\nbowball_clients{kind=\"public\"} 1\n", "\nbowball_journal_head 3\n", "\nbowball_views_queued_total 1\n", "\nbowball_http_answers_total{status=\"401\"} 3\n", "\nbowball_websockets_total 1\n"})
        EXPECT_NE(reply.body.find(line), std::string::npos) << line << reply.body;
    const auto token = make("prometheus \"main\"", "metrics");
    auto status = 401;
    std::string body;
    for (int i = 0; i < 50 && status == 401; ++i) {
        ::usleep(100'000);
        const auto scraped = http(port, "GET", "/metrics", "", "Authorization: Bearer " + token + "\r\n");
        status = scraped.status;
        body = scraped.body;
    }
    EXPECT_EQ(status, 200) << "within a second or so of the command";
    EXPECT_NE(body.find("bowball_feed_polls_total{token=\"prometheus \\\"main\\\"\"} 1"), std::string::npos) << body;
}

TEST_F(FeedTokens, APastThatIsNotThereYetIsSaidWithTheTimeToAskAgain) {
    const auto token = make("truck", "feeds");
    options.feeds.find = [](std::string_view, const std::function<std::string(std::string_view)>& parameter, std::int64_t) -> Result<PulledDocument> {
        if (parameter("delay_ms") == "3000") return PulledDocument{{}, nullptr, {}, 2'000'001};
        return PulledDocument{"application/json", std::make_shared<const std::string>("[]"), "\"1\"", 0};
    };
    start();
    const auto early = http(port, "GET", "/feeds/" + token + "/board.json?delay_ms=3000");
    EXPECT_EQ(early.status, 503);
    EXPECT_NE(early.head.find("\r\nRetry-After: 3\r\n"), std::string::npos) << early.head;
    EXPECT_NE(early.head.find("\r\nAccess-Control-Allow-Origin: *"), std::string::npos);
    EXPECT_EQ(json::parse(early.body)["kind"], "error");
    EXPECT_EQ(http(port, "GET", "/feeds/" + token + "/board.json").body, "[]");
}

TEST_F(FeedTokens, AreSentCompressedToWhoTakesItAndCompressedOnceForAll) {
    const auto token = make("truck", "feeds");
    auto board = std::make_shared<const std::string>(std::string(5'000, 'x'));
    options.feeds.find = [&](std::string_view, const auto&, std::int64_t) -> Result<PulledDocument> { return PulledDocument{"text/csv; charset=utf-8", board, "W/\"1\"", 0}; };
    start();
    const auto path = "/feeds/" + token + "/board.csv";
    const auto packed = http(port, "GET", path, "", "Accept-Encoding: gzip\r\n");
    EXPECT_NE(packed.head.find("\r\nContent-Encoding: gzip"), std::string::npos) << packed.head;
    EXPECT_NE(packed.head.find("\r\nVary: Accept-Encoding"), std::string::npos);
    EXPECT_EQ(packed.body, gzip(*board));
    const auto plain = http(port, "GET", path);
    EXPECT_EQ(plain.head.find("Content-Encoding"), std::string::npos);
    EXPECT_EQ(plain.body, *board);
    EXPECT_EQ(http(port, "GET", path, "", "Accept-Encoding: gzip\r\nIf-None-Match: \"1\"\r\n").status, 304);
}

TEST(PackedBodies, AreMadeOnceForTheSameBytesAndSoManyASecond) {
    Packed packed;
    const auto now = TokenBucket::Instant{} + std::chrono::seconds{1};
    std::vector<std::shared_ptr<const std::string>> bodies;
    for (std::size_t i = 0; i <= limits::feeds_packed; ++i) bodies.push_back(std::make_shared<const std::string>(1'000, static_cast<char>('a' + i % 20)));
    const auto first = packed.of(bodies[0], now);
    ASSERT_NE(first, nullptr);
    EXPECT_EQ(*first, gzip(*bodies[0]));
    EXPECT_EQ(packed.of(bodies[0], now), first);
    for (std::size_t i = 1; i < limits::feeds_packed; ++i) EXPECT_NE(packed.of(bodies[i], now), nullptr);
    EXPECT_EQ(packed.of(bodies.back(), now), nullptr) << "the others go out as they are";
    EXPECT_EQ(packed.of(bodies[0], now), first) << "what is there is still to be had";
    EXPECT_NE(packed.of(bodies.back(), now + std::chrono::seconds{1}), nullptr);
    EXPECT_EQ(packed.of(std::make_shared<const std::string>("short"), now + std::chrono::seconds{2}), nullptr);
}

TEST_F(FeedTokens, WithoutOneThereAreNoFeeds) {
    EXPECT_EQ(http(port, "GET", "/feeds/" + std::string(40, '0') + "/board.json").status, 404) << "this server has none at all";
    EXPECT_EQ(http(port, "GET", "/feeds/board.json").status, 404);
}

}  // namespace feed_tokens_test
}  // namespace bowball::net
