#include "io/worker_link.hpp"

#include <gtest/gtest.h>
#include <poll.h>
#include <pthread.h>
#include <pty.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "core/kernel_record.hpp"
#include "listener.hpp"

namespace bowball::io {
namespace worker_link_test {

namespace fs = std::filesystem;

class WorkerLink : public LinkTest {
protected:
    void work(Work what) { link = make_worker_link(parse_link("modem:///dev/test").value(), context, Clock{}, listener, [what]() -> Result<Work> { return what; }); }
};

/// As ioctl(TIOCMIWAIT) does: nothing but a signal ends it.
void block() { ::poll(nullptr, 0, -1); }

TEST_F(WorkerLink, AThreadThatBlocksIsWokenWhereverItStands) {
    for (int round = 0; round < 200; ++round) {
        listener = {};
        work([round](const Mouth& mouth) {
            std::ignore = mouth.say(round);
            while (mouth.is_wanted()) block();
            return std::string{};
        });
        link->open();
        if (round % 2 == 0) {
            ASSERT_TRUE(until([&] { return listener.bytes.size() == sizeof round; }));
        }
        link->close();  // in the other rounds just as the thread begins
        EXPECT_TRUE(listener.closed.empty());
    }
}

TEST_F(WorkerLink, ItsDestructorEndsTheThreadToo) {
    work([](const Mouth& mouth) {
        while (mouth.is_wanted()) block();
        return std::string{};
    });
    link->open();
    link.reset();
    context.run_for(std::chrono::milliseconds{10});
    EXPECT_EQ(listener.opened, 0);
}

/// As where a bound on threads is reached: no thread is made while this lives.
class NoThreads {
public:
    NoThreads() {
        ::pthread_getattr_default_np(&usual_);
        auto impossible = usual_;
        ::pthread_attr_setstacksize(&impossible, std::size_t{1} << 47);
        ::pthread_setattr_default_np(&impossible);
    }
    ~NoThreads() { ::pthread_setattr_default_np(&usual_); }
    NoThreads(const NoThreads&) = delete;
    NoThreads& operator=(const NoThreads&) = delete;

private:
    pthread_attr_t usual_;
};

TEST_F(WorkerLink, WithoutAThreadToHaveItSaysSoAndIsOpenedWhenThereIsOne) {
    work([](const Mouth& mouth) {
        std::ignore = mouth.say(7);
        while (mouth.is_wanted()) block();
        return std::string{};
    });
    {
        const NoThreads none;
        link->open();
        ASSERT_TRUE(until([&] { return listener.closed.size() == 1; }));
    }
    EXPECT_NE(listener.closed.back().find("no thread"), std::string::npos) << listener.closed.back();
    EXPECT_EQ(listener.opened, 0);
    link->open();
    EXPECT_TRUE(until([&] { return listener.bytes.size() == sizeof(int); }));
}

TEST_F(WorkerLink, WhatIsNotReadIsBoundedAndTheThreadIsTold) {
    auto taken = 0;
    auto refused = 0;
    work([&](const Mouth& mouth) {
        for (int i = 0; i < 100'000; ++i) ++(mouth.say(kernel::ModemEdge{}) ? taken : refused);
        return std::string{"done"};
    });
    link->open();
    ::usleep(300'000);  // the loop does not run
    ASSERT_TRUE(until([&] { return !listener.closed.empty(); }));
    EXPECT_GT(refused, 50'000);
    EXPECT_GT(taken, 50);
}

TEST_F(WorkerLink, ADeviceThatGoesIsSaidOnceAndMayBeOpenedAgain) {
    work([](const Mouth&) { return std::string{"the port is gone."}; });
    for (auto times = 1u; times <= 2; ++times) {
        link->open();
        ASSERT_TRUE(until([&] { return listener.closed.size() == times; }));
        EXPECT_EQ(listener.closed.back(), "the port is gone.");
    }
    context.run_for(std::chrono::milliseconds{20});
    EXPECT_EQ(listener.closed.size(), 2u);
}

class ModemLineLink : public LinkTest {};

TEST_F(ModemLineLink, ARefusalTellsWhatToDo) {
    int device_end = -1;
    int server_end = -1;
    char path[128] = {};
    ASSERT_EQ(::openpty(&device_end, &server_end, path, nullptr, nullptr), 0);
    EXPECT_NE(refusal("modem://" + std::string{path}).find("does not count changes"), std::string::npos) << listener.closed[0];
    EXPECT_NE(refusal("modem:///dev/ttyUSB99").find("Plug the adapter in"), std::string::npos) << listener.closed[0];
    EXPECT_NE(refusal("modem://" + std::string{path}, 60).find("not for --speed"), std::string::npos) << listener.closed[0];
    ::close(device_end);
    ::close(server_end);
}

/// On a port that the environment names: opening one that somebody else uses would disturb them.
TEST_F(ModemLineLink, AThreadThatWaitsOnARealPortIsWokenWhenItCloses) {
    const char* port = std::getenv("BOWBALL_MODEM_PORT");
    if (port == nullptr) {
        std::cerr << "\n*** SKIPPED: set BOWBALL_MODEM_PORT to a free serial port with modem lines, such as /dev/ttyS1 ***\n\n";
        GTEST_SKIP() << "no serial port named";
    }
    make("modem://" + std::string{port});
    for (auto times = 1; times <= 20; ++times) {
        link->open();
        ASSERT_TRUE(until([&] { return listener.opened == times; })) << (listener.closed.empty() ? "" : listener.closed[0]);
        context.run_for(std::chrono::milliseconds{5 * (times % 3)});
        const auto began = Clock::stopwatch_ns();
        link->close();
        EXPECT_LT(Clock::stopwatch_ns() - began, 1'000'000'000);
    }
    EXPECT_TRUE(listener.closed.empty());
}

class PpsLink : public LinkTest {};

TEST_F(PpsLink, ARefusalTellsWhatToDo) {
    EXPECT_NE(refusal("pps:///dev/pps99").find("pps-gpio"), std::string::npos) << listener.closed[0];
    EXPECT_NE(refusal("ptp:///dev/ptp99").find("ethtool -T"), std::string::npos) << listener.closed[0];
    EXPECT_NE(refusal("ptp:///dev/null").find("is no PTP hardware clock"), std::string::npos) << listener.closed[0];
    EXPECT_NE(refusal("pps:///dev/null").find("is no pulse-per-second source"), std::string::npos) << listener.closed[0];
}

TEST_F(PpsLink, PulsesOfTheKernelsTestSourceArrive) {
    std::string source;
    std::error_code ignored;
    for (const auto& one : fs::directory_iterator{"/sys/class/pps", ignored}) {
        std::ifstream file{one.path() / "name"};
        std::string name;
        if (std::getline(file, name) && name == "ktimer") source = "/dev/" + one.path().filename().string();
    }
    if (source.empty()) {
        std::cerr << "\n*** SKIPPED: no test source of pulses here. As root: modprobe pps-ktimer ***\n\n";
        GTEST_SKIP() << "no pps-ktimer";
    }
    make("pps://" + source);
    link->open();
    ASSERT_TRUE(until([&] { return listener.bytes.size() >= 2 * sizeof(kernel::PpsPulse); })) << (listener.closed.empty() ? "" : listener.closed[0]);
    const auto pulses = listener.records<kernel::PpsPulse>();
    EXPECT_EQ(pulses[1].sequence, pulses[0].sequence + 1);
    const auto apart = (pulses[1].wall_ns - pulses[1].ahead_ns) - (pulses[0].wall_ns - pulses[0].ahead_ns);
    EXPECT_NEAR(static_cast<double>(apart), 1e9, 1e8) << "it counts the kernel's ticks, and is no clock";
    EXPECT_LT(pulses[1].doubt_ns, 1'000'000);
    EXPECT_NEAR(static_cast<double>(pulses[1].wall_ns), static_cast<double>(Clock::wall_ns()), 2e9);
}

}  // namespace worker_link_test
}  // namespace bowball::io
