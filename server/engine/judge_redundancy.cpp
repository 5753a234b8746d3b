// Warnings of what ties systems A and B together: one that stopped seeing, a replacement in doubt, a sync check that lacks.
#include <algorithm>
#include <map>

#include "core/limits.hpp"
#include "engine/judge_steps.hpp"
#include "engine/start_signal.hpp"

namespace bowball::engine {
namespace {

/// What one system missed of what the other saw at a point.
struct Misses {
    std::size_t seen = 0;                 ///< by the other
    std::vector<LaneNumber> missed;
};

class RedundancyJudge {
public:
    RedundancyJudge(const Case& the_case, const Judgement& judgement, std::vector<Warning>& found) : case_(the_case), judgement_(judgement), found_(found) {}

    void judge() {
        if (case_.run == nullptr) return;
        for (const auto system : {Source::system_a, Source::system_b}) missed_by(system);
        replacements();
        if (case_.rules->redundancy.sync_check) sync();
    }

private:
    void warn(WarningKind kind, std::optional<LaneNumber> lane, std::string text) { found_.push_back({kind, lane, std::nullopt, std::move(text)}); }

    /// One warning for a system, of the point where it missed most. The main system's every miss counts: times rest on another
    /// source. The backup is said to have stopped when it missed two.
    void missed_by(Source system) {
        const auto other = system == Source::system_a ? Source::system_b : Source::system_a;
        std::map<TimingPoint, Misses> points;
        for (const auto& passing : judgement_.passings) {
            if (!passing.lane || passing.by(other) == nullptr) continue;
            auto& misses = points[passing.point];
            ++misses.seen;
            const auto replaced = system == Source::system_a && passing.replacement != nullptr;
            if (passing.by(system) == nullptr && !replaced) misses.missed.push_back(*passing.lane);
        }
        const auto worst = std::ranges::max_element(points, {}, [](const auto& one) { return one.second.missed.size(); });
        if (worst == points.end()) return;
        const auto& [point, misses] = *worst;
        const auto least = system == Source::system_a ? std::size_t{1} : std::size_t{2};
        if (misses.missed.size() < least || !is_in_use(case_, judgement_.impulses, system, point)) return;
        const auto* name = system == Source::system_a ? "A" : "B";
        auto text = "System " + std::string{name} + " missed " + std::to_string(misses.missed.size()) + " of " + std::to_string(misses.seen) + " at " + to_string(point) +
                    ": lane " + list_of(misses.missed) + ". ";
        text += system == Source::system_a ? "These times rest on another source. Check its sensor." : "There is no second source for these. Check its sensor.";
        warn(WarningKind::system_missed, {}, std::move(text));
    }

    void replacements() {
        for (const auto& passing : judgement_.passings) {
            if (passing.replacement == nullptr) continue;
            const auto* seen = case_.state.impulse(passing.replacement->replaces->impulse);
            const auto where = (passing.lane ? "Lane " + std::to_string(passing.lane->value()) + ": " : std::string{}) + "the replacement at " + to_string(passing.point);
            if (passing.main != nullptr) warn(WarningKind::replacement_doubtful, passing.lane, where + " is not needed: system A's own impulse has come. Withdraw it.");
            else if (is_voided(*seen, case_.as_of)) warn(WarningKind::replacement_doubtful, passing.lane, where + " rests on an impulse that its device has withdrawn. Look at it again.");
        }
    }

    /// Rules of the sports 8.1.5 and 8.1.6: checked not more than an hour before the first start.
    void sync() {
        for (const auto system : {Source::system_a, Source::system_b}) {
            if (!is_in_use(case_, judgement_.impulses, system, std::nullopt)) return;
        }
        auto start = case_.state.now;
        if (const auto* signal = find_start_signal(case_.state, case_.race, *case_.run)) start = signal->impulse.stamp.at;
        const SyncCheck* newest = nullptr;
        for (const auto& check : case_.state.sync_checks) {
            if (check.seen.passed && check.seen.at <= start) newest = &check;
        }
        if (newest == nullptr) return warn(WarningKind::sync_unchecked, {}, "Systems A and B have not passed a sync check. Trigger one contact of both twice, a minute apart.");
        if (start - newest->seen.at <= case_.rules->redundancy.sync_age) return;
        const auto minutes = std::chrono::floor<std::chrono::minutes>(start - newest->seen.at).count();
        warn(WarningKind::sync_unchecked, {}, "The sync check of systems A and B was " + std::to_string(minutes) + " min before the start. Check again before the next one.");
    }

    const Case& case_;
    const Judgement& judgement_;
    std::vector<Warning>& found_;
};

}  // namespace

bool is_in_use(const Case& the_case, const std::vector<JudgedImpulse>& impulses, Source source, std::optional<TimingPoint> point) {
    const auto is_it = [&](const LedgerImpulse& one) { return one.impulse.source == source && !one.replaces && (!point || point_of(one) == *point); };
    if (std::ranges::any_of(impulses, [&](const JudgedImpulse& judged) { return is_it(*judged.ledger); })) return true;
    if (the_case.run == nullptr) return false;
    auto i = ledger_from(the_case.state, the_case.run->armed_at);
    for (auto n = limits::recent_impulses; n > 0 && i != the_case.state.ledger.begin(); --n) {
        if (is_it(*--i)) return true;
    }
    return false;
}

void warn_of_redundancy(const Case& the_case, const Judgement& judgement, std::vector<Warning>& warnings) { RedundancyJudge{the_case, judgement, warnings}.judge(); }

}  // namespace bowball::engine
