// Decides what becomes of a photo-finish reading: typed by a judge, or a result file that a camera system wrote.
#include <algorithm>

#include "core/text.hpp"
#include "engine/decide_steps.hpp"

namespace bowball::engine {
namespace {

/// What camera operators type for a crew without a place, beside the codes themselves.
struct Spelling {
    std::string_view typed;
    ResultStatus status;
};
constexpr Spelling spellings[] = {
    {"dns", ResultStatus::did_not_start},  {"dnf", ResultStatus::did_not_finish},  {"dq", ResultStatus::disqualified},
    {"dsq", ResultStatus::disqualified},   {"disq.", ResultStatus::disqualified},  {"exc", ResultStatus::excluded},
    {"scr", ResultStatus::scratched},      {"aufg.", ResultStatus::did_not_finish}, {"n.a.", ResultStatus::did_not_start},
    {"buw", ResultStatus::under_weight},   {"rel", ResultStatus::relegated},
};

bool is_blank(const RawResultRow& row) { return !row.place && !row.time && row.status.empty(); }

PhotoRow to_photo_row(const RawResultRow& raw, LaneNumber lane) {
    PhotoRow row;
    row.lane = lane;
    row.place = raw.place;
    row.time = raw.time;
    if (raw.status.empty()) return row;
    const auto typed = to_lower(trim(raw.status));
    const auto known = std::ranges::find(spellings, typed, &Spelling::typed);
    if (known != std::end(spellings)) row.status = known->status;
    else row.remark = raw.status;
    return row;
}

/// The lane of a row: as the file says; in a time trial, where lanes are empty, the competitor's number.
std::optional<LaneNumber> lane_of(const RawResultRow& row) {
    const auto number = row.lane ? std::optional<std::uint64_t>{*row.lane} : parse_number(trim(row.identity));
    if (!number || *number == 0 || *number > 0xFFFF) return std::nullopt;
    return LaneNumber{static_cast<std::uint16_t>(*number)};
}

const Race* find_by_key(const MeetState& state, const std::string& key) {
    for (const auto& [id, race] : state.races) {
        if (!key.empty() && race.programme.photo_key == key) return &race;
    }
    return nullptr;
}

/// The rows that say something new of crews in the race.
std::vector<PhotoRow> news(const Race& race, const RawResult& result) {
    std::vector<PhotoRow> rows;
    for (const auto& raw : result.rows) {
        const auto lane = lane_of(raw);
        if (!lane || race.lane(*lane) == nullptr) continue;
        const auto row = to_photo_row(raw, *lane);
        const auto known = std::ranges::find(race.photo, *lane, &PhotoRow::lane);
        const auto is_new = known == race.photo.end() ? !is_blank(raw) : *known != row;
        if (is_new) rows.push_back(row);
    }
    return rows;
}

/// An unknown race is a race: a file for one that the programme does not have brings its own crews and lanes.
Events declare(const MeetState& state, const Order& order, const RawResult& result) {
    const auto next_race = state.races.empty() ? 1 : state.races.rbegin()->first.value() + 1;
    auto next_crew = state.crews.empty() ? 1 : state.crews.rbegin()->first.value() + 1;
    const RaceId race{next_race};
    const auto event = "photo " + result.key.substr(0, result.key.find('-'));
    const auto title = result.title.empty() ? "Race " + result.key : result.title;
    Events events;
    if (!state.events.contains(event)) events.push_back(EventDeclared{event, title});
    LanesDrawn drawn{race, {}};
    PhotoRead read{race, result.document, result.resolution, {}};
    for (const auto& raw : result.rows) {
        const auto lane = lane_of(raw);
        const auto taken = lane && std::ranges::find(drawn.lanes, *lane, &LaneDraw::lane) != drawn.lanes.end();
        if (!lane || taken) continue;
        const CrewId crew{next_crew++};
        events.push_back(CrewEntered{crew, event, raw.affiliation, raw.name.empty() ? "Lane " + std::to_string(lane->value()) : raw.name, raw.affiliation, {}});
        drawn.lanes.push_back({*lane, crew});
        if (!is_blank(raw)) read.rows.push_back(to_photo_row(raw, *lane));
    }
    const auto rules = state.rule_sets.empty() ? std::string{} : state.rule_sets.begin()->first;
    events.push_back(RaceScheduled{race, event, result.key, title, WallTime{std::chrono::floor<std::chrono::microseconds>(order.at.time_since_epoch())},
                                   static_cast<std::int32_t>(result.distance_m.value_or(2000)), rules, result.key});
    events.push_back(drawn);
    events.push_back(read);
    if (!state.current) events.push_back(RaceSelected{race});
    return events;
}

}  // namespace

Decided decide(const MeetState& state, const Order& order, const ReportResult& command) {
    const auto& result = command.result;
    const auto* race = find_by_key(state, result.key);
    const auto kept = [&]() -> Events {
        const auto known = std::ranges::find(state.unmatched_photos, result, &PhotoUnmatched::result);
        return known != state.unmatched_photos.end() ? Events{} : Events{PhotoUnmatched{result}};
    };
    if (race == nullptr) {
        const auto usable = !result.key.empty() && std::ranges::any_of(result.rows, [](const RawResultRow& row) { return lane_of(row).has_value(); });
        return usable ? declare(state, order, result) : kept();
    }
    auto rows = news(*race, result);
    if (rows.empty()) return Events{};
    // A camera operator's correction after the result was made official changes nothing by itself: people reopen first.
    if (race->stage == Stage::official) return kept();
    return Events{PhotoRead{race->id(), result.document, result.resolution, std::move(rows)}};
}

Decided decide(const MeetState& state, const Order&, const ReadPhoto& command) {
    const auto race = need_race(state, command.race);
    if (!race) return race.error();
    if (const auto open = need_not_official(**race); !open) return open.error();
    if (command.rows.empty()) return Error{errc::bad_input, "A reading names at least one lane."};
    for (const auto& row : command.rows) {
        if (const auto lane = need_lane(**race, row.lane); !lane) return lane.error();
        if (row.place && *row.place == 0) return Error{errc::bad_input, "Places are numbered from 1."};
        if (row.time && *row.time <= 0ns) return Error{errc::bad_input, "A time read from the picture is longer than zero."};
    }
    return Events{PhotoRead{command.race, command.document, command.resolution, command.rows}};
}

}  // namespace bowball::engine
