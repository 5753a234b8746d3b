#include "net/tls_wire.hpp"

#include <boost/asio/bind_executor.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>

#include "core/limits.hpp"
#include "net/socket_options.hpp"

namespace bowball::net {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

/// One record of TLS: what is encrypted in one go, and all that is held for a client beside OpenSSL's own.
constexpr std::size_t record_bytes = 16 * 1024;

/// The stream, kept by its own operations: a stream must not go while one is under way.
class TlsSession : public std::enable_shared_from_this<TlsSession> {
    /// The handler, called back where this is to be.
    template <class Handler>
    auto here(Handler handler) { return asio::bind_executor(executor_, std::move(handler)); }

public:
    TlsSession(tcp::socket socket, asio::ssl::context& context, asio::any_io_executor executor)
        : stream_(std::move(socket), context), executor_(std::move(executor)), patience_(executor_) {
        error_code ignored;
        auto& plain = stream_.next_layer();
        set_options_of_client(plain);
        address_ = plain.remote_endpoint(ignored).address().to_string();
    }

    void greet(std::function<void(bool)> then) {
        patience_.expires_after(limits::http_request_within);
        patience_.async_wait([weak = weak_from_this()](const error_code& cancelled) {
            if (const auto self = weak.lock(); self && !cancelled) self->close();
        });
        stream_.async_handshake(asio::ssl::stream_base::server, here([self = shared_from_this(), then = std::move(then)](const error_code& failed) {
            self->patience_.cancel();
            then(!failed);
        }));
    }

    void read_some(asio::mutable_buffer into, Wire::OnRead then) {
        stream_.async_read_some(into, here([self = shared_from_this(), then = std::move(then)](const error_code& failed, std::size_t count) { then(failed, count); }));
    }

    /// Takes one record and encrypts it; until it is out, nothing more.
    std::size_t write_some(std::span<const asio::const_buffer> pieces, error_code& failed) {
        failed = is_writing_ ? error_code{asio::error::would_block} : failed_;
        if (failed) return 0;
        out_.clear();
        for (const auto& piece : pieces) out_.append(static_cast<const char*>(piece.data()), std::min(piece.size(), record_bytes - out_.size()));
        is_writing_ = true;
        asio::async_write(stream_, asio::buffer(out_), here([self = shared_from_this()](const error_code& broken, std::size_t) { self->on_written(broken); }));
        return out_.size();
    }

    void wait_until_writable(Wire::OnWritable then) {
        if (is_writing_) on_writable_ = std::move(then);
        else asio::post(executor_, [then = std::move(then), failed = failed_] { then(failed); });
    }

    void end_sending() {
        ends_ = true;
        if (is_writing_ || is_closed_) return;
        // Says so inside TLS too: an end without it may be a cut by somebody in between.
        stream_.async_shutdown(here([self = shared_from_this()](const error_code&) {
            error_code ignored;
            self->stream_.next_layer().shutdown(tcp::socket::shutdown_send, ignored);
        }));
    }

    void close() {
        is_closed_ = true;
        on_writable_ = nullptr;
        error_code ignored;
        stream_.next_layer().shutdown(tcp::socket::shutdown_both, ignored);
        stream_.next_layer().close(ignored);
    }

    asio::any_io_executor executor() { return executor_; }
    asio::any_io_executor home() { return stream_.get_executor(); }
    void go_home(std::function<void()> then) {
        const auto leave = [this, then = std::move(then)](const error_code&) {
            executor_ = home();
            asio::post(executor_, then);
        };
        if (is_writing_) on_writable_ = leave;
        else leave({});
    }
    const std::string& address() const { return address_; }

private:
    /// What waits for it comes last: it may be that another thread takes over.
    void on_written(const error_code& broken) {
        is_writing_ = false;
        if (broken) failed_ = broken;
        auto then = std::exchange(on_writable_, nullptr);
        if (ends_ && !then) end_sending();
        if (then) then(broken);
    }

    asio::ssl::stream<tcp::socket> stream_;
    asio::any_io_executor executor_;
    asio::steady_timer patience_;
    std::string address_;
    std::string out_;
    Wire::OnWritable on_writable_;
    error_code failed_;
    bool is_writing_ = false;
    bool ends_ = false;
    bool is_closed_ = false;
};

class TlsWire final : public Wire {
public:
    explicit TlsWire(std::shared_ptr<TlsSession> session) : session_(std::move(session)) {}
    ~TlsWire() override { session_->close(); }

    void read_some(asio::mutable_buffer into, OnRead then) override { session_->read_some(into, std::move(then)); }
    std::size_t write_some(std::span<const asio::const_buffer> pieces, error_code& failed) override { return session_->write_some(pieces, failed); }
    void wait_until_writable(OnWritable then) override { session_->wait_until_writable(std::move(then)); }
    void end_sending() override { session_->end_sending(); }
    void close() override { session_->close(); }
    asio::any_io_executor executor() override { return session_->executor(); }
    asio::any_io_executor home() override { return session_->home(); }
    void go_home(std::function<void()> then) override { session_->go_home(std::move(then)); }
    bool is_secure() const override { return true; }
    const std::string& address() const override { return session_->address(); }

private:
    std::shared_ptr<TlsSession> session_;
};

}  // namespace

struct TlsKeys::Context {
    asio::ssl::context context{asio::ssl::context::tls_server};
};

TlsKeys::TlsKeys(std::unique_ptr<Context> context) : context_(std::move(context)) {}
TlsKeys::~TlsKeys() = default;

Result<std::unique_ptr<TlsKeys>> TlsKeys::load(const CertificateFiles& files) {
    auto made = std::make_unique<Context>();
    auto& context = made->context;
    ::SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_2_VERSION);
    // A client that renegotiates without end would keep this thread busy; an idle one gives its buffers back.
    ::SSL_CTX_set_options(context.native_handle(), SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE);
    ::SSL_CTX_set_mode(context.native_handle(), SSL_MODE_RELEASE_BUFFERS);
    error_code failed;
    context.use_certificate_chain_file(files.certificate, failed);
    if (failed) return Error{errc::corrupt, "TLS: " + files.certificate + " holds no certificate in PEM: " + failed.message() + "."};
    context.use_private_key_file(files.key, asio::ssl::context::pem, failed);
    if (failed) return Error{errc::corrupt, "TLS: " + files.key + " is not the key of the certificate: " + failed.message() + "."};
    return std::unique_ptr<TlsKeys>{new TlsKeys{std::move(made)}};
}

void TlsKeys::greet(tcp::socket socket, asio::any_io_executor executor, std::function<void(std::unique_ptr<Wire>)> then) {
    const auto session = std::make_shared<TlsSession>(std::move(socket), context_->context, std::move(executor));
    session->greet([weak = std::weak_ptr{session}, then = std::move(then)](bool is_done) {
        const auto alive = weak.lock();
        then(is_done && alive ? std::make_unique<TlsWire>(alive) : nullptr);
    });
}

}  // namespace bowball::net
