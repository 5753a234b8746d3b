// The engine by itself, sport by sport: how fast a day's facts are folded, how long its replay takes in memory with every view, and
// the same of a championship of thirty events, from entries to medals.
#include <cstdio>

#include "day.hpp"
#include "engine/fold.hpp"
#include "figures.hpp"
#include "folders.hpp"
#include "formats/rule_file.hpp"
#include "io/clock.hpp"
#include "races/championship.hpp"
#include "views/project.hpp"

namespace bowball::bench {
namespace {

constexpr std::uint32_t races_a_day = 200;
constexpr int rounds = 11;

struct Replay {
    Samples folds;
    Samples projections;
    std::size_t views = 0;
};

Replay replay(const std::vector<engine::Entry>& entries) {
    Replay found;
    for (int i = 0; i < rounds; ++i) {
        engine::MeetState state;
        const auto began = io::Clock::stopwatch_ns();
        for (const auto& entry : entries) engine::fold_in(state, entry);
        const auto folded = io::Clock::stopwatch_ns();
        found.views = views::project_all(state).size();
        found.folds.push_back(folded - began);
        found.projections.push_back(io::Clock::stopwatch_ns() - folded);
    }
    return found;
}

void print_replay(const std::string& name, const std::vector<engine::Entry>& entries) {
    const auto found = replay(entries);
    const auto fold = static_cast<double>(quantile(found.folds, 0.5));
    const auto project = static_cast<double>(quantile(found.projections, 0.5));
    char text[200];
    std::snprintf(text, sizeof text, "%5.2f million events/s   day folded in %6.1f ms, its %zu views in %6.1f ms   (%zu entries)",
                  static_cast<double>(entries.size()) / fold * 1e3, fold / 1e6, found.views, project / 1e6, entries.size());
    print(name, std::string{text});
}

/// As tests/races/championship_test.cpp plays it.
std::vector<engine::Entry> make_championship() {
    engine::Championship championship{20261125};
    std::mt19937_64 sizes{7};
    for (int i = 0; i < 30; ++i) championship.enter("E" + std::to_string(i + 1), i == 0 ? 27 : 8 + sizes() % 12);
    championship.row_all();
    return championship.entries;
}

}  // namespace

void bench_engine() {
    title("Engine (pure, in memory): median of " + std::to_string(rounds) + " replays, days of " + std::to_string(races_a_day) + " races");
    const auto sets = formats::load_rule_sets(source_folder() + "/config/rules");
    if (!sets) return print("rule sets", sets.error().text);
    for (const auto* id : {"rowing", "canoe_sprint", "athletics", "swimming"}) {
        const auto rules = std::ranges::find(*sets, id, &rules::RuleSet::id);
        if (rules != sets->end()) print_replay(id, make_day(races_a_day, *rules));
    }
    const auto began = io::Clock::stopwatch_ns();
    const auto championship = make_championship();
    char text[80];
    std::snprintf(text, sizeof text, "%.1f s", static_cast<double>(io::Clock::stopwatch_ns() - began) / 1e9);
    print("a championship of 30 events, every order decided", std::string{text});
    print_replay("the championship", championship);
}

}  // namespace bowball::bench
