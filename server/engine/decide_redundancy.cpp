// Decides orders about systems A and B: sync checks, and replacement times accepted or withdrawn.
#include <algorithm>

#include "engine/correction.hpp"
#include "engine/decide_steps.hpp"
#include "engine/judge.hpp"
#include "engine/start_signal.hpp"
#include "engine/sync_contact.hpp"

namespace bowball::engine {
namespace {

rules::RedundancyRules settings_of(const MeetState& state) {
    const auto* race = state.current ? state.race(*state.current) : nullptr;
    return race != nullptr ? state.rules_of(*race)->redundancy : rules::RedundancyRules{};
}

const LedgerImpulse* newest_of(const MeetState& state, const DeviceChannel& channel) {
    const auto found = std::find_if(state.ledger.rbegin(), state.ledger.rend(), [&](const LedgerImpulse& one) {
        return one.impulse.device == channel.device && one.impulse.channel == channel.channel && one.impulse.edge == Edge::rising && !one.voided;
    });
    return found == state.ledger.rend() ? nullptr : &*found;
}

/// The two impulses that an order means.
Result<std::vector<const LedgerImpulse*>> impulses_of(const MeetState& state, const CheckSync& command) {
    std::vector<const LedgerImpulse*> found;
    for (const auto id : command.impulses) {
        found.push_back(state.impulse(id));
        if (found.back() == nullptr) return Error{errc::unknown_impulse, "There is no impulse " + std::to_string(id.value()) + "."};
    }
    for (const auto& channel : command.channels) {
        found.push_back(newest_of(state, channel));
        if (found.back() == nullptr) return Error{errc::unknown_impulse, channel.device + " has sent nothing on " + channel.channel + " yet. Trigger the contact first."};
    }
    if (found.size() != 2) return Error{errc::bad_input, "Name two impulses, or two channels: one of system A and one of system B."};
    return found;
}

/// The same two clocks agreed on a contact long enough before.
bool agreed_before(const MeetState& state, const LedgerImpulse& main, const LedgerImpulse& other, const rules::RedundancyRules& rules) {
    return std::ranges::any_of(state.sync_checks, [&](const SyncCheck& check) {
        const auto* then = state.impulse(check.seen.main);
        const auto* then_other = state.impulse(check.seen.other);
        const auto same_clocks = then->impulse.stamp.clock == main.impulse.stamp.clock && then_other->impulse.stamp.clock == other.impulse.stamp.clock;
        return same_clocks && check.seen.uncertainty <= rules.sync_tolerance && std::chrono::abs(check.seen.difference) <= rules.sync_tolerance && main.impulse.stamp.at - check.seen.at >= rules.sync_interval;
    });
}

}  // namespace

Decided decide(const MeetState& state, const Order&, const CheckSync& command) {
    const auto found = impulses_of(state, command);
    if (!found) return found.error();
    const auto is_b_first = found->front()->impulse.source == Source::system_b;
    const auto& main = *(*found)[is_b_first ? 1 : 0];
    const auto& other = *(*found)[is_b_first ? 0 : 1];
    if (main.impulse.source != Source::system_a || other.impulse.source != Source::system_b || main.replaces)
        return Error{errc::bad_input, "A sync check takes one impulse of system A and one of system B."};
    if (main.impulse.by_hand || other.impulse.by_hand || main.impulse.trust != Trust::good || other.impulse.trust != Trust::good)
        return Error{errc::bad_input, "A sync check needs the stamps of a contact, not typed or doubtful ones."};
    if (main.impulse.stamp.clock == other.impulse.stamp.clock)
        return Error{errc::bad_input, "Both stamps are of one clock. There is nothing to compare."};
    if (std::chrono::abs(other.impulse.stamp.at - main.impulse.stamp.at) > one_contact)
        return Error{errc::bad_input, "These two impulses lie more than a second apart: they are not of one contact. Trigger it again."};
    const auto rules = settings_of(state);
    const auto apart = difference(main.impulse.stamp, other.impulse.stamp);
    // Of two clocks that were not set together only their mapping tells: by chance that may say what nobody can know.
    const auto can_be_told = apart.uncertainty <= rules.sync_tolerance;
    const auto passed = can_be_told && std::chrono::abs(apart.length) <= rules.sync_tolerance && agreed_before(state, main, other, rules);
    return Events{SyncChecked{main.id, other.id, main.impulse.device, other.impulse.device, main.impulse.stamp.at, apart.length, apart.uncertainty, passed}};
}

Decided decide(const MeetState& state, const Order& order, const AcceptReplacement& command) {
    const auto found = need_race(state, command.race);
    if (!found) return found.error();
    if (const auto open = need_not_official(**found); !open) return open.error();
    const auto judgement = judge(state, **found);
    const auto proposal = std::ranges::find_if(judgement.proposals, [&](const ReplacementProposal& one) {
        return one.point == command.point && one.lane == command.lane && one.impulse == command.impulse;
    });
    if (proposal == judgement.proposals.end()) return Error{errc::wrong_state, "No such replacement is proposed, or not any more. Look at the race again."};
    if (std::chrono::floor<std::chrono::microseconds>(proposal->correction) != command.correction)
        return Error{errc::wrong_state, "The proposal has changed meanwhile. Look at it again."};
    if (const auto said = need_reason(order, "to accept a replacement time"); !said) return said.error();
    return Events{ReplacementAccepted{command.race, judgement.run, proposal->point, proposal->lane, proposal->source, proposal->impulse, proposal->stamp,
                                      proposal->correction, proposal->deviation, proposal->references}};
}

Decided decide(const MeetState& state, const Order& order, const WithdrawReplacement& command) {
    const auto found = need_race(state, command.race);
    if (!found) return found.error();
    if (const auto open = need_not_official(**found); !open) return open.error();
    const auto* one = state.impulse(command.replacement);
    if (one == nullptr || !one->replaces || one->assigned->race != command.race) return Error{errc::unknown_impulse, "There is no such replacement in this race."};
    if (one->voided) return Error{errc::wrong_state, "The replacement is withdrawn already."};
    if (const auto said = need_reason(order, "to withdraw a replacement time"); !said) return said.error();
    return Events{ReplacementWithdrawn{command.race, command.replacement}};
}

}  // namespace bowball::engine
