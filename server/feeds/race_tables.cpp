#include "feeds/race_tables.hpp"

#include <ctime>

#include "feeds/status_words.hpp"
#include "rules/rounding.hpp"

namespace bowball::feeds {
namespace {

using Cells = std::vector<std::string>;

/// Splits that a table has columns for; races with more show their first ones.
constexpr std::size_t split_columns = 8;
/// A running clock shows tenths.
constexpr auto running_unit = 100ms;

std::string flag(bool is_so) { return is_so ? "1" : ""; }

template <class T>
std::string number(const std::optional<T>& value) {
    return value ? std::to_string(*value) : std::string{};
}

/// At the end of every row, so that a title can be bound to any.
void add_race_columns(Cells& columns) {
    for (const auto* name : {"race", "event", "event_title", "phase", "title", "race_state", "race_status", "simulated"}) columns.emplace_back(name);
}

void add_race(Cells& cells, const views::RaceHeader& header) {
    for (auto& text : Cells{std::to_string(header.race), header.event, header.event_title, header.phase, header.title, header.state, status_words(header), flag(header.simulated)})
        cells.push_back(std::move(text));
}

Cells crew_cells(const views::ShownCrew& crew) { return {std::to_string(crew.lane), crew.code, crew.name, crew.club}; }

std::string text_of(const std::optional<views::ShownTime>& time) { return time ? time->text : std::string{}; }
/// A time that a hand took or that was corrected is marked wherever it is shown.
std::string mark_of(const std::optional<views::ShownTime>& time) { return time && (time->by_hand || time->corrected) ? "*" : ""; }

/// "a", "b", "photo", "hand".
std::string source_of(const std::optional<views::ShownTime>& time) { return time ? time->source : std::string{}; }

std::string local_time(std::int64_t us, const char* pattern) {
    const auto seconds = static_cast<std::time_t>(us / 1'000'000);
    std::tm parts{};
    ::localtime_r(&seconds, &parts);
    char text[32];
    return {text, std::strftime(text, sizeof text, pattern, &parts)};
}

/// "09:30:30", "09:30:22.5"; empty where it is not known by the clock.
std::string start_time(const views::ShownStart& start) {
    if (!start.due_us) return {};
    const auto text = local_time(*start.due_us, "%H:%M:%S");
    const auto thousandths = *start.due_us / 1'000 % 1'000;
    if (thousandths == 0) return text;
    const auto digits = std::to_string(1'000 + thousandths).substr(1);
    return text + "." + digits.substr(0, digits.find_last_not_of('0') + 1);
}

}  // namespace

Table start_list_table(const views::StartListView& list) {
    Table table{{"lane", "code", "crew", "club", "members", "status", "card"}, {}};
    add_race_columns(table.columns);
    for (const auto* name : {"start_time", "start_after"}) table.columns.emplace_back(name);
    for (const auto& row : list.rows) {
        auto cells = crew_cells(row.crew);
        std::string members;
        for (const auto& member : row.members) members += (members.empty() ? "" : ", ") + member;
        for (auto& text : Cells{std::move(members), row.status, row.card}) cells.push_back(std::move(text));
        add_race(cells, list.header);
        cells.push_back(row.start ? start_time(*row.start) : std::string{});
        cells.push_back(row.start ? row.start->after_text : std::string{});
        table.rows.push_back(std::move(cells));
    }
    return table;
}

Table board_table(const views::BoardView& board) {
    Table table{{"rank", "lane", "code", "crew", "club", "time", "mark", "gap", "point_m", "finished", "status", "card"}, {}};
    add_race_columns(table.columns);
    for (const auto* name : {"source", "rank_shared", "too_close"}) table.columns.emplace_back(name);
    for (const auto& row : board.rows) {
        Cells cells{number(row.rank)};
        for (auto& text : crew_cells(row.crew)) cells.push_back(std::move(text));
        for (auto& text : Cells{text_of(row.time), mark_of(row.time), row.gap_text, row.point_m > 0 ? std::to_string(row.point_m) : "", flag(row.finished), row.status, row.card})
            cells.push_back(std::move(text));
        add_race(cells, board.header);
        for (auto& text : Cells{source_of(row.time), flag(row.rank_shared), flag(row.too_close)}) cells.push_back(std::move(text));
        table.rows.push_back(std::move(cells));
    }
    return table;
}

Table medals_table(const views::MedalsView& medals) {
    Table table{{"rank", "team", "gold", "silver", "bronze", "total"}, {}};
    for (const auto& row : medals.rows)
        table.rows.push_back({std::to_string(row.rank), row.team, std::to_string(row.gold), std::to_string(row.silver), std::to_string(row.bronze), std::to_string(row.total)});
    return table;
}

Table results_table(const views::ResultsView& results) {
    Table table{{"rank", "lane", "code", "crew", "club", "time", "mark", "gap", "gap_next", "status", "penalty", "card"}, {}};
    for (std::size_t i = 1; i <= split_columns; ++i) table.columns.push_back("split" + std::to_string(i));
    add_race_columns(table.columns);
    for (const auto* name : {"source", "rank_shared", "too_close"}) table.columns.emplace_back(name);
    for (const auto& row : results.rows) {
        Cells cells{number(row.rank)};
        for (auto& text : crew_cells(row.crew)) cells.push_back(std::move(text));
        for (auto& text : Cells{text_of(row.time), mark_of(row.time), row.gap_text, row.gap_next_text, row.status, row.penalty_text, row.card}) cells.push_back(std::move(text));
        // The last one is the finish, which is the time itself.
        for (std::size_t i = 0; i < split_columns; ++i) cells.push_back(i + 1 < row.splits.size() ? row.splits[i].text : std::string{});
        add_race(cells, results.header);
        for (auto& text : Cells{source_of(row.time), flag(row.rank_shared), flag(row.too_close)}) cells.push_back(std::move(text));
        table.rows.push_back(std::move(cells));
    }
    return table;
}

Table schedule_table(const views::MeetView& meet) {
    Table table{{"time", "day", "current"}, {}};
    add_race_columns(table.columns);
    table.columns.emplace_back("distance_m");
    for (const auto& header : meet.races) {
        Cells cells{local_time(header.scheduled_us, "%H:%M"), local_time(header.scheduled_us, "%Y-%m-%d"), flag(meet.current_race == header.race)};
        add_race(cells, header);
        cells.push_back(std::to_string(header.distance_m));
        table.rows.push_back(std::move(cells));
    }
    return table;
}

Table clock_table(const views::BoardView* board, std::int64_t at_us) {
    Table table{{"clock", "running", "time_of_day", "recall"}, {}};
    add_race_columns(table.columns);
    std::string clock;
    const auto runs = board != nullptr && board->clock_runs && board->started_us;
    // Not before the start: with a delay the view may be newer than the instant by a hair.
    if (runs) clock = rules::format_time(std::chrono::microseconds{std::max<std::int64_t>(0, at_us - *board->started_us)}, running_unit);
    else if (board != nullptr) clock = board->leader_text;
    Cells cells{std::move(clock), flag(runs), local_time(at_us, "%H:%M:%S"), flag(board != nullptr && board->recall)};
    if (board != nullptr) add_race(cells, board->header);
    cells.resize(table.columns.size());
    table.rows.push_back(std::move(cells));
    return table;
}

}  // namespace bowball::feeds
