// Signed notes on a disk that may be full, or lose its power: what is there ends with a whole note, and what was written stays.
#pragma once
#include <cstddef>
#include <string>

#include "core/result.hpp"

namespace bowball::io {

/// Cuts off what stands behind the last whole checkpoint of a file, and says how many bytes that were; 0 also where there is no file. Waits for the
/// disk. Fails with errc::io_failed.
[[nodiscard]] Result<std::size_t> mend_notes(const std::string& file);

/// Writes a note and the empty line behind it at the end of the file, or makes the file. On the disk when it returns. Where it fails, with
/// errc::io_failed, the file is cut back to what it was; if that fails too, mend_notes() does it later.
[[nodiscard]] Result<void> append_note(const std::string& file, const std::string& note);

}  // namespace bowball::io
