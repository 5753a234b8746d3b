#include "formats/entry_list.hpp"

#include <algorithm>

#include "core/limits.hpp"
#include "core/text.hpp"
#include "formats/csv_rows.hpp"
#include "formats/entry_columns.hpp"
#include "formats/noc_index.hpp"
#include "rules/rounding.hpp"

namespace bowball::formats {
namespace {

/// Titles and dates may stand above the headers.
constexpr std::size_t rows_above_headers = 10;

constexpr std::string_view scratched_words[] = {"scr", "scratched", "scratch", "withdrawn", "wdr", "yes", "abgemeldet", "abmeldung", "zuruckgezogen", "forfait", "retire", "ritirato", "retirado", "afgemeld"};
constexpr std::string_view entered_words[] = {"", "no", "ok", "entered", "confirmed", "accepted", "gemeldet", "bestatigt", "inscrit", "iscritto", "inscrito"};

/// A digit of the class and what follows: "M8+", "W2x", "JM4-". No others are looked at.
struct BoatClass {
    std::size_t seats = 0;
    bool coxed = false;
};
std::optional<BoatClass> boat_class_of(std::string_view event) {
    const auto digit = event.find_first_of("12348");
    if (digit == std::string_view::npos || digit + 1 >= event.size() || digit == 0) return std::nullopt;
    const auto sign = event[digit + 1];
    const auto ends = digit + 2 == event.size() || event[digit + 2] == ' ' || event[digit + 2] == '+';
    if ((sign != 'x' && sign != '-' && sign != '+') || !ends) return std::nullopt;
    const auto coxed = sign == '+' || (digit + 2 < event.size() && event[digit + 2] == '+');
    return BoatClass{static_cast<std::size_t>(event[digit] - '0'), coxed};
}

/// Takes one row apart; the first thing that makes no sense leaves it out.
class RowReader {
public:
    RowReader(const EntryColumns& columns, const std::vector<Noc>& nocs, EntryList& list) : columns_(columns), nocs_(nocs), list_(list) {}

