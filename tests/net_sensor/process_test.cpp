// The sender as a process of its own, a Device over real sockets, and a relay between them that loses, doubles and delays.
#include <gtest/gtest.h>
#include <spdlog/sinks/null_sink.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <boost/asio/ip/udp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>

#include "capture/device.hpp"
#include "clock/clock_model.hpp"

namespace bowball::capture {
namespace process_test {

using boost::asio::ip::udp;
const auto loopback = boost::asio::ip::address_v4::loopback();

/// Between one sensor and the server's port: loses 20 %, doubles 10 %, and holds back 30 % for up to 40 ms, both ways.
class Relay {
public:
    Relay(boost::asio::io_context& context, udp::endpoint server, unsigned seed)
        : context_(context), server_(server), front_(context, {loopback, 0}), back_(context, {loopback, 0}), random_(seed) {
        receive(front_, from_front_, [this](std::string bytes) {
            sensor_ = from_front_;
            carry(std::move(bytes), back_, server_);
        });
        receive(back_, from_back_, [this](std::string bytes) { carry(std::move(bytes), front_, sensor_); });
    }
    [[nodiscard]] std::uint16_t port() const { return front_.local_endpoint().port(); }
    int lost = 0, doubled = 0, held_back = 0;

private:
    template <class Take>
    void receive(udp::socket& socket, udp::endpoint& from, Take take) {
        auto buffer = std::make_shared<std::array<char, 2048>>();
        socket.async_receive_from(boost::asio::buffer(*buffer), from, [this, &socket, &from, take, buffer](const boost::system::error_code& failed, std::size_t count) {
            if (failed == boost::asio::error::operation_aborted) return;
            if (!failed) take(std::string{buffer->data(), count});
            receive(socket, from, take);
        });
    }
    bool chance(unsigned percent) { return random_() % 100 < percent; }
    void carry(std::string bytes, udp::socket& by, udp::endpoint to) {
        if (chance(20)) {
            ++lost;
            return;
        }
        const auto is_double = chance(10);
        doubled += is_double ? 1 : 0;
        for (int i = is_double ? 2 : 1; i > 0; --i) {
            const auto delay = chance(30) ? 1 + random_() % 40 : 0;  // ms; others overtake it
            held_back += delay > 0 ? 1 : 0;
            auto timer = std::make_shared<boost::asio::steady_timer>(context_, std::chrono::milliseconds{delay});
            timer->async_wait([timer, bytes, &by, to](const boost::system::error_code&) {
                boost::system::error_code ignored;
                by.send_to(boost::asio::buffer(bytes), to, 0, ignored);
            });
        }
    }

