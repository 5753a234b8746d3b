// How long a day takes to replay from disk: what a restart in mid-regatta costs, and `bowball replay`.
#include <cstdio>

#include "day.hpp"
#include "engine/fold.hpp"
#include "figures.hpp"
#include "io/clock.hpp"
#include "views/project.hpp"

namespace bowball::bench {

void bench_replay(const std::string& folder) {
    title("Replay from disk");
    const auto file = folder + "/day.sqlite";
    const auto day = make_day(200);
    {
        const auto journal = journal::open_sqlite_journal(file, {.synchronous_off = true}).value().release();
        const std::unique_ptr<journal::Journal> owned{journal};
        const auto began = io::Clock::stopwatch_ns();
        if (!journal->append(day)) return print("a day of 200 races", std::string{"the journal could not be written"});
        char text[80];
        std::snprintf(text, sizeof text, "%.0f rows/s", static_cast<double>(day.size()) * 1e9 / static_cast<double>(io::Clock::stopwatch_ns() - began));
        print("writing the day in one transaction, no sync", std::string{text});
    }
    Samples folds;
    Samples projections;
    std::size_t views = 0;
    for (int i = 0; i < 7; ++i) {
        const auto began = io::Clock::stopwatch_ns();
        const auto journal = std::move(journal::open_sqlite_journal_to_read(file).value());
        engine::MeetState state;
        if (!journal->read(Seq{1}, [&](engine::Entry&& entry) { engine::fold_in(state, entry); })) return;
        const auto folded = io::Clock::stopwatch_ns();
        views = views::project_all(state).size();
        folds.push_back(folded - began);
        projections.push_back(io::Clock::stopwatch_ns() - folded);
    }
    char text[160];
    const auto fold = static_cast<double>(quantile(folds, 0.5)) / 1e9;
    std::snprintf(text, sizeof text, "%.3f s for %zu entries (%.0f entries/s), median of 7", fold, day.size(), static_cast<double>(day.size()) / fold);
    print("read and fold a day of 200 races", std::string{text});
    std::snprintf(text, sizeof text, "%.3f s for %zu views", static_cast<double>(quantile(projections, 0.5)) / 1e9, views);
    print("then project every view", std::string{text});
}

}  // namespace bowball::bench
