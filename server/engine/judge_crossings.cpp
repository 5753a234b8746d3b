// Judges crossings of splits and finish: which impulse is the crew's time at the point, which confirms it, which is not
// used and why. Nothing is hidden: every impulse leaves here with its use.
#include <algorithm>
#include <map>
#include <tuple>

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
            if (judged.use == Use::unpaired && judged.lane) bear_witness({judged.point, *judged.lane}, judged.since_start->length);
            if (judged.use != Use::used) continue;
            places[{judged.point, *judged.lane}].push_back({&judged, candidate_});
        }
        pair_nameless(places);
        mark_surplus();
        std::vector<Crossing> crossings;
        for (auto& [place, candidates] : places) choose(place, candidates, crossings);
        return crossings;
    }

private:
    using Place = std::pair<TimingPoint, LaneNumber>;
    struct Candidate {
        JudgedImpulse* judged;
        Crossing crossing;
        [[nodiscard]] Duration at() const { return crossing.since_start.length; }
        [[nodiscard]] bool by_machine() const { return is_machine(crossing.source); }
    };

    /// Why the impulse cannot be a crossing; Use::used if it can, and then candidate_ is filled.
    Use first_look(JudgedImpulse& judged) {
        const auto& ledger = *judged.ledger;
        if (!is_usable(ledger, case_.as_of)) {   // gathered with its fate
            if (const auto* signal = signal_of(judged); signal != nullptr && ledger.impulse.stamp.at >= signal->impulse.stamp.at) judged.since_start = interval(signal->impulse.stamp, ledger.impulse.stamp);
            return judged.use;
        }
        if (judged.point.kind == PointKind::split && std::ranges::find(case_.rules->splits_m, judged.point.metres) == case_.rules->splits_m.end())
            return Use::split_not_in_rules;
        if (judged.point.kind == PointKind::unbound) return Use::unnamed;
        const auto* signal = signal_of(judged);
        if (signal != nullptr) judged.since_start = interval(signal->impulse.stamp, ledger.impulse.stamp);
        const auto named = judged.lane.has_value();
        if (named && std::ranges::find(case_.lanes, *judged.lane) == case_.lanes.end()) return Use::lane_not_drawn;
        if (!named && individual()) return Use::unnamed;  // whose start it is to be measured from, nobody knows yet
        if (signal == nullptr || judged.since_start->length < 0ns) return Use::before_start;
        if (mixes_systems(signal->impulse, ledger.impulse)) return Use::unpaired;
        const auto vouched_for = ledger.assigned != nullptr;
        if (!vouched_for && judged.since_start->length < least_time_to(judged.point, case_.race, *case_.rules)) return Use::too_early;
        if (!named) return Use::unnamed;
        const auto source = ledger.replaces ? ledger.replaces->source : ledger.impulse.source;
        candidate_ = {*judged.lane, judged.point, source, *judged.since_start, &ledger, signal, ledger.replaces || signal->replaces};
        return Use::used;
    }

    [[nodiscard]] bool individual() const { return case_.rules->start.kind == rules::StartKind::individual; }

    const LedgerImpulse* signal_of(const JudgedImpulse& judged) {
        if (!individual()) return case_.signals.empty() ? nullptr : &signal_for(case_.signals, judged.ledger->impulse);
        if (case_.run == nullptr || !judged.lane) return nullptr;
        const auto signals = start_signals(case_.state, case_.race, *case_.run, judged.lane);
        return signals.empty() ? nullptr : &signal_for(signals, judged.ledger->impulse);
    }

    void bear_witness(const Place& place, Duration at) {
        const auto [known, is_new] = witnesses_.emplace(place, at);
        if (!is_new) known->second = std::min(known->second, at);
    }

    /// A second system without lanes sees the same bow within the systems' agreement: it confirms the crossing that has a name.
    /// Where more than one crew or more than one trigger lies so near, a person says which is which.
    void pair_nameless(std::map<Place, std::vector<Candidate>>& places) {
        const auto agreement = case_.rules->finish.agreement;
        for (auto& judged : impulses_) {
            const auto source = judged.ledger->impulse.source;
            if (judged.use != Use::unnamed || !judged.since_start || !is_machine(source)) continue;
            const auto is_near = [&](const Interval& other) { return std::chrono::abs(other.length - judged.since_start->length) <= agreement; };
            const auto rivals = std::ranges::count_if(impulses_, [&](const JudgedImpulse& other) {
                return other.use == Use::unnamed && other.point == judged.point && other.ledger->impulse.source == source && other.since_start && is_near(*other.since_start);
            });
            std::vector<LaneNumber> near;
            for (const auto& [place, candidates] : places) {
                const auto seen = std::ranges::any_of(candidates, [&](const Candidate& c) { return c.by_machine() && c.crossing.source != source && is_near(c.crossing.since_start); });
                if (place.first == judged.point && seen) near.push_back(place.second);
            }
            if (near.size() == 1 && rivals == 1) confirm(judged, near.front(), places);
        }
    }

    void confirm(JudgedImpulse& judged, LaneNumber lane, std::map<Place, std::vector<Candidate>>& places) {
        const auto* signal = signal_of(judged);
        judged.lane = lane;
        judged.use = Use::used;
        places[{judged.point, lane}].push_back({&judged, {lane, judged.point, judged.ledger->impulse.source, *judged.since_start, judged.ledger, signal, signal->replaces != nullptr}});
    }

    /// More nameless crossings by one system than crews still to come: the last ones cannot all be crews.
    void mark_surplus() {
        using Line = std::pair<TimingPoint, Source>;
        const auto line_of = [](const JudgedImpulse& judged) { return Line{judged.point, judged.ledger->impulse.source}; };
        std::map<Line, std::vector<LaneNumber>> passed;
        for (const auto& judged : impulses_) {
            if (judged.use != Use::used || is_start_point(judged.point.kind)) continue;
            auto& lanes = passed[line_of(judged)];
            if (std::ranges::find(lanes, *judged.lane) == lanes.end()) lanes.push_back(*judged.lane);
        }
        std::map<Line, std::size_t> nameless;
        for (auto& judged : impulses_) {
            if (judged.use != Use::unnamed || is_start_point(judged.point.kind)) continue;
            const auto& lanes = passed[line_of(judged)];
            const auto to_come = std::ranges::count_if(case_.lanes, [&](LaneNumber lane) {
                return may_pass(case_.race, *case_.run, lane, judged.point) && std::ranges::find(lanes, lane) == lanes.end();
            });
            if (++nameless[line_of(judged)] > static_cast<std::size_t>(to_come)) judged.use = Use::surplus;
        }
    }

    /// Watches, and a swimmer's buttons, are several of one system, and each counts.
    [[nodiscard]] bool counts_several(Source source) const {
        const auto swims = !case_.rules->swimming_times.id.empty();
        return (source == Source::hand && (swims || case_.rules->time.hand.say_something())) || (source == Source::system_b && swims);
    }
    using Chain = std::tuple<Source, bool, DeviceName, ChannelName>;
    [[nodiscard]] Chain chain_of(const Candidate* c) const {
        const auto& seen = c->crossing.impulse->impulse;
        const auto each = counts_several(c->crossing.source);
        return {c->crossing.source, c->crossing.is_replacement(), each ? seen.device : DeviceName{}, each ? seen.channel : ChannelName{}};
    }
    [[nodiscard]] bool are_enough(const std::vector<Candidate*>& firsts, Source source) const {
        const auto count = std::ranges::count(firsts, source, [](const Candidate* c) { return c->crossing.source; });
        return counts_several(source) && static_cast<std::size_t>(count) >= rules::most_watches;
    }

    /// One crew at one point: the first crossing of the best source counts. A source that saw the crew only long after
    /// another machine did has missed it and seen something else: it must not override the one that was right.
    void choose(const Place& place, std::vector<Candidate>& candidates, std::vector<Crossing>& crossings) {
        std::ranges::stable_sort(candidates, {}, &Candidate::at);
        const auto by_machine = std::ranges::find_if(candidates, &Candidate::by_machine);
        const auto& earliest = by_machine != candidates.end() ? *by_machine : candidates.front();
        const auto witness = witnesses_.find(place);
        const auto first_seen = witness != witnesses_.end() ? std::min(witness->second, earliest.at()) : earliest.at();
        const auto until = first_seen + case_.rules->finish.dead_band;

        std::vector<Candidate*> firsts;
        for (auto& candidate : candidates) {
            const auto same_source = std::ranges::find(firsts, chain_of(&candidate), [&](const Candidate* c) { return chain_of(c); });
            if (candidate.at() > until) {
                candidate.judged->use = Use::further;
            } else if (same_source != firsts.end() || are_enough(firsts, candidate.crossing.source)) {
                candidate.judged->use = Use::doubled;
            } else {
                firsts.push_back(&candidate);
            }
        }
        // A replacement stands right behind the main system whose place it takes.
        const auto preference = [&](const Candidate* c) {
            const auto& sources = case_.rules->finish.sources;
            return std::pair{std::ranges::find(sources, c->crossing.chain()) - sources.begin(), c->crossing.is_replacement()};
        };
        if (firsts.empty()) return;
        std::ranges::stable_sort(firsts, {}, preference);
        // A source that the rule set does not name makes no time by itself.
        const auto counts = preference(firsts.front()).first < std::ssize(case_.rules->finish.sources);
        for (auto* candidate : firsts) {
            candidate->judged->use = candidate == firsts.front() && counts ? Use::used : Use::confirming;
            crossings.push_back(candidate->crossing);
        }
    }

    const Case& case_;
    std::vector<JudgedImpulse>& impulses_;
    Crossing candidate_;
    std::map<Place, Duration> witnesses_;   ///< when a system without a start of its own saw the crew: no time, and yet the truth
};

}  // namespace

Crossings judge_crossings(const Case& the_case, std::vector<JudgedImpulse>& impulses) {
    Crossings crossings{CrossingJudge{the_case, impulses}.judge(), {}};
    if (!the_case.rules->swimming_times.id.empty()) make_official(the_case, crossings, impulses);
    else if (the_case.rules->time.hand.say_something()) combine_watches(the_case, crossings.all, impulses);
    return crossings;
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
        case Use::outside_start: return "outside_start";
        case Use::not_armed: return "not_armed";
        case Use::after_close: return "after_close";
        case Use::voided: return "voided";
        case Use::suspect: return "suspect";
        case Use::surplus: return "surplus";
        case Use::lane_not_drawn: return "lane_not_drawn";
        case Use::falling_edge: return "falling_edge";
        case Use::split_not_in_rules: return "split_not_in_rules";
        case Use::unpaired: return "unpaired";
        case Use::tested: return "tested";
        case Use::set_aside: return "set_aside";
        case Use::after_official: return "after_official";
        case Use::earlier_run: return "earlier_run";
        case Use::after_finish: return "after_finish";
        case Use::not_asked: return "not_asked";
    }
    return "unknown";
}

}  // namespace bowball::engine
