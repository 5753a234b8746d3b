#include "net/display.hpp"

#include <algorithm>

#include "core/limits.hpp"

namespace bowball::net {
namespace {

constexpr std::int64_t stale_after_us = 5'000'000;
constexpr std::int64_t silent_after_us = 30'000'000;

}  // namespace

void Display::note_sent(std::int64_t sent_us, std::int64_t now_us) {
    newest_sent_us_ = std::max(newest_sent_us_, sent_us);
    if (!behind_since_us_) behind_since_us_ = now_us;
}

void Display::note(const formats::Painted& painted, std::int64_t now_us) {
    if (last_ && now_us - reported_us_ < limits::display_report_rhythm / 1us * speed_) return;
    reported_us_ = now_us;
    const auto is_new = !last_ || painted.sent_us > last_->sent_us;
    last_ = painted;
    if (!is_new) return;
    // It has moved on: what came meanwhile waits from here.
    if (painted.sent_us >= newest_sent_us_) behind_since_us_.reset();
    else behind_since_us_ = now_us;
    // What was on the air before it came is as old as it may be.
    if (painted.sent_us < opened_us_) return;
    if (!figures_) figures_ = std::make_unique<Figures>();
    figures_->arrival.add(painted.arrived_us - painted.sent_us);
    figures_->painted.add(painted.painted_us - painted.delay_us - painted.sent_us);
    if (painted.edge_us) figures_->edge.add(painted.painted_us - painted.delay_us - *painted.edge_us);
}

const char* Display::state(std::int64_t now_us) const {
    if (now_us - (last_ ? reported_us_ : opened_us_) > silent_after_us * speed_) return "silent";
    const auto delay_us = last_ ? last_->delay_us : 0;
    if (behind_since_us_ && now_us - *behind_since_us_ > stale_after_us * speed_ + delay_us) return "stale";
    return "shown";
}

views::HealthView::Display Display::describe(std::int64_t now_us) const {
    views::HealthView::Display shown;
    shown.state = state(now_us);
    if (!last_) return shown;
    shown.reported_us = reported_us_;
    shown.delay_us = last_->delay_us;
    shown.clock_uncertainty_us = last_->error_us;
    if (!figures_) return shown;
    shown.reports = static_cast<std::uint32_t>(figures_->arrival.count());
    shown.arrival_us_p50 = figures_->arrival.percentile(50);
    shown.arrival_us_p99 = figures_->arrival.percentile(99);
    shown.painted_us_p50 = figures_->painted.percentile(50);
    shown.painted_us_p99 = figures_->painted.percentile(99);
    shown.edges = static_cast<std::uint32_t>(figures_->edge.count());
    shown.edge_us_p50 = figures_->edge.percentile(50);
    shown.edge_us_p99 = figures_->edge.percentile(99);
    return shown;
}

}  // namespace bowball::net
