#include "bench/feed/line.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace bowball::bench::feed {
namespace {

constexpr int small_buffer = 4096;
constexpr int small_segment = 1400;

sockaddr_in loopback(std::uint32_t address, std::uint16_t port) {
    sockaddr_in here{};
    here.sin_family = AF_INET;
    here.sin_addr.s_addr = htonl(address);
    here.sin_port = htons(port);
    return here;
}

}  // namespace

TlsContext make_tls_context() {
    TlsContext context{::SSL_CTX_new(::TLS_client_method())};
    ::SSL_CTX_set_verify(context.get(), SSL_VERIFY_NONE, nullptr);
    ::SSL_CTX_set_mode(context.get(), SSL_MODE_RELEASE_BUFFERS);
    ::SSL_CTX_set_session_cache_mode(context.get(), SSL_SESS_CACHE_OFF);
    return context;
}

Line::Line(const Route& route) : descriptor_(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)) {
    const auto here = loopback(route.from, 0);
    const auto there = loopback(INADDR_LOOPBACK, route.port);
    const auto later = 1;
    // The port is chosen by connect: there are 28,000 of them for each pair of addresses.
    ::setsockopt(descriptor_, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &later, sizeof later);
    ::bind(descriptor_, reinterpret_cast<const sockaddr*>(&here), sizeof here);
    if (route.is_slow) {
        // With loopback's segments of 64 KB the kernel would hide megabytes before the server saw that nothing is read.
        ::setsockopt(descriptor_, SOL_SOCKET, SO_RCVBUF, &small_buffer, sizeof small_buffer);
        ::setsockopt(descriptor_, IPPROTO_TCP, TCP_MAXSEG, &small_segment, sizeof small_segment);
    }
    std::ignore = ::connect(descriptor_, reinterpret_cast<const sockaddr*>(&there), sizeof there);
    if (route.tls == nullptr) return;
    tls_ = ::SSL_new(route.tls);
    ::SSL_set_fd(tls_, descriptor_);
}

Line::Line(Line&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)), tls_(std::exchange(other.tls_, nullptr)), is_open_(other.is_open_) {}

Line::~Line() {
    if (tls_ != nullptr) ::SSL_free(tls_);
    if (descriptor_ >= 0) ::close(descriptor_);
}

Line::Step Line::connect() {
    if (!is_open_) {
        auto failed = 0;
        socklen_t size = sizeof failed;
        if (::getsockopt(descriptor_, SOL_SOCKET, SO_ERROR, &failed, &size) != 0 || failed != 0) return Step::failed;
        is_open_ = true;
    }
    if (tls_ == nullptr) return Step::done;
    const auto done = ::SSL_connect(tls_);
    if (done == 1) return Step::done;
    const auto why = ::SSL_get_error(tls_, done);
    ::ERR_clear_error();
    return why == SSL_ERROR_WANT_READ || why == SSL_ERROR_WANT_WRITE ? Step::again : Step::failed;
}

ssize_t Line::read(std::span<char> into) {
    if (tls_ == nullptr) {
        const auto got = ::recv(descriptor_, into.data(), into.size(), 0);
        if (got > 0) return got;
        return got < 0 && (errno == EAGAIN || errno == EINTR) ? 0 : -1;
    }
    const auto got = ::SSL_read(tls_, into.data(), static_cast<int>(into.size()));
    if (got > 0) return got;
    const auto why = ::SSL_get_error(tls_, got);
    ::ERR_clear_error();
    return why == SSL_ERROR_WANT_READ || why == SSL_ERROR_WANT_WRITE ? 0 : -1;
}

void Line::write(std::string_view bytes) {
    if (tls_ != nullptr) ::SSL_write(tls_, bytes.data(), static_cast<int>(bytes.size()));
    else std::ignore = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
}

}  // namespace bowball::bench::feed
