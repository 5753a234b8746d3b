#include "nats/connection.hpp"

#include "core/text.hpp"
#include "nats/library.hpp"

namespace bowball::nats {
namespace {

constexpr std::int64_t patience_ms = 2'000;
/// Two of these without an answer, and the link is known to be dead.
constexpr std::int64_t ping_rhythm_ms = 4'000;

Result<Handle<natsOptions, natsOptions_Destroy>> options_of(const Terms& terms) {
    natsOptions* raw = nullptr;
    if (const auto made = natsOptions_Create(&raw); made != NATS_OK) return error_of(made, "use the NATS library");
    Handle<natsOptions, natsOptions_Destroy> options{raw};
    std::vector<std::string> urls;
    for (const auto url : split(terms.urls, ',')) urls.emplace_back(trim(url));
    std::vector<const char*> servers;
    for (const auto& url : urls) servers.push_back(url.c_str());
    auto status = natsOptions_SetServers(raw, servers.data(), static_cast<int>(servers.size()));
    const auto then = [&](auto set) {
        if (status == NATS_OK) status = set();
    };
    then([&] { return natsOptions_SetAllowReconnect(raw, false); });
    then([&] { return natsOptions_SetTimeout(raw, patience_ms); });
    then([&] { return natsOptions_SetWriteDeadline(raw, patience_ms); });
    then([&] { return natsOptions_SetPingInterval(raw, ping_rhythm_ms); });
    then([&] { return natsOptions_SetMaxPingsOut(raw, 2); });
    then([&] { return natsOptions_SetSendAsap(raw, true); });
    then([&] { return natsOptions_SetName(raw, terms.name.c_str()); });
    if (!terms.user.empty()) then([&] { return natsOptions_SetUserInfo(raw, terms.user.c_str(), terms.password.c_str()); });
    if (!terms.credentials.empty()) then([&] { return natsOptions_SetUserCredentialsFromFiles(raw, terms.credentials.c_str(), nullptr); });
    const auto secure = !terms.tls_ca.empty() || terms.urls.find("tls://") != std::string::npos;
    if (secure) then([&] { return natsOptions_SetSecure(raw, true); });
    if (!terms.tls_ca.empty()) then([&] { return natsOptions_LoadCATrustedCertificates(raw, terms.tls_ca.c_str()); });
    if (!terms.tls_certificate.empty()) then([&] { return natsOptions_LoadCertificatesChain(raw, terms.tls_certificate.c_str(), terms.tls_key.c_str()); });
    if (status != NATS_OK) return error_of(status, "use these addresses, credentials or certificates for NATS");
    return options;
}

}  // namespace

Result<std::unique_ptr<Connection>> Connection::open(const Terms& terms) {
    const auto options = options_of(terms);
    if (!options) return options.error();
    std::unique_ptr<Connection> made{new Connection};
    const auto status = natsConnection_Connect(&made->connection_, options->get());
    // The library's own words are "SSL Error", whatever it was.
    if (status == NATS_SSL_ERROR)
        return Error{errc::io_failed, "The hub cannot be trusted over TLS: its certificate is of a root that is not known here (tls_ca), or not for this name, or has ended; or the hub wants tls:// and the address has nats://, or the other way round."};
    if (status != NATS_OK) return error_of(status, "connect to NATS");
    return made;
}

Connection::~Connection() {
    if (connection_ == nullptr) return;
    natsConnection_Close(connection_);
    for (auto* subscription : retired_) natsSubscription_Destroy(subscription);
    natsConnection_Destroy(connection_);
}

/// The library's thread may have a message of it in hand, and does not hold it meanwhile (3.4, natsConn_processMsg): what is destroyed then ends the process. So it
/// is told to send no more, and destroyed when that thread has ended.
void Connection::retire(natsSubscription* subscription) {
    natsSubscription_Unsubscribe(subscription);
    retired_.push_back(subscription);
}

bool Connection::is_open() const { return natsConnection_Status(connection_) == NATS_CONN_STATUS_CONNECTED; }

Result<void> Connection::publish(const std::string& subject, std::string_view data) {
    const auto status = natsConnection_Publish(connection_, subject.c_str(), data.data(), static_cast<int>(data.size()));
    if (status != NATS_OK) return error_of(status, "publish to NATS");
    return {};
}

Result<void> Connection::flush() {
    const auto status = natsConnection_FlushTimeout(connection_, patience_ms);
    if (status != NATS_OK) return error_of(status, "hear from NATS");
    return {};
}

Result<std::unique_ptr<Reader>> Connection::subscribe(const std::string& subject) {
    natsSubscription* raw = nullptr;
    if (const auto status = natsConnection_SubscribeSync(&raw, connection_, subject.c_str()); status != NATS_OK) return error_of(status, "subscribe at NATS");
    auto reader = make_reader(*this, raw);
    if (const auto there = flush(); !there) return there.error();
    return reader;
}

std::size_t Connection::largest_message() const { return static_cast<std::size_t>(natsConnection_GetMaxPayload(connection_)); }

std::string Connection::url() const {
    char url[1024] = "";
    if (natsConnection_GetConnectedUrl(connection_, url, sizeof url) != NATS_OK) return {};
    std::string text = url;
    const auto scheme = text.find("://");
    const auto at = text.rfind('@');
    if (scheme != std::string::npos && at != std::string::npos && at > scheme) text.erase(scheme + 3, at - scheme - 2);
    return text;
}

}  // namespace bowball::nats
