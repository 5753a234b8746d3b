#include "io/slew_watch.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "io/read_clock.hpp"

namespace bowball::io {
namespace {

constexpr Duration shortest_span = 500ms;

std::int64_t ppb_of(Duration gained, Duration span) { return std::llround(static_cast<double>(gained.count()) * 1e9 / static_cast<double>(span.count())); }
Duration part_of(Duration span, std::int64_t ppb) { return Duration{std::llround(static_cast<double>(span.count()) * static_cast<double>(ppb) / 1e9)}; }

}  // namespace

SlewLook read_slew_look() {
    SlewLook closest{{}, {}, Duration::max()};
    for (int tries = 0; tries < 5; ++tries) {
        const auto before = read_clock(CLOCK_MONOTONIC_RAW);
        const auto monotonic = read_clock(CLOCK_MONOTONIC);
        const auto spread = read_clock(CLOCK_MONOTONIC_RAW) - before;
        if (spread < closest.spread) closest = {before + spread / 2, monotonic, spread};
    }
    return closest;
}

void SlewWatch::look(const SlewLook& now, std::int64_t trim_ppb) {
    const auto is_better = before_ && !steady_since_ && now.spread < before_->spread / 4;
    if (!before_ || is_better) {
        before_ = now;
        trim_ppb_ = std::clamp(trim_ppb, -widest_trim_ppb, widest_trim_ppb);
        return;
    }
    const auto span = now.raw - before_->raw;
    if (span < shortest_span || part_of(span, covered_ppb) < now.spread + before_->spread) return;
    lately_.push_back(beside_trim(now));
    slewed_ += lately_.back();
    if (lately_.size() > remembered) lately_.pop_front();
    learn(ppb_of((now.monotonic - before_->monotonic) - span, span), HostTime{now.raw}, span);
    before_ = now;
}

/// `pace`: how much faster than the bare quartz the clock ran over `span`.
void SlewWatch::learn(std::int64_t pace, HostTime at, Duration span) {
    if (!steady_since_ || std::abs(pace - pace_) > covered_ppb) {
        pace_ = pace;
        steady_since_ = at - span;
    }
    const auto beside = pace - trim_ppb_;
    const auto held = at - *steady_since_;
    const auto is_trim = std::abs(beside) <= covered_ppb;
    if (is_trim) {
        const auto warming = std::max<std::int64_t>(1, span / 1s) * warming_ppb_per_s;
        trim_ppb_ += std::clamp(beside, -warming, warming);
        pace_ = trim_ppb_;   // a quartz that warms up for an hour is steady all the while
    } else if (held >= (is_settled_ ? longest_slew : settling)) {
        trim_ppb_ = pace;
    }
    is_settled_ = is_settled_ || (is_trim && held >= settling);
}

Duration SlewWatch::slewed_by(const SlewLook& now) const { return before_ ? slewed_ + beside_trim(now) : slewed_; }

/// What the clock did since the look before beside its trim; nothing where a stated bound or the readings themselves account for it.
Duration SlewWatch::beside_trim(const SlewLook& now) const {
    const auto span = now.raw - before_->raw;
    const auto beside = (now.monotonic - before_->monotonic) - span - part_of(span, trim_ppb_);
    return std::chrono::abs(beside) > part_of(span, covered_ppb) + now.spread + before_->spread ? beside : 0ns;
}

Duration SlewWatch::lately() const {
    return std::accumulate(lately_.begin(), lately_.end(), Duration{}, [](Duration sum, Duration one) { return sum + std::chrono::abs(one); });
}

}  // namespace bowball::io