    boost::asio::io_context& context_;
    udp::endpoint server_, sensor_, from_front_, from_back_;
    udp::socket front_, back_;
    std::mt19937 random_;
};

constexpr const char* keys[] = {"1100000000000000000000000000000000000000000000000000000000000011", "2200000000000000000000000000000000000000000000000000000000000022"};

/// The sender's process; what it prints goes into a file.
class Process {
public:
    Process(std::uint16_t port, int device, int impulses, int every_ms, int ppm, int samples = 0)
        : path_(std::filesystem::temp_directory_path() / ("bowball-sensor-" + std::to_string(::getpid()) + "-" + std::to_string(port))) {
        std::vector<std::string> words{NET_SENSOR_POSIX, "127.0.0.1", std::to_string(port), std::to_string(device), keys[device - 1], std::to_string(impulses), std::to_string(every_ms), std::to_string(ppm)};
        if (samples > 0) words.push_back(std::to_string(samples));
        std::vector<char*> pointers;
        for (const auto& word : words) pointers.push_back(const_cast<char*>(word.c_str()));
        pointers.push_back(nullptr);
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_addopen(&actions, 1, path_.c_str(), O_CREAT | O_TRUNC | O_WRONLY, 0600);
        EXPECT_EQ(posix_spawn(&id_, NET_SENSOR_POSIX, &actions, nullptr, pointers.data(), environ), 0);
        posix_spawn_file_actions_destroy(&actions);
    }
    ~Process() {
        if (!has_ended()) {
            ::kill(id_, SIGKILL);
            ::waitpid(id_, nullptr, 0);
        }
        std::filesystem::remove(path_);
    }
    bool has_ended() {
        if (!status_) {
            int status = 0;
            if (::waitpid(id_, &status, WNOHANG) == id_) status_ = status;
        }
        return status_.has_value();
    }
    [[nodiscard]] int status() const { return status_.value_or(-1); }
    /// Ticks -> the same instant on CLOCK_MONOTONIC.
    [[nodiscard]] std::map<DeviceTime, HostTime> truth() const {
        std::map<DeviceTime, HostTime> all;
        std::ifstream file{path_};
        std::int64_t number = 0, ticks = 0, monotonic = 0;
        while (file >> number >> ticks >> monotonic) all[from_ns<DeviceTime>(ticks)] = from_ns<HostTime>(monotonic);
        return all;
    }

private:
    std::filesystem::path path_;
    pid_t id_ = -1;
    std::optional<int> status_;
};

/// A Device, what it said, and a journal that takes a few milliseconds.
struct Server {
    Server(boost::asio::io_context& context, int number) : context_(context) {
        udp::socket free{context, {loopback, 0}};
        endpoint = free.local_endpoint();
        free.close();
        auto made = Device::make({"gate_" + std::to_string(number), "net_sensor", "udp://127.0.0.1:" + std::to_string(endpoint.port()), {{"key", keys[number - 1]}, {"device", std::to_string(number)}}, false}, context,
                                 io::Clock{}, [this](Observation observation) { take(observation); }, nullptr, std::make_shared<spdlog::logger>("test", std::make_shared<spdlog::sinks::null_sink_mt>()));
        EXPECT_TRUE(made.has_value());
        device = std::move(*made);
        device->start();
    }
    void take(const Observation& observation) {
        if (const auto* impulse = std::get_if<RawImpulse>(&observation.report)) reports.push_back(*impulse);
        if (const auto* trace = std::get_if<RawTrace>(&observation.report)) traces.push_back(*trace);
        if (const auto* sample = std::get_if<ClockSample>(&observation.report)) model.add(*sample);
        if (const auto* missed = std::get_if<ImpulsesMissed>(&observation.report)) lost += missed->count;
        if (const auto* status = std::get_if<DeviceStatus>(&observation.report)) newest = *status;
        if (const auto* mark = std::get_if<CommitMark>(&observation.report)) {
            auto timer = std::make_shared<boost::asio::steady_timer>(context_, std::chrono::milliseconds{3});
            timer->async_wait([this, timer, number = mark->number](const boost::system::error_code&) { device->committed(number); });
        }
    }

    udp::endpoint endpoint;
    std::unique_ptr<Device> device;
    std::vector<RawImpulse> reports;
    std::vector<RawTrace> traces;
    clock::ClockModel model;
    std::uint32_t lost = 0;
    DeviceStatus newest;

private:
    boost::asio::io_context& context_;
};

class SenderProcess : public testing::Test {
protected:
    template <class Condition>
    bool until(Condition condition) {
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{60};
        while (!condition() && std::chrono::steady_clock::now() < end) {
            context.restart();
            context.run_for(std::chrono::milliseconds{10});
        }
        return condition();
    }
    /// Every impulse once, and where it is said to be.
    void check(const Server& server, const Process& sensor, int impulses) {
        EXPECT_EQ(sensor.status(), 0) << "it ends well when the server has everything";
        const auto truth = sensor.truth();
        EXPECT_EQ(truth.size(), static_cast<std::size_t>(impulses));
        std::map<DeviceTime, int> news;
        for (const auto& one : server.reports) news[*one.ticks] += one.change == Change::seen ? 1 : 0;
        EXPECT_EQ(news.size(), truth.size());
        auto widest = Duration{};
        auto worst = Duration{};
        for (const auto& [ticks, times] : news) {
            ASSERT_TRUE(truth.contains(ticks)) << "an impulse that never was";
            EXPECT_LE(times, 1);
            const auto mapped = server.model.to_host(ticks, HostTime{});
            ASSERT_TRUE(mapped.has_value());
            const auto off = std::chrono::abs(mapped->host - truth.at(ticks));
            EXPECT_LE(off, mapped->uncertainty + 2us) << "the clock is off by more than is said";
            worst = std::max(worst, off);
            widest = std::max(widest, mapped->uncertainty);
        }
        EXPECT_EQ(server.lost, 0u);
        RecordProperty("farthest_off_us", static_cast<int>(worst / 1us));
        RecordProperty("widest_uncertainty_us", static_cast<int>(widest / 1us));
    }

