#include "engine/judge.hpp"

#include <algorithm>

#include "engine/judge_steps.hpp"
#include "engine/start_signal.hpp"

namespace bowball::engine {
namespace {

bool all_done(const Case& the_case, const std::vector<LaneResult>& results) {
    const auto is_open = [&](LaneNumber lane) {
        const auto result = std::ranges::find(results, lane, &LaneResult::lane);
        return result != results.end() && !is_done(*result);
    };
    return !the_case.lanes.empty() && std::ranges::none_of(the_case.lanes, is_open);
}

Phase phase_of(const Case& the_case, const std::vector<LaneResult>& results) {
    if (the_case.race.cancelled) return Phase::cancelled;
    if (the_case.race.postponed) return Phase::postponed;
    switch (the_case.race.stage) {
        case Stage::scheduled: return Phase::scheduled;
        case Stage::called:
        case Stage::rerow_ordered: return Phase::called;
        case Stage::recalled: return Phase::recalled;
        case Stage::abandoned: return Phase::abandoned;
        case Stage::unofficial: return Phase::unofficial;
        case Stage::official: return the_case.race.revisions.size() > 1 ? Phase::revised : Phase::official;
        case Stage::armed:
        case Stage::attention: break;
    }
    const auto nothing_seen = the_case.signals.empty() && the_case.photo->empty();
    if (nothing_seen) return the_case.race.stage == Stage::armed ? Phase::at_start : Phase::attention;
    if (all_done(the_case, results)) return Phase::finished;
    if (the_case.signals.empty()) return Phase::running;   // read by a camera with a start of its own
    const auto started = the_case.signals.front()->impulse.stamp.at;
    return the_case.state.now < started + the_case.rules->start.recall_window ? Phase::started : Phase::running;
}

/// What a race's results are, and the runs that they rest on: the newest first.
struct Sheet {
    std::vector<LaneResult> results;
    std::vector<const Run*> runs;
};

std::vector<LaneResult> ranking_of(const Case& the_case) {
    auto impulses = gather(the_case);
    return judge_ranking(the_case, judge_crossings(the_case, impulses).all);
}

/// Nobody has a time of a start that was called back, nor a split. Before a recall could be taken back, a race that was called back by mistake was
/// abandoned and published all the same: such a result stays what it was.
bool is_called_back(const Case& the_case) {
    const auto is_out = the_case.race.stage == Stage::unofficial || the_case.race.stage == Stage::official;
    return the_case.run != nullptr && the_case.run->recalled && !is_out;
}

/// `own`: the ranking of the newest run. While some crews row again, the results are theirs alone; those of before come back with the last of them.
/// A run that was called back counts no more, not even while its crews go back to the start; nor does a re-row of some crews that was abandoned, or
/// left before all were in.
Sheet sheet_of(const Case& the_case, std::vector<LaneResult> own) {
    if (the_case.run == nullptr) return {std::move(own), {}};
    const auto is_on = !all_done(the_case, own);
    std::vector<std::vector<LaneResult>> rankings;   // as the runs
    Sheet sheet;
    for (const auto* run = the_case.run;; --run) {
        const auto is_newest = run == the_case.run;
        const auto is_back = run->recalled && (!is_newest || (run->of_some && is_called_back(the_case)));
        const auto called_off = is_back || (run->abandoned && run->of_some);
        if (!called_off) {
            const auto its = case_of(the_case.state, the_case.race, run, the_case.instead);
            auto ranking = is_newest ? own : ranking_of(its);
            if (is_newest || !run->of_some || all_done(its, ranking)) {
                sheet.runs.push_back(run);
                rankings.push_back(std::move(ranking));
                if (!run->of_some) break;
            }
        }
        if (run == the_case.race.runs.data()) break;
    }
    const auto newest_counts = !sheet.runs.empty() && sheet.runs.front() == the_case.run;
    if (newest_counts && the_case.run->of_some && is_on) {
        sheet.results = std::move(own);
        return sheet;
    }
    for (auto i = rankings.size(); i-- > 0;)
        sheet.results = sheet.runs[i]->of_some ? settle_rerow(std::move(sheet.results), rankings[i], the_case.rules->time) : std::move(rankings[i]);
    return sheet;
}

/// The recall that the start equipment's buzzer tells the officials of: while the race can be recalled.
bool asks_for_recall(const MeetState& state, const Race& race) {
    if (race.stage != Stage::armed && race.stage != Stage::attention) return false;
    const auto the_case = start_case_of(state, race, race.run());
    if (the_case.signals.empty() || state.now > the_case.signals.front()->impulse.stamp.at + the_case.rules->start.recall_window) return false;
    auto impulses = gather(the_case);
    return judge_start(the_case, impulses).recall_requested;
}

}  // namespace

Judgement judge(const MeetState& state, const Race& race) { return judge_by(state, race, nullptr); }

Judgement judge_by(const MeetState& state, const Race& race, std::shared_ptr<const rules::RuleSet> instead) {
    const auto the_case = case_of(state, race, race.run(), std::move(instead));

    Judgement judgement;
    judgement.race = race.id();
    judgement.run = the_case.run != nullptr ? the_case.run->number : RunNumber{};
    judgement.rules = the_case.rules;
    judgement.impulses = gather(the_case);
    judgement.start = judge_start(the_case, judgement.impulses);
    const auto crossings = judge_crossings(the_case, judgement.impulses);
    judgement.exchanges = judge_exchanges(the_case, judgement.impulses);
    judgement.strokes = judge_strokes(the_case, crossings.all, judgement.impulses);
    judgement.wind = judge_wind(the_case);
    judgement.due = judge_due(the_case);
    auto own = judge_ranking(the_case, is_called_back(the_case) ? std::vector<Crossing>{} : crossings.all);
    judgement.phase = phase_of(the_case, own);
    auto sheet = sheet_of(the_case, std::move(own));
    judgement.results = std::move(sheet.results);
    judgement.dead_heats = judge_dead_heats(the_case, judgement.results);
    judgement.passings = passings_of(the_case, judgement.impulses);
    // A swimmer's backup has rules of its own, and no correction by passings of others.
    if (the_case.rules->swimming_times.id.empty()) judgement.proposals = judge_replacements(the_case, judgement.passings);
    judgement.warnings = judge_warnings(the_case, judgement, crossings);
    for (const auto& lane : race.lanes) {
        if (lane.status == ResultStatus::none && penalty_status(the_case.offences, lane.lane) != ResultStatus::none)
            judgement.excluded_now.push_back(lane.lane);
    }
    if (is_called_back(the_case)) std::erase(sheet.runs, the_case.run);
    list_unused(the_case, sheet.runs, judgement);
    return judgement;
}

Digest digest_of(const Judgement& judgement) {
    auto text = "race " + std::to_string(judgement.race.value()) + " run " + std::to_string(judgement.run.value()) + "\n";
    for (const auto& result : judgement.results) {
        text += "lane " + std::to_string(result.lane.value()) + " crew " + std::to_string(result.crew.value());
        text += " rank " + (result.rank ? std::to_string(*result.rank) : "-") + " status " + std::string{code_of(result.status)};
        if (result.time)
            text += " time_ns " + std::to_string(result.time->exact.count()) + " published_ns " +
                    std::to_string(result.time->published.count()) + " source " + std::string{to_string(result.time->source)} + (result.time->corrected ? " corrected" : "");
        if (result.handicap != 0ns) text += " handicap_ns " + std::to_string(result.handicap.count());
        for (const auto& split : result.splits) {
            if (split.time) text += " " + std::to_string(split.metres) + " " + std::to_string(split.time->length.count());
        }
        text += "\n";
    }
    return sha256(text);
}

std::optional<OutputOrder> wanted_alarm(const MeetState& state) {
    for (const auto& [id, race] : state.races) {
        if (asks_for_recall(state, race)) return OutputOrder{OutputKind::recall_request, id, race.run()->number};
    }
    return std::nullopt;
}

std::string_view to_string(Phase phase) {
    switch (phase) {
        case Phase::scheduled: return "scheduled";
        case Phase::called: return "called";
        case Phase::at_start: return "at_start";
        case Phase::attention: return "attention";
        case Phase::started: return "started";
        case Phase::running: return "running";
        case Phase::recalled: return "recalled";
        case Phase::finished: return "finished";
        case Phase::unofficial: return "unofficial";
        case Phase::official: return "official";
        case Phase::revised: return "revised";
        case Phase::abandoned: return "abandoned";
        case Phase::postponed: return "postponed";
        case Phase::cancelled: return "cancelled";
    }
    return "unknown";
}

}  // namespace bowball::engine
