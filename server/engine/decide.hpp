// Orders become facts, or are refused with a code and a sentence.
#pragma once
#include <vector>

#include "engine/command.hpp"
#include "engine/judgement.hpp"
#include "engine/state.hpp"

namespace bowball::engine {

/// The facts that an order becomes. Empty: there is nothing to do (a repeated impulse that is already known).
/// Does not look at roles (check_authority) nor at repeated command ids (the race loop does).
[[nodiscard]] Result<std::vector<Event>> decide(const MeetState& state, const Order& order);
/// The same for whoever has judged the race of the order already, in this state: nothing is judged twice.
[[nodiscard]] Result<std::vector<Event>> decide(const MeetState& state, const Order& order, const Judgement& judged);

}  // namespace bowball::engine
