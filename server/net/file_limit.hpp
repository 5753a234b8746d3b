// How many files and sockets this process may open. Systems give 1024 unless they are asked.
#pragma once
#include <sys/resource.h>

#include <cstddef>

namespace bowball::net {

/// Raises the soft limit to the hard one. Returns how many may be open now.
inline std::size_t raise_file_limit() {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return 0;
    const rlimit raised{limit.rlim_max, limit.rlim_max};
    if (limit.rlim_cur < limit.rlim_max && ::setrlimit(RLIMIT_NOFILE, &raised) == 0) return raised.rlim_cur;
    return limit.rlim_cur;
}

}  // namespace bowball::net
