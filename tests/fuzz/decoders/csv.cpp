// Comma-separated values: what is read, written with quotes and read again is the same.
#include "core/limits.hpp"
#include "core/text.hpp"
#include "formats/csv_rows.hpp"
#include "fuzz/decoder.hpp"

namespace bowball::fuzz {
namespace {

std::string quoted(std::string_view field) {
    std::string text = "\"";
    for (const auto c : field) text.append(c == '"' ? 2 : 1, c);
    return text + "\"";
}

std::string written(const formats::CsvTable& table) {
    auto text = std::string{"sep="} + table.separator + "\n";
    for (const auto& row : table.rows) {
        for (std::size_t i = 0; i < row.fields.size(); ++i) text += (i == 0 ? "" : std::string(1, table.separator)) + quoted(row.fields[i]);
        text += '\n';
    }
    return text;
}

bool decode(std::string_view bytes) {
    const auto table = formats::read_csv(bytes);
    if (!table) return false;
    demand(table->rows.size() + table->flaws.size() <= limits::entry_rows, "more rows than allowed");
    std::size_t line = 0;
    for (const auto& row : table->rows) {
        demand(row.line > line, "rows in disorder");
        line = row.line;
        demand(row.fields.size() <= limits::entry_columns, "more columns than allowed");
        for (const auto& field : row.fields) demand(is_utf8(field) && trim(field) == field, "a field with blanks, or not UTF-8: " + printable(field));
    }
    for (const auto& flaw : table->flaws) demand(is_utf8(flaw.text) && flaw.line > 0, "a flaw that is none");
    const auto again = formats::read_csv(written(*table));
    demand(again && again->flaws.empty() && again->rows.size() == table->rows.size(), "written anew it has other rows: " + printable(written(*table), 1000));
    for (std::size_t i = 0; i < again->rows.size(); ++i) demand(again->rows[i].fields == table->rows[i].fields, "written anew a row is another: " + printable(written(*table), 1000));
    return !table->rows.empty();
}

}  // namespace

extern const Decoder csv_decoder{decode};

}  // namespace bowball::fuzz
