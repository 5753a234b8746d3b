#include "bench/feed/audience.hpp"

#include <netinet/in.h>
#include <sys/epoll.h>
#include <unistd.h>

#include <algorithm>
#include <array>

namespace bowball::bench::feed {
namespace {

/// The live feed lets 2,000 in from one address; 127.0.0.0/8 has enough of them. 127.0.0.1 is not counted and kept for others.
constexpr std::size_t screens_per_address = 1500;
constexpr std::int64_t patience_ns = 10'000'000'000;
constexpr std::size_t most_messages = 1'000'000;
constexpr std::size_t longest_head = 4096;

}  // namespace

Audience::Audience(Manner manner) : manner_(std::move(manner)), epoll_(::epoll_create1(EPOLL_CLOEXEC)), piece_(65536) {}

Audience::~Audience() { ::close(epoll_); }

void Audience::watch(std::uint32_t index, std::uint32_t events, int operation) {
    epoll_event event{};
    event.events = events;
    event.data.u32 = index;
    ::epoll_ctl(epoll_, operation, screens_[index].line.descriptor(), &event);
}

void Audience::open_one(Rank rank) {
    const auto index = static_cast<std::uint32_t>(screens_.size());
    const auto from = INADDR_LOOPBACK + 1 + static_cast<std::uint32_t>(index / screens_per_address);
    screens_.push_back({Line{{manner_.port, from, manner_.tls, manner_.is_slow}}, MessageCounter{manner_.wrapping}, Stage::connecting, rank, 0, {}});
    ++pending_;
    watch(index, EPOLLIN | EPOLLOUT, EPOLL_CTL_ADD);
}

Audience::Entry Audience::connect(std::size_t count, std::int64_t over_ns, Rank rank, Pass pass) {
    pass_ = std::move(pass);
    screens_.reserve(screens_.size() + count);
    const auto before = size(rank);
    const auto began = now_ns();
    for (std::size_t opened = 0;;) {
        const auto passed = now_ns() - began;
        const auto due = passed >= over_ns ? count : static_cast<std::size_t>(static_cast<double>(count) * static_cast<double>(passed) / static_cast<double>(over_ns));
        for (; opened < due; ++opened) open_one(rank);
        if ((opened == count && pending_ == 0) || passed > over_ns + patience_ns) break;
        read(1);
    }
    return {size(rank) - before, last_in_ - began};
}

void Audience::read(int wait_ms) {
    std::array<epoll_event, 256> ready;
    const auto count = ::epoll_wait(epoll_, ready.data(), static_cast<int>(ready.size()), wait_ms);
    for (int i = 0; i < count; ++i) go_on(ready[static_cast<std::size_t>(i)].data.u32);
}

void Audience::settle(int quiet_ms) {
    for (const auto end = now_ns() + patience_ns; now_ns() < end;) {
        const auto before = bytes_;
        read(quiet_ms);
        if (bytes_ == before) return;
    }
}

void Audience::begin() {
    for (auto& screen : screens_) screen.seen = 0;
    for (auto& arrivals : arrivals_) arrivals.clear();
    whole_ = 0;
    deliveries_ = 0;
}

void Audience::go_on(std::uint32_t index) {
    auto& screen = screens_[index];
    if (screen.stage == Stage::connecting) {
        const auto step = screen.line.connect();
        if (step == Line::Step::failed) return drop(screen);
        if (step == Line::Step::again) return watch(index, EPOLLIN, EPOLL_CTL_MOD);
        screen.line.write("GET " + manner_.path + pass_.query + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(manner_.port) +
                          "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n" + manner_.headers + pass_.headers + "\r\n");
        screen.stage = Stage::shaking_hands;
        return watch(index, EPOLLIN, EPOLL_CTL_MOD);
    }
    // TLS may hold more than the socket tells of; so until nothing comes.
    for (;;) {
        const auto got = screen.line.read(piece_);
        if (got < 0) return drop(screen);
        if (got == 0) return;
        bytes_ += static_cast<std::uint64_t>(got);
        came_ = now_ns();
        const std::string_view bytes{piece_.data(), static_cast<std::size_t>(got)};
        if (screen.stage == Stage::open) take(screen, bytes);
        else shake_hands(screen, bytes);
        if (manner_.tls == nullptr) return;
    }
}

void Audience::shake_hands(Screen& screen, std::string_view bytes) {
    screen.head.append(bytes);
    const auto end = screen.head.find("\r\n\r\n");
    if (end == std::string::npos && screen.head.size() < longest_head) return;
    if (end == std::string::npos || !screen.head.starts_with("HTTP/1.1 101")) return drop(screen);
    screen.stage = Stage::open;
    --pending_;
    ++size_[static_cast<std::size_t>(screen.rank)];
    last_in_ = came_;
    if (!manner_.greeting.empty()) screen.line.write(manner_.greeting);
    const auto rest = std::move(screen.head).substr(end + 4);
    screen.head = {};
    take(screen, rest);
}

void Audience::take(Screen& screen, std::string_view bytes) {
    auto& arrivals = arrivals_[static_cast<std::size_t>(screen.rank)];
    const auto all = size(screen.rank);
    for (auto count = screen.counter.feed(bytes); count > 0; --count) {
        if (screen.seen >= most_messages) return;
        if (screen.seen >= arrivals.size()) arrivals.resize(screen.seen + 1);
        auto& arrival = arrivals[screen.seen++];
        ++deliveries_;
        ++arrival.count;
        if (arrival.count == 1) arrival.first = came_;
        if (arrival.count == (all + 1) / 2) arrival.middle = came_;
        if (arrival.count < all) continue;
        arrival.last = came_;
        if (screen.rank == Rank::viewer) ++whole_;
    }
}

void Audience::drop(Screen& screen) {
    if (screen.stage == Stage::gone) return;
    if (screen.stage == Stage::open) {
        --size_[static_cast<std::size_t>(screen.rank)];
        ++lost_;
    } else {
        --pending_;
    }
    screen.stage = Stage::gone;
    ::epoll_ctl(epoll_, EPOLL_CTL_DEL, screen.line.descriptor(), nullptr);
}

}  // namespace bowball::bench::feed
