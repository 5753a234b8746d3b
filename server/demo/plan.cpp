#include "demo/plan.hpp"

#include <algorithm>

namespace bowball::demo {
namespace {

/// splitmix64: a few lines, and the same numbers on every machine.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}
    std::uint64_t next() {
        state_ += 0x9E3779B97F4A7C15ULL;
        auto z = state_;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31);
    }
    /// Between the two, evenly; to the microsecond.
    Duration between(Duration low, Duration high) {
        const auto span = static_cast<std::uint64_t>((high - low) / 1us) + 1;
        return low + std::chrono::microseconds{next() % span};
    }
    std::size_t below(std::size_t count) { return next() % count; }

private:
    std::uint64_t state_;
};

BoatPlan plan_boat(LaneNumber lane, Duration usual, Dice& dice) {
    BoatPlan boat;
    boat.lane = lane;
    boat.gate_release = dice.between(28ms, 41ms);
    boat.gate_clear = dice.between(260ms, 340ms);
    boat.reaction = dice.between(145ms, 260ms);
    // Fast first quarter, slow third, a sprint at the end: shares of the time in thousandths.
    const std::int64_t shares[] = {244, 252, 255, 249};
    const auto total = dice.between(usual, usual + 14s);
    auto at = 0ns;
    for (const auto share : shares) {
        at += total * share / 1000 + dice.between(-900ms, 900ms);
        if (boat.splits.size() < 3) boat.splits.push_back(at);
        else boat.finish = at;
    }
    return boat;
}

}  // namespace

RunPlan make_plan(const RaceSetting& setting, std::uint64_t seed) {
    Dice dice{seed * 1'000'003 + setting.race.value() * 101 + setting.run.value()};
    RunPlan plan;
    plan.hold = dice.between(1500ms, 3500ms);
    for (const auto lane : setting.lanes) plan.boats.push_back(plan_boat(lane, setting.usual_time, dice));
    if (plan.boats.size() < 2) return plan;
    auto& chosen = plan.boats[dice.below(plan.boats.size())];
    const auto first_run = setting.run == RunNumber{1};
    switch (setting.incident) {
        case Incident::false_start:
            if (!first_run) break;
            chosen.reaction = dice.between(40ms, 80ms);
            plan.culprit = chosen.lane;
            break;
        case Incident::late_gate:
            if (!first_run) break;
            chosen.gate_release = dice.between(130ms, 170ms);
            plan.stuck_gate = chosen.lane;
            break;
        case Incident::breakage:
            chosen.splits.resize(1);
            chosen.finish.reset();
            plan.broken = chosen.lane;
            break;
        case Incident::dead_heat: {
            std::ranges::sort(plan.boats, {}, [](const BoatPlan& boat) { return *boat.finish; });
            plan.boats[1].finish = *plan.boats[0].finish + 200us;
            plan.dead_heat = {plan.boats[0].lane, plan.boats[1].lane};
            break;
        }
        case Incident::did_not_start:
        case Incident::none: break;
    }
    return plan;
}

}  // namespace bowball::demo
