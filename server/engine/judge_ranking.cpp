// Judges the order: times, statuses, ranks, gaps and splits. The place and the shown time are two things: two crews may
// show one time and hold two places, because the picture or the exact time tells them apart.
#include <algorithm>
#include <map>

#include "engine/judge_steps.hpp"

namespace bowball::engine {
namespace {

/// A lane on its way to a rank, with what decides it.
struct Contender {
    LaneResult result;
    std::optional<std::uint16_t> photo_place;
    const Crossing* finish = nullptr;   ///< of a sensor, where the time is of a sensor
};

class RankingJudge {
public:
    RankingJudge(const Case& the_case, const std::vector<Crossing>& crossings) : case_(the_case), crossings_(crossings), waits_(judge_waits(the_case)) {}

    std::vector<LaneResult> judge() {
        for (const auto* lane : case_.crews) {
            if (belongs_here(*lane)) contenders_.push_back(contend(*lane));
        }
        std::ranges::stable_sort(contenders_, [this](const Contender& a, const Contender& b) { return before(a, b); });
        finishers_ = static_cast<std::size_t>(std::ranges::count_if(contenders_, [](const Contender& c) { return section(c) == 0; }));
        follow_the_picture();
        rank();
        mark_too_close();
        gaps();
        splits();
        std::vector<LaneResult> results;
        for (auto& contender : contenders_) results.push_back(std::move(contender.result));
        return results;
    }

private:
    /// Who takes part, and who does not for a reason that the sheet must say; in a re-row of some crews only those.
    [[nodiscard]] bool belongs_here(const LaneState& lane) const {
        const auto takes_part = std::ranges::find(case_.lanes, lane.lane) != case_.lanes.end();
        const auto of_some = case_.run != nullptr && case_.run->of_some;
        const auto has_reason = standing_of(lane, case_.offences, case_.bars) != ResultStatus::none;
        return takes_part || (has_reason && !of_some);
    }

    [[nodiscard]] const PhotoLane* photo_of(LaneNumber lane) const {
        const auto read = std::ranges::find(*case_.photo, lane, [](const PhotoLane& one) { return one.row.lane; });
        return read == case_.photo->end() ? nullptr : &*read;
    }

    Contender contend(const LaneState& lane) {
        Contender contender;
        auto& result = contender.result;
        result.lane = lane.lane;
        result.crew = lane.crew;
        const auto penalty = penalty_of(case_, lane);
        result.penalty = penalty.time;
        result.waited = wait_of(waits_, lane.lane);
        result.category = category_of(case_, lane);
        result.yellow = carries_yellow(case_.offences, lane.lane);
        result.status = standing_of(lane, case_.offences, case_.bars);
        const auto* photo = photo_of(lane.lane);
        const auto* bar = bar_of(case_.bars, lane.lane);
        if (bar != nullptr && standing_of(lane, case_.offences, {}) != result.status) result.barred_by = bar->by;
        if (result.status == ResultStatus::none && photo != nullptr && !lane.status_by) result.status = photo->row.status;
        if (result.status == ResultStatus::none) result.status = status_of(penalty);
        find_time(contender, photo, lane);
        // The picture knows nothing of penalties and handicaps: a crew that carries one is placed by its time.
        if (photo != nullptr && result.penalty == 0ns && result.handicap == 0ns) contender.photo_place = photo->row.place;
        return contender;
    }

    /// The best source's time; the others stand beside it.
    void find_time(Contender& contender, const PhotoLane* photo, const LaneState& lane) {
        const auto unit = case_.rules->time.unit_over(case_.race.programme.distance_m);
        std::vector<ResultTime> times;
        std::vector<const Crossing*> finishes;
        for (const auto source : case_.rules->finish.sources) {
            if (source == Source::photo && photo != nullptr && photo->row.time) {
                // The true instant lies within the last digit that was printed.
                times.push_back({*photo->row.time, {}, photo->resolution, Source::photo, false, false, {}, {}, {}, unit});
                finishes.push_back(nullptr);
            }
            if (auto by_watches = source == Source::hand ? read_from_watches(photo, unit) : std::nullopt) {
                times.push_back(std::move(*by_watches));
                finishes.push_back(nullptr);
            }
            for (const auto& crossing : crossings_) {
                const auto is_it = crossing.point.kind == PointKind::finish && crossing.lane == contender.result.lane && crossing.chain() == source;
                if (!is_it) continue;
                const auto by_hand = crossing.source == Source::hand || crossing.impulse->impulse.by_hand || crossing.signal->impulse.by_hand;
                times.push_back({crossing.since_start.length, {}, crossing.since_start.uncertainty, crossing.source, by_hand, crossing.corrected,
                                 crossing.signal->id, crossing.impulse->id, {}, std::max(unit, crossing.unit), crossing.watches, crossing.official});
                finishes.push_back(&crossing);
            }
        }
        if (times.empty()) return;
        auto time = times.front();
        for (std::size_t i = 1; i < times.size(); ++i) time.others.push_back({times[i].source, times[i].exact});
        const auto adjusted = adjust(case_, lane, time.exact, contender.result.penalty);
        if (adjusted) contender.result.handicap = adjusted->handicap;
        time.exact += contender.result.penalty - contender.result.handicap;
        time.published = rules::round(time.exact, time.unit, case_.rules->time.rounding);
        contender.finish = finishes.front();
        contender.result.time = std::move(time);
    }

