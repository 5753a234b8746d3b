#include "bench/feed/round.hpp"

namespace bowball::bench::feed {
namespace {

/// Without a new arrival for so long nothing more is expected.
constexpr std::int64_t patience_ns = 2'000'000'000;

void reckon(Round& round, const Audience& audience, const Plan& plan, const std::vector<std::int64_t>& stamps) {
    const auto& viewers = audience.arrivals();
    const auto& officials = audience.arrivals(Rank::official);
    std::int64_t end = 0;
    std::size_t whole = 0;
    for (std::size_t i = 0; i < round.messages; ++i) {
        if (i >= viewers.size() || viewers[i].last == 0 || i / plan.at_once >= stamps.size()) {
            ++round.incomplete;
            continue;
        }
        const auto stamp = stamps[i / plan.at_once];
        round.first.push_back(viewers[i].first - stamp);
        round.middle.push_back(viewers[i].middle - stamp);
        round.last.push_back(viewers[i].last - stamp);
        end = std::max(end, viewers[i].last);
        ++whole;
        if (i >= officials.size() || officials[i].last == 0) continue;
        round.officials.push_back(officials[i].last - stamp);
        if (officials[i].last <= viewers[i].first) ++round.officials_ahead;
    }
    if (!stamps.empty() && end > stamps.front()) round.per_second = static_cast<double>(whole) * 1e9 / static_cast<double>(end - stamps.front());
}

}  // namespace

Round play(Contestant& contestant, Audience& audience, const Plan& plan) {
    audience.begin();
    Round round;
    std::vector<std::int64_t> stamps;
    const auto cpu_before = contestant.process().cpu_ns();
    const auto began = now_ns();
    auto next = began;
    auto progress = began;
    auto deliveries = audience.deliveries();
    for (;;) {
        const auto now = now_ns();
        const auto is_over = now - began > plan.duration_ns;
        const auto has_room = round.messages + plan.at_once <= audience.whole() + plan.under_way * plan.at_once;
        if (!is_over && has_room && now >= next) {
            contestant.publish(plan.at_once);
            round.messages += plan.at_once;
            next = std::max(next + plan.interval_ns, now);
        }
        audience.read(is_over || plan.interval_ns == 0 ? 20 : 1);
        contestant.take_stamps(stamps);
        if (audience.deliveries() != deliveries) progress = now;
        deliveries = audience.deliveries();
        if (is_over && (audience.whole() >= round.messages || now - progress > patience_ns)) break;
    }
    round.cpu_us = static_cast<double>(contestant.process().cpu_ns() - cpu_before) / 1e3 / std::max(1.0, static_cast<double>(audience.deliveries()));
    // Of the last batch it may come after the messages.
    for (const auto end = now_ns() + patience_ns; stamps.size() * plan.at_once < round.messages && now_ns() < end;) {
        contestant.take_stamps(stamps);
        audience.read(1);
    }
    reckon(round, audience, plan, stamps);
    return round;
}

}  // namespace bowball::bench::feed
