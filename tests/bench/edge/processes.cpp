#include "bench/edge/processes.hpp"

#include <poll.h>

#include <charconv>
#include <filesystem>
#include <fstream>

#include "bench/feed/contestant.hpp"
#include "bench/feed/instant.hpp"
#include "bench/feed/nats_ports.hpp"
#include "folders.hpp"
#include "net/client.hpp"

namespace bowball::bench::edge {
namespace {

constexpr std::int64_t patience_ns = 30'000'000'000;

/// The number behind the last colon of an address.
std::uint16_t port_in(std::string_view line, std::string_view before) {
    const auto at = line.find(before);
    std::uint16_t port = 0;
    if (at != std::string_view::npos) std::from_chars(line.data() + at + before.size(), line.data() + line.size(), port);
    return port;
}

void take(HouseProcess& house, const std::string& line) {
    if (line.starts_with("  scoreboard ")) house.port = port_in(line, "://127.0.0.1:");
    if (line.starts_with("  The same over TLS")) house.tls_port = port_in(line, "on port ");
    constexpr std::string_view link = "/sign-in?code=";
    if (const auto at = line.find(link); at != std::string::npos) house.code = line.substr(at + link.size(), line.find('&', at) - at - link.size());
}

}  // namespace

std::optional<HubProcess> start_hub(const std::string& folder) {
    std::filesystem::create_directories(folder);
    std::ofstream{folder + "/hub.conf"} << "server_name: hub\nhost: 127.0.0.1\nport: -1\nmax_payload: 8MB\nports_file_dir: \"" << folder << "\"\njetstream { store_dir: \"" << folder << "/store\" }\n";
    HubProcess hub{std::make_unique<feed::Child>(std::vector<std::string>{feed::path_of("nats-server"), "-c", folder + "/hub.conf"}, folder + "/hub.log"), {}};
    const auto ports = feed::ports_of(*hub.process, folder, "nats");
    if (ports.is_null()) return std::nullopt;
    hub.url = "nats://127.0.0.1:" + std::to_string(feed::port_of(ports.at("nats")));
    return hub;
}

std::optional<HouseProcess> start_house(const std::vector<std::string>& words, const std::string& log) {
    std::vector<std::string> command{build_folder() + "/bowball"};
    command.insert(command.end(), words.begin(), words.end());
    const auto began = feed::now_ns();
    HouseProcess house;
    house.process = std::make_unique<feed::Child>(command, log);
    while (feed::now_ns() - began < patience_ns && house.process->is_there()) {
        const auto line = house.process->read_line();
        if (!line) {
            ::poll(nullptr, 0, 1);
            continue;
        }
        take(house, *line);
        if (!line->starts_with("Ctrl-C ends it")) continue;
        house.serves_ns = feed::now_ns() - began;
        return house;
    }
    return std::nullopt;
}

std::optional<HouseProcess> start_edge_process(const std::string& hub, const std::string& log, const std::vector<std::string>& more) {
    std::vector<std::string> words{"edge", "--nats", hub, meet, "--port", "0", "--net-threads", "1", "--log", "warn"};
    words.insert(words.end(), more.begin(), more.end());
    return start_house(words, log);
}

std::optional<HouseProcess> start_serve(const std::string& folder, const std::vector<std::string>& more) {
    std::vector<std::string> words{"serve", "--config", folder + "/config.toml", "--data", folder + "/data", "--port", "0"};
    words.insert(words.end(), more.begin(), more.end());
    return start_house(words, folder + "/serve.log");
}

std::string sign_in(std::uint16_t port, const std::string& code) {
    const auto answer = net::http(port, "POST", "/api/v1/sign-in", nlohmann::json{{"code", code}}.dump());
    const auto at = answer.head.find("bowball=");
    return at == std::string::npos ? std::string{} : "Cookie: " + answer.head.substr(at, answer.head.find(';', at) - at) + "\r\n";
}

}  // namespace bowball::bench::edge
