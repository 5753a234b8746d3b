#include "engine/decide.hpp"

#include "core/limits.hpp"
#include "core/text.hpp"
#include "engine/decide_steps.hpp"
#include "engine/judge.hpp"

namespace bowball::engine {

namespace {

template <class Kind>
concept HangsOnJudgement = requires(const MeetState& state, const Order& order, const Kind& command, const Judgement& judged) {
    decide(state, order, command, judged);
};

Result<void> check_reason(const Order& order) {
    if (order.origin.reason.size() > limits::reason_bytes) return Error{errc::too_large, "The reason is too long. Say it in fewer words."};
    return {};
}

}  // namespace

Result<std::vector<Event>> decide(const MeetState& state, const Order& order) {
    if (const auto sound = check_reason(order); !sound) return sound.error();
    return std::visit([&]<class Kind>(const Kind& command) -> Decided {
        if constexpr (HangsOnJudgement<Kind>) {
            const auto race = need_race(state, command.race);
            if (!race) return race.error();
            return decide(state, order, command, judge(state, **race));
        } else {
            return decide(state, order, command);
        }
    }, order.command);
}

Result<std::vector<Event>> decide(const MeetState& state, const Order& order, const Judgement& judged) {
    if (const auto sound = check_reason(order); !sound) return sound.error();
    return std::visit([&]<class Kind>(const Kind& command) -> Decided {
        if constexpr (HangsOnJudgement<Kind>) return decide(state, order, command, judged);
        else return decide(state, order, command);
    }, order.command);
}

std::string name_of(RaceId race) { return "Race " + std::to_string(race.value()); }

Result<const Race*> need_race(const MeetState& state, RaceId id) {
    const auto* race = state.race(id);
    if (race == nullptr) return Error{errc::unknown_race, name_of(id) + " is not in the programme."};
    return race;
}

Result<const LaneState*> need_lane(const Race& race, LaneNumber lane) {
    const auto* found = race.lane(lane);
    if (found == nullptr)
        return Error{errc::unknown_lane, name_of(race.id()) + " has no crew in lane " + std::to_string(lane.value()) + "."};
    return found;
}

Result<void> need_not_official(const Race& race) {
    if (race.stage == Stage::official) return Error{errc::wrong_state, name_of(race.id()) + " is official. Reopen it first."};
    return {};
}

Result<void> need_in_programme(const Race& race) {
    if (race.cancelled) return Error{errc::wrong_state, name_of(race.id()) + " is cancelled. Give it a time to bring it back."};
    if (race.postponed) return Error{errc::wrong_state, name_of(race.id()) + " is postponed. Give it a time first."};
    return {};
}

std::string name_of(const CrewEntered& crew) { return (crew.code.empty() ? crew.name : crew.code) + " in " + crew.event; }

Result<void> need_reason(const Order& order, std::string_view what_for) {
    if (trim(order.origin.reason).empty()) return Error{errc::needs_reason, "Give a reason " + std::string{what_for} + "."};
    return {};
}

}  // namespace bowball::engine
