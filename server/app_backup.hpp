// Copies of the data folder elsewhere, made while races are on.
#pragma once
#include <string>

#include "core/time.hpp"
#include "journal/journal.hpp"

namespace bowball {

/// One backup: a data folder with all but recordings and sheets.
struct Backup {
    std::string folder;
    journal::Head head;
};

/// Of the form bowball-20260724T081500Z.
[[nodiscard]] std::string backup_name(WallTime at);

/// Copies journal, checkpoints, keys, accounts and tokens into a new folder below `place`, named by `now` (UTC). It has its name only once it is
/// whole and on that disk. Fails with errc::io_failed, errc::already_exists or errc::corrupt.
[[nodiscard]] Result<Backup> make_backup(const std::string& data_dir, const std::string& place, WallTime now);

}  // namespace bowball
