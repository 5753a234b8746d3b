#include "app_setup.hpp"

#include <boost/asio/io_context.hpp>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "app_serve.hpp"
#include "app_videos.hpp"
#include "capture/device.hpp"
#include "core/limits.hpp"
#include "formats/json_writer.hpp"
#include "formats/rule_file.hpp"
#include "io/clock.hpp"
#include "io/ports.hpp"
#include "io/private_file.hpp"
#include "net/feed_tokens.hpp"
#include "net/tls_wire.hpp"

namespace bowball {
namespace {

namespace fs = std::filesystem;

std::string read_text(const std::string& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

bool is_there(const std::string& file) {
    std::error_code ignored;
    return fs::exists(file, ignored);
}

void describe_devices(formats::JsonWriter& out) {
    out.key("drivers").begin_array();
    for (const auto* spec : capture::all_drivers()) {
        if (spec->maturity == capture::Maturity::simulated) continue;
        out.begin_object().key("name").value(spec->name).key("title").value(spec->title).key("maturity").value(to_string(spec->maturity));
        out.key("default_link").value(spec->default_link).key("minimums").value(spec->minimums).end_object();
    }
    out.end_array().key("ports").begin_array();
    for (const auto& port : io::list_ports()) {
        out.begin_object().key("path").value(std::string_view{port.path}).key("description").value(std::string_view{port.description});
        out.key("hint").value(std::string_view{port.hint}).end_object();
    }
    out.end_array();
}

void describe_device(formats::JsonWriter& out, const formats::DeviceConfig& device) {
    out.begin_object().key("name").value(std::string_view{device.name}).key("driver").value(std::string_view{device.driver}).key("link").value(std::string_view{device.link});
    out.key("record").value(device.record).key("settings").begin_object();
    for (const auto& [key, value] : device.settings) out.key(key).value(std::string_view{value});
    out.end_object().end_object();
}

void describe_channel(formats::JsonWriter& out, const ChannelBinding& channel) {
    out.begin_object().key("device").value(std::string_view{channel.device}).key("channel").value(std::string_view{channel.channel}).key("point").value(std::string_view{to_string(channel.point)}).key("lane");
    if (channel.lane) out.value(std::uint64_t{channel.lane->value()});
    else out.null();
    out.key("source").value(to_string(channel.source)).key("number_is_lane").value(channel.number_is_lane).end_object();
}

/// What the file holds now, to go on from it; or why it cannot be read.
void describe_configured(formats::JsonWriter& out, const SetupPlace& place, const std::string& text) {
    const auto config = formats::read_config(text, place.file);
    out.key("problem").value(std::string_view{config ? std::string{} : config.error().text}).key("devices").begin_array();
    if (config) {
        for (const auto& device : config->devices) describe_device(out, device);
    }
    out.end_array().key("channels").begin_array();
    if (config) {
        for (const auto& channel : config->channels) describe_channel(out, channel);
    }
    out.end_array();
}

Result<std::string> describe(const SetupPlace& place) {
    const auto sets = formats::load_rule_sets(place.rules);
    if (!sets) return sets.error();
    const auto text = read_text(place.file);
    formats::JsonWriter out;
    out.begin_object().key("file").value(std::string_view{place.file}).key("exists").value(is_there(place.file)).key("is_used").value(place.is_used);
    out.key("data_dir").value(std::string_view{place.data_dir}).key("text").value(std::string_view{text}).key("rule_sets").begin_array();
    for (const auto& set : *sets) out.begin_object().key("id").value(std::string_view{set.id}).key("title").value(std::string_view{set.title}).key("sport").value(std::string_view{set.sport}).end_object();
    out.end_array();
    describe_configured(out, place, text);
    describe_devices(out);
    return out.end_object().take();
}

Result<formats::Config> checked(const SetupPlace& place, const std::string& text) {
    auto config = formats::read_config(text, place.file);
    if (!config) return config.error();
    if (const auto sound = check_parts(*config); !sound) return sound.error();
    return config;
}

Result<std::string> check(const SetupPlace& place, const std::string& text) {
    const auto config = checked(place, text);
    if (!config) return config.error();
    formats::JsonWriter out;
    out.begin_object().key("devices").value(static_cast<std::uint64_t>(config->devices.size())).key("channels").value(static_cast<std::uint64_t>(config->channels.size()));
    return out.end_object().take();
}

/// Beside the file, by the second; the first free name of that. Never in the place of another.
Result<std::string> keep_old(const std::string& file) {
    const auto seconds = static_cast<std::time_t>(net::wall_now_us() / 1'000'000);
    std::tm parts{};
    ::gmtime_r(&seconds, &parts);
    char stamp[32];
    const std::string when{stamp, std::strftime(stamp, sizeof stamp, "%Y%m%dT%H%M%SZ", &parts)};
    std::error_code failed;
    for (auto number = 1; number < 100; ++number) {
        const auto backup = file + ".before-" + when + (number == 1 ? "" : "-" + std::to_string(number));
        if (fs::exists(backup, failed)) continue;
        if (fs::copy_file(file, backup, fs::copy_options::none, failed)) return backup;
        break;
    }
    return Error{errc::io_failed, "The old configuration cannot be kept beside " + file + " (" + failed.message() + "), so nothing was written. Let the server's user write in that folder, or put the text into the file yourself."};
}

Result<std::string> write(const SetupPlace& place, const std::string& text) {
    if (const auto sound = checked(place, text); !sound) return sound.error();
    std::string backup;
    const auto is_same = is_there(place.file) && read_text(place.file) == text;
    if (is_there(place.file) && !is_same) {
        auto kept = keep_old(place.file);
        if (!kept) return kept.error();
        backup = std::move(*kept);
    }
    if (const auto written = io::write_private_file(place.file, text); !written)
        return Error{errc::io_failed, written.error().text + " Let the server's user write in that folder, or put the text into the file yourself."};
    formats::JsonWriter out;
    out.begin_object().key("file").value(std::string_view{place.file}).key("backup").value(std::string_view{backup}).key("is_used").value(place.is_used);
    return out.end_object().take();
}

}  // namespace

SetupPlace setup_place(const std::string& given, const std::string& data_dir, const std::string& rules) {
    std::error_code ignored;
    const auto data = fs::weakly_canonical(fs::absolute(data_dir.empty() ? "data" : data_dir, ignored), ignored);
    if (given.empty()) return {(data.parent_path() / "bowball.toml").string(), false, data.filename().string(), rules};
    return {fs::weakly_canonical(fs::absolute(given, ignored), ignored).string(), true, data.string(), rules};
}

Result<void> check_parts(const formats::Config& config) {
    boost::asio::io_context context;
    for (const auto& device : config.devices) {
        const capture::DeviceOptions options{device.name, device.driver, device.link, device.settings, false};
        const auto made = capture::Device::make(options, context, io::Clock{}, [](Observation) {}, nullptr, make_log("error"));
        if (!made) return made.error();
    }
    if (const auto videos = videos_of(config.videos); !videos) return videos.error();
    const auto& server = config.server;
    if (server.tls && !server.tls_certificate.empty()) {
        if (const auto keys = net::TlsKeys::load({server.tls_certificate, server.tls_key, {}}); !keys) return keys.error();
    }
    return {};
}

net::SetupSource setup_source(SetupPlace place) {
    return {[place] { return describe(place); }, [place](const std::string& text) { return check(place, text); }, [place](const std::string& text) { return write(place, text); }};
}

}  // namespace bowball
