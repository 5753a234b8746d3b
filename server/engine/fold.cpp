#include "engine/fold.hpp"

#include "core/limits.hpp"
#include "engine/fold_steps.hpp"
#include "engine/judge_steps.hpp"
#include "engine/read_back.hpp"
#include "engine/start_signal.hpp"

namespace bowball::engine {
namespace {

void remember_command(MeetState& state, const Entry& entry) {
    const auto& id = entry.origin.command_id;
    if (id.empty()) return;
    const auto [place, is_new] = state.commands.insert_or_assign(id, entry.seq);
    if (!is_new) return;
    state.commands_by_age.push_back(id);
    if (state.commands_by_age.size() <= limits::remembered_commands) return;
    state.commands.erase(state.commands_by_age.front());
    state.commands_by_age.pop_front();
}

}  // namespace

void fold_in(MeetState& state, const Entry& entry) {
    auto problem = std::visit([&](const auto& event) { return fold(state, entry, event); }, entry.event);
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
