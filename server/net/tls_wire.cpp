// OpenSSL sits on the socket itself: it reads from and writes to the kernel, and gives its buffers back when nothing is under way. A stream
// of Asio keeps four buffers of 17 KB for each client beside them.
#include "net/tls_wire.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/socket.h>

#include <array>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cerrno>

#include "core/assert.hpp"
#include "net/read_buffer.hpp"
#include "net/socket_options.hpp"

namespace bowball::net {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

/// One record of TLS: what is encrypted in one go.
constexpr std::size_t record_bytes = 16 * 1024;
/// Looks at the socket in a row that brought no byte for us: pieces of a record, or messages of TLS itself, such as new keys. A record in
/// pieces of a byte each takes as many as it has bytes.
constexpr unsigned most_barren_reads = 20'000;

struct SslDeleter {
    void operator()(SSL* ssl) const { ::SSL_free(ssl); }
};

/// What OpenSSL's own BIO for sockets does, but without the signal that ends a process which writes to who has gone.
int send_through(BIO* bio, const char* bytes, int count) {
    ::BIO_clear_retry_flags(bio);
    const auto sent = ::send(static_cast<int>(reinterpret_cast<std::intptr_t>(::BIO_get_data(bio))), bytes, static_cast<std::size_t>(count), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0 && (errno == EAGAIN || errno == EINTR)) ::BIO_set_retry_write(bio);
    return static_cast<int>(sent);
}

int receive_through(BIO* bio, char* into, int most) {
    ::BIO_clear_retry_flags(bio);
    const auto got = ::recv(static_cast<int>(reinterpret_cast<std::intptr_t>(::BIO_get_data(bio))), into, static_cast<std::size_t>(most), MSG_DONTWAIT);
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) ::BIO_set_retry_read(bio);
    if (got == 0) ::BIO_set_flags(bio, BIO_FLAGS_IN_EOF);
    return static_cast<int>(got);
}

long control(BIO* bio, int what, long, void*) {
    if (what == BIO_CTRL_EOF) return ::BIO_test_flags(bio, BIO_FLAGS_IN_EOF) != 0 ? 1 : 0;
    return what == BIO_CTRL_FLUSH ? 1 : 0;
}

BIO_METHOD* socket_method() {
    static const auto method = [] {
        auto* made = ::BIO_meth_new(::BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "socket without SIGPIPE");
        ASSERT(made != nullptr);
        ::BIO_meth_set_write(made, send_through);
        ::BIO_meth_set_read(made, receive_through);
        ::BIO_meth_set_ctrl(made, control);
        return made;
    }();
    return method;
}

/// The socket's descriptor as OpenSSL's way out and in. It stays the socket's own.
BIO* make_bio(int descriptor) {
    auto* bio = ::BIO_new(socket_method());
    ASSERT(bio != nullptr);
    ::BIO_set_data(bio, reinterpret_cast<void*>(static_cast<std::intptr_t>(descriptor)));
    ::BIO_set_init(bio, 1);
    return bio;
}

class TlsWire final : public Wire {
public:
    TlsWire(tcp::socket socket, SSL_CTX* context, asio::any_io_executor executor, const Bounds& bounds) : socket_(std::move(socket)), executor_(std::move(executor)), ssl_(::SSL_new(context)) {
        ASSERT(ssl_ != nullptr);
        error_code ignored;
        set_options_of_client(socket_, bounds.acknowledge_within);
        socket_.non_blocking(true, ignored);
        address_ = socket_.remote_endpoint(ignored).address().to_string();
        auto* bio = make_bio(socket_.native_handle());
        ::SSL_set_bio(ssl_.get(), bio, bio);
        ::SSL_set_accept_state(ssl_.get());
    }

    /// Goes on with the handshake as far as the socket lets it.
    void shake_hands(std::function<void(const error_code&)> then) {
        if (is_closed_) return then(asio::error::operation_aborted);
        begin_operation();
        const auto done = ::SSL_do_handshake(ssl_.get());
        if (done == 1) return then({});
        wait_for(done, [this, then](const error_code& failed) { failed ? then(failed) : shake_hands(then); });
    }

