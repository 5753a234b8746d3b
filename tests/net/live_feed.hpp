// A live server for tests, on a free port of this computer, with a small web folder and somebody of each role to sign in.
#pragma once
#include <atomic>
#include <filesystem>
#include <fstream>
#include <future>

#include "core/limits.hpp"
#include "net/client.hpp"
#include "net/server.hpp"
#include "net/websocket_frame.hpp"

namespace bowball::net {

namespace fs = std::filesystem;
using nlohmann::json;

/// As the environment says: what holds on one net thread holds on several.
std::size_t net_threads();

/// Notices that nobody of a kind is counted any more. What another net thread tells is up to two looks old.
class Departure {
public:
    /// Before the server starts.
    Departure(ServerOptions& options, std::uint32_t Hub::Counts::*kind);
    [[nodiscard]] bool is_noticed() { return gone_.get_future().wait_for(std::chrono::seconds{20}) == std::future_status::ready; }

    std::atomic<bool> is_there = false;   ///< to be set once it is

private:
    std::promise<void> gone_;
};

class LiveFeed : public testing::Test {
protected:
    LiveFeed();
    ~LiveFeed() override;
    void SetUp() override;
    /// A server of its own with what the test sets in `options`.
    void start(const io::Clock& clock = io::Clock{});
    void TearDown() override;

    [[nodiscard]] AccountStore accounts() const { return AccountStore{(folder / "accounts.json").string()}; }
    void publish(const std::string& topic, std::uint64_t seq, const std::string& data, views::Audience audience = views::Audience::everyone);
    void log_entries(std::uint64_t first, std::uint64_t last, std::size_t padding = 0);
    /// Cookie header of somebody signed in.
    std::string signed_in(Role role);
    /// A client that is to follow `meet` and from now on reads only when the test says so, and one that reads at once and shows what has gone out.
    struct SlowAndQuick {
        explicit SlowAndQuick(std::uint16_t port);
        Client slow;
        Client quick;
    };
    static json subscribe(std::vector<std::string> topics, const std::string& since = "");

    fs::path folder;
    std::shared_ptr<spdlog::sinks::sink> log_sink;
    ServerOptions options;
    std::unique_ptr<Server> server;
    std::uint16_t port = 0;
    std::string last_actor;
    std::map<Role, std::string> codes;
};

/// With one account: Anna, a judge.
class SignInFeed : public LiveFeed {
protected:
    void SetUp() override;
    /// Cookie header of Anna.
    [[nodiscard]] std::string anna() const;
};

}  // namespace bowball::net
