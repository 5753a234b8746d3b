#include "app_devices.hpp"

namespace bowball {

std::string recordings_folder(const std::string& data_dir) { return data_dir + "/recordings"; }

capture::CaptureOptions capture_options(const formats::Config& config) {
    capture::CaptureOptions options;
    for (const auto& one : config.devices) options.devices.push_back({one.name, one.driver, one.link, one.settings, one.record && config.capture.record});
    if (config.capture.record) options.record_folder = recordings_folder(config.server.data_dir);
    options.realtime = config.capture.realtime;
    options.lock_memory = config.capture.lock_memory;
    return options;
}

}  // namespace bowball
