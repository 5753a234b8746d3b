// The fields of a rule set: one list for the journal, for files under config/rules and for digests.
#pragma once

#include "rules/masters_fields.hpp"
#include "rules/penalty_fields.hpp"
#include "rules/rule_set.hpp"
#include "rules/swimming_fields.hpp"

namespace bowball::rules {

template <class A>
void fields(A& a, OnsetRules& o) {
    a("algorithm", o.algorithm);
    a("prefer", o.prefer);
    a.span("baseline", o.baseline);
    a.span("held_for", o.held_for);
    a("level_milli", o.level_milli);
    a("level_unit", o.level_unit);
    a("set_force_percent", o.set_force_percent);
    a("sigma_percent", o.sigma_percent);
}

template <class A>
void fields(A& a, StartControlRules& s) {
    a("roll_call", s.roll_call);
    a.span("pause_least", s.pause_least);
    a.span("pause_most", s.pause_most);
}

template <class A>
void fields(A& a, StartOrderRules& s) {
    a.span("interval", s.interval);
    a("lanes", s.lanes);
    a("staggered", s.staggered);
}

template <class A>
void fields(A& a, RecallRules& r) {
    a.span("undo", r.undo);
    a.mark("restarts", r.restarts);
}

template <class A>
void fields(A& a, WordRules& w) {
    a("rerow", w.rerow);
    a("tie_rerow", w.tie_rerow);
}

template <class A>
void fields(A& a, StartRules& s) {
    a("kind", s.kind);
    a.span("reaction_threshold", s.reaction_threshold);
    a.span("release_latency_limit", s.release_latency_limit);
    a.span("release_skew_warning", s.release_skew_warning);
    a.span("release_skew_limit", s.release_skew_limit);
    a.span("clear_time_warning", s.clear_time_warning);
    a.span("signal_skew_warning", s.signal_skew_warning);
    a("judge_bow_over_line", s.judge_bow_over_line);
    a.span("recall_window", s.recall_window);
    a("ladder", s.ladder);
    a("warning_scope", s.warning_scope);
    a.mark("cards_apart", s.cards_apart);
    a.mark("motion_is_information", s.motion_is_information);
    a.mark("race_goes_on", s.race_goes_on);
    a.optional_group("onset", s.onset);
    a.optional_group("control", s.control);
    a.optional_group("order", s.order);
    a.optional_group("recall", s.recall);
}

template <class A>
void fields(A& a, FinishRules& f) {
    a("sources", f.sources);
    a.span("fastest_per_1000_m", f.fastest_per_1000_m);
    a.span("slowest_per_1000_m", f.slowest_per_1000_m);
    a.span("dead_band", f.dead_band);
    a.span("agreement", f.agreement);
    a.span("protest_window", f.protest_window);
    a.optional_group("lap_m", f.lap_m);
    a.optional_group("lap_sources", f.lap_sources);
}

template <class A>
void fields(A& a, LongRaces& l) {
    a("over_m", l.over_m);
    a.span("unit", l.unit);
}

template <class A>
void fields(A& a, HandRules& h) {
    a.span("unit", h.unit);
    a("rounding", h.rounding);
    a("two", h.two);
    a.mark("both_ends", h.both_ends);
}

template <class A>
void fields(A& a, WindRules& w) {
    a("longest_m", w.longest_m);
    a("most_tenths", w.most_tenths);
}

template <class A>
void fields(A& a, TimeRules& t) {
    a.span("unit", t.unit);
    a("rounding", t.rounding);
    a.span("scoring_unit", t.scoring_unit);
    a.span("split_unit", t.split_unit);
    a.span("reaction_unit", t.reaction_unit);
    a.optional_group("long_races", t.long_races);
    a.optional_group("hand", t.hand);
}

template <class A>
void fields(A& a, OfficialRules& o) {
    a("four_eyes", o.four_eyes);
}

template <class A>
void fields(A& a, PenaltyScopeRules& s) {
    a("disqualification", s.disqualification);
}

template <class A>
void fields(A& a, RankRules& r) {
    a("key", r.key);
}

template <class A>
void fields(A& a, RedundancyRules& r) {
    a("sync_check", r.sync_check);
    a.span("sync_tolerance", r.sync_tolerance);
    a.span("sync_interval", r.sync_interval);
    a.span("sync_age", r.sync_age);
    a.span("drift", r.drift);
    a("reference_policy", r.reference_policy);
    a("references", r.references);
    a("fewest_references", r.fewest_references);
    a.span("reference_age", r.reference_age);
    a.span("correction_unit", r.correction_unit);
}

template <class A>
void fields(A& a, DeadHeatRules& d) {
    a("preliminary", d.preliminary);
    a("time_trial", d.time_trial);
    a("heat", d.heat);
    a("repechage", d.repechage);
    a("quarterfinal", d.quarterfinal);
    a("semifinal", d.semifinal);
    a("final", d.final);
    a.mark("where_told", d.where_told);
}

template <class A>
void fields(A& a, PointsRules& p) {
    a("places", p.places);
    a("tied", p.tied);
    a("scope", p.scope);
    a("best_of_team", p.best_of_team);
    a("fastest_of_round", p.fastest_of_round);
}

template <class A>
void fields(A& a, PrognosisRules& p) {
    a("even_pace_percent", p.even_pace_percent);
}

template <class A>
void fields(A& a, StrokeRules& s) {
    a("catches", s.catches);
    a.span("shortest", s.shortest);
    a.span("longest", s.longest);
}

template <class A>
void fields(A& a, AnalysisRules& r) {
    a("pace_m", r.pace_m);
    a.optional_group("prognosis", r.prognosis);
    a.optional_group("strokes", r.strokes);
}

template <class A>
void fields(A& a, RuleSet& r) {
    a("id", r.id);
    a("title", r.title);
    a("version", r.version);
    a("sport", r.sport);
    a("start", r.start);
    a("finish", r.finish);
    a("time", r.time);
    a("rank", r.rank);
    a.optional_group("redundancy", r.redundancy);  // these groups are younger than the first journals
    a.optional_group("dead_heat", r.dead_heat);
    a.optional_group("points", r.points);
    a.optional_group("analysis", r.analysis);
    a.optional_group("swimming_times", r.swimming_times);
    a.optional_group("relay", r.relay);
    a.optional_group("penalties", r.penalties);
    a.optional_group("masters", r.masters);
    a.optional_group("wind", r.wind);
    a.optional_group("official", r.official);
    a.optional_group("scope", r.scope);
    a.optional_group("words", r.words);
    a.optional_group("clauses", r.clauses);
    a("splits_m", r.splits_m);
}

}  // namespace bowball::rules
