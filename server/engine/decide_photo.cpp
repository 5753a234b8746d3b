// Decides what becomes of a photo-finish result file that a camera system wrote.
#include <algorithm>
#include <map>
#include <tuple>

#include "core/limits.hpp"
#include "core/text.hpp"
#include "engine/decide_steps.hpp"
#include "engine/photo_readings.hpp"

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

PhotoRow to_photo_row(const RawResultRow& raw, LaneNumber lane) {
    PhotoRow row;
    row.lane = lane;
    row.place = raw.place;
    row.time = raw.time;
    row.column = raw.column;
    row.watches = raw.watches;
    if (raw.status.empty()) return row;
    const auto typed = to_lower(trim(raw.status));
    const auto known = std::ranges::find(spellings, typed, &Spelling::typed);
    if (known != std::end(spellings)) row.status = known->status;
    else row.remark = raw.status;
    return row;
}

/// The lane of each row, as the file says. A file of a time trial names no lane at all: then it is the competitor's number. One
/// row without a lane among others that have one is a lane that could not be read, and nobody's.
std::vector<std::optional<LaneNumber>> lanes_of(const RawResult& result) {
    const auto names_lanes = std::ranges::any_of(result.rows, [](const RawResultRow& row) { return row.lane.has_value(); });
    std::vector<std::optional<LaneNumber>> lanes;
    for (const auto& row : result.rows) {
        const auto by_number = !names_lanes && !row.unreadable;
        const auto number = by_number ? parse_number(trim(row.identity)) : std::optional<std::uint64_t>{row.lane};
        if (number && *number > 0 && *number <= 0xFFFF) lanes.push_back(LaneNumber{static_cast<std::uint16_t>(*number)});
        else lanes.push_back(std::nullopt);
    }
    return lanes;
}

/// "17-2-1" for "017-2-01": some programs write leading zeros and some do not.
std::string plain_key(std::string_view key) {
    std::string plain;
    for (const auto part : split(key, '-')) {
        const auto text = trim(part);
        const auto digits = text.find_first_not_of('0');
        const auto is_number = !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
        if (!plain.empty()) plain += '-';
        plain += is_number ? (digits == std::string_view::npos ? "0" : text.substr(digits)) : text;
    }
    return plain;
}

const Race* find_by_key(const MeetState& state, const std::string& key) {
    if (key.empty()) return nullptr;
    const auto wanted = plain_key(key);
    for (const auto& [id, race] : state.races) {
        if (plain_key(race.programme.photo_key) == wanted) return &race;
    }
    return nullptr;
}

/// A row of which a part could not be read: what the camera said of that part before stands.
PhotoRow filled_up(PhotoRow row, const Race& race) {
    const auto known = std::ranges::find(race.camera, row.lane, &PhotoRow::lane);
    if (known == race.camera.end()) return row;
    if (!row.place && row.status == ResultStatus::none) std::tie(row.place, row.status) = std::tie(known->place, known->status);
    if (!row.time) std::tie(row.time, row.column) = std::tie(known->time, known->column);
    if (row.watches.empty()) row.watches = known->watches;
    return row;
}

/// What the file says of the crews in the race, one row a lane. A lane that stands twice is told to people.
std::vector<PhotoRow> rows_of(const Race& race, const RawResult& result) {
    std::vector<PhotoRow> rows;
    const auto lanes = lanes_of(result);
    for (std::size_t i = 0; i < lanes.size(); ++i) {
        const auto lane = lanes[i];
        if (!lane || race.lane(*lane) == nullptr) continue;
        const auto first = std::ranges::find(rows, *lane, &PhotoRow::lane);
        const auto row = to_photo_row(result.rows[i], *lane);
        if (first == rows.end()) rows.push_back(result.rows[i].unreadable ? filled_up(row, race) : row);
        else first->remark = "this lane twice";
    }
    return rows;
}

/// The picture was exported once more: what was read of it rests on the newer file, though no reading may have changed.
bool is_exported_anew(const Race& race, const RawResult& result) {
    return is_there(result.picture) && std::ranges::any_of(race.pictures, [&](const PhotoPicture& one) {
        return one.runs == race.runs.size() && one.document == result.document && one.picture != result.picture;
    });
}

