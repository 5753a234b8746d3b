// Counts laps: a wall is touched, or a line crossed, once a lap by each lane, and only the last time is the finish.
//
// Counted back from the finish: over 200 m with laps of 100 m the finish line is passed at 100 and 200 m, and a far wall bound
// to "split 50" at 50 and 150 m. A system that missed a lap does not miscount it, as long as another saw it; where all did, a person
// says which touch was which, and the count goes on from there.
#include <algorithm>
#include <map>

#include "engine/judge_steps.hpp"
#include "engine/laps.hpp"
#include "engine/route.hpp"
#include "engine/start_signal.hpp"

namespace bowball::engine {
namespace {

/// One lane at one line.
struct Count {
    std::vector<TimingPoint> places;
    std::size_t next = 0;
    RaceTime newest;        ///< when the newest place was first reached
};

class LapCounter {
public:
    LapCounter(const Case& the_case, RaceTime started) : case_(the_case), started_(started) {}

    void take(JudgedImpulse& judged) {
        const auto line = judged.ledger->impulse.point;
        if (!judged.lane || !is_on_the_course(line) || !is_on_the_course(judged.point) || !is_usable(*judged.ledger, case_.as_of)) return;
        auto& count = count_of(line, *judged.lane);
        if (count.places.empty()) return;
        if (judged.ledger->assigned != nullptr) return follow(count, judged);
        if (!sees_laps(*judged.ledger) && line.kind == PointKind::finish) return;   // it is what it says
        judged.point = place_at(count, judged.ledger->impulse.stamp.at);
        if (line.kind == PointKind::split) pass_on(judged);
    }

private:
    [[nodiscard]] bool sees_laps(const LedgerImpulse& seen) const {
        const auto& sources = case_.rules->finish.lap_sources;
        return sources.empty() || std::ranges::find(sources, seen.impulse.source) != sources.end();
    }

    /// Where a wall has channels of its own for its splits, its finish has been passed there too.
    void pass_on(const JudgedImpulse& judged) {
        auto& finish = count_of({PointKind::finish, 0}, *judged.lane);
        const auto place = std::ranges::find(finish.places, judged.point);
        const auto passed = static_cast<std::size_t>(place - finish.places.begin()) + 1;
        if (place == finish.places.end() || passed <= finish.next) return;
        finish.next = passed;
        finish.newest = judged.ledger->impulse.stamp.at;
    }

    Count& count_of(TimingPoint line, LaneNumber lane) {
        auto [count, is_new] = counts_.try_emplace({line, lane});
        if (is_new) count->second.places = places_of(line, case_.race.programme.distance_m, case_.rules->finish.lap_m);
        return count->second;
    }

    /// A person said which place it was.
    static void follow(Count& count, const JudgedImpulse& judged) {
        const auto place = std::ranges::find(count.places, judged.point);
        if (place == count.places.end()) return;
        count.next = static_cast<std::size_t>(place - count.places.begin()) + 1;
        count.newest = judged.ledger->impulse.stamp.at;
    }

    TimingPoint place_at(Count& count, RaceTime at) const {
        const auto& finish = case_.rules->finish;
        const auto least = std::max(finish.dead_band, finish.fastest_per_1000_m / 1000 * finish.lap_m);
        if (count.next == 0 && at - started_ < least_time_to(count.places.front(), case_.race, *case_.rules)) return count.places.front();
        if (count.next > 0 && at - count.newest < least) return count.places[count.next - 1];
        count.next = std::min(count.next, count.places.size() - 1) + 1;
        count.newest = at;
        return count.places[count.next - 1];
    }

    const Case& case_;
    RaceTime started_;
    std::map<std::pair<TimingPoint, LaneNumber>, Count> counts_;
};

}  // namespace

std::vector<TimingPoint> places_of(TimingPoint line, std::int32_t distance_m, std::int32_t lap_m) {
    std::vector<TimingPoint> places;
    if (line.kind == PointKind::split) {
        for (auto metres = line.metres; metres < distance_m; metres += lap_m) places.push_back({PointKind::split, metres});
        return places;
    }
    for (auto metres = distance_m - lap_m; metres > 0; metres -= lap_m) places.push_back({PointKind::split, metres});
    std::ranges::reverse(places);
    places.push_back(line);
    return places;
}

void count_laps(const Case& the_case, std::vector<JudgedImpulse>& impulses) {
    if (!counts_laps(*the_case.rules) || the_case.signals.empty()) return;
    LapCounter counter{the_case, the_case.signals.front()->impulse.stamp.at};
    for (auto& judged : impulses) counter.take(judged);
}

}  // namespace bowball::engine
