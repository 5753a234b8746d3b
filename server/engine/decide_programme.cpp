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

Decided decide(const MeetState& state, const Order&, const DrawLanes& command) {
    const auto race = need_race(state, command.race);
    if (!race) return race.error();
    if (const auto open = need_not_official(**race); !open) return open.error();
    if (!(*race)->runs.empty())
        return Error{errc::wrong_state, name_of(command.race) + " has been armed. Lanes cannot be drawn anew; use DNS or scratch a crew."};
    if (command.lanes.size() > limits::lanes_per_race) return Error{errc::too_many, "So many lanes cannot be timed in one race."};
    std::vector<LaneNumber> lanes;
    for (const auto& draw : command.lanes) {
        const auto lane = "Lane " + std::to_string(draw.lane.value());
        if (draw.lane.value() == 0) return Error{errc::bad_input, "Lanes are numbered from 1."};
        if (!state.crews.contains(draw.crew)) return Error{errc::unknown_crew, lane + ": crew " + std::to_string(draw.crew.value()) + " is not entered."};
        if (state.scratched.contains(draw.crew)) return Error{errc::wrong_state, lane + ": " + name_of(state.crews.at(draw.crew)) + " has scratched. Take the scratch back first."};
        if (std::ranges::find(lanes, draw.lane) != lanes.end()) return Error{errc::bad_input, lane + " is drawn twice."};
        lanes.push_back(draw.lane);
    }
    return Events{LanesDrawn{command.race, command.lanes}};
}

}  // namespace bowball::engine
