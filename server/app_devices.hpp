// The devices of a configuration, for whoever listens to them: the server that leads, and one that stands by.
#pragma once
#include "capture/capture.hpp"
#include "formats/config.hpp"

namespace bowball {

[[nodiscard]] std::string recordings_folder(const std::string& data_dir);
[[nodiscard]] capture::CaptureOptions capture_options(const formats::Config& config);

}  // namespace bowball
