// Where a line is passed once a lap: what a crossing of it may be.
#pragma once
#include <vector>

#include "core/timing_point.hpp"
#include "rules/rule_set.hpp"

namespace bowball::engine {

/// Whether one line stands for several places of the course (FinishRules::lap_m). Mass starts only.
[[nodiscard]] inline bool counts_laps(const rules::RuleSet& rules) { return rules.finish.lap_m > 0 && rules.start.kind == rules::StartKind::mass; }

[[nodiscard]] inline bool is_on_the_course(TimingPoint point) { return point.kind == PointKind::split || point.kind == PointKind::finish; }

/// The places at which a line is passed, in the order of the race: the finish line of 200 m with laps of 100 m at 100 m and at the finish.
[[nodiscard]] std::vector<TimingPoint> places_of(TimingPoint line, std::int32_t distance_m, std::int32_t lap_m);

}  // namespace bowball::engine
