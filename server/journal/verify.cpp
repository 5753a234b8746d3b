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
    Verifier(std::vector<Head> expected, bool is_public_copy, bool may_be_blank) : expected_(std::move(expected)), next_(expected_.begin()), may_be_blank_(is_public_copy || may_be_blank) { found_.is_public_copy = is_public_copy; }

    /// False: something is wrong, and nothing after it means anything.
    bool take(sqlite3_stmt* row) {
        const auto blank_before = found_.redacted;
        std::ignore = check_.take(row, [this](Flaw&& flaw) { hear(std::move(flaw)); });
        if (found_.first_bad) return false;
        found_.head = check_.head();
        ++found_.entries;
        if (found_.redacted == blank_before) held_ = found_.head.seq;
        for (; next_ != expected_.end() && next_->seq == found_.head.seq; ++next_) {
            if (next_->hash != found_.head.hash) note(next_->seq, "its hash is not the expected one: the journal was written anew");
            else agree();
        }
        return !found_.first_bad;
    }

    Verification finish() {
        if (held_ < found_.head.seq) note(Seq{held_.value() + 1}, "it is blank, and neither an entry after it nor a checkpoint holds it");
        if (!found_.first_bad && next_ != expected_.end())
            note(Seq{found_.head.seq.value() + 1}, "the journal ends before entry " + std::to_string(expected_.back().seq.value()) + ": its end was cut off");
        return std::move(found_);
    }

private:
    void hear(Flaw&& flaw) {
        if (flaw.is_unknown) {
            if (found_.unknown++ == 0) found_.first_unknown = flaw.seq;
            return;
        }
        if (flaw.is_redacted) ++found_.redacted;
        if (!flaw.is_redacted || !may_be_blank_) note(flaw.seq, std::move(flaw.why));
    }

    void agree() {
        ++found_.agreed;
        held_ = found_.head.seq;
    }

    void note(Seq seq, std::string why) {
        if (found_.first_bad) return;
        found_.first_bad = seq;
        found_.why = std::move(why);
    }

    std::vector<Head> expected_;
    std::vector<Head>::const_iterator next_;
    bool may_be_blank_;
    Seq held_{};   ///< up to here each row is held by a text or by an expected end
    RowCheck check_;
    Verification found_;
};

}  // namespace

Result<Verification> verify_sqlite_journal(const std::string& path, std::vector<Head> expected, bool may_be_blank) {
    auto database = open_database(path, SQLITE_OPEN_READONLY);
    if (!database) return database.error();
    auto query = prepare(database->get(), path, RowCheck::query);
    if (!query) return query.error();
    std::erase_if(expected, [](const Head& head) { return head.seq == Seq{}; });   // that it was empty once says nothing
    std::ranges::stable_sort(expected, {}, [](const Head& head) { return head.seq; });
    const auto is_public = is_public_copy(database->get(), path);   // a file without that table says nothing of itself
    Verifier verifier{std::move(expected), is_public && *is_public, may_be_blank};
    for (;;) {
        const auto step = sqlite3_step(query->get());
        if (step == SQLITE_DONE) break;
        if (step != SQLITE_ROW) return sqlite_error(database->get(), path, "read");
        if (!verifier.take(query->get())) break;
    }
    return verifier.finish();
}

}  // namespace bowball::journal
