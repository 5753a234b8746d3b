#include "engine/sync_contact.hpp"

#include <algorithm>

#include "engine/correction.hpp"
#include "engine/start_signal.hpp"

namespace bowball::engine {
namespace {

/// The contact is pressed within moments of the check; and this is asked with every batch.
constexpr std::size_t looked_through = 100;

using Impulses = std::vector<const LedgerImpulse*>;

/// Stamps of a contact, not typed or doubtful ones.
bool is_contact(const LedgerImpulse& one) {
    const auto& seen = one.impulse;
    return !one.voided && !one.waveform && !one.replaces && !seen.by_hand && seen.trust == Trust::good && seen.edge == Edge::rising;
}

bool is_checked(const MeetState& state, const LedgerImpulse& main, const LedgerImpulse& other) {
    return std::ranges::any_of(state.sync_checks, [&](const SyncCheck& check) { return check.seen.main == main.id && check.seen.other == other.id; });
}

/// In a race a crew passes two beams: that is no contact, and comes many times.
bool is_crossing(const LedgerImpulse& one) {
    const auto kind = point_of(one).kind;
    return kind == PointKind::split || kind == PointKind::finish;
}

std::optional<RaceId> race_open_at(const MeetState& state, RaceTime at) {
    for (const auto& [id, race] : state.races) {
        for (const auto& run : race.runs) {
            if (run.armed_at <= at && at < end_of(run)) return id;
        }
    }
    return std::nullopt;
}

/// The nearest one of system A; taken out, for it is one contact's only.
const LedgerImpulse* take_nearest(Impulses& mains, const LedgerImpulse& other) {
    const auto distance = [&](const LedgerImpulse* main) { return std::chrono::abs(main->impulse.stamp.at - other.impulse.stamp.at); };
    const auto nearest = std::ranges::min_element(mains, {}, distance);
    if (nearest == mains.end() || distance(*nearest) > one_contact || (*nearest)->impulse.stamp.clock == other.impulse.stamp.clock) return nullptr;
    const auto* found = *nearest;
    mains.erase(nearest);
    return found;
}

}  // namespace

std::vector<SyncContact> sync_contacts(const MeetState& state, std::size_t most) {
    Impulses mains;
    Impulses others;
    const auto looked_at = std::min(state.ledger.size(), looked_through);
    for (auto one = state.ledger.rbegin(); one != state.ledger.rbegin() + static_cast<std::ptrdiff_t>(looked_at); ++one) {
        if (!is_contact(*one)) continue;
        if (one->impulse.source == Source::system_a) mains.push_back(&*one);
        if (one->impulse.source == Source::system_b) others.push_back(&*one);
    }
    std::vector<SyncContact> contacts;
    for (const auto* other : others) {
        if (contacts.size() >= most) break;
        const auto* main = take_nearest(mains, *other);
        if (main == nullptr || is_checked(state, *main, *other)) continue;
        const auto race = race_open_at(state, main->impulse.stamp.at);
        if (race && (is_crossing(*main) || is_crossing(*other))) continue;
        contacts.push_back({main, other, difference(main->impulse.stamp, other->impulse.stamp), race});
    }
    return contacts;
}

}  // namespace bowball::engine
