// A live server for tests, on a free port of this computer, with a small web folder and somebody of each role to sign in.
#pragma once
#include <spdlog/sinks/null_sink.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <future>

#include "client.hpp"
#include "core/limits.hpp"
#include "net/server.hpp"
#include "net/websocket_frame.hpp"

namespace bowball::net {

namespace fs = std::filesystem;
using nlohmann::json;

/// As the environment says: what holds on one net thread holds on several.
inline std::size_t net_threads() {
    const auto* wanted = std::getenv("BOWBALL_TEST_NET_THREADS");
    return wanted == nullptr ? 1 : std::stoul(wanted);
}

/// Notices that nobody of a kind is counted any more. What another net thread tells is up to two looks old.
class Departure {
public:
    /// Before the server starts.
    Departure(ServerOptions& options, std::uint32_t Hub::Counts::*kind) {
        options.on_counts = [this, kind, looks = 0](Hub::Counts counts, const views::Attendance&) mutable {
            if (!is_there || ++looks <= 2 || counts.*kind > 0) return;
            is_there = false;
            gone_.set_value();
        };
    }
    [[nodiscard]] bool is_noticed() { return gone_.get_future().wait_for(std::chrono::seconds{20}) == std::future_status::ready; }

    std::atomic<bool> is_there = false;   ///< to be set once it is

private:
    std::promise<void> gone_;
};

class LiveFeed : public testing::Test {
protected:
    void SetUp() override {
        folder = fs::temp_directory_path() / ("bowball-net-" + std::string{testing::UnitTest::GetInstance()->current_test_info()->name()} + std::to_string(::getpid()));
        fs::create_directories(folder / "web" / "assets");
        std::ofstream{folder / "web" / "index.html"} << "<!doctype html>front";
        std::ofstream{folder / "web" / "console.html"} << "<!doctype html>console";
        std::ofstream{folder / "web" / "assets" / "x-1a2b.js"} << "1";
        std::ofstream{folder / "secret.txt"} << "secret\n";
        start();
    }
    /// A server of its own with what the test sets in `options`.
    void start(const io::Clock& clock = io::Clock{}) {
        if (server) server->stop();
        server.reset();
        options.port = 0;
        if (options.threads == 0) options.threads = net_threads();
        options.web_folder = (folder / "web").string();
        options.version = "test";
        options.epoch = "EPOCH1";
        const auto sink = [this](engine::Command command, engine::Origin origin, std::function<void(engine::Outcome)> reply) {
            // What the race loop would do, on another thread's behalf: numbers it, or refuses race 99.
            const auto* call = std::get_if<engine::CallRace>(&command);
            if (call != nullptr && call->race == RaceId{66}) throw std::runtime_error{"race 66 throws"};
            if (call != nullptr && call->race == RaceId{99}) return reply(Error{errc::unknown_race, "Race 99 is not in the programme."});
            last_actor = origin.actor.name;
            reply(engine::Accepted{Seq{7}, false});
        };
        server = std::make_unique<Server>(options, clock, accounts(), sink, std::make_shared<spdlog::logger>("test", log_sink));
        for (const auto role : {Role::referee, Role::starter, Role::admin}) codes[role] = server->issue_code({role == Role::referee ? "Rita" : role == Role::starter ? "Sam" : "Ada", role}, role == Role::admin);
        ASSERT_TRUE(server->start().has_value());
        port = server->port();
    }
    void TearDown() override {
        server->stop();
        server.reset();
        fs::remove_all(folder);
    }

    [[nodiscard]] AccountStore accounts() const { return AccountStore{(folder / "accounts.json").string()}; }
    void publish(const std::string& topic, std::uint64_t seq, const std::string& data, views::Audience audience = views::Audience::everyone) {
        server->publish({{{topic, audience, Seq{seq}, std::nullopt, data}}, {}, Seq{seq}});
    }
    void log_entries(std::uint64_t first, std::uint64_t last, std::size_t padding = 0) {
        std::vector<LogFrame> entries;
        for (auto seq = first; seq <= last; ++seq) entries.push_back({Seq{seq}, "{\"seq\":" + std::to_string(seq) + ",\"p\":\"" + std::string(padding, 'x') + "\"}"});
        server->publish({{}, std::move(entries), Seq{last}});
    }
    /// Cookie header of somebody signed in.
    std::string signed_in(Role role) {
        const auto reply = http(port, "POST", "/api/v1/sign-in", json{{"code", codes.at(role)}}.dump());
        EXPECT_EQ(reply.status, 200) << reply.body;
        const auto at = reply.head.find("bowball=");
        return "Cookie: " + reply.head.substr(at, reply.head.find(';', at) - at) + "\r\n";
    }
    /// A client that is to follow `meet` and from now on reads only when the test says so, and one that reads at once and shows what has gone out.
    struct SlowAndQuick {
        explicit SlowAndQuick(std::uint16_t port) : slow{port}, quick{port} {
            for (auto* client : {&slow, &quick}) {
                client->send(subscribe({"meet"}));
                client->send({{"kind", "ping"}, {"t0", 1}});
                client->receive("pong");
            }
        }
        Client slow;
        Client quick;
    };
    static json subscribe(std::vector<std::string> topics, const std::string& since = "") { return {{"v", 1}, {"kind", "subscribe"}, {"topics", topics}, {"since", since}}; }

    fs::path folder;
    std::shared_ptr<spdlog::sinks::sink> log_sink = std::make_shared<spdlog::sinks::null_sink_mt>();
    ServerOptions options;
    std::unique_ptr<Server> server;
    std::uint16_t port = 0;
    std::string last_actor;
    std::map<Role, std::string> codes;
};

/// With one account: Anna, a judge.
class SignInFeed : public LiveFeed {
protected:
    void SetUp() override {
        LiveFeed::SetUp();
        static const auto hash = hash_password("correct horse").value();
        ASSERT_TRUE(accounts().put({"Anna", Role::judge, hash, false}).has_value());
    }
    /// Cookie header of Anna.
    [[nodiscard]] std::string anna() const {
        const auto reply = http(port, "POST", "/api/v1/sign-in", R"({"name":"Anna","password":"correct horse"})");
        EXPECT_EQ(reply.status, 200) << reply.body;
        const auto at = reply.head.find("bowball=");
        return "Cookie: " + reply.head.substr(at, reply.head.find(';', at) - at) + "\r\n";
    }
};

}  // namespace bowball::net
