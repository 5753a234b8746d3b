// The part of the configuration that names videos. Inside formats only.
#pragma once
#include "formats/config.hpp"
#include "formats/toml_node.hpp"

namespace bowball::formats {

/// Reads [[videos]]. What frames and instants say together is not judged here.
[[nodiscard]] Result<std::vector<VideoConfig>> read_videos(const TomlNode& node, const std::string& file);

}  // namespace bowball::formats
