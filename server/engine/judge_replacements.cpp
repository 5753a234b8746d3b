// Proposes what an impulse that system A missed would have been: who serves as reference, and which source stands in.
// A proposal is not a judgement: nothing uses it until an official accepts it.
#include <algorithm>
#include <map>

#include "core/limits.hpp"
#include "engine/correction.hpp"
#include "engine/judge_steps.hpp"
#include "engine/start_signal.hpp"

namespace bowball::engine {
namespace {

/// A passing that system A and the other source both saw.
struct Reference {
    const LedgerImpulse* main;
    const LedgerImpulse* other;
    std::pair<RaceTime, RaceTime> order;   ///< when the crew started, when it passed
};

struct Missing {
    TimingPoint point;
    std::optional<LaneNumber> lane;
    Source source{};
    const LedgerImpulse* seen;             ///< by the other source
    std::pair<RaceTime, RaceTime> order;
};

std::pair<RaceTime, RaceTime> order_of(const Passing& passing, const LedgerImpulse& seen) {
    const auto at = seen.impulse.stamp.at;
    return {is_start_point(passing.point.kind) ? at : passing.started, at};
}

class ReplacementJudge {
public:
    ReplacementJudge(const Case& the_case, const std::vector<Passing>& passings) : case_(the_case), passings_(passings) {}

    std::vector<ReplacementProposal> judge() {
        std::vector<ReplacementProposal> proposals;
        for (const auto& passing : passings_) {
            if (passing.main != nullptr || passing.replacement != nullptr) continue;
            if (auto proposal = by_the_ladder(passing)) proposals.push_back(std::move(*proposal));
        }
        return proposals;
    }

private:
    [[nodiscard]] const rules::RedundancyRules& settings() const { return case_.rules->redundancy; }

    std::optional<ReplacementProposal> by_the_ladder(const Passing& passing) {
        if (passing.backup != nullptr) {
            if (auto by_b = propose({passing.point, passing.lane, Source::system_b, passing.backup, order_of(passing, *passing.backup)})) return by_b;
        }
        if (passing.hand == nullptr || is_on_the_picture(passing)) return std::nullopt;
        return propose({passing.point, passing.lane, Source::hand, passing.hand, order_of(passing, *passing.hand)});
    }

    [[nodiscard]] bool is_on_the_picture(const Passing& passing) const {
        if (passing.point.kind != PointKind::finish) return false;
        return std::ranges::any_of(*case_.photo, [&](const PhotoLane& read) { return read.row.lane == passing.lane && read.row.time.has_value(); });
    }

    std::optional<ReplacementProposal> propose(const Missing& missing) {
        const auto references = chosen(missing);
        if (references.size() < settings().fewest_references) return std::nullopt;
        ReplacementProposal proposal;
        std::vector<StampPair> pairs;
        for (const auto& one : references) {
            pairs.push_back({one.main->impulse.stamp, one.other->impulse.stamp});
            proposal.references.push_back({one.main->id, one.other->id});
        }
        const auto correction = correct(missing.seen->impulse.stamp, pairs, settings().correction_unit);
        proposal.point = missing.point;
        proposal.lane = missing.lane;
        proposal.source = missing.source;
        proposal.impulse = missing.seen->id;
        proposal.stamp = correction.corrected;
        proposal.correction = correction.mean;
        proposal.deviation = correction.deviation;
        proposal.unit = correction.unit;
        proposal.is_few = references.size() < settings().references;
        proposal.time = time_with(missing, correction.corrected);
        return proposal;
    }

    /// From the start that system A saw, or that replaces it.
    [[nodiscard]] std::optional<Duration> time_with(const Missing& missing, const Stamp& stamp) const {
        if (is_start_point(missing.point.kind)) return std::nullopt;
        const auto is_mass = case_.rules->start.kind == rules::StartKind::mass;
        const auto start = std::ranges::find_if(passings_, [&](const Passing& p) { return is_start_point(p.point.kind) && (is_mass || p.lane == missing.lane); });
        if (start == passings_.end()) return std::nullopt;
        const auto* from = start->main != nullptr ? start->main : start->replacement;
        if (from == nullptr) return std::nullopt;
        return interval(from->impulse.stamp, stamp).length;
    }

