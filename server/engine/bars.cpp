#include "engine/bars.hpp"

#include <algorithm>
#include <tuple>

namespace bowball::engine {
namespace {

bool is_out(ResultStatus status) { return status == ResultStatus::excluded || status == ResultStatus::disqualified; }

/// In most races nobody was put out, and this is asked for every impulse.
bool is_clean(const Race& race) {
    const auto blames_nobody = [](const Run& run) { return run.decisions.empty() || run.decisions.back().responsible.empty(); };
    const auto is_put_out = [](const LaneState& lane) { return is_out(lane.status); };
    return race.cards.empty() && std::ranges::none_of(race.lanes, is_put_out) && std::ranges::none_of(race.left_out, is_put_out) &&
           std::ranges::all_of(race.runs, blames_nobody);
}

/// When the status that stands was said.
RaceTime said_at(const LaneState& lane, const std::vector<Offence>& offences, ResultStatus status) {
    auto at = lane.status == status && lane.status_by ? lane.status_by->at : RaceTime::max();
    for (const auto& offence : offences) {
        if (offence.crew == lane.crew && status_of(offence.consequence) == status) at = std::min(at, offence.by.at);
    }
    return at;
}

/// True while no run of the race stands that was armed at or before `at`.
bool had_not_begun(const Race& race, RaceTime at) {
    return std::ranges::none_of(race.runs, [&](const Run& run) { return !run.recalled && !run.abandoned && run.armed_at <= at; });
}

bool is_still_to_come(const Race& race, const Expulsion& expulsion) {
    const auto later = std::tuple{race.programme.scheduled_at, race.id()} > std::tuple{expulsion.scheduled_at, expulsion.race};
    return later || had_not_begun(race, expulsion.said_at);
}

bool concerns(const Expulsion& expulsion, const Race& race) {
    return expulsion.race != race.id() && (expulsion.of_all_events || expulsion.event == race.programme.event) && is_still_to_come(race, expulsion);
}

/// What the crew's status is worth to others; nothing where it is not out.
std::optional<Expulsion> expulsion_of(const MeetState& state, const Race& race, const LaneState& lane, const std::vector<Offence>& cards) {
    const auto status = standing_of(lane, cards, {});
    if (!is_out(status)) return std::nullopt;
    Expulsion expulsion{race.id(), race.programme.event, race.programme.scheduled_at, lane.crew, status, said_at(lane, cards, status), {}, {}};
    expulsion.of_all_events = status == ResultStatus::disqualified && state.rules_of(race)->scope.disqualification == rules::DisqualificationScope::regatta;
    if (const auto crew = state.crews.find(lane.crew); crew != state.crews.end()) {
        expulsion.team = team_of(crew->second);
        expulsion.members = crew->second.members;
    }
    return expulsion;
}

std::vector<Expulsion> expulsions_for(const MeetState& state, const Race& race) {
    std::vector<Expulsion> found;
    for (const auto& [id, other] : state.races) {
        if (id == race.id() || is_clean(other)) continue;
        for (auto& expulsion : expulsions_of(state, other)) {
            if (concerns(expulsion, race)) found.push_back(std::move(expulsion));
        }
    }
    return found;
}

std::vector<std::string> persons_of_both(const Expulsion& expulsion, const CrewEntered& crew) {
    std::vector<std::string> both;
    if (team_of(crew) != expulsion.team) return both;
    for (const auto& name : crew.members) {
        if (!name.empty() && std::ranges::find(expulsion.members, name) != expulsion.members.end()) both.push_back(name);
    }
    return both;
}

/// The gravest of each lane counts; of equal ones that of the later race.
void add(std::vector<BarredLane>& bars, const BarredLane& one) {
    const auto known = std::ranges::find(bars, one.lane, &BarredLane::lane);
    if (known == bars.end()) bars.push_back(one);
    else if (gravity(one.status) >= gravity(known->status)) *known = one;
}

}  // namespace

std::vector<Expulsion> expulsions_of(const MeetState& state, const Race& race) {
    std::vector<Expulsion> found;
    if (is_clean(race)) return found;
    const auto cards = offences(state, race);
    for (const auto* crews : {&race.lanes, &race.left_out}) {
        for (const auto& lane : *crews) {
            if (auto expulsion = expulsion_of(state, race, lane, cards)) found.push_back(std::move(*expulsion));
        }
    }
    return found;
}

bool may_bear_on(const MeetState& state, const Expulsion& expulsion, const Race& race) {
    return std::ranges::any_of(race.lanes, [&](const LaneState& lane) {
        const auto crew = state.crews.find(lane.crew);
        return lane.crew == expulsion.crew || (crew != state.crews.end() && !persons_of_both(expulsion, crew->second).empty());
    });
}

std::vector<BarredLane> bars_without_leave(const MeetState& state, const Race& race) {
    std::vector<BarredLane> found;
    for (const auto& expulsion : expulsions_for(state, race)) {
        const auto lane = std::ranges::find(race.lanes, expulsion.crew, &LaneState::crew);
        if (lane != race.lanes.end()) add(found, {lane->lane, expulsion.race, expulsion.status});
    }
    return found;
}

std::vector<BarredLane> bars(const MeetState& state, const Race& race) {
    if (race.stage == Stage::official) return race.revisions.back().barred;
    std::vector<BarredLane> found;
    for (const auto& expulsion : expulsions_for(state, race)) {
        const auto lane = std::ranges::find(race.lanes, expulsion.crew, &LaneState::crew);
        if (lane == race.lanes.end()) continue;
        const BarredLane bar{lane->lane, expulsion.race, expulsion.status};
        if (std::ranges::find(lane->leaves, bar) == lane->leaves.end()) add(found, bar);
    }
    return found;
}

const BarredLane* bar_of(const std::vector<BarredLane>& bars, LaneNumber lane) {
    const auto found = std::ranges::find(bars, lane, &BarredLane::lane);
    return found == bars.end() ? nullptr : &*found;
}

ResultStatus standing_of(const LaneState& lane, const std::vector<Offence>& offences, const std::vector<BarredLane>& bars) {
    auto status = lane.status;
    const auto consider = [&](ResultStatus other) {
        if (gravity(other) > gravity(status)) status = other;
    };
    consider(penalty_status(offences, lane.crew));
    if (const auto* bar = bar_of(bars, lane.lane)) consider(bar->status);
    return status;
}

std::vector<BarredPerson> barred_persons(const MeetState& state, const Race& race) {
    std::vector<BarredPerson> found;
    for (const auto& expulsion : expulsions_for(state, race)) {
        if (!expulsion.of_all_events) continue;
        for (const auto& lane : race.lanes) {
            const auto crew = state.crews.find(lane.crew);
            if (crew == state.crews.end() || lane.crew == expulsion.crew) continue;
            for (const auto& name : persons_of_both(expulsion, crew->second)) {
                const auto known = std::ranges::any_of(found, [&](const BarredPerson& one) { return one.lane == lane.lane && one.name == name; });
                if (!known) found.push_back({lane.lane, name, expulsion.race});
            }
        }
    }
    return found;
}

std::string team_of(const CrewEntered& crew) { return crew.code.substr(0, crew.code.find(' ')); }

}  // namespace bowball::engine
