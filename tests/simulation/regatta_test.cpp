// Thousands of regattas with everything going wrong. A failure prints the command that repeats it; BOWBALL_DAYS=<number> makes it another number of regattas,
// BOWBALL_TELL=1 prints beside a failure what really happened, and the journal.
#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>

#include "regatta.hpp"

namespace bowball::simulation {
namespace regatta_test {

constexpr std::uint64_t regattas = 2000;
constexpr int most_failures = 5;      ///< of a share
constexpr std::uint64_t shares = 8;   ///< of the test, so that two can run at a time

std::uint64_t number_from(const char* variable, std::uint64_t otherwise) {
    const auto* text = std::getenv(variable);
    return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

class SimulatedRegattas : public testing::TestWithParam<std::uint64_t> {
protected:
    static bool hold(std::uint64_t seed, World::Tally& sum) {
        Regatta regatta{seed};
        const auto& broken = regatta.run();
        for (std::size_t i = 0; i < std::min<std::size_t>(broken.size(), 4); ++i) ADD_FAILURE() << broken[i];
        if (!broken.empty() && std::getenv("BOWBALL_TELL") != nullptr) regatta.tell(std::cout);
        if (!broken.empty()) ADD_FAILURE() << "BOWBALL_SEED=" << seed << " build/tests/test_simulation --gtest_filter='Seeds/SimulatedRegattas.KeepEveryPromise/0'";
        using Counts = std::array<std::uint64_t, sizeof(World::Tally) / sizeof(std::uint64_t)>;
        auto counts = std::bit_cast<Counts>(sum);
        const auto more = std::bit_cast<Counts>(regatta.world().tally);
        for (std::size_t i = 0; i < counts.size(); ++i) counts[i] += more[i];
        sum = std::bit_cast<World::Tally>(counts);
        return broken.empty();
    }
    static void tell(const World::Tally& sum) {
        std::cout << sum.regattas << " regattas, " << sum.races << " races, " << sum.times << " times, " << sum.pairs << " pairs in order; " << sum.entries << " entries, " << sum.impulses << " impulses, "
                  << sum.orders << " orders, " << sum.repeated << " pressed twice, " << sum.pressed_again << " again after a restart, " << sum.carried_out_anew << " of them anew\n"
                  << "deaths " << sum.deaths << ": in a write " << sum.deaths_in_a_write << ", before showing " << sum.deaths_before_showing << ", stopped " << sum.clean_stops << ", with entries not recorded "
                  << sum.unrecorded_at_death << ", with the power " << sum.power_cuts << "; batches that failed " << sum.failed_batches << "\n"
                  << "datagrams " << sum.datagrams << ": lost " << sum.lost_datagrams << ", doubled " << sum.doubled_datagrams << ", late " << sum.late_datagrams << "; timers unplugged " << sum.unplugged << "\n"
                  << "screens cut " << sum.screens_cut << ", frames " << sum.screen_frames << ", log entries " << sum.log_entries << "; second thoughts " << sum.second_thoughts << ", false starts " << sum.false_starts
                  << ", rowed again for trouble " << sum.rowed_again << ", by the jury all " << sum.again_all << ", some " << sum.again_some << ", times by hand " << sum.by_hand << "\n"
                  << "sensors restarted " << sum.reboots << " with " << sum.contacts_lost << " contacts not acknowledged, time of day set " << sum.wall_steps << ", clock pulled " << sum.slews << "; two races on the course "
                  << sum.overlaps << ", splits " << sum.splits << "; contacts after the official result " << sum.crossed_after << ", forbidden orders " << sum.meddled << "; starts given " << sum.starts_given << ", all that was shown compared "
                  << sum.shown_compared << ", official results " << sum.seals_compared << "\n";
    }

    /// Where nothing goes wrong every promise is kept.
    static void expect_trouble(const World::Tally& sum) {
        EXPECT_EQ(sum.regattas, regattas / shares);
        for (const auto count : {sum.deaths, sum.power_cuts, sum.deaths_in_a_write, sum.deaths_before_showing, sum.unrecorded_at_death, sum.clean_stops, sum.failed_batches, sum.repeated, sum.pressed_again,
                                 sum.lost_datagrams, sum.doubled_datagrams, sum.late_datagrams, sum.unplugged, sum.screens_cut, sum.second_thoughts, sum.false_starts, sum.by_hand, sum.reboots, sum.wall_steps,
                                 sum.slews, sum.again_all, sum.again_some, sum.splits, sum.overlaps, sum.crossed_after, sum.meddled, sum.shown_compared, sum.seals_compared, sum.starts_given, sum.times, sum.pairs})
            EXPECT_GT(count, 5u);
    }
};

TEST_P(SimulatedRegattas, KeepEveryPromise) {
    World::Tally sum;
    const auto* one = std::getenv("BOWBALL_SEED");
    const auto all = number_from("BOWBALL_DAYS", regattas);
    if (one != nullptr) hold(std::strtoull(one, nullptr, 10), sum);
    auto failures = 0;
    for (std::uint64_t seed = 1 + GetParam(); one == nullptr && seed <= all && failures < most_failures; seed += shares) failures += hold(seed, sum) ? 0 : 1;
    tell(sum);
    if (one == nullptr && all == regattas && failures < most_failures) expect_trouble(sum);
}

INSTANTIATE_TEST_SUITE_P(Seeds, SimulatedRegattas, testing::Range<std::uint64_t>(0, shares));

}  // namespace regatta_test
}  // namespace bowball::simulation
