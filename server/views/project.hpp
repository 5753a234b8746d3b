// From the state to the views. Pure: the same state gives the same views, on every machine, for ever.
#pragma once
#include <map>
#include <optional>
#include <vector>

#include "engine/judge.hpp"
#include "engine/outcome.hpp"
#include "engine/reactions.hpp"
#include "engine/redundancy.hpp"
#include "engine/state.hpp"
#include "views/views.hpp"

namespace bowball::views {

/// Contacts of both systems that officials are offered a sync check of.
inline constexpr std::size_t contacts_shown = 5;

/// All views of one race, from its judgement. `outcomes` of the other races are what a prognosis rests on.
[[nodiscard]] std::vector<TopicView> project_race(const engine::MeetState& state, const engine::Race& race, const engine::Judgement& judgement,
                                                  const engine::RaceOutcomes& outcomes);
/// The meet's own view: programme, current race. Takes the headers of all races, so that none is judged twice.
[[nodiscard]] TopicView project_meet(const engine::MeetState& state, const std::map<RaceId, RaceHeader>& headers);
/// Systems A and B beside each other over the meet. Takes what was found in each race, so that none is judged twice.
[[nodiscard]] TopicView project_redundancy(const engine::MeetState& state, const std::map<RaceId, std::vector<engine::SystemDifference>>& differences);
/// Reactions of the whole meet, by lane and by sensor.
[[nodiscard]] TopicView project_reactions(const engine::MeetState& state, const std::map<RaceId, engine::RaceReactions>& reactions);
/// The medal table, and the points of the teams.
[[nodiscard]] TopicView project_medals(const engine::MeetState& state, const engine::RaceOutcomes& outcomes);
[[nodiscard]] TopicView project_points(const engine::MeetState& state, const engine::RaceOutcomes& outcomes);
/// The test of inputs that is on, or the last one; absent where none was ever made.
[[nodiscard]] std::optional<TopicView> project_inputs(const engine::MeetState& state);
/// Who rows where in the event; nothing where no progression is chosen for it.
[[nodiscard]] std::optional<ProgressionView> progression_view(const engine::MeetState& state, const EventCode& event, const engine::RaceOutcomes& outcomes);
/// The event's part of a topic: "m8-coxed" of "M8+", "event/m8-coxed/progression".
[[nodiscard]] std::string slug_of(const EventCode& event);
/// "event/m8-coxed/progression".
[[nodiscard]] std::string progression_topic(const EventCode& event);
/// Every view there is, in the order of the programme: what a replay prints.
[[nodiscard]] std::vector<TopicView> project_all(const engine::MeetState& state);
/// Every race on which an impulse or a lapse of time can bear: those with an open window, and the current one.
[[nodiscard]] std::vector<RaceId> open_races(const engine::MeetState& state);
/// The races whose views an entry may have changed.
[[nodiscard]] std::vector<RaceId> races_touched(const engine::MeetState& state, const engine::Entry& entry);

}  // namespace bowball::views
