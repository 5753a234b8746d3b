// A connection between a screen and the server, in memory: it takes as many bytes as it has room for, may end at any byte, and its two ends hear of
// that later.
#pragma once
#include <boost/asio/error.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <memory>

#include "net/wire.hpp"

namespace bowball::simulation {

struct Link {
    std::string down;                  ///< to the screen
    std::size_t room = 1U << 20U;      ///< bytes that it takes before it blocks
    bool is_up = true;
    net::Wire::OnRead read;
    net::Wire::OnWritable writable;
};

/// The server's end.
class LinkWire final : public net::Wire {
public:
    LinkWire(std::shared_ptr<Link> link, boost::asio::io_context& context) : link_(std::move(link)), context_(context) {}
    ~LinkWire() override { close(); }

    void read(OnRead then) override { link_->read = std::move(then); }
    std::size_t write_some(std::span<const boost::asio::const_buffer> pieces, boost::system::error_code& failed) override {
        if (!link_->is_up) return failed = boost::asio::error::broken_pipe, 0;
        std::size_t count = 0;
        for (const auto& piece : pieces) {
            const auto some = std::min(piece.size(), link_->room);
            link_->down.append(static_cast<const char*>(piece.data()), some);
            link_->room -= some;
            count += some;
        }
        if (count == 0) failed = boost::asio::error::would_block;
        return count;
    }
    void wait_until_writable(OnWritable then) override { link_->writable = std::move(then); }
    void end_sending() override {}
    void close() override {
        link_->is_up = false;
        // What the other end waits for may hold the client whose wire this is.
        boost::asio::post(context_, [read = std::exchange(link_->read, {}), writable = std::exchange(link_->writable, {})] {});
    }
    boost::asio::any_io_executor executor() override { return context_.get_executor(); }
    boost::asio::any_io_executor home() override { return context_.get_executor(); }
    void go_home(std::function<void()> then) override { boost::asio::post(context_, std::move(then)); }
    bool is_secure() const override { return false; }
    const std::string& address() const override { return address_; }

private:
    std::shared_ptr<Link> link_;
    boost::asio::io_context& context_;
    std::string address_ = "192.0.2.1";
};

}  // namespace bowball::simulation
