// Which folders hold photo-finish pictures, out of the devices of the configuration.
#pragma once
#include <string>
#include <vector>

#include "formats/config.hpp"

namespace bowball {

/// Folders that devices watch whose driver takes pictures; each once.
[[nodiscard]] std::vector<std::string> picture_folders(const std::vector<formats::DeviceConfig>& devices);

}  // namespace bowball
