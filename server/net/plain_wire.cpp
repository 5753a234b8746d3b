// TCP as it is: what is written goes from the shared bytes straight to the kernel.
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/post.hpp>

#include "net/read_buffer.hpp"
#include "net/socket_options.hpp"
#include "net/wire.hpp"

namespace bowball::net {
namespace {

using boost::asio::ip::tcp;

class PlainWire final : public Wire {
public:
    PlainWire(tcp::socket socket, boost::asio::any_io_executor executor, const Bounds& bounds) : socket_(std::move(socket)), executor_(std::move(executor)), is_guest_(executor_ != home()) {
        boost::system::error_code ignored;
        set_options_of_client(socket_, bounds.acknowledge_within);
        socket_.non_blocking(true, ignored);
        address_ = socket_.remote_endpoint(ignored).address().to_string();
    }

    void read(OnRead then) override {
        wait(tcp::socket::wait_read, [this, then = std::move(then)](boost::system::error_code failed) mutable {
            if (failed) return then(failed, {});
            const auto into = read_buffer();
            const auto count = socket_.read_some(boost::asio::buffer(into.data(), into.size()), failed);
            if (failed == boost::asio::error::would_block || failed == boost::asio::error::try_again) return read(std::move(then));
            then(failed, {into.data(), count});
        });
    }
    std::size_t write_some(std::span<const boost::asio::const_buffer> pieces, boost::system::error_code& failed) override {
        // One piece goes by send(), which asks less of the kernel than sendmsg().
        return pieces.size() == 1 ? socket_.write_some(pieces.front(), failed) : socket_.write_some(pieces, failed);
    }
    void wait_until_writable(OnWritable then) override { wait(tcp::socket::wait_write, std::move(then)); }
    void end_sending() override {
        boost::system::error_code ignored;
        socket_.shutdown(tcp::socket::shutdown_send, ignored);
    }
    void close() override {
        boost::system::error_code ignored;
        socket_.shutdown(tcp::socket::shutdown_both, ignored);
        socket_.close(ignored);
    }
    boost::asio::any_io_executor executor() override { return executor_; }
    boost::asio::any_io_executor home() override { return socket_.get_executor(); }
    void go_home(std::function<void()> then) override {
        executor_ = home();
        is_guest_ = false;
        boost::asio::post(executor_, std::move(then));
    }
    bool is_secure() const override { return false; }
    const std::string& address() const override { return address_; }

private:
    template <class Then>
    void wait(tcp::socket::wait_type what, Then then) {
        if (is_guest_) socket_.async_wait(what, boost::asio::bind_executor(executor_, std::move(then)));
        else socket_.async_wait(what, std::move(then));
    }

    tcp::socket socket_;
    boost::asio::any_io_executor executor_;
    bool is_guest_;
    std::string address_;
};

}  // namespace

std::unique_ptr<Wire> make_plain_wire(tcp::socket socket, boost::asio::any_io_executor executor, const Bounds& bounds) {
    return std::make_unique<PlainWire>(std::move(socket), std::move(executor), bounds);
}

}  // namespace bowball::net
