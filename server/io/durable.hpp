// What is written is on the disk, and not in the system's memory alone.
#pragma once
#include <string>

#include "core/result.hpp"

namespace bowball::io {

/// Of a file its bytes, of a folder which names stand in it. Waits for the disk. A file system that does not know this of folders, a share's, is
/// taken at its word. Fails with errc::io_failed.
[[nodiscard]] Result<void> make_durable(const std::string& path);
/// That a file of this name stands in its folder, after it was made or renamed: without it a power cut may bring back the one before, or none.
/// Fails with errc::io_failed.
[[nodiscard]] Result<void> make_name_durable(const std::string& path);

}  // namespace bowball::io
