// Folds the start: call, arm, attention, recall, the decision on a false start, cards.
#include <algorithm>
#include <tuple>
#include <utility>

#include "engine/bars.hpp"
#include "engine/fold_steps.hpp"

namespace bowball::engine {
namespace {

void order_equipment(MeetState& state, const Race& race, OutputKind kind) {
    state.equipment = OutputOrder{kind, race.id(), race.run() != nullptr ? race.run()->number : RunNumber{}};
}

/// Another race waits at the start or is being called back: its lights are not to be touched.
bool is_in_use_elsewhere(const MeetState& state, RaceId race) {
    if (state.equipment->race == race) return false;
    return state.equipment->kind != OutputKind::start && state.equipment->kind != OutputKind::lights_off;
}

/// What the boards showed before `race` was called or armed stands again wherever that had put it aside.
void turn_back(MeetState& state, RaceId race, const ShownRaces& before) {
    const auto forget = [&](std::optional<RaceId>& current, std::optional<RaceId>& previous) {
        if (current == race) std::tie(current, previous) = std::tie(before.current, before.previous);
        else if (previous == race) previous = before.current;
    };
    forget(state.current, state.previous);
    const auto forget_in = [&](std::optional<ShownRaces>& shown) {
        if (shown) forget(shown->current, shown->previous);
    };
    for (auto& [id, other] : state.races) {
        forget_in(other.called_from);
        for (auto& run : other.runs) {
            if (!run.before) continue;
            forget_in(run.before->called_from);
            forget_in(run.before->shown);
        }
    }
}

BeforeArming before_arming(const MeetState& state, const Race& race) {
    BeforeArming before{race.stage, {}, race.called_from, {}, race.interruptions, race.before_published, race.unofficial_at, race.roll, race.reopened};
    if (const auto* run = race.run()) before.closed_at = run->closed_at;
    if (state.current != race.id()) before.shown = ShownRaces{state.current, state.previous};
    return before;
}

}  // namespace

void close_run(Race& race, RaceTime at) {
    if (!race.runs.empty() && !race.runs.back().closed_at) race.runs.back().closed_at = at;
}

void rest_equipment(MeetState& state, RaceId race) {
    if (state.equipment && state.equipment->race == race) state.equipment->kind = OutputKind::lights_off;
}

Problem fold(MeetState& state, const Entry& entry, const RaceCalled& event) {
    auto* race = find_race(state, event.race);
    if (race == nullptr) return unknown_race();
    if (race->stage != Stage::called) race->called_from.reset();
    race->stage = Stage::called;
    race->roll.reset();
    race->touched = entry.seq;
    if (state.equipment && !is_in_use_elsewhere(state, event.race)) order_equipment(state, *race, OutputKind::lights_off);
    if (state.current != event.race) race->called_from = ShownRaces{state.current, state.previous};
    make_current(state, event.race);
    return {};
}

Problem fold(MeetState& state, const Entry& entry, const CallWithdrawn& event) {
    auto* race = find_race(state, event.race);
    if (race == nullptr) return unknown_race();
    if (race->stage != Stage::called) return "That race is not called to the start.";
    race->stage = race->runs.empty() ? Stage::scheduled : Stage::rerow_ordered;
    race->roll.reset();
    race->touched = entry.seq;
    if (const auto before = std::exchange(race->called_from, std::nullopt)) turn_back(state, event.race, *before);
    return {};
}

Problem fold(MeetState& state, const Entry& entry, const RaceArmed& event) {
    auto* race = find_race(state, event.race);
    if (race == nullptr) return unknown_race();
    if (event.run.value() != race->runs.size() + 1) return "Runs are numbered 1, 2, 3 without gaps.";
    if (const auto sound = rules::check(*event.rules); !sound) return sound.error().text;
    const auto cards = offences(state, *race);
    Run run;
    run.number = event.run;
    run.armed_at = entry.at;
    run.rules = event.rules.shared();
    run.barred = event.barred;
    run.doubtful_clocks = event.doubtful_clocks;
    run.read_back = event.read_back;
    run.of_some = !race->rerow_lanes.empty();
    for (const auto& lane : race->lanes) {
        if (race->is_called(lane.lane) && standing_of(lane, cards, event.barred) == ResultStatus::none) run.lanes.push_back(lane.lane);
    }
    run.before = before_arming(state, *race);
    race->called_from.reset();
    close_run(*race, entry.at);
    if (!race->runs.empty()) race->runs.back().photo = std::exchange(race->photo, {});
    race->runs.push_back(std::move(run));
    race->interruptions.clear();
    race->before_published.reset();
    race->unofficial_at.reset();
    race->reopened = false;
    race->stage = Stage::armed;
    order_equipment(state, *race, OutputKind::gates_up);
    race->touched = entry.seq;
    make_current(state, event.race);
    return {};
}

Problem fold(MeetState& state, const Entry& entry, const ArmWithdrawn& event) {
    auto* race = find_run(state, event.race, event.run);
    if (race == nullptr) return unknown_race();
    if (race->stage != Stage::armed || !race->runs.back().before) return "That race is not armed.";
    const auto before = *race->runs.back().before;
    race->runs.pop_back();
    if (!race->runs.empty()) {
        race->runs.back().closed_at = before.closed_at;
        race->photo = std::exchange(race->runs.back().photo, {});
    }
    race->stage = before.stage;
    race->called_from = before.called_from;
    race->interruptions = before.interruptions;
    race->before_published = before.before_published;
    race->unofficial_at = before.unofficial_at;
    race->roll = before.roll;
    race->reopened = before.reopened;
    rest_equipment(state, event.race);
    race->touched = entry.seq;
    if (before.shown) turn_back(state, event.race, *before.shown);
    return {};
}

Problem fold(MeetState& state, const Entry& entry, const AttentionGiven& event) {
    auto* race = find_run(state, event.race, event.run);
    if (race == nullptr) return unknown_race();
    race->runs.back().attention_at = entry.at;
    race->runs.back().pause_seal = event.pause_seal;
    race->stage = Stage::attention;
    order_equipment(state, *race, OutputKind::red_light);
    race->touched = entry.seq;
    return {};
}

Problem fold(MeetState& state, const Entry& entry, const AttentionWithdrawn& event) {
    auto* race = find_run(state, event.race, event.run);
    if (race == nullptr) return unknown_race();
    race->runs.back().attention_at.reset();
    race->runs.back().pause_seal.reset();
    race->stage = Stage::armed;
    order_equipment(state, *race, OutputKind::lights_off);
    race->touched = entry.seq;
    return {};
}

Problem fold(MeetState& state, const Entry& entry, const StartOrdered& event) {
    auto* race = find_run(state, event.race, event.run);
    if (race == nullptr) return unknown_race();
    race->runs.back().start_ordered_at = entry.at;
    race->runs.back().pause_seed = event.pause_seed;
    order_equipment(state, *race, OutputKind::start);
    race->touched = entry.seq;
    return {};
}

Problem fold(MeetState& state, const Entry& entry, const RaceRecalled& event) {
    auto* race = find_run(state, event.race, event.run);
    if (race == nullptr) return unknown_race();
    auto& run = race->runs.back();
    close_run(*race, entry.at);
    run.recalled = event.cause;
    run.recalled_by = decision_of(entry);
    run.recalled_by_verdict = event.by_verdict;
    race->stage = Stage::recalled;
    order_equipment(state, *race, OutputKind::recall);
    race->touched = entry.seq;
    return {};
}

Problem fold(MeetState& state, const Entry& entry, const RecallWithdrawn& event) {
    auto* race = find_run(state, event.race, event.run);
    if (race == nullptr) return unknown_race();
    auto& run = race->runs.back();
    if (race->stage != Stage::recalled || !run.recalled) return "That run was not called back.";
    if (event.taken_back) {
        if (!run.recall_mistaken) return "Nobody called that recall a mistake.";
        run.recall_mistaken.reset();
        race->touched = entry.seq;
        return {};
    }
    if (event.restarts) {
        run.recall_mistaken = decision_of(entry);
        rest_equipment(state, event.race);
        race->touched = entry.seq;
        return {};
    }
    run.closed_at.reset();
    run.recalled.reset();
    run.recalled_by.reset();
    run.recalled_by_verdict.reset();
    race->stage = run.attention_at ? Stage::attention : Stage::armed;
    rest_equipment(state, event.race);
    race->touched = entry.seq;
    return {};
}

Problem fold(MeetState& state, const Entry& entry, const FalseStartDecided& event) {
    auto* race = find_run(state, event.race, event.run);
    if (race == nullptr) return unknown_race();
    for (const auto lane : event.responsible) {
        if (race->lane(lane) == nullptr) return "Lane " + std::to_string(lane.value()) + " is not in the race.";
    }
    race->runs.back().decisions.push_back({event.verdict, event.responsible, event.evidence, decision_of(entry)});
    race->touched = entry.seq;
    return {};
}

Problem fold(MeetState& state, const Entry& entry, const CardShown& event) {
    auto* race = find_race(state, event.race);
    if (race == nullptr) return unknown_race();
    const auto* lane = race->lane(event.lane);
    if (lane == nullptr) return "No such lane.";
    race->cards.push_back({event.lane, lane->crew, event.colour, decision_of(entry)});
    race->touched = entry.seq;
    return {};
}

Problem fold(MeetState& state, const Entry& entry, const CardWithdrawn& event) {
    auto* race = find_race(state, event.race);
    if (race == nullptr) return unknown_race();
    const auto newest = std::find_if(race->cards.rbegin(), race->cards.rend(),
                                     [&](const CardRecord& card) { return card.lane == event.lane; });
    if (newest == race->cards.rend()) return "The lane carries no card shown by hand.";
    race->cards.erase(std::next(newest).base());
    race->touched = entry.seq;
    return {};
}

Problem fold(MeetState& state, const Entry&, const RaceSelected& event) {
    if (find_race(state, event.race) == nullptr) return unknown_race();
    make_current(state, event.race);
    return {};
}

}  // namespace bowball::engine
