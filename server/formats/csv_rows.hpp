// Comma-separated values as rows of fields, with the line each begins on: any of the usual separators and encodings. What a
// column means is none of its business. By libcsv; a line that libcsv cannot take costs that row and no other.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"

namespace bowball::formats {

struct CsvRow {
    std::size_t line = 0;                 ///< of the file, from 1
    std::vector<std::string> fields;      ///< UTF-8, without blanks at both ends
};
struct CsvFlaw {
    std::size_t line = 0;
    std::string text;                     ///< a sentence
};
struct CsvTable {
    std::vector<CsvRow> rows;             ///< rows of empty fields are left out
    std::vector<CsvFlaw> flaws;           ///< rows that could not be read
    char separator = ',';
    std::string encoding;                 ///< "UTF-8", "Windows-1252"
};

/// UTF-8 with or without a mark of byte order, else Windows-1252 (of which Latin-1 is a part). The separator (comma, semicolon,
/// tabulator) is the most frequent one of the first line that has any; a line "sep=;" before it decides.
/// Fails with errc::too_large (limits::entries_bytes, entry_rows), errc::bad_input where it is no text.
[[nodiscard]] Result<CsvTable> read_csv(std::string_view bytes);

}  // namespace bowball::formats
