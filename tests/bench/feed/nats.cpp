// nats-server and its WebSocket listener. Its messages come from a publisher on TCP, which we are.
#include <poll.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "bench/feed/contestant.hpp"
#include "net/client.hpp"
#include "net/client_frame.hpp"

namespace bowball::bench::feed {
namespace {

namespace fs = std::filesystem;
constexpr std::int64_t patience_ns = 10'000'000'000;

class NatsContestant final : public Contestant {
public:
    NatsContestant(std::unique_ptr<Child> process, Manner manner, std::uint16_t port, const std::string& messages) : Contestant(std::move(process), std::move(manner)), publisher_(port) {
        std::ifstream file{messages};
        for (std::string line; std::getline(file, line);) orders_.push_back("PUB board " + std::to_string(line.size()) + "\r\n" + line + "\r\n");
        publisher_.send("CONNECT {\"verbose\":false,\"pedantic\":false}\r\n");
    }
    void publish(std::size_t count) override {
        stamps_.push_back(now_ns());
        std::string all;
        for (; count > 0; --count) all += orders_[published_++ % orders_.size()];
        publisher_.send(all);
    }
    void take_stamps(std::vector<std::int64_t>& into) override {
        into.insert(into.end(), stamps_.begin(), stamps_.end());
        stamps_.clear();
    }

private:
    net::RawSocket publisher_;
    std::vector<std::string> orders_;
    std::vector<std::int64_t> stamps_;
    std::size_t published_ = 0;
};

std::uint16_t port_of(const nlohmann::json& urls) {
    const auto url = urls.at(0).get<std::string>();
    return static_cast<std::uint16_t>(std::stoul(url.substr(url.rfind(':') + 1)));
}

/// It writes down which ports it found free.
nlohmann::json ports_of(const Child& process, const std::string& folder) {
    const auto path = folder + "/nats-server_" + std::to_string(process.id()) + ".ports";
    for (const auto end = now_ns() + patience_ns; now_ns() < end && process.is_there(); ::poll(nullptr, 0, 50)) {
        std::ifstream file{path};
        auto ports = nlohmann::json::parse(file, nullptr, false);
        if (ports.is_object() && ports.contains("websocket")) return ports;
    }
    return nullptr;
}

}  // namespace

std::unique_ptr<Contestant> start_nats(const Entrant& entrant, const Ground& ground, SSL_CTX* tls) {
    const auto config = ground.folder + (entrant.tls ? "/nats_tls.conf" : "/nats.conf");
    const auto secured = "tls { cert_file: \"" + ground.certificate + "\", key_file: \"" + ground.key + "\" }";
    std::ofstream{config} << "host: 127.0.0.1\nport: -1\nmax_connections: 65536\nports_file_dir: \"" << ground.folder << "\"\nwebsocket { host: 127.0.0.1, port: -1, "
                          << (entrant.tls ? secured : "no_tls: true") << " }\n";
    auto process = std::make_unique<Child>(std::vector<std::string>{path_of("nats-server"), "-c", config}, ground.folder + "/nats-server.log");
    const auto ports = ports_of(*process, ground.folder);
    if (ports.is_null()) return nullptr;
    Manner manner;
    manner.port = port_of(ports.at("websocket"));
    manner.wrapping = Wrapping::nats;
    manner.greeting = net::client_frame(0x82, "CONNECT {\"verbose\":false,\"pedantic\":false}\r\nSUB board 1\r\n");
    if (entrant.tls) manner.tls = tls;
    return std::make_unique<NatsContestant>(std::move(process), std::move(manner), port_of(ports.at("nats")), ground.messages);
}

}  // namespace bowball::bench::feed
