// Decides orders about the start: call, arm, attention, start, recall, the verdict on a false start, cards.
#include <algorithm>

#include "engine/bars.hpp"
#include "engine/decide_steps.hpp"
#include "engine/input_test.hpp"
#include "engine/start_signal.hpp"

namespace bowball::engine {
namespace {

bool awaits_verdict(const Race& race) {
    const auto* run = race.run();
    return race.stage == Stage::recalled && run->recalled == RecallCause::false_start && run->decisions.empty() && !run->recall_mistaken;
}

bool holds_a_verdict(const Run& run) { return run.recalled_by_verdict || (!run.decisions.empty() && run.decisions.back().verdict != Verdict::dismissed); }

/// Who was called back has stopped, and starts again: nobody is charged for the start of before, whatever was said of it. A verdict that somebody
/// gave is not the starter's to take back.
Result<void> may_start_anew(const Order& order, const Race& race) {
    const auto& run = *race.run();
    if (run.recall_mistaken) return not_now(race, "was called back by mistake, as was said already. Arm it again, or take that back.");
    if (holds_a_verdict(run) && order.origin.actor.role == Role::starter)
        return Error{errc::not_allowed, name_of(race.id()) + " has a verdict on its start. A judge or referee says that the recall was a mistake."};
    return {};
}

/// It was no mistake after all. What was decided of that start counts again.
Result<void> may_stand_again(const Order& order, const Race& race) {
    const auto& run = *race.run();
    if (!run.recall_mistaken) return not_now(race, "has a recall that nobody called a mistake.");
    if (holds_a_verdict(run) && order.origin.actor.role == Role::starter)
        return Error{errc::not_allowed, name_of(race.id()) + " has a verdict on its start. A judge or referee says whether the recall was a mistake."};
    return {};
}

/// The crews row on.
Result<void> may_go_on(const MeetState& state, const Order& order, const Race& race) {
    const auto& run = *race.run();
    if (run.recalled_by_verdict) return not_now(race, "was called back by a verdict. Decide the start anew: dismissed, and the race goes on.");
    if (holds_a_verdict(run)) return not_now(race, "has a verdict on its start. Dismiss that first, and the recall can be withdrawn.");
    if (find_start_signal(state, race, run) == nullptr) return not_now(race, "had not started when it was called back. Arm it again.");
    if (order.at > run.recalled_by->at + run.rules->start.recall.undo)
        return not_now(race, "was called back longer ago than a recall can be withdrawn. The crews have stopped; start them again.");
    return {};
}

/// True when a recall at this time needs no reason: the race has not started, or only just.
bool is_recall_window_open(const MeetState& state, const Race& race, RaceTime now) {
    const auto* signal = find_start_signal(state, race, *race.run());
    return signal == nullptr || now <= signal->impulse.stamp.at + race.run()->rules->start.recall_window;
}

/// In some sports whoever is responsible is put out at the end, and the others go on.
bool calls_back(Verdict verdict, const Run& run) {
    switch (verdict) {
        case Verdict::upheld: return !run.rules->start.race_goes_on;
        case Verdict::no_blame: return true;
        case Verdict::dismissed: break;
    }
    return false;
}

/// Whoever sees to the start must know that the times may be worth little, and say why the race is started all the same.
Result<void> need_good_clocks(const Order& order) {
    if (order.doubtful_clocks.empty()) return {};
    return need_reason(order, "to arm while " + list_of(order.doubtful_clocks) + ". Press a contact of it, or look at its link, and its clock is read anew");
}

/// In the words of the sport.
std::string order_again(const MeetState& state, const Race& race) { return " Order a " + state.rules_of(race)->words.rerow + " to start it again."; }

bool is_under_way(const Race& race) { return race.stage == Stage::armed || race.stage == Stage::attention; }

}  // namespace

Decided decide(const MeetState& state, const Order&, const CallRace& command) {
    const auto found = need_race(state, command.race);
    if (!found) return found.error();
    const auto& race = **found;
    if (const auto set = need_in_programme(race); !set) return set.error();
    switch (race.stage) {
        case Stage::scheduled:
        case Stage::called:
        case Stage::rerow_ordered: return Events{RaceCalled{command.race}};
        case Stage::armed:
        case Stage::attention:
        case Stage::recalled: return not_now(race, "is at the start already.");
        case Stage::unofficial:
        case Stage::official: return not_now(race, "has been rowed." + order_again(state, race));
        case Stage::abandoned: return not_now(race, "was abandoned." + order_again(state, race));
    }
    return not_now(race, "cannot be called now.");
}

Decided decide(const MeetState& state, const Order& order, const ArmRace& command) {
    const auto found = need_race(state, command.race);
    if (!found) return found.error();
    const auto& race = **found;
    if (race.stage == Stage::armed || race.stage == Stage::attention) return not_now(race, "is armed already.");
    if (!race.is_to_come()) return not_now(race, "has been rowed or abandoned." + order_again(state, race));
    if (const auto set = need_in_programme(race); !set) return set.error();
    if (race.lanes.empty()) return not_now(race, "has no lanes drawn.");
    if (awaits_verdict(race)) return not_now(race, "was recalled for a false start. Decide who was responsible before it is armed again.");
    if (const auto* other = race_on_the_line(state, command.race))
        return not_now(race, "must wait: race " + std::to_string(other->id().value()) + " is armed and has not started. Start it, or take that back first.");
    const auto rules = state.rule_sets.find(race.programme.rules);
    if (rules == state.rule_sets.end())
        return Error{errc::not_found, name_of(command.race) + ": there is no rule set \"" + race.programme.rules + "\". Put its file beside the others and start the server anew, or schedule the race under another number."};
    if (const auto good = need_good_clocks(order); !good) return good.error();
    Events events;
    if (is_testing_inputs(state)) events.push_back(InputTestEnded{});   // what comes now is the race's
    if (race.stage == Stage::scheduled) events.push_back(RaceCalled{command.race});
    events.push_back(RaceArmed{command.race, RunNumber{static_cast<std::uint16_t>(race.runs.size() + 1)}, rules->second, bars(state, race), order.doubtful_clocks, order.read_back});
    return events;
}

Decided decide(const MeetState& state, const Order& order, const RecallRace& command) {
    const auto found = need_race(state, command.race);
    if (!found) return found.error();
    const auto& race = **found;
    if (!is_under_way(race)) return not_now(race, "is not under way. There is nothing to recall.");
    if (!is_recall_window_open(state, race, order.at)) {
        if (const auto said = need_reason(order, "to recall a race whose recall window has closed"); !said) return said.error();
    }
    return Events{RaceRecalled{command.race, race.run()->number, command.cause}};
}

Decided decide(const MeetState& state, const Order& order, const WithdrawRecall& command) {
    const auto found = need_race(state, command.race);
    if (!found) return found.error();
    const auto& race = **found;
    if (race.stage != Stage::recalled) return not_now(race, "has not been called back.");
    const auto& run = *race.run();
    if (!command.mistaken) {
        if (const auto may = may_stand_again(order, race); !may) return may.error();
        if (const auto said = need_reason(order, "to take back that the recall was a mistake"); !said) return said.error();
        return Events{RecallWithdrawn{.race = command.race, .run = run.number, .restarts = true, .taken_back = true}};
    }
    const auto restarts = run.rules->start.recall.restarts;
    if (const auto may = restarts ? may_start_anew(order, race) : may_go_on(state, order, race); !may) return may.error();
    if (const auto said = need_reason(order, "to withdraw a recall"); !said) return said.error();
    return Events{RecallWithdrawn{command.race, run.number, restarts}};
}

Decided decide(const MeetState& state, const Order& order, const DecideFalseStart& command, const Judgement& judgement) {
    const auto found = need_race(state, command.race);
    if (!found) return found.error();
    const auto& race = **found;
    const auto* run = race.run();
    if (run == nullptr) return not_now(race, "has not been armed. There is no start to decide.");
    if (run->number != command.run)
        return not_now(race, "is in run " + std::to_string(run->number.value()) + ". The start of run " + std::to_string(command.run.value()) + " can no longer be decided.");
    if (const auto open = need_not_official(race); !open) return open.error();
    if (run->recall_mistaken) return not_now(race, "was called back by mistake. Nobody is charged for that start; arm it again.");
    if (command.verdict == Verdict::upheld && command.responsible.empty())
        return Error{errc::bad_input, "Name the lanes responsible, or decide that nobody is to blame."};
    if (command.verdict != Verdict::upheld && !command.responsible.empty())
        return Error{errc::bad_input, "Lanes are named only when a false start is upheld."};
    for (const auto lane : command.responsible) {
        if (const auto known = need_lane(race, lane); !known) return known.error();
    }
    auto responsible = command.responsible;
    std::ranges::sort(responsible);
    const auto repeats = std::ranges::unique(responsible);  // named twice is responsible once
    responsible.erase(repeats.begin(), repeats.end());
    if (!run->decisions.empty()) {
        if (const auto said = need_reason(order, "to change a decision"); !said) return said.error();
    }
    FalseStartDecided decided{command.race, command.run, command.verdict, responsible, {}};
    for (const auto& fault : judgement.start.faults) {
        if (fault.impulse) decided.evidence.push_back(*fault.impulse);
    }
    Events events{decided};
    const auto is_lifted = command.verdict == Verdict::dismissed && race.stage == Stage::recalled && run->recalled_by_verdict;
    const auto is_undone = is_lifted && !run->rules->start.recall.restarts && find_start_signal(state, race, *run) != nullptr;
    if (is_undone) events.push_back(RecallWithdrawn{command.race, command.run});
    if (calls_back(command.verdict, *run) && is_under_way(race)) {
        if (!is_recall_window_open(state, race, order.at)) {
            if (const auto said = need_reason(order, "to recall a race whose recall window has closed"); !said) return said.error();
        }
        const auto cause = command.verdict == Verdict::upheld ? RecallCause::false_start : RecallCause::faulty_start;
        events.push_back(RaceRecalled{command.race, command.run, cause, command.verdict});
    }
    return events;
}

Decided decide(const MeetState& state, const Order&, const ShowCard& command) {
    const auto race = need_race(state, command.race);
    if (!race) return race.error();
    if (const auto lane = need_lane(**race, command.lane); !lane) return lane.error();
    if (const auto open = need_not_official(**race); !open) return open.error();
    return Events{CardShown{command.race, command.lane, command.colour}};
}

Decided decide(const MeetState& state, const Order&, const WithdrawCard& command) {
    const auto race = need_race(state, command.race);
    if (!race) return race.error();
    if (const auto open = need_not_official(**race); !open) return open.error();
    if (std::ranges::find((*race)->cards, command.lane, &CardRecord::lane) == (*race)->cards.end())
        return Error{errc::not_found, "Lane " + std::to_string(command.lane.value()) + " carries no card that was shown by hand. A card for a false start goes with its decision."};
    return Events{CardWithdrawn{command.race, command.lane}};
}

}  // namespace bowball::engine
