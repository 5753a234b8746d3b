#include "io/memory_reserve.hpp"

#include <sys/mman.h>

#include <atomic>
#include <new>
#include <utility>

namespace bowball::io {
namespace {

std::atomic<std::size_t> size{0};
std::atomic<void*> reserve{nullptr};
std::atomic<unsigned> times_let_go{0};

void* map(std::size_t bytes) {
    auto* got = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return got == MAP_FAILED ? nullptr : got;
}

/// Called by operator new, which tries again when it returns ([new.handler]). Who failed just before another thread let go tries once more.
void let_go() {
    thread_local unsigned tried = 0;
    if (auto* kept = reserve.exchange(nullptr)) {
        ::munmap(kept, size);
        ++times_let_go;
    }
    if (std::exchange(tried, times_let_go) == times_let_go) throw std::bad_alloc{};
}

}  // namespace

void keep_memory_back(std::size_t bytes) {
    std::size_t none = 0;
    if (!size.compare_exchange_strong(none, bytes)) return;
    reserve = map(bytes);
    std::set_new_handler(let_go);
}

bool is_memory_short() { return size != 0 && reserve == nullptr; }

bool keep_memory_back_again() {
    if (!is_memory_short()) return true;
    auto* twice = map(2 * size);
    if (twice == nullptr) return false;
    ::munmap(static_cast<std::byte*>(twice) + size, size);
    void* none = nullptr;
    if (!reserve.compare_exchange_strong(none, twice)) ::munmap(twice, size);
    return true;
}

}  // namespace bowball::io
