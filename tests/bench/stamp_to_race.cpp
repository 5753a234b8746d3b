// From the stamp of a read to the race loop: a line is written into a pseudo-terminal, the capture thread stamps it, the driver
// understands it, and the race loop has it in its ledger.
#include <pty.h>
#include <spdlog/sinks/null_sink.h>
#include <unistd.h>

#include <condition_variable>
#include <cstdio>
#include <mutex>

#include "../../drivers/simulator_protocol.hpp"
#include "capture/capture.hpp"
#include "day.hpp"
#include "figures.hpp"
#include "race/race_loop.hpp"

namespace bowball::bench {
namespace {

/// The newest impulse that came out of the race loop, for one that waits for it.
class Arrival {
public:
    void came(HostTime at) {
        const std::lock_guard lock{guard_};
        at_ = at;
        news_.notify_one();
    }
    std::optional<HostTime> wait() {
        std::unique_lock lock{guard_};
        news_.wait_for(lock, std::chrono::seconds{2}, [&] { return at_.has_value(); });
        return std::exchange(at_, {});
    }

private:
    std::mutex guard_;
    std::condition_variable news_;
    std::optional<HostTime> at_;
};

}  // namespace

void bench_stamp_to_race(int impulses) {
    title("Stamp to race loop (stamped after the read -> understood -> posted -> judged, journal in memory)");
    int device = -1;
    int server = -1;
    char path[64] = {};
    if (::openpty(&device, &server, path, nullptr, nullptr) != 0) return;
    const io::Clock clock;
    const auto journal = journal::make_memory_journal();
    Arrival arrival;
    race::LoopOptions loop;
    loop.channels = wiring();
    loop.drivers = {{"course", {"simulator", "simulated"}}};
    loop.version = "bench";
    loop.publish = [&](const race::Batch& batch) {
        if (batch.edge) arrival.came(clock.now());
    };
    const auto race = std::move(race::RaceLoop::open(*journal, clock, std::move(loop)).value());
    std::atomic<std::int64_t> stamped = 0;
    const auto sink = [&](Observation observation) {
        if (std::holds_alternative<RawImpulse>(observation.report)) stamped = to_ns(observation.received);
        race->observe(std::move(observation));
    };
    capture::CaptureOptions options;
    options.devices.push_back({"course", "simulator", std::string{"serial://"} + path + "?baud=115200", {}, false});
    const auto capture = std::move(capture::Capture::make(std::move(options), clock, sink, std::make_shared<spdlog::logger>("bench", std::make_shared<spdlog::sinks::null_sink_mt>())).value());
    race->start();
    capture->start();
    ::usleep(300'000);
    Samples from_stamp;
    Samples from_write;
    for (int i = 0; i < impulses; ++i) {
        const auto written = clock.now();
        const auto line = simulator::edge_line("finish_1", to_ns(written), true, 50'000);
        if (::write(device, line.data(), line.size()) != static_cast<ssize_t>(line.size())) break;
        const auto came = arrival.wait();
        if (!came) break;
        from_stamp.push_back(to_ns(*came) - stamped);
        from_write.push_back((*came - written).count());
        ::usleep(1000);
    }
    capture->stop();
    race->stop();
    ::close(device);
    ::close(server);
    print("stamp -> in the ledger, views made", from_stamp);
    print("line written -> the same", from_write);
}

}  // namespace bowball::bench
