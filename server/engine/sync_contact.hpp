// Contacts that both systems stamped: what a sync check can be made of. Pure.
#pragma once
#include <vector>

#include "engine/state.hpp"

namespace bowball::engine {

/// One contact reaches both systems within this.
inline constexpr Duration one_contact = 1s;

struct SyncContact {
    const LedgerImpulse* main = nullptr;    ///< of system A
    const LedgerImpulse* other = nullptr;   ///< of system B
    Interval apart;                         ///< other less main
    std::optional<RaceId> race;             ///< that was open then: its own start, perhaps. Crossings of a race are left out
};

/// The newest ones that no check was made of yet, newest first, among the last hundred impulses.
[[nodiscard]] std::vector<SyncContact> sync_contacts(const MeetState& state, std::size_t most);

}  // namespace bowball::engine
