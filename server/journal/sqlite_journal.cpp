// The journal as an SQLite file: a person can read a protest with stock tools.
//
//   entries(seq, wall_us, kind, race, entry, hash)    entry: the canonical line; hash: SHA-256(hash of the row before, entry)
//   meta(key, value)                                  epoch, schema
//
// WAL, synchronous EXTRA: append() returns when the rows are on the disk. Debian's SQLite 3.40.1 can lose a WAL reset when
// several connections checkpoint, so this one connection does every write and every checkpoint, and readers open read-only.
#include "formats/entry.hpp"
#include "journal/chain.hpp"
#include "journal/file_lock.hpp"
#include "journal/journal.hpp"
#include "journal/row_check.hpp"
#include "journal/settle_wal.hpp"
#include "journal/sqlite.hpp"
#include "journal/sqlite_file.hpp"
#include "journal/unrecorded.hpp"

namespace bowball::journal {
namespace {

/// Pages in the WAL before a checkpoint: 4 MiB, a few thousand entries.
constexpr const char* settings =
    "PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=1000; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=2000;";

class SqliteJournal final : public Journal {
public:
    SqliteJournal(std::string file, std::optional<FileLock> lock, Database database, std::string epoch)
        : file_(std::move(file)), lock_(std::move(lock)), database_(std::move(database)), epoch_(std::move(epoch)), unrecorded_(file_, epoch_) {}

    Result<void> find_head() {
        auto query = prepare(database_.get(), file_, "SELECT seq, hash FROM entries ORDER BY seq DESC LIMIT 1");
        if (!query) return query.error();
        const auto step = sqlite3_step(query->get());
        if (step == SQLITE_DONE) return {};
        if (step != SQLITE_ROW) return sqlite_error(database_.get(), file_, "read");
        const auto hash = digest_at(query->get(), 1);
        // A row without a good hash is a flaw that the walk says, as anywhere else, and no reason not to start: the chain goes on as RowCheck reads it.
        head_ = {Seq{static_cast<std::uint64_t>(sqlite3_column_int64(query->get(), 0))}, hash ? *hash : Digest{}};
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
        // An append that threw, for want of memory, left its transaction open.
        if (sqlite3_get_autocommit(database_.get()) == 0) std::ignore = roll_back({});
        if (const auto settled = settle(); !settled) return settled;
        // As long as the file bears the name from before, nothing of this life is recorded: the next one would give its numbers again under the old name.
        if (const auto named = take_name(); !named) return named;
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

    Result<void> walk(const std::function<void(engine::Entry&&)>& visit, const std::function<void(Flaw&&)>& flaw) const override {
        auto query = prepare(database_.get(), file_, RowCheck::query);
        if (!query) return query.error();
        RowCheck check;
        for (;;) {
            const auto step = sqlite3_step(query->get());
            if (step == SQLITE_DONE) return {};
            if (step != SQLITE_ROW) return sqlite_error(database_.get(), file_, "read");
            if (auto entry = check.take(query->get(), flaw)) visit(std::move(*entry));
        }
    }

    void note_unrecorded(bool waiting) override {
        if (waiting) unrecorded_.mark();
        else unrecorded_.unmark();
    }
    Result<std::string> spill(std::span<const engine::Entry> entries) const override { return unrecorded_.spill(entries); }
    Result<std::string> spill_elsewhere(std::span<const engine::Entry> entries) const override { return unrecorded_.spill_elsewhere(entries); }
    std::string trouble_at_opening() const override { return trouble_at_opening_; }

    /// The server before this one showed entries that are not here: their numbers will be given again, so everything gets a new name.
    Result<void> begin_new_epoch_if_entries_were_lost() {
        const auto is_old = is_backup(database_.get(), file_);
        if (!is_old) return is_old.error();
        unrecorded_.take_over_older_mark();
        const auto was_unrecorded = unrecorded_.is_marked();
        if (!*is_old && !was_unrecorded) return {};
        auto fresh = make_epoch();
        nameless_ = std::exchange(unrecorded_, Unrecorded{file_, fresh});
        epoch_ = std::move(fresh);
        // Where the disk is still full this life has its own epoch, and so will the next, unless there is room before it ends.
        if (is_settled_) std::ignore = take_name();
        const auto newest = std::to_string(head_.seq.value());
        trouble_at_opening_ = was_unrecorded ? "The last server stopped while NOT RECORDED: what it showed after entry " + newest +
                                                   " is not in the journal. Look for a file *not-recorded-from-* beside it or in the folder for temporary files."
                                             : "This journal is a backup: what was recorded after entry " + newest + " is not in it. A new epoch begins.";
        return {};
    }

    /// What the life before left is on the disk for certain, before anything is written behind it. Tried again at each append until it is.
    Result<void> settle() {
        if (is_settled_) return {};
        if (const auto done = settle_wal(file_); !done) return done;
        sqlite3_db_config(database_.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, nullptr);
        is_settled_ = true;
        return {};
    }

private:
    /// Writes this life's epoch into the file, if that is still to be done. The marks of the life before stay until then.
    Result<void> take_name() {
        if (!nameless_) return {};
        if (const auto named = rename_epoch(database_.get(), file_, epoch_); !named) {
            std::ignore = execute(database_.get(), file_, "ROLLBACK");
            return named;
        }
        nameless_->unmark();
        nameless_.reset();
        return {};
    }

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
    Unrecorded unrecorded_;
    std::optional<Unrecorded> nameless_;   ///< the marks of the epoch that the file still bears, though this life has another one
    std::string trouble_at_opening_;
    bool is_settled_ = false;
    Head head_{};
};

}  // namespace

Result<std::unique_ptr<Journal>> open_sqlite_journal(const std::string& path, SqliteOptions options) {
    auto lock = FileLock::take(path);
    if (!lock) return lock.error();
    auto database = open_database(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    if (!database) return database.error();
    auto* raw = database->get();
    // What may lie in memory alone must not go into the file either, not even where opening fails: a WAL with a gap would be laid over it after a power cut.
    sqlite3_db_config(raw, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    // EXTRA is FULL once there is a WAL. The rollback journal of the first transaction is removed for good with it: one that came back after a
    // power cut would take back the making of the file, with all that its WAL had by then.
    if (const auto set = execute(raw, path, options.synchronous_off ? "PRAGMA synchronous=OFF" : "PRAGMA synchronous=EXTRA"); !set) return set.error();
    if (const auto set = execute(raw, path, settings); !set) return set.error();
    const auto epoch = make_tables(raw, path, make_epoch());
    if (!epoch) return epoch.error();
    auto journal = std::make_unique<SqliteJournal>(path, std::move(*lock), std::move(*database), *epoch);
    if (const auto found = journal->find_head(); !found) return found.error();
    std::ignore = journal->settle();   // a full or failing disk keeps nobody from opening: append() says it
    if (const auto begun = journal->begin_new_epoch_if_entries_were_lost(); !begun) return begun.error();
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

}  // namespace bowball::journal
