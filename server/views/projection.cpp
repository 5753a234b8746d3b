#include "views/projection.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "engine/fold.hpp"
#include "engine/input_test.hpp"
#include "engine/judge_records.hpp"
#include "engine/start_signal.hpp"
#include "engine/sync_contact.hpp"
#include "views/project_race.hpp"

namespace bowball::views {
namespace {

template <class... Kinds>
bool is_any_of(const engine::Event& event) {
    return (std::holds_alternative<Kinds>(event) || ...);
}

/// Puts `fresh` where `known` stands; true if that changed it.
template <class T>
bool replace(T& known, T fresh) {
    if (known == fresh) return false;
    known = std::move(fresh);
    return true;
}

/// Not yet official: what the finish of others says of them may change.
std::vector<RaceId> open_races_of(const engine::MeetState& state, const std::set<EventCode>& events) {
    std::vector<RaceId> races;
    for (const auto& [id, race] : state.races) {
        if (race.run() != nullptr && race.stage != engine::Stage::official && events.contains(race.programme.event)) races.push_back(id);
    }
    return races;
}

std::vector<std::pair<ImpulseId, ImpulseId>> contacts_of(const engine::MeetState& state) {
    std::vector<std::pair<ImpulseId, ImpulseId>> contacts;
    for (const auto& contact : engine::sync_contacts(state, contacts_shown)) contacts.emplace_back(contact.main->id, contact.other->id);
    return contacts;
}

bool are_impulses(const std::vector<engine::Entry>& entries) {
    return std::ranges::all_of(entries, [](const engine::Entry& entry) { return is_any_of<engine::ImpulseSeen, engine::TraceSeen, engine::DeadlinePassed>(entry.event); });
}

/// Races whose marks may rest on what officials did to one of the same event that is or was official: the record that it broke stands
/// for those after it.
std::vector<RaceId> races_of_records(const engine::MeetState& state, const std::vector<RaceId>& touched) {
    std::set<EventCode> events;
    for (const auto id : touched) {
        const auto& race = *state.race(id);
        if (!race.revisions.empty() && engine::has_records(state, race.programme.event)) events.insert(race.programme.event);
    }
    std::vector<RaceId> races;
    for (const auto& [id, race] : state.races) {
        if (race.run() != nullptr && events.contains(race.programme.event)) races.push_back(id);
    }
    return races;
}

/// Events whose progression the entries may have changed. Impulses alone change none: only official results do.
std::set<EventCode> events_of(const engine::MeetState& state, const std::vector<RaceId>& touched, const std::vector<engine::Entry>& entries) {
    std::set<EventCode> events;
    if (are_impulses(entries)) return events;
    for (const auto id : touched) events.insert(state.race(id)->programme.event);
    for (const auto& entry : entries) {
        if (const auto* chosen = std::get_if<engine::ProgressionChosen>(&entry.event)) events.insert(chosen->event);
        if (const auto* settled = std::get_if<engine::TieSettled>(&entry.event)) events.insert(settled->event);
        if (const auto* crew = std::get_if<engine::CrewEntered>(&entry.event)) events.insert(crew->event);
        if (const auto* crew = std::get_if<engine::CrewScratched>(&entry.event); crew != nullptr && state.crews.contains(crew->crew)) events.insert(state.crews.at(crew->crew).event);
        if (const auto* event = std::get_if<engine::EventDeclared>(&entry.event)) events.insert(event->code);
    }
    return events;
}

/// Their officials are told what a revision would change in the rounds after it: whatever changes those is news to them.
std::vector<RaceId> reopened_races_of(const engine::MeetState& state, const std::set<EventCode>& events) {
    std::vector<RaceId> races;
    for (const auto& [id, race] : state.races) {
        if (!race.was_official.empty() && events.contains(race.programme.event)) races.push_back(id);
    }
    return races;
}

/// Called, or to be started anew: their officials see whether the line is free.
bool may_be_armed_next(const engine::Race& race) {
    using enum engine::Stage;
    return race.stage == called || race.stage == rerow_ordered || race.stage == recalled;
}

}  // namespace

std::vector<TopicView> Projection::all(const engine::MeetState& state) {
    *this = {};
    std::vector<RaceId> races;
    for (const auto& [id, race] : state.races) races.push_back(id);
    Judged judged;
    Changes changes;
    std::ignore = races_at_another_line(state);
    contacts_ = contacts_of(state);
    deadline_ = engine::next_deadline(state);
    judge(state, races, judged, changes);
    std::vector<TopicView> views{project_meet(state, headers_), project_medals(state, outcomes_), project_points(state, outcomes_)};
    for (const auto& [id, judgement] : judged) std::ranges::move(project_race(state, *state.race(id), judgement, outcomes_), std::back_inserter(views));
    std::set<EventCode> events;
    for (const auto& [event, chosen] : state.progressions) events.insert(event);
    std::ranges::move(progressions(state, events), std::back_inserter(views));
    views.push_back(redundancy(state));
    if (changes.reactions) views.push_back(project_reactions(state, reactions_));
    if (auto inputs = project_inputs(state)) views.push_back(std::move(*inputs));
    return views;
}

std::vector<TopicView> Projection::update(const engine::MeetState& state, const std::vector<engine::Entry>& entries) {
    using namespace engine;
    std::vector<RaceId> touched;
    Changes changes;
    for (const auto& entry : entries) {
        std::ranges::copy(races_touched(state, entry), std::back_inserter(touched));
        const auto about_meet = is_any_of<MeetOpened, ServerStarted>(entry.event);
        changes.meet = changes.meet || about_meet || is_any_of<ProgressionChosen, BoardSteered>(entry.event);
        changes.redundancy = changes.redundancy || about_meet || is_any_of<SyncChecked>(entry.event);
        changes.inputs = changes.inputs || is_testing_inputs(state) || is_any_of<InputTestEnded, ArmWithdrawn>(entry.event);
        changes.honours = changes.honours || is_any_of<CrewEntered, EventDeclared>(entry.event);
    }
    if (deadline_ && state.now >= *deadline_) std::ranges::copy(open_races(state), std::back_inserter(touched));
    deadline_ = engine::next_deadline(state);
    std::ranges::copy(races_at_another_line(state), std::back_inserter(touched));
    if (changes.honours) std::ranges::copy(expelling_races(), std::back_inserter(touched));
    if (!are_impulses(entries)) std::ranges::copy(races_of_records(state, std::vector{touched}), std::back_inserter(touched));
    changes.redundancy = replace(contacts_, contacts_of(state)) || changes.redundancy;
    const auto events = events_of(state, touched, entries);
    std::ranges::copy(reopened_races_of(state, events), std::back_inserter(touched));
    Judged judged;
    judge(state, touched, judged, changes);
    changes.meet = changes.meet || (state.current && judged.contains(*state.current));

    std::vector<TopicView> views;
    if (changes.meet) views.push_back(project_meet(state, headers_));
    for (const auto& [id, judgement] : judged) std::ranges::move(project_race(state, *state.race(id), judgement, outcomes_), std::back_inserter(views));
    if (changes.honours) {
        views.push_back(project_medals(state, outcomes_));
        views.push_back(project_points(state, outcomes_));
    }
    std::ranges::move(progressions(state, events), std::back_inserter(views));
    if (changes.redundancy) views.push_back(redundancy(state));
    if (changes.reactions) views.push_back(project_reactions(state, reactions_));
    if (auto inputs = changes.inputs ? project_inputs(state) : std::nullopt) views.push_back(std::move(*inputs));
    return views;
}

std::vector<RaceId> Projection::races_at_another_line(const engine::MeetState& state) {
    const auto* waiting = engine::race_on_the_line(state);
    const auto changed = replace(on_the_line_, waiting != nullptr ? std::optional{waiting->id()} : std::nullopt);
    std::vector<RaceId> races;
    for (const auto& [id, race] : state.races) {
        if (changed && may_be_armed_next(race)) races.push_back(id);
    }
    return races;
}

/// Their crews may have been entered anew, with other members.
std::vector<RaceId> Projection::expelling_races() const {
    std::vector<RaceId> races;
    for (const auto& [id, expulsions] : expulsions_) {
        if (!expulsions.empty()) races.push_back(id);
    }
    return races;
}

/// Judges the races, and those to which what was found in them means something.
void Projection::judge(const engine::MeetState& state, const std::vector<RaceId>& races, Judged& judged, Changes& changes) {
    for (const auto id : races) judge_one(state, id, judged, changes);
    std::vector<RaceId> others;
    if (!changes.settled.empty()) others = open_races_of(state, changes.settled);
    for (const auto& [id, race] : state.races) {
        if (std::ranges::any_of(changes.expulsions, [&](const engine::Expulsion& one) { return may_bear_on(state, one, race); })) others.push_back(id);
    }
    for (const auto id : others) judge_one(state, id, judged, changes);
}

void Projection::judge_one(const engine::MeetState& state, RaceId id, Judged& judged, Changes& changes) {
    if (judged.contains(id)) return;
    const auto& race = *state.race(id);
    const auto& judgement = judged.emplace(id, engine::judge(state, race)).first->second;
    changes.meet = replace(headers_[id], header_of(state, race, judgement)) || changes.meet;
    changes.redundancy = replace(differences_[id], engine::differences_of(judgement.passings)) || changes.redundancy;
    changes.reactions = replace(reactions_[id], engine::reactions_of(state, race, judgement)) || changes.reactions;
    if (replace(outcomes_[id], engine::outcome_of(race, judgement))) {
        changes.honours = true;
        changes.settled.insert(race.programme.event);
    }
    auto& known = expulsions_[id];
    auto fresh = engine::expulsions_of(state, race);
    if (known == fresh) return;
    std::ranges::copy(known, std::back_inserter(changes.expulsions));
    std::ranges::copy(fresh, std::back_inserter(changes.expulsions));
    known = std::move(fresh);
}

std::vector<TopicView> Projection::progressions(const engine::MeetState& state, const std::set<EventCode>& events) {
    std::vector<TopicView> views;
    for (const auto& event : events) {
        auto view = progression_view(state, event, outcomes_);
        if (view && replace(progressions_[event], std::move(*view))) views.push_back({progression_topic(event), Audience::everyone, state.head, progressions_[event]});
    }
    return views;
}

TopicView Projection::redundancy(const engine::MeetState& state) {
    auto view = project_redundancy(state, differences_);
    redundancy_alarm_ = std::get<RedundancyView>(view.view).alarm;
    return view;
}

}  // namespace bowball::views
