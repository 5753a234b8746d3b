// A connection of the load client, plain or TLS, that never waits.
#pragma once
#include <openssl/ssl.h>
#include <sys/types.h>

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

namespace bowball::bench::feed {

/// Where a connection goes, and whence.
struct Route {
    std::uint16_t port = 0;
    std::uint32_t from = 0;          ///< a loopback address, in host order
    SSL_CTX* tls = nullptr;          ///< null: none
    bool is_slow = false;            ///< with a receive buffer and segments as small as a phone's
};

/// A context that believes every certificate: whose it is makes no difference to what it costs.
struct FreeContext {
    void operator()(SSL_CTX* context) const { ::SSL_CTX_free(context); }
};
using TlsContext = std::unique_ptr<SSL_CTX, FreeContext>;
[[nodiscard]] TlsContext make_tls_context();

class Line {
public:
    explicit Line(const Route& route);
    ~Line();
    Line(Line&& other) noexcept;
    Line& operator=(Line&&) = delete;

    enum class Step : std::uint8_t { again, done, failed };
    /// To be called when the descriptor is ready, until it is done.
    [[nodiscard]] Step connect();
    /// How many bytes came; 0: none now; -1: it has ended.
    [[nodiscard]] ssize_t read(std::span<char> into);
    /// Small things into an empty socket, which takes them at once.
    void write(std::string_view bytes);
    [[nodiscard]] int descriptor() const { return descriptor_; }

private:
    int descriptor_ = -1;
    SSL* tls_ = nullptr;
    bool is_open_ = false;     ///< TCP is
};

}  // namespace bowball::bench::feed
