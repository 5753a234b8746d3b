// Writes rows of comma-separated values (RFC 4180): quoted where needed, lines end with CR LF. Spreadsheets take a cell
// that begins with = + - @ a tab or CR for a formula; such a cell gets an apostrophe before it.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace bowball::feeds {

/// One line, with its end.
[[nodiscard]] std::string csv_row(const std::vector<std::string>& cells);

}  // namespace bowball::feeds
