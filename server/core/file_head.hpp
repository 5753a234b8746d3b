// A file that is too large to be handed around: its beginning, and which one it is.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>

#include "core/digest.hpp"

namespace bowball {

struct FileHead {
    std::span<const std::byte> head;   ///< its first bytes, at most limits::device_head_bytes
    std::uint64_t size = 0;            ///< bytes of the whole
    Digest digest;                     ///< SHA-256 of the whole
};

}  // namespace bowball
