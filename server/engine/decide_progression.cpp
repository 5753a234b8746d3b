// Decides orders about the progression of an event: its table, and the lanes of the next round.
#include <algorithm>

#include "engine/decide_steps.hpp"
#include "engine/progression.hpp"
#include "rules/lanes.hpp"

namespace bowball::engine {
namespace {

/// Crews of the event that have not scratched: the seeded ones first, the others by number.
std::vector<CrewId> crews_of(const MeetState& state, const EventCode& event) {
    std::vector<CrewId> crews;
    for (const auto& [id, crew] : state.crews) {
        if (crew.event == event && !state.scratched.contains(id)) crews.push_back(id);
    }
    std::ranges::stable_sort(crews, {}, [&](CrewId crew) {
        const auto seed = state.crews.at(crew).seed;
        return seed == 0 ? std::uint32_t{65'536} : std::uint32_t{seed};
    });
    return crews;
}

std::uint32_t seeded_of(const MeetState& state, const std::vector<CrewId>& crews) {
    return static_cast<std::uint32_t>(std::ranges::count_if(crews, [&](CrewId crew) { return state.crews.at(crew).seed != 0; }));
}

/// Fails with errc::unknown_crew, errc::bad_input.
Result<void> check_entries(const MeetState& state, const ChooseProgression& command, const std::vector<CrewId>& entries) {
    for (auto crew = entries.begin(); crew != entries.end(); ++crew) {
        const auto known = state.crews.find(*crew);
        if (known == state.crews.end() || known->second.event != command.event) return Error{errc::unknown_crew, "Crew " + std::to_string(crew->value()) + " is not entered in " + command.event + "."};
        if (state.scratched.contains(*crew)) return Error{errc::wrong_state, name_of(known->second) + " has scratched."};
        if (std::find(entries.begin(), crew, *crew) != crew) return Error{errc::bad_input, "Crew " + std::to_string(crew->value()) + " is entered twice."};
    }
    if (command.seeded > entries.size()) return Error{errc::bad_input, "More crews are seeded than entered."};
    return {};
}

/// Why nobody can be put into the race.
std::string why_open(const MeetState& state, const rules::Progression& progression, const Race& race) {
    const auto& phase = race.programme.phase;
    if (!progression.ties.empty()) return "Who rows in " + phase + " is not known yet. " + describe(state, race.programme.event, progression.ties.front());
    if (!progression.problems.empty()) return progression.problems.front();
    const auto cancelled = std::ranges::find_if(state.races, [&](const auto& one) { return one.second.programme.event == race.programme.event && one.second.cancelled && one.second.id() != race.id(); });
    if (!progression.waiting.empty() && cancelled != state.races.end())
        return "Who rows in " + phase + " is not known yet: " + cancelled->second.programme.phase + " (race " + std::to_string(cancelled->first.value()) + ") is cancelled. Give it a time, schedule another, or choose the progression anew.";
    if (!progression.waiting.empty()) return "Who rows in " + phase + " is not known yet: results before it are not official.";
    return "The progression has no race " + phase + " for so many crews.";
}

/// By how well the crews did, from the better side of the course to the worse.
Result<std::vector<LaneDraw>> from_the_better_side(const rules::Progression& progression, const Race& race, LaneNumber best, LaneNumber worst) {
    const auto found = std::ranges::find(progression.races, race.programme.phase, &rules::ComposedRace::race);
    if (found == progression.races.end()) return Error{errc::not_found, "The progression has no race " + race.programme.phase + "."};
    auto seats = found->seats;
    std::ranges::sort(seats, {}, &rules::Seat::seed);
    std::vector<rules::LaneSeed> seeds;
    for (const auto& seat : seats) seeds.push_back({seat.crew, seat.seed});
    const auto lanes = rules::assign_lanes(seeds, rules::slope_order(best.value(), worst.value()), {}, {});
    if (!lanes) return lanes.error();
    std::vector<LaneDraw> draws;
    for (const auto& seat : *lanes) draws.push_back({seat.lane, seat.crew});
    return draws;
}

}  // namespace

Decided decide(const MeetState& state, const Order&, const RegisterProgression& command) {
    if (const auto sound = rules::check(command.table); !sound) return sound.error();
    const auto known = state.progression_tables.find(command.table.id);
    if (known != state.progression_tables.end() && *known->second == command.table) return Events{};
    return Events{ProgressionRegistered{command.table}};
}

Decided decide(const MeetState& state, const Order& order, const ChooseProgression& command) {
    if (!state.events.contains(command.event)) return Error{errc::unknown_event, "There is no event \"" + command.event + "\"."};
    const auto table = state.progression_tables.find(command.table);
    if (table == state.progression_tables.end()) return Error{errc::not_found, "There is no progression table \"" + command.table + "\"."};
    const auto entries = command.entries.empty() ? crews_of(state, command.event) : command.entries;
    if (const auto sound = check_entries(state, command, entries); !sound) return sound.error();
    if (const auto fits = rules::case_for(*table->second, entries.size()); !fits) return fits.error();
    if (state.progressions.contains(command.event)) {
        if (const auto said = need_reason(order, "to choose the progression of an event anew"); !said) return said.error();
    }
    if (order.chance.empty()) return Error{errc::io_failed, "This server has no source of chance to draw lots by."};
    // Who names neither crews nor seeds takes both as they were entered.
    const auto seeded = command.entries.empty() && command.seeded == 0 ? seeded_of(state, entries) : command.seeded;
    return Events{ProgressionChosen{command.event, *table->second, entries, seeded, order.chance}};
}

Decided decide(const MeetState& state, const Order& order, const DrawNextRound& command) {
    const auto found = need_race(state, command.race);
    if (!found) return found.error();
    const auto& race = **found;
    const auto progression = progression_of(state, race.programme.event, outcomes_of(state, race.programme.event));
    if (!progression) return progression.error();
    auto seats = seats_of(*progression, race);
    if (seats.empty()) return Error{errc::wrong_state, why_open(state, *progression, race)};
    if (command.best_lane.has_value() != command.worst_lane.has_value()) return Error{errc::bad_input, "Say both best_lane and worst_lane, or neither."};
    if (command.best_lane) {
        if (const auto said = need_reason(order, "to give the better side of the course to the better crews"); !said) return said.error();
        auto sloped = from_the_better_side(*progression, race, *command.best_lane, *command.worst_lane);
        if (!sloped) return sloped.error();
        seats = std::move(*sloped);
    }
    if (!race.lanes.empty() && !lanes_agree(race, seats)) {
        if (const auto said = need_reason(order, "to replace the lanes that were drawn"); !said) return said.error();
    }
    if (const auto may = may_draw(state, race, seats); !may) return may.error();
    return Events{LanesDrawn{command.race, seats}};
}

}  // namespace bowball::engine
