// A table of texts and its three forms: JSON, CSV and XML, as programs take them that show rows on a picture. Pure.
#pragma once
#include <string>
#include <vector>

namespace bowball::feeds {

struct Table {
    std::vector<std::string> columns;               ///< names that never change: templates are bound to them
    std::vector<std::vector<std::string>> rows;     ///< each as long as `columns`
};

/// Which rows: `from` counts from zero; `count` 0 means all there are, but at least `least`.
struct RowWindow {
    std::size_t from = 0;
    std::size_t count = 0;
    std::size_t least = 0;
};
/// The rows of the window. What lies beyond the table is rows of empty texts, so that a template never shows an old crew.
[[nodiscard]] Table cut_or_pad(Table table, RowWindow window);

/// [{"column":"text",...},...]: an array of flat objects, every value a text.
[[nodiscard]] std::string to_json(const Table& table);
/// The names first. A cell that a spreadsheet would take for a formula gets an apostrophe before it.
[[nodiscard]] std::string to_csv(const Table& table);
/// <rows><row><column>text</column>...</row>...</rows>
[[nodiscard]] std::string to_xml(const Table& table);

}  // namespace bowball::feeds