    /// Watches that a device of stopwatches sent, rather than presses of which we know the instant.
    [[nodiscard]] std::optional<ResultTime> read_from_watches(const PhotoLane* photo, Duration unit) const {
        const auto& hand = case_.rules->time.hand;
        if (photo == nullptr || photo->row.watches.empty() || !hand.say_something()) return std::nullopt;
        const auto time = rules::hand_time(photo->row.watches, hand);
        if (!time) return std::nullopt;
        return ResultTime{*time, {}, photo->resolution, Source::hand, true, false, {}, {}, {}, std::max(unit, hand.unit), photo->row.watches};
    }

    /// 0 finishers, 1 placed last by a penalty, 2 on their way, then those without a place: rules of the sports 2.6.
    static int section(const Contender& contender) {
        switch (contender.result.status) {
            case ResultStatus::none: return contender.result.time || contender.photo_place ? 0 : 2;
            case ResultStatus::under_weight:
            case ResultStatus::relegated: return 1;
            case ResultStatus::did_not_finish: return 3;
            case ResultStatus::did_not_start: return 4;
            case ResultStatus::excluded: return 5;
            case ResultStatus::disqualified: return 6;
            case ResultStatus::scratched: return 7;
        }
        return 8;
    }

    /// What the rule set compares.
    [[nodiscard]] Duration key(const Contender& contender) const {
        const auto& time = contender.result.time;
        if (!time) return Duration::max();
        return case_.rules->rank.key == rules::RankKey::displayed_time ? time->published : time->exact;
    }

    [[nodiscard]] bool before(const Contender& a, const Contender& b) const {
        if (section(a) != section(b)) return section(a) < section(b);
        if (section(a) <= 1 && key(a) != key(b)) return key(a) < key(b);
        if (section(a) == 0 && !a.result.time && a.photo_place != b.photo_place) return a.photo_place < b.photo_place;
        return a.result.lane < b.result.lane;
    }

    /// The picture tells the order of the crews that were read on it: they share out the places they hold together.
    void follow_the_picture() {
        if (case_.rules->rank.key != rules::RankKey::photo_order) return;
        std::vector<std::size_t> slots;
        std::vector<Contender> read;
        for (std::size_t i = 0; i < finishers_; ++i) {
            if (!contenders_[i].photo_place) continue;
            slots.push_back(i);
            read.push_back(contenders_[i]);
        }
        std::ranges::stable_sort(read, {}, [](const Contender& c) { return *c.photo_place; });
        for (std::size_t i = 0; i < slots.size(); ++i) contenders_[slots[i]] = std::move(read[i]);
    }

    [[nodiscard]] bool equal(const Contender& a, const Contender& b) const {
        const auto by_picture = case_.rules->rank.key == rules::RankKey::photo_order && a.photo_place && b.photo_place;
        if (by_picture) return *a.photo_place == *b.photo_place;
        return key(a) == key(b);
    }

    /// 1, 2, 2, 4.
    void rank() {
        auto placed = finishers_;
        while (placed < contenders_.size() && section(contenders_[placed]) == 1) ++placed;
        for (std::size_t i = 0; i < placed; ++i) {
            auto& contender = contenders_[i];
            const auto tied = i > 0 && section(contenders_[i - 1]) == section(contender) && equal(contenders_[i - 1], contender);
            contender.result.rank = tied ? *contenders_[i - 1].result.rank : static_cast<std::uint16_t>(i + 1);
            if (tied) contender.result.rank_shared = contenders_[i - 1].result.rank_shared = true;
        }
    }

    /// By the picture's own time: with a penalty in it the picture's place no longer counts, and its time does.
    static bool is_read(const Contender& contender) { return contender.result.time && contender.result.time->source == Source::photo; }

    /// Half-width of what separates two times. A start that both have in common cancels, also where two systems saw it each by itself; crews
    /// that started one after the other have each their own.
    [[nodiscard]] Duration doubt_between(const Crossing& a, const Crossing& b) const {
        const auto at_the_line = interval(a.impulse->impulse.stamp, b.impulse->impulse.stamp).uncertainty;
        if (a.signal == b.signal) return at_the_line;
        const auto slewed = [](const Crossing& one) {
            const auto& from = one.signal->impulse.stamp;
            const auto& to = one.impulse->impulse.stamp;
            return from.clock == to.clock ? to.slewed - from.slewed : to.timeline_slewed - from.timeline_slewed;
        };
        const auto of_times = quadrature(doubt_of_ends(a), doubt_of_ends(b)) + std::chrono::abs(slewed(a) - slewed(b));
        return case_.rules->start.kind == rules::StartKind::individual ? of_times : std::max(at_the_line, of_times);
    }

