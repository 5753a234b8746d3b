#include "views/project.hpp"

#include <algorithm>

#include "core/overloaded.hpp"
#include "engine/route.hpp"
#include "views/project_race.hpp"

namespace bowball::views {

RaceViews project_race(const engine::MeetState& state, const engine::Race& race) {
    const auto judgement = engine::judge(state, race);
    const RaceCase the_case{state, race, judgement};
    const auto prefix = "race/" + std::to_string(race.id().value()) + "/";
    const auto seq = state.head;
    std::vector<TopicView> views{
        {prefix + "start_list", Audience::everyone, seq, project_start_list(the_case)},
        {prefix + "board", Audience::everyone, seq, project_board(the_case)},
        {prefix + "results", Audience::everyone, seq, project_results(the_case)},
        {prefix + "start", Audience::everyone, seq, project_start(the_case)},
        {prefix + "referee", Audience::officials, seq, project_referee(the_case)},
        {prefix + "console", Audience::officials, seq, project_console(the_case)},
    };
    return {header_of(state, race, judgement), std::move(views), engine::differences_of(judgement.passings)};
}

TopicView project_meet(const engine::MeetState& state, const std::map<RaceId, RaceHeader>& headers) {
    MeetView view;
    view.name = state.name;
    view.venue = state.venue;
    view.course_m = state.course_m;
    view.simulated = state.simulated;
    if (state.current) view.current_race = state.current->value();
    if (state.previous) view.previous_race = state.previous->value();
    for (const auto& [id, header] : headers) view.races.push_back(header);
    std::ranges::stable_sort(view.races, {}, &RaceHeader::scheduled_us);
    return {"meet", Audience::everyone, state.head, std::move(view)};
}

std::vector<TopicView> project_all(const engine::MeetState& state) {
    std::vector<TopicView> all;
    std::map<RaceId, RaceHeader> headers;
    std::map<RaceId, std::vector<engine::SystemDifference>> differences;
    for (const auto& [id, race] : state.races) {
        auto projected = project_race(state, race);
        headers.emplace(id, std::move(projected.header));
        differences.emplace(id, std::move(projected.differences));
        std::ranges::move(projected.views, std::back_inserter(all));
    }
    all.insert(all.begin(), project_meet(state, headers));
    all.push_back(project_redundancy(state, differences));
    if (auto inputs = project_inputs(state)) all.push_back(std::move(*inputs));
    return all;
}

namespace {

/// Every race on which an impulse or a lapse of time can bear: those with an open window, and the current one.
std::vector<RaceId> open_races(const engine::MeetState& state) {
    std::vector<RaceId> races;
    for (const auto& [id, race] : state.races) {
        const auto* run = race.run();
        const auto open = run != nullptr && !run->settled_at && !(run->closed_at && race.stage == engine::Stage::abandoned);
        if (open || state.current == id) races.push_back(id);
    }
    return races;
}

std::vector<RaceId> races_of_crew(const engine::MeetState& state, CrewId crew) {
    std::vector<RaceId> races;
    for (const auto& [id, race] : state.races) {
        if (std::ranges::find(race.lanes, crew, &engine::LaneState::crew) != race.lanes.end()) races.push_back(id);
    }
    return races;
}

/// Open races, and those whose window the instant lies in though they are settled: their officials are told.
std::vector<RaceId> races_at(const engine::MeetState& state, RaceTime at) {
    auto races = open_races(state);
    for (const auto& [id, race] : state.races) {
        const auto* run = race.run();
        if (run != nullptr && run->settled_at && run->armed_at <= at && at < *run->settled_at) races.push_back(id);
    }
    return races;
}

std::vector<RaceId> races_of_impulse(const engine::MeetState& state, ImpulseId id) {
    const auto* impulse = state.impulse(id);
    if (impulse == nullptr) return {};
    auto races = races_at(state, impulse->impulse.stamp.at);
    if (impulse->assigned) races.push_back(impulse->assigned->race);
    return races;
}

}  // namespace

std::vector<RaceId> races_touched(const engine::MeetState& state, const engine::Entry& entry) {
    using namespace engine;
    using Races = std::vector<RaceId>;
    // What turns the pages to another race changes both views: the one shown before and the one shown now.
    const auto turned = [&](RaceId race) {
        Races races{race};
        if (state.previous) races.push_back(*state.previous);
        return races;
    };
    auto races = std::visit(overloaded{
                                [](const ServerStarted&) { return Races{}; },
                                [&](const DeadlinePassed&) { return open_races(state); },
                                [](const MeetOpened&) { return Races{}; },
                                [](const RuleSetRegistered&) { return Races{}; },
                                [&](const EventDeclared& e) {
                                    Races found;
                                    for (const auto& [id, race] : state.races) {
                                        if (race.programme.event == e.code) found.push_back(id);
                                    }
                                    return found;
                                },
                                [&](const CrewEntered& e) { return races_of_crew(state, e.crew); },
                                [](const RaceScheduled& e) { return Races{e.race}; },
                                [](const RaceRescheduled& e) { return Races{e.race}; },
                                [](const LanesDrawn& e) { return Races{e.race}; },
                                [&](const RaceCalled& e) { return turned(e.race); },
                                [&](const RaceArmed& e) { return turned(e.race); },
                                [](const AttentionGiven& e) { return Races{e.race}; },
                                [](const AttentionWithdrawn& e) { return Races{e.race}; },
                                [](const StartOrdered& e) { return Races{e.race}; },
                                [](const RaceRecalled& e) { return Races{e.race}; },
                                [](const FalseStartDecided& e) { return Races{e.race}; },
                                [](const CardShown& e) { return Races{e.race}; },
                                [](const CardWithdrawn& e) { return Races{e.race}; },
                                [&](const ImpulseSeen& e) { return races_at(state, e.impulse.stamp.at); },
                                [&](const TraceSeen& e) { return races_at(state, e.impulse.stamp.at); },
                                [&](const ImpulseVoided& e) { return races_of_impulse(state, e.impulse); },
                                [&](const ImpulseRestored& e) { return races_of_impulse(state, e.impulse); },
                                [&](const ImpulseAssigned& e) { return races_of_impulse(state, e.impulse); },
                                [&](const ImpulsesLost&) { return open_races(state); },
                                [&](const PhotoRead& e) {
                                    auto found = e.from_camera ? open_races(state) : Races{};  // a file that waited is gone from their desks
                                    found.push_back(e.race);
                                    return found;
                                },
                                [&](const PhotoUnmatched&) { return open_races(state); },
                                [](const StatusSet& e) { return Races{e.race}; },
                                [](const PenaltySet& e) { return Races{e.race}; },
                                [](const ObjectionRaised& e) { return Races{e.race}; },
                                [](const ObjectionResolved& e) { return Races{e.race}; },
                                [](const ResultPublished& e) { return Races{e.race}; },
                                [](const ResultConfirmed& e) { return Races{e.race}; },
                                [](const ResultReopened& e) { return Races{e.race}; },
                                [](const RaceAbandoned& e) { return Races{e.race}; },
                                [](const RerowOrdered& e) { return Races{e.race}; },
                                [&](const RaceSelected& e) { return turned(e.race); },
                                [&](const SyncChecked&) { return open_races(state); },
                                [](const ReplacementAccepted& e) { return Races{e.race}; },
                                [](const ReplacementWithdrawn& e) { return Races{e.race}; },
                                [&](const InputTestBegun&) { return open_races(state); },
                                [&](const InputTestEnded&) { return open_races(state); },
                            },
                            entry.event);
    std::ranges::sort(races);
    const auto [first, last] = std::ranges::unique(races);
    races.erase(first, last);
    std::erase_if(races, [&](RaceId id) { return state.race(id) == nullptr; });
    return races;
}

}  // namespace bowball::views
