// How late a stamp taken by this computer is, idle and under load: the half-width in race/stamper.cpp comes from here. And how
// fast what was stamped reaches the race, and how much each driver takes.
#include <fcntl.h>
#include <sys/types.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <spdlog/sinks/null_sink.h>
#include <thread>

#include "crowd.hpp"
#include "edge_maker.hpp"
#include "figures.hpp"
#include "net/file_limit.hpp"
#include "net/server.hpp"

namespace bowball::bench {
namespace {

constexpr int edges = 1500;
constexpr std::size_t most_screens = 10'000;

void print_both(const std::string& name, const StampErrors& errors) {
    const auto how = errors.priority.empty() ? std::string{} : " (" + errors.priority + ")";
    print_stamps(name + ", pseudo-terminal" + how, errors.terminal, errors.sent);
    print_stamps(name + ", UDP loopback" + how, errors.datagrams, errors.sent);
}

void ratio(const std::string& name, const Samples& one, const Samples& other) {
    const auto of = [&](double share) { return static_cast<double>(quantile(one, share)) / std::max(1.0, static_cast<double>(quantile(other, share))); };
    char text[80];
    std::snprintf(text, sizeof text, "p50 %.2f   p99 %.2f   worst %.2f", of(0.5), of(0.99), of(1));
    print(name, std::string{text});
}

/// A server with its screens: a board of half a kilobyte, twenty times a second, as in a close race.
class BusyServer {
public:
    explicit BusyServer(const std::string& folder) {
        net::ServerOptions options;
        options.port = 0;
        options.epoch = "bench";
        server_ = std::make_unique<net::Server>(std::move(options), clock_, net::AccountStore{folder + "/crowd_accounts.json"}, [](auto&&...) {},
                                                std::make_shared<spdlog::logger>("bench", std::make_shared<spdlog::sinks::null_sink_mt>()));
        if (!server_->start()) return;
        const auto allowed = net::raise_file_limit();
        crowd_ = std::make_unique<Crowd>(server_->port(), std::min(most_screens, (allowed - std::min<std::size_t>(allowed, 200)) / 2));
        publisher_ = std::jthread{[this](const std::stop_token& stop) { publish(stop); }};
    }
    ~BusyServer() {
        publisher_.request_stop();
        if (publisher_.joinable()) publisher_.join();
        crowd_.reset();
        server_->stop();
    }
    BusyServer(const BusyServer&) = delete;
    BusyServer& operator=(const BusyServer&) = delete;

    [[nodiscard]] std::size_t screens() const { return crowd_ ? crowd_->size() : 0; }
    [[nodiscard]] std::uint64_t bytes_read() const { return crowd_ ? crowd_->bytes() : 0; }

private:
    void publish(const std::stop_token& stop) {
        for (std::uint64_t seq = 1; !stop.stop_requested(); ++seq) {
            std::vector<net::Frame> frames;
            frames.push_back({"race/1/board", views::Audience::everyone, Seq{seq}, {}, R"({"filler":")" + std::string(480, 'x') + "\"}"});
            server_->publish({std::move(frames), {}, Seq{seq}});
            std::this_thread::sleep_for(std::chrono::milliseconds{50});
        }
    }

    io::Clock clock_;
    std::unique_ptr<net::Server> server_;
    std::unique_ptr<Crowd> crowd_;
    std::jthread publisher_;
};

/// Writes a megabyte and waits for the disk, over and over.
class BusyDisk {
public:
    explicit BusyDisk(const std::string& folder)
        : hammer_([this, path = folder + "/hammered"](const std::stop_token& stop) {
              const auto file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
              const std::vector<char> block(1 << 20, 'x');
              for (std::uint64_t i = 0; !stop.stop_requested(); ++i) {
                  if (::pwrite(file, block.data(), block.size(), static_cast<off_t>(i % 64) << 20) < 0 || ::fdatasync(file) != 0) break;
                  ++megabytes_;
              }
              ::close(file);
          }) {}
    [[nodiscard]] std::uint64_t megabytes() const { return megabytes_; }

private:
    std::atomic<std::uint64_t> megabytes_ = 0;
    std::jthread hammer_;
};

StampErrors with_busy_cores() {
    std::vector<std::jthread> hogs;
    for (unsigned i = 0; i < std::thread::hardware_concurrency(); ++i) {
        hogs.emplace_back([](const std::stop_token& stop) {
            volatile std::uint64_t work = 0;
            while (!stop.stop_requested()) work = work + 1;
        });
    }
    return measure_stamps(edges, false);
}

void bench_stamps(const std::string& folder) {
    title("Stamping error (edges of known time -> the stamp that the link gives them)");
    const auto idle = measure_stamps(edges, false);
    print_both("idle", idle);
    print_both("every core busy", with_busy_cores());
    const BusyServer server{folder};
    const BusyDisk disk{folder};
    const auto before = server.bytes_read();
    const auto began = io::Clock::stopwatch_ns();
    const auto plain = measure_stamps(edges, false);
    const auto first = measure_stamps(edges, true);
    const auto seconds = static_cast<double>(io::Clock::stopwatch_ns() - began) / 1e9;
    char load[200];
    std::snprintf(load, sizeof load, "%zu screens of %zu wanted (two descriptors each, %zu allowed) read %.1f MB/s; the disk took %.0f MB/s", server.screens(), most_screens, net::raise_file_limit(),
                  static_cast<double>(server.bytes_read() - before) / 1e6 / seconds, static_cast<double>(disk.megabytes()) / seconds);
    print("the load", std::string{load});
    print_both("under load", plain);
    print_both("under load", first);
    ratio("load against idle, pseudo-terminal", plain.terminal.late, idle.terminal.late);
    ratio("load against idle, UDP loopback", plain.datagrams.late, idle.datagrams.late);
    ratio("with real-time priority against without, terminal", first.terminal.late, plain.terminal.late);
    ratio("with real-time priority against without, UDP", first.datagrams.late, plain.datagrams.late);
    print("a pseudo-terminal passes its bytes on by a worker of the kernel", std::string{"which real-time priority of the reader does not hasten"});
    print("stamps of the kernel's own (GPIO, PPS)", std::string{"need hardware: they are taken in the interrupt, and no thread is waited for"});
}

}  // namespace

void bench_capture(const std::string& folder) {
    bench_stamp_to_race(edges);
    bench_driver_throughput();
    bench_stamps(folder);
}

}  // namespace bowball::bench
