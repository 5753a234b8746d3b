#include "net/entrance.hpp"

#include <fstream>
#include <iterator>

#include "net/http_head.hpp"

namespace bowball::net {

namespace asio = boost::asio;

Result<void> Entrance::open(const std::string& address, std::uint16_t port) { return plain_.open(address, port); }

Result<void> Entrance::open_tls(const std::string& address, std::uint16_t port, const CertificateFiles& files) {
    auto keys = TlsKeys::load(files);
    if (!keys) return keys.error();
    if (const auto opened = secure_.open(address, port); !opened) return Error{opened.error().code, "TLS is off. " + opened.error().text};
    tls_keys_ = std::move(*keys);
    std::ifstream root{files.root, std::ios::binary};
    root_certificate_ = {std::istreambuf_iterator<char>{root}, {}};
    if (!root_certificate_.empty()) rooms_.log->info("root certificate at /root.crt, SHA-256 {}", fingerprint_of(root_certificate_));
    return {};
}

void Entrance::close() {
    plain_.close();
    secure_.close();
}

/// A place for the connection, or null: it has been refused.
std::unique_ptr<Places::Place> Entrance::place_for(tcp::socket& socket) {
    boost::system::error_code gone;
    const auto there = socket.remote_endpoint(gone);
    if (gone) return nullptr;
    auto place = rooms_.places.take(there.address(), rooms_.context.get_executor());
    if (place) ++rooms_.tally.connections;
    return place;
}

/// Whom this second has no room for, so that those who are here are served: he comes back when he is told to.
bool Entrance::is_let_in() { return !rooms_.newcomers || rooms_.newcomers->take(std::chrono::steady_clock::now()); }

void Entrance::welcome(tcp::socket socket) {
    if (!is_let_in()) return refuse(std::move(socket));
    auto place = place_for(socket);
    if (!place) return refuse(std::move(socket));
    serve_http(make_plain_wire(std::move(socket), rooms_.context.get_executor(), rooms_.bounds), std::move(place), rooms_.routes, rooms_.doors);
}

void Entrance::welcome_securely(tcp::socket socket) {
    if (!is_let_in()) return note_turned_away();
    auto place = place_for(socket);
    if (!place) return note_turned_away();
    // A std::function holds only what can be copied.
    auto held = std::make_shared<std::unique_ptr<Places::Place>>(std::move(place));
    tls_keys_->greet(std::move(socket), rooms_.context.get_executor(), rooms_.bounds, [this, held](std::unique_ptr<Wire> wire) {
        if (!wire) return ++rooms_.tally.tls_failed, void();
        serve_http(std::move(wire), std::move(*held), rooms_.routes, rooms_.doors);
    });
}

void Entrance::note_turned_away() {
    ++rooms_.tally.turned_away;
    rooms_.returns.note_turned_away(std::chrono::steady_clock::now());
}

/// Without a place, and before it is known what it wants: into the empty buffer of the socket if it takes it, and closed. A page of
/// another origin must be able to read it, if it asked for what everybody may read.
void Entrance::refuse(tcp::socket socket) {
    note_turned_away();
    boost::system::error_code ignored;
    socket.non_blocking(true, ignored);
    const auto wait_ms = rooms_.returns.wait_ms(rooms_.places.taken(), std::chrono::steady_clock::now());
    const auto seconds = std::to_string((wait_ms + 999) / 1000);
    const auto answer = "HTTP/1.1 503 Service Unavailable\r\n" + date_line() + "Retry-After: " + seconds + "\r\nAccess-Control-Allow-Origin: *\r\nAccess-Control-Expose-Headers: Retry-After\r\nCache-Control: no-store\r\nContent-Length: 0\r\nX-Content-Type-Options: nosniff\r\nContent-Security-Policy: " + std::string{policy_of_data} + "\r\nConnection: close\r\n\r\n";
    socket.write_some(asio::buffer(answer), ignored);
}

}  // namespace bowball::net
