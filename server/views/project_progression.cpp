// The way of an event from heats to finals, for everybody who wants to know who rows next.
#include <algorithm>
#include <cctype>

#include "engine/progression.hpp"
#include "views/project.hpp"

namespace bowball::views {
namespace {

std::string code_of(const engine::MeetState& state, CrewId crew) {
    const auto known = state.crews.find(crew);
    return known == state.crews.end() ? std::string{} : known->second.code;
}

std::string name_of(const engine::MeetState& state, CrewId crew) {
    const auto known = state.crews.find(crew);
    return known == state.crews.end() ? std::string{} : known->second.name;
}

/// Whether the lanes of the programme are those that the table gives.
std::string compare(const engine::Race& race, const std::vector<rules::Seat>& seats) {
    if (!race.runs.empty() || race.stage == engine::Stage::official) return "settled";
    if (race.lanes.empty()) return "none";
    std::vector<engine::LaneDraw> draw;
    for (const auto& seat : seats) draw.push_back({seat.lane, seat.crew});
    return engine::lanes_agree(race, draw) ? "agree" : "differ";
}

ProgressionView::Race race_of(const engine::MeetState& state, const EventCode& event, const engine::RaceOutcomes& outcomes, const rules::ProgressionCase& the_case, const rules::ComposedRace& composed) {
    ProgressionView::Race shown;
    shown.phase = composed.race;
    shown.group = composed.group;
    shown.rowed = composed.rowed;
    if (const auto* group = rules::find_group(the_case, composed.group)) shown.routes = rules::describe_routes(*group);
    for (const auto& seat : composed.seats)
        shown.seats.push_back({seat.lane.value(), seat.crew.value(), code_of(state, seat.crew), name_of(state, seat.crew), std::string{to_string(seat.mark)}, seat.from});
    const auto* race = engine::race_of_phase(state, event, composed.race, outcomes);
    if (race == nullptr) return shown;
    shown.race = race->id().value();
    shown.lanes = compare(*race, composed.seats);
    if (shown.lanes != "differ") return shown;
    for (const auto& lane : race->lanes) shown.drawn.push_back({lane.lane.value(), lane.crew.value(), code_of(state, lane.crew)});
    return shown;
}

ProgressionView::Settled settled_of(const engine::MeetState& state, const rules::Progression& found, const engine::EventProgression::Settled& said) {
    ProgressionView::Settled shown;
    shown.where = said.where;
    const auto in_force = std::ranges::find(found.settled, said.by.seq, &rules::SettledTie::by);
    if (in_force != found.settled.end()) {
        shown.where = in_force->where;
        shown.places = static_cast<std::uint32_t>(in_force->places);
        shown.in_force = true;
    }
    for (const auto crew : said.crews) {
        shown.crews.push_back(code_of(state, crew));
        shown.numbers.push_back(crew.value());
    }
    shown.actor = said.by.actor.name;
    shown.reason = said.by.reason;
    shown.at_us = to_us(said.by.wall);
    return shown;
}

void fill(const engine::MeetState& state, const EventCode& event, const engine::RaceOutcomes& outcomes, const rules::ProgressionCase& the_case, const rules::Progression& found, ProgressionView& view) {
    for (const auto& race : found.races) view.races.push_back(race_of(state, event, outcomes, the_case, race));
    view.waiting = found.waiting;
    view.problems = found.problems;
    view.remarks = found.remarks;
    for (const auto& tie : found.ties) {
        ProgressionView::Tie shown{tie.where, {}, static_cast<std::uint32_t>(tie.places), std::string{to_string(tie.policy)}, {}, tie.is_unlike, engine::describe(state, event, tie)};
        for (const auto crew : tie.crews) {
            shown.crews.push_back(code_of(state, crew));
            shown.numbers.push_back(crew.value());
        }
        view.ties.push_back(std::move(shown));
    }
    for (const auto& said : state.progressions.at(event).settled) view.settled.push_back(settled_of(state, found, said));
    for (const auto& out : found.out) view.out.push_back({out.crew.value(), code_of(state, out.crew), out.after, std::string{to_string(out.reason)}});
    for (const auto& place : found.places) view.places.push_back({place.rank, place.crew.value(), code_of(state, place.crew), name_of(state, place.crew), place.race});
}

}  // namespace

std::string slug_of(const EventCode& event) {
    std::string slug;
    for (const auto c : event) {
        if (std::isalnum(static_cast<unsigned char>(c))) slug += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        else if (c == '+') slug += "-coxed";
        else if (c == '-') slug += "-coxless";
        else slug += '_';
    }
    return slug;
}

std::string progression_topic(const EventCode& event) { return "event/" + slug_of(event) + "/progression"; }

std::optional<ProgressionView> progression_view(const engine::MeetState& state, const EventCode& event, const engine::RaceOutcomes& outcomes) {
    const auto chosen = state.progressions.find(event);
    if (chosen == state.progressions.end()) return std::nullopt;
    ProgressionView view;
    view.event = event;
    if (const auto title = state.events.find(event); title != state.events.end()) view.event_title = title->second;
    view.table = chosen->second.table->id + " " + std::to_string(chosen->second.table->version);
    view.table_title = chosen->second.table->title;
    view.seed = chosen->second.seed;
    const auto the_case = rules::case_for(*chosen->second.table, chosen->second.entries.size());
    const auto found = engine::progression_of(state, event, outcomes);
    if (!the_case || !found) view.problems.push_back(!the_case ? the_case.error().text : found.error().text);
    else fill(state, event, outcomes, **the_case, *found, view);
    return view;
}

}  // namespace bowball::views
