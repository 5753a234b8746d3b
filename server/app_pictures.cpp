#include "app_pictures.hpp"

#include <algorithm>

#include "capture/device.hpp"
#include "io/link_spec.hpp"

namespace bowball {

std::vector<std::string> picture_folders(const std::vector<formats::DeviceConfig>& devices) {
    std::vector<std::string> folders;
    for (const auto& device : devices) {
        const auto driver = capture::find_driver(device.driver);
        if (!driver || (*driver)->digested.empty()) continue;
        const auto link = io::parse_link(device.link.empty() ? (*driver)->default_link : device.link);
        if (!link || link->kind != io::LinkKind::folder) continue;
        if (std::ranges::find(folders, link->path) == folders.end()) folders.push_back(link->path);
    }
    return folders;
}

}  // namespace bowball
