// Judges the catches that sensors in boats saw: how fast each crew strokes. Nobody's time, place or status hangs on it.
#include <algorithm>
#include <map>

#include "engine/judge_steps.hpp"
#include "engine/start_signal.hpp"

namespace bowball::engine {
namespace {

/// When the crew itself started: where crews start one after the other, or wait after one signal, each at its own time. Absent: not yet.
std::optional<RaceTime> own_start(const Case& the_case, const std::vector<DueStart>& waits, LaneNumber lane) {
    if (the_case.signals.empty()) return std::nullopt;
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

/// Who strokes, and from when to when it counts.
class StrokeJudge {
public:
    StrokeJudge(const Case& the_case, const std::vector<Crossing>& crossings) : case_(the_case), waits_(judge_waits(the_case)), finishes_(finishes_of(crossings)) {}

    /// Of a stroke that a sensor saw, the newest so far.
    Use use_of(const JudgedImpulse& judged) {
        const auto at = judged.ledger->impulse.stamp.at;
        if (rules().catches == 0) return Use::not_asked;
        if (!judged.lane || std::ranges::find(case_.lanes, *judged.lane) == case_.lanes.end()) return Use::lane_not_drawn;
        const auto started = own_start(case_, waits_, *judged.lane);
        if (!started || at < *started) return Use::before_start;
        const auto finish = finishes_.find(*judged.lane);
        if (finish != finishes_.end() && at > finish->second) return Use::after_finish;
        auto& catches = boats_[*judged.lane];
        if (!catches.empty() && at - catches.back() < rules().shortest) return Use::doubled;
        catches.push_back(at);
        return Use::used;
    }

    [[nodiscard]] std::vector<StrokesFound> found() const {
        std::vector<StrokesFound> all;
        for (const auto& [lane, catches] : boats_)
            all.push_back({lane, catches.back(), static_cast<std::uint32_t>(catches.size()), rules::stroke_rate_now(catches, rules()), rules::stroke_rate_tenths(catches)});
        return all;
    }

private:
    [[nodiscard]] const rules::StrokeRules& rules() const { return case_.rules->analysis.strokes; }

    const Case& case_;
    std::vector<DueStart> waits_;
    std::map<LaneNumber, RaceTime> finishes_;
    std::map<LaneNumber, std::vector<RaceTime>> boats_;
};

}  // namespace

std::vector<StrokesFound> judge_strokes(const Case& the_case, const std::vector<Crossing>& crossings, std::vector<JudgedImpulse>& impulses) {
    StrokeJudge judge{the_case, crossings};
    for (auto& judged : impulses) {
        if (judged.point.kind == PointKind::stroke && is_usable(*judged.ledger, the_case.as_of)) judged.use = judge.use_of(judged);
    }
    return judge.found();
}

}  // namespace bowball::engine
