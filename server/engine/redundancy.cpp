#include "engine/redundancy.hpp"

#include <algorithm>
#include <map>

#include "core/statistics.hpp"
#include "engine/correction.hpp"

namespace bowball::engine {
namespace {

/// A drift is told from scatter by ten against at least as many.
constexpr std::ptrdiff_t newest = 10;

DifferenceReport report(const std::vector<SystemDifference>& all, const rules::RuleSet& rules) {
    std::vector<Duration> spans;
    for (const auto& one : all) spans.push_back(one.apart.length);
    const auto& last = all.back();
    DifferenceReport found{last.point, last.source, all.size(), last.at, last.apart, mean(spans), standard_deviation(spans), {}, false, false};
    if (std::ssize(spans) >= 2 * newest) {
        const std::vector<Duration> late(spans.end() - newest, spans.end());
        spans.resize(spans.size() - static_cast<std::size_t>(newest));
        found.drift = mean(late) - mean(spans);
    }
    if (last.source == Source::hand) return found;  // fingers scatter by more than any of these
    found.differs = std::chrono::abs(last.apart.length) > std::max(rules.finish.agreement, last.apart.uncertainty);
    found.drifts = found.drift && std::chrono::abs(*found.drift) > rules.redundancy.drift;
    return found;
}

}  // namespace

std::vector<SystemDifference> differences_of(const std::vector<Passing>& passings) {
    std::vector<SystemDifference> found;
    for (const auto& passing : passings) {
        for (const auto source : {Source::system_b, Source::hand}) {
            const auto* other = passing.by(source);
            if (passing.main == nullptr || other == nullptr) continue;
            found.push_back({passing.point, source, passing.main->impulse.stamp.at, difference(passing.main->impulse.stamp, other->impulse.stamp)});
        }
    }
    return found;
}

std::vector<DifferenceReport> report_differences(std::vector<SystemDifference> differences, const rules::RuleSet& rules) {
    std::map<std::pair<TimingPoint, Source>, std::vector<SystemDifference>> places;
    for (const auto& one : differences) places[{one.point, one.source}].push_back(one);
    std::vector<DifferenceReport> reports;
    for (auto& [place, all] : places) {
        std::ranges::stable_sort(all, {}, &SystemDifference::at);
        reports.push_back(report(all, rules));
    }
    return reports;
}

std::string describe(const SyncChecked& check, const rules::RedundancyRules& rules) {
    if (check.passed) return "A and B agree.";
    if (check.uncertainty > rules.sync_tolerance)
        return "Whether A and B agree cannot be told: their clocks were not set together, and are compared to within " + rules::format_time(check.uncertainty, 100us) + " s. Set both by one contact.";
    if (std::chrono::abs(check.difference) > rules.sync_tolerance)
        return "A and B differ by " + rules::format_time(std::chrono::abs(check.difference), 100us) + " s. Synchronise them again.";
    return "A and B agree. Trigger the contact again after " + rules::format_time(rules.sync_interval, 1s) + " s and check again.";
}

}  // namespace bowball::engine
