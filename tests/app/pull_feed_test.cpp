// The whole server, asked from outside as a graphics computer asks it: programme, orders, feeds, metrics, TLS files.
#include <spdlog/sinks/null_sink.h>

#include <filesystem>
#include <fstream>
#include <future>

#include "app.hpp"
#include "folders.hpp"
#include "net/client.hpp"
#include "net/feed_tokens.hpp"

namespace bowball {
namespace pull_feed_test {

namespace fs = std::filesystem;
using nlohmann::json;

class Venue : public testing::Test {
protected:
    void SetUp() override {
        folder = fs::temp_directory_path() / ("bowball-venue-" + std::to_string(::getpid()));
        fs::create_directories(folder);
        std::ofstream{folder / "programme.toml"}
            << "name = \"Day\"\nvenue = \"Lake\"\n[[events]]\ncode = \"M1x\"\ntitle = \"Sculls\"\n[[crews]]\nid = 1\nevent = \"M1x\"\ncode = \"A\"\nname = \"=Alpha\"\nmembers = [\"Ann\", \"Bob\"]\n"
            << "[[races]]\nnumber = 1\nevent = \"M1x\"\nphase = \"H1\"\nlanes = [1]\n";
        AppOptions options;
        options.keep_nothing = true;
        options.config.server.port = 0;
        options.config.server.data_dir = (folder / "data").string();
        options.config.meet.programme = (folder / "programme.toml").string();
        options.config.meet.rules = source_folder() + "/config/rules";
        fs::create_directories(folder / "data");
        token = net::FeedTokenStore{(folder / "data" / "feed_tokens.json").string()}.make("truck", "feeds", net::wall_now_us() + 3600LL * 1'000'000).value();
        app = App::make(std::move(options), std::make_shared<spdlog::logger>("test", std::make_shared<spdlog::sinks::null_sink_mt>())).value();
        app->start();
    }
    void TearDown() override {
        app->stop();
        app.reset();
        fs::remove_all(folder);
    }
    void give(engine::Command command) {
        std::promise<bool> done;
        app->submit(std::move(command), {{"Rita", Role::admin}, {}, {}}, [&](const engine::Outcome& outcome) { done.set_value(outcome.has_value()); });
        ASSERT_TRUE(done.get_future().get());
    }
    [[nodiscard]] net::HttpReply feed(const std::string& name, const std::string& headers = "") const { return net::http(app->port(), "GET", "/feeds/" + token + "/" + name, "", headers); }
    /// The feed, once it says so; the last try otherwise.
    [[nodiscard]] json rows_with(const std::string& name, const std::string& key, const std::string& value) const {
        json rows;
        for (int i = 0; i < 200; ++i) {
            const auto reply = feed(name);
            rows = json::parse(reply.body);
            if (reply.status == 200 && rows[0][key] == value) break;
            ::usleep(20'000);
        }
        return rows;
    }

    fs::path folder;
    std::string token;
    std::unique_ptr<App> app;
};

TEST_F(Venue, TheFeedsFollowTheRace) {
    EXPECT_EQ(rows_with("schedule.json", "race", "1")[0]["event_title"], "Sculls");
    give(engine::CallRace{RaceId{1}});
    const auto list = rows_with("startlist.json", "code", "A");
    ASSERT_EQ(list.size(), 8u);
    EXPECT_EQ(list[0]["crew"], "=Alpha");
    EXPECT_EQ(list[0]["members"], "Ann, Bob");
    EXPECT_NE(feed("startlist.csv").body.find(",'=Alpha,"), std::string::npos);
    EXPECT_NE(feed("startlist.csv").head.find("Content-Disposition: inline; filename=\"startlist.csv\""), std::string::npos);
    const auto xml = feed("startlist.xml?rows=2");
    EXPECT_NE(xml.body.find("<crew>=Alpha</crew>"), std::string::npos);
    const auto tag_at = xml.head.find("ETag: ") + 6;
    const auto tag = xml.head.substr(tag_at, xml.head.find("\r\n", tag_at) - tag_at);
    EXPECT_EQ(feed("startlist.xml?rows=2", "If-None-Match: " + tag + "\r\n").status, 304);
    EXPECT_NE(xml.head.find("Cache-Control: private, no-cache"), std::string::npos);
    EXPECT_EQ(json::parse(feed("clock.json").body)[0]["race_state"], "called");
    EXPECT_EQ(json::parse(feed("board.json").body).size(), 8u);
    EXPECT_EQ(json::parse(feed("results.json").body).size(), 8u);
    EXPECT_EQ(feed("medals.json").status, 200);
    EXPECT_EQ(feed("board.json?delay_ms=99999").status, 400);
    // Half a second before this server was started there was nothing to show: it says so until there is a past.
    auto delayed = feed("board.json?delay_ms=500&rows=4");
    for (int i = 0; i < 200 && delayed.status == 503; ++i, ::usleep(20'000)) delayed = feed("board.json?delay_ms=500&rows=4");
    EXPECT_EQ(delayed.status, 200);
    EXPECT_EQ(net::http(app->port(), "GET", "/feeds/0000/board.json").status, 401);
}

TEST_F(Venue, AnAdminSeesTheMetricsOfEveryRoom) {
    const auto signed_in = net::http(app->port(), "POST", "/api/v1/sign-in", json{{"code", app->sign_in_code({"Ada", Role::admin}, false)}}.dump());
    const auto at = signed_in.head.find("bowball=");
    const auto cookie = "Cookie: " + signed_in.head.substr(at, signed_in.head.find(';', at) - at) + "\r\n";
    std::string text;
    for (int i = 0; i < 200 && text.find("bowball_journal_recorded 1") == std::string::npos; ++i) {
        text = net::http(app->port(), "GET", "/metrics", "", cookie).body;
        ::usleep(20'000);
    }
    EXPECT_NE(text.find("bowball_journal_recorded 1"), std::string::npos) << text;
    EXPECT_NE(text.find("bowball_commit_seconds{quantile=\"0.99\"} 0."), std::string::npos) << text;
}

TEST_F(Venue, ItsCertificateIsMadeAtTheFirstStart) {
    EXPECT_NE(app->tls_port(), 0);
    EXPECT_TRUE(fs::exists(folder / "data" / "tls" / "server.pem"));
    EXPECT_EQ(fs::status(folder / "data" / "tls" / "root_key.pem").permissions() & fs::perms::all, fs::perms::owner_read | fs::perms::owner_write);
    EXPECT_EQ(net::http(app->port(), "GET", "/root.crt").status, 200);
}

}  // namespace pull_feed_test
}  // namespace bowball
