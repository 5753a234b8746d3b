#include "engine/bars.hpp"

#include <algorithm>

namespace bowball::engine {
namespace {

/// A crew that a race put out, whoever asks.
struct Expulsion {
    const Race* race = nullptr;
    CrewId crew;
    ResultStatus status{};
    Seq since;
    RaceTime at;
};

bool is_out(ResultStatus status) { return status == ResultStatus::excluded || status == ResultStatus::disqualified; }

ResultStatus status_of(rules::Consequence consequence) {
    if (consequence == rules::Consequence::disqualification) return ResultStatus::disqualified;
    return consequence == rules::Consequence::exclusion ? ResultStatus::excluded : ResultStatus::none;
}

/// In most races nobody was put out, and this is asked for every impulse.
bool is_clean(const Race& race) {
    return race.cards.empty() && std::ranges::none_of(race.lanes, [](const LaneState& lane) { return is_out(lane.status); }) &&
           std::ranges::all_of(race.runs, [](const Run& run) { return run.decisions.empty(); });
}

/// What officials entered comes before what the ladder says, as on the sheet of the race itself.
std::vector<Expulsion> expulsions_of(const MeetState& state, const Race& race) {
    std::vector<Expulsion> found;
    for (const auto& lane : race.lanes) {
        if (is_out(lane.status) && lane.status_by) found.push_back({&race, lane.crew, lane.status, lane.status_by->seq, lane.status_by->at});
    }
    for (const auto& offence : offences(state, race)) {
        const auto status = status_of(offence.consequence);
        const auto* lane = race.lane(offence.lane);
        if (lane != nullptr && lane->status == ResultStatus::none && is_out(status)) found.push_back({&race, lane->crew, status, offence.by.seq, offence.by.at});
    }
    return found;
}

std::optional<RaceTime> begin_of(const Race& race) { return race.runs.empty() ? std::nullopt : std::optional{race.runs.front().armed_at}; }

/// True if `race` was still to be rowed when the expulsion's own race was, or when it was said.
bool is_still_to_come(const Race& race, const Expulsion& expulsion) {
    const auto began = begin_of(race);
    return !began || begin_of(*expulsion.race).value_or(expulsion.at) < *began;
}

/// Those of other races that bear on this one.
std::vector<Expulsion> expulsions_before(const MeetState& state, const Race& race, Seq as_of) {
    std::vector<Expulsion> found;
    for (const auto& [id, other] : state.races) {
        if (id == race.id() || is_clean(other)) continue;
        for (const auto& expulsion : expulsions_of(state, other)) {
            if (expulsion.since <= as_of && is_still_to_come(race, expulsion)) found.push_back(expulsion);
        }
    }
    return found;
}

std::vector<std::string> persons_of_both(const CrewEntered& one, const CrewEntered& other) {
    std::vector<std::string> both;
    if (team_of(one) != team_of(other)) return both;
    for (const auto& name : one.members) {
        if (!name.empty() && std::ranges::find(other.members, name) != other.members.end()) both.push_back(name);
    }
    return both;
}

bool concerns(const Expulsion& expulsion, const Race& race) {
    return expulsion.status == ResultStatus::disqualified || expulsion.race->programme.event == race.programme.event;
}

}  // namespace

std::vector<Bar> bars(const MeetState& state, const Race& race, Seq as_of) {
    std::vector<Bar> found;
    for (const auto& expulsion : expulsions_before(state, race, as_of)) {
        const auto lane = std::ranges::find(race.lanes, expulsion.crew, &LaneState::crew);
        if (lane == race.lanes.end() || !concerns(expulsion, race)) continue;
        const auto overruled = lane->status_by && lane->status_by->seq > expulsion.since;
        found.push_back({lane->lane, expulsion.race->id(), expulsion.status, expulsion.since, overruled});
    }
    return found;
}

const Bar* bar_of(const std::vector<Bar>& bars, LaneNumber lane) {
    const auto found = std::ranges::find_if(bars, [&](const Bar& bar) { return bar.lane == lane && !bar.overruled; });
    return found == bars.end() ? nullptr : &*found;
}

ResultStatus standing_of(const LaneState& lane, const std::vector<Offence>& offences, const std::vector<Bar>& bars) {
    if (lane.status != ResultStatus::none) return lane.status;
    if (const auto status = penalty_status(offences, lane.lane); status != ResultStatus::none) return status;
    const auto* bar = bar_of(bars, lane.lane);
    return bar != nullptr ? bar->status : ResultStatus::none;
}

std::vector<BarredPerson> barred_persons(const MeetState& state, const Race& race, Seq as_of) {
    std::vector<BarredPerson> found;
    for (const auto& expulsion : expulsions_before(state, race, as_of)) {
        const auto out = state.crews.find(expulsion.crew);
        if (expulsion.status != ResultStatus::disqualified || out == state.crews.end()) continue;
        for (const auto& lane : race.lanes) {
            const auto crew = state.crews.find(lane.crew);
            if (crew == state.crews.end() || lane.crew == expulsion.crew) continue;
            for (const auto& name : persons_of_both(crew->second, out->second)) found.push_back({lane.lane, name, expulsion.race->id()});
        }
    }
    return found;
}

bool shares_a_person(const CrewEntered& one, const CrewEntered& other) { return !persons_of_both(one, other).empty(); }

std::string team_of(const CrewEntered& crew) { return crew.code.substr(0, crew.code.find(' ')); }

}  // namespace bowball::engine
