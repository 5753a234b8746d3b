#include "bench/edge/ear.hpp"

#include <poll.h>

#include <charconv>

#include "bench/feed/instant.hpp"

namespace bowball::bench::edge {
namespace {

/// A number behind a key, where the frame has it before its data.
std::int64_t number_behind(std::string_view text, std::string_view key) {
    const auto at = text.find(key);
    std::int64_t number = 0;
    if (at != std::string_view::npos) std::from_chars(text.data() + at + key.size(), text.data() + text.size(), number);
    return number;
}

}  // namespace

Ear::Ear(std::uint16_t port, const std::string& topics, const std::string& since) : socket_(port) {
    socket_.send("GET /live HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port) +
                 "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: bowball.v1\r\n\r\n");
    auto end = std::string::npos;
    while ((end = socket_.buffer.find("\r\n\r\n")) == std::string::npos && socket_.fill(socket_.buffer.size() + 1)) {
    }
    is_there_ = socket_.buffer.starts_with("HTTP/1.1 101");
    socket_.buffer.erase(0, end == std::string::npos ? end : end + 4);
    const auto from = since.empty() ? std::string{} : ",\"since\":\"" + since + "\"";
    socket_.send(net::client_frame(0x81, "{\"v\":1,\"kind\":\"subscribe\",\"topics\":[" + topics + "]" + from + "}"));
}

void Ear::read() {
    char piece[65536];
    for (;;) {
        const auto got = ::recv(socket_.descriptor(), piece, sizeof piece, MSG_DONTWAIT);
        if (got == 0) is_there_ = false;
        if (got <= 0) break;
        read_ns_ = feed::now_ns();
        socket_.buffer.append(piece, static_cast<std::size_t>(got));
    }
    std::size_t taken = 0;
    while (const auto size = take_frame(std::string_view{socket_.buffer}.substr(taken))) taken += size;
    // Once: thousands of entries may have come together.
    socket_.buffer.erase(0, taken);
}

std::size_t Ear::take_frame(std::string_view buffer) {
    if (buffer.size() < 2) return 0;
    auto length = static_cast<std::size_t>(buffer[1] & 0x7F);
    const auto extra = length == 126 ? 2U : length == 127 ? 8U : 0U;
    if (buffer.size() < 2 + extra) return 0;
    if (extra > 0) length = 0;
    for (std::size_t i = 0; i < extra; ++i) length = length << 8 | static_cast<unsigned char>(buffer[2 + i]);
    if (buffer.size() < 2 + extra + length) return 0;
    if ((buffer[0] & 0x0F) == 1) take(buffer.substr(2 + extra, length));
    return 2 + extra + length;
}

void Ear::take(std::string_view text) {
    const auto head = text.substr(0, text.find("\"data\":"));
    if (head.find("\"kind\":\"event\"") != std::string_view::npos) {
        entry_ = static_cast<std::uint64_t>(number_behind(head, "\"seq\":"));
        return;
    }
    const auto edge_us = number_behind(head, "\"edge_us\":");
    if (head.find("/board\"") == std::string_view::npos || edge_us <= edge_us_) return;
    edge_us_ = edge_us;
    if (!came_) came_ = read_ns_;
}

void read_both(Ear& one, Ear& other, int wait_ms) {
    pollfd ready[2]{{one.descriptor(), POLLIN, 0}, {other.descriptor(), POLLIN, 0}};
    if (::poll(ready, 2, wait_ms) <= 0) return;
    if (ready[0].revents != 0) one.read();
    if (ready[1].revents != 0) other.read();
}

}  // namespace bowball::bench::edge
