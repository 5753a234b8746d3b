#include "engine/outcome.hpp"

#include <algorithm>
#include <tuple>

namespace bowball::engine {
namespace {

bool rowed_the_course(const LaneResult& result) {
    return result.time && result.rank && result.status == ResultStatus::none && result.penalty == 0ns && result.handicap == 0ns && result.waited == 0ns;
}

rules::Outcome end_of(ResultStatus status) {
    switch (status) {
        case ResultStatus::none: return rules::Outcome::placed;
        case ResultStatus::under_weight:
        case ResultStatus::relegated: return rules::Outcome::placed_last;
        case ResultStatus::did_not_finish: return rules::Outcome::not_finished;
        case ResultStatus::did_not_start: return rules::Outcome::not_started;
        case ResultStatus::excluded: return rules::Outcome::excluded;
        case ResultStatus::disqualified: return rules::Outcome::disqualified;
        case ResultStatus::scratched: return rules::Outcome::withdrawn;
    }
    return rules::Outcome::withdrawn;
}

void note_splits(RaceOutcome& outcome, const LaneResult& result) {
    for (const auto& split : result.splits) {
        if (!split.is_finish && split.time) outcome.splits[split.metres].push_back({split.time->length, result.time->exact});
    }
}

std::size_t level_with(const RaceOutcome& outcome, std::uint16_t place) {
    return static_cast<std::size_t>(std::ranges::count(outcome.places, place, &RaceOutcome::Place::place));
}

/// All of it that is known without a result.
RaceOutcome begin_outcome(const Race& race) {
    RaceOutcome outcome;
    outcome.race = race.id();
    outcome.event = race.programme.event;
    outcome.phase = race.programme.phase;
    outcome.round = rules::round_of(race.programme.phase);
    outcome.distance_m = race.programme.distance_m;
    outcome.drawn = race.lanes.size();
    outcome.is_cancelled = race.cancelled.has_value();
    return outcome;
}

/// Of a time by hand no more is known than what is published.
template <class Time>
Duration compared(const Time& time) { return time.grade == rules::TimingGrade::hand ? time.published : time.exact; }

}  // namespace

RaceOutcome outcome_of(const Race& race, const Judgement& judgement) {
    auto outcome = begin_outcome(race);
    outcome.is_official = race.stage == Stage::official;
    if (!outcome.is_official) return outcome;
    outcome.rules = judgement.rules;
    for (const auto& result : judgement.results) {
        if (result.rank) outcome.places.push_back({result.crew, *result.rank, result.time ? std::optional{result.time->published} : std::nullopt});
        rules::CrewResult crew{result.crew, end_of(result.status), result.rank, {}};
        if (result.time) std::tie(crew.time, crew.grade) = std::tuple{compared(*result.time), result.time->grade};
        outcome.crews.push_back(std::move(crew));
        if (rowed_the_course(result)) note_splits(outcome, result);
    }
    return outcome;
}

RaceOutcome outcome_of(const Race& race, const std::vector<OfficialPlace>& places) {
    auto outcome = begin_outcome(race);
    outcome.is_official = true;
    for (const auto& place : places) {
        rules::CrewResult crew{place.crew, end_of(place.status), place.rank, {}};
        if (place.time) std::tie(crew.time, crew.grade) = std::tuple{compared(*place.time), place.time->grade};
        outcome.crews.push_back(std::move(crew));
    }
    return outcome;
}

std::vector<rules::SplitToFinish> history_of(const RaceOutcomes& outcomes, const Race& race, std::int32_t metres) {
    std::vector<rules::SplitToFinish> history;
    for (const auto& [id, other] : outcomes) {
        if (id == race.id() || other.event != race.programme.event || other.distance_m != race.programme.distance_m) continue;
        const auto there = other.splits.find(metres);
        if (there != other.splits.end()) history.insert(history.end(), there->second.begin(), there->second.end());
    }
    return history;
}

std::map<EventCode, std::vector<Standing>> standings_of(const RaceOutcomes& outcomes) {
    std::map<EventCode, std::map<char, const RaceOutcome*>> finals;
    for (const auto& [id, outcome] : outcomes) {
        if (outcome.round.kind != rules::RoundKind::final) continue;
        auto& known = finals[outcome.event][outcome.round.letter];
        if (known == nullptr || !known->is_official) known = &outcome;  // one that was abandoned may have been scheduled anew
    }
    std::map<EventCode, std::vector<Standing>> standings;
    for (const auto& [event, by_letter] : finals) {
        auto before = std::size_t{0};
        auto next = 'A';
        for (const auto& [letter, final] : by_letter) {
            // How many places a final takes is not known before it is drawn, nor where the programme does not have it: nobody behind it has a place then.
            if (letter != next++ || final->drawn == 0) break;
            for (const auto& place : final->places) standings[event].push_back({place.crew, before + place.place, level_with(*final, place.place), final->race});
            before += final->drawn;
        }
    }
    return standings;
}

}  // namespace bowball::engine
