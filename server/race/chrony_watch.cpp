#include "race/chrony_watch.hpp"

#include <algorithm>

#include "io/slew_watch.hpp"

namespace bowball::race {
namespace {

constexpr unsigned rhythm = 10;   // looks, each a second
/// What is too little to be counted as a slew comes on top of chrony's word.
constexpr auto covered_ppb = static_cast<std::int32_t>(io::SlewWatch::covered_ppb);

/// Rounded up to the microsecond: never said smaller than it is.
std::int64_t bound_us(const io::ChronyTracking& tracking) { return std::chrono::ceil<std::chrono::microseconds>(io::error_bound(tracking)).count(); }

}  // namespace

void ChronyWatch::look() {
    if (looks_++ % rhythm != 0) return;
    is_late_ = is_waiting_;
    if (is_waiting_) return;
    is_waiting_ = true;
    if (!worker_) worker_ = std::make_unique<io::LooseWorker>(context_);
    const auto answer = std::make_shared<io::ChronyAnswer>();
    worker_->ask([answer, ask = ask_] { *answer = ask(); }, [this, answer] {
        answer_ = std::move(*answer);
        is_waiting_ = is_late_ = false;
    });
}

void ChronyWatch::describe(views::HealthView::HostClock& view) const {
    view.chrony_error_us.reset();
    if (is_late_) {
        view.chrony = "failed";
        view.chrony_text = "chronyc has hung since it was asked. Times of races do not need it.";
        return;
    }
    if (!answer_) return;
    const auto& tracking = answer_->tracking;
    switch (answer_->state) {
        case io::ChronyState::absent:
            view.chrony = "absent";
            view.chrony_text = "chrony is not installed.";
            return;
        case io::ChronyState::failed:
            view.chrony = "failed";
            view.chrony_text = "chrony cannot be asked: chronyc " + answer_->why + ". Times of races do not need it.";
            return;
        case io::ChronyState::answered: break;
    }
    view.chrony = tracking.is_synchronised ? "synchronised" : "free running";
    view.chrony_text = tracking.is_synchronised ? "chrony follows " + tracking.source + ", stratum " + std::to_string(tracking.stratum) + "." : "chrony runs, and follows nothing.";
    if (!tracking.is_synchronised) return;
    view.chrony_error_us = bound_us(tracking);
    view.rate_bound_ppb = std::min(view.rate_bound_ppb, tracking.rate_ppb + covered_ppb);
}

}  // namespace bowball::race
