#include "engine/fold.hpp"

#include <concepts>
#include <new>
#include <optional>

#include "core/limits.hpp"
#include "engine/fold_steps.hpp"
#include "engine/invariants.hpp"
#include "engine/judge_steps.hpp"
#include "engine/read_back.hpp"
#include "engine/start_signal.hpp"

namespace bowball::engine {
namespace {

/// The race that an entry names. What only time or a sensor brings names none.
std::optional<RaceId> race_named_in(const Event& event) {
    return std::visit([](const auto& fact) -> std::optional<RaceId> {
        if constexpr (requires { { fact.race } -> std::convertible_to<RaceId>; }) return fact.race;
        else return std::nullopt;
    }, event);
}

/// An entry after which a race would contradict itself leaves the race as it was.
Problem fold_guarded(MeetState& state, const Entry& entry) {
    const auto id = race_named_in(entry.event);
    const auto before = id ? state.races.find(*id) : state.races.end();
    auto kept = before == state.races.end() ? std::optional<Race>{} : std::optional{before->second};
    auto problem = std::visit([&](const auto& event) { return fold(state, entry, event); }, entry.event);
    const auto after = id ? state.races.find(*id) : state.races.end();
    if (!problem.empty() || after == state.races.end()) return problem;
    const auto broken = broken_invariant(after->second);
    if (broken.empty()) return {};
    if (kept) after->second = std::move(*kept);
    else state.races.erase(after);
    return "Race " + std::to_string(id->value()) + " would contradict itself: " + broken + ".";
}

}  // namespace

void remember_command(MeetState& state, const Entry& entry) {
    const auto& id = entry.origin.command_id;
    if (id.empty()) return;
    if (const auto known = state.commands.find(id); known != state.commands.end()) {
        known->second = entry.seq;
        return;
    }
    state.commands_by_age.push_back(id);
    try {
        state.commands.emplace(id, entry.seq);
    } catch (const std::bad_alloc&) {
        state.commands_by_age.pop_back();
        throw;
    }
    if (state.commands_by_age.size() <= limits::remembered_commands) return;
    state.commands.erase(state.commands_by_age.front());
    state.commands_by_age.pop_front();
}

void fold_in(MeetState& state, const Entry& entry) {
    auto problem = fold_guarded(state, entry);
    if (!problem.empty()) state.quarantine.push_back({entry.seq, std::move(problem)});
    state.head = entry.seq;
    if (entry.at > state.now) state.now = entry.at;
    remember_command(state, entry);
}

MeetState apply(MeetState state, const Entry& entry) {
    fold_in(state, entry);
    return state;
}

std::optional<RaceTime> next_deadline(const MeetState& state) {
    std::optional<RaceTime> next;
    const auto consider = [&](RaceTime at) {
        if (at > state.now && (!next || at < *next)) next = at;
    };
    for (const auto& [id, race] : state.races) {
        const auto* run = race.run();
        if (run == nullptr) continue;
        if (const auto until = read_back_until(race); until && *until > state.now && !unseen_outputs(state, race).empty()) consider(*until);
        if (run->closed_at) continue;
        if (race.stage == Stage::armed || race.stage == Stage::attention) {
            if (const auto* signal = find_start_signal(state, race, *run)) {
                consider(signal->impulse.stamp.at + gates_judged_after);
                if (rules::is_paid_at_the_start(*run->rules)) {
                    for (const auto& due : judge_waits(start_case_of(state, race, run))) consider(signal->impulse.stamp.at + due.after_first + gates_judged_after);
                }
                consider(signal->impulse.stamp.at + run->rules->start.recall_window);
            }
        }
        if (race.stage == Stage::unofficial && race.unofficial_at)
            consider(*race.unofficial_at + run->rules->finish.protest_window);
    }
    return next;
}

}  // namespace bowball::engine
