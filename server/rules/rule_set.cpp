#include "rules/rule_set.hpp"

#include <algorithm>
#include <array>

#include "core/limits.hpp"
#include "core/one_of.hpp"

namespace bowball::rules {
namespace {

Error refuse(std::string text) { return Error{errc::bad_input, std::move(text)}; }

constexpr std::int32_t most_points = 1'000'000;
/// Nobody holds a crew longer under red.
constexpr Duration longest_pause = 60s;

template <class Table>
Result<void> check_table(const std::string& key, const Table& table) {
    if (table == Table{}) return {};
    const auto sound = check(table);
    return sound ? sound : Error{errc::bad_input, key + "." + sound.error().text};
}

Result<void> check_tables(const RuleSet& rules) {
    if (const auto sound = check_table("swimming_times", rules.swimming_times); !sound) return sound;
    if (const auto sound = check_table("relay", rules.relay); !sound) return sound;
    if (const auto sound = check_table("penalties", rules.penalties); !sound) return sound;
    if (const auto sound = check_table("masters", rules.masters); !sound) return sound;
    return check_table("wind", rules.wind);
}

/// Who starts when. A handicap that goes by the time rowed can be paid at no start.
Result<void> check_order(const RuleSet& rules) {
    const auto& order = rules.start.order;
    if (order.interval < 0ns || order.interval > 24h) return refuse("start.order.interval: from 0 to 24 h.");
    const auto too_many = order.lanes.size() > limits::lanes_per_race;
    if (order.lanes.empty() || too_many || std::ranges::find(order.lanes, 0) != order.lanes.end())
        return refuse("start.order.lanes: at least one, numbered from 1, and no more than lanes can be.");
    if (order.interval > 0ns && order.staggered) return refuse("start.order.staggered: not beside an interval.");
    const auto by_time_rowed = rules.masters.model == HandicapModel::factor || rules.masters.model == HandicapModel::exponential;
    if (is_paid_at_the_start(rules) && by_time_rowed)
        return refuse("start.order.staggered: with one signal for all the handicap is paid at the start, and the table " + rules.masters.id + " goes by the time rowed. Say start.kind = \"individual\", or take an additive table.");
    return {};
}

Result<void> check_words(const WordRules& words) {
    for (const auto* word : {&words.rerow, &words.tie_rerow}) {
        if (word->empty() || word->size() > 40) return refuse("words: each is a word of 1 to 40 letters, such as \"re-run\".");
    }
    return {};
}

Result<void> check_clauses(const Clauses& clauses) {
    for (const auto* clause : {&clauses.false_start, &clauses.time, &clauses.place}) {
        if (clause->size() > 200) return refuse("clauses: each has at most 200 letters: the rule book, and the number of the rule.");
    }
    return {};
}

Result<void> check_laps(const FinishRules& finish) {
    if (finish.lap_m < 0 || finish.lap_m > 100'000) return refuse("finish.lap_m: from 0 to 100000 m.");
    if (!finish.lap_sources.empty() && finish.lap_m == 0) return refuse("finish.lap_sources: only beside finish.lap_m.");
    for (auto source = finish.lap_sources.begin(); source != finish.lap_sources.end(); ++source) {
        const auto is_known = std::ranges::find(finish.sources, *source) != finish.sources.end();
        if (!is_known || std::find(finish.lap_sources.begin(), source, *source) != source) return refuse("finish.lap_sources: each of finish.sources, once.");
    }
    return {};
}

}  // namespace

std::string_view to_string(StartKind kind) {
    switch (kind) {
        case StartKind::mass: return "mass";
        case StartKind::individual: return "individual";
    }
    return "unknown";
}

std::string_view to_string(Consequence consequence) {
    switch (consequence) {
        case Consequence::warning: return "warning";
        case Consequence::yellow: return "yellow";
        case Consequence::exclusion: return "exclusion";
        case Consequence::disqualification: return "disqualification";
    }
    return "unknown";
}

std::string_view to_string(WarningScope scope) {
    switch (scope) {
        case WarningScope::crew: return "crew";
        case WarningScope::race: return "race";
    }
    return "unknown";
}

std::string_view to_string(DisqualificationScope scope) {
    switch (scope) {
        case DisqualificationScope::regatta: return "regatta";
        case DisqualificationScope::event: return "event";
    }
    return "unknown";
}

std::string_view to_string(RankKey key) {
    switch (key) {
        case RankKey::photo_order: return "photo_order";
        case RankKey::raw_time: return "raw_time";
        case RankKey::displayed_time: return "displayed_time";
    }
    return "unknown";
}

Result<StartKind> parse_start_kind(std::string_view text) {
    return parse_one_of(text, std::array{StartKind::mass, StartKind::individual});
}

Result<Consequence> parse_consequence(std::string_view text) {
    return parse_one_of(text, std::array{Consequence::warning, Consequence::yellow, Consequence::exclusion,
                                         Consequence::disqualification});
}

Result<WarningScope> parse_warning_scope(std::string_view text) {
    return parse_one_of(text, std::array{WarningScope::crew, WarningScope::race});
}

Result<DisqualificationScope> parse_disqualification_scope(std::string_view text) {
    return parse_one_of(text, std::array{DisqualificationScope::regatta, DisqualificationScope::event});
}

Result<RankKey> parse_rank_key(std::string_view text) {
    return parse_one_of(text, std::array{RankKey::photo_order, RankKey::raw_time, RankKey::displayed_time});
}

std::string_view to_string(ReferencePolicy policy) {
    switch (policy) {
        case ReferencePolicy::before_then_after: return "before_then_after";
        case ReferencePolicy::nearest: return "nearest";
        case ReferencePolicy::five_and_five: return "five_and_five";
    }
    return "unknown";
}

Result<ReferencePolicy> parse_reference_policy(std::string_view text) {
    return parse_one_of(text, std::array{ReferencePolicy::before_then_after, ReferencePolicy::nearest, ReferencePolicy::five_and_five});
}

bool is_paid_at_the_start(const RuleSet& rules) { return rules.start.order.staggered && rules.start.kind == StartKind::mass; }

Result<void> check(const RuleSet& rules) {
    if (rules.id.empty()) return refuse("id: a rule set needs a name.");
    if (rules.time.unit <= 0ns || rules.time.scoring_unit <= 0ns || rules.time.split_unit <= 0ns || rules.time.reaction_unit <= 0ns)
        return refuse("time: every unit must be longer than zero.");
    if (rules.time.hand.unit < 0ns) return refuse("time.hand.unit: no less than zero; zero leaves watches to the common unit.");
    const auto& long_races = rules.time.long_races;
    if (long_races.over_m < 0 || (long_races.over_m > 0 && long_races.unit <= 0ns)) return refuse("time.long_races: over_m no less than 0, and a unit longer than zero with it.");
    if (rules.start.ladder.empty()) return refuse("start.ladder: name at least one consequence.");
    if (const auto onset = check(rules.start.onset); !onset) return onset;
    const auto& control = rules.start.control;
    if (control.pause_least < 0ns || control.pause_most < control.pause_least || control.pause_most > longest_pause)
        return refuse("start.control.pause_least, start.control.pause_most: from 0 to 60 s, and the least no longer than the most.");
    if (rules.start.motion_is_information && rules.start.reaction_threshold)
        return refuse("start.motion_is_information: only beside start.reaction_threshold = \"none\".");
    if (rules.start.recall.undo < 0ns || rules.start.recall.undo > 10min) return refuse("start.recall.undo: from 0 to 10 minutes.");
    if (const auto words = check_words(rules.words); !words) return words;
    if (const auto clauses = check_clauses(rules.clauses); !clauses) return clauses;
    if (const auto order = check_order(rules); !order) return order;
    if (rules.finish.sources.empty()) return refuse("finish.sources: name at least one of photo, a, b, hand.");
    if (rules.start.recall_window < 0ns || rules.finish.dead_band < 0ns || rules.finish.fastest_per_1000_m < 0ns ||
        rules.finish.protest_window < 0ns || rules.finish.slowest_per_1000_m < rules.finish.fastest_per_1000_m)
        return refuse("start.recall_window, finish.dead_band, finish.fastest_per_1000_m, finish.protest_window: no less than zero; slowest no faster than fastest.");
    if (const auto laps = check_laps(rules.finish); !laps) return laps;
    const auto& r = rules.redundancy;
    if (r.sync_tolerance < 0ns || r.sync_interval < 0ns || r.sync_age < 0ns || r.drift < 0ns || r.reference_age < 0ns || (r.correction_unit && *r.correction_unit <= 0ns))
        return refuse("redundancy: no span is less than zero, and a correction unit is longer than zero.");
    if (r.fewest_references == 0 || r.fewest_references > r.references || r.references > 100)
        return refuse("redundancy.references, redundancy.fewest_references: at least one, at most 100, and the fewest no more than the usual number.");
    if (std::ranges::any_of(rules.points.places, [](std::int32_t points) { return points < 0 || points > most_points; }) || rules.points.fastest_of_round < 0 ||
        rules.points.fastest_of_round > most_points || rules.points.places.size() > limits::lanes_per_race)
        return refuse("points: a place gives from 0 to 1000000 points, and there are no more places than lanes can be.");
    if (rules.analysis.pace_m < 0 || rules.analysis.pace_m > 100'000) return refuse("analysis.pace_m: from 0 to 100000 m.");
    const auto& strokes = rules.analysis.strokes;
    if (strokes.catches == 1 || strokes.catches > 100 || strokes.shortest < 0ns || strokes.longest <= strokes.shortest)
        return refuse("analysis.strokes: 0, or from 2 to 100 catches; the longest pause longer than the shortest.");
    if (rules.analysis.prognosis.even_pace_percent < 0 || rules.analysis.prognosis.even_pace_percent > 100)
        return refuse("analysis.prognosis.even_pace_percent: from 0 to 100.");
    const auto out_of_order = std::adjacent_find(rules.splits_m.begin(), rules.splits_m.end(), std::greater_equal<>{});
    if (out_of_order != rules.splits_m.end() || (!rules.splits_m.empty() && rules.splits_m.front() <= 0))
        return refuse("splits_m: distances must grow from the start, each once.");
    return check_tables(rules);
}

}  // namespace bowball::rules
