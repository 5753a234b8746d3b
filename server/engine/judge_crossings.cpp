// Judges crossings of splits and finish: which impulse is the crew's time at the point, which confirms it, which is not
// used and why. Nothing is hidden: every impulse leaves here with its use.
#include <algorithm>
#include <map>

#include "engine/judge_steps.hpp"
#include "engine/route.hpp"
#include "engine/start_signal.hpp"

namespace bowball::engine {
namespace {

class CrossingJudge {
public:
    CrossingJudge(const Case& the_case, std::vector<JudgedImpulse>& impulses) : case_(the_case), impulses_(impulses) {}

    std::vector<Crossing> judge() {
        std::map<Place, std::vector<Candidate>> places;
        for (auto& judged : impulses_) {
            if (is_start_point(judged.point.kind)) continue;
            judged.use = first_look(judged);
            if (judged.use != Use::used) continue;
            places[{judged.point, *judged.lane}].push_back({&judged, candidate_});
        }
        mark_surplus();
        std::vector<Crossing> crossings;
        for (auto& [place, candidates] : places) choose(candidates, crossings);
        return crossings;
    }

private:
    using Place = std::pair<TimingPoint, LaneNumber>;
    struct Candidate {
        JudgedImpulse* judged;
        Crossing crossing;
        [[nodiscard]] Duration at() const { return crossing.since_start.length; }
        [[nodiscard]] bool by_machine() const { return crossing.source == Source::system_a || crossing.source == Source::system_b; }
    };

    /// Why the impulse cannot be a crossing; Use::used if it can, and then candidate_ is filled.
    Use first_look(JudgedImpulse& judged) {
        const auto& ledger = *judged.ledger;
        if (ledger.voided) return Use::voided;
        if (ledger.impulse.edge == Edge::falling) return Use::falling_edge;
        if (!is_usable(ledger)) return Use::suspect;
        if (judged.point.kind == PointKind::split && std::ranges::find(case_.rules->splits_m, judged.point.metres) == case_.rules->splits_m.end())
            return Use::split_not_in_rules;
        if (judged.point.kind == PointKind::unbound) return Use::unnamed;
        const auto* signal = signal_of(judged);
        if (signal != nullptr) judged.since_start = interval(signal->impulse.stamp, ledger.impulse.stamp);
        const auto named = judged.lane.has_value();
        if (named && std::ranges::find(case_.lanes, *judged.lane) == case_.lanes.end()) return Use::lane_not_drawn;
        if (!named && individual()) return Use::unnamed;  // whose start it is to be measured from, nobody knows yet
        if (signal == nullptr || judged.since_start->length < 0ns) return Use::before_start;
        const auto vouched_for = ledger.assigned != nullptr;
        if (!vouched_for && judged.since_start->length < least_time_to(judged.point, case_.race, *case_.rules)) return Use::too_early;
        if (!named) return Use::unnamed;
        candidate_ = {*judged.lane, judged.point, ledger.impulse.source, *judged.since_start, &ledger, signal};
        return Use::used;
    }

    [[nodiscard]] bool individual() const { return case_.rules->start.kind == rules::StartKind::individual; }

    const LedgerImpulse* signal_of(const JudgedImpulse& judged) {
        if (!individual()) return case_.signals.empty() ? nullptr : &signal_for(case_.signals, judged.ledger->impulse);
        if (case_.run == nullptr || !judged.lane) return nullptr;
        const auto signals = start_signals(case_.state, case_.race, *case_.run, judged.lane);
        return signals.empty() ? nullptr : &signal_for(signals, judged.ledger->impulse);
    }

    /// More nameless crossings than crews still to come: the last ones cannot all be crews.
    void mark_surplus() {
        std::map<TimingPoint, std::vector<LaneNumber>> passed;
        for (const auto& judged : impulses_) {
            if (judged.use != Use::used || is_start_point(judged.point.kind)) continue;
            auto& lanes = passed[judged.point];
            if (std::ranges::find(lanes, *judged.lane) == lanes.end()) lanes.push_back(*judged.lane);
        }
        std::map<TimingPoint, std::size_t> nameless;
        for (auto& judged : impulses_) {
            if (judged.use != Use::unnamed) continue;
            if (++nameless[judged.point] + passed[judged.point].size() > case_.lanes.size()) judged.use = Use::surplus;
        }
    }

    /// One crew at one point: the first crossing of the best source counts. A source that saw the crew only long after
    /// another machine did has missed it and seen something else: it must not override the one that was right.
    void choose(std::vector<Candidate>& candidates, std::vector<Crossing>& crossings) {
        std::ranges::stable_sort(candidates, {}, &Candidate::at);
        const auto by_machine = std::ranges::find_if(candidates, &Candidate::by_machine);
        const auto& earliest = by_machine != candidates.end() ? *by_machine : candidates.front();
        const auto until = earliest.at() + case_.rules->finish.dead_band;

        std::vector<Candidate*> firsts;
        for (auto& candidate : candidates) {
            const auto same_source = std::ranges::find(firsts, candidate.crossing.source, [](const Candidate* c) { return c->crossing.source; });
            if (candidate.at() > until) {
                candidate.judged->use = Use::further;
            } else if (same_source != firsts.end()) {
                candidate.judged->use = Use::doubled;
            } else {
                firsts.push_back(&candidate);
            }
        }
        const auto preference = [&](const Candidate* c) { return std::ranges::find(case_.rules->finish.sources, c->crossing.source) - case_.rules->finish.sources.begin(); };
        std::ranges::stable_sort(firsts, {}, preference);
        for (auto* candidate : firsts) {
            candidate->judged->use = candidate == firsts.front() ? Use::used : Use::confirming;
            crossings.push_back(candidate->crossing);
        }
    }

    const Case& case_;
    std::vector<JudgedImpulse>& impulses_;
    Crossing candidate_;
};

}  // namespace

std::vector<Crossing> judge_crossings(const Case& the_case, std::vector<JudgedImpulse>& impulses) {
    return CrossingJudge{the_case, impulses}.judge();
}

std::string_view to_string(Use use) {
    switch (use) {
        case Use::used: return "used";
        case Use::confirming: return "confirming";
        case Use::unnamed: return "unnamed";
        case Use::doubled: return "doubled";
        case Use::further: return "further";
        case Use::too_early: return "too_early";
        case Use::before_start: return "before_start";
        case Use::not_armed: return "not_armed";
        case Use::after_close: return "after_close";
        case Use::voided: return "voided";
        case Use::suspect: return "suspect";
        case Use::surplus: return "surplus";
        case Use::lane_not_drawn: return "lane_not_drawn";
        case Use::falling_edge: return "falling_edge";
        case Use::split_not_in_rules: return "split_not_in_rules";
    }
    return "unknown";
}

}  // namespace bowball::engine
