// What the race knows of devices, clocks, journal and people, for the health view.
#include <utility>

#include "race/race.hpp"

namespace bowball::race {

void Race::note_refused(const std::string& what) { capture_text_ += (capture_text_.empty() ? "" : " ") + what; }

/// From here on every stamp says what is known of this computer's rate.
void Race::note_host_clock(views::HealthView::HostClock clock) {
    host_clock_ = std::move(clock);
    stamper_.note_timeline_rate(host_clock_.rate_bound_ppb);
}

void Race::note_attendance(views::Attendance attendance) { attendance_ = std::move(attendance); }

views::TopicView Race::health() const {
    views::HealthView view;
    const auto to_us = [](RaceTime at) { return std::chrono::floor<std::chrono::microseconds>(at.time_since_epoch()).count(); };
    for (const auto& [name, record] : devices_) {
        views::HealthView::Device device;
        device.name = name;
        if (const auto driver = options_.drivers.find(name); driver != options_.drivers.end()) {
            device.driver = driver->second.name;
            device.maturity = driver->second.maturity;
            device.minimums = driver->second.minimums;
            device.clock_bound_ppb = driver->second.clock_ppb;
        }
        device.wired = is_wired(name);
        device.gives_start = record.status.gives_start || senses_start(name);
        device.state = to_string(record.status.state);
        device.text = record.status.text;
        device.bytes = record.status.bytes;
        device.skipped_bytes = record.status.skipped_bytes;
        device.impulses = record.status.impulses;
        device.missed_impulses = record.status.missed_impulses;
        device.last_complaint = record.complaint.empty() ? record.status.last_complaint : record.complaint;
        if (record.status.last_heard) device.last_heard_us = to_us(options_.anchor.to_race(*record.status.last_heard));
        device.ailing = record.status.ailing;
        device.recording_trouble = record.status.recording_trouble;
        device.absences = record.status.absences;
        if (device.absences > 0) {
            device.away_from_us = to_us(options_.anchor.to_race(record.status.away_from));
            device.away_until_us = to_us(options_.anchor.to_race(record.status.away_until));
        }
        const auto clock = stamper_.clocks().find(name);
        if (clock != stamper_.clocks().end()) {
            const auto now = stamper_.straight(options_.anchor.to_host(options_.now().race));
            device.clock_state = to_string(clock->second.model.state(now));
            device.clock_uncertainty_us = std::chrono::ceil<std::chrono::microseconds>(clock->second.model.uncertainty(now)).count();
            device.clock_rate_ppb = clock->second.model.rate_ppb();
        }
        view.devices.push_back(std::move(device));
    }
    view.host_clock = host_clock_;
    view.capture_text = capture_text_;
    view.relay = relay_;
    view.recorded = unwritten_.empty();
    view.journal_text = journal_trouble_.empty() ? journal_flaws_ : journal_trouble_;
    if (!backup_trouble_.empty()) view.journal_text += (view.journal_text.empty() ? "" : " ") + backup_trouble_;
    if (unwritten_.size() >= options_.most_unwritten) view.journal_text += " Memory is full: nothing more is taken.";
    view.entries = state_.head.value();
    view.unwritten = unwritten_.size();
    view.commit_us_p50 = commit_time_.percentile(50) / 1000;
    view.commit_us_p99 = commit_time_.percentile(99) / 1000;
    view.quarantined = state_.quarantine.size();
    view.refused = refused_inputs_ + attendance_.refused;
    view.viewers = attendance_.viewers;
    view.officials = attendance_.officials;
    view.displays = attendance_.displays;
    view.displays_more = attendance_.displays_more;
    view.redundancy_text = projection_.redundancy_alarm();
    view.version = BOWBALL_VERSION;
    return {"health", views::Audience::officials, state_.head, std::move(view)};
}

}  // namespace bowball::race
