// The journal as an SQLite file: a person can read a protest with stock tools.
//
//   entries(seq, wall_us, kind, race, entry, hash)    entry: the canonical line; hash: SHA-256(hash of the row before, entry)
//   meta(key, value)                                  epoch, schema
//
// WAL, synchronous FULL: append() returns when the rows are on the disk. Debian's SQLite 3.40.1 can lose a WAL reset when
// several connections checkpoint, so this one connection does every write and every checkpoint, and readers open read-only.
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "formats/entry.hpp"
#include "journal/chain.hpp"
#include "journal/journal.hpp"
#include "journal/sqlite.hpp"

namespace bowball::journal {
namespace {

constexpr std::int64_t schema = 1;
/// Pages in the WAL before a checkpoint: 4 MiB, a few thousand entries.
constexpr const char* settings =
    "PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=1000; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=2000;";
constexpr const char* tables =
    "CREATE TABLE IF NOT EXISTS meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE IF NOT EXISTS entries(seq INTEGER PRIMARY KEY, wall_us INTEGER NOT NULL, kind TEXT NOT NULL, race INTEGER,"
    " entry TEXT NOT NULL, hash BLOB NOT NULL);";

/// A lock that dies with the process: two servers can never write one journal.
class FileLock {
public:
    static Result<FileLock> take(const std::string& file) {
        const auto path = file + ".lock";
        FileLock lock{::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)};
        if (lock.descriptor_ < 0) return Error{errc::io_failed, "Cannot make " + path + ". Check that the data folder exists and may be written."};
        if (::flock(lock.descriptor_, LOCK_EX | LOCK_NB) != 0)
            return Error{errc::io_failed, file + " is in use by another Bowball server. Stop it, or choose another data folder."};
        return lock;
    }
    FileLock(FileLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
    FileLock& operator=(FileLock&&) = delete;
    ~FileLock() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }

private:
    explicit FileLock(int descriptor) : descriptor_(descriptor) {}
    int descriptor_;
};

Result<std::string> read_meta(sqlite3* database, const std::string& file, std::string_view key) {
    auto query = prepare(database, file, "SELECT value FROM meta WHERE key=?");
    if (!query) return query.error();
    bind_text(query->get(), 1, key);
    const auto step = sqlite3_step(query->get());
    if (step == SQLITE_ROW) return std::string{column_text(query->get(), 0)};
    if (step == SQLITE_DONE) return std::string{};
    return sqlite_error(database, file, "read");
}

Result<Digest> digest_at(sqlite3_stmt* row, int column) {
    Digest digest;
    if (sqlite3_column_bytes(row, column) != static_cast<int>(digest.bytes.size())) return Error{errc::corrupt, "a hash has the wrong length"};
    const auto* bytes = static_cast<const std::uint8_t*>(sqlite3_column_blob(row, column));
    std::copy(bytes, bytes + digest.bytes.size(), digest.bytes.begin());
    return digest;
}

class SqliteJournal final : public Journal {
public:
    SqliteJournal(std::string file, std::optional<FileLock> lock, Database database, std::string epoch)
        : file_(std::move(file)), lock_(std::move(lock)), database_(std::move(database)), epoch_(std::move(epoch)) {}

    Result<void> find_head() {
        auto query = prepare(database_.get(), file_, "SELECT seq, hash FROM entries ORDER BY seq DESC LIMIT 1");
        if (!query) return query.error();
        const auto step = sqlite3_step(query->get());
        if (step == SQLITE_DONE) return {};
        if (step != SQLITE_ROW) return sqlite_error(database_.get(), file_, "read");
        const auto hash = digest_at(query->get(), 1);
        if (!hash) return Error{errc::corrupt, file_ + ": " + hash.error().text + "."};
        head_ = {Seq{static_cast<std::uint64_t>(sqlite3_column_int64(query->get(), 0))}, *hash};
        return {};
    }