    /// The nearest first, as many as the rule set wants and there are.
    std::vector<Reference> chosen(const Missing& missing) {
        const auto wanted = std::size_t{settings().references};
        clock_.reset();
        auto before = found(missing, true);
        const auto policy = settings().reference_policy;
        if (policy == rules::ReferencePolicy::before_then_after && before.size() >= wanted) return before;
        auto after = found(missing, false);
        auto from_before = wanted;
        if (policy == rules::ReferencePolicy::five_and_five) from_before = std::max(wanted / 2, wanted - std::min(wanted, after.size()));
        if (policy == rules::ReferencePolicy::nearest) from_before = before.size();
        before.resize(std::min(before.size(), from_before), Reference{});
        std::ranges::copy(after, std::back_inserter(before));
        const auto distance = [&](const Reference& one) { return std::chrono::abs(one.other->impulse.stamp.at - missing.seen->impulse.stamp.at); };
        if (policy == rules::ReferencePolicy::nearest) std::ranges::stable_sort(before, {}, distance);
        if (before.size() > wanted) before.resize(wanted, Reference{});
        return before;
    }

    /// Those who started right before, or right after; the nearest first. Looks into this run, then into its neighbours.
    std::vector<Reference> found(const Missing& missing, bool before) {
        std::vector<Reference> references;
        auto looked_at = std::size_t{0};
        for (const auto& [race, run] : neighbours(before)) {
            if (references.size() >= settings().references || ++looked_at > limits::reference_runs) break;
            if (before && end_of(*run) < missing.seen->impulse.stamp.at - settings().reference_age) break;
            std::vector<Reference> here;
            for (const auto& passing : passings_of_run(*race, *run, missing)) {
                const auto* other = passing.by(missing.source);
                if (!serves(passing, missing) || (order_of(passing, *other) < missing.order) != before) continue;
                here.push_back({passing.main, other, order_of(passing, *other)});
            }
            std::ranges::stable_sort(here, [&](const Reference& a, const Reference& b) { return before ? a.order > b.order : a.order < b.order; });
            for (const auto& one : here) {
                // One clock of the main system: what it read before a restart cannot be set beside what it read after.
                if (!clock_) clock_ = one.main->impulse.stamp.clock;
                if (one.main->impulse.stamp.clock == *clock_ && references.size() < settings().references) references.push_back(one);
            }
        }
        return references;
    }

    [[nodiscard]] bool serves(const Passing& passing, const Missing& missing) const {
        const auto* other = passing.by(missing.source);
        if (passing.point != missing.point || passing.main == nullptr || other == nullptr || other == missing.seen) return false;
        const auto typed = passing.main->impulse.by_hand || (other->impulse.by_hand && missing.source != Source::hand);
        const auto age = std::chrono::abs(other->impulse.stamp.at - missing.seen->impulse.stamp.at);
        return !typed && other->impulse.stamp.clock == missing.seen->impulse.stamp.clock && age <= settings().reference_age;
    }

    using RunOfRace = std::pair<const Race*, const Run*>;

    /// This run and those armed before it, newest first; or this one and those armed after it, oldest first.
    [[nodiscard]] std::vector<RunOfRace> neighbours(bool before) const {
        std::vector<RunOfRace> runs;
        for (const auto& [id, race] : case_.state.races) {
            for (const auto& run : race.runs) {
                const auto counts = &run == case_.run || (!run.recalled && !run.abandoned);
                const auto lies_there = before ? run.armed_at <= case_.run->armed_at : run.armed_at >= case_.run->armed_at;
                if (counts && lies_there) runs.emplace_back(&race, &run);
            }
        }
        std::ranges::stable_sort(runs, [&](const RunOfRace& a, const RunOfRace& b) { return before ? a.second->armed_at > b.second->armed_at : a.second->armed_at < b.second->armed_at; });
        return runs;
    }

    const std::vector<Passing>& passings_of_run(const Race& race, const Run& run, const Missing& missing) {
        if (&run == case_.run) return passings_;
        static const std::vector<Passing> none;
        if (!both_were_there(run, missing)) return none;
        const auto [known, is_new] = known_.try_emplace(&run);
        if (is_new) known->second = passings_in(case_.state, race, run);
        return known->second;
    }

    /// A look at the ledger before a whole run is judged for nothing.
    [[nodiscard]] bool both_were_there(const Run& run, const Missing& missing) const {
        auto main = false;
        auto other = false;
        for (auto i = ledger_from(case_.state, run.armed_at); i != case_.state.ledger.end() && i->impulse.stamp.at < end_of(run) && !(main && other); ++i) {
            if (point_of(*i) != missing.point || i->replaces) continue;
            main = main || i->impulse.source == Source::system_a;
            other = other || i->impulse.source == missing.source;
        }
        return main && other;
    }

    const Case& case_;
    const std::vector<Passing>& passings_;
    std::optional<ClockId> clock_;
    std::map<const Run*, std::vector<Passing>> known_;
};

}  // namespace

std::vector<ReplacementProposal> judge_replacements(const Case& the_case, const std::vector<Passing>& passings) {
    if (the_case.run == nullptr || the_case.race.stage == Stage::official) return {};
    return ReplacementJudge{the_case, passings}.judge();
}

}  // namespace bowball::engine
