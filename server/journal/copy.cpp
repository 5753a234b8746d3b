// A copy of a journal, from rows. Without WAL: what is copied is one file, to be kept or carried away.
#include <sqlite3.h>

#include <algorithm>

#include "formats/entry_marks.hpp"
#include "formats/parse_json.hpp"
#include "journal/file_lock.hpp"
#include "journal/rows.hpp"
#include "journal/sqlite.hpp"
#include "journal/sqlite_file.hpp"

namespace bowball::journal {
namespace {

class SqliteCopy final : public Copy {
public:
    SqliteCopy(std::string file, FileLock lock, Database database, Statement insert, Head head)
        : file_(std::move(file)), lock_(std::move(lock)), database_(std::move(database)), insert_(std::move(insert)), head_(head) {}

    Head head() const override { return head_; }

    Result<void> append(const std::vector<Row>& rows) override {
        if (const auto begun = execute(database_.get(), file_, "BEGIN IMMEDIATE"); !begun) return begun;
        if (std::ranges::any_of(rows, [](const Row& row) { return row.text.empty(); })) {
            if (const auto marked = mark_as_public_copy(database_.get(), file_); !marked) return roll_back(marked.error());
        }
        auto head = head_;
        for (const auto& row : rows) {
            auto written = check_link(head, row);
            if (written) written = insert(row);
            if (!written) return roll_back(written.error());
            head = {row.seq, row.hash};
        }
        if (const auto done = execute(database_.get(), file_, "COMMIT"); !done) return roll_back(done.error());
        head_ = head;
        return {};
    }

private:
    Result<void> insert(const Row& row) {
        auto* statement = insert_.get();
        sqlite3_reset(statement);
        const auto line = formats::parse_entry(row.text);
        // A line that nobody can read is kept as it is: the chain is over its bytes.
        const auto marks = line ? formats::marks_of(*line) : Result<formats::EntryMarks>{line.error()};
        sqlite3_bind_int64(statement, 1, static_cast<std::int64_t>(row.seq.value()));
        sqlite3_bind_int64(statement, 2, marks ? marks->wall_us : 0);
        bind_text(statement, 3, marks ? std::string_view{marks->kind} : row.text.empty() ? redacted_kind : std::string_view{"unknown"});
        if (marks && marks->race) sqlite3_bind_int64(statement, 4, *marks->race);
        else sqlite3_bind_null(statement, 4);
        bind_text(statement, 5, row.text);
        sqlite3_bind_blob(statement, 6, row.hash.bytes.data(), static_cast<int>(row.hash.bytes.size()), SQLITE_STATIC);
        if (sqlite3_step(statement) != SQLITE_DONE) return sqlite_error(database_.get(), file_, "write to");
        return {};
    }

    Result<void> roll_back(const Error& error) {
        sqlite3_reset(insert_.get());
        sqlite3_exec(database_.get(), "ROLLBACK", nullptr, nullptr, nullptr);  // may fail where SQLite has done it already
        return error;
    }

    std::string file_;
    FileLock lock_;
    Database database_;
    Statement insert_;
    Head head_;
};

}  // namespace

Result<std::unique_ptr<Copy>> Copy::open(const std::string& file, const std::string& epoch) {
    auto lock = FileLock::take(file);
    if (!lock) return lock.error();
    auto database = open_database(file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    if (!database) return database.error();
    auto* raw = database->get();
    if (const auto set = execute(raw, file, "PRAGMA busy_timeout=2000; PRAGMA synchronous=FULL"); !set) return set.error();
    const auto named = make_tables(raw, file, epoch);
    if (!named) return named.error();
    if (*named != epoch) return Error{errc::already_exists, file + " is a copy of another journal (" + *named + "): name a new file."};
    const auto reader = RowReader::open(file);
    if (!reader) return reader.error();
    const auto head = (*reader)->head();
    if (!head) return head.error();
    auto insert = prepare(raw, file, "INSERT INTO entries(seq,wall_us,kind,race,entry,hash) VALUES(?,?,?,?,?,?)");
    if (!insert) return insert.error();
    return std::unique_ptr<Copy>{std::make_unique<SqliteCopy>(file, std::move(*lock), std::move(*database), std::move(*insert), *head)};
}

Result<void> check_link(const Head& head, const Row& row) {
    const auto number = "Entry " + std::to_string(row.seq.value());
    if (row.seq.value() != head.seq.value() + 1) return Error{errc::corrupt, number + " does not follow entry " + std::to_string(head.seq.value()) + "."};
    if (!row.text.empty() && row.hash != sha256(head.hash, row.text)) return Error{errc::corrupt, number + ": the chain of hashes breaks here."};
    return {};
}

}  // namespace bowball::journal
