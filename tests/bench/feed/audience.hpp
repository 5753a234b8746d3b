// The load client: screens by the thousand on one thread, which count what comes and stamp the first, the middle and the last
// of them to have each message.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "bench/feed/instant.hpp"
#include "bench/feed/line.hpp"
#include "bench/feed/message_counter.hpp"

namespace bowball::bench::feed {

/// How screens speak to one kind of server.
struct Manner {
    std::uint16_t port = 0;
    std::string path = "/";
    std::string headers;                      ///< further ones of the handshake, each with its CR LF
    std::string greeting;                     ///< bytes after the handshake
    Wrapping wrapping = Wrapping::frames;
    SSL_CTX* tls = nullptr;
    bool is_slow = false;
};

/// What an official shows beside that; of a viewer nothing.
struct Pass {
    std::string query;                        ///< of the target, with its question mark
    std::string headers;
};

enum class Rank : std::uint8_t { viewer, official };

/// When one message reached the screens, in nanoseconds; 0: not yet.
struct Arrival {
    std::int64_t first = 0;
    std::int64_t middle = 0;
    std::int64_t last = 0;
    std::size_t count = 0;
};

class Audience {
public:
    explicit Audience(Manner manner);
    ~Audience();
    Audience(const Audience&) = delete;
    Audience& operator=(const Audience&) = delete;

    struct Entry {
        std::size_t in = 0;
        std::int64_t last_in_ns = 0;          ///< since the first began to connect
    };
    /// Connects so many, evenly over `over_ns`, and waits until each is in or has failed, ten seconds at most beyond that.
    Entry connect(std::size_t count, std::int64_t over_ns, Rank rank = Rank::viewer, Pass pass = {});

    /// Reads what is there, waiting for it so long at most.
    void read(int wait_ms);
    /// Reads until nothing has come for so long.
    void settle(int quiet_ms);
    /// The next message to come is the first one.
    void begin();
    [[nodiscard]] const std::vector<Arrival>& arrivals(Rank rank = Rank::viewer) const { return arrivals_[static_cast<std::size_t>(rank)]; }
    /// Screens that are there.
    [[nodiscard]] std::size_t size(Rank rank = Rank::viewer) const { return size_[static_cast<std::size_t>(rank)]; }
    /// Messages that reached every viewer since begin().
    [[nodiscard]] std::size_t whole() const { return whole_; }
    [[nodiscard]] std::uint64_t deliveries() const { return deliveries_; }
    [[nodiscard]] std::size_t lost() const { return lost_; }   ///< screens that were cut

private:
    enum class Stage : std::uint8_t { connecting, shaking_hands, open, gone };
    struct Screen {
        Line line;
        MessageCounter counter;
        Stage stage = Stage::connecting;
        Rank rank = Rank::viewer;
        std::uint32_t seen = 0;
        std::string head;                     ///< of the answer, while it is not whole
    };
    void open_one(Rank rank);
    void go_on(std::uint32_t index);
    void shake_hands(Screen& screen, std::string_view bytes);
    void take(Screen& screen, std::string_view bytes);
    void drop(Screen& screen);
    void watch(std::uint32_t index, std::uint32_t events, int operation);

    Manner manner_;
    Pass pass_;
    int epoll_;
    std::vector<Screen> screens_;
    std::vector<Arrival> arrivals_[2];
    std::size_t size_[2] = {};
    std::size_t pending_ = 0;                 ///< that connect
    std::int64_t last_in_ = 0;
    std::size_t whole_ = 0;
    std::uint64_t deliveries_ = 0;
    std::size_t lost_ = 0;
    std::int64_t came_ = 0;                   ///< stamp of what is being read
    std::uint64_t bytes_ = 0;
    std::vector<char> piece_;
};

}  // namespace bowball::bench::feed
