// What is written is on the disk, and not in the system's memory alone.
#pragma once
#include <string>
#include <string_view>

#include "core/result.hpp"

namespace bowball::io {

/// All of it, in as many pieces as the system takes. False: it took no more, and some of it may be written.
[[nodiscard]] bool write_all(int descriptor, std::string_view bytes);
/// Of a file its bytes, of a folder which names stand in it. Waits for the disk. A file system that does not know this of folders, a share's, is
/// taken at its word. Fails with errc::io_failed.
[[nodiscard]] Result<void> make_durable(const std::string& path);
/// That a file of this name stands in its folder, after it was made or renamed: without it a power cut may bring back the one before, or none.
/// Fails with errc::io_failed.
[[nodiscard]] Result<void> make_name_durable(const std::string& path);

}  // namespace bowball::io
