// Judges the catches that sensors in boats saw: how fast each crew strokes. Nobody's time, place or status hangs on it.
#include <map>

#include "engine/judge_steps.hpp"
#include "engine/start_signal.hpp"

namespace bowball::engine {
namespace {

/// When the crew itself started: where crews start one after the other, or wait after one signal, each at its own time. Absent: not yet.
std::optional<RaceTime> own_start(const Case& the_case, const std::vector<DueStart>& waits, LaneNumber lane) {
    if (the_case.rules->start.kind == rules::StartKind::mass) return the_case.signals.front()->impulse.stamp.at + wait_of(waits, lane);
    const auto signals = start_signals(the_case.state, the_case.race, *the_case.run, lane);
    return signals.empty() ? std::nullopt : std::optional{signals.front()->impulse.stamp.at};
}

/// When the crew was over the line: what its sensor saw later are no strokes of the race.
std::map<LaneNumber, RaceTime> finishes_of(const std::vector<Crossing>& crossings) {
    std::map<LaneNumber, RaceTime> finishes;
    for (const auto& crossing : crossings) {
        if (crossing.point.kind == PointKind::finish) finishes.emplace(crossing.lane, crossing.impulse->impulse.stamp.at);
    }
    return finishes;
}

}  // namespace

std::vector<StrokesFound> judge_strokes(const Case& the_case, const std::vector<Crossing>& crossings, std::vector<JudgedImpulse>& impulses) {
    const auto& rules = the_case.rules->analysis.strokes;
    if (rules.catches == 0 || the_case.signals.empty()) return {};
    const auto waits = judge_waits(the_case);
    const auto finishes = finishes_of(crossings);
    std::map<LaneNumber, std::vector<RaceTime>> boats;
    for (auto& judged : impulses) {
        if (judged.point.kind != PointKind::stroke || !judged.lane || !is_usable(*judged.ledger, the_case.as_of)) continue;
        const auto at = judged.ledger->impulse.stamp.at;
        const auto started = own_start(the_case, waits, *judged.lane);
        if (!started || at < *started) {
            judged.use = Use::before_start;
            continue;
        }
        const auto finish = finishes.find(*judged.lane);
        if (finish != finishes.end() && at > finish->second) continue;
        auto& catches = boats[*judged.lane];
        judged.use = !catches.empty() && at - catches.back() < rules.shortest ? Use::doubled : Use::used;
        if (judged.use == Use::used) catches.push_back(at);
    }
    std::vector<StrokesFound> found;
    for (const auto& [lane, catches] : boats)
        found.push_back({lane, catches.back(), static_cast<std::uint32_t>(catches.size()), rules::stroke_rate_now(catches, rules), rules::stroke_rate_tenths(catches)});
    return found;
}

}  // namespace bowball::engine
