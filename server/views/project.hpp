// From the state to the views. Pure: the same state gives the same views, on every machine, for ever.
#pragma once
#include <vector>

#include "engine/judge.hpp"
#include "engine/state.hpp"
#include "views/views.hpp"

namespace bowball::views {

/// All views of one race.
[[nodiscard]] std::vector<TopicView> project_race(const engine::MeetState& state, const engine::Race& race);
/// The meet's own view: programme, current race.
[[nodiscard]] TopicView project_meet(const engine::MeetState& state);
/// Every view there is, in the order of the programme: what a replay prints.
[[nodiscard]] std::vector<TopicView> project_all(const engine::MeetState& state);
/// The races whose views an entry may have changed.
[[nodiscard]] std::vector<RaceId> races_touched(const engine::MeetState& state, const engine::Entry& entry);

}  // namespace bowball::views
