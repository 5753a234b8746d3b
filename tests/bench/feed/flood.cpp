#include "bench/feed/flood.hpp"

#include <netinet/in.h>
#include <poll.h>

#include <deque>

#include "net/client_frame.hpp"

namespace bowball::bench::feed {
namespace {

/// Held open at once; the oldest goes without a word.
constexpr std::size_t most_open = 200;
constexpr std::uint32_t address = INADDR_LOOPBACK + 1000;

/// What the nth of them says, once it is connected; some after a good handshake.
std::string words_of(std::size_t number, const std::string& handshake) {
    switch (number % 6) {
        case 0: return std::string(2000, '\xFF');
        case 1: return "GET / HTTP/1.1\r\nX: " + std::string(20'000, 'x');
        case 2: return handshake + "\x81\x05hello";
        case 3: return handshake + std::string{"\x81\xFF\0\0\0\x10\0\0\0\0\0\0\0\0", 14} + std::string(20'000, 'x');
        case 4: {
            std::string pings;
            for (int i = 0; i < 100; ++i) pings += net::client_frame(0x89, "?");
            return handshake + pings;
        }
        default: return {};
    }
}

}  // namespace

Flood::Flood(const Manner& manner, int knocks_per_second)
    : handshake_("GET " + manner.path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n" + manner.headers + "\r\n"),
      thread_([this, port = manner.port, knocks_per_second](const std::stop_token& stop) {
          std::deque<Line> lines;
          for (auto next = now_ns(); !stop.stop_requested(); next += 1'000'000'000 / knocks_per_second) {
              while (now_ns() < next) ::poll(nullptr, 0, 1);
              auto& line = lines.emplace_back(Route{port, address, nullptr, false});
              if (line.connect() == Line::Step::done) line.write(words_of(knocks_, handshake_));
              if (lines.size() > most_open) lines.pop_front();
              ++knocks_;
          }
      }) {}

}  // namespace bowball::bench::feed
