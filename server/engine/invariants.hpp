// What is always true of a race, whatever its journal says. Pure.
#pragma once
#include <string>

#include "engine/state.hpp"

namespace bowball::engine {

/// The first of the invariants that does not hold, as half a sentence; empty: all hold.
[[nodiscard]] std::string broken_invariant(const Race& race);

}  // namespace bowball::engine
