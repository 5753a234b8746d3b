// TCP as it is: what is written goes from the shared bytes straight to the kernel.
#include "net/socket_options.hpp"
#include "net/wire.hpp"

namespace bowball::net {
namespace {

using boost::asio::ip::tcp;

class PlainWire final : public Wire {
public:
    explicit PlainWire(tcp::socket socket) : socket_(std::move(socket)) {
        boost::system::error_code ignored;
        set_options_of_client(socket_);
        socket_.non_blocking(true, ignored);
        address_ = socket_.remote_endpoint(ignored).address().to_string();
    }

    void read_some(boost::asio::mutable_buffer into, OnRead then) override { socket_.async_read_some(into, std::move(then)); }
    std::size_t write_some(std::span<const boost::asio::const_buffer> pieces, boost::system::error_code& failed) override {
        // One piece goes by send(), which asks less of the kernel than sendmsg().
        return pieces.size() == 1 ? socket_.write_some(pieces.front(), failed) : socket_.write_some(pieces, failed);
    }
    void wait_until_writable(OnWritable then) override { socket_.async_wait(tcp::socket::wait_write, std::move(then)); }
    void end_sending() override {
        boost::system::error_code ignored;
        socket_.shutdown(tcp::socket::shutdown_send, ignored);
    }
    void close() override {
        boost::system::error_code ignored;
        socket_.shutdown(tcp::socket::shutdown_both, ignored);
        socket_.close(ignored);
    }
    boost::asio::any_io_executor executor() override { return socket_.get_executor(); }
    bool is_secure() const override { return false; }
    const std::string& address() const override { return address_; }

private:
    tcp::socket socket_;
    std::string address_;
};

}  // namespace

std::unique_ptr<Wire> make_plain_wire(tcp::socket socket) { return std::make_unique<PlainWire>(std::move(socket)); }

}  // namespace bowball::net
