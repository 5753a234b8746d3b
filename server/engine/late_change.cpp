#include "engine/late_change.hpp"

#include <algorithm>
#include <set>

namespace bowball::engine {
namespace {

/// So many crews are named in a sentence; of more it says how many there are.
constexpr std::size_t most_named = 6;

bool has_begun(const Race& race) { return !race.runs.empty() || race.stage == Stage::official; }
bool was_official(const Race& race) { return race.stage == Stage::official || race.reopened; }

std::string name_of(const MeetState& state, CrewId crew) {
    const auto known = state.crews.find(crew);
    return known == state.crews.end() || known->second.code.empty() ? "crew " + std::to_string(crew.value()) : known->second.code;
}

std::string lane_of(const std::optional<LaneNumber>& lane) { return lane ? ", lane " + std::to_string(lane->value()) : std::string{}; }

std::string say(const MeetState& state, const rules::SeatChange& change) {
    const auto who = name_of(state, change.crew);
    if (change.race_before.empty()) return who + " into " + change.race_after + lane_of(change.lane_after);
    if (change.race_after.empty()) return who + " out of " + change.race_before;
    const auto lane = [](const std::optional<LaneNumber>& number) { return "lane " + std::to_string(number->value()); };
    if (change.race_before == change.race_after) return who + " in " + change.race_after + " from " + lane(change.lane_before) + " to " + lane(change.lane_after);
    return who + " from " + change.race_before + " into " + change.race_after + lane_of(change.lane_after);
}

std::string list_of(const std::vector<const Race*>& races) {
    std::string text;
    for (const auto* race : races) text += (text.empty() ? "" : ", ") + race->programme.phase + " (race " + std::to_string(race->id().value()) + ")";
    return text;
}

}  // namespace

LateChange late_change(const MeetState& state, const EventCode& event, const RaceOutcomes& outcomes, const rules::Progression& before,
                       const rules::Progression& after) {
    LateChange found{rules::changes(before, after), {}, {}, {}, {}};
    for (const auto& problem : after.problems) {
        if (std::ranges::find(before.problems, problem) == before.problems.end()) found.problems.push_back(problem);
    }
    std::set<std::string> phases;
    for (const auto& seat : found.seats) phases.insert({seat.race_before, seat.race_after});
    std::set<RaceId> seen;
    for (const auto& phase : phases) {
        const auto* race = race_of_phase(state, event, phase, outcomes);
        if (race == nullptr || !seen.insert(race->id()).second || (race->lanes.empty() && !has_begun(*race))) continue;
        found.drawn.push_back(race);
        if (has_begun(*race)) found.begun.push_back(race);
        if (was_official(*race)) found.official.push_back(race);
    }
    for (auto* races : {&found.drawn, &found.begun, &found.official}) std::ranges::sort(*races, {}, &Race::id);
    return found;
}

std::string describe(const MeetState& state, const LateChange& change) {
    const auto is = [](const std::vector<const Race*>& races) { return races.size() == 1 ? " is " : " are "; };
    auto text = list_of(change.drawn) + is(change.drawn) + "drawn already";
    if (!change.official.empty()) text += ", and " + list_of(change.official) + is(change.official) + "official";
    else if (!change.begun.empty()) text += ", and " + list_of(change.begun) + (change.begun.size() == 1 ? " has" : " have") + " been at the start";
    text += ". Carried out now it changes: ";
    for (std::size_t i = 0; i < change.seats.size() && i < most_named; ++i) text += (i > 0 ? "; " : "") + say(state, change.seats[i]);
    if (change.seats.size() > most_named) text += "; and " + std::to_string(change.seats.size() - most_named) + " more";
    text += ".";
    for (const auto& problem : change.problems) text += " " + problem;
    return text;
}

bool has_later_round(const MeetState& state, const Race& race) {
    const auto chosen = state.progressions.find(race.programme.event);
    if (chosen == state.progressions.end()) return false;
    const auto the_case = rules::case_for(*chosen->second.table, chosen->second.entries.size());
    if (!the_case) return false;
    auto is_later = false;
    for (const auto& group : (*the_case)->groups) {
        const auto holds = [&](const std::string& phase) { return std::ranges::find(group.races, phase) != group.races.end(); };
        const auto is_ready = [&](const auto& one) {
            const auto& other = one.second;
            return other.programme.event == race.programme.event && holds(other.programme.phase) && (!other.lanes.empty() || has_begun(other));
        };
        if (is_later && std::ranges::any_of(state.races, is_ready)) return true;
        is_later = is_later || holds(race.programme.phase);
    }
    return false;
}

}  // namespace bowball::engine
