#include "feeds/table.hpp"

#include "core/markup.hpp"
#include "feeds/csv.hpp"
#include "formats/json_writer.hpp"

namespace bowball::feeds {

Table cut_or_pad(Table table, RowWindow window) {
    const auto there = table.rows.size() > window.from ? table.rows.size() - window.from : 0;
    const auto count = window.count > 0 ? window.count : std::max(there, window.least);
    std::vector<std::vector<std::string>> rows;
    for (auto i = window.from; i < window.from + count; ++i) {
        if (i < table.rows.size()) rows.push_back(std::move(table.rows[i]));
        else rows.emplace_back(table.columns.size());
    }
    table.rows = std::move(rows);
    return table;
}

std::string to_json(const Table& table) {
    formats::JsonWriter out;
    out.begin_array();
    for (const auto& row : table.rows) {
        out.begin_object();
        for (std::size_t i = 0; i < table.columns.size(); ++i) out.key(table.columns[i]).value(std::string_view{row[i]});
        out.end_object();
    }
    out.end_array();
    return out.take();
}

std::string to_csv(const Table& table) {
    auto text = csv_row(table.columns);
    for (const auto& row : table.rows) text += csv_row(row);
    return text;
}

std::string to_xml(const Table& table) {
    std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rows>\n";
    for (const auto& row : table.rows) {
        text += "<row>";
        for (std::size_t i = 0; i < table.columns.size(); ++i) text += "<" + table.columns[i] + ">" + escape_markup(row[i]) + "</" + table.columns[i] + ">";
        text += "</row>\n";
    }
    return text + "</rows>\n";
}

}  // namespace bowball::feeds
