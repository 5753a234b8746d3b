#include "bench/edge/timer_line.hpp"

#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "bench/feed/instant.hpp"

namespace bowball::bench::edge {
namespace {

constexpr std::int64_t ticks_a_second = 10'000;
constexpr std::int64_t seven_o_clock = 7 * 3600 * ticks_a_second;
constexpr int patience_ms = 10'000;

}  // namespace

TimerLine::TimerLine() : listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)), began_ns_(feed::now_ns()) {
    sockaddr_in here{};
    here.sin_family = AF_INET;
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof here;
    ::bind(listener_, reinterpret_cast<sockaddr*>(&here), sizeof here);
    ::listen(listener_, 4);
    ::getsockname(listener_, reinterpret_cast<sockaddr*>(&here), &size);
    port_ = ntohs(here.sin_port);
}

TimerLine::~TimerLine() {
    ::close(line_);
    ::close(listener_);
}

bool TimerLine::is_heard() {
    pollfd waiting{listener_, POLLIN, 0};
    if (::poll(&waiting, 1, patience_ms) <= 0) return false;
    line_ = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    const int now = 1;
    ::setsockopt(line_, IPPROTO_TCP, TCP_NODELAY, &now, sizeof now);
    return line_ >= 0;
}

void TimerLine::stamp(int number, const char* channel) {
    const auto ticks = seven_o_clock + (feed::now_ns() - began_ns_) / (1'000'000'000 / ticks_a_second);
    const auto seconds = ticks / ticks_a_second;
    const auto line = fmt::format(" {:04} {}  {:02}:{:02}:{:02}.{:04} 00\r", number, channel, seconds / 3600, seconds / 60 % 60, seconds % 60, ticks % ticks_a_second);
    std::ignore = ::send(line_, line.data(), line.size(), MSG_NOSIGNAL);
}

}  // namespace bowball::bench::edge
