#include "formats/config.hpp"

#include <algorithm>

#include "formats/archive.hpp"
#include "formats/config_videos.hpp"
#include "formats/toml_file.hpp"

namespace bowball::formats {
namespace {

constexpr std::uint32_t most_net_threads = 64;
/// ICR 611 wants the strips of a timing kept for three months.
constexpr std::int32_t least_backup_days = 92;
/// A clock that is off by more is no clock: 1 s in half an hour.
constexpr std::int32_t most_clock_ppb = 500'000;

}  // namespace

template <class A> void fields(A& a, ServerConfig& c) {
    a("address", c.address);
    a("port", c.port);
    a("tls", c.tls);
    a("tls_port", c.tls_port);
    a("net_threads", c.net_threads);
    a("tls_certificate", c.tls_certificate);
    a("tls_key", c.tls_key);
    a("officials_need_tls", c.officials_need_tls);
    a("lock_after_min", c.lock_after_min);
    a("names", c.names);
    a("data_dir", c.data_dir);
    a("web_dir", c.web_dir);
}
template <class A> void fields(A& a, MeetConfig& c) { a("programme", c.programme); a("rules", c.rules); }
template <class A> void fields(A& a, CaptureConfig& c) { a("record", c.record); a("realtime", c.realtime); a("lock_memory", c.lock_memory); }
template <class A> void fields(A& a, FeedsConfig& c) { a("result_sheets", c.result_sheets); }
template <class A> void fields(A& a, RelayConfig& c) {
    a("url", c.url);
    a("meet", c.meet);
    a("entries", c.entries);
    a("replicas", c.replicas);
    a("user", c.user);
    a("password_file", c.password_file);
    a("credentials", c.credentials);
    a("tls_ca", c.tls_ca);
    a("tls_certificate", c.tls_certificate);
    a("tls_key", c.tls_key);
}
template <class A> void fields(A& a, StandbyConfig& c) {
    a("pages", c.pages);
    a("others", c.others);
    a("take_over_after_s", c.take_over_after_s);
    a("yield_after_s", c.yield_after_s);
}
template <class A> void fields(A& a, BackupConfig& c) { a("folder", c.folder); a("every_min", c.every_min); a("keep_days", c.keep_days); }
template <class A> void fields(A& a, LogConfig& c) { a("level", c.level); }

template <class A> void fields(A& a, DeviceConfig& c) {
    a("name", c.name);
    a("driver", c.driver);
    a("link", c.link);
    a("record", c.record);
    a("clock_ppb", c.clock_ppb);
    a.asked("settings");
}
template <class A> void fields(A& a, ChannelBinding& c) {
    a("device", c.device);
    a("channel", c.channel);
    a("point", c.point);
    a("lane", c.lane);
    a("source", c.source);
    a("number_is_lane", c.number_is_lane);
}
template <class A> void fields(A& a, Config& c) {
    a("server", c.server);
    a("meet", c.meet);
    a("capture", c.capture);
    a("feeds", c.feeds);
    a("relay", c.relay);
    a("backup", c.backup);
    a("standby", c.standby);
    a("log", c.log);
    a("devices", c.devices);
    a("channels", c.channels);
    a.asked("videos");
}

namespace {

/// A name that is a file's name too.
bool is_plain(std::string_view name) {
    return std::ranges::none_of(name, [](unsigned char byte) { return byte == '/' || byte < 0x20 || byte == 0x7F; });
}

Result<void> read_settings(const TomlNode& devices, Config& config) {
    for (std::size_t i = 0; i < config.devices.size(); ++i) {
        const auto device = devices.at(i);
        if (config.devices[i].name.empty()) return device.refusal("lacks \"name\".");
        if (!is_plain(config.devices[i].name)) return device.refusal(": a device's name has no \"/\" and no control characters: its recording is called by it.");
        if (config.devices[i].driver.empty()) return device.refusal("lacks \"driver\".");
        const auto again = std::ranges::count(config.devices, config.devices[i].name, &DeviceConfig::name) > 1;
        if (again) return device.refusal(": there are two devices named \"" + config.devices[i].name + "\".");
        if (const auto rate = config.devices[i].clock_ppb; rate && (*rate < 1 || *rate > most_clock_ppb))
            return device.refusal(": \"clock_ppb\" is parts in 10^9, between 1 and " + std::to_string(most_clock_ppb) + ".");
        const auto settings = device.find("settings");
        if (!settings) continue;
        if (!settings->is_object()) return settings->refusal("must be a table.");
        for (const auto& key : settings->keys()) {
            const auto value = *settings->find(key);
            if (const auto text = value.text()) config.devices[i].settings.emplace_back(key, *text);
            else if (const auto number = value.integer()) config.devices[i].settings.emplace_back(key, std::to_string(*number));
            else if (const auto truth = value.truth()) config.devices[i].settings.emplace_back(key, *truth ? "true" : "false");
            else return value.refusal("must be a text, an integer, true or false.");
        }
    }
    return {};
}

Result<void> check_channels(const TomlNode& channels, const Config& config) {
    for (std::size_t i = 0; i < config.channels.size(); ++i) {
        const auto& one = config.channels[i];
        if (std::ranges::find(config.devices, one.device, &DeviceConfig::name) == config.devices.end())
            return channels.at(i).refusal(": there is no device \"" + one.device + "\".");
        const auto same = std::ranges::count_if(config.channels, [&](const ChannelBinding& other) { return other.device == one.device && other.channel == one.channel; });
        if (one.channel.empty()) return channels.at(i).refusal("lacks \"channel\".");
        if (same > 1) return channels.at(i).refusal(": channel \"" + one.channel + "\" of \"" + one.device + "\" stands at two points.");
    }
    return {};
}

Result<void> check_relay(const RelayConfig& relay, const std::string& file) {
    const auto wrong = [&](const std::string& what) { return Error{errc::bad_input, file + ": relay." + what}; };
    if (relay.url.empty()) return relay == RelayConfig{} ? Result<void>{} : wrong("url is missing: nats://HOST:4222.");
    if (relay.meet.empty()) return wrong("meet is missing: what the meet is called on the hub.");
    if (relay.entries != "public" && relay.entries != "whole") return wrong("entries is \"public\" or \"whole\".");
    if (relay.replicas != 1 && relay.replicas != 3 && relay.replicas != 5) return wrong("replicas is 1, 3 or 5.");
    if (relay.user.empty() != relay.password_file.empty()) return wrong("user and relay.password_file go together: both, or neither.");
    if (!relay.user.empty() && !relay.credentials.empty()) return wrong("credentials stands instead of user and password_file.");
    if (relay.tls_certificate.empty() != relay.tls_key.empty()) return wrong("tls_certificate and relay.tls_key go together: both, or neither.");
    return {};
}

/// Pages are opened by browsers: an address and nothing behind it.
bool is_address(const std::string& url) {
    const auto begin = url.starts_with("http://") ? std::size_t{7} : url.starts_with("https://") ? std::size_t{8} : std::string::npos;
    return begin != std::string::npos && begin < url.size() && url.size() <= 200 && url.find_first_of("/\"'<> ", begin) == std::string::npos;
}

/// By itself a standby takes over only from a server that has stopped to take orders by then, and a little later.
Result<void> check_standby(const StandbyConfig& standby, const std::string& file) {
    const auto wrong = [&](const std::string& what) { return Error{errc::bad_input, file + ": standby." + what}; };
    if (!standby.pages.empty() && !is_address(standby.pages)) return wrong("pages is an address as \"http://192.168.1.12:8080\".");
    if (standby.others.size() > 4) return wrong("others has at most four addresses.");
    for (const auto& other : standby.others) {
        if (!is_address(other)) return wrong("others has addresses as \"http://192.168.1.11:8080\".");
    }
    for (const auto seconds : {standby.take_over_after_s, standby.yield_after_s}) {
        if (seconds != 0 && (seconds < 5 || seconds > 3600)) return wrong("take_over_after_s and standby.yield_after_s are 0, or 5 to 3600.");
    }
    return {};
}

Result<void> check_backup(const BackupConfig& backup, const std::string& file) {
    const auto wrong = [&](const std::string& what) { return Error{errc::bad_input, file + ": backup." + what}; };
    if (backup.every_min < 1 || backup.every_min > 24 * 60) return wrong("every_min is between 1 and 1440 minutes.");
    if (backup.keep_days != 0 && backup.keep_days < least_backup_days) return wrong("keep_days is at least " + std::to_string(least_backup_days) + ": what a result stands on is kept for three months. 0 keeps all.");
    if (backup.folder.empty() && backup != BackupConfig{}) return wrong("folder is missing: where the backups go, on another disk.");
    return {};
}

}  // namespace

Result<Config> read_config(std::string_view text, const std::string& file) {
    const auto parsed = parse_toml(text, file);
    if (!parsed) return parsed.error();
    const ReadRules rules{milliseconds, true, false, 10'000, 4096};
    auto config = read_struct<Config>(parsed->node(), rules);
    if (!config) return config;
    if (const auto devices = parsed->node().find("devices")) {
        if (const auto read = read_settings(*devices, *config); !read) return read.error();
    }
    if (const auto channels = parsed->node().find("channels")) {
        if (const auto checked = check_channels(*channels, *config); !checked) return checked.error();
    }
    if (const auto videos = parsed->node().find("videos")) {
        auto read = read_videos(*videos, file);
        if (!read) return read.error();
        config->videos = std::move(*read);
    }
    constexpr std::string_view levels[] = {"trace", "debug", "info", "warn", "error"};
    if (std::ranges::find(levels, config->log.level) == std::end(levels)) return Error{errc::bad_input, file + ": log.level is trace, debug, info, warn or error."};
    const auto& server = config->server;
    if (server.tls_certificate.empty() != server.tls_key.empty()) return Error{errc::bad_input, file + ": server.tls_certificate and server.tls_key go together: both, or neither."};
    if (server.tls && server.tls_port == server.port && server.port != 0) return Error{errc::bad_input, file + ": server.tls_port must be another than server.port."};
    if (server.net_threads > most_net_threads) return Error{errc::bad_input, file + ": server.net_threads is at most " + std::to_string(most_net_threads) + "."};
    if (const auto checked = check_relay(config->relay, file); !checked) return checked.error();
    if (const auto checked = check_standby(config->standby, file); !checked) return checked.error();
    if (const auto checked = check_backup(config->backup, file); !checked) return checked.error();
    config->backup.folder = beside(file, config->backup.folder);
    auto& relay = config->relay;
    for (auto* path : {&relay.password_file, &relay.credentials, &relay.tls_ca, &relay.tls_certificate, &relay.tls_key}) *path = beside(file, *path);
    for (auto* path : {&config->server.data_dir, &config->server.web_dir, &config->server.tls_certificate, &config->server.tls_key, &config->meet.programme, &config->meet.rules}) *path = beside(file, *path);
    return config;
}

Result<Config> load_config(const std::string& file) {
    const auto text = read_text_file(file);
    if (!text) return text.error();
    return read_config(*text, file);
}

}  // namespace bowball::formats
