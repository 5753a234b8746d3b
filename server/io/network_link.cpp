// TCP, as the one who calls or the one who is called, and UDP.
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/udp.hpp>
#include <boost/asio/post.hpp>

#include "io/network_link.hpp"
#include "io/stream_link.hpp"

namespace bowball::io {
namespace {

using boost::asio::ip::tcp;
using boost::asio::ip::udp;

class TcpLink final : public Link {
public:
    TcpLink(LinkSpec spec, boost::asio::io_context& context, const Clock& clock, LinkListener& listener)
        : spec_(std::move(spec)), clock_(clock), listener_(listener), resolver_(context), acceptor_(context), socket_(context) {}
    ~TcpLink() override { close(); }

    void open() override {
        resolver_.async_resolve(spec_.host, std::to_string(spec_.port), [this, alive = std::weak_ptr{alive_}](const boost::system::error_code& failed, const tcp::resolver::results_type& found) {
            if (alive.expired()) return;
            if (failed) return refuse(failed);
            const auto endpoint = found.begin()->endpoint();
            if (spec_.kind == LinkKind::tcp_listen) listen(endpoint);
            else connect(endpoint);
        });
    }

    void write(std::string bytes) override {
        if (pump_) pump_->write(std::move(bytes));
    }

    void close() override {
        alive_ = std::make_shared<int>();
        boost::system::error_code ignored;
        resolver_.cancel();
        acceptor_.close(ignored);
        socket_.close(ignored);
        if (pump_) pump_->stop();
        pump_.reset();
    }

private:
    void connect(const tcp::endpoint& endpoint) {
        socket_.async_connect(endpoint, [this, alive = std::weak_ptr{alive_}](const boost::system::error_code& failed) {
            if (alive.expired()) return;
            if (failed) return refuse(failed);
            pump();
        });
    }

    void listen(const tcp::endpoint& endpoint) {
        boost::system::error_code failed;
        acceptor_.open(endpoint.protocol(), failed);
        if (!failed) acceptor_.set_option(tcp::acceptor::reuse_address{true}, failed);
        if (!failed) acceptor_.bind(endpoint, failed);
        if (!failed) acceptor_.listen(1, failed);
        if (failed) return refuse(failed);
        acceptor_.async_accept(socket_, [this, alive = std::weak_ptr{alive_}](const boost::system::error_code& not_accepted) {
            if (alive.expired()) return;
            boost::system::error_code ignored;
            acceptor_.close(ignored);  // one device at a time; it listens again when this one has gone
            if (not_accepted) return refuse(not_accepted);
            pump();
        });
    }

    void pump() {
        boost::system::error_code ignored;
        socket_.set_option(tcp::no_delay{true}, ignored);
        socket_.set_option(boost::asio::socket_base::keep_alive{true}, ignored);
        pump_ = std::make_shared<Pump<tcp::socket>>(std::move(socket_), clock_, listener_, spec_.text);
        pump_->start();
    }

    void refuse(const boost::system::error_code& failed) {
        boost::system::error_code ignored;
        socket_.close(ignored);
        listener_.on_closed(spec_.text + " cannot be reached: " + failed.message() + ". Check address, cable and power; it is tried again by itself.");
    }

    LinkSpec spec_;
    Clock clock_;
    LinkListener& listener_;
    tcp::resolver resolver_;
    tcp::acceptor acceptor_;
    tcp::socket socket_;
    std::shared_ptr<Pump<tcp::socket>> pump_;
    std::shared_ptr<int> alive_ = std::make_shared<int>();
};

class UdpLink final : public Link {
public:
    UdpLink(LinkSpec spec, boost::asio::io_context& context, const Clock& clock, LinkListener& listener)
        : spec_(std::move(spec)), context_(context), clock_(clock), listener_(listener), socket_(context) {}
    ~UdpLink() override { close(); }

    void open() override {
        boost::system::error_code failed;
        const auto address = boost::asio::ip::make_address(spec_.host, failed);
        const udp::endpoint here{address, spec_.port};
        if (!failed) socket_.open(here.protocol(), failed);
        if (!failed) socket_.bind(here, failed);
        boost::asio::post(context_, [this, failed, alive = std::weak_ptr{alive_}] {
            if (alive.expired()) return;
            if (failed) {
                boost::system::error_code ignored;
                socket_.close(ignored);
                return listener_.on_closed(spec_.text + " cannot be bound: " + failed.message() + ".");
            }
            listener_.on_open(clock_.now());
            receive();
        });
    }

    void write(std::string bytes) override {
        boost::system::error_code ignored;
        if (heard_) socket_.send_to(boost::asio::buffer(bytes), peer_, 0, ignored);
    }

    void close() override {
        alive_ = std::make_shared<int>();
        boost::system::error_code ignored;
        socket_.close(ignored);
    }

private:
    void receive() {
        socket_.async_receive_from(boost::asio::buffer(buffer_), peer_, [this, alive = std::weak_ptr{alive_}](const boost::system::error_code& failed, std::size_t count) {
            const auto at = clock_.now();
            if (alive.expired()) return;
            heard_ = heard_ || !failed;
            if (!failed && count > 0) listener_.on_bytes(std::as_bytes(std::span{buffer_.data(), count}), at);
            if (!alive.expired()) receive();
        });
    }

    LinkSpec spec_;
    boost::asio::io_context& context_;
    Clock clock_;
    LinkListener& listener_;
    udp::socket socket_;
    udp::endpoint peer_;
    bool heard_ = false;
    std::array<char, 65536> buffer_{};
    std::shared_ptr<int> alive_ = std::make_shared<int>();
};

}  // namespace

std::unique_ptr<Link> make_network_link(const LinkSpec& spec, boost::asio::io_context& context, const Clock& clock, LinkListener& listener) {
    if (spec.kind == LinkKind::udp) return std::make_unique<UdpLink>(spec, context, clock, listener);
    return std::make_unique<TcpLink>(spec, context, clock, listener);
}

}  // namespace bowball::io
