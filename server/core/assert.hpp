// ASSERT: for what cannot happen. On in release builds too: a wrong result is worse than a restart.
#pragma once
#include <cstdio>
#include <cstdlib>

namespace bowball::detail {
[[noreturn]] inline void assertion_failed(const char* condition, const char* file, int line) {
    std::fprintf(stderr, "bowball: %s:%d: this cannot happen: %s\n", file, line, condition);
    std::abort();
}
}  // namespace bowball::detail

#define ASSERT(condition) \
    ((condition) ? static_cast<void>(0) : ::bowball::detail::assertion_failed(#condition, __FILE__, __LINE__))
