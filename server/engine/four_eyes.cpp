// Four eyes: what was official changes only when a second person of those who rule agrees (rule-set key official.four_eyes).
#include "engine/four_eyes.hpp"

#include "engine/decide_steps.hpp"
#include "engine/judge.hpp"
#include "engine/progression.hpp"
#include "engine/revision.hpp"

namespace bowball::engine {
namespace {

std::string_view words_of(OfficialChange change) {
    switch (change) {
        case OfficialChange::reopen: return "reopen it";
        case OfficialChange::confirm: return "make the revised result official";
        case OfficialChange::settle: return "take back how a tie was settled by which crews came into it";
        case OfficialChange::advance: break;
    }
    return "advance a crew from it, or no longer to";
}

std::string line_of(const LaneResult& result) {
    auto line = "lane " + std::to_string(result.lane.value());
    if (result.time) line += " grade " + std::string{to_string(result.time->grade)};
    if (result.lot) line += " lot " + std::to_string(*result.lot);
    return line + (result.rank_shared ? " shared\n" : "\n");
}

std::string line_of(const rules::SeatChange& seat) {
    auto line = "crew " + std::to_string(seat.crew.value()) + " from " + seat.race_before + " to " + seat.race_after;
    for (const auto& lane : {seat.lane_before, seat.lane_after}) line += " " + (lane ? std::to_string(lane->value()) : std::string{"-"});
    return line + "\n";
}

/// Of a revision: who would row where after it.
std::string seats_text(const MeetState& state, const Race& race, const Judgement& judgement) {
    std::string text;
    if (!state.progressions.contains(race.programme.event)) return text;
    const auto preview = preview_revision(state, race, judgement, outcomes_of(state, race.programme.event));
    if (!preview) return text;
    for (const auto& seat : preview->seats) text += line_of(seat);
    return text;
}

/// Of a reopening: what came since the result was made official, and would be judged again.
std::string waiting_text(const Judgement& judgement) {
    std::string text;
    for (const auto& judged : judgement.impulses) {
        if (judged.use == Use::after_official) text += "waits " + std::to_string(judged.ledger->id.value()) + "\n";
    }
    return text;
}

std::string who(const Actor& actor) { return actor.name + " (" + std::string{to_string(actor.role)} + ")"; }

}  // namespace

Digest basis_of(const MeetState& state, const Race& race, const Judgement& judgement, OfficialChange change) {
    auto text = std::string{to_string(change)} + " " + to_hex(digest_of(judgement)) + " revision " + std::to_string(race.revisions.size()) + "\n";
    for (const auto& result : judgement.results) text += line_of(result);
    text += change == OfficialChange::confirm ? seats_text(state, race, judgement) : waiting_text(judgement);
    return sha256(text);
}

bool still_stands(const MeetState& state, const Race& race, const Judgement& judgement) {
    const auto& waits = race.proposal;
    if (!waits) return false;
    const auto is_of_the_way = waits->change == OfficialChange::advance || waits->change == OfficialChange::settle;   // rests on more than this race
    return !waits->digest || is_of_the_way || *waits->digest == basis_of(state, race, judgement, waits->change);
}

Result<bool> may_change_official(const Order& order, const Race& race, OfficialChange change, const std::optional<Digest>& digest) {
    const auto& waits = race.proposal;
    if (!waits || waits->change != change || waits->digest != digest) return false;
    // Two roles of one person are one pair of eyes.
    if (waits->by.actor.name != order.origin.actor.name) return true;
    const auto stands = race.stage == Stage::official ? " is official. " : " was official. ";
    return Error{errc::not_allowed, name_of(race.id()) + stands + who(waits->by.actor) + " asked to " + std::string{words_of(change)} +
                                        "; another judge, referee or admin must confirm."};
}

Decided decide(const MeetState& state, const Order& order, const WithdrawProposal& command) {
    const auto race = need_race(state, command.race);
    if (!race) return race.error();
    const auto& waits = (*race)->proposal;
    if (!waits) return Error{errc::wrong_state, name_of(command.race) + " has no change that waits for a second person."};
    // Of a reopening nobody needs to name the basis: what was official is the same.
    const auto is_any = !command.digest && waits->change == OfficialChange::reopen;
    if (waits->change != command.change || (waits->digest != command.digest && !is_any))
        return Error{errc::wrong_state, name_of(command.race) + ": another change waits by now. " + who(waits->by.actor) + " asks to " +
                                            std::string{words_of(waits->change)} + ". Look at that first."};
    const auto is_own = waits->by.actor.name == order.origin.actor.name;
    const auto what_for = is_own ? "to take back what you asked for" : "to decline what " + who(waits->by.actor) + " asked for";
    if (const auto said = need_reason(order, what_for); !said) return said.error();
    return Events{ProposalWithdrawn{command.race, waits->change}};
}

}  // namespace bowball::engine
