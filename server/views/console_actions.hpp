// Which orders about a race would be taken now, for the buttons of the console. Inside views only.
#pragma once
#include <string>
#include <vector>

#include "views/project_race.hpp"

namespace bowball::views {

/// Names of orders, each tried against decide() itself with a reason: a button and a refusal cannot disagree. Orders about one
/// lane are tried for the first one; those about a crew only look at this race.
[[nodiscard]] std::vector<std::string> actions_of(const RaceCase& the_case);

}  // namespace bowball::views
