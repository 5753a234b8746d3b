// Judges the splits on the way and the line of the finish among them: times, segments, places and gaps at each point.
#include <algorithm>

#include "engine/judge_steps.hpp"

namespace bowball::engine {
namespace {

class SplitJudge {
public:
    SplitJudge(const Case& the_case, const std::vector<Crossing>& crossings, std::vector<LaneResult>& results)
        : case_(the_case), crossings_(crossings), results_(results) {}

    /// Splits of the rule set, then the finish. A crew without a split is not ranked there; the others are.
    void judge() {
        std::vector<TimingPoint> points;
        for (const auto metres : case_.rules->splits_m) {
            if (metres < case_.race.programme.distance_m) points.push_back({PointKind::split, metres});
        }
        points.push_back({PointKind::finish, 0});
        for (std::size_t k = 0; k < points.size(); ++k) {
            for (auto& result : results_) result.splits.push_back(split_at(result, points, k));
            rank_split(k);
        }
    }

private:
    [[nodiscard]] SplitResult split_at(const LaneResult& result, const std::vector<TimingPoint>& points, std::size_t k) const {
        SplitResult split;
        split.is_finish = points[k].kind == PointKind::finish;
        split.metres = split.is_finish ? case_.race.programme.distance_m : points[k].metres;
        if (points[k].kind == PointKind::finish) {
            if (!holds_a_finish(result.status)) return split;
            if (result.time) split.time = Interval{result.raw(), result.time->uncertainty};
            if (result.time) split.source = result.time->source;
            if (result.time) split.corrected = result.time->corrected;
            if (result.time) split.unit = result.time->unit;
            if (result.time) split.by_hand = result.time->by_hand;
        } else {
            const auto crossing = std::ranges::find_if(crossings_, [&](const Crossing& c) { return c.point == points[k] && c.lane == result.lane; });
            if (crossing != crossings_.end()) {
                split.time = crossing->since_start;
                split.source = crossing->source;
                split.corrected = crossing->corrected;
                split.unit = crossing->unit;
                split.by_hand = crossing->is_by_hand();
                if (crossing->grade() == rules::TimingGrade::hand) split.unit = std::max(split.unit, case_.rules->time.hand.unit);
            }
        }
        if (split.time && k == 0) split.segment = split.time->length - result.waited;
        if (split.time && k > 0 && result.splits[k - 1].time) split.segment = split.time->length - result.splits[k - 1].time->length;
        return split;
    }

    /// Who is out of the race has no time at its finish (rules of the sports 2.6); who was placed last for a penalty has one.
    static bool holds_a_finish(ResultStatus status) {
        return status == ResultStatus::none || status == ResultStatus::under_weight || status == ResultStatus::relegated;
    }

    /// A crew that gave up keeps its places on the way; one that was excluded, or disqualified, holds none. At the finish the
    /// places are those of the sheet.
    static bool is_ranked(const LaneResult& result, std::size_t k) {
        const auto status = result.status;
        const auto at_finish = result.splits[k].is_finish;
        return status == ResultStatus::none || (!at_finish && (holds_a_finish(status) || status == ResultStatus::did_not_finish));
    }

    /// The line of the finish among the splits: what the picture, penalties and handicaps made of the order stands there too.
    void rank_finish(std::size_t k) {
        const auto& leader = results_.front();
        for (auto& result : results_) {
            auto& split = result.splits[k];
            if (!split.time || !result.rank || !is_ranked(result, k)) continue;
            split.rank = result.rank;
            if (leader.time) split.behind_leader = gap_between(*leader.time, *result.time, case_.rules->time);
            if (split.segment) split.segment_rank = place_among(k, [](const SplitResult& s) { return s.segment; }, *split.segment);
        }
    }

    void rank_split(std::size_t k) {
        if (results_.empty()) return;
        if (results_.front().splits[k].is_finish) return rank_finish(k);
        const auto unit = case_.rules->time.split_unit;
        std::optional<Duration> leader;
        for (const auto& result : results_) {
            const auto& split = result.splits[k];
            if (split.time && is_ranked(result, k) && (!leader || split.time->length < *leader)) leader = split.time->length;
        }
        for (auto& result : results_) {
            auto& split = result.splits[k];
            if (!split.time || !is_ranked(result, k)) continue;
            split.behind_leader = rules::round(split.time->length, unit, case_.rules->time.rounding) -
                                  rules::round(*leader, unit, case_.rules->time.rounding);
            split.rank = place_among(k, [](const SplitResult& s) -> std::optional<Duration> {
                if (!s.time) return std::nullopt;
                return s.time->length;
            }, split.time->length);
            if (split.segment) split.segment_rank = place_among(k, [](const SplitResult& s) { return s.segment; }, *split.segment);
        }
    }

    template <class Value>
    std::uint16_t place_among(std::size_t k, Value value, Duration own) const {
        const auto better = std::ranges::count_if(results_, [&](const LaneResult& result) {
            const auto theirs = value(result.splits[k]);
            return theirs && *theirs < own && is_ranked(result, k);
        });
        return static_cast<std::uint16_t>(better + 1);
    }

    const Case& case_;
    const std::vector<Crossing>& crossings_;
    std::vector<LaneResult>& results_;   ///< in the order of the sheet
};

}  // namespace

void judge_splits(const Case& the_case, const std::vector<Crossing>& crossings, std::vector<LaneResult>& results) {
    SplitJudge{the_case, crossings, results}.judge();
}

}  // namespace bowball::engine
