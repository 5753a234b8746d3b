// The fields of every fact: one list serves the journal and the public log, writing and reading.
#pragma once
#include "engine/event.hpp"
#include "formats/archive.hpp"
#include "rules/fields.hpp"
#include "rules/progression_fields.hpp"
#include "rules/record_fields.hpp"

namespace bowball::formats {

using namespace engine;  // the lists below are of its types, all of them

template <class A> void fields(A& a, Actor& e) { a("name", e.name); a("role", e.role); }
template <class A> void fields(A& a, Stamp& e) {
    a.instant("at", e.at);
    a.span("uncertainty", e.uncertainty);
    a("clock", e.clock);
    a.instant("ticks", e.ticks);
    a.span("own_uncertainty", e.own_uncertainty);
    a.optional_group("rate_ppb", e.rate_ppb);
    a.optional_group("timeline_ppb", e.timeline_ppb);
    a.rare_span("slewed", e.slewed);
    a.rare_span("timeline_slewed", e.timeline_slewed);
}
template <class A> void fields(A& a, Impulse& e) {
    a("point", e.point);
    a("lane", e.lane);
    a("stamp", e.stamp);
    a("source", e.source);
    a("device", e.device);
    a("channel", e.channel);
    a("edge", e.edge);
    a("trust", e.trust);
    a("by_hand", e.by_hand);
    a("remark", e.remark);
}
template <class A> void fields(A& a, LaneDraw& e) { a("lane", e.lane); a("crew", e.crew); }
template <class A> void fields(A& a, PhotoRow& e) {
    a("lane", e.lane);
    a("place", e.place);
    a.span("time", e.time);
    a.optional("status", e.status);
    a.optional("remark", e.remark);
    a.optional_group("column", e.column);
    a.optional_spans("watches", e.watches);
}
template <class A> void fields(A& a, Picture& e) {
    a("sha256", e.digest);
    a("width", e.width);
    a("height", e.height);
    a.span("column_0", e.column_0);
    a("lines_per_s", e.lines_per_s);
}
template <class A> void fields(A& a, RawResultRow& e) {
    a("place", e.place);
    a("status", e.status);
    a("lane", e.lane);
    a("identity", e.identity);
    a("name", e.name);
    a("affiliation", e.affiliation);
    a.span("time", e.time);
    a.span("reaction", e.reaction);
    a.span("splits", e.splits);
    a.optional_spans("watches", e.watches);
    a.mark("unreadable", e.unreadable);
    a.optional_group("column", e.column);
}
template <class A> void fields(A& a, RawResult& e) {
    a("key", e.key);
    a("title", e.title);
    a("document", e.document);
    a.span("resolution", e.resolution);
    a.span("start_time_of_day", e.start_time_of_day);
    a("distance_m", e.distance_m);
    a("rows", e.rows);
    a.optional_group("picture", e.picture);
}

template <class A> void fields(A& a, ServerStarted& e) {
    a("version", e.version);
    a.instant("host", e.host);
    a.instant("race", e.race);
    a.instant("wall", e.wall);
    a("boot", e.boot);
    a("simulated", e.simulated);
    a.rare_span("timeline_slewed", e.timeline_slewed);
    a.rare_span("raw", e.raw);
    a.optional_group("trim_ppb", e.trim_ppb);
}
template <class A> void fields(A&, DeadlinePassed&) {}
template <class A> void fields(A& a, MeetOpened& e) { a("name", e.name); a("venue", e.venue); a("course_m", e.course_m); }
template <class A> void fields(A& a, RuleSetRegistered& e) { a("rules", e.rules); }
template <class A> void fields(A& a, EventDeclared& e) { a("code", e.code); a("title", e.title); }
template <class A> void fields(A& a, CrewEntered& e) {
    a("crew", e.crew);
    a("event", e.event);
    a.optional("code", e.code);
    a("name", e.name);
    a.optional("club", e.club);
    a.optional("members", e.members);
    a.mark("coxed", e.coxed);
    a.optional_group("noc", e.noc);
    a.optional_group("bow", e.bow);
    a.optional_group("seed", e.seed);
    a.optional_group("category", e.category);
    a.optional_group("birth_years", e.birth_years);
    a.optional_group("handicap_ms", e.handicap_ms);
}
template <class A> void fields(A& a, RaceScheduled& e) {
    a("race", e.race);
    a("event", e.event);
    a("phase", e.phase);
    a.optional("title", e.title);
    a.instant("scheduled_at", e.scheduled_at);
    a("distance_m", e.distance_m);
    a("rules", e.rules);
    a.optional("photo_key", e.photo_key);
    a.optional_group("advance", e.advance);
}
template <class A> void fields(A& a, RaceRescheduled& e) { a("race", e.race); a.instant("scheduled_at", e.scheduled_at); }
template <class A> void fields(A& a, CrewScratched& e) { a("crew", e.crew); a("scratched", e.scratched); }
template <class A> void fields(A& a, RacePostponed& e) { a("race", e.race); }
template <class A> void fields(A& a, RaceCancelled& e) { a("race", e.race); }
template <class A> void fields(A& a, LanesDrawn& e) { a("race", e.race); a("lanes", e.lanes); }
template <class A> void fields(A& a, RaceCalled& e) { a("race", e.race); }
template <class A> void fields(A& a, CallWithdrawn& e) { a("race", e.race); }
template <class A> void fields(A& a, BarredLane& e) { a("lane", e.lane); a("by", e.by); a("status", e.status); }
template <class A> void fields(A& a, ClockDoubt& e) { a("device", e.device); a.span("uncertainty", e.uncertainty); }
template <class A> void fields(A& a, RaceArmed& e) {
    a("race", e.race);
    a("run", e.run);
    a("rules", e.rules);
    a.optional_group("barred", e.barred);
    a.optional_group("doubtful_clocks", e.doubtful_clocks);
    a.optional_group("read_back", e.read_back);
}
template <class A> void fields(A& a, ArmWithdrawn& e) { a("race", e.race); a("run", e.run); }
template <class A> void fields(A& a, LeaveGiven& e) { a("race", e.race); a("barred", e.barred); a("may_row", e.may_row); }
template <class A> void fields(A& a, AttentionGiven& e) { a("race", e.race); a("run", e.run); a.optional_group("pause_seal", e.pause_seal); }
template <class A> void fields(A& a, AttentionWithdrawn& e) { a("race", e.race); a("run", e.run); }
template <class A> void fields(A& a, StartOrdered& e) { a("race", e.race); a("run", e.run); a.optional_group("pause_seed", e.pause_seed); }
template <class A> void fields(A& a, StartAnnounced& e) { a("race", e.race); a("how", e.how); }
template <class A> void fields(A& a, RollCalled& e) { a("race", e.race); a("lane", e.lane); a("present", e.present); }
template <class A> void fields(A& a, RaceRecalled& e) { a("race", e.race); a("run", e.run); a("cause", e.cause); a.optional_group("by_verdict", e.by_verdict); }
template <class A> void fields(A& a, RecallWithdrawn& e) { a("race", e.race); a("run", e.run); a.mark("restarts", e.restarts); a.mark("taken_back", e.taken_back); }
template <class A> void fields(A& a, FalseStartDecided& e) {
    a("race", e.race);
    a("run", e.run);
    a("verdict", e.verdict);
    a("responsible", e.responsible);
    a("evidence", e.evidence);
}
template <class A> void fields(A& a, CardShown& e) { a("race", e.race); a("lane", e.lane); a("colour", e.colour); }
template <class A> void fields(A& a, CardWithdrawn& e) { a("race", e.race); a("lane", e.lane); }
template <class A> void fields(A& a, ImpulseSeen& e) { a("impulse", e.impulse); }
template <class A> void fields(A& a, Waveform& e) {
    a.span("sample_interval", e.sample_interval);
    a("unit", e.unit);
    a("scale_micro", e.scale_micro);
    a("samples", e.samples);
}
template <class A> void fields(A& a, TraceSeen& e) { a("impulse", e.impulse); a("waveform", e.waveform); }
template <class A> void fields(A& a, ImpulseVoided& e) { a("impulse", e.impulse); }
template <class A> void fields(A& a, ImpulseRestored& e) { a("impulse", e.impulse); }
template <class A> void fields(A& a, ImpulseAssigned& e) { a("impulse", e.impulse); a("race", e.race); a("point", e.point); a("lane", e.lane); }
template <class A> void fields(A& a, ImpulsesLost& e) { a("device", e.device); a("count", e.count); a("why", e.why); }
template <class A> void fields(A& a, PhotoRead& e) {
    a("race", e.race);
    a("document", e.document);
    a.span("resolution", e.resolution);
    a("from_camera", e.from_camera);
    a("rows", e.rows);
    a.optional_group("picture", e.picture);
    a.mark("kept", e.kept);
}
template <class A> void fields(A& a, PhotoUnmatched& e) { a("result", e.result); }
template <class A> void fields(A& a, StatusSet& e) { a("race", e.race); a("lane", e.lane); a("status", e.status); }
template <class A> void fields(A& a, PenaltySet& e) { a("race", e.race); a("lane", e.lane); a.span("penalty", e.penalty); }
template <class A> void fields(A& a, PenaltyGiven& e) { a("race", e.race); a("lane", e.lane); a("code", e.code); a("count", e.count); }
template <class A> void fields(A& a, PadMarked& e) { a("race", e.race); a("run", e.run); a("point", e.point); a("lane", e.lane); a("failed", e.failed); }
template <class A> void fields(A& a, WindRead& e) { a("race", e.race); a("run", e.run); a("speed_mm_s", e.speed_mm_s); }
template <class A> void fields(A& a, ObjectionRaised& e) { a("race", e.race); a("lane", e.lane); }
template <class A> void fields(A& a, ObjectionResolved& e) { a("race", e.race); a("lane", e.lane); a("upheld", e.upheld); }
template <class A> void fields(A& a, ResultPublished& e) { a("race", e.race); }
template <class A> void fields(A& a, ResultConfirmed& e) {
    a("race", e.race);
    a("revision", e.revision);
    a("digest", e.digest);
    a.optional_group("barred", e.barred);
}
template <class A> void fields(A& a, ProposalWithdrawn& e) { a("race", e.race); a("change", e.change); }
template <class A> void fields(A& a, ChangeProposed& e) { a("race", e.race); a("change", e.change); a.optional_group("digest", e.digest); a.optional_group("crew", e.crew); a.mark("taken_back", e.taken_back); a.optional_group("where", e.where); }
template <class A> void fields(A& a, ResultReopened& e) { a("race", e.race); }
template <class A> void fields(A& a, RaceAbandoned& e) { a("race", e.race); a.mark("keeps_penalties", e.keeps_penalties); }
template <class A> void fields(A& a, AbandonmentWithdrawn& e) { a("race", e.race); }
template <class A> void fields(A& a, RerowWithdrawn& e) { a("race", e.race); a.mark("keeps_penalties", e.keeps_penalties); }
template <class A> void fields(A& a, ResultWithdrawn& e) { a("race", e.race); }
template <class A> void fields(A& a, RerowOrdered& e) { a("race", e.race); a("lanes", e.lanes); }
template <class A> void fields(A& a, RaceSelected& e) { a("race", e.race); }

template <class A> void fields(A& a, BoardSteered& e) { a("shows", e.shows); a.optional_group("text", e.text); }

template <class A> void fields(A& a, SyncChecked& e) {
    a("main", e.main);
    a("other", e.other);
    a("main_device", e.main_device);
    a("other_device", e.other_device);
    a.instant("at", e.at);
    a.span("difference", e.difference);
    a.span("uncertainty", e.uncertainty);
    a("passed", e.passed);
}
template <class A> void fields(A& a, ReplacementReference& e) { a("main", e.main); a("other", e.other); }
template <class A> void fields(A& a, ReplacementAccepted& e) {
    a("race", e.race);
    a("run", e.run);
    a("point", e.point);
    a("lane", e.lane);
    a("source", e.source);
    a("impulse", e.impulse);
    a("stamp", e.stamp);
    a.span("correction", e.correction);
    a.span("deviation", e.deviation);
    a("references", e.references);
}
template <class A> void fields(A& a, ReplacementWithdrawn& e) { a("race", e.race); a("replacement", e.replacement); }
template <class A> void fields(A&, InputTestBegun&) {}
template <class A> void fields(A&, InputTestEnded&) {}

template <class A> void fields(A& a, LotsDrawn& e) {
    a("race", e.race);
    a("run", e.run);
    a("seed", e.seed);
    a("lanes", e.lanes);
}

template <class A> void fields(A& a, ProgressionRegistered& e) { a("table", e.table); }
template <class A> void fields(A& a, ProgressionChosen& e) {
    a("event", e.event);
    a("table", e.table);
    a("entries", e.entries);
    a("seeded", e.seeded);
    a("seed", e.seed);
}

template <class A> void fields(A& a, TieSettled& e) { a("event", e.event); a("crews", e.crews); a.optional_group("where", e.where); a.mark("taken_back", e.taken_back); }
template <class A> void fields(A& a, CrewAdvanced& e) { a("race", e.race); a("crew", e.crew); a("by", e.by); a("advanced", e.advanced); }

template <class A> void fields(A& a, StandingRecord& e) {
    a("kind", e.kind);
    a("event", e.event);
    a.optional("distance_m", e.distance_m);
    a.span("time", e.time);
    a.optional("holder", e.holder);
    a.optional("noc", e.noc);
    a.optional("date", e.date);
    a.optional("place", e.place);
    a.optional("teams", e.teams);
}
template <class A> void fields(A& a, RecordRulesRegistered& e) { a("rules", e.rules); }
template <class A> void fields(A& a, RecordRegistered& e) { a("record", e.record); a("rules", e.rules); }
template <class A> void fields(A& a, RecordFactStated& e) {
    a("race", e.race);
    a("lane", e.lane);
    a("fact", e.fact);
    a("value", e.value);
}

/// The word for each kind of fact, in the order of the variant Event.
inline constexpr std::string_view event_kinds[] = {
    "server_started", "deadline_passed", "meet_opened", "rule_set_registered", "event_declared", "crew_entered", "race_scheduled",
    "race_rescheduled", "lanes_drawn", "race_called", "race_armed", "attention_given", "attention_withdrawn", "start_ordered", "race_recalled",
    "false_start_decided", "card_shown", "card_withdrawn", "impulse_seen", "impulse_voided", "impulse_restored",
    "impulse_assigned", "impulses_lost", "photo_read", "photo_unmatched", "status_set", "penalty_set", "objection_raised",
    "objection_resolved", "result_published", "result_confirmed", "result_reopened", "race_abandoned", "rerow_ordered",
    "race_selected", "sync_checked", "replacement_accepted", "replacement_withdrawn", "trace_seen", "lots_drawn",
    "input_test_begun", "input_test_ended", "leave_given", "progression_registered", "progression_chosen",
    "crew_scratched", "race_postponed", "race_cancelled", "record_rules_registered", "record_registered", "record_fact_stated",
    "penalty_given", "pad_marked", "wind_read",
    "start_announced", "roll_called", "change_proposed", "proposal_withdrawn", "recall_withdrawn",
    "tie_settled", "crew_advanced", "abandonment_withdrawn", "rerow_withdrawn", "result_withdrawn", "call_withdrawn", "arm_withdrawn",
    "board_steered"};
static_assert(std::size(event_kinds) == std::variant_size_v<Event>);

}  // namespace bowball::formats
