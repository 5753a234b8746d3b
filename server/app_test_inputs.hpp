// `bowball devices --test`: press the start button now.
#pragma once
#include <string>

namespace bowball {

/// Listens to the devices of a configuration and prints each impulse as it comes, until it is interrupted or `quit_after`
/// seconds have passed (0: never). Keeps nothing, acknowledges nothing: what a device stores it sends to the server later.
/// Returns the exit status.
int test_inputs(const std::string& config_file, unsigned quit_after);

}  // namespace bowball
