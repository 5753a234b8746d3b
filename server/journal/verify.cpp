// The whole chain of a journal file, and the ends that others say it had.
#include <algorithm>

#include "journal/journal.hpp"
#include "journal/row_check.hpp"
#include "journal/sqlite.hpp"
#include "journal/sqlite_file.hpp"

namespace bowball::journal {
namespace {

class Verifier {
public:
    /// `expected` in the order of their entries.
    explicit Verifier(std::vector<Head> expected) : expected_(std::move(expected)), next_(expected_.begin()) {}

    /// False: something is wrong, and nothing after it means anything.
    bool take(sqlite3_stmt* row) {
        std::ignore = check_.take(row, [this](Flaw&& flaw) {
            if (flaw.is_redacted) ++found_.redacted;
            else note(flaw.seq, std::move(flaw.why));
        });
        if (found_.first_bad) return false;
        found_.head = check_.head();
        ++found_.entries;
        for (; next_ != expected_.end() && next_->seq == found_.head.seq; ++next_) {
            if (next_->hash != found_.head.hash) note(next_->seq, "its hash is not the expected one: the journal was written anew");
            else ++found_.agreed;
        }
        return !found_.first_bad;
    }

    Verification finish() {
        if (!found_.first_bad && next_ != expected_.end())
            note(Seq{found_.head.seq.value() + 1}, "the journal ends before entry " + std::to_string(expected_.back().seq.value()) + ": its end was cut off");
        return std::move(found_);
    }

private:
    void note(Seq seq, std::string why) {
        if (found_.first_bad) return;
        found_.first_bad = seq;
        found_.why = std::move(why);
    }

    std::vector<Head> expected_;
    std::vector<Head>::const_iterator next_;
    RowCheck check_;
    Verification found_;
};

}  // namespace

Result<Verification> verify_sqlite_journal(const std::string& path, std::vector<Head> expected) {
    auto database = open_database(path, SQLITE_OPEN_READONLY);
    if (!database) return database.error();
    auto query = prepare(database->get(), path, RowCheck::query);
    if (!query) return query.error();
    std::ranges::stable_sort(expected, {}, [](const Head& head) { return head.seq; });
    Verifier verifier{std::move(expected)};
    for (;;) {
        const auto step = sqlite3_step(query->get());
        if (step == SQLITE_DONE) break;
        if (step != SQLITE_ROW) return sqlite_error(database->get(), path, "read");
        if (!verifier.take(query->get())) break;
    }
    return verifier.finish();
}

}  // namespace bowball::journal
