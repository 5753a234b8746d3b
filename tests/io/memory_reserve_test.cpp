#include "io/memory_reserve.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <fstream>
#include <vector>

namespace bowball {
namespace memory_reserve_test {

constexpr std::size_t mebibyte = 1024 * 1024;

/// Of this process: what RLIMIT_AS bounds.
std::size_t address_space() {
    std::ifstream of_pages{"/proc/self/statm"};
    std::size_t pages = 0;
    of_pages >> pages;
    return pages * 4096;
}

void allow(rlim_t bytes) {
    rlimit limit{};
    ::getrlimit(RLIMIT_AS, &limit);
    limit.rlim_cur = bytes;
    ::setrlimit(RLIMIT_AS, &limit);
}

/// In a process of its own: it has a bound that others must not have. Blocks of a megabyte come from the system, each by itself.
void run_short() {
    io::keep_memory_back(16 * mebibyte);
    const auto fail = [](int why) { ::_exit(why); };
    if (io::is_memory_short()) fail(1);
    allow(address_space() + 4 * mebibyte);
    std::vector<std::vector<char>> blocks;
    blocks.reserve(1000);
    try {
        while (!io::is_memory_short() && blocks.size() < 500) blocks.emplace_back(mebibyte);
        if (!io::is_memory_short()) fail(2);
        // What was kept back serves those who are under way ...
        for (int i = 0; i < 8; ++i) blocks.emplace_back(mebibyte);
        if (io::keep_memory_back_again()) fail(3);
    } catch (const std::bad_alloc&) {
        fail(4);
    }
    // ... and where that is used up too, there is nothing.
    try {
        for (int i = 0; i < 100; ++i) blocks.emplace_back(mebibyte);
        fail(5);
    } catch (const std::bad_alloc&) {
    }
    blocks.clear();
    allow(RLIM_INFINITY);
    if (!io::keep_memory_back_again() || io::is_memory_short()) fail(6);
    ::_exit(0);
}

TEST(MemoryReserve, ServesThoseUnderWayWhereTheSystemGivesNoMore) {
#ifdef __SANITIZE_ADDRESS__
    GTEST_SKIP() << "the sanitizer's own shadow has no room under a bound";
#endif
    EXPECT_EXIT(run_short(), testing::ExitedWithCode(0), "");
}

}  // namespace memory_reserve_test
}  // namespace bowball
