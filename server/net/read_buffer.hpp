// Where bytes of clients are read into: one buffer for each thread, for who is idle needs none. A room of 4 KB: whoever says more than that goes on
// when it is his turn again.
#pragma once
#include <array>
#include <span>

namespace bowball::net {

/// Of this thread. What is in it is gone at the next read of any client.
[[nodiscard]] inline std::span<char> read_buffer() {
    thread_local std::array<char, 4096> buffer;
    return buffer;
}

}  // namespace bowball::net
