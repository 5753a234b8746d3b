#include "journal/row_check.hpp"

#include <algorithm>

#include "formats/entry.hpp"
#include "formats/entry_marks.hpp"
#include "formats/parse_json.hpp"
#include "journal/sqlite_file.hpp"

namespace bowball::journal {
namespace {

bool is_number(sqlite3_stmt* row, int column) { return sqlite3_column_type(row, column) == SQLITE_INTEGER; }
bool is_text(sqlite3_stmt* row, int column) { return sqlite3_column_type(row, column) == SQLITE_TEXT; }

/// The columns that people search by are not in the chain: they must say what the entry says.
std::string column_that_lies(sqlite3_stmt* row, const formats::EntryMarks& marks) {
    if (!is_text(row, 3) || column_text(row, 3) != marks.kind) return "kind";
    const auto is_null = sqlite3_column_type(row, 4) == SQLITE_NULL;
    if (is_null == marks.race.has_value() || (marks.race && (!is_number(row, 4) || sqlite3_column_int64(row, 4) != *marks.race))) return "race";
    if (!is_number(row, 5) || sqlite3_column_int64(row, 5) != marks.wall_us) return "wall_us";
    return {};
}

std::string unreadable(const Error& error) { return "it cannot be read: " + error.text; }

}  // namespace

Result<Digest> digest_at(sqlite3_stmt* row, int column) {
    Digest digest;
    const auto is_blob = sqlite3_column_type(row, column) == SQLITE_BLOB;
    if (!is_blob || sqlite3_column_bytes(row, column) != static_cast<int>(digest.bytes.size())) return Error{errc::corrupt, "a hash has the wrong length"};
    const auto* bytes = static_cast<const std::uint8_t*>(sqlite3_column_blob(row, column));
    std::copy(bytes, bytes + digest.bytes.size(), digest.bytes.begin());
    return digest;
}

std::optional<engine::Entry> RowCheck::take(sqlite3_stmt* row, const std::function<void(Flaw&&)>& flaw) {
    const Seq seq{static_cast<std::uint64_t>(sqlite3_column_int64(row, 0))};
    const auto expected = head_.seq.value() + 1;
    const auto follows = is_number(row, 0) && seq.value() == expected;
    if (!follows) flaw({Seq{expected}, "entry " + std::to_string(expected) + " is missing: the next one is " + std::to_string(seq.value()), true});
    const auto text = is_text(row, 1) ? column_text(row, 1) : std::string_view{};
    const auto stored = digest_at(row, 2);
    if (stored && is_text(row, 1) && text.empty() && is_text(row, 3) && column_text(row, 3) == redacted_kind) {
        // What it said cannot be checked. That it is this row and no other, the hash of the row after it holds.
        head_ = {seq, *stored};
        flaw({seq, "it is blank, known by its hash alone, and this is no copy of what the public may see", true, true});
        return std::nullopt;
    }
    // After a gap nobody knows what the hash was made over: the gap has been said.
    const auto holds = stored && (!follows || *stored == sha256(head_.hash, text));
    if (!holds) flaw({seq, "its text or that of an entry before it was changed: the chain of hashes breaks here", false});
    head_ = {seq, stored ? *stored : Digest{}};
    return read(row, text, flaw);
}

std::optional<engine::Entry> RowCheck::read(sqlite3_stmt* row, std::string_view text, const std::function<void(Flaw&&)>& flaw) const {
    const auto seq = head_.seq;
    const auto line = formats::parse_entry(text);
    const auto marks = line ? formats::marks_of(*line) : Result<formats::EntryMarks>{line.error()};
    if (!marks) {
        flaw({seq, unreadable(marks.error()), true});
        return std::nullopt;
    }
    if (Seq{marks->seq} != seq) {
        flaw({seq, "it says that it is entry " + std::to_string(marks->seq), true});
        return std::nullopt;
    }
    if (const auto column = column_that_lies(row, *marks); !column.empty()) flaw({seq, "its column " + column + " is not what its text says", false});
    auto entry = formats::decode_entry(*line);
    if (!entry) {
        flaw({seq, unreadable(entry.error()), true, false, true});
        return std::nullopt;
    }
    return std::move(*entry);
}

}  // namespace bowball::journal
