#include "engine/state.hpp"

#include <algorithm>

namespace bowball::engine {

const LaneState* Race::lane(LaneNumber number) const {
    const auto found = std::ranges::find(lanes, number, &LaneState::lane);
    return found == lanes.end() ? nullptr : &*found;
}

LaneState* Race::lane(LaneNumber number) {
    const auto found = std::ranges::find(lanes, number, &LaneState::lane);
    return found == lanes.end() ? nullptr : &*found;
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

}  // namespace bowball::engine
