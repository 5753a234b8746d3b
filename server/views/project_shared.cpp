// What several views share: the header of a race, crews, cards, times as text.
#include <algorithm>

#include "engine/start_signal.hpp"
#include "rules/pace.hpp"
#include "views/project_race.hpp"

namespace bowball::views {
namespace {

/// A watch or button as it is read off: by the rule for watches; a swimmer's in the unit that its table has.
Duration read_on(Duration watch, const engine::ResultTime& time, const rules::TimeRules& rules) {
    return rules::round(watch, time.unit, rules.hand.say_something() ? rules.hand.rounding : rules::Rounding::down);
}

std::string status_of(engine::Phase phase) {
    switch (phase) {
        case engine::Phase::unofficial: return "unofficial";
        case engine::Phase::official: return "official";
        case engine::Phase::revised: return "revised";
        case engine::Phase::scheduled:
        case engine::Phase::called:
        case engine::Phase::at_start:
        case engine::Phase::attention:
        case engine::Phase::started:
        case engine::Phase::running:
        case engine::Phase::recalled:
        case engine::Phase::finished:
        case engine::Phase::abandoned:
        case engine::Phase::postponed:
        case engine::Phase::cancelled: break;
    }
    return "live";
}

}  // namespace

std::int64_t to_us(Duration span) { return std::chrono::floor<std::chrono::microseconds>(span).count(); }
std::int64_t to_us(RaceTime at) { return to_us(at.time_since_epoch()); }
std::int64_t uncertainty_us(Duration half_width) { return std::chrono::ceil<std::chrono::microseconds>(half_width).count(); }

std::string reaction_text(Duration reaction, const rules::TimeRules& rules) {
    // Cut towards zero: -0.0125 s shows -0.012.
    return rules::format_time(Duration{reaction.count() / rules.reaction_unit.count() * rules.reaction_unit.count()}, rules.reaction_unit);
}

RaceHeader header_of(const engine::MeetState& state, const engine::Race& race, const engine::Judgement& judgement) {
    RaceHeader header;
    header.race = race.id().value();
    header.run = judgement.run.value();
    header.sport = judgement.rules->sport;
    header.event = race.programme.event;
    const auto title = state.events.find(race.programme.event);
    if (title != state.events.end()) header.event_title = title->second;
    header.phase = race.programme.phase;
    header.title = race.programme.title;
    header.distance_m = race.programme.distance_m;
    header.scheduled_us = race.programme.scheduled_at.time_since_epoch().count();
    if (race.first_time && *race.first_time != race.programme.scheduled_at) header.first_scheduled_us = race.first_time->time_since_epoch().count();
    if (race.moved) header.schedule_reason = race.moved->reason;
    if (race.postponed) header.schedule_reason = race.postponed->reason;
    if (race.cancelled) header.schedule_reason = race.cancelled->reason;
    header.state = to_string(judgement.phase);
    header.status = status_of(judgement.phase);
    header.revision = race.revisions.empty() ? std::uint16_t{0} : race.revisions.back().number;
    header.simulated = state.simulated;
    return header;
}

namespace {

ShownCrew shown_in(const engine::MeetState& state, LaneNumber lane, CrewId id) {
    ShownCrew shown;
    shown.lane = lane.value();
    shown.crew = id.value();
    const auto crew = state.crews.find(id);
    if (crew == state.crews.end()) return shown;
    shown.code = crew->second.code;
    shown.name = crew->second.name;
    shown.club = crew->second.club;
    return shown;
}

}  // namespace

ShownCrew crew_of(const RaceCase& the_case, LaneNumber lane) {
    const auto* drawn = the_case.race.lane(lane);
    return shown_in(the_case.state, lane, drawn == nullptr ? CrewId{} : drawn->crew);
}

ShownChange change_of(const engine::MeetState& state, const engine::ChangedPlace& change) {
    const auto side_of = [](const engine::OfficialPlace& place) {
        ShownPlace side{place.rank, place.rank_shared, std::string{code_of(place.status)}, {}};
        if (place.time && place.rank) side.time_text = rules::format_time(place.time->published, place.time->unit);
        return side;
    };
    return {shown_in(state, change.after.lane, change.after.crew), side_of(change.before), side_of(change.after)};
}

namespace {

/// "0:30": beside a time of the day nobody is to wonder what thirty is. "0:22.5": as many digits as it has, to the millisecond.
std::string span_text(Duration span) {
    Duration unit = 1s;
    while (unit > 1ms && span % unit != 0ns) unit /= 10;
    const auto text = rules::format_time(span, unit);
    if (span >= 60s) return text;
    return (span < 10s ? "0:0" : "0:") + text;
}

/// The newest run that is over, and another is to count in its place; null: the race is rowed for the first time.
const engine::Run* run_before(const engine::Race& race) {
    using enum engine::Stage;
    const auto is_newest_open = race.stage == armed || race.stage == attention || race.stage == unofficial || race.stage == official;
    const auto over = race.runs.size() - (is_newest_open && !race.runs.empty() ? 1U : 0U);
    return over > 0 ? &race.runs[over - 1] : nullptr;
}

/// When the first crew is due by the programme. Nothing while that time is past, or none is set: postponed, called back, rowed again. A new
/// time in the programme makes it known again.
std::optional<std::int64_t> first_due_us(const engine::Race& race) {
    const auto us = race.programme.scheduled_at.time_since_epoch().count();
    const auto* before = run_before(race);
    const auto is_past = before != nullptr && to_us(engine::end_of(*before)) > us;
    return race.postponed || race.cancelled || is_past ? std::nullopt : std::optional{us};
}

}  // namespace

std::optional<ShownStart> start_of(const RaceCase& the_case, LaneNumber lane) {
    const auto& due = the_case.judgement.due;
    const auto found = std::ranges::find(due, lane, &engine::DueStart::lane);
    if (found == due.end()) return std::nullopt;
    const auto after_us = to_us(found->after_first);
    const auto first_us = first_due_us(the_case.race);
    return ShownStart{first_us ? std::optional{*first_us + after_us} : std::nullopt, after_us, span_text(found->after_first), found->from};
}

std::string card_of(const std::vector<engine::Offence>& offences, LaneNumber lane) {
    if (penalty_status(offences, lane) != engine::ResultStatus::none) return "red";
    return carries_yellow(offences, lane) ? "yellow" : "";
}

std::string speed_text(std::int32_t metres, Duration time) {
    const auto speed = rules::mean_speed_mm_s(metres, time);
    if (!speed) return {};
    const auto hundredths = std::to_string(100 + *speed / 10 % 100).substr(1);
    return std::to_string(*speed / 1000) + "." + hundredths;
}

std::string pace_text(std::int32_t metres, Duration time, const rules::AnalysisRules& rules) {
    const auto pace = rules::pace(metres, time, rules.pace_m);
    return pace ? rules::format_time(*pace, 100ms) : std::string{};
}

ShownTime shown(const engine::ResultTime& time, const rules::TimeRules& rules) {
    ShownTime shown;
    shown.text = rules::format_time(time.published, time.unit);
    // What several watches made is no finer than they are.
    const auto scoring = time.watches.empty() ? rules.scoring_unit : std::max(time.unit, rules.scoring_unit);
    shown.scoring_text = rules::format_time(rules::round(time.exact, scoring, rules.rounding), scoring);
    shown.time_us = to_us(time.exact);
    shown.uncertainty_us = uncertainty_us(time.uncertainty);
    shown.source = to_string(time.source);
    shown.by_hand = time.by_hand;
    shown.corrected = time.corrected;
    for (const auto watch : time.watches) shown.watches.push_back(rules::format_time(read_on(watch, time, rules), time.unit));
    if (time.official) {
        const auto text = [&](const std::optional<Duration>& span) { return span ? rules::format_time(*span, time.unit) : std::string{}; };
        shown.made_of = to_string(time.official->source);
        shown.backup_text = text(time.official->backup);
        shown.difference_text = text(time.official->difference);
        shown.correction_text = text(time.official->correction);
    }
    return shown;
}

Duration gap_unit(const engine::LaneResult& own, const engine::LaneResult* other) {
    const auto unit = own.time ? own.time->unit : Duration{};
    return other != nullptr && other->time ? std::max(unit, other->time->unit) : unit;
}

std::optional<ShownWind> wind_of(const engine::Judgement& judgement) {
    if (!judgement.wind) return std::nullopt;
    return ShownWind{rules::format_wind(judgement.wind->reading), judgement.wind->reading, judgement.wind->legal};
}

}  // namespace bowball::views
