// Judges exchanges of a relay: the leave of each swimmer against the touch of who came in, by the embedded rules. A remark for the
// judges: no machine disqualifies.
#include <algorithm>

#include "engine/judge_steps.hpp"
#include "engine/start_signal.hpp"

namespace bowball::engine {
namespace {

/// A leave that lies further from the touch is not of this exchange: the swimmer at the start, or one who fell in.
constexpr Duration longest_exchange = 3s;

JudgedImpulse* touch_at(std::int32_t metres, LaneNumber lane, std::vector<JudgedImpulse>& impulses) {
    const auto found = std::ranges::find_if(impulses, [&](const JudgedImpulse& judged) {
        const auto chosen = judged.use == Use::used || judged.use == Use::confirming || judged.use == Use::set_aside;
        return chosen && judged.lane == lane && judged.point == TimingPoint{PointKind::split, metres} && judged.ledger->impulse.source == Source::system_a;
    });
    return found == impulses.end() ? nullptr : &*found;
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

}  // namespace bowball::engine
