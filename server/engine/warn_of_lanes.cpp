// Warnings of single crews: no finish, no plausible time, splits out of order, an open objection, out by another race.
#include <algorithm>

#include "engine/route.hpp"
#include "engine/warning_desk.hpp"

namespace bowball::engine {
namespace {

class LaneDesk : WarningDesk {
public:
    using WarningDesk::WarningDesk;

    void judge() {
        for (const auto& result : judgement_.results) lane(result);
        disqualified_persons();
    }

private:
    void lane(const LaneResult& result) {
        const auto* lane = case_.race.lane(result.lane);
        excluded_before(result);
        if (lane->objection) warn(WarningKind::objection_open, result.lane, {}, lane_text(result.lane) + " objects. Resolve the objection first.");
        if (!is_done(result)) {
            if (any_finished()) warn(WarningKind::missing_finish, result.lane, {}, lane_text(result.lane) + " has no finish time and no status. Name its crossing, or enter DNF or DNS.");
            return;
        }
        if (!result.time) return;
        const auto least = least_time_to({PointKind::finish, 0}, case_.race, *case_.rules);
        if (result.rowed() <= 0ns || result.rowed() < least)
            warn(WarningKind::implausible_time, result.lane, result.time->finish, lane_text(result.lane) + " is faster than any crew can be over this distance. Check start and finish.");
        else if (result.time->exact <= 0ns)
            warn(WarningKind::implausible_time, result.lane, result.time->finish, lane_text(result.lane) + ": nothing is left of its time. Check handicap and penalty.");
        auto latest = 0ns;
        for (const auto& split : result.splits) {
            if (!split.time) continue;
            if (split.time->length <= latest)
                warn(WarningKind::split_after_finish, result.lane, {}, lane_text(result.lane) + ": the time at " + std::to_string(split.metres) + " m is not later than the one before it.");
            latest = std::max(latest, split.time->length);
        }
    }

    [[nodiscard]] bool any_finished() const {
        return std::ranges::any_of(judgement_.results, [](const LaneResult& r) { return r.time.has_value() || r.rank.has_value(); });
    }

    /// Whoever was put out before the start is out and needs no warning; this one rowed.
    void excluded_before(const LaneResult& result) {
        const auto takes_part = case_.run != nullptr && std::ranges::find(case_.lanes, result.lane) != case_.lanes.end();
        if (!result.barred_by || !takes_part) return;
        warn(WarningKind::excluded_before, result.lane, {},
             lane_text(result.lane) + ": the crew was put out by race " + std::to_string(result.barred_by->value()) + " (" + std::string{code_of(result.status)} + ") after it had started here. Its result is taken out. Let it row, with a reason, and the result stands.");
    }

    /// A disqualification is for all events, a crew may row with a substitute: people look at who sits in the boat.
    void disqualified_persons() {
        if (case_.race.stage == Stage::official) return;
        for (const auto& person : barred_persons(case_.state, case_.race)) {
            const auto* lane = case_.race.lane(person.lane);
            if (standing_of(*lane, case_.offences, case_.bars) != ResultStatus::none || (lane->status_by && case_.run != nullptr)) continue;
            warn(WarningKind::excluded_before, person.lane, {},
                 lane_text(person.lane) + ": " + person.name + " was disqualified in race " + std::to_string(person.by.value()) + ", which is for all events. Name a substitute, or scratch the crew.");
        }
    }
};

}  // namespace

void warn_of_lanes(const Case& the_case, const Judgement& judgement, const Crossings& crossings, std::vector<Warning>& found) { LaneDesk{the_case, judgement, crossings, found}.judge(); }

}  // namespace bowball::engine
