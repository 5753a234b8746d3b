#include "engine/judge.hpp"

#include <algorithm>

#include "engine/judge_steps.hpp"
#include "engine/route.hpp"
#include "engine/start_signal.hpp"

namespace bowball::engine {
namespace {

/// Impulses that no race claims are shown with the nearest race for so long before its arming and after its close.
constexpr Duration nearby = 10min;

std::shared_ptr<const rules::RuleSet> rules_of(const MeetState& state, const Race& race) {
    if (race.run() != nullptr) return race.run()->rules;
    const auto named = state.rule_sets.find(race.programme.rules);
    if (named != state.rule_sets.end()) return named->second;
    static const auto usual = std::make_shared<const rules::RuleSet>();
    return usual;
}

std::vector<LaneNumber> lanes_of(const Race& race) {
    if (race.run() != nullptr) return race.run()->lanes;
    std::vector<LaneNumber> lanes;
    for (const auto& lane : race.lanes) lanes.push_back(lane.lane);
    return lanes;
}

std::vector<JudgedImpulse> gather(const Case& the_case) {
    std::vector<JudgedImpulse> gathered;
    if (the_case.run == nullptr) return gathered;
    for (const auto* impulse : impulses_of(the_case.state, the_case.race, *the_case.run)) {
        const auto fate = impulse->voided ? Use::voided : impulse->impulse.edge == Edge::falling ? Use::falling_edge : Use::suspect;
        gathered.push_back({impulse, point_of(*impulse), lane_of(*impulse), is_usable(*impulse) ? Use::further : fate, std::nullopt});
    }
    return gathered;
}

void add_unclaimed(const Case& the_case, std::vector<JudgedImpulse>& impulses) {
    const auto now = the_case.state.now;
    const auto add = [&](RaceTime from, RaceTime to, Use use) {
        for (const auto* impulse : unclaimed(the_case.state, from, to))
            impulses.push_back({impulse, point_of(*impulse), lane_of(*impulse), impulse->voided ? Use::voided : use, std::nullopt});
    };
    if (the_case.run == nullptr) {
        if (the_case.state.current == the_case.race.id()) add(now - nearby, RaceTime::max(), Use::not_armed);
        return;
    }
    add(the_case.run->armed_at - nearby, the_case.run->armed_at, Use::not_armed);
    if (the_case.run->closed_at) add(*the_case.run->closed_at, *the_case.run->closed_at + nearby, Use::after_close);
    std::ranges::stable_sort(impulses, {}, [](const JudgedImpulse& i) { return std::pair{i.ledger->impulse.stamp.at, i.ledger->id}; });
}

bool all_done(const Case& the_case, const std::vector<LaneResult>& results) {
    const auto is_open = [&](LaneNumber lane) {
        const auto result = std::ranges::find(results, lane, &LaneResult::lane);
        return result != results.end() && !is_done(*result);
    };
    return !the_case.lanes.empty() && std::ranges::none_of(the_case.lanes, is_open);
}

Phase phase_of(const Case& the_case, const Judgement& judgement) {
    switch (the_case.race.stage) {
        case Stage::scheduled: return Phase::scheduled;
        case Stage::called:
        case Stage::rerow_ordered: return Phase::called;
        case Stage::recalled: return Phase::recalled;
        case Stage::abandoned: return Phase::abandoned;
        case Stage::unofficial: return Phase::unofficial;
        case Stage::official: return the_case.race.revisions.size() > 1 ? Phase::revised : Phase::official;
        case Stage::armed:
        case Stage::attention: break;
    }
    if (the_case.signals.empty()) return the_case.race.stage == Stage::armed ? Phase::at_start : Phase::attention;
    if (all_done(the_case, judgement.results)) return Phase::finished;
    const auto started = the_case.signals.front()->impulse.stamp.at;
    return the_case.state.now < started + the_case.rules->start.recall_window ? Phase::started : Phase::running;
}

}  // namespace

Judgement judge(const MeetState& state, const Race& race) {
    Case the_case{state, race, race.run(), rules_of(state, race), lanes_of(race), offences(race), {}};
    if (the_case.run != nullptr) the_case.signals = start_signals(state, race, *the_case.run);

    Judgement judgement;
    judgement.race = race.id();
    judgement.run = the_case.run != nullptr ? the_case.run->number : RunNumber{};
    judgement.rules = the_case.rules;
    judgement.impulses = gather(the_case);
    judgement.start = judge_start(the_case, judgement.impulses);
    const auto crossings = judge_crossings(the_case, judgement.impulses);
    judgement.results = judge_ranking(the_case, crossings);
    judgement.phase = phase_of(the_case, judgement);
    judgement.warnings = judge_warnings(the_case, judgement, crossings);
    for (const auto& lane : race.lanes) {
        if (lane.status == ResultStatus::none && penalty_status(the_case.offences, lane.lane) != ResultStatus::none)
            judgement.excluded_now.push_back(lane.lane);
    }
    add_unclaimed(the_case, judgement.impulses);
    return judgement;
}

Digest digest_of(const Judgement& judgement) {
    auto text = "race " + std::to_string(judgement.race.value()) + " run " + std::to_string(judgement.run.value()) + "\n";
    for (const auto& result : judgement.results) {
        text += "lane " + std::to_string(result.lane.value()) + " crew " + std::to_string(result.crew.value());
        text += " rank " + (result.rank ? std::to_string(*result.rank) : "-") + " status " + std::string{code_of(result.status)};
        if (result.time)
            text += " time_ns " + std::to_string(result.time->exact.count()) + " published_ns " +
                    std::to_string(result.time->published.count()) + " source " + std::string{to_string(result.time->source)};
        for (const auto& split : result.splits) {
            if (split.time) text += " " + std::to_string(split.metres) + " " + std::to_string(split.time->length.count());
        }
        text += "\n";
    }
    return sha256(text);
}

std::optional<OutputOrder> wanted_output(const MeetState& state) {
    const auto* race = state.current ? state.race(*state.current) : nullptr;
    if (race == nullptr || race->run() == nullptr) return std::nullopt;
    const auto& run = *race->run();
    const auto order = [&](OutputKind kind) { return OutputOrder{kind, race->id(), run.number}; };
    switch (race->stage) {
        case Stage::armed: return order(OutputKind::gates_up);
        case Stage::attention: return order(run.start_ordered_at ? OutputKind::start : OutputKind::red_light);
        case Stage::recalled: return order(OutputKind::recall);
        case Stage::scheduled:
        case Stage::called:
        case Stage::unofficial:
        case Stage::official:
        case Stage::abandoned:
        case Stage::rerow_ordered: break;
    }
    return order(OutputKind::lights_off);
}

std::string_view to_string(Phase phase) {
    switch (phase) {
        case Phase::scheduled: return "scheduled";
        case Phase::called: return "called";
        case Phase::at_start: return "at_start";
        case Phase::attention: return "attention";
        case Phase::started: return "started";
        case Phase::running: return "running";
        case Phase::recalled: return "recalled";
        case Phase::finished: return "finished";
        case Phase::unofficial: return "unofficial";
        case Phase::official: return "official";
        case Phase::revised: return "revised";
        case Phase::abandoned: return "abandoned";
    }
    return "unknown";
}

}  // namespace bowball::engine
