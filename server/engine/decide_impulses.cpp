// Decides what becomes of impulses: from devices, which may repeat or withdraw them, and from people.
#include <algorithm>

#include "engine/decide_steps.hpp"

namespace bowball::engine {
namespace {

/// Half-width, 95 %, of a time that a person took with a finger: buttons vary by about 0.2 s (canoe slalom practice).
constexpr Duration hand_uncertainty = 200ms;

/// Newest impulse of the same device and channel at the same tick of the same clock: on one wire there is only one.
const LedgerImpulse* find_same(const MeetState& state, const Impulse& impulse) {
    for (auto known = state.ledger.rbegin(); known != state.ledger.rend(); ++known) {
        const auto& other = known->impulse;
        if (other.stamp.ticks == impulse.stamp.ticks && other.stamp.clock == impulse.stamp.clock && other.device == impulse.device &&
            other.channel == impulse.channel && !known->voided)
            return &*known;
    }
    return nullptr;
}

Error unknown_impulse(ImpulseId id) { return {errc::unknown_impulse, "There is no impulse " + std::to_string(id.value()) + "."}; }

/// The race that an impulse was given to must not be official.
Result<void> need_open(const MeetState& state, const LedgerImpulse& impulse) {
    for (const auto& [id, race] : state.races) {
        if (race.stage != Stage::official || race.run() == nullptr) continue;
        const auto given = impulse.assigned && impulse.assigned->race == id;
        const auto& run = *race.run();
        const auto at = impulse.impulse.stamp.at;
        const auto inside = !impulse.assigned && run.armed_at <= at && run.settled_at && at < *run.settled_at;
        if (given || inside) return need_not_official(race);
    }
    return {};
}

}  // namespace

Decided decide(const MeetState& state, const Order&, const ReportImpulse& command) {
    const auto* same = find_same(state, command.impulse);
    switch (command.change) {
        case Change::seen:
            if (same != nullptr && same->impulse.lane == command.impulse.lane) return Events{};
            break;
        case Change::repeated:
            if (same != nullptr) return Events{};
            break;
        case Change::withdrawn:
            if (same != nullptr) return Events{ImpulseVoided{same->id}};
            return Events{};
    }
    return Events{ImpulseSeen{command.impulse}};
}

Decided decide(const MeetState&, const Order&, const ReportLoss& command) {
    return Events{ImpulsesLost{command.device, command.count, command.why}};
}

Decided decide(const MeetState& state, const Order&, const AddImpulse& command) {
    const auto race = need_race(state, command.race);
    if (!race) return race.error();
    if (const auto open = need_not_official(**race); !open) return open.error();
    if (command.lane) {
        if (const auto lane = need_lane(**race, *command.lane); !lane) return lane.error();
    }
    Impulse impulse;
    impulse.point = command.point;
    impulse.lane = command.lane;
    impulse.source = Source::hand;
    impulse.by_hand = true;
    const auto uncertainty = command.uncertainty > 0ns ? command.uncertainty : hand_uncertainty;
    // Clock 0 is the venue's timeline itself.
    impulse.stamp = {command.at, uncertainty, ClockId{0}, DeviceTime{command.at.time_since_epoch()}, uncertainty};
    const Seq its_id{state.head.value() + 1};
    return Events{ImpulseSeen{impulse}, ImpulseAssigned{its_id, command.race, command.point, command.lane}};
}

Decided decide(const MeetState& state, const Order&, const VoidImpulse& command) {
    const auto* impulse = state.impulse(command.impulse);
    if (impulse == nullptr) return unknown_impulse(command.impulse);
    if (const auto open = need_open(state, *impulse); !open) return open.error();
    if (impulse->voided) return Error{errc::wrong_state, "The impulse is void already."};
    return Events{ImpulseVoided{command.impulse}};
}

Decided decide(const MeetState& state, const Order&, const RestoreImpulse& command) {
    const auto* impulse = state.impulse(command.impulse);
    if (impulse == nullptr) return unknown_impulse(command.impulse);
    if (const auto open = need_open(state, *impulse); !open) return open.error();
    if (!impulse->voided) return Error{errc::wrong_state, "The impulse is not void."};
    return Events{ImpulseRestored{command.impulse}};
}

Decided decide(const MeetState& state, const Order&, const AssignImpulse& command) {
    const auto* impulse = state.impulse(command.impulse);
    if (impulse == nullptr) return unknown_impulse(command.impulse);
    if (const auto open = need_open(state, *impulse); !open) return open.error();
    const auto race = need_race(state, command.race);
    if (!race) return race.error();
    if (const auto open = need_not_official(**race); !open) return open.error();
    if (command.lane) {
        if (const auto lane = need_lane(**race, *command.lane); !lane) return lane.error();
    }
    return Events{ImpulseAssigned{command.impulse, command.race, command.point, command.lane}};
}

}  // namespace bowball::engine