    Result<void> prepare_insert() {
        auto insert = prepare(database_.get(), file_, "INSERT INTO entries(seq,wall_us,kind,race,entry,hash) VALUES(?,?,?,?,?,?)");
        if (!insert) return insert.error();
        insert_ = std::move(*insert);
        return {};
    }

    Result<void> append(std::span<const engine::Entry> entries) override {
        if (entries.empty()) return {};
        if (const auto begun = execute(database_.get(), file_, "BEGIN IMMEDIATE"); !begun) return begun;
        auto head = head_;
        for (const auto& entry : entries) {
            if (const auto written = insert(entry, head); !written) return roll_back(written.error());
        }
        // COMMIT syncs the WAL: after it the entries are on the disk.
        if (const auto done = execute(database_.get(), file_, "COMMIT"); !done) return roll_back(done.error());
        head_ = head;
        return {};
    }

    Head head() const override { return head_; }
    const std::string& epoch() const override { return epoch_; }

    Result<void> read(Seq first, const std::function<void(engine::Entry&&)>& visit) const override {
        auto query = prepare(database_.get(), file_, "SELECT seq, entry FROM entries WHERE seq>=? ORDER BY seq");
        if (!query) return query.error();
        sqlite3_bind_int64(query->get(), 1, static_cast<std::int64_t>(first.value()));
        for (;;) {
            const auto step = sqlite3_step(query->get());
            if (step == SQLITE_DONE) return {};
            if (step != SQLITE_ROW) return sqlite_error(database_.get(), file_, "read");
            auto entry = formats::decode_entry(column_text(query->get(), 1));
            if (!entry) return Error{errc::corrupt, file_ + ": entry " + std::to_string(sqlite3_column_int64(query->get(), 0)) + ": " + entry.error().text};
            visit(std::move(*entry));
        }
    }

private:
    Result<void> insert(const engine::Entry& entry, Head& head) {
        if (entry.seq.value() != head.seq.value() + 1)
            return Error{errc::corrupt, "entry " + std::to_string(entry.seq.value()) + " does not follow entry " + std::to_string(head.seq.value())};
        const auto text = formats::encode_entry(entry);
        const auto hash = sha256(head.hash, text);
        auto* row = insert_.get();
        sqlite3_reset(row);
        sqlite3_bind_int64(row, 1, static_cast<std::int64_t>(entry.seq.value()));
        sqlite3_bind_int64(row, 2, to_us(entry.wall));
        bind_text(row, 3, formats::kind_of(entry.event));
        if (const auto race = formats::race_of(entry.event)) sqlite3_bind_int64(row, 4, race->value());
        else sqlite3_bind_null(row, 4);
        bind_text(row, 5, text);
        sqlite3_bind_blob(row, 6, hash.bytes.data(), static_cast<int>(hash.bytes.size()), SQLITE_STATIC);
        if (sqlite3_step(row) != SQLITE_DONE) return sqlite_error(database_.get(), file_, "write to");
        head = {entry.seq, hash};
        return {};
    }

    Result<void> roll_back(const Error& error) {
        sqlite3_reset(insert_.get());
        sqlite3_exec(database_.get(), "ROLLBACK", nullptr, nullptr, nullptr);  // may fail where SQLite has done it already
        return error;
    }

    std::string file_;
    std::optional<FileLock> lock_;
    Database database_;
    Statement insert_;
    std::string epoch_;
    Head head_{};
};

Result<Database> open_database(const std::string& file, int flags) {
    sqlite3* opened = nullptr;
    const auto status = sqlite3_open_v2(file.c_str(), &opened, flags | SQLITE_OPEN_NOMUTEX, nullptr);
    Database database{opened};
    if (status != SQLITE_OK) return sqlite_error(database.get(), file, "open");
    sqlite3_extended_result_codes(database.get(), 1);
    return database;
}

Result<std::string> check_schema(sqlite3* database, const std::string& file) {
    const auto version = read_meta(database, file, "schema");
    if (!version) return version.error();
    if (*version != std::to_string(schema))
        return Error{errc::corrupt, file + " was written by another version of Bowball (journal schema " + *version + "). Use that version, or a new data folder."};
    return read_meta(database, file, "epoch");
}

}  // namespace

