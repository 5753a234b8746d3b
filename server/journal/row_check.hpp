// Checks the rows of a journal file one after another: the chain of hashes, the columns beside it, and whether the entry can
// be read. What the proof is made of docs/verify.md says; that this version knows an entry's words is no part of it. Inside the journal only.
#pragma once
#include <functional>
#include <optional>

#include "journal/journal.hpp"
#include "journal/sqlite.hpp"

namespace bowball::journal {

class RowCheck {
public:
    /// What the query must select, in this order.
    static constexpr const char* query = "SELECT seq, entry, hash, kind, race, wall_us FROM entries ORDER BY seq";

    /// The entry of the next row, if it can be read; says everything that is wrong.
    [[nodiscard]] std::optional<engine::Entry> take(sqlite3_stmt* row, const std::function<void(Flaw&&)>& flaw);
    /// After the row taken last.
    [[nodiscard]] const Head& head() const { return head_; }

private:
    /// The entry of the row that `head_` is at.
    [[nodiscard]] std::optional<engine::Entry> read(sqlite3_stmt* row, std::string_view text, const std::function<void(Flaw&&)>& flaw) const;

    Head head_{};
};

/// The hash in a column. Fails with errc::corrupt if it is no bytes or has the wrong length.
[[nodiscard]] Result<Digest> digest_at(sqlite3_stmt* row, int column);

}  // namespace bowball::journal
