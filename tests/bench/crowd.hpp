// Many screens: WebSocket clients that subscribe to a race's board and read whatever comes, on one thread.
#pragma once
#include <sys/epoll.h>

#include <atomic>
#include <memory>
#include <thread>
#include <vector>

#include "net/client.hpp"

namespace bowball::bench {

class Crowd {
public:
    /// As many as can be opened, `wanted` at most: two descriptors each, for the server is in this process too.
    Crowd(std::uint16_t port, std::size_t wanted) : port_(port), epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
        reader_ = std::jthread{[this](const std::stop_token& stop) { read(stop); }};
        while (screens_.size() < wanted && open_one()) {
        }
    }
    ~Crowd() {
        reader_.request_stop();
        reader_.join();
        ::close(epoll_);
    }
    Crowd(const Crowd&) = delete;
    Crowd& operator=(const Crowd&) = delete;

    [[nodiscard]] std::size_t size() const { return screens_.size(); }
    [[nodiscard]] std::uint64_t bytes() const { return bytes_; }

private:
    bool open_one() {
        // The server lets so many in from one address; 127.0.0.0/8 has enough of them.
        const auto address = INADDR_LOOPBACK + 1 + static_cast<std::uint32_t>(screens_.size() / 1500);
        auto screen = std::make_unique<net::RawSocket>(port_, net::From{address});
        if (!screen->connected) return false;
        screen->send("GET /live?as=board HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port_) +
                     "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: bowball.v1\r\n\r\n");
        if (!screen->fill(12) || !screen->buffer.starts_with("HTTP/1.1 101")) return false;
        const std::string wish = R"({"v":1,"kind":"subscribe","topics":["race/1/board"]})";
        screen->send(net::client_frame(0x81, wish));
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.fd = screen->descriptor();
        ::epoll_ctl(epoll_, EPOLL_CTL_ADD, screen->descriptor(), &event);
        screens_.push_back(std::move(screen));
        return true;
    }

    void read(const std::stop_token& stop) {
        std::vector<epoll_event> ready(512);
        std::vector<char> piece(65536);
        while (!stop.stop_requested()) {
            const auto count = ::epoll_wait(epoll_, ready.data(), static_cast<int>(ready.size()), 100);
            for (int i = 0; i < count; ++i) {
                const auto descriptor = ready[static_cast<std::size_t>(i)].data.fd;
                const auto got = ::recv(descriptor, piece.data(), piece.size(), MSG_DONTWAIT);
                if (got > 0) bytes_ += static_cast<std::uint64_t>(got);
                if (got == 0) ::epoll_ctl(epoll_, EPOLL_CTL_DEL, descriptor, nullptr);
            }
        }
    }

    std::uint16_t port_;
    int epoll_;
    std::atomic<std::uint64_t> bytes_ = 0;
    std::vector<std::unique_ptr<net::RawSocket>> screens_;
    std::jthread reader_;
};

}  // namespace bowball::bench
