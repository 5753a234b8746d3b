#include "bench/feed/nats_ports.hpp"

#include <poll.h>

#include <fstream>

#include "bench/feed/instant.hpp"

namespace bowball::bench::feed {
namespace {

constexpr std::int64_t patience_ns = 10'000'000'000;

}  // namespace

nlohmann::json ports_of(const Child& process, const std::string& folder, const char* wanted) {
    const auto path = folder + "/nats-server_" + std::to_string(process.id()) + ".ports";
    for (const auto end = now_ns() + patience_ns; now_ns() < end && process.is_there(); ::poll(nullptr, 0, 50)) {
        std::ifstream file{path};
        auto ports = nlohmann::json::parse(file, nullptr, false);
        if (ports.is_object() && ports.contains(wanted)) return ports;
    }
    return nullptr;
}

std::uint16_t port_of(const nlohmann::json& urls) {
    const auto url = urls.at(0).get<std::string>();
    return static_cast<std::uint16_t>(std::stoul(url.substr(url.rfind(':') + 1)));
}

}  // namespace bowball::bench::feed
