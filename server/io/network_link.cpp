// TCP, as the one who calls or the one who is called.
#include <netinet/tcp.h>

#include <algorithm>
#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include "io/network_link.hpp"
#include "io/stream_link.hpp"

namespace bowball::io {
namespace {

using boost::asio::ip::tcp;

/// A device whose power was cut says nothing: found out within a quarter of a minute, not after the usual two hours. What
/// it did not take by then is not sent to it later.
void expect_answers(tcp::socket& socket) {
    const auto seconds = static_cast<int>(limits::device_answer / 1s);
    const auto set = [&](int option, int value) { ::setsockopt(socket.native_handle(), IPPROTO_TCP, option, &value, sizeof value); };
    boost::system::error_code ignored;
    socket.set_option(tcp::no_delay{true}, ignored);
    socket.set_option(boost::asio::socket_base::keep_alive{true}, ignored);
    set(TCP_KEEPIDLE, seconds);
    set(TCP_KEEPINTVL, seconds);
    set(TCP_KEEPCNT, 2);
    set(TCP_USER_TIMEOUT, 2 * seconds * 1000);
}

class TcpLink final : public Link {
public:
    TcpLink(LinkSpec spec, boost::asio::io_context& context, const Clock& clock, LinkListener& listener)
        : spec_(std::move(spec)), clock_(clock), listener_(listener), resolver_(context), acceptor_(context), socket_(context), patience_(context) {}
    ~TcpLink() override { close(); }

    void open() override {
        alive_ = std::make_shared<int>();
        if (spec_.kind == LinkKind::tcp) lose_patience();
        resolver_.async_resolve(spec_.host, std::to_string(spec_.port), [this, alive = std::weak_ptr{alive_}](const boost::system::error_code& failed, const tcp::resolver::results_type& found) {
            if (alive.expired()) return;
            if (failed) return refuse(failed);
            // Timing devices call, and listen, on the old addresses first.
            std::vector<tcp::endpoint> endpoints{found.begin(), found.end()};
            std::ranges::stable_partition(endpoints, [](const tcp::endpoint& one) { return one.address().is_v4(); });
            if (spec_.kind == LinkKind::tcp_listen) listen(endpoints);
            else connect(std::move(endpoints));
        });
    }

    void write(std::string bytes) override {
        if (pump_) pump_->write(std::move(bytes));
    }

    void close() override {
        alive_ = std::make_shared<int>();
        boost::system::error_code ignored;
        patience_.cancel();
        resolver_.cancel();
        acceptor_.close(ignored);
        socket_.close(ignored);
        if (pump_) pump_->stop();
        pump_.reset();
    }

private:
    void lose_patience() {
        patience_.expires_after(limits::device_answer);
        patience_.async_wait([this, alive = std::weak_ptr{alive_}](const boost::system::error_code& answered) {
            if (answered || alive.expired()) return;
            refuse(boost::asio::error::timed_out);
        });
    }

    void connect(std::vector<tcp::endpoint> endpoints) {
        endpoints_ = std::move(endpoints);
        boost::asio::async_connect(socket_, endpoints_, [this, alive = std::weak_ptr{alive_}](const boost::system::error_code& failed, const tcp::endpoint&) {
            if (alive.expired()) return;
            if (failed) return refuse(failed);
            patience_.cancel();
            pump();
        });
    }

    void listen(const std::vector<tcp::endpoint>& endpoints) {
        boost::system::error_code failed;
        for (const auto& endpoint : endpoints) {
            failed = bind(endpoint);
            if (!failed) break;
        }
        if (failed) return refuse(failed);
        acceptor_.async_accept(socket_, [this, alive = std::weak_ptr{alive_}](const boost::system::error_code& not_accepted) {
            if (alive.expired()) return;
            if (not_accepted) return refuse(not_accepted);
            boost::system::error_code ignored;
            acceptor_.close(ignored);  // one device at a time; it listens again when this one has gone
            pump();
        });
    }

    boost::system::error_code bind(const tcp::endpoint& endpoint) {
        boost::system::error_code failed;
        acceptor_.open(endpoint.protocol(), failed);
        if (!failed) acceptor_.set_option(tcp::acceptor::reuse_address{true}, failed);
        if (!failed) acceptor_.bind(endpoint, failed);
        if (!failed) acceptor_.listen(1, failed);
        boost::system::error_code ignored;
        if (failed) acceptor_.close(ignored);
        return failed;
    }

    void pump() {
        expect_answers(socket_);
        pump_ = std::make_shared<Pump<tcp::socket>>(std::move(socket_), clock_, listener_, spec_.text);
        pump_->start();
    }

    /// Nothing that was begun is heard of any more, and everything can be opened again.
    void refuse(const boost::system::error_code& failed) {
        close();
        listener_.on_closed(spec_.text + " cannot be reached: " + failed.message() + ". Check address, cable and power; it is tried again by itself.");
    }

    LinkSpec spec_;
    Clock clock_;
    LinkListener& listener_;
    tcp::resolver resolver_;
    tcp::acceptor acceptor_;
    tcp::socket socket_;
    boost::asio::steady_timer patience_;
    std::vector<tcp::endpoint> endpoints_;   ///< being tried
    std::shared_ptr<Pump<tcp::socket>> pump_;
    std::shared_ptr<int> alive_ = std::make_shared<int>();
};

}  // namespace

std::unique_ptr<Link> make_network_link(const LinkSpec& spec, boost::asio::io_context& context, const Clock& clock, LinkListener& listener) {
    if (spec.kind == LinkKind::udp) return make_udp_link(spec, context, clock, listener);
    return std::make_unique<TcpLink>(spec, context, clock, listener);
}

}  // namespace bowball::io
