// A TLS client for tests, on OpenSSL itself: trusts what it is told to trust and nothing else.
#pragma once
#include <openssl/err.h>
#include <openssl/ssl.h>

#include <cerrno>
#include <csignal>

#include "client.hpp"

namespace bowball::net {

class TlsSocket {
public:
    /// `root`: file of what is trusted. `host`: what the certificate must be for. `newest`: of the protocol, however weak;
    /// 0: any that is thought safe today.
    TlsSocket(std::uint16_t port, const std::string& root, const std::string& host = "127.0.0.1", int newest = 0, From from = {}) : plain(port, from) {
        context_ = ::SSL_CTX_new(::TLS_client_method());
        ::SSL_CTX_load_verify_locations(context_, root.c_str(), nullptr);
        if (newest != 0) {
            ::SSL_CTX_set_security_level(context_, 0);
            ::SSL_CTX_set_max_proto_version(context_, newest);
        }
        ssl_ = ::SSL_new(context_);
        ::SSL_set_verify(ssl_, SSL_VERIFY_PEER, nullptr);
        auto* wanted = ::SSL_get0_param(ssl_);
        if (::X509_VERIFY_PARAM_set1_ip_asc(wanted, host.c_str()) != 1) ::X509_VERIFY_PARAM_set1_host(wanted, host.c_str(), host.size());
        ::SSL_set_fd(ssl_, plain.descriptor());
        is_trusted = ::SSL_connect(ssl_) == 1;
    }
    ~TlsSocket() {
        ::SSL_free(ssl_);
        ::SSL_CTX_free(context_);
        ::ERR_clear_error();
    }
    TlsSocket(const TlsSocket&) = delete;
    TlsSocket& operator=(const TlsSocket&) = delete;

    void send(std::string_view bytes) { ::SSL_write(ssl_, bytes.data(), static_cast<int>(bytes.size())); }
    /// Reads until the text stands in the buffer, or until the end; whether it does.
    bool read_until(std::string_view text) {
        while (buffer.find(text) == std::string::npos) {
            char piece[16384];
            const auto got = ::SSL_read(ssl_, piece, sizeof piece);
            if (got <= 0 && ::SSL_get_error(ssl_, got) == SSL_ERROR_WANT_READ && errno == EINTR) continue;   // as RawSocket
            if (got <= 0) {
                ended_cleanly = ::SSL_get_error(ssl_, got) == SSL_ERROR_ZERO_RETURN;
                return false;
            }
            buffer.append(piece, static_cast<std::size_t>(got));
        }
        return true;
    }

    /// Tells that its next bytes are under new keys (TLS 1.3), so many times.
    void change_keys(int times) {
        std::signal(SIGPIPE, SIG_IGN);   // whoever is cut meanwhile writes on
        for (int i = 0; i < times; ++i) {
            ::SSL_key_update(ssl_, SSL_KEY_UPDATE_NOT_REQUESTED);
            if (::SSL_do_handshake(ssl_) != 1) return;
        }
    }

    RawSocket plain;
    bool is_trusted = false;
    bool ended_cleanly = false;   ///< with TLS's own goodbye
    std::string buffer;

private:
    SSL_CTX* context_;
    SSL* ssl_;
};

}  // namespace bowball::net
