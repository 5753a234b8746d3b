// Decides orders about results: statuses, penalties, objections, unofficial, official, reopened.
#include <algorithm>

#include "engine/bars.hpp"
#include "engine/decide_steps.hpp"
#include "engine/four_eyes.hpp"
#include "engine/judge.hpp"

namespace bowball::engine {
namespace {

/// Race known, lane known, result not official.
Result<const Race*> need_open_lane(const MeetState& state, RaceId id, LaneNumber lane) {
    const auto race = need_race(state, id);
    if (!race) return race;
    if (const auto known = need_lane(**race, lane); !known) return known.error();
    if (const auto open = need_not_official(**race); !open) return open.error();
    return race;
}

std::vector<LaneNumber> unfinished(const Judgement& judgement, const Race& race) {
    std::vector<LaneNumber> lanes;
    for (const auto& result : judgement.results) {
        if (!is_done(result)) lanes.push_back(result.lane);
    }
    std::ranges::sort(lanes);
    return race.lanes.empty() ? std::vector<LaneNumber>{} : lanes;
}

/// Absent while the result is not out, and where the rule set sets no window.
std::optional<RaceTime> protests_until(const MeetState& state, const Race& race) {
    const auto window = state.rules_of(race)->finish.protest_window;
    if (!race.unofficial_at || window <= 0ns) return std::nullopt;
    return *race.unofficial_at + window;
}

/// Nothing where the change may be carried out; else what asks a second person for it.
Decided agree(const MeetState& state, const Order& order, const Race& race, const Judgement& judgement, OfficialChange change) {
    if (!state.rules_of(race)->official.four_eyes) return Events{};
    const auto basis = basis_of(state, race, judgement, change);
    const auto may = may_change_official(order, race, change, basis);
    if (!may) return may.error();
    return *may ? Events{} : Events{ChangeProposed{race.id(), change, basis}};
}

}  // namespace

Decided decide(const MeetState& state, const Order& order, const SetStatus& command) {
    const auto race = need_open_lane(state, command.race, command.lane);
    if (!race) return race.error();
    const auto before = (*race)->lane(command.lane)->status;
    if (order.origin.actor.role == Role::timekeeper && !is_observed(before))
        return Error{errc::not_allowed, "A timekeeper may not take back " + std::string{code_of(before)} + ". Ask a judge."};
    return Events{StatusSet{command.race, command.lane, command.status}};
}

Decided decide(const MeetState& state, const Order& order, const GiveLeave& command) {
    const auto race = need_open_lane(state, command.race, command.lane);
    if (!race) return race.error();
    // A crew may be out by several races: each needs its leave, the gravest first.
    const auto out = command.may_row ? bars(state, **race) : bars_without_leave(state, **race);
    const auto* bar = bar_of(out, command.lane);
    if (bar == nullptr) return Error{errc::wrong_state, "No other race keeps the crew of lane " + std::to_string(command.lane.value()) + " out."};
    if (const auto said = need_reason(order, "to let a crew row that another race put out, or to take that back"); !said) return said.error();
    return Events{LeaveGiven{command.race, *bar, command.may_row}};
}

Decided decide(const MeetState& state, const Order&, const SetPenalty& command) {
    const auto race = need_open_lane(state, command.race, command.lane);
    if (!race) return race.error();
    if (command.penalty < 0ns || command.penalty > 1h) return Error{errc::bad_input, "A penalty is between 0 s and an hour."};
    return Events{PenaltySet{command.race, command.lane, command.penalty}};
}

Decided decide(const MeetState& state, const Order& order, const RaiseObjection& command) {
    const auto race = need_open_lane(state, command.race, command.lane);
    if (!race) return race.error();
    if (const auto until = protests_until(state, **race); until && order.at >= *until) {
        if (const auto said = need_reason(order, "to take an objection that comes after the protest window has closed"); !said) return said.error();
    }
    return Events{ObjectionRaised{command.race, command.lane}};
}

Decided decide(const MeetState& state, const Order& order, const ResolveObjection& command) {
    const auto race = need_open_lane(state, command.race, command.lane);
    if (!race) return race.error();
    if (!(*race)->lane(command.lane)->objection)
        return Error{errc::wrong_state, "Lane " + std::to_string(command.lane.value()) + " has no open objection."};
    if (const auto said = need_reason(order, "to resolve an objection"); !said) return said.error();
    return Events{ObjectionResolved{command.race, command.lane, command.upheld}};
}

Decided decide(const MeetState& state, const Order&, const PublishResult& command, const Judgement& judgement) {
    const auto found = need_race(state, command.race);
    if (!found) return found.error();
    const auto& race = **found;
    if (race.stage == Stage::official || race.stage == Stage::unofficial)
        return Error{errc::wrong_state, name_of(command.race) + " is published already."};
    if (const auto set = need_in_programme(race); !set) return set.error();
    const auto rowed = judgement.phase == Phase::finished || judgement.phase == Phase::running || judgement.phase == Phase::started;
    const auto read_only_by_camera = race.runs.empty() && !race.photo.empty();
    const auto stopped_when_all_were_in = race.stage == Stage::abandoned && !race.runs.empty();
    if (!rowed && !read_only_by_camera && !stopped_when_all_were_in) return Error{errc::wrong_state, name_of(command.race) + " has not been rowed."};
    if (judgement.start.recall_requested)
        return Error{errc::wrong_state, "The start is under review. Decide it first."};
    if (const auto lanes = unfinished(judgement, race); !lanes.empty())
        return Error{errc::wrong_state, "No finish time and no status in lane " + list_of(lanes) + ". Name the crossing, or enter DNF or DNS."};
    return Events{ResultPublished{command.race}};
}

Decided decide(const MeetState& state, const Order& order, const ConfirmResult& command, const Judgement& judgement) {
    const auto found = need_race(state, command.race);
    if (!found) return found.error();
    const auto& race = **found;
    if (race.stage == Stage::official) return Error{errc::wrong_state, name_of(command.race) + " is official already."};
    if (race.stage != Stage::unofficial) return Error{errc::wrong_state, "Publish the unofficial result first."};
    for (const auto& lane : race.lanes) {
        if (lane.objection) return Error{errc::wrong_state, "Lane " + std::to_string(lane.lane.value()) + " objects. Resolve the objection first."};
    }
    if (const auto lanes = unfinished(judgement, race); !lanes.empty())
        return Error{errc::wrong_state, "No finish time and no status in lane " + list_of(lanes) + "."};
    const auto window_ends = race.unofficial_at ? *race.unofficial_at + judgement.rules->finish.protest_window : order.at;
    if (!command.accept_warnings) {
        const auto close = std::ranges::find(judgement.warnings, WarningKind::too_close_to_call, &Warning::kind);
        if (close != judgement.warnings.end()) return Error{errc::needs_photo, close->text + " Or confirm with a reason."};
        if (!judgement.warnings.empty()) return Error{errc::wrong_state, judgement.warnings.front().text};
        if (order.at < window_ends) return Error{errc::wrong_state, "The protest window is still open. Wait, or confirm with a reason."};
    } else if (!judgement.warnings.empty() || order.at < window_ends) {
        if (const auto said = need_reason(order, "to confirm in spite of warnings"); !said) return said.error();
    }
    if (!race.revisions.empty()) {
        if (const auto said = need_reason(order, "for the revision"); !said) return said.error();
    }
    const auto digest = digest_of(judgement);
    if (!race.revisions.empty()) {
        const auto agreed = agree(state, order, race, judgement, OfficialChange::confirm);
        if (!agreed || !agreed->empty()) return agreed;
    }
    return Events{ResultConfirmed{command.race, static_cast<std::uint16_t>(race.revisions.size()), digest, bars(state, race)}};
}

Decided decide(const MeetState& state, const Order& order, const ReopenResult& command, const Judgement& judgement) {
    const auto race = need_race(state, command.race);
    if (!race) return race.error();
    if ((*race)->stage != Stage::official) return Error{errc::wrong_state, name_of(command.race) + " is not official."};
    if (const auto said = need_reason(order, "to reopen an official result"); !said) return said.error();
    const auto agreed = agree(state, order, **race, judgement, OfficialChange::reopen);
    if (!agreed || !agreed->empty()) return agreed;
    return Events{ResultReopened{command.race}};
}

Decided decide(const MeetState& state, const Order&, const SelectRace& command) {
    const auto race = need_race(state, command.race);
    if (!race) return race.error();
    return Events{RaceSelected{command.race}};
}

}  // namespace bowball::engine
