// The fields of the views of the venue: devices, clocks, systems A and B, the test of inputs.
#pragma once
#include "formats/archive.hpp"
#include "views/system_views.hpp"

namespace bowball::formats {

template <class A> void fields(A& a, views::HealthView::Device& v) {
    a("name", v.name);
    a("driver", v.driver);
    a("maturity", v.maturity);
    a("minimums", v.minimums);
    a("wired", v.wired);
    a("gives_start", v.gives_start);
    a("state", v.state);
    a("text", v.text);
    a("bytes", v.bytes);
    a("skipped_bytes", v.skipped_bytes);
    a("impulses", v.impulses);
    a("missed_impulses", v.missed_impulses);
    a("last_complaint", v.last_complaint);
    a("last_heard_us", v.last_heard_us);
    a("absences", v.absences);
    a("away_from_us", v.away_from_us);
    a("away_until_us", v.away_until_us);
    a("ailing", v.ailing);
    a("recording_trouble", v.recording_trouble);
    a("clock_state", v.clock_state);
    a("clock_uncertainty_us", v.clock_uncertainty_us);
    a("clock_rate_ppb", v.clock_rate_ppb);
    a("clock_bound_ppb", v.clock_bound_ppb);
}
template <class A> void fields(A& a, views::HealthView::Display& v) {
    a("name", v.name);
    a("address", v.address);
    a("state", v.state);
    a("reported_us", v.reported_us);
    a("reports", v.reports);
    a("arrival_us_p50", v.arrival_us_p50);
    a("arrival_us_p99", v.arrival_us_p99);
    a("painted_us_p50", v.painted_us_p50);
    a("painted_us_p99", v.painted_us_p99);
    a("edges", v.edges);
    a("edge_us_p50", v.edge_us_p50);
    a("edge_us_p99", v.edge_us_p99);
    a("delay_us", v.delay_us);
    a("clock_uncertainty_us", v.clock_uncertainty_us);
}
template <class A> void fields(A& a, views::HealthView::HostClock& v) {
    a("state", v.state);
    a("text", v.text);
    a("max_error_us", v.max_error_us);
    a("estimated_error_us", v.estimated_error_us);
    a("offset_ns", v.offset_ns);
    a("frequency_ppb", v.frequency_ppb);
    a("rate_bound_ppb", v.rate_bound_ppb);
    a("slewed_us", v.slewed_us);
    a("tai_s", v.tai_s);
    a("wall_ahead_us", v.wall_ahead_us);
    a("change_text", v.change_text);
    a("change_us", v.change_us);
    a("changed_us", v.changed_us);
    a("chrony", v.chrony);
    a("chrony_text", v.chrony_text);
    a("chrony_error_us", v.chrony_error_us);
}
template <class A> void fields(A& a, views::HealthView::Relay& v) {
    a("state", v.state);
    a("text", v.text);
    a("warning", v.warning);
    a("meet", v.meet);
    a("stream", v.stream);
    a("server", v.server);
    a("server_version", v.server_version);
    a("sent", v.sent);
    a("behind", v.behind);
    a("resyncs", v.resyncs);
    a("refusals", v.refusals);
    a("too_large", v.too_large);
    a("frames", v.frames);
}
template <class A> void fields(A& a, views::HealthView& v) {
    a("devices", v.devices);
    a("displays", v.displays);
    a("displays_more", v.displays_more);
    a("host_clock", v.host_clock);
    a.optional_group("relay", v.relay);
    a("recorded", v.recorded);
    a("journal_text", v.journal_text);
    a("entries", v.entries);
    a("unwritten", v.unwritten);
    a("commit_us_p50", v.commit_us_p50);
    a("commit_us_p99", v.commit_us_p99);
    a("quarantined", v.quarantined);
    a("refused", v.refused);
    a("viewers", v.viewers);
    a("officials", v.officials);
    a("capture_text", v.capture_text);
    a("redundancy_text", v.redundancy_text);
    a("version", v.version);
}
template <class A> void fields(A& a, views::CheckpointView& v) {
    a("origin", v.origin);
    a("entries", v.entries);
    a("hash", v.hash);
    a("signed_us", v.signed_us);
    a("note", v.note);
    a("key", v.key);
}
template <class A> void fields(A& a, views::RedundancyView::Difference& v) {
    a("point", v.point);
    a("source", v.source);
    a("count", v.count);
    a("last_us", v.last_us);
    a("last_uncertainty_us", v.last_uncertainty_us);
    a("last_at_us", v.last_at_us);
    a("mean_us", v.mean_us);
    a("deviation_us", v.deviation_us);
    a("drift_us", v.drift_us);
    a("alarm", v.alarm);
}
template <class A> void fields(A& a, views::RedundancyView::Check& v) {
    a("main_device", v.main_device);
    a("other_device", v.other_device);
    a("at_us", v.at_us);
    a("difference_us", v.difference_us);
    a("uncertainty_us", v.uncertainty_us);
    a("passed", v.passed);
    a("actor", v.actor);
    a("text", v.text);
}
template <class A> void fields(A& a, views::RedundancyView::Contact& v) {
    a("main", v.main);
    a("other", v.other);
    a("main_device", v.main_device);
    a("main_channel", v.main_channel);
    a("other_device", v.other_device);
    a("other_channel", v.other_channel);
    a("at_us", v.at_us);
    a("difference_us", v.difference_us);
    a("difference_text", v.difference_text);
    a("uncertainty_us", v.uncertainty_us);
    a("race", v.race);
}
template <class A> void fields(A& a, views::RedundancyView& v) {
    a("differences", v.differences);
    a("checks", v.checks);
    a.optional_group("contacts", v.contacts);
    a("alarm", v.alarm);
}
template <class A> void fields(A& a, views::InputsView::Impulse& v) {
    a("id", v.id);
    a("device", v.device);
    a("channel", v.channel);
    a("point", v.point);
    a("lane", v.lane);
    a("source", v.source);
    a("at_us", v.at_us);
    a("text", v.text);
    a("uncertainty_us", v.uncertainty_us);
    a("falling", v.falling);
    a("suspect", v.suspect);
    a("remark", v.remark);
    a("samples", v.samples);
}
template <class A> void fields(A& a, views::InputsView& v) {
    a("testing", v.testing);
    a("began_us", v.began_us);
    a("ended_us", v.ended_us);
    a("actor", v.actor);
    a("text", v.text);
    a("count", v.count);
    a("impulses", v.impulses);
    a("heard", v.heard);
}

}  // namespace bowball::formats
