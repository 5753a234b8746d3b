#include "engine/state.hpp"

#include <algorithm>
#include <limits>

namespace bowball::engine {

const LaneState* Race::lane(LaneNumber number) const {
    const auto found = std::ranges::find(lanes, number, &LaneState::lane);
    return found == lanes.end() ? nullptr : &*found;
}

LaneState* Race::lane(LaneNumber number) {
    const auto found = std::ranges::find(lanes, number, &LaneState::lane);
    return found == lanes.end() ? nullptr : &*found;
}

const LaneState* Race::lane_in(const Run& run, LaneNumber number) const {
    const auto first = static_cast<std::size_t>(&run - runs.data());
    for (auto i = first; i < runs.size(); ++i) {
        const auto then = std::ranges::find(runs[i].rowed_again, number, &LaneState::lane);
        if (then != runs[i].rowed_again.end()) return &*then;
    }
    return lane(number);
}

bool Race::still_counts(const Lots& drawn) const {
    return std::ranges::none_of(runs, [&](const Run& run) { return run.number > drawn.run && !run.recalled && !run.abandoned; });
}

Seq Race::as_of() const {
    const auto sealed = stage == Stage::official && !revisions.empty();
    return sealed ? revisions.back().by.seq : Seq{std::numeric_limits<std::uint64_t>::max()};
}

const CrewEntered* MeetState::crew(CrewId id, Seq as_of) const {
    const auto known = crews.find(id);
    if (known == crews.end()) return nullptr;
    const auto changes = crew_changes.find(id);
    if (changes == crew_changes.end()) return &known->second;
    const auto later = std::ranges::find_if(changes->second, [&](const CrewChange& one) { return one.by.seq > as_of; });
    return later == changes->second.end() ? &known->second : &later->before;
}

const Race* MeetState::race(RaceId id) const {
    const auto found = races.find(id);
    return found == races.end() ? nullptr : &found->second;
}

const LedgerImpulse* MeetState::impulse(ImpulseId id) const {
    using Indexed = std::pair<ImpulseId, RaceTime>;
    const auto indexed = std::ranges::lower_bound(impulse_index, id, {}, &Indexed::first);
    if (indexed == impulse_index.end() || indexed->first != id) return nullptr;
    const auto stands_before = [](const LedgerImpulse& a, const std::pair<RaceTime, ImpulseId>& b) {
        return std::pair{a.impulse.stamp.at, a.id} < b;
    };
    const auto found = std::lower_bound(ledger.begin(), ledger.end(), std::pair{indexed->second, id}, stands_before);
    return found != ledger.end() && found->id == id ? &*found : nullptr;
}

std::shared_ptr<const rules::RuleSet> MeetState::rules_of(const Race& race) const {
    if (race.run() != nullptr) return race.run()->rules;
    if (race.sealed_rules != nullptr) return race.sealed_rules;
    const auto named = rule_sets.find(race.programme.rules);
    if (named != rule_sets.end()) return named->second;
    static const auto usual = std::make_shared<const rules::RuleSet>();
    return usual;
}

}  // namespace bowball::engine
