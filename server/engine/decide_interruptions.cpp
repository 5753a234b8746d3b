// Decides orders that end a run before its result, and those that say that it was a mistake: abandoned, to be rowed again, published too soon.
#include <algorithm>

#include "engine/bars.hpp"
#include "engine/decide_steps.hpp"
#include "engine/start_signal.hpp"

namespace bowball::engine {
namespace {

/// There is one start line: whoever has not started and would wait there again must be the last that was armed.
Result<void> need_its_line(const MeetState& state, const Race& race, Stage before) {
    const auto is_under_way = before == Stage::armed || before == Stage::attention;
    if (!is_under_way || !race.photo.empty() || find_start_signal(state, race, *race.run()) != nullptr) return {};
    for (const auto& [id, other] : state.races) {
        if (other.run() != nullptr && other.run()->armed_at > race.run()->armed_at)
            return not_now(race, "had not started, and race " + std::to_string(id.value()) + " was armed after it. Order a " + state.rules_of(race)->words.rerow + " to start it again.");
    }
    return {};
}

Decided take_back(const MeetState& state, const Order& order, const Race& race, Event taken_back, std::string_view what_for) {
    const auto& then = race.interruptions.back();
    if (const auto said = need_reason(order, what_for); !said) return said.error();
    if (const auto line = need_its_line(state, race, then.stage); !line) return line.error();
    return Events{std::move(taken_back)};
}

bool was_last(const Race& race, Interruption::Kind kind) { return !race.interruptions.empty() && race.interruptions.back().kind == kind; }

}  // namespace

Decided decide(const MeetState& state, const Order& order, const AbandonRace& command) {
    const auto race = need_race(state, command.race);
    if (!race) return race.error();
    if (const auto open = need_not_official(**race); !open) return open.error();
    if ((*race)->stage == Stage::abandoned) return Error{errc::wrong_state, name_of(command.race) + " is abandoned already."};
    if (const auto said = need_reason(order, "to abandon a race"); !said) return said.error();
    return Events{RaceAbandoned{command.race, true}};
}

Decided decide(const MeetState& state, const Order& order, const OrderRerow& command) {
    const auto race = need_race(state, command.race);
    if (!race) return race.error();
    if (const auto open = need_not_official(**race); !open) return open.error();
    if ((*race)->runs.empty()) return Error{errc::wrong_state, name_of(command.race) + " has not been rowed."};
    const auto cards = offences(state, **race);
    const auto out = bars(state, **race);
    for (const auto lane : command.lanes) {
        const auto known = need_lane(**race, lane);
        if (!known) return known.error();
        const auto status = standing_of(**known, cards, out);
        if (status == ResultStatus::excluded || status == ResultStatus::disqualified || status == ResultStatus::scratched)
            return Error{errc::wrong_state, "Lane " + std::to_string(lane.value()) + " is " + std::string{code_of(status)} + " and cannot row again."};
    }
    if (const auto said = need_reason(order, "to order a " + state.rules_of(**race)->words.rerow); !said) return said.error();
    return Events{RerowOrdered{command.race, command.lanes}};
}

Decided decide(const MeetState& state, const Order& order, const WithdrawAbandonment& command) {
    const auto race = need_race(state, command.race);
    if (!race) return race.error();
    if ((*race)->stage != Stage::abandoned || !was_last(**race, Interruption::Kind::abandoned)) return not_now(**race, "is not abandoned.");
    return take_back(state, order, **race, AbandonmentWithdrawn{command.race}, "to take back that the race was abandoned");
}

Decided decide(const MeetState& state, const Order& order, const WithdrawRerow& command) {
    const auto found = need_race(state, command.race);
    if (!found) return found.error();
    const auto& race = **found;
    const auto& words = state.rules_of(race)->words.rerow;
    const auto waits = race.stage == Stage::rerow_ordered || race.stage == Stage::called;
    if (!waits || !was_last(race, Interruption::Kind::rerow)) return not_now(race, "has no " + words + " ordered that could be taken back.");
    if (const auto set = need_in_programme(race); !set) return set.error();
    return take_back(state, order, race, RerowWithdrawn{command.race, true}, "to take back that a " + words + " was ordered");
}

Decided decide(const MeetState& state, const Order& order, const WithdrawResult& command) {
    const auto found = need_race(state, command.race);
    if (!found) return found.error();
    const auto& race = **found;
    if (const auto open = need_not_official(race); !open) return open.error();
    if (race.stage != Stage::unofficial) return not_now(race, "has no result out.");
    if (!race.before_published) return not_now(race, "was official, and that result stands until the revised one is. Make it official again, or order a " + state.rules_of(race)->words.rerow + ".");
    if (const auto said = need_reason(order, "to take back a result that was published"); !said) return said.error();
    if (const auto line = need_its_line(state, race, *race.before_published); !line) return line.error();
    return Events{ResultWithdrawn{command.race}};
}

}  // namespace bowball::engine
