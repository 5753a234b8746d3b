#include "formats/programme.hpp"

#include "formats/archive.hpp"
#include "formats/toml_file.hpp"
#include "formats/toml_place.hpp"
#include "rules/rounding.hpp"

namespace bowball::formats {
namespace {

struct EventRow {
    std::string code;
    std::string title;
    std::string progression;     ///< id of a table; none: the organiser draws every race
    std::uint32_t seeded = 0;
};
struct CrewRow {
    std::uint32_t id = 0;
    std::string event;
    std::string code;
    std::string name;
    std::string club;
    std::vector<std::string> members;
    std::string category;
    std::vector<std::uint32_t> birth_years;
    std::optional<std::int64_t> handicap_ms;
};
struct RaceRow {
    std::uint32_t number = 0;
    std::string event;
    std::string phase;
    std::string title;
    std::int32_t distance_m = 0;
    std::string rules = "rowing";
    std::string photo_key;
    std::uint16_t advance = 0;
    std::optional<std::int32_t> minutes_after_first;
    std::vector<std::uint32_t> lanes;
};
struct RecordRow {
    engine::RecordKind kind = engine::RecordKind::meet;
    std::string event;
    std::int32_t distance_m = 0;
    std::string time;            ///< "5:18.68"
    std::string rules;           ///< id of config/rules/records
    std::string holder;
    std::string noc;
    std::string date;
    std::string place;
    std::vector<std::string> teams;
};
struct ProgrammeFile {
    std::string name;
    std::string venue;
    std::int32_t course_m = 2000;
    std::int32_t minutes_between = 10;
    std::vector<EventRow> events;
    std::vector<CrewRow> crews;
    std::vector<RaceRow> races;
    std::vector<RecordRow> records;
};

template <class A> void fields(A& a, EventRow& r) { a("code", r.code); a("title", r.title); a("progression", r.progression); a("seeded", r.seeded); }
template <class A> void fields(A& a, CrewRow& r) {
    a("id", r.id);
    a("event", r.event);
    a("code", r.code);
    a("name", r.name);
    a("club", r.club);
    a("members", r.members);
    a("category", r.category);
    a("birth_years", r.birth_years);
    a("handicap_ms", r.handicap_ms);
}
template <class A> void fields(A& a, RaceRow& r) {
    a("number", r.number);
    a("event", r.event);
    a("phase", r.phase);
    a("title", r.title);
    a("distance_m", r.distance_m);
    a("rules", r.rules);
    a("photo_key", r.photo_key);
    a("advance", r.advance);
    a("minutes_after_first", r.minutes_after_first);
    a("lanes", r.lanes);
}
template <class A> void fields(A& a, RecordRow& r) {
    a("kind", r.kind);
    a("event", r.event);
    a("distance_m", r.distance_m);
    a("time", r.time);
    a("rules", r.rules);
    a("holder", r.holder);
    a("noc", r.noc);
    a("date", r.date);
    a("place", r.place);
    a("teams", r.teams);
}
template <class A> void fields(A& a, ProgrammeFile& p) {
    a("name", p.name);
    a("venue", p.venue);
    a("course_m", p.course_m);
    a("minutes_between", p.minutes_between);
    a("events", p.events);
    a("crews", p.crews);
    a("races", p.races);
    a("records", p.records);
    a.asked("first_race");
}

/// "2026-07-24T09:00:00" or with an offset; without one it is taken as UTC.
Result<WallTime> first_race_of(const TomlFile& parsed, WallTime otherwise) {
    const auto* value = parsed.root->get("first_race");
    if (value == nullptr) return otherwise;
    const TomlNode node{*value, parsed.file, "first_race"};
    const auto instant = node.instant();
    if (!instant) return Error{errc::bad_input, node.where() + " must be a date and time such as 2026-07-24T09:00:00Z."};
    return WallTime{std::chrono::floor<std::chrono::microseconds>(*instant)};
}

/// Crews in the order of the file: the seeded ones first.
engine::ChooseProgression choice_of(const EventRow& row, const std::vector<CrewRow>& crews) {
    engine::ChooseProgression choice{row.code, row.progression, {}, row.seeded};
    for (const auto& crew : crews) {
        if (crew.event == row.code) choice.entries.push_back(CrewId{crew.id});
    }
    return choice;
}

engine::CrewEntered crew_of(const CrewRow& row) {
    engine::CrewEntered crew{CrewId{row.id}, row.event, row.code, row.name, row.club, row.members};
    crew.category = row.category;
    crew.birth_years = row.birth_years;
    crew.handicap_ms = row.handicap_ms;
    return crew;
}

engine::DrawLanes draw_of(const RaceRow& row) {
    engine::DrawLanes draw{RaceId{row.number}, {}};
    for (std::size_t i = 0; i < row.lanes.size(); ++i) {
        if (row.lanes[i] != 0) draw.lanes.push_back({LaneNumber{static_cast<std::uint16_t>(i + 1)}, CrewId{row.lanes[i]}});
    }
    return draw;
}

}  // namespace

Result<std::vector<engine::Command>> read_programme(std::string_view text, const std::string& file, WallTime start) {
    const auto parsed = parse_toml(text, file);
    if (!parsed) return parsed.error();
    const ReadRules reading{milliseconds, true, false, 10'000, 1000};
    const auto programme = read_struct<ProgrammeFile>(parsed->node(), reading);
    if (!programme) return programme.error();
    const auto first_race = first_race_of(*parsed, start);
    if (!first_race) return first_race.error();

    std::vector<engine::Command> orders{engine::OpenMeet{programme->name, programme->venue, programme->course_m}};
    for (const auto& row : programme->events) orders.emplace_back(engine::DeclareEvent{row.code, row.title});
    for (const auto& row : programme->crews) orders.emplace_back(engine::EnterCrew{crew_of(row)});
    for (const auto& row : programme->events) {
        if (!row.progression.empty()) orders.emplace_back(choice_of(row, programme->crews));
    }
    for (std::size_t i = 0; i < programme->records.size(); ++i) {
        const auto& row = programme->records[i];
        const auto time = rules::parse_time(row.time);
        if (!time) return at_its_place(parsed->node(), "records[" + std::to_string(i) + "].time: " + time.error().text);
        orders.emplace_back(engine::RegisterRecord{{row.kind, row.event, row.distance_m, *time, row.holder, row.noc, row.date, row.place, row.teams}, row.rules});
    }
    auto minutes = std::int32_t{0};
    for (const auto& row : programme->races) {
        minutes = row.minutes_after_first.value_or(minutes);
        const auto distance = row.distance_m > 0 ? row.distance_m : programme->course_m;
        const auto when = *first_race + std::chrono::minutes{minutes};
        orders.emplace_back(engine::ScheduleRace{{RaceId{row.number}, row.event, row.phase, row.title, when, distance, row.rules, row.photo_key, row.advance}});
        if (!row.lanes.empty()) orders.emplace_back(draw_of(row));
        minutes += programme->minutes_between;
    }
    return orders;
}

Result<std::vector<engine::Command>> load_programme(const std::string& file, WallTime start) {
    const auto text = read_text_file(file);
    if (!text) return text.error();
    return read_programme(*text, file, start);
}

}  // namespace bowball::formats
