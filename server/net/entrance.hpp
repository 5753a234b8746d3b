// The two doors of the server, plain and TLS: who gets a place goes on to HTTP, who gets none is told when to come back. Main net thread only.
#pragma once
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <spdlog/logger.h>
#include <string>

#include "net/bounds.hpp"
#include "net/certificates.hpp"
#include "net/http_connection.hpp"
#include "net/listener.hpp"
#include "net/places.hpp"
#include "net/returns.hpp"
#include "net/tally.hpp"
#include "net/tls_wire.hpp"
#include "net/token_bucket.hpp"

namespace bowball::net {

class Entrance {
public:
    /// What it reaches for; outlives it.
    struct Rooms {
        boost::asio::io_context& context;
        std::function<boost::asio::io_context&()> next_home;   ///< the thread that the next socket is accepted for
        Places& places;
        Returns& returns;
        Tally& tally;
        Routes& routes;
        const Doors& doors;
        Bounds bounds;
        std::optional<TokenBucket> newcomers;   ///< how many are let in a second; absent: all
        std::shared_ptr<spdlog::logger> log;
    };
    explicit Entrance(Rooms rooms) : rooms_(std::move(rooms)) {}

    /// Opens the plain door. Port 0: any free one.
    [[nodiscard]] Result<void> open(const std::string& address, std::uint16_t port);
    /// Opens that of TLS as well. Where it fails plain HTTP goes on: a venue that times is worth more than one that does not.
    [[nodiscard]] Result<void> open_tls(const std::string& address, std::uint16_t port, const CertificateFiles& files);
    void close();

    [[nodiscard]] std::uint16_t port() const { return plain_.port(); }
    /// 0: there is no TLS.
    [[nodiscard]] std::uint16_t tls_port() const { return secure_.port(); }
    /// PEM of the venue's own root; empty: there is none.
    [[nodiscard]] const std::string& root_certificate() const { return root_certificate_; }

private:
    using tcp = boost::asio::ip::tcp;
    void welcome(tcp::socket socket);
    void welcome_securely(tcp::socket socket);
    [[nodiscard]] bool is_let_in();
    [[nodiscard]] std::unique_ptr<Places::Place> place_for(tcp::socket& socket);
    void note_turned_away();
    void refuse(tcp::socket socket);

    Rooms rooms_;
    Listener plain_{rooms_.context, rooms_.next_home, rooms_.log, [this](tcp::socket socket) { welcome(std::move(socket)); }, [this] { ++rooms_.tally.turned_away; }};
    std::unique_ptr<TlsKeys> tls_keys_;   ///< absent: no TLS
    std::string root_certificate_;
    Listener secure_{rooms_.context, rooms_.next_home, rooms_.log, [this](tcp::socket socket) { welcome_securely(std::move(socket)); }, [this] { ++rooms_.tally.turned_away; }};
};

}  // namespace bowball::net
