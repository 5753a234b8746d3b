// Threads that nobody joins, where the system has no memory at the moment: what was asked is done in the end, and who asks next is served.
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdlib>

#include "io/hand.hpp"
#include "io/loose_worker.hpp"

namespace {

/// Of this thread: how many more Asio gets before one is refused; below zero: as many as it wants.
thread_local int allocations_left = -1;
/// Of all threads: how many of the next sends the kernel has no room for.
std::atomic<int> sends_refused{0};

}  // namespace

extern "C" void* aligned_alloc(std::size_t alignment, std::size_t size) noexcept {
    if (allocations_left == 0) {
        allocations_left = -1;   // one alone
        return nullptr;
    }
    if (allocations_left > 0) --allocations_left;
    void* got = nullptr;
    return ::posix_memalign(&got, alignment, size) == 0 ? got : nullptr;
}

extern "C" ssize_t send(int socket, const void* bytes, std::size_t count, int flags) {
    if (sends_refused > 0 && sends_refused-- > 0) {
        errno = ENOBUFS;
        return -1;
    }
    return ::syscall(SYS_sendto, socket, bytes, count, flags, nullptr, 0);
}

namespace bowball::io {
namespace {

// The journal's append was "under way" until the next start of the server.
TEST(Hand, WhatIsDoneIsSaidAlsoWhereTheKernelHasNoRoomAtTheMoment) {
    Hand hand;
    sends_refused = 3;
    EXPECT_TRUE(hand.is_done(hand.give([] {}), std::chrono::seconds{20}));
    EXPECT_EQ(sends_refused, 0);
    EXPECT_TRUE(hand.is_done(hand.give([] {}), std::chrono::seconds{20}));
}

// An official who had been removed stayed signed in: nobody heard any more what the look at the accounts had found.
TEST(LooseWorker, WhicheverAllocationFailsWhoAsksNextIsServed) {
    auto is_done = false;
    auto failed = 0;
    for (int nth = 0; !is_done && nth < 20; ++nth) {
        boost::asio::io_context loop;
        LooseWorker worker{loop};
        auto followed = 0;
        allocations_left = nth;
        try {
            worker.ask([] {}, [] {});
            is_done = allocations_left >= 0;
        } catch (const std::bad_alloc&) {
            ++failed;
        }
        allocations_left = -1;
        for (int i = 0; i < 3; ++i) worker.ask([] {}, [&] { ++followed; });
        loop.run_for(std::chrono::seconds{20});
        EXPECT_EQ(followed, 3) << "allocation " << nth;
    }
    EXPECT_TRUE(is_done);
    EXPECT_GE(failed, 2) << "one for the thread, one for the ear";
}

}  // namespace
}  // namespace bowball::io
