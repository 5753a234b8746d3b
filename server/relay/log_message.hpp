// A row of the journal as a message of the stream: 64 hexadecimal digits of its hash, a blank, and its line. The hash alone: its line
// stays at the venue. Pure.
#pragma once
#include "journal/rows.hpp"

namespace bowball::relay {

[[nodiscard]] std::string encode_row(const journal::Row& row);
/// Fails with errc::bad_input.
[[nodiscard]] Result<journal::Row> decode_row(Seq seq, std::string_view message);

/// Whether the public may see what the row says, whole as it is. One that names years of birth, or that cannot be read, stays at the venue.
[[nodiscard]] bool is_open(const journal::Row& row);

}  // namespace bowball::relay
