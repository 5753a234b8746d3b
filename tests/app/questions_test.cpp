// Questions that the race does not answer: the net thread takes requests before the race runs, and after it was stopped.
#include <poll.h>
#include <spdlog/sinks/null_sink.h>

#include <filesystem>

#include "app.hpp"
#include "core/limits.hpp"
#include "net/client.hpp"

namespace bowball {
namespace questions_test {

namespace fs = std::filesystem;

class Questions : public testing::Test {
protected:
    void SetUp() override {
        folder = fs::temp_directory_path() / ("bowball-questions-" + std::to_string(::getpid()));
        AppOptions options;
        options.keep_nothing = true;
        options.config.server.port = 0;
        options.config.server.tls = false;
        options.config.server.data_dir = (folder / "data").string();
        app = App::make(std::move(options), std::make_shared<spdlog::logger>("test", std::make_shared<spdlog::sinks::null_sink_mt>())).value();
        const auto signed_in = net::http(app->port(), "POST", "/api/v1/sign-in", nlohmann::json{{"code", app->sign_in_code({"Ada", Role::admin}, false)}}.dump());
        const auto at = signed_in.head.find("bowball=");
        cookie = "Cookie: " + signed_in.head.substr(at, signed_in.head.find(';', at) - at) + "\r\n";
    }
    void TearDown() override {
        app.reset();
        fs::remove_all(folder);
    }
    void ask(const std::string& what, const std::string& body = "") {
        const auto length = body.empty() ? std::string{} : "Content-Length: " + std::to_string(body.size()) + "\r\n";
        sockets.push_back(std::make_unique<net::RawSocket>(app->port()));
        sockets.back()->send(what + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(app->port()) + "\r\n" + cookie + length + "\r\n" + body);
    }
    /// The first socket that has something to say.
    net::RawSocket* first_answered() {
        std::vector<pollfd> all;
        for (const auto& one : sockets) all.push_back({one->descriptor(), POLLIN, 0});
        if (::poll(all.data(), all.size(), 20'000) <= 0) return nullptr;
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (all[i].revents != 0) return sockets[i].get();
        }
        return nullptr;
    }

    fs::path folder;
    std::string cookie;
    std::unique_ptr<App> app;
    std::vector<std::unique_ptr<net::RawSocket>> sockets;
};

// What waits in the race's queue holds connections of the server: it must be gone before the server is.
TEST_F(Questions, ThatAreNeverAnsweredEndWithTheServer) {
    ask("GET /api/v1/traces/1");
    ask("GET /api/v1/pictures/" + std::string(64, '0'));
    ask("POST /api/v1/entries/check", "Event,Name\nM1x,Anna\n");
    // One more than may wait is refused, and that one tells that the others are in the queue.
    for (std::size_t i = 0; i <= limits::what_ifs_waiting; ++i) ask("GET /api/v1/races/1/what_if");
    auto* refused = first_answered();
    ASSERT_NE(refused, nullptr);
    ASSERT_TRUE(refused->fill(12));
    EXPECT_EQ(refused->buffer.substr(9, 3), "429");
    app.reset();
    for (const auto& one : sockets) {
        if (one.get() == refused) continue;
        EXPECT_FALSE(one->fill(1)) << "ended without an answer";
    }
}

}  // namespace questions_test
}  // namespace bowball
