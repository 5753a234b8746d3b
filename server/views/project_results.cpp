// The result sheet.
#include <algorithm>

#include "engine/judge_records.hpp"
#include "rules/digest.hpp"
#include "views/project_race.hpp"

namespace bowball::views {
namespace {

ResultsView::Split split_of(const engine::SplitResult& split, std::int32_t segment_m, const rules::RuleSet& rule_set) {
    const auto& rules = rule_set.time;
    const auto unit = split.is_finish && split.unit > 0ns ? split.unit : std::max(split.is_finish ? rules.unit : rules.split_unit, split.unit);
    const auto cut = [&](Duration span) { return rules::round(span, unit, rules.rounding); };
    ResultsView::Split shown;
    shown.metres = split.metres;
    if (split.time) {
        shown.text = rules::format_time(cut(split.time->length), unit);
        shown.time_us = to_us(split.time->length);
    }
    shown.rank = split.rank;
    if (split.behind_leader && split.rank != 1) shown.gap_text = rules::format_gap(*split.behind_leader, unit);
    if (split.segment) {
        shown.segment_text = rules::format_time(cut(*split.segment), unit);
        shown.segment_speed_text = speed_text(segment_m, *split.segment);
        shown.segment_pace_text = pace_text(segment_m, *split.segment, rule_set.analysis);
    }
    shown.segment_rank = split.segment_rank;
    shown.corrected = split.corrected;
    shown.by_hand = split.by_hand;
    return shown;
}

ResultsView::Row::Record record_of(const engine::RecordMark& mark) {
    const auto& record = mark.standing;
    const auto& rules = *mark.rules;
    const auto date = mark.set_in ? "race " + std::to_string(mark.set_in->value()) : record.date;
    ResultsView::Row::Record shown{mark.mark, std::string{to_string(record.kind)}, rules::format_time(rules::round(record.time, rules.unit, rules.rounding), rules.unit), record.holder, date, std::string{to_string(mark.claim.eligibility)}, rules::describe(mark.claim), {}};
    for (const auto& finding : mark.claim.findings) shown.evidence.push_back(finding.evidence);
    return shown;
}

/// Raw time, handicap and the rest: only where something was added or taken.
void add_adjustment(ResultsView::Row& row, const engine::LaneResult& result) {
    row.category = result.category;
    if (!row.time || (result.penalty == 0ns && result.handicap == 0ns)) return;
    row.raw_text = rules::format_time(result.raw(), result.time->unit);
    if (result.handicap != 0ns) row.handicap_text = rules::format_time(result.handicap, result.time->unit);
}

/// 100 * best / own, where a factor makes crews of different classes comparable.
void add_points(ResultsView& view, const engine::Judgement& judgement) {
    if (judgement.rules->masters.model != rules::HandicapModel::factor || view.rows.empty() || !view.rows.front().time) return;
    for (std::size_t i = 0; i < view.rows.size(); ++i) {
        const auto& best = judgement.results.front().time;
        const auto& own = judgement.results[i].time;
        if (!view.rows[i].time || best->exact <= 0ns || own->exact <= 0ns) continue;
        const auto points = rules::points_hundredths(best->exact, own->exact);
        view.rows[i].points_text = std::to_string(points / 100) + "." + std::to_string(100 + points % 100).substr(1);
    }
}

}  // namespace

ResultsView project_results(const RaceCase& the_case) {
    const auto& [state, race, judgement, outcomes] = the_case;
    const auto& time = judgement.rules->time;
    const auto offences = engine::offences(state, race);
    ResultsView view;
    view.header = header_of(state, race, judgement);
    view.pace_m = judgement.rules->analysis.pace_m;
    const auto records = engine::judge_records(state, race, judgement);
    view.wind = wind_of(judgement);
    const engine::LaneResult* next = nullptr;   // one place better
    for (const auto& result : judgement.results) {
        ResultsView::Row row;
        row.crew = crew_of(the_case, result.lane);
        row.rank = result.rank;
        row.rank_shared = result.rank_shared;
        // Whoever has no place has no time on the sheet either (rules of the sports 2.6).
        const auto placed = result.rank.has_value();
        if (result.time && placed) row.time = shown(*result.time, time);
        if (result.behind_leader && placed) row.gap_text = rules::format_gap(*result.behind_leader, gap_unit(result, &judgement.results.front()));
        if (result.behind_next && placed) row.gap_next_text = rules::format_gap(*result.behind_next, gap_unit(result, next));
        next = &result;
        row.status = code_of(result.status);
        if (result.penalty != 0ns) row.penalty_text = rules::format_gap(result.penalty, time.unit);
        row.card = card_of(offences, result.lane);
        row.too_close = result.too_close;
        row.lot = result.lot;
        if (result.barred_by) row.barred_by = result.barred_by->value();
        if (row.time) {
            row.speed_text = speed_text(race.programme.distance_m, result.rowed());
            row.pace_text = pace_text(race.programme.distance_m, result.rowed(), judgement.rules->analysis);
        }
        add_adjustment(row, result);
        auto before_m = std::int32_t{0};
        for (const auto& split : result.splits) {
            row.splits.push_back(split_of(split, split.metres - before_m, *judgement.rules));
            before_m = split.metres;
        }
        for (const auto& mark : records) {
            if (mark.lane == result.lane) row.records.push_back(record_of(mark));
        }
        view.rows.push_back(std::move(row));
    }
    add_points(view, judgement);
    view.rules = judgement.rules->id + " " + std::to_string(judgement.rules->version);
    view.rules_digest = to_hex(rules::digest_of(*judgement.rules));
    for (const auto& revision : race.revisions) {
        view.revisions.push_back({revision.number, revision.by.actor.name, revision.by.reason, to_us(revision.by.at), {}});
        for (const auto& change : revision.changes) view.revisions.back().changes.push_back(change_of(state, change));
    }
    if (race.stage == engine::Stage::official) {
        view.digest = to_hex(race.revisions.back().digest);
        view.drift = race.revisions.back().digest != digest_of(judgement);
    }
    for (const auto& lane : race.lanes) {
        if (lane.objection) view.objections.push_back(lane.lane.value());
    }
    if (judgement.start.signal_stamp) view.started_us = to_us(judgement.start.signal_stamp->at);
    if (race.unofficial_at) {
        view.unofficial_us = to_us(*race.unofficial_at);
        view.protest_until_us = to_us(*race.unofficial_at + judgement.rules->finish.protest_window);
    }
    return view;
}

}  // namespace bowball::views
