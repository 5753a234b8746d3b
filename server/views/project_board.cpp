// The start list and the live board.
#include <algorithm>

#include "rules/prognosis.hpp"
#include "views/project_race.hpp"

namespace bowball::views {
namespace {

using engine::Phase;

bool clock_runs(Phase phase) { return phase == Phase::started || phase == Phase::running; }

/// Position in LaneResult::splits of the newest point the crew has reached, or none.
std::optional<std::size_t> newest_point(const engine::LaneResult& result) {
    for (auto k = result.splits.size(); k > 0; --k) {
        if (result.splits[k - 1].time) return k - 1;
    }
    return std::nullopt;
}

/// Of the segment that ends at split `k`.
std::int32_t metres_of_segment(const engine::LaneResult& result, std::size_t k) {
    return result.splits[k].metres - (k > 0 ? result.splits[k - 1].metres : 0);
}

/// Whole seconds: no more is known. The interval is never shown narrower than it is.
Prognosis shown_prognosis(const rules::Prognosis& found, const rules::TimeRules& rules) {
    const auto text = [](Duration time, rules::Rounding rounding) { return rules::format_time(rules::round(time, 1s, rounding), 1s); };
    return {text(found.time, rules.rounding), text(found.low, rules::Rounding::down), text(found.high, rules::Rounding::up), to_us(found.time), to_us(found.low), to_us(found.high), static_cast<std::uint32_t>(found.crews)};
}

std::optional<Prognosis> prognosis_of(const RaceCase& the_case, const engine::LaneResult& result, const engine::SplitResult& split) {
    const auto& race = the_case.race;
    // What others rowed says nothing of a time that began before the crew did.
    if (result.status != engine::ResultStatus::none || result.waited > 0ns || split.is_finish || !clock_runs(the_case.judgement.phase)) return std::nullopt;
    const auto found = rules::predict(split.time->length, split.metres, race.programme.distance_m, history_of(the_case.outcomes, race, split.metres),
                                      the_case.judgement.rules->analysis.prognosis);
    if (!found) return std::nullopt;
    return shown_prognosis(*found, the_case.judgement.rules->time);
}

/// While it is on its way of the newest strokes, as long as it strokes.
std::string stroke_rate_of(const RaceCase& the_case, LaneNumber lane, bool finished) {
    const auto& strokes = the_case.judgement.strokes;
    const auto found = std::ranges::find(strokes, lane, &engine::StrokesFound::lane);
    if (found == strokes.end()) return {};
    const auto is_old = the_case.state.now - found->newest > 2 * the_case.judgement.rules->analysis.strokes.longest;
    const auto rate = finished ? found->mean_tenths : is_old ? std::nullopt : found->now_tenths;
    return rate ? rules::stroke_rate_text(*rate) : std::string{};
}

bool is_out_of_it(const engine::LaneResult& result) { return result.status != engine::ResultStatus::none && !result.rank; }

/// At one point, among those that are still in the race.
struct Standing {
    std::optional<std::uint16_t> rank;
    std::optional<Duration> behind_leader;
};

Standing standing_at(const RaceCase& the_case, const engine::LaneResult& result, std::size_t k) {
    const auto& split = result.splits[k];
    Standing standing{split.rank, split.behind_leader};
    auto ahead_of_all = split.behind_leader;
    for (const auto& other : the_case.judgement.results) {
        if (k >= other.splits.size() || other.splits[k].metres != split.metres || !other.splits[k].rank) continue;
        const auto& passed = other.splits[k];
        if (is_out_of_it(other)) {
            if (standing.rank && *passed.rank < *split.rank) --*standing.rank;
        } else if (ahead_of_all && passed.behind_leader) {
            ahead_of_all = std::min(*ahead_of_all, *passed.behind_leader);
        }
    }
    if (standing.behind_leader) *standing.behind_leader -= *ahead_of_all;
    return standing;
}

BoardView::Row row_of(const RaceCase& the_case, const engine::LaneResult& result, const std::vector<engine::Offence>& offences) {
    const auto& rules = the_case.judgement.rules->time;
    BoardView::Row row;
    row.crew = crew_of(the_case, result.lane);
    row.status = code_of(result.status);
    row.card = card_of(offences, result.lane);
    row.too_close = result.too_close;
    const auto is_out = is_out_of_it(result);
    row.finished = !is_out && (result.time.has_value() || result.rank.has_value());
    row.stroke_rate_text = stroke_rate_of(the_case, result.lane, row.finished);
    if (row.finished) {
        row.rank = result.rank;
        row.rank_shared = result.rank_shared;
        row.point_m = the_case.race.programme.distance_m;
        if (result.time && result.rank) row.time = shown(*result.time, rules);
        if (result.behind_leader) row.gap_text = rules::format_gap(*result.behind_leader, gap_unit(result, &the_case.judgement.results.front()));
        if (row.time) {
            row.speed_text = speed_text(row.point_m, result.rowed());
            row.pace_text = pace_text(row.point_m, result.rowed(), the_case.judgement.rules->analysis);
        }
        return row;
    }
    const auto newest = newest_point(result);
    if (!newest) {
        row.start = start_of(the_case, result.lane);
        return row;
    }
    const auto& split = result.splits[*newest];
    row.point_m = split.metres;
    // Whoever is out keeps the time that it had there, and no place: those behind move up.
    const auto standing = is_out ? Standing{} : standing_at(the_case, result, *newest);
    row.rank = standing.rank;
    engine::ResultTime time;
    time.exact = split.time->length;
    time.unit = std::max(rules.split_unit, split.unit);
    time.published = rules::round(split.time->length, time.unit, rules.rounding);
    time.uncertainty = split.time->uncertainty;
    time.source = split.source;
    time.by_hand = split.by_hand;
    time.corrected = split.corrected;
    row.time = shown(time, rules);
    if (split.segment) {
        row.speed_text = speed_text(metres_of_segment(result, *newest), *split.segment);
        row.pace_text = pace_text(metres_of_segment(result, *newest), *split.segment, the_case.judgement.rules->analysis);
    }
    row.prognosis = prognosis_of(the_case, result, split);
    if (standing.rank != 1 && standing.behind_leader) row.gap_text = rules::format_gap(*standing.behind_leader, rules.split_unit);
    return row;
}

bool stands_before(const BoardView::Row& a, const BoardView::Row& b) {
    const auto out = [](const BoardView::Row& row) { return !row.status.empty() && !row.rank; };
    if (out(a) != out(b)) return out(b);
    if (a.point_m != b.point_m) return a.point_m > b.point_m;
    const auto rank = [](const BoardView::Row& row) { return row.rank ? *row.rank : 0xFFFF; };
    if (rank(a) != rank(b)) return rank(a) < rank(b);
    return a.crew.lane < b.crew.lane;
}

}  // namespace

BoardView project_board(const RaceCase& the_case) {
    const auto& judgement = the_case.judgement;
    const auto offences = engine::offences(the_case.state, the_case.race);
    BoardView view;
    view.header = header_of(the_case.state, the_case.race, judgement);
    view.pace_m = judgement.rules->analysis.pace_m;
    view.wind = wind_of(judgement);
    view.recall = judgement.phase == Phase::recalled || judgement.start.recall_requested;
    view.clock_runs = clock_runs(judgement.phase) && judgement.start.signal_stamp.has_value();
    if (judgement.start.signal_stamp) view.started_us = to_us(judgement.start.signal_stamp->at);
    for (const auto& result : judgement.results) {
        view.rows.push_back(row_of(the_case, result, offences));
        view.latest_point_m = std::max(view.latest_point_m, view.rows.back().point_m);
        if (result.rank == 1 && result.time && view.leader_text.empty())
            view.leader_text = rules::format_time(result.time->published, result.time->unit) + (result.time->corrected ? "*" : "");
    }
    const auto sealed = judgement.phase == Phase::unofficial || judgement.phase == Phase::official || judgement.phase == Phase::revised;
    if (!sealed && judgement.phase != Phase::finished) std::ranges::stable_sort(view.rows, stands_before);
    return view;
}

}  // namespace bowball::views
