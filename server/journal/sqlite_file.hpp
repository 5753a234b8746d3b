// The file that a journal is: its tables, how it is opened, its name. Inside the journal only.
#pragma once
#include <string>

#include "journal/sqlite.hpp"

namespace bowball::journal {

/// `flags` as of sqlite3_open_v2.
[[nodiscard]] Result<Database> open_database(const std::string& file, int flags);
/// Makes the tables that are absent; a file without a name is named `epoch`. Returns the name that it has. Fails as check_schema().
[[nodiscard]] Result<std::string> make_tables(sqlite3* database, const std::string& file, const std::string& epoch);
/// Fails with errc::corrupt where another version of Bowball wrote the file, else returns its epoch.
[[nodiscard]] Result<std::string> check_schema(sqlite3* database, const std::string& file);

/// Says in the file that it is a backup: who opens it to write gives numbers that have been given before.
[[nodiscard]] Result<void> mark_as_backup(sqlite3* database, const std::string& file);
[[nodiscard]] Result<bool> is_backup(sqlite3* database, const std::string& file);
/// Says in the file that it is a copy of what the public may see: rows of it are blank, for the stream had them so.
[[nodiscard]] Result<void> mark_as_public_copy(sqlite3* database, const std::string& file);
[[nodiscard]] Result<bool> is_public_copy(sqlite3* database, const std::string& file);
/// Names it anew; it is no backup any more.
[[nodiscard]] Result<void> rename_epoch(sqlite3* database, const std::string& file, const std::string& epoch);

/// The kind of a row whose entry is known by its hash alone.
inline constexpr std::string_view redacted_kind = "redacted";

}  // namespace bowball::journal
