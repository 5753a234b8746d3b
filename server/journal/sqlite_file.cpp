#include "journal/sqlite_file.hpp"

#include <cstdint>

#include "core/text.hpp"

namespace bowball::journal {
namespace {

constexpr std::int64_t schema = 1;
constexpr const char* tables =
    "CREATE TABLE IF NOT EXISTS meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE IF NOT EXISTS entries(seq INTEGER PRIMARY KEY, wall_us INTEGER NOT NULL, kind TEXT NOT NULL, race INTEGER,"
    " entry TEXT NOT NULL, hash BLOB NOT NULL);";

Result<std::string> read_meta(sqlite3* database, const std::string& file, std::string_view key) {
    auto query = prepare(database, file, "SELECT value FROM meta WHERE key=?");
    if (!query) return query.error();
    bind_text(query->get(), 1, key);
    const auto step = sqlite3_step(query->get());
    if (step == SQLITE_ROW) return std::string{column_text(query->get(), 0)};
    if (step == SQLITE_DONE) return std::string{};
    return sqlite_error(database, file, "read");
}

}  // namespace

Result<Database> open_database(const std::string& file, int flags) {
    sqlite3* opened = nullptr;
    const auto status = sqlite3_open_v2(file.c_str(), &opened, flags | SQLITE_OPEN_NOMUTEX, nullptr);
    Database database{opened};
    if (status != SQLITE_OK) return sqlite_error(database.get(), file, "open");
    sqlite3_extended_result_codes(database.get(), 1);
    return database;
}

Result<std::string> make_tables(sqlite3* database, const std::string& file, const std::string& epoch) {
    if (const auto made = execute(database, file, tables); !made) return made.error();
    const auto first = "INSERT OR IGNORE INTO meta VALUES('schema','" + std::to_string(schema) + "'),('epoch','" + epoch + "')";
    if (const auto named = execute(database, file, first.c_str()); !named) return named.error();
    return check_schema(database, file);
}

Result<std::string> check_schema(sqlite3* database, const std::string& file) {
    const auto version = read_meta(database, file, "schema");
    if (!version) return version.error();
    if (*version != std::to_string(schema))
        return Error{errc::corrupt, file + " was written by another version of Bowball (journal schema " + printable(*version, 40) + "). Use that version, or a new data folder."};
    return read_meta(database, file, "epoch");
}

Result<void> mark_as_backup(sqlite3* database, const std::string& file) { return execute(database, file, "INSERT OR REPLACE INTO meta VALUES('backup','yes')"); }

Result<bool> is_backup(sqlite3* database, const std::string& file) {
    const auto mark = read_meta(database, file, "backup");
    if (!mark) return mark.error();
    return !mark->empty();
}

Result<void> mark_as_public_copy(sqlite3* database, const std::string& file) { return execute(database, file, "INSERT OR REPLACE INTO meta VALUES('public_copy','yes')"); }

Result<bool> is_public_copy(sqlite3* database, const std::string& file) {
    const auto mark = read_meta(database, file, "public_copy");
    if (!mark) return mark.error();
    return *mark == "yes";
}

Result<void> rename_epoch(sqlite3* database, const std::string& file, const std::string& epoch) {
    return execute(database, file, ("BEGIN; UPDATE meta SET value='" + epoch + "' WHERE key='epoch'; DELETE FROM meta WHERE key='backup'; COMMIT;").c_str());
}

}  // namespace bowball::journal
