// Real-time priority and locked memory are asked for where the venue wants them, and their refusal is said once.
#include <gtest/gtest.h>
#include <linux/capability.h>
#include <sched.h>
#include <spdlog/sinks/ostream_sink.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <functional>
#include <sstream>
#include <thread>

#include "capture/capture.hpp"

namespace bowball::capture {
namespace priority_test {

/// What a capture thread logs from its start to its end.
std::string log_of_a_start(bool realtime, bool lock_memory) {
    std::ostringstream text;
    auto log = std::make_shared<spdlog::logger>("capture", std::make_shared<spdlog::sinks::ostream_sink_mt>(text));
    CaptureOptions options;
    options.realtime = realtime;
    options.lock_memory = lock_memory;
    options.refused = [&](const std::string& what) { text << "told: " << what << "\n"; };
    const auto capture = std::move(Capture::make(std::move(options), io::Clock{}, [](Observation) {}, log).value());
    capture->start();
    capture->stop();
    return text.str();
}

std::size_t count(const std::string& text, std::string_view part) {
    std::size_t found = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++found;
    return found;
}

/// Sets the soft limit to zero for a while.
class NoLimitLeft {
public:
    explicit NoLimitLeft(__rlimit_resource which) : which_(which) {
        ::getrlimit(which_, &before_);
        const rlimit none{0, before_.rlim_max};
        ::setrlimit(which_, &none);
    }
    ~NoLimitLeft() { ::setrlimit(which_, &before_); }
    NoLimitLeft(const NoLimitLeft&) = delete;
    NoLimitLeft& operator=(const NoLimitLeft&) = delete;

private:
    __rlimit_resource which_;
    rlimit before_{};
};

/// Without the rights of root, which a thread hands on to those that it starts.
void without_rights(const std::function<void()>& what) {
    const NoLimitLeft priority{RLIMIT_RTPRIO};
    const NoLimitLeft memory{RLIMIT_MEMLOCK};
    std::thread{[&] {
        __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
        __user_cap_data_struct none[2] = {};
        ASSERT_EQ(::syscall(SYS_capset, &header, none), 0);
        what();
    }}.join();
}

TEST(Priority, ARefusalIsSaidOnceWithWhatToDo) {
    without_rights([] {
        // Once in the log, once to whoever shows it.
        const auto log = log_of_a_start(true, true);
        EXPECT_EQ(count(log, "Real-time priority was refused"), 2u) << log;
        EXPECT_EQ(count(log, "LimitRTPRIO=50"), 2u) << log;
        EXPECT_EQ(count(log, "Memory could not be locked"), 2u) << log;
        EXPECT_EQ(count(log, "LimitMEMLOCK=infinity"), 2u) << log;
        EXPECT_EQ(count(log, "told: "), 2u) << log;
    });
}

TEST(Priority, NothingIsSaidWhereNobodyAskedForIt) {
    without_rights([] {
        const auto log = log_of_a_start(false, false);
        EXPECT_EQ(log.find("refused"), std::string::npos) << log;
        EXPECT_EQ(log.find("locked"), std::string::npos) << log;
    });
}

TEST(Priority, NothingIsSaidWhereItIsGranted) {
    const sched_param wanted{.sched_priority = 50};
    auto refused = 0;
    std::thread{[&] { refused = ::pthread_setschedparam(::pthread_self(), SCHED_FIFO, &wanted); }}.join();
    if (refused != 0) GTEST_SKIP() << "this machine refuses real-time priority";
    EXPECT_EQ(log_of_a_start(true, false).find("refused"), std::string::npos);
}

}  // namespace priority_test
}  // namespace bowball::capture
