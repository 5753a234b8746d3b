#include "net/listener.hpp"

namespace bowball::net {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

/// Connections accepted in one go, before anything else is done: ten thousand may come at once.
constexpr int accepts_at_once = 64;
constexpr int backlog = 4096;
/// After an accept that failed, for want of files say: to try again at once would be all that this thread does.
constexpr auto pause_after_failed_accept = std::chrono::milliseconds{100};

}  // namespace

Result<void> Listener::open(const std::string& address, std::uint16_t port) {
    boost::system::error_code failed;
    const tcp::endpoint here{asio::ip::make_address(address, failed), port};
    if (failed) return Error{errc::bad_input, "server.address: \"" + address + "\" is no address."};
    acceptor_.open(here.protocol(), failed);
    if (!failed) acceptor_.set_option(tcp::acceptor::reuse_address{true}, failed);
    if (!failed) acceptor_.bind(here, failed);
    if (!failed) acceptor_.listen(backlog, failed);
    if (failed)
        return Error{errc::io_failed, "Port " + std::to_string(port) + " on " + address + " cannot be used: " + failed.message() + ". Stop the other program, or choose another port."};
    acceptor_.non_blocking(true, failed);
    port_ = acceptor_.local_endpoint(failed).port();
    accept();
    return {};
}

void Listener::close() {
    boost::system::error_code ignored;
    acceptor_.close(ignored);
    pause_.cancel();
}

void Listener::accept() {
    acceptor_.async_accept(home_(), [this](const boost::system::error_code& failed, tcp::socket socket) {
        if (failed == asio::error::operation_aborted || !acceptor_.is_open()) return;
        if (failed) return pause(failed);
        accept();  // first: what follows may throw
        welcome_(std::move(socket));
        for (int i = 0; i < accepts_at_once; ++i) {
            boost::system::error_code none;
            auto next = acceptor_.accept(home_(), none);
            if (none) break;
            welcome_(std::move(next));
        }
    });
}

void Listener::pause(const boost::system::error_code& failed) {
    if (trouble_ != failed.message()) log_->error("nobody more can connect: {}", failed.message());
    trouble_ = failed.message();
    on_trouble_();
    pause_.expires_after(pause_after_failed_accept);
    pause_.async_wait([this](const boost::system::error_code& cancelled) {
        if (!cancelled) accept();
    });
}

}  // namespace bowball::net
