#include "app_secrets.hpp"

#include <sys/stat.h>

#include <algorithm>

namespace bowball {
namespace {

/// A group may: that of the service, say.
bool is_open_to_all(const std::string& file) {
    struct stat facts {};
    return !file.empty() && ::stat(file.c_str(), &facts) == 0 && (facts.st_mode & S_IROTH) != 0;
}

void look_at(std::vector<std::string>& exposed, const std::string& file, const std::string& what) {
    if (is_open_to_all(file)) exposed.push_back("Every user of this computer can read " + file + ", with " + what + " in it. Close it: chmod o-rwx " + file);
}

bool has_sensors_key(const formats::DeviceConfig& device) {
    return std::ranges::any_of(device.settings, [](const auto& setting) { return setting.first == "key" && !setting.second.empty(); });
}

}  // namespace

std::vector<std::string> exposed_secrets(const formats::RelayConfig& relay) {
    std::vector<std::string> exposed;
    look_at(exposed, relay.password_file, "the hub's password");
    look_at(exposed, relay.credentials, "what signs in at the hub");
    look_at(exposed, relay.tls_key, "the key that the hub knows us by");
    return exposed;
}

std::vector<std::string> exposed_secrets(const formats::Config& config, const std::string& file) {
    auto exposed = exposed_secrets(config.relay);
    look_at(exposed, config.server.tls_key, "the server's key of TLS");
    if (std::ranges::any_of(config.devices, has_sensors_key)) look_at(exposed, file, "keys of sensors");
    return exposed;
}

}  // namespace bowball
