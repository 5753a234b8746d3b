// Memory that is kept back for the races. Where the system gives no more, it is let go: what is under way goes on with it, and whoever comes
// anew is refused until there is enough again. It takes address space and nothing else while nobody touches it.
//
// What it cannot help against is a kernel that promises what it has not got and ends a process then: the service unit asks it to end others.
#pragma once
#include <cstddef>

namespace bowball::io {

/// What a server keeps back: address space, not memory.
inline constexpr std::size_t memory_kept_back = 16 * 1024 * 1024;

/// From the first call on: `operator new` lets go of so many bytes before it fails. Later calls change nothing. Any thread.
void keep_memory_back(std::size_t bytes);
/// Whether what was kept back has been let go, and not been kept back again. Any thread; false where nothing was ever kept back.
[[nodiscard]] bool is_memory_short();
/// Keeps it back again, if the system has that much and as much beside it. Returns whether it is kept back now.
bool keep_memory_back_again();

}  // namespace bowball::io
