#include "feeds/result_sheet.hpp"

#include "feeds/csv.hpp"
#include "feeds/status_words.hpp"

namespace bowball::feeds {
namespace {

bool is_plain(char letter) { return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z'); }

std::string plain(std::string_view text) {
    std::string name;
    for (const auto letter : text) {
        if (is_plain(letter)) name += letter;
        else if (!name.empty() && name.back() != '-') name += '-';
    }
    while (!name.empty() && name.back() == '-') name.pop_back();
    return name;
}

std::vector<std::string> heads(const views::ResultsView& results) {
    std::vector<std::string> cells{"rank", "lane", "code", "crew", "club", "time", "gap", "status", "penalty", "source", "uncertainty_us"};
    if (results.rows.empty()) return cells;
    const auto& splits = results.rows.front().splits;
    for (std::size_t i = 0; i + 1 < splits.size(); ++i) cells.push_back(std::to_string(splits[i].metres) + " m");
    return cells;
}

std::vector<std::string> cells_of(const views::ResultsView::Row& row) {
    std::vector<std::string> cells{row.rank ? std::to_string(*row.rank) : "", std::to_string(row.crew.lane), row.crew.code, row.crew.name, row.crew.club};
    cells.push_back(row.time ? row.time->text : "");
    cells.push_back(row.gap_text);
    cells.push_back(row.status);
    cells.push_back(row.penalty_text);
    // A time that a hand took or that was corrected is marked on every document.
    cells.push_back(row.time ? row.time->source + (row.time->corrected ? " corrected" : "") + (row.time->by_hand || row.time->corrected ? " *" : "") : "");
    cells.push_back(row.time ? std::to_string(row.time->uncertainty_us) : "");
    for (std::size_t i = 0; i + 1 < row.splits.size(); ++i) cells.push_back(row.splits[i].text + (row.splits[i].corrected ? " *" : ""));
    return cells;
}

}  // namespace

std::string sheet_name(const views::RaceHeader& header) {
    auto number = std::to_string(header.race);
    if (number.size() < 3) number.insert(0, 3 - number.size(), '0');
    auto name = "race-" + number;
    for (const auto& part : {plain(header.event), plain(header.phase)}) {
        if (!part.empty()) name += "-" + part.substr(0, 40);
    }
    return name + ".csv";
}

std::string sheet_text(const views::ResultsView& results) {
    const auto& header = results.header;
    std::string text = "\xEF\xBB\xBF";
    text += csv_row({"race", std::to_string(header.race), header.title.empty() ? header.event_title + " " + header.phase : header.title});
    text += csv_row({"status", status_words(header), header.simulated ? "SIMULATED: not a real result" : ""});
    text += csv_row({"rules", results.rules, results.rules_digest});
    if (!results.digest.empty()) text += csv_row({"sealed", results.digest, results.drift ? "DIFFERS from what was confirmed" : ""});
    text += csv_row({});
    text += csv_row(heads(results));
    for (const auto& row : results.rows) text += csv_row(cells_of(row));
    return text;
}

}  // namespace bowball::feeds
