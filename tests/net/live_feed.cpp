#include "net/live_feed.hpp"

#include <spdlog/sinks/null_sink.h>

#include <cstdlib>
#include <fstream>

namespace bowball::net {

std::size_t net_threads() {
    const auto* wanted = std::getenv("BOWBALL_TEST_NET_THREADS");
    return wanted == nullptr ? 1 : std::stoul(wanted);
}

Departure::Departure(ServerOptions& options, std::uint32_t Hub::Counts::*kind) {
    options.on_counts = [this, kind, looks = 0](Hub::Counts counts, const views::Attendance&) mutable {
        if (!is_there || ++looks <= 2 || counts.*kind > 0) return;
        is_there = false;
        gone_.set_value();
    };
}

LiveFeed::LiveFeed() : log_sink(std::make_shared<spdlog::sinks::null_sink_mt>()) {}

LiveFeed::~LiveFeed() = default;

void LiveFeed::SetUp() {
    folder = fs::temp_directory_path() / ("bowball-net-" + std::string{testing::UnitTest::GetInstance()->current_test_info()->name()} + std::to_string(::getpid()));
    fs::create_directories(folder / "web" / "assets");
    std::ofstream{folder / "web" / "index.html"} << "<!doctype html>front";
    std::ofstream{folder / "web" / "console.html"} << "<!doctype html>console";
    std::ofstream{folder / "web" / "assets" / "x-1a2b.js"} << "1";
    std::ofstream{folder / "secret.txt"} << "secret\n";
    start();
}

void LiveFeed::start(const io::Clock& clock) {
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

void LiveFeed::TearDown() {
    server->stop();
    server.reset();
    fs::remove_all(folder);
}

void LiveFeed::publish(const std::string& topic, std::uint64_t seq, const std::string& data, views::Audience audience) {
    server->publish({{{topic, audience, Seq{seq}, std::nullopt, data}}, {}, Seq{seq}});
}

void LiveFeed::log_entries(std::uint64_t first, std::uint64_t last, std::size_t padding) {
    std::vector<LogFrame> entries;
    for (auto seq = first; seq <= last; ++seq) entries.push_back({Seq{seq}, "{\"seq\":" + std::to_string(seq) + ",\"p\":\"" + std::string(padding, 'x') + "\"}"});
    server->publish({{}, std::move(entries), Seq{last}});
}

std::string LiveFeed::signed_in(Role role) {
    const auto reply = http(port, "POST", "/api/v1/sign-in", json{{"code", codes.at(role)}}.dump());
    EXPECT_EQ(reply.status, 200) << reply.body;
    const auto at = reply.head.find("bowball=");
    return "Cookie: " + reply.head.substr(at, reply.head.find(';', at) - at) + "\r\n";
}

LiveFeed::SlowAndQuick::SlowAndQuick(std::uint16_t port) : slow{port}, quick{port} {
    for (auto* client : {&slow, &quick}) {
        client->send(subscribe({"meet"}));
        client->send({{"kind", "ping"}, {"t0", 1}});
        client->receive("pong");
    }
}

json LiveFeed::subscribe(std::vector<std::string> topics, const std::string& since) { return {{"v", 1}, {"kind", "subscribe"}, {"topics", topics}, {"since", since}}; }

void SignInFeed::SetUp() {
    LiveFeed::SetUp();
    static const auto hash = hash_password("correct horse").value();
    ASSERT_TRUE(accounts().put({"Anna", Role::judge, hash, false}).has_value());
}

std::string SignInFeed::anna() const {
    const auto reply = http(port, "POST", "/api/v1/sign-in", R"({"name":"Anna","password":"correct horse"})");
    EXPECT_EQ(reply.status, 200) << reply.body;
    const auto at = reply.head.find("bowball=");
    return "Cookie: " + reply.head.substr(at, reply.head.find(';', at) - at) + "\r\n";
}

}  // namespace bowball::net
