// How far systems A and B, and the watches, lie apart over a meet: every passing that both saw. Pure.
#pragma once
#include <vector>

#include "engine/judgement.hpp"

namespace bowball::engine {

/// One passing that system A and another source both saw.
struct SystemDifference {
    TimingPoint point;
    Source source{};     ///< the other
    RaceTime at;
    Interval apart;      ///< other less A
    friend bool operator==(const SystemDifference&, const SystemDifference&) = default;
};
[[nodiscard]] std::vector<SystemDifference> differences_of(const std::vector<Passing>& passings);

/// All differences of one point and source together.
struct DifferenceReport {
    TimingPoint point;
    Source source{};
    std::size_t count = 0;
    RaceTime last_at;
    Interval last;
    Duration mean{};
    Duration deviation{};
    std::optional<Duration> drift;   ///< mean of the newest ten less the mean of those before; from twenty on
    bool differs = false;            ///< the last one is more than the rule set's agreement, and more than the stamps leave open
    bool drifts = false;
};
/// By point, then source. `differences` in any order.
[[nodiscard]] std::vector<DifferenceReport> report_differences(std::vector<SystemDifference> differences, const rules::RuleSet& rules);

/// Why a check of A and B has not passed, or that it has: a sentence.
[[nodiscard]] std::string describe(const SyncChecked& check, const rules::RedundancyRules& rules);

}  // namespace bowball::engine
