// Four eyes: what was official changes only when a second person of those who rule agrees (rule-set key official.four_eyes).
#include "engine/decide_steps.hpp"

namespace bowball::engine {
namespace {

std::string_view words_of(OfficialChange change) { return change == OfficialChange::reopen ? "reopen it" : "make the revised result official"; }

std::string who(const Actor& actor) { return actor.name + " (" + std::string{to_string(actor.role)} + ")"; }

}  // namespace

Result<bool> may_change_official(const MeetState& state, const Order& order, const Race& race, OfficialChange change, const std::optional<Digest>& digest) {
    if (!state.rules_of(race)->official.four_eyes) return true;
    const auto& waits = race.proposal;
    if (!waits || waits->change != change || waits->digest != digest) return false;
    // Two roles of one person are one pair of eyes.
    if (waits->by.actor.name != order.origin.actor.name) return true;
    const auto stands = race.stage == Stage::official ? " is official. " : " was official. ";
    return Error{errc::not_allowed, name_of(race.id()) + stands + who(waits->by.actor) + " asked to " + std::string{words_of(change)} + "; another judge, referee or admin must confirm."};
}

Decided decide(const MeetState& state, const Order& order, const WithdrawProposal& command) {
    const auto race = need_race(state, command.race);
    if (!race) return race.error();
    const auto& waits = (*race)->proposal;
    if (!waits) return Error{errc::wrong_state, name_of(command.race) + " has no change that waits for a second person."};
    if (waits->change != command.change || waits->digest != command.digest)
        return Error{errc::wrong_state, name_of(command.race) + ": another change waits by now. " + who(waits->by.actor) + " asks to " + std::string{words_of(waits->change)} + ". Look at that first."};
    if (const auto said = need_reason(order, waits->by.actor.name == order.origin.actor.name ? "to take back what you asked for" : "to decline what " + who(waits->by.actor) + " asked for"); !said) return said.error();
    return Events{ProposalWithdrawn{command.race, waits->change}};
}

}  // namespace bowball::engine
