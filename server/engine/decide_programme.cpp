// Decides orders about the programme: meet, rules, events, crews, races, lanes.
#include <algorithm>

#include "core/limits.hpp"
#include "engine/decide_steps.hpp"

namespace bowball::engine {
namespace {

Result<void> need_name(std::string_view name, std::string_view what) {
    if (name.empty()) return Error{errc::bad_input, std::string{what} + " needs a name."};
    if (name.size() > limits::name_bytes) return Error{errc::too_large, std::string{what} + ": the name is too long."};
    return {};
}

/// A crew of another event may race here, in a head race of several or as a guest: somebody says why.
Result<void> check_crews(const MeetState& state, const Order& order, const Race& race, const std::vector<LaneDraw>& lanes) {
    for (const auto& draw : lanes) {
        const auto crew = state.crews.find(draw.crew);
        if (crew == state.crews.end() || crew->second.event == race.programme.event) continue;
        const auto said = need_reason(order, "to let " + name_of(crew->second) + " race in " + race.programme.event);
        if (!said) return said;
    }
    return {};
}

bool are_drawn(const Race& race, const std::vector<LaneDraw>& lanes) {
    const auto is_there = [&](const LaneDraw& draw) {
        const auto* lane = race.lane(draw.lane);
        return lane != nullptr && lane->crew == draw.crew;
    };
    return lanes.size() == race.lanes.size() && std::ranges::all_of(lanes, is_there);
}

}  // namespace

Decided decide(const MeetState&, const Order&, const OpenMeet& command) {
    if (const auto named = need_name(command.name, "A meet"); !named) return named.error();
    if (command.course_m <= 0) return Error{errc::bad_input, "The course must be longer than 0 m."};
    return Events{MeetOpened{command.name, command.venue, command.course_m}};
}

Decided decide(const MeetState& state, const Order&, const RegisterRuleSet& command) {
    if (const auto sound = rules::check(*command.rules); !sound) return sound.error();
    const auto known = state.rule_sets.find(command.rules->id);
    if (known != state.rule_sets.end() && *known->second == *command.rules) return Events{};
    return Events{RuleSetRegistered{command.rules}};
}

Decided decide(const MeetState&, const Order&, const DeclareEvent& command) {
    if (const auto named = need_name(command.code, "An event"); !named) return named.error();
    return Events{EventDeclared{command.code, command.title}};
}

Decided decide(const MeetState& state, const Order&, const ScheduleRace& command) {
    const auto& race = command.race;
    if (race.race.value() == 0) return Error{errc::bad_input, "Races are numbered from 1."};
    if (state.race(race.race) != nullptr) return Error{errc::already_exists, name_of(race.race) + " is in the programme already."};
    if (!state.events.contains(race.event)) return Error{errc::unknown_event, "There is no event \"" + race.event + "\"."};
    if (race.distance_m <= 0) return Error{errc::bad_input, name_of(race.race) + ": the distance must be longer than 0 m."};
    return Events{race};
}

Result<void> may_draw(const MeetState& state, const Race& race, const std::vector<LaneDraw>& lanes) {
    if (const auto open = need_not_official(race); !open) return open.error();
    if (!race.runs.empty()) return Error{errc::wrong_state, name_of(race.id()) + " has been armed. Lanes cannot be drawn anew; use DNS or scratch a crew."};
    if (lanes.size() > limits::lanes_per_race) return Error{errc::too_many, "So many lanes cannot be timed in one race."};
    for (auto draw = lanes.begin(); draw != lanes.end(); ++draw) {
        const auto lane = "Lane " + std::to_string(draw->lane.value());
        if (!state.crews.contains(draw->crew)) return Error{errc::unknown_crew, lane + ": crew " + std::to_string(draw->crew.value()) + " is not entered."};
        const auto name = name_of(state.crews.at(draw->crew));
        if (state.scratched.contains(draw->crew)) return Error{errc::wrong_state, lane + ": " + name + " has scratched. Take the scratch back first."};
        if (std::find_if(lanes.begin(), draw, [&](const LaneDraw& before) { return before.lane == draw->lane; }) != draw) return Error{errc::bad_input, lane + " is drawn twice."};
        const auto before = std::find_if(lanes.begin(), draw, [&](const LaneDraw& other) { return other.crew == draw->crew; });
        if (before != draw) return Error{errc::bad_input, name + " is drawn in lane " + std::to_string(before->lane.value()) + " and in lane " + std::to_string(draw->lane.value()) + "."};
    }
    return {};
}

Decided decide(const MeetState& state, const Order& order, const DrawLanes& command) {
    const auto race = need_race(state, command.race);
    if (!race) return race.error();
    if (const auto may = may_draw(state, **race, command.lanes); !may) return may.error();
    if (const auto crews = check_crews(state, order, **race, command.lanes); !crews) return crews.error();
    if (!(*race)->lanes.empty() && !are_drawn(**race, command.lanes)) {
        if (const auto said = need_reason(order, "to change lanes that were drawn"); !said) return said.error();
    }
    return Events{LanesDrawn{command.race, command.lanes}};
}

}  // namespace bowball::engine