/// What a file changes in what the camera said before: rows that differ, and lanes that vanished, as rows that say nothing.
/// The first news of a run brings the whole file: what the camera said of an earlier run is not of this one.
/// A row that names no lane because it was damaged may be that of a lane which is missing: then none has vanished.
std::vector<PhotoRow> news(const Race& race, const RawResult& result) {
    const auto file = rows_of(race, result);
    const auto hides_a_lane = std::ranges::any_of(result.rows, [](const RawResultRow& row) { return row.unreadable && !row.lane; });
    // What is official stays as it is: there only another reading is worth a person's attention.
    const auto is_whole = race.stage != Stage::official && is_exported_anew(race, result);

    std::vector<PhotoRow> changed;
    for (const auto& row : file) {
        const auto known = std::ranges::find(race.camera, row.lane, &PhotoRow::lane);
        if (known == race.camera.end() ? !is_blank(row) : is_whole || *known != row) changed.push_back(row);
    }
    for (const auto& known : race.camera) {
        const auto still_there = std::ranges::find(file, known.lane, &PhotoRow::lane) != file.end();
        if (!still_there && !hides_a_lane && !is_blank(known)) changed.push_back({known.lane, {}, {}, ResultStatus::none, {}});
    }
    const auto same_run = race.camera.empty() || race.camera_runs == race.runs.size();
    return changed.empty() || same_run ? changed : file;
}

/// For a race that only a camera knows: the rule set that most of the programme is judged by.
std::string usual_rules(const MeetState& state) {
    std::map<std::string, std::size_t> races;
    for (const auto& [id, race] : state.races) ++races[race.programme.rules];
    const auto most = std::ranges::max_element(races, {}, [](const auto& one) { return one.second; });
    if (most != races.end()) return most->first;
    return state.rule_sets.contains("rowing") || state.rule_sets.empty() ? "rowing" : state.rule_sets.begin()->first;
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
    PhotoRead read{race, result.document, {}, true, {}, result.picture};
    const auto lanes = lanes_of(result);
    for (std::size_t i = 0; i < lanes.size(); ++i) {
        const auto& raw = result.rows[i];
        const auto lane = lanes[i];
        const auto taken = lane && std::ranges::find(drawn.lanes, *lane, &LaneDraw::lane) != drawn.lanes.end();
        if (!lane || taken || drawn.lanes.size() == limits::lanes_per_race) continue;
        const CrewId crew{next_crew++};
        events.push_back(CrewEntered{crew, event, raw.affiliation, raw.name.empty() ? "Lane " + std::to_string(lane->value()) : raw.name, raw.affiliation, {}});
        drawn.lanes.push_back({*lane, crew});
        if (const auto row = to_photo_row(raw, *lane); !is_blank(row)) read.rows.push_back(row);
    }
    read.resolution = resolution_of(result.resolution, read.rows);
    events.push_back(RaceScheduled{race, event, result.key, title, WallTime{std::chrono::floor<std::chrono::microseconds>(order.at.time_since_epoch())},
                                   static_cast<std::int32_t>(result.distance_m.value_or(2000)), usual_rules(state), result.key});
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
        const auto usable = !result.key.empty() && std::ranges::any_of(lanes_of(result), [](const auto& lane) { return lane.has_value(); });
        return usable ? declare(state, order, result) : kept();
    }
    auto rows = news(*race, result);
    if (rows.empty()) return Events{};
    // A camera operator's correction after the result was made official changes nothing by itself: people reopen and apply it.
    if (race->stage == Stage::official) return kept();
    const auto resolution = resolution_of(result.resolution, rows);
    return Events{PhotoRead{race->id(), result.document, resolution, true, std::move(rows), result.picture}};
}

Decided decide(const MeetState& state, const Order&, const ApplyPhoto& command) {
    const auto race = need_race(state, command.race);
    if (!race) return race.error();
    if (const auto open = need_not_official(**race); !open) return open.error();
    const auto kept = std::ranges::find(state.unmatched_photos, command.document, [](const PhotoUnmatched& one) { return one.result.document; });
    if (kept == state.unmatched_photos.end()) return Error{errc::not_found, "There is no result file \"" + printable(command.document, 60) + "\" that waits for a race."};
    auto rows = rows_of(**race, kept->result);
    if (rows.empty()) return Error{errc::bad_input, "No lane of that file is drawn in " + name_of(command.race) + "."};
    const auto resolution = resolution_of(kept->result.resolution, rows);
    return Events{PhotoRead{command.race, command.document, resolution, true, std::move(rows), kept->result.picture}};
}

}  // namespace bowball::engine
