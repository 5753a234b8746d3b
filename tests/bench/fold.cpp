// How fast the fold is: a day's entries applied to an empty state, over and over.
#include <cstdio>

#include "day.hpp"
#include "engine/fold.hpp"
#include "figures.hpp"
#include "io/clock.hpp"

namespace bowball::bench {

void bench_fold() {
    title("Fold (pure, in memory)");
    const auto day = make_day(200);
    Samples runs;
    auto impulses = std::size_t{0};
    for (int i = 0; i < 41; ++i) {
        engine::MeetState state;
        const auto began = io::Clock::stopwatch_ns();
        for (const auto& entry : day) engine::fold_in(state, entry);
        runs.push_back(io::Clock::stopwatch_ns() - began);
        impulses = state.ledger.size();
    }
    char text[160];
    const auto median = static_cast<double>(quantile(runs, 0.5));
    std::snprintf(text, sizeof text, "%.2f million events/s (%.0f ns each; median of %zu runs over %zu entries, %zu of them impulses)",
                  static_cast<double>(day.size()) / median * 1e3, median / static_cast<double>(day.size()), runs.size(), day.size(), impulses);
    print("a day of 200 races", std::string{text});
}

}  // namespace bowball::bench
