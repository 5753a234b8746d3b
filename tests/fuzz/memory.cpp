#include "fuzz/memory.hpp"

#include <malloc.h>

#include <cstdlib>
#include <new>

#ifdef __has_feature
#if __has_feature(address_sanitizer)
#define COUNTED_BY_SANITIZER
#endif
#endif
#ifdef __SANITIZE_ADDRESS__
#define COUNTED_BY_SANITIZER
#endif

#ifdef COUNTED_BY_SANITIZER

// The address sanitizer has its own operator new, and counts.
#include <sanitizer/allocator_interface.h>

std::size_t bowball::fuzz::bytes_in_use() { return __sanitizer_get_current_allocated_bytes(); }
void bowball::fuzz::begin_peak() {}
std::size_t bowball::fuzz::peak() { return bytes_in_use(); }

#else

namespace {
std::size_t in_use = 0;
std::size_t most_in_use = 0;
}

std::size_t bowball::fuzz::bytes_in_use() { return in_use; }
void bowball::fuzz::begin_peak() { most_in_use = in_use; }
std::size_t bowball::fuzz::peak() { return most_in_use; }

void* operator new(std::size_t size) {
    auto* memory = std::malloc(size == 0 ? 1 : size);
    if (memory == nullptr) throw std::bad_alloc{};
    in_use += ::malloc_usable_size(memory);
    if (in_use > most_in_use) most_in_use = in_use;
    return memory;
}

void operator delete(void* memory) noexcept {
    if (memory == nullptr) return;
    in_use -= ::malloc_usable_size(memory);
    std::free(memory);
}

void operator delete(void* memory, std::size_t) noexcept { operator delete(memory); }

#endif
