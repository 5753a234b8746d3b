// Small files that only their owner may read: accounts, tokens, keys.
#pragma once
#include <string>

#include "core/result.hpp"

namespace bowball::io {

/// Mode 0600. Written beside and renamed: the file is always whole, and on the disk when this returns. Fails with errc::io_failed.
[[nodiscard]] Result<void> write_private_file(const std::string& path, const std::string& text);
/// Differs whenever the file does; empty without one.
[[nodiscard]] std::string file_stamp(const std::string& path);

}  // namespace bowball::io