    void read(OnRead then) override {
        // Its descriptor may be somebody else's by now.
        if (is_closed_) return asio::post(executor_, [then = std::move(then)] { then(asio::error::operation_aborted, {}); });
        // Of a record that came whole the kernel has nothing left to tell.
        if (::SSL_has_pending(ssl_.get()) != 0) return asio::post(executor_, [this, then = std::move(then)]() mutable { read_now(std::move(then)); });
        wait(tcp::socket::wait_read, [this, then = std::move(then)](const error_code& failed) mutable { failed ? then(failed, {}) : read_now(std::move(then)); });
    }

    std::size_t write_some(std::span<const asio::const_buffer> pieces, error_code& failed) override {
        failed = error_code{};
        if (is_closed_) return failed = asio::error::operation_aborted, 0;
        std::array<char, record_bytes> record;
        std::size_t size = 0;
        for (const auto& piece : pieces) size += asio::buffer_copy(asio::buffer(record) + size, piece);
        if (size == 0) return 0;
        begin_operation();
        const auto sent = ::SSL_write(ssl_.get(), record.data(), static_cast<int>(size));
        if (sent > 0) return static_cast<std::size_t>(sent);
        const auto why = ::SSL_get_error(ssl_.get(), sent);
        // Of a record that is encrypted the rest leaves next time, when the same bytes come again.
        // Half a message of TLS itself has come: nothing leaves before the rest of it.
        write_needs_input_ = why == SSL_ERROR_WANT_READ;
        failed = why == SSL_ERROR_WANT_WRITE || why == SSL_ERROR_WANT_READ ? error_code{asio::error::would_block} : failure_of(why);
        return 0;
    }

    void wait_until_writable(OnWritable then) override { wait(write_needs_input_ ? tcp::socket::wait_read : tcp::socket::wait_write, std::move(then)); }

    void end_sending() override {
        if (is_closed_) return;
        // Says so inside TLS too: an end without it may be a cut by somebody in between.
        begin_operation();
        ::SSL_shutdown(ssl_.get());
        error_code ignored;
        socket_.shutdown(tcp::socket::shutdown_send, ignored);
    }

    void close() override {
        is_closed_ = true;
        error_code ignored;
        socket_.shutdown(tcp::socket::shutdown_both, ignored);
        socket_.close(ignored);
    }

    asio::any_io_executor executor() override { return executor_; }
    asio::any_io_executor home() override { return socket_.get_executor(); }
    void go_home(std::function<void()> then) override {
        executor_ = home();
        asio::post(executor_, std::move(then));
    }
    bool is_secure() const override { return true; }
    const std::string& address() const override { return address_; }

private:
    void read_now(OnRead then) {
        if (is_closed_) return then(asio::error::operation_aborted, {});
        begin_operation();
        const auto into = read_buffer();
        const auto got = ::SSL_read(ssl_.get(), into.data(), static_cast<int>(into.size()));
        if (got > 0) {
            barren_reads_ = 0;
            return then({}, {into.data(), static_cast<std::size_t>(got)});
        }
        if (++barren_reads_ > most_barren_reads) return then(asio::error::connection_reset, {});
        wait_for(got, [this, then = std::move(then)](const error_code& failed) mutable { failed ? then(failed, {}) : read_now(std::move(then)); });
    }

    /// Errors of before would be taken for this one's.
    static void begin_operation() {
        ::ERR_clear_error();
        errno = 0;
    }

    void wait(tcp::socket::wait_type what, OnWritable then) { socket_.async_wait(what, asio::bind_executor(executor_, std::move(then))); }

    /// After an operation that gave `result`: calls back when it may be tried again, or says why it cannot.
    void wait_for(int result, OnWritable then) {
        const auto why = is_closed_ ? SSL_ERROR_SYSCALL : ::SSL_get_error(ssl_.get(), result);
        if (why == SSL_ERROR_WANT_READ) return wait(tcp::socket::wait_read, std::move(then));
        if (why == SSL_ERROR_WANT_WRITE) return wait(tcp::socket::wait_write, std::move(then));
        asio::post(executor_, [then = std::move(then), failed = is_closed_ ? error_code{asio::error::operation_aborted} : failure_of(why)] { then(failed); });
    }

