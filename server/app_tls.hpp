// The certificate of a server: one that was given, else the venue's own.
#pragma once
#include <spdlog/logger.h>

#include "formats/config.hpp"
#include "net/server.hpp"

namespace bowball {

/// Without a certificate that can be used the server goes on without TLS, and says so in the log.
void add_tls(net::ServerOptions& server, const formats::ServerConfig& config, spdlog::logger& log);

}  // namespace bowball
