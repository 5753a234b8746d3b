// Decides orders that only some sports know: penalties by their code, pads that failed, the wind.
#include <algorithm>

#include "engine/decide_steps.hpp"

namespace bowball::engine {
namespace {

/// Race known and not official.
Result<const Race*> need_open_race(const MeetState& state, RaceId id) {
    const auto race = need_race(state, id);
    if (!race) return race;
    if (const auto open = need_not_official(**race); !open) return open.error();
    return race;
}

bool is_marked(const Race& race, const MarkPad& command) {
    return std::ranges::any_of(race.pad_marks, [&](const PadMark& mark) { return mark.run == race.run()->number && mark.point == command.point && mark.lane == command.lane; });
}

}  // namespace

Decided decide(const MeetState& state, const Order&, const GivePenalty& command) {
    const auto race = need_open_race(state, command.race);
    if (!race) return race.error();
    if (const auto lane = need_lane(**race, command.lane); !lane) return lane.error();
    const auto rules = state.rules_of(**race);
    if (rules->penalties.id.empty()) return Error{errc::bad_input, "The rule set " + rules->id + " has no schedule of penalties. Enter seconds."};
    if (const auto known = rules::total_penalty(rules->penalties, {{command.code, command.count}}); !known) return known.error();
    return Events{PenaltyGiven{command.race, command.lane, command.code, command.count}};
}

Decided decide(const MeetState& state, const Order& order, const MarkPad& command) {
    const auto race = need_open_race(state, command.race);
    if (!race) return race.error();
    if (command.lane) {
        if (const auto lane = need_lane(**race, *command.lane); !lane) return lane.error();
    }
    if ((*race)->run() == nullptr) return Error{errc::wrong_state, name_of(command.race) + " has not been swum."};
    if (state.rules_of(**race)->swimming_times.id.empty()) return Error{errc::bad_input, "The rule set of this race knows no pads and backups. Void the impulse instead."};
    if (command.point.kind != PointKind::finish && command.point.kind != PointKind::split) return Error{errc::bad_input, "A pad is at the finish or at a split."};
    const auto whose = command.lane ? "The pad of lane " + std::to_string(command.lane->value()) : std::string{"The pads of the heat"};
    if (is_marked(**race, command) == command.failed) return Error{errc::wrong_state, whose + (command.failed ? " failed already." : " did not fail.")};
    if (const auto said = need_reason(order, "to set a pad aside, or to take that back"); !said) return said.error();
    return Events{PadMarked{command.race, (*race)->run()->number, command.point, command.lane, command.failed}};
}

Decided decide(const MeetState& state, const Order&, const EnterWind& command) {
    const auto race = need_open_race(state, command.race);
    if (!race) return race.error();
    if ((*race)->run() == nullptr) return Error{errc::wrong_state, name_of(command.race) + " has not been run."};
    const auto speed = command.speed_mm_s.value_or(0);
    if (speed > rules::most_believable_wind || speed < -rules::most_believable_wind) return Error{errc::bad_input, std::to_string(speed / 1000) + " m/s? Check the gauge, and the unit: millimetres per second."};
    return Events{WindRead{command.race, (*race)->run()->number, command.speed_mm_s}};
}

}  // namespace bowball::engine
