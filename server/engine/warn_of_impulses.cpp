// Warnings of impulses that wait for a person, that are not used, or that were lost.
#include <algorithm>

#include "engine/warning_desk.hpp"

namespace bowball::engine {
namespace {

class ImpulseDesk : WarningDesk {
public:
    using WarningDesk::WarningDesk;

    void judge() {
        impulses();
        losses();
    }

private:
    void impulses() {
        for (const auto& judged : judgement_.impulses) {
            const auto& device = judged.ledger->impulse.device;
            switch (judged.use) {
                case Use::unnamed:
                    warn(WarningKind::unnamed_impulse, {}, judged.ledger->id, (is_start_point(judged.point.kind) ? "A start has no number yet. Name it, or void it." : "A crossing at " + to_string(judged.point) + " has no lane yet. Name it, or void it."));
                    break;
                case Use::surplus:
                    warn(WarningKind::surplus_impulse, {}, judged.ledger->id, "There are more crossings at " + to_string(judged.point) + " than crews. Void the one that was none; or name this one, if a later one is of the race behind.");
                    break;
                case Use::suspect:
                    warn(WarningKind::suspect_impulse, judged.lane, judged.ledger->id, device + " sent an impulse that cannot be trusted: " + judged.ledger->impulse.remark);
                    break;
                case Use::unpaired:
                    unpaired_ = true;
                    break;
                case Use::too_early:
                    dropped(judged);
                    break;
                case Use::after_official: case Use::used: case Use::confirming: case Use::doubled: case Use::further: case Use::before_start: case Use::outside_start:
                case Use::not_armed: case Use::after_close: case Use::voided: case Use::lane_not_drawn: case Use::falling_edge: case Use::split_not_in_rules: case Use::tested: case Use::set_aside:
                case Use::earlier_run: case Use::after_finish: case Use::not_asked:
                    break;
            }
        }
    }

    /// A crossing of a crew that has none there, and would have this one if nobody were faster than the rule set believes.
    void dropped(const JudgedImpulse& judged) {
        if (!judged.lane || !judged.since_start) return;
        const Place place{judged.point, *judged.lane};
        const auto has_one = std::ranges::any_of(crossings_, [&](const Crossing& one) { return one.lane == *judged.lane && one.point == judged.point; });
        const auto result = std::ranges::find(judgement_.results, *judged.lane, &LaneResult::lane);
        const auto is_settled = result == judgement_.results.end() || result->status != ResultStatus::none || (result->time && judged.point.kind == PointKind::finish);
        if (has_one || is_settled || std::ranges::find(dropped_, place) != dropped_.end()) return;
        dropped_.push_back(place);
        warn(WarningKind::crossing_dropped, judged.lane, judged.ledger->id,
             lane_text(*judged.lane) + ": its crossing at " + to_string(judged.point) + " after " + rules::format_time(judged.since_start->length, 10ms) + " is not used: nobody is so fast. Name it if it was this crew.");
    }

    void losses() {
        if (unpaired_)
            warn(WarningKind::unpaired_system, {}, {}, "One system saw crossings but not the start. A time never mixes two systems: name its start, or take the time by hand.");
        if (case_.run == nullptr) return;
        for (const auto& loss : case_.state.losses) {
            const auto in_race = case_.run->armed_at <= loss.at && (!case_.run->closed_at || loss.at < *case_.run->closed_at) && loss.seq <= case_.as_of;
            if (in_race && (!case_.run->settled_at || loss.at < *case_.run->settled_at))
                warn(WarningKind::impulses_lost, {}, {}, loss.device + " lost " + std::to_string(loss.count) + " impulses during this race. Check its times against another source.");
        }
    }

    using Place = std::pair<TimingPoint, LaneNumber>;
    std::vector<Place> dropped_;   ///< said of already
    bool unpaired_ = false;
};

}  // namespace

void warn_of_impulses(const Case& the_case, const Judgement& judgement, const Crossings& crossings, std::vector<Warning>& found) { ImpulseDesk{the_case, judgement, crossings, found}.judge(); }

}  // namespace bowball::engine
