#include "formats/csv_rows.hpp"

#include <csv.h>

#include <algorithm>
#include <array>

#include "core/limits.hpp"
#include "core/text.hpp"

namespace bowball::formats {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::array separators{';', '\t', ','};

/// libcsv, which is in C: what it finds comes back through pointers.
class Parser {
public:
    explicit Parser(char separator) {
        ready_ = csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL) == 0;
        csv_set_delim(&parser_, static_cast<unsigned char>(separator));
    }
    ~Parser() { csv_free(&parser_); }
    Parser(const Parser&) = delete;
    Parser& operator=(const Parser&) = delete;

    /// False: the quotes of the line make no sense.
    bool feed(std::string_view line) {
        has_row_ = false;
        const auto taken = csv_parse(&parser_, line.data(), line.size(), on_field, on_row, this);
        return ready_ && taken == line.size();
    }
    bool finish() { return csv_fini(&parser_, on_field, on_row, this) == 0; }
    /// Whether the row ended with what was fed last; else a quoted field goes on.
    [[nodiscard]] bool has_row() const { return has_row_; }
    std::vector<std::string> take() { return std::exchange(fields_, {}); }

private:
    static void on_field(void* data, std::size_t size, void* self) {
        const std::string_view text{static_cast<const char*>(data), data == nullptr ? 0 : size};
        static_cast<Parser*>(self)->fields_.emplace_back(trim(text));
    }
    static void on_row(int, void* self) { static_cast<Parser*>(self)->has_row_ = true; }

    csv_parser parser_{};
    bool ready_ = false;
    bool has_row_ = false;
    std::vector<std::string> fields_;
};

/// Each with its end, whichever it is: LF, CR LF, or CR alone.
std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        auto end = text.find_first_of("\r\n");
        if (end == std::string_view::npos) end = text.size() - 1;
        else if (text.substr(end, 2) == "\r\n") ++end;
        lines.push_back(text.substr(0, end + 1));
        text.remove_prefix(end + 1);
    }
    return lines;
}

std::size_t count_outside_quotes(std::string_view line, char wanted) {
    auto count = std::size_t{0};
    auto is_quoted = false;
    for (const auto c : line) {
        if (c == '"') is_quoted = !is_quoted;
        else if (c == wanted && !is_quoted) ++count;
    }
    return count;
}

char separator_of(const std::vector<std::string_view>& lines) {
    for (const auto line : lines) {
        const auto best = std::ranges::max(separators, {}, [&](char one) { return count_outside_quotes(line, one); });
        if (count_outside_quotes(line, best) > 0) return best;
    }
    return ',';
}

/// What spreadsheets write before the first row to say which separator follows.
bool names_separator(std::string_view line) {
    line = line.substr(0, line.find_first_of("\r\n"));   // and no more: the tabulator is a separator too
    return line.size() == 5 && to_lower(line.substr(0, 4)) == "sep=" && line[4] != '"';
}

/// Rows one after another; a quote that is never closed is given up after some lines, and reading goes on behind its first line.
class Reader {
public:
    Reader(const std::vector<std::string_view>& lines, CsvTable& table) : lines_(lines), table_(table) {}

    void read(std::size_t from) {
        for (auto at = from; at < lines_.size();) at = read_row(at);
    }

private:
    /// The line on which the next row begins.
    std::size_t read_row(std::size_t first) {
        if (trim(lines_[first]).empty()) return first + 1;
        Parser parser{table_.separator};
        const auto end = std::min(lines_.size(), first + limits::entry_field_lines);
        for (auto at = first; at < end; ++at) {
            if (!parser.feed(lines_[at])) return flaw(first, "The quotes of the line do not match.");
            // The last line of a file may have no end of its own.
            const auto is_over = parser.has_row() || (at + 1 == lines_.size() && parser.finish());
            if (!is_over) continue;
            keep(first, parser.take());
            return at + 1;
        }
        return flaw(first, "A quote is opened here and never closed.");
    }

    void keep(std::size_t first, std::vector<std::string> fields) {
        if (fields.size() > limits::entry_columns) {
            flaw(first, "The line has more than " + std::to_string(limits::entry_columns) + " columns.");
            return;
        }
        const auto is_empty = std::ranges::all_of(fields, [](const std::string& field) { return field.empty(); });
        if (!is_empty) table_.rows.push_back({first + 1, std::move(fields)});
    }

    std::size_t flaw(std::size_t line, std::string text) {
        table_.flaws.push_back({line + 1, std::move(text)});
        return line + 1;
    }

    const std::vector<std::string_view>& lines_;
    CsvTable& table_;
};

Result<std::string> text_of(std::string_view bytes, std::string& encoding) {
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return Error{errc::bad_input, "The file is UTF-16. Save it as CSV, UTF-8."};
    if (bytes.find('\0') != std::string_view::npos) return Error{errc::bad_input, "The file is no text: a spreadsheet has to be saved as CSV first."};
    encoding = "UTF-8";
    if (bytes.starts_with(byte_order_mark)) bytes.remove_prefix(byte_order_mark.size());
    if (is_utf8(bytes)) return std::string{bytes};
    encoding = "Windows-1252";
    return utf8_from_windows_1252(bytes);
}

}  // namespace

Result<CsvTable> read_csv(std::string_view bytes) {
    if (bytes.size() > limits::entries_bytes) return Error{errc::too_large, "The file is larger than " + std::to_string(limits::entries_bytes / 1024) + " KB."};
    CsvTable table;
    const auto text = text_of(bytes, table.encoding);
    if (!text) return text.error();
    const auto lines = lines_of(*text);
    // Of each a parser may be made: bounded before, not after.
    if (lines.size() > limits::entry_rows * limits::entry_field_lines) return Error{errc::too_large, "The file has too many lines."};
    const auto is_named = !lines.empty() && names_separator(lines.front());
    table.separator = is_named ? lines.front()[4] : separator_of(lines);
    Reader{lines, table}.read(is_named ? 1 : 0);
    if (table.rows.size() + table.flaws.size() > limits::entry_rows) return Error{errc::too_large, "The file has more than " + std::to_string(limits::entry_rows) + " rows."};
    return table;
}

}  // namespace bowball::formats
