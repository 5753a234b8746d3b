// What the columns beside an entry say again, read from its text alone: whatever version wrote it, and of whatever kind it is. docs/verify.md says
// this for strangers.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/result.hpp"

namespace bowball::formats {

struct JsonDocument;

struct EntryMarks {
    std::uint64_t seq = 0;
    std::int64_t wall_us = 0;
    std::string kind;
    std::optional<std::int64_t> race;   ///< `data.race`
};

/// A line of the journal as JSON: an object from the first byte to the last, within the bounds of size and depth. Fails with errc::bad_input or
/// errc::too_large.
[[nodiscard]] Result<JsonDocument> parse_entry(std::string_view line);
/// Fails with errc::bad_input; the text names the key.
[[nodiscard]] Result<EntryMarks> marks_of(const JsonDocument& line);

}  // namespace bowball::formats
