// Decides orders about the schedule: new times, delays, another order, postponed, cancelled. No race leaves the programme.
#include <algorithm>
#include <tuple>

#include "core/limits.hpp"
#include "engine/decide_steps.hpp"

namespace bowball::engine {
namespace {

/// A gap as long as this ends a day of racing, wherever on Earth it is midnight.
constexpr std::chrono::hours night{6};

Result<const Race*> need_to_come(const MeetState& state, RaceId id) {
    const auto race = need_race(state, id);
    if (!race) return race;
    if (const auto open = need_not_official(**race); !open) return open.error();
    if (!(*race)->is_to_come()) return Error{errc::wrong_state, name_of(id) + " has begun. Recall or abandon it first."};
    return race;
}

/// Where a race stands in the day.
std::tuple<WallTime, RaceId> place_of(const Race& race) { return {race.programme.scheduled_at, race.id()}; }

/// By time, then by number; races that are postponed or cancelled have none.
std::vector<const Race*> races_by_time(const MeetState& state) {
    std::vector<const Race*> races;
    for (const auto& [id, race] : state.races) {
        if (!race.postponed && !race.cancelled) races.push_back(&race);
    }
    std::ranges::sort(races, {}, [](const Race* race) { return place_of(*race); });
    return races;
}

/// From `first` to `last`, or to the night after it. Races that are over keep their time.
std::vector<const Race*> block_of(const MeetState& state, const Race& first, std::optional<RaceId> last) {
    const auto all = races_by_time(state);
    std::vector<const Race*> block;
    auto before = first.programme.scheduled_at;
    for (auto race = std::ranges::find(all, &first); race != all.end(); ++race) {
        const auto at = (*race)->programme.scheduled_at;
        if (!last && at - before >= night) break;
        before = at;
        if ((*race)->is_to_come()) block.push_back(*race);
        if (last == (*race)->id()) break;
    }
    return block;
}

}  // namespace

Decided decide(const MeetState& state, const Order& order, const RescheduleRace& command) {
    const auto race = need_race(state, command.race);
    if (!race) return race.error();
    if (const auto open = need_not_official(**race); !open) return open.error();
    if ((*race)->cancelled) {
        if (const auto said = need_reason(order, "to bring back a race that was cancelled"); !said) return said.error();
    }
    return Events{RaceRescheduled{command.race, command.scheduled_at}};
}

Decided decide(const MeetState& state, const Order& order, const DelayFrom& command) {
    const auto race = need_to_come(state, command.race);
    if (!race) return race.error();
    if (const auto set = need_in_programme(**race); !set) return set.error();
    if (command.minutes == 0 || command.minutes < -limits::delay_minutes || command.minutes > limits::delay_minutes)
        return Error{errc::bad_input, "A delay is of one minute to a day. Less than zero brings the races forward."};
    if (command.last) {
        const auto last = need_race(state, *command.last);
        if (!last) return last.error();
        if (const auto set = need_in_programme(**last); !set) return set.error();
        if (place_of(**last) < place_of(**race)) return Error{errc::bad_input, name_of(*command.last) + " is before " + name_of(command.race) + "."};
    }
    if (const auto said = need_reason(order, "for the delay"); !said) return said.error();
    Events events;
    for (const auto* one : block_of(state, **race, command.last)) events.push_back(RaceRescheduled{one->id(), one->programme.scheduled_at + std::chrono::minutes{command.minutes}});
    return events;
}

Decided decide(const MeetState& state, const Order& order, const OrderRaces& command) {
    if (command.races.size() < 2) return Error{errc::bad_input, "Name the races whose order changes, the first one first."};
    std::vector<WallTime> times;
    for (auto id = command.races.begin(); id != command.races.end(); ++id) {
        const auto race = need_to_come(state, *id);
        if (!race) return race.error();
        if (const auto set = need_in_programme(**race); !set) return set.error();
        if (std::find(command.races.begin(), id, *id) != id) return Error{errc::bad_input, name_of(*id) + " is named twice."};
        times.push_back((*race)->programme.scheduled_at);
    }
    if (const auto said = need_reason(order, "to change the order of races"); !said) return said.error();
    std::ranges::sort(times);
    Events events;
    for (std::size_t i = 0; i < times.size(); ++i) {
        if (state.race(command.races[i])->programme.scheduled_at != times[i]) events.push_back(RaceRescheduled{command.races[i], times[i]});
    }
    if (events.empty()) return Error{errc::wrong_state, "The races are in this order already."};
    return events;
}

Decided decide(const MeetState& state, const Order& order, const PostponeRace& command) {
    const auto race = need_to_come(state, command.race);
    if (!race) return race.error();
    if (const auto set = need_in_programme(**race); !set) return set.error();
    if (const auto said = need_reason(order, "to postpone a race"); !said) return said.error();
    return Events{RacePostponed{command.race}};
}

Decided decide(const MeetState& state, const Order& order, const CancelRace& command) {
    const auto race = need_to_come(state, command.race);
    if (!race) return race.error();
    if ((*race)->cancelled) return Error{errc::wrong_state, name_of(command.race) + " is cancelled already."};
    if (const auto said = need_reason(order, "to cancel a race"); !said) return said.error();
    return Events{RaceCancelled{command.race}};
}

}  // namespace bowball::engine
