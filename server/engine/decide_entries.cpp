// Decides orders about entries: crews one by one or as a list, other people in a boat, scratches.
#include <algorithm>

#include "core/limits.hpp"
#include "engine/decide_steps.hpp"

namespace bowball::engine {
namespace {

Result<void> check_names(const CrewEntered& crew) {
    if (crew.name.empty()) return Error{errc::bad_input, "A crew needs a name."};
    for (const auto& text : {crew.name, crew.code, crew.club, crew.noc}) {
        if (text.size() > limits::name_bytes) return Error{errc::too_large, "A crew: the name is too long."};
    }
    if (crew.members.size() > limits::crew_members) return Error{errc::too_many, "A crew: so many people sit in no boat."};
    for (const auto& name : crew.members) {
        if (name.size() > limits::name_bytes) return Error{errc::too_large, "A crew: the name of a member is too long."};
    }
    return {};
}

/// Years of birth and a handicap that nobody has are slips of the keyboard.
Result<void> check_masters(const CrewEntered& crew) {
    if (crew.category.size() > limits::name_bytes) return Error{errc::too_large, "The crew's category is too long."};
    if (crew.birth_years.size() > limits::crew_members) return Error{errc::too_large, "No boat has so many rowers."};
    if (std::ranges::any_of(crew.birth_years, [](std::uint32_t year) { return year < 1850 || year > 2200; })) return Error{errc::bad_input, "A year of birth has four digits, such as 1968."};
    constexpr std::int64_t an_hour = 3'600'000;
    if (crew.handicap_ms && (*crew.handicap_ms > an_hour || *crew.handicap_ms < -an_hour)) return Error{errc::bad_input, "A handicap is an hour at most; it is in milliseconds."};
    return {};
}

Result<void> check_crew(const CrewEntered& crew) {
    if (const auto named = check_names(crew); !named) return named.error();
    return check_masters(crew);
}

Result<const CrewEntered*> need_crew(const MeetState& state, CrewId id) {
    const auto crew = state.crews.find(id);
    if (crew == state.crews.end()) return Error{errc::unknown_crew, "Crew " + std::to_string(id.value()) + " is not entered."};
    return &crew->second;
}

/// A crew that stands at the line or is on its way stays as it is: who finished is who started.
bool is_racing(const MeetState& state, CrewId crew) {
    return std::ranges::any_of(state.races, [&](const auto& one) {
        const auto& race = one.second;
        const auto is_on = race.stage == Stage::armed || race.stage == Stage::attention;
        return is_on && std::ranges::find(race.lanes, crew, &LaneState::crew) != race.lanes.end();
    });
}

/// What a scratch, or its end, means to the races that are not begun.
void add_statuses(const MeetState& state, CrewId crew, bool scratched, Events& events) {
    const auto before = scratched ? ResultStatus::none : ResultStatus::scratched;
    const auto after = scratched ? ResultStatus::scratched : ResultStatus::none;
    for (const auto& [id, race] : state.races) {
        const auto lane = std::ranges::find(race.lanes, crew, &LaneState::crew);
        if (lane == race.lanes.end() || lane->status != before) continue;
        if (race.is_to_come() && race.is_called(lane->lane)) events.push_back(StatusSet{id, lane->lane, after});
    }
}

}  // namespace

Decided decide(const MeetState& state, const Order& order, const EnterCrew& command) {
    const auto& crew = command.crew;
    if (const auto sound = check_crew(crew); !sound) return sound.error();
    if (!state.events.contains(crew.event)) return Error{errc::unknown_event, "There is no event \"" + crew.event + "\"."};
    const auto known = state.crews.find(crew.crew);
    const auto is_news = known == state.crews.end() || known->second != crew;
    if (is_news && is_drawn(state, crew.event)) {
        if (const auto said = need_reason(order, "to enter or change a crew after the draw of " + crew.event); !said) return said.error();
    }
    if (known != state.crews.end() && known->second.members != crew.members && is_racing(state, crew.crew))
        return Error{errc::wrong_state, name_of(crew) + " is racing. Its crew can be changed before the next race."};
    return Events{crew};
}

Decided decide(const MeetState& state, const Order& order, const ImportEntries& command) {
    if (command.rows.size() > limits::entry_rows) return Error{errc::too_many, "So many crews cannot be entered at once."};
    const auto plan = plan_entries(state, command.rows);
    if (digest_of(plan) != command.plan) return Error{errc::wrong_state, "The meet has changed since the list was looked at. Look at the new report, and accept that."};
    if (plan.is_empty()) return Error{errc::wrong_state, "The list says nothing new."};
    if (plan.is_late() && !command.is_explained) return Error{errc::needs_reason, "Give a reason to enter or change crews after the draw of their event."};
    if (const auto said = need_reason(order, "to import a list"); !said) return said.error();
    Events events;
    for (const auto& event : plan.events) events.push_back(event);
    for (const auto* list : {&plan.added, &plan.changed}) {
        for (const auto& one : *list) {
            const auto where = "Line " + std::to_string(one.line) + ": ";
            if (const auto sound = check_crew(one.crew); !sound) return Error{sound.error().code, where + sound.error().text};
            const auto people_change = std::ranges::find(one.changes, "members", &FieldChange::field) != one.changes.end();
            if (people_change && is_racing(state, one.crew.crew)) return Error{errc::wrong_state, where + name_of(one.crew) + " is racing. Import the list after its race."};
            events.push_back(one.crew);
        }
    }
    for (const auto& one : plan.scratched) {
        if (is_racing(state, one.crew)) return Error{errc::wrong_state, "Line " + std::to_string(one.line) + ": " + name_of(state.crews.at(one.crew)) + " is racing. Enter DNS or DNF."};
        events.push_back(CrewScratched{one.crew, true});
        add_statuses(state, one.crew, true, events);
    }
    return events;
}

Decided decide(const MeetState& state, const Order& order, const SubstituteMembers& command) {
    const auto known = need_crew(state, command.crew);
    if (!known) return known.error();
    auto crew = **known;
    crew.members = command.members;
    crew.birth_years.clear();   // those of the people who sat there
    if (crew.members == (*known)->members) return Error{errc::wrong_state, name_of(crew) + " is entered with these people already."};
    if (crew.members.size() != (*known)->members.size() && !(*known)->members.empty())
        return Error{errc::bad_input, name_of(crew) + " has " + std::to_string((*known)->members.size()) + " seats. Name whoever sits in each."};
    if (const auto said = need_reason(order, "to change who sits in a boat"); !said) return said.error();
    return decide(state, order, EnterCrew{crew});
}

Decided decide(const MeetState& state, const Order& order, const ScratchCrew& command) {
    const auto known = need_crew(state, command.crew);
    if (!known) return known.error();
    if (state.scratched.contains(command.crew) == command.scratched)
        return Error{errc::wrong_state, name_of(**known) + (command.scratched ? " has scratched already." : " has not scratched.")};
    if (command.scratched && is_racing(state, command.crew)) return Error{errc::wrong_state, name_of(**known) + " is racing. Enter DNS or DNF."};
    if (const auto said = need_reason(order, command.scratched ? "to scratch a crew" : "to take a scratch back"); !said) return said.error();
    Events events{CrewScratched{command.crew, command.scratched}};
    add_statuses(state, command.crew, command.scratched, events);
    return events;
}

}  // namespace bowball::engine
