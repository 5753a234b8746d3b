// Rows of a journal file as they stand there, over a connection of its own.
#include <sqlite3.h>

#include "journal/row_check.hpp"
#include "journal/rows.hpp"
#include "journal/sqlite.hpp"
#include "journal/sqlite_file.hpp"

namespace bowball::journal {
namespace {

class SqliteRowReader final : public RowReader {
public:
    SqliteRowReader(std::string file, Database database, std::string epoch) : file_(std::move(file)), database_(std::move(database)), epoch_(std::move(epoch)) {}

    Result<std::vector<Row>> after(Seq seq, std::size_t most, std::size_t bytes) override {
        auto query = prepare(database_.get(), file_, "SELECT seq, entry, hash FROM entries WHERE seq>? ORDER BY seq LIMIT ?");
        if (!query) return query.error();
        sqlite3_bind_int64(query->get(), 1, static_cast<std::int64_t>(seq.value()));
        sqlite3_bind_int64(query->get(), 2, static_cast<std::int64_t>(most));
        std::vector<Row> rows;
        auto held = std::size_t{0};
        while (held < bytes) {
            const auto step = sqlite3_step(query->get());
            if (step == SQLITE_DONE) break;
            if (step != SQLITE_ROW) return sqlite_error(database_.get(), file_, "read");
            const Seq found{static_cast<std::uint64_t>(sqlite3_column_int64(query->get(), 0))};
            const auto expected = seq.value() + rows.size() + 1;
            if (found.value() != expected) return Error{errc::corrupt, file_ + ": entry " + std::to_string(expected) + " is missing."};
            const auto hash = digest_at(query->get(), 2);
            if (!hash) return Error{errc::corrupt, file_ + ": entry " + std::to_string(expected) + ": " + hash.error().text + "."};
            rows.push_back({found, std::string{column_text(query->get(), 1)}, *hash});
            held += rows.back().text.size();
        }
        return rows;
    }

    Result<Head> head() override {
        auto query = prepare(database_.get(), file_, "SELECT seq, hash FROM entries ORDER BY seq DESC LIMIT 1");
        if (!query) return query.error();
        const auto step = sqlite3_step(query->get());
        if (step == SQLITE_DONE) return Head{};
        if (step != SQLITE_ROW) return sqlite_error(database_.get(), file_, "read");
        const auto hash = digest_at(query->get(), 1);
        if (!hash) return Error{errc::corrupt, file_ + ": " + hash.error().text + "."};
        return Head{Seq{static_cast<std::uint64_t>(sqlite3_column_int64(query->get(), 0))}, *hash};
    }

    Result<Digest> hash_of(Seq seq) override {
        auto query = prepare(database_.get(), file_, "SELECT hash FROM entries WHERE seq=?");
        if (!query) return query.error();
        sqlite3_bind_int64(query->get(), 1, static_cast<std::int64_t>(seq.value()));
        const auto step = sqlite3_step(query->get());
        if (step == SQLITE_DONE) return Error{errc::not_found, file_ + " has no entry " + std::to_string(seq.value()) + "."};
        if (step != SQLITE_ROW) return sqlite_error(database_.get(), file_, "read");
        return digest_at(query->get(), 0);
    }

    const std::string& epoch() const override { return epoch_; }

private:
    std::string file_;
    Database database_;
    std::string epoch_;
};

}  // namespace

Result<std::unique_ptr<RowReader>> RowReader::open(const std::string& file) {
    auto database = open_database(file, SQLITE_OPEN_READONLY);
    if (!database) return database.error();
    if (const auto set = execute(database->get(), file, "PRAGMA busy_timeout=2000; PRAGMA wal_autocheckpoint=0;"); !set) return set.error();
    const auto epoch = check_schema(database->get(), file);
    if (!epoch) return epoch.error();
    return std::unique_ptr<RowReader>{std::make_unique<SqliteRowReader>(file, std::move(*database), *epoch)};
}

}  // namespace bowball::journal
