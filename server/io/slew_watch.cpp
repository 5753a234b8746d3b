#include "io/slew_watch.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "io/read_clock.hpp"

namespace bowball::io {
namespace {

constexpr std::size_t enough = 30;               // looks, before their median is the trim
constexpr Duration widest_spread = 2us;          // of readings between which the thread was held up
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
    if (now.spread > widest_spread) return;
    if (!before_) before_ = now;
    const auto span = now.raw - before_->raw;
    if (span < shortest_span) return;
    const auto pace = ppb_of((now.monotonic - before_->monotonic) - span, span);
    before_ = now;
    const auto beside = pace - trim(trim_ppb);
    const auto slewed = std::abs(beside) > covered_ppb ? part_of(span, beside) : 0ns;
    slewed_ += slewed;
    paces_.push_back({pace, slewed});
    if (paces_.size() > remembered) paces_.pop_front();
}

Duration SlewWatch::lately() const {
    return std::accumulate(paces_.begin(), paces_.end(), Duration{}, [](Duration sum, const Pace& one) { return sum + std::chrono::abs(one.slewed); });
}

/// The median: half of the looks would have to be slewed before it believes a slew.
std::int64_t SlewWatch::trim(std::int64_t told_ppb) const {
    auto steady = told_ppb;
    if (paces_.size() >= enough) {
        std::vector<std::int64_t> sorted;
        for (const auto& one : paces_) sorted.push_back(one.ppb);
        const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
        std::ranges::nth_element(sorted, middle);
        steady = *middle;
    }
    return std::clamp(steady, -widest_trim_ppb, widest_trim_ppb);
}

}  // namespace bowball::io
