// How late a stamp taken by this computer is: bytes written into a pseudo-terminal, stamped by the serial link right after
// its read, with both cores idle and with both busy. The half-width in race/stamper.cpp comes from here.
#include <fcntl.h>
#include <pty.h>
#include <unistd.h>

#include <boost/asio/post.hpp>
#include <cstdio>
#include <thread>

#include "figures.hpp"
#include "io/link.hpp"

namespace bowball::bench {
namespace {

constexpr int impulses = 1500;

class StampListener final : public io::LinkListener {
public:
    void on_open(HostTime) override { opened = true; }
    void on_bytes(std::span<const std::byte> bytes, HostTime at) override {
        std::int64_t written = 0;
        if (std::sscanf(reinterpret_cast<const char*>(bytes.data()), "%ld", &written) == 1 && bytes.size() > 10) samples.push_back(to_ns(at) - written);
    }
    void on_file(std::string_view, std::span<const std::byte>, HostTime) override {}
    void on_trouble(std::string) override {}
    void on_closed(std::string why) override { std::fprintf(stderr, "%s\n", why.c_str()); }

    Samples samples;
    bool opened = false;
};

Samples measure() {
    int device = -1;
    int server = -1;
    char path[64] = {};
    if (::openpty(&device, &server, path, nullptr, nullptr) != 0) return {};
    boost::asio::io_context context{1};
    const io::Clock clock;
    StampListener listener;
    const auto link = io::make_link(io::parse_link(std::string{"serial://"} + path + "?baud=115200").value(), context, clock, listener);
    link->open();
    std::jthread capturing{[&] { context.run_for(std::chrono::seconds{60}); }};
    ::usleep(200'000);
    for (int i = 0; i < impulses; ++i) {
        char line[32];
        const auto length = std::snprintf(line, sizeof line, "%ld\n", static_cast<long>(to_ns(clock.now())));
        if (::write(device, line, static_cast<std::size_t>(length)) != length) break;
        ::usleep(2000);
    }
    ::usleep(100'000);
    boost::asio::post(context, [&] { link->close(); context.stop(); });
    capturing.join();
    ::close(device);
    ::close(server);
    return listener.samples;
}

}  // namespace

void bench_capture() {
    title("Capture (a line written to a pseudo-terminal -> stamped after the read)");
    print("cores idle", measure());
    std::vector<std::jthread> hogs;
    for (unsigned i = 0; i < std::thread::hardware_concurrency(); ++i) {
        hogs.emplace_back([](const std::stop_token& stop) {
            volatile std::uint64_t work = 0;
            while (!stop.stop_requested()) work = work + 1;
        });
    }
    print("every core busy", measure());
}

}  // namespace bowball::bench
