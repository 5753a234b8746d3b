#include "net/link_preview.hpp"

#include <algorithm>

#include "core/markup.hpp"
#include "core/text.hpp"
#include "net/http.hpp"

namespace bowball::net {
namespace {

using views::MeetView;
using views::ResultsView;
using views::StartListView;

constexpr std::size_t longest_title = 110;
constexpr std::size_t longest_summary = 220;
constexpr std::size_t places_named = 3;
constexpr std::size_t races_named = 12;
constexpr std::string_view sealed_states[] = {"official", "revised"};

/// What is said of one thing.
struct Preview {
    std::string title;
    std::string summary;
    std::string preload;   ///< the view that the page will ask for first; empty: the meet alone
};

/// The view of a topic, if it is there and of this kind. Only topics that everybody may see are asked for here.
template <typename V>
std::shared_ptr<const V> public_view(const Air& air, const std::string& topic) {
    const auto view = air.view_of(topic);
    const auto* one = view ? std::get_if<V>(view.get()) : nullptr;
    return one == nullptr ? nullptr : std::shared_ptr<const V>{view, one};
}

std::string name_of(const views::ShownCrew& crew) { return crew.name.empty() || crew.name == crew.code ? crew.code : crew.code + " " + crew.name; }

std::string title_of(const views::RaceHeader& header) {
    if (!header.title.empty()) return header.title;
    auto title = header.event_title.empty() ? header.event : header.event_title;
    if (!header.phase.empty()) title += " " + header.phase;
    return title.empty() ? "Race " + std::to_string(header.race) : title;
}

void append(std::string& list, std::string_view separator, std::string_view item) {
    if (!list.empty()) list += separator;
    list += item;
}

/// "1 NED Amstel 6:46.11, 2 NZL Karapiro 6:47.02, 3 ...". Empty without a place.
std::string places_of(const ResultsView& results) {
    std::string places;
    std::size_t named = 0;
    for (const auto& row : results.rows) {
        if (!row.rank || !row.time || named == places_named) continue;
        append(places, ", ", std::to_string(*row.rank) + (row.rank_shared ? "= " : " ") + name_of(row.crew) + " " + row.time->text);
        ++named;
    }
    return places;
}

std::string crews_of(const StartListView& list) {
    std::string crews;
    for (const auto& row : list.rows) append(crews, ", ", std::to_string(row.crew.lane) + " " + row.crew.code);
    return crews;
}

/// Before a result is shown nothing is said of an order: who leads now leads no longer when somebody reads the message.
std::string summary_of(const ResultsView& results, const StartListView* list) {
    const auto is_sealed = std::ranges::find(sealed_states, results.header.status) != std::end(sealed_states);
    if (is_sealed || results.header.status == "unofficial") {
        if (const auto places = places_of(results); !places.empty()) return (is_sealed ? "Official: " : "Unofficial: ") + places;
    }
    return list == nullptr ? "" : crews_of(*list);
}

Preview of_race(const Air& air, std::uint64_t race) {
    const auto prefix = "race/" + std::to_string(race) + "/";
    const auto results = public_view<ResultsView>(air, prefix + "results");
    if (!results) return {};
    const auto list = public_view<StartListView>(air, prefix + "start_list");
    return {title_of(results->header) + " · Race " + std::to_string(race), summary_of(*results, list.get()), prefix + "results"};
}

Preview of_crew(const Air& air, const MeetView& meet, std::uint64_t crew) {
    Preview found;
    std::string races;
    for (const auto& header : meet.races) {
        const auto list = public_view<StartListView>(air, "race/" + std::to_string(header.race) + "/start_list");
        if (!list) continue;
        const auto row = std::ranges::find_if(list->rows, [&](const auto& one) { return one.crew.crew == crew; });
        if (row == list->rows.end()) continue;
        append(races, ", ", std::to_string(header.race));
        found.title = name_of(row->crew);
        found.summary = header.event_title.empty() ? header.event : header.event_title;
        if (!row->crew.club.empty()) append(found.summary, " · ", row->crew.club);
    }
    if (!races.empty()) append(found.summary, " · ", "Races " + races);
    return found;
}

Preview of_event(const MeetView& meet, const std::string& event) {
    Preview found;
    std::size_t named = 0;
    for (const auto& header : meet.races) {
        if (header.event != event || named == races_named) continue;
        found.title = header.event_title.empty() ? event : header.event_title;
        append(found.summary, ", ", std::to_string(header.race) + (header.phase.empty() ? "" : " " + header.phase));
        ++named;
    }
    if (!found.summary.empty()) found.summary.insert(0, "Races ");
    return found;
}

Preview preview_of(const Air& air, const MeetView& meet, std::string_view query) {
    if (const auto race = parse_number(query_value(query, "race"))) return of_race(air, *race);
    if (const auto crew = parse_number(query_value(query, "crew"))) return of_crew(air, meet, *crew);
    if (const auto event = query_value(query, "event"); !event.empty()) return of_event(meet, event);
    return {meet.name, meet.venue, {}};
}

/// No longer than `most` bytes, and never half a letter.
std::string cut(std::string text, std::size_t most) {
    if (text.size() <= most) return text;
    auto end = most;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    return text.substr(0, end) + "…";
}

std::string meta(std::string_view property, const std::string& content) {
    if (content.empty()) return {};
    return "<meta property=\"og:" + std::string{property} + "\" content=\"" + escape_markup(content) + "\" />\n";
}

}  // namespace

std::string link_preview(const Air& air, std::string_view query) {
    const auto meet = public_view<MeetView>(air, "meet");
    if (!meet) return {};
    auto preview = preview_of(air, *meet, query);
    if (preview.title.empty()) return {};
    if (meet->simulated) preview.summary.insert(0, "Demo, simulated. ");
    auto lines = meta("type", "website") + meta("site_name", cut(meet->name, longest_title)) + meta("title", cut(preview.title, longest_title)) + meta("description", cut(preview.summary, longest_summary));
    if (!preview.preload.empty()) lines += "<link rel=\"preload\" as=\"fetch\" href=\"/api/v1/views/" + preview.preload + "\" crossorigin=\"anonymous\" />\n";
    return lines;
}

}  // namespace bowball::net
