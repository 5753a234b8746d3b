// Which races an entry bears on.
#include <algorithm>

#include "core/overloaded.hpp"
#include "engine/judge.hpp"
#include "engine/start_signal.hpp"
#include "views/project.hpp"

namespace bowball::views {

std::vector<RaceId> open_races(const engine::MeetState& state) {
    std::vector<RaceId> races;
    const auto at_hand = state.current ? state.current : engine::first_of_programme(state);
    for (const auto& [id, race] : state.races) {
        const auto* run = race.run();
        const auto open = run != nullptr && !run->settled_at && !(run->closed_at && race.stage == engine::Stage::abandoned);
        if (open || id == at_hand) races.push_back(id);
    }
    return races;
}

namespace {

/// At the start, and to be armed by these rules.
std::vector<RaceId> races_that_wait_for(const engine::MeetState& state, const std::string& rules) {
    using enum engine::Stage;
    std::vector<RaceId> races;
    for (const auto& [id, race] : state.races) {
        const auto waits = race.stage == called || race.stage == rerow_ordered || race.stage == recalled;
        if (waits && race.programme.rules == rules) races.push_back(id);
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

std::vector<RaceId> races_of_event(const engine::MeetState& state, const EventCode& event) {
    std::vector<RaceId> races;
    for (const auto& [id, race] : state.races) {
        if (race.programme.event == event) races.push_back(id);
    }
    return races;
}

/// Open races, and those in whose list it stands though they are over: their officials are told.
std::vector<RaceId> races_at(const engine::MeetState& state, RaceTime at) {
    auto races = open_races(state);
    std::ranges::move(engine::races_about(state, at), std::back_inserter(races));
    return races;
}

/// The race, and where its time may have made another the first of the programme, that and the one that was.
std::vector<RaceId> moved(const engine::MeetState& state, RaceId race) {
    std::vector<RaceId> races{race};
    if (state.current || state.ledger.empty()) return races;
    for (const auto& first : {engine::first_of_programme(state), engine::first_of_programme(state, race)}) {
        if (first) races.push_back(*first);
    }
    return races;
}

std::vector<RaceId> races_of_impulse(const engine::MeetState& state, ImpulseId id) {
    const auto* impulse = state.impulse(id);
    if (impulse == nullptr) return {};
    auto races = races_at(state, impulse->impulse.stamp.at);
    if (impulse->assigned) races.push_back(impulse->assigned->race);
    if (impulse->assigned && impulse->assigned->before) races.push_back(*impulse->assigned->before);   // in whose list it was
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
        else if (const auto first = first_of_programme(state)) races.push_back(*first);   // was at hand before any was called
        return races;
    };
    // Passings of one race are references for what system A missed in another that is still open.
    const auto with_open_races = [&](RaceId race) {
        auto found = open_races(state);
        found.push_back(race);
        return found;
    };
    // Its window is open again: what came meanwhile leaves the lists of all that were on, or over, beside it or after it.
    const auto on_again = [&](RaceId race) {
        auto found = with_open_races(race);
        const auto* run = state.race(race) != nullptr ? state.race(race)->run() : nullptr;
        for (const auto& [id, other] : state.races) {
            const auto reaches_into_it = [&](const Run& one) { return end_of(one) > run->armed_at; };
            if (run != nullptr && std::ranges::any_of(other.runs, reaches_into_it)) found.push_back(id);
        }
        return found;
    };
    auto races = std::visit(overloaded{
                                [](const ServerStarted&) { return Races{}; },
                                [&](const DeadlinePassed&) { return open_races(state); },
                                [](const MeetOpened&) { return Races{}; },
                                [&](const RuleSetRegistered& e) { return races_that_wait_for(state, e.rules->id); },
                                [&](const EventDeclared& e) { return races_of_event(state, e.code); },
                                [&](const CrewEntered& e) { return races_of_crew(state, e.crew); },
                                [&](const CrewScratched& e) { return races_of_crew(state, e.crew); },
                                [&](const RacePostponed& e) { return moved(state, e.race); },
                                [&](const RaceCancelled& e) { return moved(state, e.race); },
                                [](const RecordRulesRegistered&) { return Races{}; },
                                [&](const RecordRegistered& e) { return races_of_event(state, e.record.event); },
                                [](const RecordFactStated& e) { return Races{e.race}; },
                                [&](const RaceScheduled& e) { return moved(state, e.race); },
                                [&](const RaceRescheduled& e) { return moved(state, e.race); },
                                [](const LanesDrawn& e) { return Races{e.race}; },
                                [&](const RaceCalled& e) { return turned(e.race); },
                                [&](const CallWithdrawn& e) {
                                    auto found = turned(e.race);
                                    if (state.current) found.push_back(*state.current);   // boards turn back to it
                                    return found;
                                },
                                [&](const RaceArmed& e) {
                                    auto found = with_open_races(e.race);
                                    std::ranges::move(turned(e.race), std::back_inserter(found));
                                    // What came in the break stands with this race from now on.
                                    std::ranges::move(races_over_before(state, entry.at - 1ns), std::back_inserter(found));
                                    return found;
                                },
                                [&](const ArmWithdrawn& e) {
                                    auto found = with_open_races(e.race);
                                    std::ranges::move(turned(e.race), std::back_inserter(found));
                                    if (state.current) found.push_back(*state.current);
                                    std::ranges::move(races_over_before(state, entry.at), std::back_inserter(found));   // what came since stands with them again
                                    return found;
                                },
                                [](const StartAnnounced& e) { return Races{e.race}; },
                                [](const RollCalled& e) { return Races{e.race}; },
                                [](const AttentionGiven& e) { return Races{e.race}; },
                                [](const AttentionWithdrawn& e) { return Races{e.race}; },
                                [](const StartOrdered& e) { return Races{e.race}; },
                                [&](const RaceRecalled& e) { return with_open_races(e.race); },
                                [&](const RecallWithdrawn& e) { return on_again(e.race); },
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
                                [&](const StatusSet& e) { return with_open_races(e.race); },
                                [](const PenaltySet& e) { return Races{e.race}; },
                                [](const PenaltyGiven& e) { return Races{e.race}; },
                                [&](const PadMarked& e) { return with_open_races(e.race); },   // a heat that failed is corrected by another's lanes
                                [](const WindRead& e) { return Races{e.race}; },
                                [](const ObjectionRaised& e) { return Races{e.race}; },
                                [](const ObjectionResolved& e) { return Races{e.race}; },
                                [](const ResultPublished& e) { return Races{e.race}; },
                                [](const ResultConfirmed& e) { return Races{e.race}; },
                                [](const ChangeProposed& e) { return Races{e.race}; },
                                [](const ProposalWithdrawn& e) { return Races{e.race}; },
                                [](const ResultReopened& e) { return Races{e.race}; },
                                [&](const RaceAbandoned& e) { return with_open_races(e.race); },
                                [&](const RerowOrdered& e) { return with_open_races(e.race); },
                                [&](const AbandonmentWithdrawn& e) { return on_again(e.race); },
                                [&](const RerowWithdrawn& e) { return on_again(e.race); },
                                [](const ResultWithdrawn& e) { return Races{e.race}; },
                                [&](const RaceSelected& e) { return turned(e.race); },
                                [](const BoardSteered&) { return Races{}; },
                                [&](const SyncChecked&) { return open_races(state); },
                                [](const ReplacementAccepted& e) { return Races{e.race}; },
                                [](const ReplacementWithdrawn& e) { return Races{e.race}; },
                                [](const LotsDrawn& e) { return Races{e.race}; },
                                [](const LeaveGiven& e) { return Races{e.race}; },
                                [](const ProgressionRegistered&) { return Races{}; },
                                [](const ProgressionChosen&) { return Races{}; },
                                [&](const TieSettled& e) { return races_of_event(state, e.event); },
                                [](const CrewAdvanced& e) { return Races{e.race}; },
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
