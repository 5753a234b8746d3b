// bowball replay-devices: a recording played to its driver, to see what it makes of it.
#pragma once
#include <string>

namespace bowball {

/// Prints each piece, and below it what the driver understood. `driver`: another one than the recording names; "": that one.
/// Returns the exit code.
[[nodiscard]] int replay_devices(const std::string& file, const std::string& driver);

}  // namespace bowball
