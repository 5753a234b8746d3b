// TLS on the same path as plain TCP: once its handshake is done, a client is a Wire like any other.
#pragma once
#include <boost/asio/ip/tcp.hpp>
#include <functional>
#include <memory>

#include "core/result.hpp"
#include "net/certificates.hpp"
#include "net/wire.hpp"

namespace bowball::net {

/// Certificate and key as OpenSSL holds them.
class TlsKeys {
public:
    /// TLS 1.2 and newer. Fails with errc::corrupt; the text names the file.
    [[nodiscard]] static Result<std::unique_ptr<TlsKeys>> load(const CertificateFiles& files);
    ~TlsKeys();

    /// Shakes hands within the time for a request, then gives the wire; null if the other end did not, or not so.
    /// `executor`: where it is called back, and the wire at first.
    void greet(boost::asio::ip::tcp::socket socket, boost::asio::any_io_executor executor, const Bounds& bounds, std::function<void(std::unique_ptr<Wire>)> then);

private:
    struct Context;
    explicit TlsKeys(std::unique_ptr<Context> context);
    std::unique_ptr<Context> context_;
};

}  // namespace bowball::net
