#include "journal/backup.hpp"

#include <filesystem>

#include "io/durable.hpp"
#include "journal/sqlite.hpp"
#include "journal/sqlite_file.hpp"

namespace bowball::journal {
namespace {

namespace fs = std::filesystem;

Result<void> write_copy(const std::string& from, const std::string& to) {
    auto database = open_database(from, SQLITE_OPEN_READONLY);
    if (!database) return database.error();
    if (const auto set = execute(database->get(), from, "PRAGMA busy_timeout=2000; PRAGMA wal_autocheckpoint=0;"); !set) return set;
    if (const auto version = check_schema(database->get(), from); !version) return version.error();
    auto copy = prepare(database->get(), from, "VACUUM INTO ?");
    if (!copy) return copy.error();
    bind_text(copy->get(), 1, to);
    if (sqlite3_step(copy->get()) != SQLITE_DONE) return sqlite_error(database->get(), from, "copy");
    return {};
}

Result<void> mark(const std::string& file) {
    auto database = open_database(file, SQLITE_OPEN_READWRITE);
    if (!database) return database.error();
    return mark_as_backup(database->get(), file);
}

}  // namespace

Result<Head> back_up(const std::string& journal_file, const std::string& target) {
    std::error_code unknown;
    const auto is_there = fs::exists(target, unknown);
    if (unknown) return Error{errc::io_failed, target + " cannot be looked at: " + unknown.message() + ". Check that disk."};
    if (is_there) return Error{errc::already_exists, target + " is there already. A backup writes over nothing."};
    if (const auto copied = write_copy(journal_file, target); !copied) return copied.error();
    if (const auto marked = mark(target); !marked) return marked.error();
    // VACUUM INTO leaves to the system when it writes.
    if (const auto synced = io::make_durable(target); !synced) return synced.error();
    const auto verified = verify_sqlite_journal(target);
    if (!verified) return verified.error();
    if (verified->first_bad) return Error{errc::corrupt, "entry " + std::to_string(verified->first_bad->value()) + " of " + target + ": " + verified->why + ". The copy is kept; look at the journal itself with bowball verify."};
    return verified->head;
}

}  // namespace bowball::journal
