// Folds the start: call, arm, attention, recall, the decision on a false start, cards.
#include <algorithm>

#include "engine/fold_steps.hpp"
#include "engine/offences.hpp"

namespace bowball::engine {
namespace {

bool takes_part(const Race& race, const LaneState& lane, const std::vector<Offence>& cards) {
    const auto called = race.rerow_lanes.empty() || std::ranges::find(race.rerow_lanes, lane.lane) != race.rerow_lanes.end();
    return called && lane.status == ResultStatus::none && penalty_status(cards, lane.lane) == ResultStatus::none;
}

void close_run(Race& race, RaceTime at) {
    if (!race.runs.empty() && !race.runs.back().closed_at) race.runs.back().closed_at = at;
}

}  // namespace

Problem fold(MeetState& state, const Entry& entry, const RaceCalled& event) {
    auto* race = find_race(state, event.race);
    if (race == nullptr) return unknown_race();
    race->stage = Stage::called;
    race->touched = entry.seq;
    make_current(state, event.race);
    return {};
}

Problem fold(MeetState& state, const Entry& entry, const RaceArmed& event) {
    auto* race = find_race(state, event.race);
    if (race == nullptr) return unknown_race();
    if (event.run.value() != race->runs.size() + 1) return "Runs are numbered 1, 2, 3 without gaps.";
    if (const auto sound = rules::check(event.rules); !sound) return sound.error().text;
    const auto cards = offences(*race);
    Run run;
    run.number = event.run;
    run.armed_at = entry.at;
    run.rules = std::make_shared<const rules::RuleSet>(event.rules);
    for (const auto& lane : race->lanes) {
        if (takes_part(*race, lane, cards)) run.lanes.push_back(lane.lane);
    }
    close_run(*race, entry.at);
    race->runs.push_back(std::move(run));
    race->photo.clear();
    race->photo_document.clear();
    race->photo_by.reset();
    race->rerow_lanes.clear();
    race->unofficial_at.reset();
    race->stage = Stage::armed;
    race->touched = entry.seq;
    make_current(state, event.race);
    return {};
}

Problem fold(MeetState& state, const Entry& entry, const AttentionGiven& event) {
    auto* race = find_run(state, event.race, event.run);
    if (race == nullptr) return unknown_race();
    race->runs.back().attention_at = entry.at;
    race->stage = Stage::attention;
    race->touched = entry.seq;
    return {};
}

Problem fold(MeetState& state, const Entry& entry, const StartOrdered& event) {
    auto* race = find_run(state, event.race, event.run);
    if (race == nullptr) return unknown_race();
    race->runs.back().start_ordered_at = entry.at;
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
    race->stage = Stage::recalled;
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

Problem fold(MeetState& state, const Entry& entry, const RaceAbandoned& event) {
    auto* race = find_race(state, event.race);
    if (race == nullptr) return unknown_race();
    close_run(*race, entry.at);
    race->stage = Stage::abandoned;
    race->touched = entry.seq;
    return {};
}

Problem fold(MeetState& state, const Entry& entry, const RerowOrdered& event) {
    auto* race = find_race(state, event.race);
    if (race == nullptr) return unknown_race();
    close_run(*race, entry.at);
    race->rerow_lanes = event.lanes;
    race->stage = Stage::rerow_ordered;
    race->touched = entry.seq;
    return {};
}

Problem fold(MeetState& state, const Entry&, const RaceSelected& event) {
    if (find_race(state, event.race) == nullptr) return unknown_race();
    make_current(state, event.race);
    return {};
}

}  // namespace bowball::engine
