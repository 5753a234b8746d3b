// A copy of a journal while it is being written.
#pragma once
#include <string>

#include "journal/journal.hpp"

namespace bowball::journal {

/// Writes the journal as it stands now into `target`, a new file of its own without WAL, durable when it returns, and reads it back: its
/// chain holds. It is marked as a backup, so that a server that goes on from it begins a new epoch. Reads over a connection of its
/// own and keeps nobody from writing. Returns its end. Fails with errc::io_failed, errc::already_exists or errc::corrupt.
[[nodiscard]] Result<Head> back_up(const std::string& journal_file, const std::string& target);

}  // namespace bowball::journal