    /// What the kernel says is passed on: whom it gave up is told apart from who went.
    static error_code failure_of(int why) {
        if (why == SSL_ERROR_ZERO_RETURN) return asio::error::eof;
        if (why == SSL_ERROR_SYSCALL && errno != 0) return {errno, boost::system::system_category()};
        return asio::error::connection_reset;
    }

    tcp::socket socket_;
    asio::any_io_executor executor_;
    std::unique_ptr<SSL, SslDeleter> ssl_;
    std::string address_;
    unsigned barren_reads_ = 0;
    bool write_needs_input_ = false;
    bool is_closed_ = false;
};

/// A handshake under way, kept by its own operations.
struct Greeting {
    std::unique_ptr<TlsWire> wire;
    asio::steady_timer patience;
    std::function<void(std::unique_ptr<Wire>)> then;
};

}  // namespace

struct TlsKeys::Context {
    Context() : context(::SSL_CTX_new(::TLS_server_method())) { ASSERT(context != nullptr); }
    ~Context() { ::SSL_CTX_free(context); }
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;
    SSL_CTX* context;
};

TlsKeys::TlsKeys(std::unique_ptr<Context> context) : context_(std::move(context)) {}
TlsKeys::~TlsKeys() = default;

Result<std::unique_ptr<TlsKeys>> TlsKeys::load(const CertificateFiles& files) {
    auto made = std::make_unique<Context>();
    auto* context = made->context;
    ::SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    // Of TLS 1.2 only what keeps past secrets when the key is found out, and authenticates what it encrypts: no CBC, no key transport by RSA.
    // TLS 1.3 has nothing else.
    if (::SSL_CTX_set_cipher_list(context, "ECDHE+AESGCM:ECDHE+CHACHA20") != 1) return Error{errc::corrupt, "TLS: this OpenSSL has none of the suites that are wanted."};
    // A client that renegotiates without end would keep this thread busy.
    ::SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_NO_COMPRESSION);
    // An idle client gives its buffers back. What is written comes again from another place in memory where it had to wait.
    ::SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    // Else one read would go on as long as somebody sends new keys.
    ::SSL_CTX_clear_mode(context, SSL_MODE_AUTO_RETRY);
    // Who comes back brings its own ticket; nothing is kept for it here.
    ::SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    ::ERR_clear_error();
    const auto reason = [] {
        const auto code = ::ERR_get_error();
        return std::string{code == 0 ? "it cannot be read" : ::ERR_reason_error_string(code) != nullptr ? ::ERR_reason_error_string(code) : "unknown"};
    };
    if (::SSL_CTX_use_certificate_chain_file(context, files.certificate.c_str()) != 1) return Error{errc::corrupt, "TLS: " + files.certificate + " holds no certificate in PEM: " + reason() + "."};
    if (::SSL_CTX_use_PrivateKey_file(context, files.key.c_str(), SSL_FILETYPE_PEM) != 1) return Error{errc::corrupt, "TLS: " + files.key + " is not the key of the certificate: " + reason() + "."};
    return std::unique_ptr<TlsKeys>{new TlsKeys{std::move(made)}};
}

void TlsKeys::greet(tcp::socket socket, asio::any_io_executor executor, const Bounds& bounds, std::function<void(std::unique_ptr<Wire>)> then) {
    auto wire = std::make_unique<TlsWire>(std::move(socket), context_->context, executor, bounds);
    const auto greeting = std::make_shared<Greeting>(Greeting{std::move(wire), asio::steady_timer{executor}, std::move(then)});
    greeting->patience.expires_after(bounds.http_request_within);
    greeting->patience.async_wait([weak = std::weak_ptr{greeting}](const error_code& cancelled) {
        if (const auto late = weak.lock(); late && !cancelled && late->wire) late->wire->close();
    });
    greeting->wire->shake_hands([greeting](const error_code& failed) {
        greeting->patience.cancel();
        auto done = std::move(greeting->wire);
        greeting->then(failed ? nullptr : std::move(done));
    });
}

}  // namespace bowball::net
