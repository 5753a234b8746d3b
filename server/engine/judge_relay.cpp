// Judges exchanges of a relay: the leave of each swimmer against the touch of who came in, by the embedded rules. A remark for the
// judges: no machine disqualifies.
#include <algorithm>

#include "engine/judge_steps.hpp"
#include "engine/start_signal.hpp"

namespace bowball::engine {
namespace {

/// A leave that lies further from the touch is not of this exchange: the swimmer at the start, or one who fell in.
constexpr Duration longest_exchange = 3s;

template <class Impulses>
auto* touch_at(std::int32_t metres, LaneNumber lane, Impulses& impulses) {
    const auto found = std::ranges::find_if(impulses, [&](const JudgedImpulse& judged) {
        const auto chosen = judged.use == Use::used || judged.use == Use::confirming || judged.use == Use::set_aside;
        return chosen && judged.lane == lane && judged.point == TimingPoint{PointKind::split, metres} && judged.ledger->impulse.source == Source::system_a;
    });
    return found == impulses.end() ? nullptr : &*found;
}

/// Between the touches before and after it the lane has a leave that belongs to no exchange.
bool has_left_unseen(LaneNumber lane, std::int32_t leg, const Case& the_case, const Judgement& judgement) {
    if (!judgement.start.signal_stamp) return false;
    auto from = judgement.start.signal_stamp->at + longest_exchange;
    auto until = RaceTime::max();
    const auto legs = the_case.rules->relay.legs;
    for (std::int32_t other = 1; other < legs; ++other) {
        const auto* touch = touch_at(the_case.race.programme.distance_m * other / legs, lane, judgement.impulses);
        if (touch == nullptr) continue;
        const auto at = touch->ledger->impulse.stamp.at;
        if (other < leg) from = std::max(from, at);
        else until = std::min(until, at);
    }
    return std::ranges::any_of(judgement.impulses, [&](const JudgedImpulse& judged) {
        const auto is_leave = judged.point.kind == PointKind::takeoff && judged.lane == lane && judged.use != Use::used;
        const auto at = judged.ledger->impulse.stamp.at;
        return is_leave && is_usable(*judged.ledger, the_case.as_of) && from < at && at < until;
    });
}

Duration between(const JudgedImpulse& touch, const JudgedImpulse& leave) { return interval(touch.ledger->impulse.stamp, leave.ledger->impulse.stamp).length; }

JudgedImpulse* leave_at(const JudgedImpulse& touch, const Case& the_case, std::vector<JudgedImpulse>& impulses) {
    JudgedImpulse* nearest = nullptr;
    for (auto& judged : impulses) {
        if (judged.point.kind != PointKind::takeoff || judged.lane != touch.lane || !is_usable(*judged.ledger, the_case.as_of)) continue;
        const auto apart = std::chrono::abs(between(touch, judged));
        if (apart <= longest_exchange && (nearest == nullptr || apart < std::chrono::abs(between(touch, *nearest)))) nearest = &judged;
    }
    return nearest;
}

}  // namespace

std::vector<ExchangeFound> judge_exchanges(const Case& the_case, std::vector<JudgedImpulse>& impulses) {
    std::vector<ExchangeFound> found;
    const auto& relay = the_case.rules->relay;
    const auto distance = the_case.race.programme.distance_m;
    for (const auto lane : the_case.lanes) {
        for (std::int32_t leg = 1; leg < relay.legs; ++leg) {
            const auto metres = distance * leg / relay.legs;
            const auto* touch = touch_at(metres, lane, impulses);
            auto* leave = touch != nullptr ? leave_at(*touch, the_case, impulses) : nullptr;
            if (leave == nullptr) continue;
            leave->use = Use::used;
            // A pad that was set aside was touched too lightly, or not by the hand: the judges alone decide.
            const auto is_light = touch->use == Use::set_aside;
            found.push_back({lane, metres, touch->ledger->id, leave->ledger->id, rules::judge_exchange({0ns, between(*touch, *leave), is_light}, relay.exchange)});
        }
    }
    return found;
}

std::vector<ExchangeMissed> missed_exchanges(const Case& the_case, const Judgement& judgement) {
    std::vector<ExchangeMissed> missed;
    const auto legs = the_case.rules->relay.legs;
    for (const auto& result : judgement.results) {
        if (!result.time || result.status != ResultStatus::none) continue;
        for (std::int32_t leg = 1; leg < legs; ++leg) {
            const auto metres = the_case.race.programme.distance_m * leg / legs;
            const auto is_here = [&](const ExchangeFound& one) { return one.metres == metres; };
            if (std::ranges::any_of(judgement.exchanges, [&](const ExchangeFound& one) { return is_here(one) && one.lane == result.lane; })) continue;
            // Some pools have platforms at one end alone: that there is one here, another lane tells, or a leave without a touch.
            const auto touched = touch_at(metres, result.lane, judgement.impulses) != nullptr;
            const auto has_platform = std::ranges::any_of(judgement.exchanges, is_here) || (!touched && has_left_unseen(result.lane, leg, the_case, judgement));
            if (has_platform) missed.push_back({result.lane, metres, touched});
        }
    }
    std::ranges::stable_sort(missed, {}, [](const ExchangeMissed& one) { return std::pair{one.lane, one.metres}; });
    return missed;
}

}  // namespace bowball::engine
