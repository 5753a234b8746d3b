// What a life before left in the WAL, brought to the disk once more. Inside the journal only.
#pragma once
#include <string>

#include "core/result.hpp"

namespace bowball::journal {

/// Where a sync failed, the kernel may keep in memory what it threw away for the disk (ext4, XFS), and the next sync says nothing of it. The connection
/// that saw it fail writes those frames anew; a process that begins after it reads them as good, and would write behind a gap: after a power
/// cut everything behind it is gone. So each byte of the WAL is written once more, as it is read, and synced, before anything is appended.
/// Nothing to do where there is no WAL. `file`: the journal's. Fails with errc::io_failed; it may then be called again.
[[nodiscard]] Result<void> settle_wal(const std::string& file);

}  // namespace bowball::journal
