#include "journal/install.hpp"

#include <filesystem>

#include "io/durable.hpp"
#include "journal/chain.hpp"
#include "journal/checkpoint.hpp"
#include "journal/file_lock.hpp"
#include "journal/sqlite.hpp"
#include "journal/sqlite_file.hpp"

namespace bowball::journal {
namespace {

namespace fs = std::filesystem;

bool is_there(const std::string& file) {
    std::error_code unknown;
    return fs::exists(file, unknown);
}

Result<void> move(const std::string& from, const std::string& to) {
    std::error_code failed;
    if (is_there(to)) return Error{errc::already_exists, to + " is there already: move it away."};
    fs::rename(from, to, failed);
    if (failed) return Error{errc::io_failed, from + " cannot be moved to " + to + ": " + failed.message() + "."};
    return {};
}

/// Its WAL goes into the file first, and is gone then: a WAL that stays behind would be taken for that of the next journal.
Result<void> move_old(const std::string& file) {
    if (!is_there(file)) return {};
    const auto epoch = epoch_of(file);
    if (!epoch) return epoch.error();
    {
        auto database = open_database(file, SQLITE_OPEN_READWRITE);
        if (!database) return database.error();
        if (const auto settled = execute(database->get(), file, "PRAGMA busy_timeout=2000; PRAGMA journal_mode=DELETE"); !settled) return settled;
    }
    if (is_there(file + "-wal")) return Error{errc::io_failed, file + " is being read by somebody, and cannot be moved away. Try again."};
    const auto kept = (fs::path{file}.parent_path() / ("journal-" + *epoch + ".sqlite")).string();
    // First what was signed of it: beside another journal it would say that this one was written anew.
    if (is_there(checkpoints_of(file))) {
        if (const auto moved = move(checkpoints_of(file), checkpoints_of(kept)); !moved) return moved;
    }
    return move(file, kept);
}

Result<void> rename_to(const std::string& file, const std::string& epoch) {
    auto database = open_database(file, SQLITE_OPEN_READWRITE);
    if (!database) return database.error();
    if (const auto set = execute(database->get(), file, "PRAGMA busy_timeout=2000; PRAGMA synchronous=EXTRA"); !set) return set;
    return rename_epoch(database->get(), file, epoch);
}

class LockedPlace final : public Reservation {
public:
    LockedPlace(std::string file, FileLock lock) : file_(std::move(file)), lock_(std::move(lock)) {}

    Result<void> install(const std::string& copy_file, const std::string& epoch) override {
        // Where it was cut off, the last step may have been the last.
        const auto here = epoch_of(file_);
        if (here && *here == epoch && !is_there(copy_file)) return {};
        if (const auto named = rename_to(copy_file, epoch); !named) return named;
        if (const auto moved = move_old(file_); !moved) return moved;
        if (const auto moved = move(copy_file, file_); !moved) return moved;
        return io::make_name_durable(file_);   // the moves are on the disk before anybody relies on them
    }

private:
    std::string file_;
    FileLock lock_;
};

}  // namespace

Result<std::unique_ptr<Reservation>> Reservation::take(const std::string& journal_file) {
    auto lock = FileLock::take(journal_file);
    if (!lock) return lock.error();
    return std::unique_ptr<Reservation>{std::make_unique<LockedPlace>(journal_file, std::move(*lock))};
}

std::string fresh_epoch() { return make_epoch(); }

Result<std::string> epoch_of(const std::string& file) {
    if (!is_there(file)) return std::string{};
    auto database = open_database(file, SQLITE_OPEN_READONLY);
    if (!database) return database.error();
    return check_schema(database->get(), file);
}

}  // namespace bowball::journal
