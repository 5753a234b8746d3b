#include "journal/row_check.hpp"

#include <algorithm>

#include "formats/entry.hpp"
#include "journal/sqlite_file.hpp"

namespace bowball::journal {
namespace {

/// The columns that people search by are not in the chain: they must say what the entry says.
std::string column_that_lies(sqlite3_stmt* row, const engine::Entry& entry) {
    if (column_text(row, 3) != formats::kind_of(entry.event)) return "kind";
    const auto race = formats::race_of(entry.event);
    const auto is_null = sqlite3_column_type(row, 4) == SQLITE_NULL;
    if (is_null == race.has_value() || (race && sqlite3_column_int64(row, 4) != static_cast<std::int64_t>(race->value()))) return "race";
    if (sqlite3_column_int64(row, 5) != to_us(entry.wall)) return "wall_us";
    return {};
}

}  // namespace

Result<Digest> digest_at(sqlite3_stmt* row, int column) {
    Digest digest;
    if (sqlite3_column_bytes(row, column) != static_cast<int>(digest.bytes.size())) return Error{errc::corrupt, "a hash has the wrong length"};
    const auto* bytes = static_cast<const std::uint8_t*>(sqlite3_column_blob(row, column));
    std::copy(bytes, bytes + digest.bytes.size(), digest.bytes.begin());
    return digest;
}

std::optional<engine::Entry> RowCheck::take(sqlite3_stmt* row, const std::function<void(Flaw&&)>& flaw) {
    const Seq seq{static_cast<std::uint64_t>(sqlite3_column_int64(row, 0))};
    const auto expected = head_.seq.value() + 1;
    const auto follows = seq.value() == expected;
    if (!follows) flaw({Seq{expected}, "entry " + std::to_string(expected) + " is missing: the next one is " + std::to_string(seq.value()), true});
    const auto text = column_text(row, 1);
    const auto stored = digest_at(row, 2);
    if (stored && text.empty() && column_text(row, 3) == redacted_kind) {
        // What it said cannot be checked. That it is this row and no other, the hash of the row after it holds.
        head_ = {seq, *stored};
        flaw({seq, "it is known by its hash alone: this is a copy of what the public may see", true, true});
        return std::nullopt;
    }
    // After a gap nobody knows what the hash was made over: the gap has been said.
    const auto holds = stored && (!follows || *stored == sha256(head_.hash, text));
    if (!holds) flaw({seq, "its text or that of an entry before it was changed: the chain of hashes breaks here", false});
    head_ = {seq, stored ? *stored : Digest{}};
    auto entry = formats::decode_entry(text);
    if (!entry) {
        flaw({seq, "it cannot be read: " + entry.error().text, true});
        return std::nullopt;
    }
    if (entry->seq != seq) {
        flaw({seq, "it says that it is entry " + std::to_string(entry->seq.value()), true});
        return std::nullopt;
    }
    if (const auto column = column_that_lies(row, *entry); !column.empty()) flaw({seq, "its column " + column + " is not what its text says", false});
    return std::move(*entry);
}

}  // namespace bowball::journal
