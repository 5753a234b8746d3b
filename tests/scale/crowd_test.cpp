// The simulated crowd: nobody is lost or doubled, no edge lets in more than it may, and what docs/scale.md concludes from it.
#include "bench/scale/crowd.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

namespace bowball::bench::scale {
namespace crowd_test {

/// A hundredth of an Olympic final, with what an edge of it has.
Terms small_final() {
    Terms terms;
    terms.waves = {{3'000, 0, 100}, {7'000, 100, 10}};
    terms.edges = 10;
    terms.places = 1'200;
    terms.newcomers = 50;
    terms.newcomer_us = 1'000;
    terms.refusal_us = 20;
    terms.delivery_us = 5;
    terms.frames_a_second = 4;
    terms.until_s = 300;
    terms.seed = 7;
    return terms;
}

Terms where_edges_die(std::size_t dying, double at_s, double noticed_after_s) {
    auto terms = small_final();
    terms.dying = dying;
    terms.die_at_s = at_s;
    terms.noticed_after_s = noticed_after_s;
    return terms;
}

std::size_t total(const Second& second) { return second.away + second.waiting + second.asking + second.watching; }
std::size_t sum(const Outcome& outcome, std::size_t Second::* what) {
    return std::accumulate(outcome.seconds.begin(), outcome.seconds.end(), std::size_t{0}, [&](std::size_t all, const Second& one) { return all + one.*what; });
}

TEST(Crowd, EverybodyIsSomewhereInEverySecond) {
    const auto outcome = simulate(where_edges_die(3, 120.5, 7));
    ASSERT_EQ(outcome.seconds.size(), 300U);
    for (std::size_t i = 0; i < outcome.seconds.size(); ++i) ASSERT_EQ(total(outcome.seconds[i]), 10'000U) << "second " << i + 1;
    EXPECT_EQ(outcome.seconds.back().away, 0U);
    EXPECT_GT(sum(outcome, &Second::dead_knocks), 0U) << "until it was noticed, some were sent to the dead";
}

TEST(Crowd, WhoKnocksIsLetInOrSentAway) {
    const auto outcome = simulate(small_final());
    EXPECT_EQ(sum(outcome, &Second::knocks), sum(outcome, &Second::let_in) + sum(outcome, &Second::sent_away));
    EXPECT_GT(sum(outcome, &Second::sent_away), 1'000U) << "seven hundred a second come to doors that take five hundred";
}

TEST(Crowd, NoEdgeLetsInMoreThanItMay) {
    for (const auto manner : {Manner::page, Manner::told, Manner::impatient}) {
        auto terms = small_final();
        terms.manner = manner;
        terms.dying = 5;
        terms.die_at_s = 130;
        const auto outcome = simulate(terms);
        for (const auto& edge : outcome.let_in) {
            // In any row of seconds: what the bucket holds, and what flows into it.
            for (std::size_t from = 0; from < edge.size(); ++from) {
                std::size_t in = 0;
                for (auto to = from; to < edge.size(); ++to) {
                    in += edge[to];
                    ASSERT_LE(in, 2 * terms.newcomers + terms.newcomers * (to - from + 1)) << "seconds " << from << " to " << to;
                }
            }
        }
    }
}

TEST(Crowd, NoEdgeHasMoreThanItsPlaces) {
    auto terms = small_final();
    terms.places = 700;
    const auto outcome = simulate(terms);
    EXPECT_EQ(outcome.seconds.back().watching, 7'000U) << "all places are taken";
    EXPECT_EQ(outcome.seconds.back().waiting + outcome.seconds.back().asking, 3'000U);
    EXPECT_LT(settled_s(outcome, 0.99, 150), 0) << "and never will all watch";
}

TEST(Crowd, TheSameSeedIsTheSameCrowdAndAnotherIsNot) {
    const auto knocks = [](std::uint64_t seed) {
        auto terms = small_final();
        terms.seed = seed;
        std::vector<std::size_t> all;
        for (const auto& second : simulate(terms).seconds) all.push_back(second.knocks);
        return all;
    };
    EXPECT_EQ(knocks(1), knocks(1));
    EXPECT_NE(knocks(1), knocks(2));
}

TEST(Crowd, AdmissionLetsACrowdInWhereADoorThatTakesEverybodyDoesNot) {
    auto terms = small_final();
    terms.waves = {{10'000, 0, 1}};
    terms.newcomer_us = 20'000;   // five hundred a second together: twenty seconds of work come in one
    terms.manner = Manner::impatient;
    terms.patience_s = 2;
    terms.newcomers = 0;
    const auto open = simulate(terms);
    terms.newcomers = 45;
    const auto guarded = simulate(terms);
    EXPECT_GT(sum(open, &Second::gave_up), 10'000U) << "each gives up while the edge still works for who gave up before";
    EXPECT_EQ(sum(guarded, &Second::gave_up), 0U);
    EXPECT_GT(settled_s(guarded, 0.99, 0), 0);
    EXPECT_TRUE(settled_s(open, 0.99, 0) < 0 || settled_s(open, 0.99, 0) > settled_s(guarded, 0.99, 0));
}

TEST(Crowd, WhoseEdgeDiedWatchesAgainAtAnotherOne) {
    const auto outcome = simulate(where_edges_die(1, 200, 10));
    const auto before = outcome.seconds[198].watching;
    const auto after = outcome.seconds[199].watching;
    EXPECT_EQ(before, 10'000U);
    EXPECT_LT(after, 9'500U) << "about a tenth were there";
    EXPECT_GT(after, 8'500U);
    EXPECT_EQ(outcome.seconds.back().watching, 10'000U);
}

}  // namespace crowd_test
}  // namespace bowball::bench::scale