    void read(const CsvRow& row) {
        row_ = &row;
        problem_.clear();
        engine::EntryRow entry;
        entry.line = row.line;
        entry.event = text(EntryColumn::event);
        if (entry.event.empty()) problem_ = "It names no event.";
        entry.event_title = text(EntryColumn::event_title);
        if (const auto number = whole(EntryColumn::crew, "Crew number", 0xFFFF'FFFE); number != 0) entry.crew = static_cast<std::uint32_t>(number);
        entry.noc = noc();
        entry.code = text(EntryColumn::code);
        if (entry.code.empty()) entry.code = text(EntryColumn::club_code);
        entry.club = text(EntryColumn::club);
        entry.name = text(EntryColumn::name);
        entry.bow = static_cast<std::uint16_t>(whole(EntryColumn::bow, "Bow number", 0xFFFF));
        entry.seed = static_cast<std::uint16_t>(whole(EntryColumn::seed, "Seed", 0xFFFF));
        entry.category = text(EntryColumn::category);
        entry.handicap = handicap();
        entry.scratched = is_scratched();
        read_people(entry);
        check_lengths(entry);
        if (!problem_.empty()) list_.problems.push_back({row.line, problem_});
        else list_.rows.push_back(std::move(entry));
    }

private:
    [[nodiscard]] std::string field(std::size_t place) const { return place < row_->fields.size() ? row_->fields[place] : std::string{}; }
    [[nodiscard]] std::string text(EntryColumn column) const {
        const auto place = columns_.single.find(column);
        return place == columns_.single.end() ? std::string{} : field(place->second);
    }

    void complain(std::string why) {
        if (problem_.empty()) problem_ = std::move(why);
    }
    void warn(std::string what) { list_.warnings.push_back({row_->line, std::move(what)}); }

    /// Spreadsheets write 12 as "12,0" or "12.0" too. Empty is zero.
    std::uint64_t whole(EntryColumn column, const std::string& name, std::uint64_t most) {
        const auto told = text(column);
        std::string_view digits{told};
        if (digits.ends_with(".0") || digits.ends_with(",0")) digits.remove_suffix(2);
        const auto number = digits.empty() ? std::optional<std::uint64_t>{0} : parse_number(digits);
        if (!number || *number > most) complain(name + " \"" + printable(told, 40) + "\" is no whole number.");
        return number && *number <= most ? *number : 0;
    }

    /// A code of the list, or the name of a country on it; else as it stands, with a warning.
    std::string noc() {
        const auto told = text(EntryColumn::noc);
        if (told.empty() || nocs_.is_empty()) return told;
        if (const auto code = nocs_.find(told)) return *code;
        const auto near = nocs_.near(told);
        warn("\"" + printable(told, 40) + "\" is no code of the IOC's list" + (near.empty() ? "." : "; is it " + near + "?"));
        return told;
    }

    /// Seconds, "12,5" or "12.5", or minutes with seconds.
    std::optional<Duration> handicap() {
        auto told = text(EntryColumn::handicap);
        if (told.empty()) return std::nullopt;
        std::ranges::replace(told, ',', '.');
        const auto time = rules::parse_time(told);
        if (!time) complain("Handicap \"" + printable(told, 40) + "\" is no time.");
        return time ? std::optional{*time} : std::nullopt;
    }

    bool is_scratched() {
        const auto told = plain_header(text(EntryColumn::status));
        if (std::ranges::find(scratched_words, told) != std::end(scratched_words)) return true;
        if (std::ranges::find(entered_words, told) == std::end(entered_words)) warn("Status \"" + printable(text(EntryColumn::status), 40) + "\" is not understood, and left out.");
        return false;
    }

    void read_people(engine::EntryRow& entry) {
        read_seats(entry);
        if (entry.members.empty()) read_list(entry);
        if (const auto cox = text(EntryColumn::cox); !cox.empty()) {
            // A list of all may name the cox too.
            if (entry.coxed && entry.members.back() == cox) entry.members.pop_back();
            else std::erase(entry.members, cox);
            entry.members.push_back(cox);
            entry.coxed = true;
        }
        read_years(entry);
        check_seats(entry);
    }

    void read_seats(engine::EntryRow& entry) {
        std::vector<std::string> names;
        for (const auto& [seat, place] : columns_.seats) names.push_back(field(place));
        while (!names.empty() && names.back().empty()) names.pop_back();   // smaller boats fill fewer columns
        entry.members = std::move(names);
    }

    /// All in one column: "A / B / C (cox)". A comma parts names only where nothing else does: "SMITH, Ann; BELL, Kim".
    void read_list(engine::EntryRow& entry) {
        auto told = text(EntryColumn::members);
        if (told.empty()) return;
        std::ranges::replace(told, '\n', '/');
        const auto separator = told.find('/') != std::string::npos ? '/' : told.find(';') != std::string::npos ? ';' : told.find('|') != std::string::npos ? '|' : ',';
        std::optional<std::string> cox;
        for (const auto part : split(told, separator)) {
            std::string name{trim(part)};
            if (name.empty()) continue;
            const auto mark = name.find_last_of('(');
            const auto sign = mark == std::string::npos ? std::string{} : plain_header(std::string_view{name}.substr(mark));
            const auto is_cox = sign == "c" || sign == "cox" || sign == "stm" || sign == "stf" || sign == "st" || sign == "barr" || sign == "tim";
            if (is_cox) cox = trim(std::string_view{name}.substr(0, mark));
            else entry.members.push_back(std::move(name));
        }
        if (!cox) return;
        entry.members.push_back(*cox);
        entry.coxed = true;
    }

    void read_years(engine::EntryRow& entry) {
        std::vector<std::string> years;
        for (const auto& [seat, place] : columns_.birth_years) years.push_back(field(place));
        if (years.empty() && !text(EntryColumn::birth_years).empty()) {
            auto told = text(EntryColumn::birth_years);
            for (auto& c : told) c = c == '/' || c == ';' || c == ',' || c == '|' ? ' ' : c;
            for (const auto part : split(told, ' ')) {
                if (!part.empty()) years.emplace_back(part);
            }
        }
        while (!years.empty() && years.back().empty()) years.pop_back();
        for (const auto& year : years) {
            const auto number = year.empty() ? std::optional<std::uint64_t>{0} : parse_number(year);
            if (!number || (*number != 0 && (*number < 1900 || *number > 2100))) return complain("Year of birth \"" + printable(year, 40) + "\" is no year.");
            entry.birth_years.push_back(static_cast<std::uint16_t>(*number));
        }
    }

    void check_seats(engine::EntryRow& entry) {
        const auto boat = boat_class_of(entry.event);
        if (!boat || entry.members.empty()) return;
        if (boat->coxed && !entry.coxed && entry.members.size() == boat->seats + 1) entry.coxed = true;   // the last of so many
        const auto expected = boat->seats + (boat->coxed ? 1 : 0);
        if (entry.members.size() != expected) warn(entry.event + " has " + std::to_string(expected) + " people, the line names " + std::to_string(entry.members.size()) + ".");
        else if (std::ranges::find(entry.members, "") != entry.members.end()) warn("A seat is empty.");
    }

    void check_lengths(const engine::EntryRow& entry) {
        for (const auto& one : row_->fields) {
            if (one.size() > limits::name_bytes * limits::crew_members) complain("A field is too long.");
        }
        if (entry.members.size() > limits::crew_members) complain("So many people sit in no boat.");
        const auto is_long = [](const std::string& one) { return one.size() > limits::name_bytes; };
        const auto names = {entry.event, entry.event_title, entry.code, entry.noc, entry.club, entry.name, entry.category};
        if (std::ranges::any_of(names, is_long) || std::ranges::any_of(entry.members, is_long)) complain("A name is longer than " + std::to_string(limits::name_bytes) + " bytes.");
    }

    const EntryColumns& columns_;
    const NocIndex nocs_;
    EntryList& list_;
    const CsvRow* row_ = nullptr;
    std::string problem_;
};

}  // namespace

Result<EntryList> read_entries(std::string_view bytes, const std::vector<Noc>& nocs) {
    const auto table = read_csv(bytes);
    if (!table) return table.error();
    EntryList list;
    list.encoding = table->encoding;
    list.separator = table->separator;
    list.digest = sha256(bytes);
    for (const auto& flaw : table->flaws) list.problems.push_back({flaw.line, flaw.text});
    std::optional<EntryColumns> columns;
    auto row = table->rows.begin();
    for (; row != table->rows.end() && row < table->rows.begin() + rows_above_headers && !columns; ++row) columns = entry_columns(row->fields);
    if (!columns) return Error{errc::bad_input, "The file has no row of headers that names an event and whoever enters. Known columns: " + known_columns() + "."};
    for (const auto& header : columns->unused) list.warnings.push_back({std::prev(row)->line, "Column \"" + printable(header, 60) + "\" is not used."});
    RowReader reader{*columns, nocs, list};
    for (; row != table->rows.end(); ++row) reader.read(*row);
    if (list.rows.empty() && list.problems.empty()) return Error{errc::bad_input, "The file has headers, and no row below them."};
    std::ranges::stable_sort(list.problems, {}, &engine::EntryRemark::line);
    return list;
}

}  // namespace bowball::formats
