// The doors of a server, the same where it leads and where it stands by: its certificate, its names, and how people sign in.
#pragma once
#include <spdlog/logger.h>

#include "formats/config.hpp"
#include "net/server.hpp"

namespace bowball {

/// Without a certificate that can be used the server goes on without TLS, and says so in the log.
void add_tls(net::ServerOptions& server, const formats::ServerConfig& config, spdlog::logger& log);
/// Who comes in, how, and under which names. `is_open`: to everybody, as a demo is; its codes work as often as they are used, and it is shown under
/// whatever name.
void guard(net::ServerOptions& server, const formats::ServerConfig& config, bool is_open);

}  // namespace bowball