    boost::asio::io_context context{1};
};

TEST_F(SenderProcess, ThroughALossyNetworkEveryImpulseArrivesOnceAndInItsPlace) {
    Server server{context, 1};
    Relay relay{context, server.endpoint, 9};
    Process sensor{relay.port(), 1, 100, 30, 40};
    ASSERT_TRUE(until([&] { return sensor.has_ended(); }));
    check(server, sensor, 100);
    EXPECT_GT(relay.lost, 10);
    EXPECT_GT(relay.doubled, 5);
    EXPECT_GT(relay.held_back, 10);
    EXPECT_EQ(server.newest.state, LinkState::live);
}

TEST_F(SenderProcess, ThroughALossyNetworkATraceArrivesWholeBesideItsImpulses) {
    Server server{context, 1};
    Relay relay{context, server.endpoint, 4};
    Process sensor{relay.port(), 1, 20, 50, 0, 6000};
    ASSERT_TRUE(until([&] { return sensor.has_ended(); }));
    check(server, sensor, 20);
    ASSERT_EQ(server.traces.size(), 1u);
    const auto& samples = server.traces[0].waveform.samples;
    ASSERT_EQ(samples.size(), 6000u);
    for (int i = 0; i < 6000; ++i) ASSERT_EQ(samples[static_cast<std::size_t>(i)], 1200 + i % 3 + (i > 3000 ? (i - 3000) * 8 % 9000 : 0)) << i;
    EXPECT_EQ(server.traces[0].channel, "2");
    EXPECT_GT(relay.lost, 5);
}

TEST_F(SenderProcess, StraightTheClockIsKnownToMicroseconds) {
    Server server{context, 1};
    Process sensor{server.endpoint.port(), 1, 60, 50, -40};
    ASSERT_TRUE(until([&] { return sensor.has_ended(); }));
    check(server, sensor, 60);
    EXPECT_NE(server.newest.text.find("Battery 3920 mV"), std::string::npos) << server.newest.text;
}

TEST_F(SenderProcess, TwoSensorsOnTwoPortsDoNotMeet) {
    Server first{context, 1};
    Server second{context, 2};
    Process sensor_of_first{first.endpoint.port(), 1, 20, 50, 10};
    Process sensor_of_second{second.endpoint.port(), 2, 30, 40, -10};
    ASSERT_TRUE(until([&] { return sensor_of_first.has_ended() && sensor_of_second.has_ended(); }));
    check(first, sensor_of_first, 20);
    check(second, sensor_of_second, 30);
}

// One plugged into the other's place, with its own key: refused and named, and nobody's impulses are mixed.
TEST_F(SenderProcess, ASensorOnTheOthersPortIsRefused) {
    Server server{context, 1};
    Process right{server.endpoint.port(), 1, 20, 50, 0};
    Process wrong{server.endpoint.port(), 2, 20, 50, 0};
    ASSERT_TRUE(until([&] { return right.has_ended(); }));
    check(server, right, 20);
    EXPECT_FALSE(wrong.has_ended()) << "nothing of it was acknowledged";
    EXPECT_TRUE(until([&] { return server.newest.last_complaint.find("not sealed with this sensor's key") != std::string::npos; })) << server.newest.last_complaint;
}

}  // namespace process_test
}  // namespace bowball::capture
