#include "feeds/csv.hpp"

#include <algorithm>

namespace bowball::feeds {
namespace {

/// A gap such as "+1.23" is a number and stays one.
bool is_number(std::string_view cell) { return cell.find_first_not_of("+-0123456789.:") == std::string_view::npos; }

std::string csv_cell(std::string_view cell) {
    std::string text;
    if (!cell.empty() && std::string_view{"=+-@\t\r"}.find(cell.front()) != std::string_view::npos && !is_number(cell)) text = "'";
    text += cell;
    std::ranges::replace(text, '\0', ' ');   // what has one is no text for who reads it
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const auto letter : text) {
        if (letter == '"') quoted += '"';
        quoted += letter;
    }
    return quoted + "\"";
}

}  // namespace

std::string csv_row(const std::vector<std::string>& cells) {
    std::string row;
    for (const auto& cell : cells) row += (&cell == &cells.front() ? "" : ",") + csv_cell(cell);
    return row + "\r\n";
}

}  // namespace bowball::feeds
