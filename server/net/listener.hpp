// A port that takes connections, many in one go, and waits a moment where there is trouble. Main net thread only.
#pragma once
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <spdlog/logger.h>

#include "core/result.hpp"

namespace bowball::net {

class Listener {
public:
    using Welcome = std::function<void(boost::asio::ip::tcp::socket)>;
    /// `home`: the context that the next connection's socket shall live in.
    using Home = std::function<boost::asio::io_context&()>;
    Listener(boost::asio::io_context& context, Home home, std::shared_ptr<spdlog::logger> log, Welcome welcome, std::function<void()> on_trouble)
        : acceptor_(context), home_(std::move(home)), pause_(context), log_(std::move(log)), welcome_(std::move(welcome)), on_trouble_(std::move(on_trouble)) {}

    /// `port` 0: any free one. Fails with errc::bad_input or errc::io_failed; the text says what to do.
    [[nodiscard]] Result<void> open(const std::string& address, std::uint16_t port);
    void close();
    [[nodiscard]] std::uint16_t port() const { return port_; }

private:
    void accept();
    void pause(const boost::system::error_code& failed);

    boost::asio::ip::tcp::acceptor acceptor_;
    Home home_;
    boost::asio::steady_timer pause_;
    std::shared_ptr<spdlog::logger> log_;
    Welcome welcome_;
    std::function<void()> on_trouble_;
    std::string trouble_;
    std::uint16_t port_ = 0;
};

}  // namespace bowball::net
