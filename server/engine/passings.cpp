// Sets what each chain saw of one passing side by side: the pairs that tell how far two systems lie apart, and who missed whom.
#include <algorithm>
#include <map>

#include "engine/judge_steps.hpp"
#include "engine/route.hpp"
#include "engine/start_signal.hpp"

namespace bowball::engine {
namespace {

class PassingFinder {
public:
    PassingFinder(const Case& the_case, const std::vector<JudgedImpulse>& impulses) : case_(the_case), impulses_(impulses) {}

    std::vector<Passing> find() {
        if (case_.run == nullptr) return {};
        starts();
        for (const auto& judged : impulses_) {
            if (is_passing(judged)) note(place(judged.point, judged.lane), *judged.ledger);
        }
        std::vector<Passing> found;
        for (auto& [where, passing] : places_) {
            drop_what_is_another_passing(passing);
            passing.started = started(passing);
            found.push_back(passing);
        }
        return found;
    }

private:
    using Place = std::pair<TimingPoint, std::optional<LaneNumber>>;

    Passing& place(TimingPoint point, std::optional<LaneNumber> lane) {
        auto& passing = places_[{point, lane}];
        passing.point = point;
        passing.lane = lane;
        return passing;
    }

    void starts() {
        const TimingPoint start{PointKind::start_signal, 0};
        if (case_.rules->start.kind == rules::StartKind::mass) {
            for (const auto* signal : case_.signals) note(place(start, {}), *signal);
            return;
        }
        for (const auto lane : case_.lanes) {
            if (!takes_part(lane)) continue;
            for (const auto* signal : start_signals(case_.state, case_.race, *case_.run, lane)) note(place(start, lane), *signal);
        }
    }

    /// Crews that did not start or finish are no reference, nor is anything missing of them (rules of the sports 8.2).
    [[nodiscard]] bool takes_part(LaneNumber lane) const {
        const auto* state = case_.race.lane_in(*case_.run, lane);
        if (state == nullptr) return false;
        return state->status != ResultStatus::did_not_start && state->status != ResultStatus::did_not_finish && state->status != ResultStatus::scratched;
    }

    /// A crossing of a system without a start of its own makes no time, and yet its instant counts here.
    [[nodiscard]] bool is_passing(const JudgedImpulse& judged) const {
        if (is_start_point(judged.point.kind) || !judged.lane || !takes_part(*judged.lane)) return false;
        if (judged.use == Use::unpaired) return judged.since_start->length >= least_time_to(judged.point, case_.race, *case_.rules);
        return judged.use == Use::used || judged.use == Use::confirming;
    }

    static void note(Passing& passing, const LedgerImpulse& impulse) {
        if (impulse.replaces) {
            passing.replacement = &impulse;
            return;
        }
        const auto first = [&](const LedgerImpulse*& slot) {
            if (slot == nullptr) slot = &impulse;
        };
        switch (impulse.impulse.source) {
            case Source::system_a: return first(passing.main);
            case Source::system_b: return first(passing.backup);
            case Source::hand: return first(passing.hand);
            case Source::photo: return;
        }
    }

    void drop_what_is_another_passing(Passing& passing) const {
        if (passing.main == nullptr) return;
        for (auto* slot : {&passing.backup, &passing.hand}) {
            const auto is_far = *slot != nullptr && std::chrono::abs((*slot)->impulse.stamp.at - passing.main->impulse.stamp.at) > case_.rules->finish.dead_band;
            if (is_far) *slot = nullptr;
        }
    }

    /// By the same chain for all where it can be: the order of crews hangs on it.
    [[nodiscard]] RaceTime started(const Passing& passing) const {
        const auto at_start = places_.find({{PointKind::start_signal, 0}, case_.rules->start.kind == rules::StartKind::mass ? std::nullopt : passing.lane});
        const auto& start = at_start != places_.end() ? at_start->second : passing;
        for (const auto* one : {start.main, start.replacement, start.backup, start.hand}) {
            if (one != nullptr) return one->impulse.stamp.at;
        }
        return case_.run->armed_at;
    }

    const Case& case_;
    const std::vector<JudgedImpulse>& impulses_;
    std::map<Place, Passing> places_;
};

}  // namespace

std::vector<Passing> passings_of(const Case& the_case, const std::vector<JudgedImpulse>& impulses) { return PassingFinder{the_case, impulses}.find(); }

std::vector<Passing> passings_in(const MeetState& state, const Race& race, const Run& run) {
    const auto the_case = case_of(state, race, &run);
    auto impulses = gather(the_case);
    std::ignore = judge_crossings(the_case, impulses);
    return passings_of(the_case, impulses);
}

}  // namespace bowball::engine
