// How to reach a hub: from a configuration, or from arguments of a command.
#pragma once
#include <CLI/App.hpp>

#include "formats/config.hpp"
#include "nats/connection.hpp"

namespace bowball {

/// Reads the password. Fails with errc::io_failed where its file or another that is named cannot be read.
[[nodiscard]] Result<nats::Terms> hub_terms(const formats::RelayConfig& relay, const std::string& name);
/// --nats and the options of signing in there.
void add_hub_options(CLI::App& command, formats::RelayConfig& relay);

}  // namespace bowball