Result<std::unique_ptr<Journal>> open_sqlite_journal(const std::string& path, SqliteOptions options) {
    auto lock = FileLock::take(path);
    if (!lock) return lock.error();
    auto database = open_database(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    if (!database) return database.error();
    auto* raw = database->get();
    if (const auto set = execute(raw, path, settings); !set) return set.error();
    if (const auto set = execute(raw, path, options.synchronous_off ? "PRAGMA synchronous=OFF" : "PRAGMA synchronous=FULL"); !set) return set.error();
    if (const auto made = execute(raw, path, tables); !made) return made.error();
    const auto first = "INSERT OR IGNORE INTO meta VALUES('schema','" + std::to_string(schema) + "'),('epoch','" + make_epoch() + "')";
    if (const auto named = execute(raw, path, first.c_str()); !named) return named.error();
    const auto epoch = check_schema(raw, path);
    if (!epoch) return epoch.error();
    auto journal = std::make_unique<SqliteJournal>(path, std::move(*lock), std::move(*database), *epoch);
    if (const auto found = journal->find_head(); !found) return found.error();
    if (const auto prepared = journal->prepare_insert(); !prepared) return prepared.error();
    return std::unique_ptr<Journal>{std::move(journal)};
}

Result<std::unique_ptr<const Journal>> open_sqlite_journal_to_read(const std::string& path) {
    auto database = open_database(path, SQLITE_OPEN_READONLY);
    if (!database) return database.error();
    if (const auto set = execute(database->get(), path, "PRAGMA busy_timeout=2000; PRAGMA wal_autocheckpoint=0;"); !set) return set.error();
    const auto epoch = check_schema(database->get(), path);
    if (!epoch) return epoch.error();
    auto journal = std::make_unique<SqliteJournal>(path, std::nullopt, std::move(*database), *epoch);
    if (const auto found = journal->find_head(); !found) return found.error();
    return std::unique_ptr<const Journal>{std::move(journal)};
}

Result<Verification> verify_sqlite_journal(const std::string& path) {
    auto database = open_database(path, SQLITE_OPEN_READONLY);
    if (!database) return database.error();
    auto query = prepare(database->get(), path, "SELECT seq, entry, hash FROM entries ORDER BY seq");
    if (!query) return query.error();
    Verification found;
    const auto bad = [&](std::uint64_t seq, std::string why) {
        found.first_bad = Seq{seq};
        found.why = std::move(why);
        return found;
    };
    for (;;) {
        const auto step = sqlite3_step(query->get());
        if (step == SQLITE_DONE) return found;
        if (step != SQLITE_ROW) return sqlite_error(database->get(), path, "read");
        const auto seq = static_cast<std::uint64_t>(sqlite3_column_int64(query->get(), 0));
        const auto expected = found.head.seq.value() + 1;
        if (seq != expected) return bad(expected, "entry " + std::to_string(expected) + " is missing: the next one is " + std::to_string(seq));
        const auto text = column_text(query->get(), 1);
        const auto stored = digest_at(query->get(), 2);
        const auto hash = sha256(found.head.hash, text);
        if (!stored || *stored != hash) return bad(seq, "its text or that of an entry before it was changed: the chain of hashes breaks here");
        const auto entry = formats::decode_entry(text);
        if (!entry) return bad(seq, "it cannot be read: " + entry.error().text);
        if (entry->seq.value() != seq) return bad(seq, "it says that it is entry " + std::to_string(entry->seq.value()));
        found.head = {Seq{seq}, hash};
        ++found.entries;
    }
}

}  // namespace bowball::journal
