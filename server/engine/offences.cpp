#include "engine/offences.hpp"

#include <algorithm>

namespace bowball::engine {
namespace {

/// An offence before the ladder has said what follows.
struct Step {
    CrewId crew;
    LaneNumber lane;   ///< 0: the crew is drawn no more
    std::optional<CardColour> shown;
    const rules::RuleSet* rules;
    const Decision* by;
};

std::vector<Step> steps_in_order(const Race& race, const rules::RuleSet& rules) {
    std::vector<Step> steps;
    for (const auto& run : race.runs) {
        if (run.decisions.empty() || run.recall_mistaken) continue;   // a recall that was a mistake charges nobody
        const auto& counts = run.decisions.back();
        for (const auto lane : counts.responsible) {
            const auto* drawn = race.lane(lane);
            steps.push_back({drawn != nullptr ? drawn->crew : CrewId{}, lane, std::nullopt, run.rules.get(), &counts.by});
        }
    }
    // A card is the crew's, wherever it was drawn since.
    for (const auto& card : race.cards) {
        const auto lane = std::ranges::find(race.lanes, card.crew, &LaneState::crew);
        steps.push_back({card.crew, lane != race.lanes.end() ? lane->lane : LaneNumber{}, card.colour, &rules, &card.by});
    }
    std::ranges::stable_sort(steps, {}, [](const Step& step) { return step.by->seq; });
    return steps;
}

rules::Consequence consequence_of(const Step& step, std::size_t earlier) {
    if (step.shown == CardColour::red) return rules::Consequence::exclusion;
    if (step.shown == CardColour::yellow && earlier == 0) return rules::Consequence::yellow;
    const auto& ladder = step.rules->start.ladder;
    const auto rung = ladder[std::min(earlier, ladder.size() - 1)];
    if (step.shown == CardColour::yellow && rung == rules::Consequence::warning) return rules::Consequence::yellow;
    return rung;
}

/// Where the step stands on its ladder: after the crew's own offences, or, where a warning is for everybody, after the decisions
/// before this one, however many crews each of them named. Where cards stand apart each kind follows its own: a card shown to
/// one crew is no warning for another, and no false start.
std::size_t earlier_of(const Step& step, const std::vector<Offence>& found) {
    const auto apart = step.rules->start.cards_apart;
    const auto per_race = step.rules->start.warning_scope == rules::WarningScope::race && !(apart && step.shown);
    std::vector<Seq> decisions;
    for (const auto& offence : found) {
        if (apart && offence.by_ladder == step.shown.has_value()) continue;
        const auto counts = per_race ? offence.by.seq != step.by->seq : offence.crew == step.crew;
        const auto is_new = !per_race || decisions.empty() || decisions.back() != offence.by.seq;
        if (counts && is_new) decisions.push_back(offence.by.seq);
    }
    return decisions.size();
}

}  // namespace

std::vector<Offence> offences(const MeetState& state, const Race& race, const rules::RuleSet* instead) {
    std::vector<Offence> found;
    const auto rules = state.rules_of(race);
    for (auto& step : steps_in_order(race, *rules)) {
        if (instead != nullptr) step.rules = instead;
        found.push_back({step.lane, step.crew, consequence_of(step, earlier_of(step, found)), !step.shown.has_value(), *step.by});
    }
    return found;
}

ResultStatus status_of(rules::Consequence consequence) {
    switch (consequence) {
        case rules::Consequence::disqualification: return ResultStatus::disqualified;
        case rules::Consequence::exclusion: return ResultStatus::excluded;
        case rules::Consequence::warning:
        case rules::Consequence::yellow: break;
    }
    return ResultStatus::none;
}

namespace {

template <class OfWhom>
ResultStatus gravest(const std::vector<Offence>& offences, OfWhom concerns) {
    auto status = ResultStatus::none;
    for (const auto& offence : offences) {
        const auto its = status_of(offence.consequence);
        if (concerns(offence) && gravity(its) > gravity(status)) status = its;
    }
    return status;
}

}  // namespace

ResultStatus penalty_status(const std::vector<Offence>& offences, LaneNumber lane) {
    return gravest(offences, [&](const Offence& offence) { return offence.lane == lane; });
}

ResultStatus penalty_status(const std::vector<Offence>& offences, CrewId crew) {
    return gravest(offences, [&](const Offence& offence) { return offence.crew == crew; });
}

bool carries_yellow(const std::vector<Offence>& offences, LaneNumber lane) {
    return penalty_status(offences, lane) == ResultStatus::none && std::ranges::any_of(offences, [&](const Offence& offence) {
               return offence.lane == lane && offence.consequence == rules::Consequence::yellow;
           });
}

}  // namespace bowball::engine
