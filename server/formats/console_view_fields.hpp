// The fields of the console's view, and of what several views show alike.
#pragma once
#include "formats/archive.hpp"
#include "views/console_view.hpp"

namespace bowball::formats {

template <class A> void fields(A& a, views::ShownTime& v) {
    a("text", v.text);
    a("scoring_text", v.scoring_text);
    a("time_us", v.time_us);
    a("uncertainty_us", v.uncertainty_us);
    a("source", v.source);
    a("by_hand", v.by_hand);
    a("corrected", v.corrected);
    a.optional_group("watches", v.watches);
    a.optional_group("made_of", v.made_of);
    a.optional_group("backup_text", v.backup_text);
    a.optional_group("difference_text", v.difference_text);
    a.optional_group("correction_text", v.correction_text);
}
template <class A> void fields(A& a, views::ShownWind& v) { a("text", v.text); a("tenths", v.tenths); a("legal", v.legal); }
template <class A> void fields(A& a, views::RaceHeader& v) {
    a("race", v.race);
    a("run", v.run);
    a("sport", v.sport);
    a("event", v.event);
    a("event_title", v.event_title);
    a("phase", v.phase);
    a("title", v.title);
    a("distance_m", v.distance_m);
    a("scheduled_us", v.scheduled_us);
    a.optional_group("first_scheduled_us", v.first_scheduled_us);
    a.optional_group("schedule_reason", v.schedule_reason);
    a("state", v.state);
    a("status", v.status);
    a("revision", v.revision);
    a("simulated", v.simulated);
}
template <class A> void fields(A& a, views::ShownStart& v) {
    a.optional_group("due_us", v.due_us);
    a("after_us", v.after_us);
    a("after_text", v.after_text);
    a.optional_group("from", v.from);
}
template <class A> void fields(A& a, views::ShownCrew& v) {
    a("lane", v.lane);
    a("crew", v.crew);
    a("code", v.code);
    a("name", v.name);
    a("club", v.club);
}
template <class A> void fields(A& a, views::ShownPlace& v) { a("rank", v.rank); a("rank_shared", v.rank_shared); a("status", v.status); a("time_text", v.time_text); }
template <class A> void fields(A& a, views::ShownChange& v) { a("crew", v.crew); a("before", v.before); a("after", v.after); }
template <class A> void fields(A& a, views::ConsoleView::Impulse& v) {
    a("id", v.id);
    a("point", v.point);
    a("lane", v.lane);
    a("at_us", v.at_us);
    a("since_start_us", v.since_start_us);
    a("text", v.text);
    a("uncertainty_us", v.uncertainty_us);
    a("source", v.source);
    a("device", v.device);
    a("channel", v.channel);
    a("use", v.use);
    a("note", v.note);
    a("by_hand", v.by_hand);
    a("corrected", v.corrected);
}
template <class A> void fields(A& a, views::ConsoleView::Warning& v) { a("kind", v.kind); a("lane", v.lane); a("text", v.text); }
template <class A> void fields(A& a, views::ConsoleView::Row::Penalty& v) { a("code", v.code); a("count", v.count); }
template <class A> void fields(A& a, views::ConsoleView::Exchange& v) { a("lane", v.lane); a("metres", v.metres); a("text", v.text); a("verdict", v.verdict); }
template <class A> void fields(A& a, views::ConsoleView::PadMark& v) { a("point", v.point); a("lane", v.lane); a("actor", v.actor); a("reason", v.reason); }
template <class A> void fields(A& a, views::ConsoleView::PenaltyKind& v) { a("code", v.code); a("title", v.title); a("text", v.text); }
template <class A> void fields(A& a, views::ConsoleView::Row& v) {
    a("crew", v.crew);
    a("status", v.status);
    a("card", v.card);
    a("penalty_us", v.penalty_us);
    a("objection", v.objection);
    a("barred_by", v.barred_by);
    a("may_row", v.may_row);
    a.optional_group("handicap_us", v.handicap_us);
    a.optional_group("start", v.start);
    a.optional_group("penalties", v.penalties);
    a.optional_group("members", v.members);
    a.mark("coxed", v.coxed);
    a.mark("scratched", v.scratched);
    a("rests_on", v.rests_on);
}
template <class A> void fields(A& a, views::ConsoleView::Unmatched& v) { a("document", v.document); a("key", v.key); a("title", v.title); }
template <class A> void fields(A& a, views::ConsoleView::Picture::Lane& v) {
    a("lane", v.lane);
    a("column", v.column);
    a("time_us", v.time_us);
    a("text", v.text);
    a("resolution_ns", v.resolution_ns);
    a("counts", v.counts);
}
template <class A> void fields(A& a, views::ConsoleView::Picture& v) {
    a("run", v.run);
    a("document", v.document);
    a("sha256", v.sha256);
    a("url", v.url);
    a("width", v.width);
    a("height", v.height);
    a("column_0_us", v.column_0_us);
    a("lines_per_s", v.lines_per_s);
    a("lanes", v.lanes);
}
template <class A> void fields(A& a, views::ConsoleView::Reading::Lane& v) {
    a("lane", v.lane);
    a("column", v.column);
    a("time_us", v.time_us);
    a("text", v.text);
    a("place", v.place);
}
template <class A> void fields(A& a, views::ConsoleView::Reading& v) {
    a("reader", v.reader);
    a("role", v.role);
    a("at_us", v.at_us);
    a("document", v.document);
    a("sha256", v.sha256);
    a("lanes", v.lanes);
}
template <class A> void fields(A& a, views::ConsoleView::Entered& v) { a("actor", v.actor); a("at_us", v.at_us); a("reason", v.reason); }
template <class A> void fields(A& a, views::ConsoleView::Proposal& v) {
    a("point", v.point);
    a("lane", v.lane);
    a("source", v.source);
    a("impulse", v.impulse);
    a("at_us", v.at_us);
    a("time_text", v.time_text);
    a("correction_us", v.correction_us);
    a("correction_text", v.correction_text);
    a("deviation_us", v.deviation_us);
    a("count", v.count);
    a("references", v.references);
    a("text", v.text);
}
template <class A> void fields(A& a, views::ConsoleView::DeadHeat& v) {
    a("place", v.place);
    a("lanes", v.lanes);
    a("policy", v.policy);
    a("open", v.open);
    a("drawn", v.drawn);
}
template <class A> void fields(A& a, views::ConsoleView::StartControl& v) {
    a("roll_call", v.roll_call);
    a("announced", v.announced);
    a("announced_us", v.announced_us);
    a("present", v.present);
    a("absent", v.absent);
    a("pause_least_us", v.pause_least_us);
    a("pause_most_us", v.pause_most_us);
    a("attention_us", v.attention_us);
    a("pause_seal", v.pause_seal);
    a("pause_seed", v.pause_seed);
    a("pause_us", v.pause_us);
}
template <class A> void fields(A& a, views::ConsoleView::StartLine::Lane& v) { a("lane", v.lane); a("gate", v.gate); a("bow", v.bow); }
template <class A> void fields(A& a, views::ConsoleView::StartLine& v) { a("red", v.red); a("lanes", v.lanes); }
template <class A> void fields(A& a, views::ConsoleView::Objection& v) {
    a("lane", v.lane);
    a("raised_us", v.raised_us);
    a("raised_by", v.raised_by);
    a("raised_reason", v.raised_reason);
    a("upheld", v.upheld);
    a("decided_us", v.decided_us);
    a("decided_by", v.decided_by);
    a("reason", v.reason);
}
template <class A> void fields(A& a, views::ConsoleView::FourEyes& v) { a("change", v.change); a("actor", v.actor); a("reason", v.reason); a("asked_us", v.asked_us); a.optional_group("digest", v.digest); a.optional_group("lane", v.lane); a.mark("taken_back", v.taken_back); }
template <class A> void fields(A& a, views::ConsoleView::Revision::Seat& v) {
    a("crew", v.crew);
    a("code", v.code);
    a("name", v.name);
    a("phase_before", v.phase_before);
    a("lane_before", v.lane_before);
    a("phase_after", v.phase_after);
    a("lane_after", v.lane_after);
}
template <class A> void fields(A& a, views::ConsoleView::Revision& v) {
    a("rows", v.rows);
    a("seats", v.seats);
    a("settled", v.settled);
    a("problems", v.problems);
}
template <class A> void fields(A& a, views::ConsoleView::Words& v) { a("rerow", v.rerow); a("tie_rerow", v.tie_rerow); }
template <class A> void fields(A& a, views::ConsoleView::Advanced& v) { a("lane", v.lane); a("by", v.by); a("actor", v.actor); a("reason", v.reason); }
template <class A> void fields(A& a, views::ConsoleView& v) {
    a("header", v.header);
    a("actions", v.actions);
    a("recall_requested", v.recall_requested);
    a("started_us", v.started_us);
    a("impulses", v.impulses);
    a.optional_group("unlisted", v.unlisted);
    a("warnings", v.warnings);
    a("rows", v.rows);
    a("unmatched_photos", v.unmatched_photos);
    a("pictures", v.pictures);
    a.optional_group("readings", v.readings);
    a.optional_group("disputed_lanes", v.disputed_lanes);
    a.optional_group("photo_entered", v.photo_entered);
    a("proposals", v.proposals);
    a("dead_heats", v.dead_heats);
    a.optional_group("words", v.words);
    a.optional_group("advanced", v.advanced);
    a("rules", v.rules);
    a("rules_digest", v.rules_digest);
    a.mark("recall_restarts", v.recall_restarts);
    a.mark("recall_was_mistake", v.recall_was_mistake);
    a.optional_group("arm_refused", v.arm_refused);
    a.optional_group("recall_undo_until_us", v.recall_undo_until_us);
    a.optional_group("start_control", v.start_control);
    a.optional_group("start_line", v.start_line);
    a.optional_group("objections", v.objections);
    a.optional_group("four_eyes", v.four_eyes);
    a.optional_group("revision", v.revision);
    a.optional_group("exchanges", v.exchanges);
    a.optional_group("failed_pads", v.failed_pads);
    a.optional_group("penalty_kinds", v.penalty_kinds);
    a.optional_group("wind", v.wind);
    a.mark("wants_wind", v.wants_wind);
    a.mark("has_pads", v.has_pads);
}

}  // namespace bowball::formats
