// Folds what ends a run before its result: abandoned, to be rowed again. And that it was a mistake: then all stands as it stood, and the window
// of the run is open as if it had never been closed, so that what was sensed meanwhile is judged as ever.
#include <algorithm>
#include <tuple>
#include <utility>

#include "core/limits.hpp"
#include "engine/fold_steps.hpp"
#include "engine/start_signal.hpp"

namespace bowball::engine {
namespace {

/// A crew that rows again begins anew: what became of it in the run before, its penalty and its objection stay with that
/// run. Who had not started stays out unless called by name; exclusions stand.
void begin_anew(LaneState& lane, bool by_name) {
    const auto of_the_run = lane.status == ResultStatus::did_not_finish || lane.status == ResultStatus::relegated || lane.status == ResultStatus::under_weight;
    if (of_the_run || (by_name && lane.status == ResultStatus::did_not_start)) {
        lane.status = ResultStatus::none;
        lane.status_by.reset();
    }
    lane.penalty = {};
    lane.occurrences.clear();
    lane.penalty_by.reset();
    lane.objection.reset();
}

/// The run whose result stands again when the re-row that was ordered after it does not come about. Null where there is none:
/// a re-row of all crews that has been armed takes its place.
Run* run_before_rerow(Race& race) {
    for (auto run = race.runs.rbegin(); run != race.runs.rend(); ++run) {
        if (!run->rowed_again.empty()) return &*run;
        if (!run->of_some) return nullptr;
    }
    return nullptr;
}

/// To a penalty of since the crew was to begin anew, on a clean sheet, those of before of other kinds: whoever gives a penalty says what it is
/// all told. Who was then said to have none has none.
void add_penalties(LaneState& lane, const LaneState& then, bool keeps_penalties) {
    // What was given and taken back was forgotten by older servers: then it says that the crew has none at all.
    if (!keeps_penalties) std::erase_if(lane.occurrences, [](const rules::Occurrences& one) { return one.count == 0; });
    if (lane.penalty == Duration{} && lane.occurrences.empty()) return;
    if (lane.penalty == Duration{}) lane.penalty = then.penalty;
    for (const auto& one : then.occurrences) {
        if (std::ranges::find(lane.occurrences, one.code, &rules::Occurrences::code) == lane.occurrences.end()) lane.occurrences.push_back(one);
    }
}

/// Whoever was to row again stands as before, but for what officials said of them since.
void call_off_rerow(Race& race, bool keeps_penalties) {
    auto* before = run_before_rerow(race);
    if (before == nullptr) return;
    for (const auto& then : before->rowed_again) {
        auto* lane = race.lane(then.lane);
        if (!lane->status_by) std::tie(lane->status, lane->status_by) = std::tie(then.status, then.status_by);
        if (!lane->penalty_by) std::tie(lane->penalty, lane->occurrences, lane->penalty_by) = std::tie(then.penalty, then.occurrences, then.penalty_by);
        else if (keeps_penalties) add_penalties(*lane, then, true);
        if (!lane->objection) lane->objection = then.objection;
    }
    before->rowed_again.clear();
}

bool is_at_or_after_the_start(Stage stage) { return stage == Stage::armed || stage == Stage::attention; }

void remember(Race& race, Interruption::Kind kind, Seq by) {
    Interruption now{kind, by, race.stage, {}, false, race.lanes, {}, race.rerow_lanes, race.roll, race.before_published, race.unofficial_at};
    if (const auto* run = race.run()) std::tie(now.closed_at, now.abandoned) = std::tie(run->closed_at, run->abandoned);
    for (const auto& run : race.runs) now.rowed_again.push_back(run.rowed_again);
    race.interruptions.push_back(std::move(now));
    if (race.interruptions.size() > limits::interruptions) race.interruptions.erase(race.interruptions.begin());
}

/// The crew as it stood, but for what officials said of it since. `begun_anew`: it was to row again. `keeps_penalties`: as of the event.
void stand_again(const Race& race, LaneState& lane, const LaneState& then, Seq since, bool begun_anew, bool keeps_penalties) {
    const auto is_newer = [&](const std::optional<Decision>& by) { return by && by->seq > since; };
    if (!is_newer(lane.status_by)) std::tie(lane.status, lane.status_by) = std::tie(then.status, then.status_by);
    if (!is_newer(lane.penalty_by)) std::tie(lane.penalty, lane.occurrences, lane.penalty_by) = std::tie(then.penalty, then.occurrences, then.penalty_by);
    else if (begun_anew) add_penalties(lane, then, keeps_penalties);
    const auto is_resolved = then.objection && std::ranges::any_of(race.objections, [&](const ObjectionRecord& one) { return one.lane == then.lane && one.raised.seq == then.objection->seq; });
    if (!is_newer(lane.objection) && !is_resolved) lane.objection = then.objection;
}

/// Red that nobody ordered a start by is taken back, as by "as you were": the starter gives attention anew, and no pause of before runs on.
void wait_at_the_line_anew(const MeetState& state, Race& race) {
    if (race.stage != Stage::attention || race.runs.back().start_ordered_at || !waits_at_the_line(state, race)) return;
    race.runs.back().attention_at.reset();
    race.runs.back().pause_seal.reset();
    race.stage = Stage::armed;
}

Problem take_back(MeetState& state, const Entry& entry, RaceId id, Interruption::Kind kind, bool keeps_penalties) {
    auto* race = find_race(state, id);
    if (race == nullptr) return unknown_race();
    if (race->interruptions.empty() || race->interruptions.back().kind != kind) return "There is nothing of that kind to take back.";
    const auto then = std::move(race->interruptions.back());
    race->interruptions.pop_back();
    const auto called = std::exchange(race->rerow_lanes, then.rerow_lanes);
    const auto was_called = [&](LaneNumber lane) { return called.empty() || std::ranges::find(called, lane) != called.end(); };
    race->stage = then.stage;
    race->roll = then.roll;
    race->before_published = then.before_published;
    race->unofficial_at = then.unofficial_at;
    for (std::size_t i = 0; i < race->runs.size(); ++i) race->runs[i].rowed_again = then.rowed_again[i];
    if (!race->runs.empty()) std::tie(race->runs.back().closed_at, race->runs.back().abandoned) = std::tie(then.closed_at, then.abandoned);
    for (const auto& lane_then : then.lanes) {
        auto* lane = race->lane(lane_then.lane);
        if (lane != nullptr && lane->crew == lane_then.crew) stand_again(*race, *lane, lane_then, then.by, kind == Interruption::Kind::rerow && was_called(lane_then.lane), keeps_penalties);
    }
    wait_at_the_line_anew(state, *race);
    rest_equipment(state, id);
    race->touched = entry.seq;
    return {};
}

}  // namespace

Problem fold(MeetState& state, const Entry& entry, const RaceAbandoned& event) {
    auto* race = find_race(state, event.race);
    if (race == nullptr) return unknown_race();
    remember(*race, Interruption::Kind::abandoned, entry.seq);
    if (is_at_or_after_the_start(race->stage)) race->runs.back().abandoned = true;
    close_run(*race, entry.at);
    call_off_rerow(*race, event.keeps_penalties);
    race->stage = Stage::abandoned;
    rest_equipment(state, event.race);
    race->touched = entry.seq;
    return {};
}

Problem fold(MeetState& state, const Entry& entry, const RerowOrdered& event) {
    auto* race = find_race(state, event.race);
    if (race == nullptr) return unknown_race();
    if (race->runs.empty()) return "A race that was not rowed cannot be rowed again.";
    remember(*race, Interruption::Kind::rerow, entry.seq);
    close_run(*race, entry.at);
    race->rerow_lanes = event.lanes;
    for (auto& lane : race->lanes) {
        const auto by_name = std::ranges::find(event.lanes, lane.lane) != event.lanes.end();
        if (!event.lanes.empty() && !by_name) continue;
        race->runs.back().rowed_again.push_back(lane);
        begin_anew(lane, by_name);
    }
    race->stage = Stage::rerow_ordered;
    race->roll.reset();
    rest_equipment(state, event.race);
    race->touched = entry.seq;
    return {};
}

Problem fold(MeetState& state, const Entry& entry, const AbandonmentWithdrawn& event) { return take_back(state, entry, event.race, Interruption::Kind::abandoned, true); }

Problem fold(MeetState& state, const Entry& entry, const RerowWithdrawn& event) { return take_back(state, entry, event.race, Interruption::Kind::rerow, event.keeps_penalties); }

}  // namespace bowball::engine
