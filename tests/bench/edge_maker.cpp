#include "edge_maker.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <pthread.h>
#include <pty.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstdio>
#include <cstring>
#include <thread>

#include "capture/lateness.hpp"
#include "io/link.hpp"
#include "race/stamper.hpp"

namespace bowball::bench {
namespace {

/// What is stated of a stamp that this computer takes: the measured half-width, and how late its thread was lately.
class Stated {
public:
    explicit Stated(boost::asio::io_context& context) : timer_(context) { tick({}); }
    [[nodiscard]] Duration uncertainty() const { return quadrature(lateness_.most(), race::arrival_uncertainty); }
    void stop() {
        is_stopped_ = true;
        timer_.cancel();
    }

private:
    using clock = std::chrono::steady_clock;
    void tick(std::optional<clock::time_point> due) {
        if (due) lateness_.note(clock::now() - *due);
        const auto next = clock::now() + std::chrono::milliseconds{100};
        timer_.expires_at(next);
        timer_.async_wait([this, next](const boost::system::error_code& cancelled) {
            if (!cancelled && !is_stopped_) tick(next);
        });
    }
    boost::asio::steady_timer timer_;
    capture::Lateness lateness_;
    bool is_stopped_ = false;
};

class StampListener final : public io::LinkListener {
public:
    explicit StampListener(const Stated& stated) : stated_(stated) {}
    void on_open(HostTime) override {}
    /// Lines that come in one read have one stamp.
    void on_bytes(std::span<const std::byte> bytes, HostTime at) override {
        rest_.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
        for (auto end = rest_.find('\n'); end != std::string::npos; end = rest_.find('\n')) {
            stamped.late.push_back(to_ns(at) - std::strtoll(rest_.c_str(), nullptr, 10));
            stamped.within += std::abs(stamped.late.back()) <= stated_.uncertainty().count() ? 1U : 0U;
            rest_.erase(0, end + 1);
        }
    }
    void on_file(std::string_view, std::span<const std::byte>, HostTime) override {}
    void on_trouble(std::string) override {}
    void on_closed(std::string why) override { std::fprintf(stderr, "%s\n", why.c_str()); }

    Stamped stamped;

private:
    const Stated& stated_;
    std::string rest_;
};

bool claim_priority(int priority) {
    const sched_param wanted{.sched_priority = priority};
    return ::pthread_setschedparam(::pthread_self(), SCHED_FIFO, &wanted) == 0;
}

sockaddr_in loopback(std::uint16_t port) {
    sockaddr_in here{};
    here.sin_family = AF_INET;
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    here.sin_port = htons(port);
    return here;
}

std::uint16_t free_port() {
    const auto probe = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    auto here = loopback(0);
    socklen_t size = sizeof here;
    ::bind(probe, reinterpret_cast<sockaddr*>(&here), size);
    ::getsockname(probe, reinterpret_cast<sockaddr*>(&here), &size);
    ::close(probe);
    return ntohs(here.sin_port);
}

/// Both ends of the two links; the far ends are written by the maker.
struct Wires {
    Wires() {
        ::openpty(&device, &server, path, nullptr, nullptr);
        const auto there = loopback(port);
        ::connect(datagram, reinterpret_cast<const sockaddr*>(&there), sizeof there);
    }
    ~Wires() {
        for (const auto end : {device, server, datagram}) ::close(end);
    }
    Wires(const Wires&) = delete;
    Wires& operator=(const Wires&) = delete;

    int device = -1;
    int server = -1;
    char path[64] = {};
    std::uint16_t port = free_port();
    int datagram = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
};

void write_edge(int end, const io::Clock& clock) {
    char line[32];
    const auto length = std::snprintf(line, sizeof line, "%lld\n", static_cast<long long>(to_ns(clock.now())));
    std::ignore = ::write(end, line, static_cast<std::size_t>(length));
}

}  // namespace

StampErrors measure_stamps(int edges, bool realtime) {
    Wires wires;
    boost::asio::io_context context{1};
    const io::Clock clock;
    Stated stated{context};
    StampListener terminal{stated};
    StampListener datagrams{stated};
    const auto line = io::make_link(io::parse_link(std::string{"serial://"} + wires.path + "?baud=115200").value(), context, clock, terminal);
    const auto socket = io::make_link(io::parse_link("udp://127.0.0.1:" + std::to_string(wires.port)).value(), context, clock, datagrams);
    line->open();
    socket->open();
    StampErrors errors;
    std::jthread capturing{[&] {
        if (realtime) {
            errors.priority = claim_priority(50) ? "SCHED_FIFO" : "SCHED_FIFO was refused";
            errors.priority += ::mlockall(MCL_CURRENT) == 0 ? ", memory locked" : ", locked memory was refused";
        }
        context.run_for(std::chrono::minutes{2});
    }};
    // The maker comes first of all where it may: what is measured is the stamp, not the maker.
    std::jthread making{[&] {
        std::ignore = claim_priority(60);
        ::usleep(200'000);
        for (int i = 0; i < edges; ++i) {
            write_edge(wires.device, clock);
            ::usleep(1000);
            write_edge(wires.datagram, clock);
            ::usleep(1000);
        }
        ::usleep(300'000);
    }};
    making.join();
    boost::asio::post(context, [&] {
        line->close();
        socket->close();
        stated.stop();
        context.stop();
    });
    capturing.join();
    if (realtime) ::munlockall();
    errors.terminal = std::move(terminal.stamped);
    errors.datagrams = std::move(datagrams.stamped);
    errors.sent = static_cast<std::size_t>(edges);
    return errors;
}

void print_stamps(const std::string& name, const Stamped& stamped, std::size_t sent) {
    const auto& late = stamped.late;
    const auto ms = [&](double share) { return static_cast<double>(quantile(late, share)) / 1e6; };
    char text[200];
    std::snprintf(text, sizeof text, "p50 %7.3f ms   p95 %7.3f ms   p99 %7.3f ms   worst %8.3f ms   n %zu of %zu, %zu within what was stated of them", ms(0.5), ms(0.95), ms(0.99), ms(1), late.size(), sent, stamped.within);
    print(name, std::string{text});
}

}  // namespace bowball::bench
