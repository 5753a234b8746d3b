// A journal file whose rows somebody changed. Each line is a row: a letter that says what was done to it, and its text. What `bowball verify` says of it is compared
// with a reckoning of its own.
#include <filesystem>
#include <fstream>

#include "core/text.hpp"
#include "folders.hpp"
#include "formats/entry.hpp"
#include "formats/entry_marks.hpp"
#include "formats/parse_json.hpp"
#include "fuzz/decoder.hpp"
#include "fuzz/scratch.hpp"
#include "journal/journal.hpp"
#include "journal/rows.hpp"
#include "journal/sqlite.hpp"
#include "journal/sqlite_file.hpp"

namespace bowball::fuzz {
namespace {

constexpr std::size_t most_rows = 12;

class File {
public:
    File() : path_(scratch_path("rows.db")) {
        remove();
        database_ = journal::open_database(path_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE).value();
        run("PRAGMA synchronous=OFF");
        run("PRAGMA journal_mode=MEMORY");
        std::ignore = journal::make_tables(database_.get(), path_, "AB12CD34EF56").value();
    }
    ~File() {
        database_.reset();
        remove();
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;

    void begin() { run("BEGIN; DELETE FROM entries"); }
    void add(std::int64_t seq, std::string_view text, std::string_view hash, std::string_view kind, std::optional<std::int64_t> race, std::int64_t wall_us) {
        auto insert = journal::prepare(database_.get(), path_, "INSERT OR REPLACE INTO entries (seq, entry, hash, kind, race, wall_us) VALUES (?, ?, ?, ?, ?, ?)").value();
        auto* row = insert.get();
        sqlite3_bind_int64(row, 1, seq);
        sqlite3_bind_text(row, 2, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
        sqlite3_bind_blob(row, 3, hash.data(), static_cast<int>(hash.size()), SQLITE_TRANSIENT);
        sqlite3_bind_text(row, 4, kind.data(), static_cast<int>(kind.size()), SQLITE_TRANSIENT);
        if (race) sqlite3_bind_int64(row, 5, *race);
        else sqlite3_bind_null(row, 5);
        sqlite3_bind_int64(row, 6, wall_us);
        demand(sqlite3_step(row) == SQLITE_DONE, std::string{"a row cannot be written: "} + sqlite3_errmsg(database_.get()));
    }
    void commit() { run("COMMIT"); }
    [[nodiscard]] const std::string& path() const { return path_; }

private:
    void run(const char* sql) { demand(sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr) == SQLITE_OK, sqlite3_errmsg(database_.get())); }
    void remove() const {
        std::error_code ignored;
        for (const auto* ending : {"", "-wal", "-shm", "-journal"}) std::filesystem::remove(path_ + ending, ignored);
    }
    std::string path_;
    journal::Database database_;
};

std::string_view bytes_of(const Digest& digest) { return {reinterpret_cast<const char*>(digest.bytes.data()), digest.bytes.size()}; }

/// Writes the rows; whether they are a journal that holds.
bool write(File& file, const std::vector<std::string_view>& lines) {
    auto holds = true;
    std::int64_t seq = 0;
    Digest head{};
    for (const auto line : lines) {
        const auto what = line.front();
        const auto text = line.substr(1);
        const auto document = formats::parse_entry(text);
        const auto marks = document ? formats::marks_of(*document) : Result<formats::EntryMarks>{document.error()};
        seq += what == 'g' ? 2 : 1;
        auto hash = sha256(head, text);
        std::string stored{bytes_of(hash)};
        if (what == 'h') stored[0] = static_cast<char>(stored[0] ^ 1);
        if (what == 's') stored.pop_back();
        const auto kind = what == 'k' ? "no_kind" : marks ? marks->kind : "none";
        const auto wall = marks ? marks->wall_us ^ (what == 'w' ? 1 : 0) : 0;
        auto race_column = marks ? marks->race : std::nullopt;
        if (what == 'r') race_column = race_column.value_or(0) ^ 1;
        file.add(seq, text, stored, kind, race_column, wall);
        const auto is_untouched = std::string_view{"ghskwr"}.find(what) == std::string_view::npos;
        holds = holds && is_untouched && marks && marks->seq == static_cast<std::uint64_t>(seq) && is_utf8(text);
        head = hash;
    }
    return holds;
}

bool decode(std::string_view bytes) {
    static File file;
    std::vector<std::string_view> lines;
    for (const auto line : split(bytes, '\n')) {
        // The column is text: SQLite gives it back up to its first zero.
        if (line.size() > 1 && lines.size() < most_rows && line.find('\0') == std::string_view::npos) lines.push_back(line);
    }
    file.begin();
    const auto holds = write(file, lines);
    file.commit();
    const auto said = journal::verify_sqlite_journal(file.path());
    demand(said.has_value(), "it cannot be verified: " + (said ? "" : said.error().text));
    demand(said->first_bad.has_value() == !holds, holds ? "a journal that holds is said not to: " + said->why : "what was changed is not seen");
    demand(!said->first_bad || (!said->why.empty() && is_utf8(said->why)), "no reason is said");
    demand(said->entries <= lines.size(), "more entries than rows");
    const auto read = journal::open_sqlite_journal_to_read(file.path());
    demand(read.has_value(), "it cannot be opened: " + (read ? "" : read.error().text));
    std::size_t told = 0;
    const auto walked = (*read)->walk([&](engine::Entry&&) { ++told; }, [&](journal::Flaw&& flaw) { demand(!flaw.why.empty() && is_utf8(flaw.why), "a flaw without a word"); });
    demand(walked.has_value() && told <= lines.size() && (!holds || told + said->unknown == lines.size()), "a walk over it misses rows that are good");
    const auto reader = journal::RowReader::open(file.path());
    if (reader) std::ignore = (*reader)->after(Seq{0}, 100, most_rows * 16 * 1024);
    return holds && !lines.empty();
}

std::vector<std::string> seeds() {
    std::ifstream in{tests_folder() + "/races/two_readers.jsonl"};
    std::string good;
    std::string touched;
    std::string line;
    constexpr std::string_view letters = "aghskwr";
    for (std::size_t i = 0; i < 20 && std::getline(in, line); ++i) {
        if (line.size() > 1200) continue;
        good += "a" + line + "\n";
        touched += letters[i % letters.size()] + line + "\n";
    }
    // Numbered anew, for the long rule set is left out.
    std::string numbered;
    auto seq = 0;
    for (const auto one : split(good, '\n')) {
        if (one.empty()) continue;
        const auto comma = one.find(',');
        numbered += "a{\"seq\":" + std::to_string(++seq) + std::string{one.substr(comma)} + "\n";
    }
    return {numbered, numbered.substr(0, numbered.find('\n', numbered.find('\n') + 1) + 1)};
}

}  // namespace

extern const Decoder journal_rows_decoder{decode, {}, seeds, 16 * 1024, 1'500};

}  // namespace bowball::fuzz
