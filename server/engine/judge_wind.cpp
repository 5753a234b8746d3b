// Judges the wind of a run: rounded as athletics has it, and whether it allows a record.
#include <algorithm>

#include "engine/judge_steps.hpp"

namespace bowball::engine {

std::optional<WindFound> judge_wind(const Case& the_case) {
    if (the_case.run == nullptr) return std::nullopt;
    const auto& said = the_case.race.winds;
    const auto own = std::ranges::find(said, the_case.run->number, &WindSaid::run);
    if (own == said.end()) return std::nullopt;
    const auto reading = rules::wind_reading(own->speed_mm_s);
    return WindFound{reading, reading <= the_case.rules->wind.most_tenths};
}

}  // namespace bowball::engine
