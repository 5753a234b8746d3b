// A client's connection, plain or TLS: what everything above it reads from and writes to. One thread at a time: that of its
// executor. Its socket lives in the context of one net thread; another may hold it as a guest, and is called back there.
#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "net/bounds.hpp"

namespace bowball::net {

class Wire {
public:
    using OnRead = std::function<void(const boost::system::error_code&, std::string_view bytes)>;
    using OnWritable = std::function<void(const boost::system::error_code&)>;
    virtual ~Wire() = default;

    /// Calls back, later, with the next bytes that came: they are there until the call ends. One at a time.
    virtual void read(OnRead then) = 0;
    /// Never waits: takes what goes out at once and says how much; would_block where nothing does. Then the same bytes come again, before
    /// any others: over TLS they may be encrypted already.
    [[nodiscard]] virtual std::size_t write_some(std::span<const boost::asio::const_buffer> pieces, boost::system::error_code& failed) = 0;
    /// Calls back when write_some takes something again.
    virtual void wait_until_writable(OnWritable then) = 0;
    /// Nothing more will be written. The other end may still send.
    virtual void end_sending() = 0;
    virtual void close() = 0;

    /// Where it is called back.
    [[nodiscard]] virtual boost::asio::any_io_executor executor() = 0;
    /// Where its socket lives.
    [[nodiscard]] virtual boost::asio::any_io_executor home() = 0;
    /// Once nothing is under way that was begun before, it is called back at home from then on, and `then` is the first there.
    virtual void go_home(std::function<void()> then) = 0;
    [[nodiscard]] virtual bool is_secure() const = 0;
    /// Of the other end, as text.
    [[nodiscard]] virtual const std::string& address() const = 0;
};

/// TCP as it is. `executor`: where it is called back at first.
[[nodiscard]] std::unique_ptr<Wire> make_plain_wire(boost::asio::ip::tcp::socket socket, boost::asio::any_io_executor executor, const Bounds& bounds = {});

}  // namespace bowball::net
