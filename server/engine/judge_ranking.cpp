// Judges the order: times, statuses, ranks and gaps. The place and the shown time are two things: two crews may
// show one time and hold two places, because the picture or the exact time tells them apart.
#include <algorithm>

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
        std::vector<LaneResult> results;
        for (auto& contender : contenders_) results.push_back(std::move(contender.result));
        judge_splits(case_, crossings_, results);
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
                times.push_back({crossing.since_start.length, {}, crossing.since_start.uncertainty, crossing.source, crossing.is_by_hand(), crossing.corrected,
                                 crossing.signal->id, crossing.impulse->id, {}, std::max(unit, crossing.unit), crossing.watches, crossing.official, crossing.grade()});
                finishes.push_back(&crossing);
            }
        }
        if (times.empty()) return;
        auto time = times.front();
        for (std::size_t i = 1; i < times.size(); ++i) time.others.push_back({times[i].source, times[i].exact});
        const auto adjusted = adjust(case_, lane, time.exact, contender.result.penalty);
        if (adjusted) contender.result.handicap = adjusted->handicap;
        time.exact += contender.result.penalty - contender.result.handicap;
        publish(time);
        contender.finish = finishes.front();
        contender.result.time = std::move(time);
    }

    /// A time by hand is published as such, also where only its start was taken by hand. The order within the race is that of the finish all the same.
    void publish(ResultTime& time) const {
        const auto& rules = case_.rules->time;
        const auto as_by_hand = time.grade == rules::TimingGrade::hand && rules.hand.say_something();
        if (as_by_hand) time.unit = std::max(time.unit, rules.hand.unit);
        time.published = rules::round(time.exact, time.unit, as_by_hand ? rules.hand.rounding : rules.rounding);
    }

    /// Watches that a device of stopwatches sent, rather than presses of which we know the instant.
    [[nodiscard]] std::optional<ResultTime> read_from_watches(const PhotoLane* photo, Duration unit) const {
        const auto& hand = case_.rules->time.hand;
        if (photo == nullptr || photo->row.watches.empty() || !hand.say_something()) return std::nullopt;
        const auto time = rules::hand_time(photo->row.watches, hand);
        if (!time) return std::nullopt;
        return ResultTime{*time, {}, photo->resolution, Source::hand, true, false, {}, {}, {}, std::max(unit, hand.unit), photo->row.watches, {}, rules::TimingGrade::hand};
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
            if (gap >= doubt && gap != 0ns) continue;
            a.result.too_close = b.result.too_close = true;
            a.result.close_to = b.result.lane;
        }
    }

    void gaps() {
        for (std::size_t i = 1; i < finishers_; ++i) {
            auto& result = contenders_[i].result;
            const auto& leader = contenders_.front().result;
            const auto& next = contenders_[i - 1].result;
            if (result.time && leader.time) result.behind_leader = gap_between(*leader.time, *result.time, case_.rules->time);
            if (result.time && next.time) result.behind_next = gap_between(*next.time, *result.time, case_.rules->time);
        }
    }

    const Case& case_;
    const std::vector<Crossing>& crossings_;
    std::vector<DueStart> waits_;
    std::vector<Contender> contenders_;
    std::size_t finishers_ = 0;
};

}  // namespace

std::optional<Duration> gap_between(const ResultTime& better, const ResultTime& worse, const rules::TimeRules& rules) {
    const auto unit = std::max(better.unit, worse.unit);
    const auto& coarser = better.unit == unit ? better : worse;
    const auto rounding = coarser.grade == rules::TimingGrade::hand && rules.hand.say_something() ? rules.hand.rounding : rules.rounding;
    const auto in_unit = [&](const ResultTime& time) { return time.unit == unit ? time.published : rules::round(time.exact, unit, rounding); };
    const auto gap = in_unit(worse) - in_unit(better);
    return gap < 0ns ? std::nullopt : std::optional{gap};
}

std::vector<LaneResult> judge_ranking(const Case& the_case, const std::vector<Crossing>& crossings) {
    return RankingJudge{the_case, crossings}.judge();
}

bool is_done(const LaneResult& result) {
    return result.time.has_value() || result.rank.has_value() || result.status != ResultStatus::none;
}

}  // namespace bowball::engine
