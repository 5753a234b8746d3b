// nats-server and its WebSocket listener. Its messages come from a publisher on TCP, which we are.
#include <fstream>

#include "bench/feed/contestant.hpp"
#include "bench/feed/nats_ports.hpp"
#include "net/client.hpp"
#include "net/client_frame.hpp"

namespace bowball::bench::feed {
namespace {

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

}  // namespace

std::unique_ptr<Contestant> start_nats(const Entrant& entrant, const Ground& ground, SSL_CTX* tls) {
    const auto config = ground.folder + (entrant.tls ? "/nats_tls.conf" : "/nats.conf");
    const auto secured = "tls { cert_file: \"" + ground.certificate + "\", key_file: \"" + ground.key + "\" }";
    std::ofstream{config} << "host: 127.0.0.1\nport: -1\nmax_connections: 65536\nports_file_dir: \"" << ground.folder << "\"\nwebsocket { host: 127.0.0.1, port: -1, "
                          << (entrant.tls ? secured : "no_tls: true") << " }\n";
    auto process = std::make_unique<Child>(std::vector<std::string>{path_of("nats-server"), "-c", config}, ground.folder + "/nats-server.log");
    const auto ports = ports_of(*process, ground.folder, "websocket");
    if (ports.is_null()) return nullptr;
    Manner manner;
    manner.port = port_of(ports.at("websocket"));
    manner.wrapping = Wrapping::nats;
    manner.greeting = net::client_frame(0x82, "CONNECT {\"verbose\":false,\"pedantic\":false}\r\nSUB board 1\r\n");
    if (entrant.tls) manner.tls = tls;
    return std::make_unique<NatsContestant>(std::move(process), std::move(manner), port_of(ports.at("nats")), ground.messages);
}

}  // namespace bowball::bench::feed
