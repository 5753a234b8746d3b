// Decides what officials say of the way from round to round: they settle what the table cannot, and advance crews beyond it.
#include <algorithm>

#include "core/text.hpp"
#include "engine/decide_steps.hpp"
#include "engine/late_change.hpp"

namespace bowball::engine {
namespace {

using Settled = EventProgression::Settled;

std::string said_by(const Decision& by) { return by.actor.name + (by.reason.empty() ? "" : ": " + by.reason); }

std::string code_of(const MeetState& state, CrewId crew) {
    const auto known = state.crews.find(crew);
    return known == state.crews.end() || known->second.code.empty() ? "crew " + std::to_string(crew.value()) : known->second.code;
}

std::string list_of(const MeetState& state, const std::vector<CrewId>& crews) {
    std::string text;
    for (const auto crew : crews) text += (text.empty() ? "" : ", ") + code_of(state, crew);
    return text;
}

/// The newest of that cut, whoever was tied there; null: nothing is settled there.
const Settled* settled_at(const EventProgression& chosen, const std::string& where) {
    const auto newest = std::find_if(chosen.settled.rbegin(), chosen.settled.rend(), [&](const Settled& one) { return one.where == where; });
    return newest == chosen.settled.rend() ? nullptr : &*newest;
}

std::string open_ties(const rules::Progression& progression) {
    if (progression.ties.empty()) return " No tie is open.";
    std::string text;
    for (const auto& tie : progression.ties) text += (text.empty() ? " Open: " : "; ") + tie.where;
    return text + ".";
}

/// The tie at the cut that is named. Fails with a sentence where nothing waits there.
Result<const rules::OpenTie*> need_tie(const EventProgression& chosen, const rules::Progression& progression, const SettleTie& command) {
    if (command.where.empty()) return Error{errc::bad_input, "Say where: which cut this order settles." + open_ties(progression)};
    const auto tie = std::ranges::find(progression.ties, command.where, &rules::OpenTie::where);
    if (tie != progression.ties.end()) return &*tie;
    const auto in_force = std::ranges::find(progression.settled, command.where, &rules::SettledTie::where);
    if (in_force == progression.settled.end())
        return Error{errc::wrong_state, "No tie is open at \"" + printable(command.where, 80) + "\" in " + command.event + "." + open_ties(progression)};
    const auto by = std::ranges::find(chosen.settled, in_force->by, [](const Settled& one) { return one.by.seq; });
    const auto by_whom = by != chosen.settled.end() ? " (" + said_by(by->by) + ")" : std::string{};
    return Error{errc::wrong_state, command.where + " is settled already" + by_whom + ". Take that back first."};
}

/// All crews that are tied there, each once, and nobody else; of unlike times no crew before one that beat it.
Result<void> check_order(const MeetState& state, const rules::OpenTie& tie, const std::vector<CrewId>& order) {
    for (auto crew = order.begin(); crew != order.end(); ++crew) {
        if (std::ranges::find(tie.crews, *crew) == tie.crews.end())
            return Error{errc::bad_input, code_of(state, *crew) + " is not tied at " + tie.where + ". Tied are " + list_of(state, tie.crews) + "."};
        if (std::find(order.begin(), crew, *crew) != crew)
            return Error{errc::bad_input, code_of(state, *crew) + " is named twice. Name each crew once, first the one that goes on first."};
    }
    std::vector<CrewId> missing;
    std::ranges::copy_if(tie.crews, std::back_inserter(missing), [&](CrewId crew) { return std::ranges::find(order, crew) == order.end(); });
    if (!missing.empty())
        return Error{errc::bad_input, tie.where + ": name all crews that are tied there, first the one that goes on first. Missing: " + list_of(state, missing) + "."};
    for (const auto& [winner, loser] : tie.beaten) {
        if (std::ranges::find(order, loser) < std::ranges::find(order, winner))
            return Error{errc::bad_input, code_of(state, winner) + " came in before " + code_of(state, loser) +
                                              " in their own race. Only crews of different races can be put in another order."};
    }
    return {};
}

/// An official must have seen what is different in rounds that stand already.
Result<void> need_consent(const MeetState& state, const LateChange& change, bool accept_changes) {
    if (!change.is_late() || accept_changes) return {};
    return Error{errc::needs_consent, describe(state, change) + " If that is meant, give the order again and accept the changes."};
}

/// What both persons must have seen: the word itself, what it changes, and the official results that it passes over.
Digest basis_of(std::string text, const LateChange& change) {
    for (const auto& seat : change.seats) {
        text += "crew " + std::to_string(seat.crew.value()) + " from " + seat.race_before + " to " + seat.race_after;
        for (const auto& lane : {seat.lane_before, seat.lane_after}) text += " " + (lane ? std::to_string(lane->value()) : "-");
        text += "\n";
    }
    for (const auto* race : change.official) {
        text += "official race " + std::to_string(race->id().value()) + " revision " + std::to_string(race->revisions.size());
        text += " " + to_hex(race->revisions.back().digest) + "\n";
    }
    return sha256(text);
}

/// The first official race that would be passed over and whose rules ask for two persons; null: one may do it.
const Race* asks_for_two(const MeetState& state, const LateChange& change) {
    const auto asks = [&](const Race* official) { return state.rules_of(*official)->official.four_eyes; };
    const auto found = std::ranges::find_if(change.official, asks);
    return found == change.official.end() ? nullptr : *found;
}

Decided take_back(const MeetState& state, const Order& order, const SettleTie& command) {
    const auto& chosen = state.progressions.at(command.event);
    const auto* settled = settled_at(chosen, command.where);
    if (settled == nullptr) return Error{errc::wrong_state, "Nothing is settled at \"" + printable(command.where, 80) + "\" in " + command.event + "."};
    if (!command.crews.empty() && !std::ranges::is_permutation(settled->crews, command.crews))
        return Error{errc::bad_input, "What is settled at " + command.where + " is the order of " + list_of(state, settled->crews) + ". Name these crews, or none."};
    if (const auto said = need_reason(order, "to take back how a tie was settled"); !said) return said.error();
    const auto outcomes = outcomes_of(state, command.event);
    auto input = progression_input_of(state, command.event, outcomes);
    if (!input) return input.error();
    const auto before = rules::progress(*chosen.table, *input);
    std::erase_if(input->decisions, [&](const rules::TieDecision& one) { return one.by == settled->by.seq; });
    const auto after = rules::progress(*chosen.table, *input);
    if (!before || !after) return !before ? before.error() : after.error();
    const auto change = late_change(state, command.event, outcomes, *before, *after);
    if (const auto agreed = need_consent(state, change, command.accept_changes); !agreed) return agreed.error();
    if (const auto* official = asks_for_two(state, change)) {
        auto word = "take back " + command.event + " " + command.where;
        for (const auto crew : settled->crews) word += " " + std::to_string(crew.value());
        const auto basis = basis_of(word + "\n", change);
        const auto may = may_change_official(order, *official, OfficialChange::settle, basis);
        if (!may) return may.error();
        if (!*may) return Events{ChangeProposed{official->id(), OfficialChange::settle, basis, std::nullopt, false, command.where}};
    }
    return Events{TieSettled{command.event, settled->crews, command.where, true}};
}

/// The group that the race is of; null where the table does not have it.
const rules::RaceGroup* group_of(const MeetState& state, const Race& race) {
    const auto& chosen = state.progressions.at(race.programme.event);
    const auto the_case = rules::case_for(*chosen.table, chosen.entries.size());
    if (!the_case) return nullptr;
    const auto holds = [&](const rules::RaceGroup& group) { return std::ranges::find(group.races, race.programme.phase) != group.races.end(); };
    const auto group = std::ranges::find_if((*the_case)->groups, holds);
    return group == (*the_case)->groups.end() ? nullptr : &*group;
}

/// From which nobody goes on: a final, or a race that the table does not have.
bool leads_nowhere(const MeetState& state, const Race& race) {
    const auto* group = group_of(state, race);
    return group == nullptr || group->routes.empty() || group->routes.front().to.empty();
}

std::string text_of(const CrewAdvanced& word) {
    const auto text = "advance race " + std::to_string(word.race.value()) + " crew " + std::to_string(word.crew.value()) + " by " + std::string{to_string(word.by)};
    return text + (word.advanced ? "\n" : " taken back\n");
}

LateChange change_by(const MeetState& state, const Race& race, const CrewAdvanced& word) {
    const auto& event = race.programme.event;
    if (!has_later_round(state, race)) return {};
    const auto outcomes = outcomes_of(state, event);
    auto input = progression_input_of(state, event, outcomes);
    if (!input) return {};
    const auto& table = *state.progressions.at(event).table;
    const auto before = rules::progress(table, *input);
    std::erase_if(input->advanced, [&](const rules::Advance& one) { return one.crew == word.crew && one.from == race.programme.phase; });
    if (word.advanced) input->advanced.push_back({word.crew, race.programme.phase, word.by == AdvancedBy::jury});
    const auto after = rules::progress(table, *input);
    return before && after ? late_change(state, event, outcomes, *before, *after) : LateChange{};
}

/// Once, and only what was said is taken back.
Result<void> check_word(const Race& race, const AdvanceCrew& command, CrewId crew) {
    const auto known = std::ranges::find(race.advanced, crew, &AdvancedCrew::crew);
    const auto lane = std::to_string(command.lane.value());
    if (!command.advanced && known == race.advanced.end()) return not_now(race, "has nobody advanced in lane " + lane + ".");
    if (command.advanced && known != race.advanced.end())
        return not_now(race, "has the crew of lane " + lane + " advanced already, by the " + std::string{to_string(known->said)} + " (" + said_by(known->by) +
                                 "). Take that back first.");
    return {};
}

}  // namespace

Decided decide(const MeetState& state, const Order& order, const SettleTie& command) {
    const auto progression = progression_of(state, command.event, outcomes_of(state, command.event));
    if (!progression) return progression.error();
    if (!command.settled) return take_back(state, order, command);
    const auto tie = need_tie(state.progressions.at(command.event), *progression, command);
    if (!tie) return tie.error();
    if (const auto sound = check_order(state, **tie, command.crews); !sound) return sound.error();
    if (const auto said = need_reason(order, "to settle a tie"); !said) return said.error();
    return Events{TieSettled{command.event, command.crews, command.where}};
}

Decided decide(const MeetState& state, const Order& order, const AdvanceCrew& command) {
    const auto found = need_race(state, command.race);
    if (!found) return found.error();
    const auto& race = **found;
    const auto lane = need_lane(race, command.lane);
    if (!lane) return lane.error();
    if (!state.progressions.contains(race.programme.event)) return Error{errc::not_found, "No progression is chosen for " + race.programme.event + "."};
    if (leads_nowhere(state, race)) return not_now(race, "leads to no other round. There is nothing to advance to.");
    const CrewAdvanced word{command.race, (*lane)->crew, command.by, command.advanced};
    if (const auto once = check_word(race, command, word.crew); !once) return once.error();
    if (const auto said = need_reason(order, "to advance a crew, or to take that back"); !said) return said.error();
    const auto change = change_by(state, race, word);
    if (const auto agreed = need_consent(state, change, command.accept_changes); !agreed) return agreed.error();
    if (word.advanced && change.seats.empty() && !change.problems.empty()) return Error{errc::too_many, change.problems.front()};
    if (asks_for_two(state, change) != nullptr) {
        const auto basis = basis_of(text_of(word), change);
        const auto may = may_change_official(order, race, OfficialChange::advance, basis);
        if (!may) return may.error();
        if (!*may) return Events{ChangeProposed{command.race, OfficialChange::advance, basis, word.crew, !word.advanced}};
    }
    return Events{word};
}

}  // namespace bowball::engine
