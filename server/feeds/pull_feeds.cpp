#include "feeds/pull_feeds.hpp"

#include <algorithm>

#include "core/digest.hpp"
#include "core/limits.hpp"
#include "core/text.hpp"
#include "feeds/race_tables.hpp"

namespace bowball::feeds {
namespace {

/// A template has lines for so many without being told.
constexpr std::size_t usual_rows = 8;

/// The topic of each feed; what stands after race/<id>/, or whole.
struct Kind {
    std::string_view name;
    std::string_view topic;
    bool of_race = false;
};
constexpr Kind kinds[] = {
    {"startlist", "start_list", true}, {"board", "board", true}, {"results", "results", true}, {"clock", "board", true}, {"schedule", "meet", false}, {"medals", "meet/medals", false},
};

const Kind* kind_of(std::string_view name) {
    const auto found = std::ranges::find(kinds, name, &Kind::name);
    return found == std::end(kinds) ? nullptr : found;
}

std::string type_of(const std::string& form) {
    if (form == "json") return "application/json";
    if (form == "csv") return "text/csv; charset=utf-8";
    return "application/xml; charset=utf-8";
}

Document write(const Table& table, const std::string& form) {
    auto text = form == "json" ? to_json(table) : form == "csv" ? to_csv(table) : to_xml(table);
    // Weak: compressed on the way, it is the same document.
    auto etag = "W/\"" + to_hex(sha256(text)).substr(0, 16) + "\"";
    return {type_of(form), std::make_shared<const std::string>(std::move(text)), std::move(etag), 0};
}

/// A number of the address, within its bounds.
Result<std::uint64_t> number_of(const PullFeeds::Parameter& parameter, const char* name, std::uint64_t most) {
    const auto text = parameter(name);
    if (text.empty()) return 0;
    const auto number = parse_number(text);
    if (!number || *number > most) return Error{errc::bad_input, std::string{name} + " is a number up to " + std::to_string(most) + "."};
    return *number;
}

/// What a feed's view is as a table. A view of another kind gives none.
std::optional<Table> table_of(const views::View& view) {
    if (const auto* list = std::get_if<views::StartListView>(&view)) return start_list_table(*list);
    if (const auto* board = std::get_if<views::BoardView>(&view)) return board_table(*board);
    if (const auto* results = std::get_if<views::ResultsView>(&view)) return results_table(*results);
    if (const auto* meet = std::get_if<views::MeetView>(&view)) return schedule_table(*meet);
    if (const auto* medals = std::get_if<views::MedalsView>(&view)) return medals_table(*medals);
    return std::nullopt;
}

/// The columns of a feed that has nothing to show.
Table empty_table(const std::string& kind) {
    if (kind == "startlist") return start_list_table({});
    if (kind == "board") return board_table({});
    if (kind == "results") return results_table({});
    if (kind == "medals") return medals_table({});
    return schedule_table({});
}

}  // namespace

Duration PullFeeds::limits_of_past(int speed) { return limits::feed_delay_longest * speed; }

Result<PullFeeds::Wish> PullFeeds::parse(std::string_view name, const Parameter& parameter, std::int64_t now_us) const {
    const auto dot = name.find('.');
    Wish wish{std::string{name.substr(0, dot)}, dot == std::string_view::npos ? "" : std::string{name.substr(dot + 1)}, parameter("race"), {}, now_us};
    const auto is_form = wish.form == "json" || wish.form == "csv" || wish.form == "xml";
    if (kind_of(wish.kind) == nullptr || !is_form)
        return Error{errc::not_found, "There is no feed \"" + printable(name, 40) + "\". There are startlist, board, results, schedule, medals and clock, each as .json, .csv and .xml."};
    if (!wish.race.empty() && !parse_number(wish.race)) return Error{errc::bad_input, "race is the number of a race."};
    const auto rows = number_of(parameter, "rows", limits::lanes_per_race);
    if (!rows) return rows.error();
    const auto from = number_of(parameter, "from", limits::lanes_per_race);
    if (!from) return from.error();
    const auto delay_ms = number_of(parameter, "delay_ms", limits::feed_delay_longest / 1ms);
    if (!delay_ms) return delay_ms.error();
    wish.window = {*from == 0 ? 0 : *from - 1, *rows, usual_rows};
    wish.at_us -= static_cast<std::int64_t>(*delay_ms) * 1000 * speed_;
    return wish;
}

/// The view to show; none where no race is on, or it was not on the air then.
Result<Past::Found> PullFeeds::source_of(const Wish& wish) const {
    const auto& kind = *kind_of(wish.kind);
    auto topic = std::string{kind.topic};
    if (kind.of_race) {
        auto race = wish.race;
        if (race.empty()) {
            const auto meet = past_.find("meet", wish.at_us);
            const auto* view = meet.view ? std::get_if<views::MeetView>(meet.view.get()) : nullptr;
            if (view == nullptr || !view->current_race) return Past::Found{nullptr, true, meet.begins_us};
            race = std::to_string(*view->current_race);
        }
        topic = "race/" + race + "/" + topic;
    }
    auto found = past_.find(topic, wish.at_us);
    if (!found.is_known && !wish.race.empty()) return Error{errc::not_found, "There is no race " + wish.race + "."};
    return found;
}

Document PullFeeds::keep(std::string key, SharedView source, Document document) {
    if (kept_.size() >= most_kept_) kept_.pop_front();
    kept_.push_back({std::move(key), std::move(source), document});
    return document;
}

Result<Document> PullFeeds::find(std::string_view name, const Parameter& parameter, std::int64_t now_us) {
    const auto wish = parse(name, parameter, now_us);
    if (!wish) return wish.error();
    const auto found = source_of(*wish);
    if (!found) return found.error();
    if (found->begins_us) return Document{{}, nullptr, {}, std::max<std::int64_t>(1, (*found->begins_us - wish->at_us) / speed_)};
    const auto& source = found->view;
    if (wish->kind == "clock") {
        const auto* board = source ? std::get_if<views::BoardView>(source.get()) : nullptr;
        return write(clock_table(board, wish->at_us), wish->form);
    }
    const auto key = std::string{name} + " " + wish->race + " " + std::to_string(wish->window.from) + " " + std::to_string(wish->window.count);
    const auto known = std::ranges::find_if(kept_, [&](const Kept& one) { return one.source == source && one.key == key; });
    if (known != kept_.end()) return known->document;
    auto table = source ? table_of(*source) : std::optional{empty_table(wish->kind)};
    if (!table) return Error{errc::not_found, "There is no feed \"" + printable(name, 40) + "\" of this view."};
    return keep(key, source, write(cut_or_pad(std::move(*table), wish->window), wish->form));
}

}  // namespace bowball::feeds
