// The fields of every view: the keys that screens read.
#pragma once
#include "formats/archive.hpp"
#include "formats/console_view_fields.hpp"
#include "formats/system_view_fields.hpp"
#include "views/views.hpp"

namespace bowball::formats {

template <class A> void fields(A& a, views::MeetView::Progression& v) { a("event", v.event); a("topic", v.topic); }
template <class A> void fields(A& a, views::MeetView::Board& v) { a("shows", v.shows); a.optional_group("text", v.text); }
template <class A> void fields(A& a, views::MeetView& v) {
    a("name", v.name);
    a("venue", v.venue);
    a("course_m", v.course_m);
    a("simulated", v.simulated);
    a("current_race", v.current_race);
    a("previous_race", v.previous_race);
    a("races", v.races);
    a.optional_group("progressions", v.progressions);
    a.optional_group("board", v.board);
}
template <class A> void fields(A& a, views::StartListView::Row::Substitution& v) { a("out", v.out); a("in", v.in); a("actor", v.actor); a("reason", v.reason); a("at_us", v.at_us); }
template <class A> void fields(A& a, views::StartListView::Row& v) {
    a("crew", v.crew);
    a("members", v.members);
    a("status", v.status);
    a("card", v.card);
    a.mark("coxed", v.coxed);
    a.optional_group("noc", v.noc);
    a.optional_group("bow", v.bow);
    a.optional_group("substitutions", v.substitutions);
    a.optional_group("category", v.category);
    a.optional_group("start", v.start);
}
template <class A> void fields(A& a, views::StartListView& v) { a("header", v.header); a("rows", v.rows); }
template <class A> void fields(A& a, views::Prognosis& v) {
    a("text", v.text);
    a("low_text", v.low_text);
    a("high_text", v.high_text);
    a("time_us", v.time_us);
    a("low_us", v.low_us);
    a("high_us", v.high_us);
    a("crews", v.crews);
}
template <class A> void fields(A& a, views::BoardView::Row& v) {
    a("crew", v.crew);
    a("rank", v.rank);
    a("rank_shared", v.rank_shared);
    a("point_m", v.point_m);
    a("time", v.time);
    a("gap_text", v.gap_text);
    a("status", v.status);
    a("card", v.card);
    a("finished", v.finished);
    a("too_close", v.too_close);
    a("speed_text", v.speed_text);
    a("pace_text", v.pace_text);
    a.optional_group("stroke_rate_text", v.stroke_rate_text);
    a("prognosis", v.prognosis);
    a.optional_group("start", v.start);
}
template <class A> void fields(A& a, views::BoardView& v) {
    a("header", v.header);
    a("started_us", v.started_us);
    a("clock_runs", v.clock_runs);
    a("leader_text", v.leader_text);
    a("latest_point_m", v.latest_point_m);
    a("recall", v.recall);
    a("pace_m", v.pace_m);
    a.optional_group("wind", v.wind);
    a("rows", v.rows);
}
template <class A> void fields(A& a, views::ResultsView::Split& v) {
    a("metres", v.metres);
    a("text", v.text);
    a("time_us", v.time_us);
    a("rank", v.rank);
    a("gap_text", v.gap_text);
    a("segment_text", v.segment_text);
    a("segment_rank", v.segment_rank);
    a("segment_speed_text", v.segment_speed_text);
    a("segment_pace_text", v.segment_pace_text);
    a("corrected", v.corrected);
    a.mark("by_hand", v.by_hand);
}
template <class A> void fields(A& a, views::ResultsView::Row::Record& v) {
    a("mark", v.mark);
    a("kind", v.kind);
    a("time_text", v.time_text);
    a("holder", v.holder);
    a("date", v.date);
    a("eligibility", v.eligibility);
    a("text", v.text);
    a("evidence", v.evidence);
}
template <class A> void fields(A& a, views::ResultsView::Row& v) {
    a("crew", v.crew);
    a("rank", v.rank);
    a("rank_shared", v.rank_shared);
    a("time", v.time);
    a("gap_text", v.gap_text);
    a("gap_next_text", v.gap_next_text);
    a("status", v.status);
    a("penalty_text", v.penalty_text);
    a("card", v.card);
    a("too_close", v.too_close);
    a("lot", v.lot);
    a("barred_by", v.barred_by);
    a("speed_text", v.speed_text);
    a("pace_text", v.pace_text);
    a.optional_group("raw_text", v.raw_text);
    a.optional_group("handicap_text", v.handicap_text);
    a.optional_group("category", v.category);
    a.optional_group("points_text", v.points_text);
    a("splits", v.splits);
    a.optional_group("records", v.records);
}
template <class A> void fields(A& a, views::ResultsView::Revision& v) { a("number", v.number); a("actor", v.actor); a("reason", v.reason); a("at_us", v.at_us); a.optional_group("changes", v.changes); }
template <class A> void fields(A& a, views::ResultsView& v) {
    a("header", v.header);
    a("pace_m", v.pace_m);
    a.optional_group("wind", v.wind);
    a("rows", v.rows);
    a("rules", v.rules);
    a("rules_digest", v.rules_digest);
    a("digest", v.digest);
    a("drift", v.drift);
    a("revisions", v.revisions);
    a("objections", v.objections);
    a.optional_group("started_us", v.started_us);
    a("unofficial_us", v.unofficial_us);
    a("protest_until_us", v.protest_until_us);
}
template <class A> void fields(A& a, views::StartView::Row::Trace& v) {
    a("algorithm", v.algorithm);
    a("parameters", v.parameters);
    a("onset_us", v.onset_us);
    a("counts", v.counts);
}
template <class A> void fields(A& a, views::StartView::Row& v) {
    a("crew", v.crew);
    a("reaction_text", v.reaction_text);
    a("reaction_us", v.reaction_us);
    a("release_text", v.release_text);
    a.optional_group("trace", v.trace);
    a("flagged", v.flagged);
    a("responsible", v.responsible);
    a("card", v.card);
}
template <class A> void fields(A& a, views::StartView& v) {
    a("header", v.header);
    a("signal_us", v.signal_us);
    a("verdict", v.verdict);
    a("threshold_text", v.threshold_text);
    a("rows", v.rows);
}
template <class A> void fields(A& a, views::RefereeView::Quantity& v) {
    a("name", v.name);
    a("ns", v.ns);
    a("uncertainty_ns", v.uncertainty_ns);
    a("text", v.text);
    a("impulse", v.impulse);
}
template <class A> void fields(A& a, views::RefereeView::Trace& v) {
    a("id", v.id);
    a("algorithm", v.algorithm);
    a("parameters", v.parameters);
    a("samples", v.samples);
    a("samples_url", v.samples_url);
    a("begins_us", v.begins_us);
    a("onset_us", v.onset_us);
    a("uncertainty_us", v.uncertainty_us);
    a("by_sampling_us", v.by_sampling_us);
    a("by_noise_us", v.by_noise_us);
    a("baseline_micro", v.baseline_micro);
    a("level_micro", v.level_micro);
    a("counts", v.counts);
    a("problem", v.problem);
}
template <class A> void fields(A& a, views::RefereeView::Row& v) {
    a("crew", v.crew);
    a("quantities", v.quantities);
    a.optional_group("trace", v.trace);
    a("faults", v.faults);
    a("status", v.status);
    a("cards", v.cards);
}
template <class A> void fields(A& a, views::RefereeView::Fault& v) {
    a("fault", v.fault);
    a("lane", v.lane);
    a("concerns_crew", v.concerns_crew);
    a("text", v.text);
    a("impulse", v.impulse);
}
template <class A> void fields(A& a, views::RefereeView::Decision& v) {
    a("run", v.run);
    a("verdict", v.verdict);
    a("responsible", v.responsible);
    a("actor", v.actor);
    a("reason", v.reason);
    a("at_us", v.at_us);
}
template <class A> void fields(A& a, views::RefereeView::Signal& v) { a("device", v.device); a("uncertainty_ns", v.uncertainty_ns); }
template <class A> void fields(A& a, views::RefereeView& v) {
    a("header", v.header);
    a("signal_us", v.signal_us);
    a("signal_uncertainty_ns", v.signal_uncertainty_ns);
    a("signal_device", v.signal_device);
    a("reaction_signals", v.reaction_signals);
    a("red_to_signal_ns", v.red_to_signal_ns);
    a("threshold_ns", v.threshold_ns);
    a("release_limit_ns", v.release_limit_ns);
    a("release_skew_ns", v.release_skew_ns);
    a("recall_until_us", v.recall_until_us);
    a("recall_requested", v.recall_requested);
    a("recalled", v.recalled);
    a("rows", v.rows);
    a("faults", v.faults);
    a("remarks", v.remarks);
    a("decisions", v.decisions);
}
template <class A> void fields(A& a, views::ReactionsView::Group& v) {
    a("lane", v.lane);
    a("device", v.device);
    a("channel", v.channel);
    a("algorithm", v.algorithm);
    a("count", v.count);
    a("least_ns", v.least_ns);
    a("lower_ns", v.lower_ns);
    a("median_ns", v.median_ns);
    a("upper_ns", v.upper_ns);
    a("most_ns", v.most_ns);
    a("below", v.below);
    a("shorter", v.shorter);
    a("longer", v.longer);
    a("offset_ns", v.offset_ns);
    a("systematic", v.systematic);
    a("text", v.text);
}
template <class A> void fields(A& a, views::ReactionsView& v) { a("starts", v.starts); a("lanes", v.lanes); a("sensors", v.sensors); a("test", v.test); }
template <class A> void fields(A& a, views::ProgressionView::Seat& v) {
    a("lane", v.lane);
    a("crew", v.crew);
    a("code", v.code);
    a("name", v.name);
    a("mark", v.mark);
    a("from", v.from);
}
template <class A> void fields(A& a, views::ProgressionView::Race::Drawn& v) { a("lane", v.lane); a("crew", v.crew); a("code", v.code); }
template <class A> void fields(A& a, views::ProgressionView::Race& v) {
    a("phase", v.phase);
    a("group", v.group);
    a("routes", v.routes);
    a("race", v.race);
    a("rowed", v.rowed);
    a("lanes", v.lanes);
    a("seats", v.seats);
    a.optional_group("drawn", v.drawn);
}
template <class A> void fields(A& a, views::ProgressionView::Tie& v) { a("where", v.where); a("crews", v.crews); a("places", v.places); a("policy", v.policy); a("numbers", v.numbers); a.mark("unlike", v.unlike); a("text", v.text); }
template <class A> void fields(A& a, views::ProgressionView::Out& v) { a("crew", v.crew); a("code", v.code); a("after", v.after); a("reason", v.reason); }
template <class A> void fields(A& a, views::ProgressionView::Place& v) { a("rank", v.rank); a("crew", v.crew); a("code", v.code); a("name", v.name); a("phase", v.phase); }
template <class A> void fields(A& a, views::ProgressionView::Settled& v) {
    a("where", v.where);
    a("crews", v.crews);
    a("numbers", v.numbers);
    a("places", v.places);
    a("in_force", v.in_force);
    a("actor", v.actor);
    a("reason", v.reason);
    a("at_us", v.at_us);
}
template <class A> void fields(A& a, views::ProgressionView& v) {
    a("event", v.event);
    a("event_title", v.event_title);
    a("table", v.table);
    a("table_title", v.table_title);
    a("seed", v.seed);
    a("races", v.races);
    a("waiting", v.waiting);
    a("ties", v.ties);
    a("out", v.out);
    a("places", v.places);
    a("problems", v.problems);
    a.optional_group("remarks", v.remarks);
    a.optional_group("settled", v.settled);
}
template <class A> void fields(A& a, views::MedalsView::Row& v) {
    a("rank", v.rank);
    a("team", v.team);
    a("gold", v.gold);
    a("silver", v.silver);
    a("bronze", v.bronze);
    a("total", v.total);
}
template <class A> void fields(A& a, views::MedalsView::Won& v) {
    a("event", v.event);
    a("event_title", v.event_title);
    a("race", v.race);
    a("medal", v.medal);
    a("crew", v.crew);
    a("code", v.code);
    a("name", v.name);
}
template <class A> void fields(A& a, views::MedalsView& v) { a("rows", v.rows); a("medals", v.medals); }
template <class A> void fields(A& a, views::PointsView::Row& v) {
    a("rank", v.rank);
    a("team", v.team);
    a("points_text", v.points_text);
    a("points_milli", v.points_milli);
    a("places", v.places);
}
template <class A> void fields(A& a, views::PointsView::Won& v) {
    a("event", v.event);
    a("event_title", v.event_title);
    a("race", v.race);
    a("place", v.place);
    a("crew", v.crew);
    a("code", v.code);
    a("name", v.name);
    a("points_text", v.points_text);
    a("bonus_text", v.bonus_text);
}
template <class A> void fields(A& a, views::PointsView& v) { a("rows", v.rows); a("scored", v.scored); }

}  // namespace bowball::formats
