#include "app_doors.hpp"

#include "net/certificates.hpp"

namespace bowball {

void add_tls(net::ServerOptions& server, const formats::ServerConfig& config, spdlog::logger& log) {
    if (!config.tls) return;
    auto files = Result<net::CertificateFiles>{net::CertificateFiles{config.tls_certificate, config.tls_key, {}}};
    if (config.tls_certificate.empty()) files = net::prepare_certificates(config.data_dir + "/tls", net::names_of_this_computer());
    // Tests and second servers take any free port for the one, so they do for the other.
    if (files) server.tls = net::ServerOptions::Tls{config.port == 0 ? std::uint16_t{0} : config.tls_port, *files};
    else log.error("{}", files.error().text);
}

void guard(net::ServerOptions& server, const formats::ServerConfig& config, bool is_open) {
    server.sign_in.needs_tls = config.officials_need_tls && !is_open;
    if (!is_open) server.sign_in.sessions_file = config.data_dir + "/sessions.json";
    server.sign_in.lock_after = std::chrono::minutes{config.lock_after_min};
    server.names = net::names_of_this_computer();
    server.names.insert(server.names.end(), config.names.begin(), config.names.end());
    server.checks_names = !is_open;
}

}  // namespace bowball
