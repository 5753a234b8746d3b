// How many files and sockets this process may open. Systems give 1024 unless they are asked.
#pragma once
#include <sys/resource.h>

#include <algorithm>
#include <cstddef>

namespace bowball::net {

/// Of the house itself, beside the connections: journal, recordings, devices, pages.
inline constexpr std::size_t own_files = 200;

struct FilePlaces {
    std::size_t connections = 0;
    std::size_t kept = 0;   ///< beyond them, for officials
};

/// As many of the wanted places as there are files for when the house has its own. Where even those are few, it has half of them.
[[nodiscard]] constexpr FilePlaces places_within(std::size_t files, FilePlaces wanted) {
    if (files >= wanted.connections + wanted.kept + own_files) return wanted;
    const auto places = files > 2 * own_files ? files - own_files : files / 2;
    const auto kept = std::min(wanted.kept, places / 2);
    return {std::min(wanted.connections, places - kept), kept};
}

/// Raises the soft limit to the hard one. Returns how many may be open now.
inline std::size_t raise_file_limit() {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return 0;
    const rlimit raised{limit.rlim_max, limit.rlim_max};
    if (limit.rlim_cur < limit.rlim_max && ::setrlimit(RLIMIT_NOFILE, &raised) == 0) return raised.rlim_cur;
    return limit.rlim_cur;
}

}  // namespace bowball::net