    /// Of a time, without what the clock may run off meanwhile: two times of nearly one length have that in common.
    static Duration doubt_of_ends(const Crossing& one) {
        const auto bare = [](Stamp stamp) {
            stamp.rate_ppb = stamp.timeline_ppb = 0;
            stamp.slewed = stamp.timeline_slewed = Duration{};
            return stamp;
        };
        return interval(bare(one.signal->impulse.stamp), bare(one.impulse->impulse.stamp)).uncertainty;
    }

    /// Two neighbours whom the stamps cannot tell apart and whom no picture has separated.
    void mark_too_close() {
        if (case_.rules->rank.key == rules::RankKey::displayed_time) return;
        for (std::size_t i = 1; i < finishers_; ++i) {
            auto& a = contenders_[i - 1];
            auto& b = contenders_[i];
            if (!a.result.time || !b.result.time || (a.photo_place && b.photo_place) || (is_read(a) && is_read(b))) continue;
            const auto gap = std::chrono::abs(b.result.time->exact - a.result.time->exact);
            const auto doubt = a.finish != nullptr && b.finish != nullptr ? doubt_between(*a.finish, *b.finish)
                                                                          : quadrature(a.result.time->uncertainty, b.result.time->uncertainty);
            if (gap < doubt || gap == 0ns) a.result.too_close = b.result.too_close = true;
        }
    }

    void gaps() {
        for (std::size_t i = 1; i < finishers_; ++i) {
            auto& result = contenders_[i].result;
            const auto& leader = contenders_.front().result;
            const auto& next = contenders_[i - 1].result;
            if (result.time && leader.time) result.behind_leader = result.time->published - leader.time->published;
            if (result.time && next.time) result.behind_next = result.time->published - next.time->published;
        }
    }

    /// Splits of the rule set, then the finish. A crew without a split is not ranked there; the others are.
    void splits() {
        std::vector<TimingPoint> points;
        for (const auto metres : case_.rules->splits_m) {
            if (metres < case_.race.programme.distance_m) points.push_back({PointKind::split, metres});
        }
        points.push_back({PointKind::finish, 0});
        for (std::size_t k = 0; k < points.size(); ++k) {
            for (auto& contender : contenders_) contender.result.splits.push_back(split_at(contender.result, points, k));
            rank_split(k);
        }
    }

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
        } else {
            const auto crossing = std::ranges::find_if(crossings_, [&](const Crossing& c) { return c.point == points[k] && c.lane == result.lane; });
            if (crossing != crossings_.end()) {
                split.time = crossing->since_start;
                split.source = crossing->source;
                split.corrected = crossing->corrected;
                split.unit = crossing->unit;
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
    static bool is_ranked(const Contender& contender, std::size_t k) {
        const auto status = contender.result.status;
        const auto at_finish = contender.result.splits[k].is_finish;
        return status == ResultStatus::none || (!at_finish && (holds_a_finish(status) || status == ResultStatus::did_not_finish));
    }

    /// The line of the finish among the splits: what the picture, penalties and handicaps made of the order stands there too.
    void rank_finish(std::size_t k) {
        const auto& leader = contenders_.front().result;
        for (auto& c : contenders_) {
            auto& split = c.result.splits[k];
            if (!split.time || !c.result.rank || !is_ranked(c, k)) continue;
            split.rank = c.result.rank;
            if (leader.time) split.behind_leader = c.result.time->published - leader.time->published;
            if (split.segment) split.segment_rank = place_among(k, [](const SplitResult& s) { return s.segment; }, *split.segment);
        }
    }

    void rank_split(std::size_t k) {
        if (contenders_.empty()) return;
        if (contenders_.front().result.splits[k].is_finish) return rank_finish(k);
        const auto unit = case_.rules->time.split_unit;
        std::optional<Duration> leader;
        for (const auto& c : contenders_) {
            const auto& split = c.result.splits[k];
            if (split.time && is_ranked(c, k) && (!leader || split.time->length < *leader)) leader = split.time->length;
        }
        for (auto& c : contenders_) {
            auto& split = c.result.splits[k];
            if (!split.time || !is_ranked(c, k)) continue;
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
        const auto better = std::ranges::count_if(contenders_, [&](const Contender& c) {
            const auto theirs = value(c.result.splits[k]);
            return theirs && *theirs < own && is_ranked(c, k);
        });
        return static_cast<std::uint16_t>(better + 1);
    }

    const Case& case_;
    const std::vector<Crossing>& crossings_;
    std::vector<DueStart> waits_;
    std::vector<Contender> contenders_;
    std::size_t finishers_ = 0;
};

}  // namespace

std::vector<LaneResult> judge_ranking(const Case& the_case, const std::vector<Crossing>& crossings) {
    return RankingJudge{the_case, crossings}.judge();
}

bool is_done(const LaneResult& result) {
    return result.time.has_value() || result.rank.has_value() || result.status != ResultStatus::none;
}

}  // namespace bowball::engine
