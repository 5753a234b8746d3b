// The limit that a durable commit is measured against.
#pragma once
#include "figures.hpp"

namespace bowball::bench {

/// Appends 4 KiB and waits for the disk, `count` times.
[[nodiscard]] Samples bare_appends(const std::string& file, std::size_t count);

}  // namespace bowball::bench
