#include "rules/cut.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

namespace bowball::rules {
namespace cut_test {

Candidate crew(std::uint32_t id, std::string race, std::uint16_t place, Duration time) { return {std::move(race), {CrewId{id}, Outcome::placed, place, time}}; }

std::vector<std::uint32_t> ids(const std::vector<Equals>& ranked) {
    std::vector<std::uint32_t> found;
    for (const auto& equals : ranked) {
        for (const auto& one : equals) found.push_back(one.result.crew.value());
    }
    return found;
}

struct Given {
    std::vector<TiePolicy> policies{TiePolicy::draw};
    std::vector<TieDecision> decisions{};
    std::size_t free_lanes = 0;
    std::string seed = "s";
    [[nodiscard]] CutRules rules() const { return {policies, free_lanes, seed, decisions, "x"}; }
};

TEST(Cut, ThePictureTellsApartWhomTheClockCannot) {
    // Three with one time for two places; 1 and 2 are of one heat, 1 before 2.
    const auto ranked = by_time({crew(1, "H1", 3, 400s), crew(2, "H1", 4, 400s), crew(3, "H1", 5, 400s)});
    const Given given;
    const auto made = cut(ranked, 2, given.rules());
    EXPECT_EQ(ids(made.in), (std::vector<std::uint32_t>{1, 2}));
    EXPECT_EQ(ids(made.out), (std::vector<std::uint32_t>{3}));
    EXPECT_FALSE(made.drawn) << "nothing to draw";
}

Candidate timed(std::uint32_t id, std::string race, std::uint16_t place, Duration time, TimingGrade grade) {
    auto one = crew(id, std::move(race), place, time);
    one.result.grade = grade;
    return one;
}
const UnlikeTimesRules settled_by_people{UnlikeTimes::settle, 500ms, {}};

TEST(UnlikeTimesCut, CrewsOfOneRaceAreNotInDoubtWithEachOther) {
    // One place by time. In H1 a watch took the third and a beam the fourth; H2 is far behind.
    const auto ranked = by_time({timed(1, "H1", 3, 400s, TimingGrade::hand), timed(2, "H1", 4, 400100ms, TimingGrade::automatic), timed(3, "H2", 3, 410s, TimingGrade::automatic)});
    const Given given;
    const auto made = cut_by_time(ranked, 1, given.rules(), settled_by_people);
    EXPECT_FALSE(made.tie) << "the order of finish ranks them";
    EXPECT_FALSE(made.is_doubtful);
    EXPECT_EQ(ids(made.in), (std::vector<std::uint32_t>{1}));
}

TEST(UnlikeTimesCut, OverRacesTheyAre) {
    const auto ranked = by_time({timed(1, "H1", 3, 400s, TimingGrade::hand), timed(2, "H1", 4, 400100ms, TimingGrade::automatic), timed(3, "H2", 3, 400050ms, TimingGrade::automatic)});
    const Given given;
    const auto made = cut_by_time(ranked, 1, given.rules(), settled_by_people);
    ASSERT_TRUE(made.tie);
    EXPECT_EQ(made.tie->crews, (std::vector{CrewId{1}, CrewId{3}})) << "2 lost to 1 in its own race";
}

TEST(UnlikeTimesCut, NoOrderTurnsRoundWhatARaceHasDecided) {
    const auto ranked = by_time({timed(1, "H1", 3, 400s, TimingGrade::automatic), timed(2, "H1", 4, 400100ms, TimingGrade::automatic), timed(3, "H2", 3, 400200ms, TimingGrade::hand), timed(4, "H2", 4, 400300ms, TimingGrade::hand)});
    const Given given;
    const auto made = cut_by_time(ranked, 2, given.rules(), settled_by_people);
    ASSERT_TRUE(made.tie);
    EXPECT_EQ(made.tie->beaten, (std::vector<std::pair<CrewId, CrewId>>{{CrewId{1}, CrewId{2}}, {CrewId{3}, CrewId{4}}}));
}

TEST(ByTime, WithinOneRaceTheOrderOfFinishStandsOverTheTimes) {
    // The watch of the third was stopped late: a beam saw the fourth come in before that.
    const auto watch_late = by_time({timed(1, "H1", 3, 400300ms, TimingGrade::hand), timed(2, "H1", 4, 400s, TimingGrade::automatic), timed(3, "H2", 3, 400100ms, TimingGrade::automatic)});
    EXPECT_EQ(ids(watch_late), (std::vector<std::uint32_t>{1, 2, 3}));
    // And too early: the fourth came in behind the third.
    const auto watch_early = by_time({timed(1, "H1", 3, 400300ms, TimingGrade::automatic), timed(2, "H1", 4, 400s, TimingGrade::hand), timed(3, "H2", 3, 400100ms, TimingGrade::automatic)});
    EXPECT_EQ(ids(watch_early), (std::vector<std::uint32_t>{3, 1, 2}));
}

// Of an impeded crew that won the row-over its first time stands, and nobody else's is worse for it.
TEST(ByTime, WhoRowedAgainTakesNobodysTime) {
    const auto ranked = by_time({timed(3, "H1", 3, 420s, TimingGrade::automatic), timed(4, "H1", 4, 403s, TimingGrade::automatic), timed(5, "H1", 5, 405s, TimingGrade::hand),
                                 timed(21, "H2", 3, 410s, TimingGrade::automatic), timed(22, "H2", 4, 412s, TimingGrade::automatic)});
    EXPECT_EQ(ids(ranked), (std::vector<std::uint32_t>{4, 5, 21, 22, 3})) << "no watch is fifteen seconds wrong";
    const auto by_machines = by_time({timed(3, "H1", 3, 420s, TimingGrade::automatic), timed(4, "H1", 4, 403s, TimingGrade::automatic), timed(5, "H1", 5, 405s, TimingGrade::automatic),
                                      timed(21, "H2", 3, 410s, TimingGrade::automatic)});
    EXPECT_EQ(ids(by_machines), (std::vector<std::uint32_t>{4, 5, 21, 3}));
}

// 1 beat 21, and 21 came in before 22: no watch of 22 can put it before 1.
TEST(UnlikeTimesCut, WhoWasBeatenOverAThirdIsNotInDoubt) {
    const Given given;
    const auto one = cut_by_time(by_time({timed(1, "H1", 3, 50s, TimingGrade::automatic), timed(21, "H2", 3, 50100ms, TimingGrade::automatic), timed(22, "H2", 4, 50200ms, TimingGrade::hand)}), 1,
                                 given.rules(), settled_by_people);
    EXPECT_FALSE(one.tie);
    EXPECT_EQ(ids(one.in), (std::vector<std::uint32_t>{1}));
    const auto other = cut_by_time(by_time({timed(21, "H2", 3, 50s, TimingGrade::hand), timed(22, "H2", 4, 50100ms, TimingGrade::automatic), timed(1, "H1", 3, 50300ms, TimingGrade::automatic)}), 1,
                                   given.rules(), settled_by_people);
    EXPECT_FALSE(other.tie) << "21 beat 22, and 22 beat 1";
    EXPECT_EQ(ids(other.in), (std::vector<std::uint32_t>{21}));
    const auto open = cut_by_time(by_time({timed(1, "H1", 3, 50s, TimingGrade::automatic), timed(21, "H2", 3, 49900ms, TimingGrade::automatic), timed(22, "H2", 4, 50200ms, TimingGrade::hand)}), 2,
                                  given.rules(), settled_by_people);
    ASSERT_TRUE(open.tie) << "21 beat 1, which says nothing of 22";
    EXPECT_EQ(open.tie->crews, (std::vector{CrewId{1}, CrewId{22}}));
}

TEST(Cut, WhatIsDecidedOfOneCutIsOfNoOther) {
    const auto ranked = by_time({crew(1, "H1", 3, 400s), crew(2, "H2", 3, 400s)});
    Given given;
    given.policies = {TiePolicy::rerow};
    given.decisions = {{{CrewId{2}, CrewId{1}}, "elsewhere", Seq{7}}};
    EXPECT_TRUE(cut(ranked, 1, given.rules()).tie);
    given.decisions = {{{CrewId{2}, CrewId{1}, CrewId{3}}, "x", Seq{7}}};
    EXPECT_TRUE(cut(ranked, 1, given.rules()).tie) << "of three crews, one of whom is tied here no more";
    given.decisions = {{{CrewId{2}, CrewId{1}}, "x", Seq{7}}};
    const auto made = cut(ranked, 1, given.rules());
    EXPECT_EQ(ids(made.in), (std::vector<std::uint32_t>{2}));
    EXPECT_EQ(made.settled, (std::vector<SettledTie>{{"x", {CrewId{2}, CrewId{1}}, 1, false, Seq{7}}}));
}

TEST(Cut, OnlyWhoIsReallyEqualIsDrawn) {
    // One place: 2 was beaten by 1 in its own heat, so only 1 and 3 draw.
    const auto ranked = by_time({crew(1, "H1", 3, 400s), crew(2, "H1", 4, 400s), crew(3, "H2", 3, 400s)});
    const Given given;
    const auto made = cut(ranked, 1, given.rules());
    ASSERT_TRUE(made.drawn);
    EXPECT_EQ(std::set(made.drawn->order.begin(), made.drawn->order.end()), (std::set{CrewId{1}, CrewId{3}}));
    EXPECT_EQ(ids(made.in).size(), 1U);
    EXPECT_EQ(ids(made.out).size(), 2U);
}

TEST(Cut, LotsNeverPutACrewBeforeOneThatBeatIt) {
    // Two places among 1 before 2 of one heat and 3 before 4 of another: 2 may come in only with 1.
    const auto ranked = by_time({crew(1, "H1", 3, 400s), crew(2, "H1", 4, 400s), crew(3, "H2", 3, 400s), crew(4, "H2", 4, 400s)});
    std::map<std::vector<std::uint32_t>, int> seen;
    for (auto i = 0; i < 200; ++i) {
        Given given;
        given.seed = std::to_string(i);
        auto in = ids(cut(ranked, 2, given.rules()).in);
        std::ranges::sort(in);
        ++seen[in];
        EXPECT_TRUE(in != (std::vector<std::uint32_t>{2, 3}) && in != (std::vector<std::uint32_t>{1, 4}) && in != (std::vector<std::uint32_t>{2, 4}))
            << in[0] << " and " << in[1];
    }
    EXPECT_EQ(seen.size(), 3U) << "1 2, 1 3, 3 4";
}

TEST(Cut, NumbersHoldWhateverIsTied) {
    std::mt19937 random{42};
    for (auto turn = 0; turn < 3000; ++turn) {
        std::vector<Candidate> candidates;
        std::map<std::string, std::uint16_t> places;
        for (std::uint32_t id = 1; id <= 1 + random() % 12; ++id) {
            const auto race = "H" + std::to_string(random() % 3);
            candidates.push_back(crew(id, race, ++places[race], 400s + 1s * static_cast<int>(random() % 4)));
        }
        Given given;
        given.seed = std::to_string(turn);
        const auto places_to_give = random() % 14;
        const auto made = cut(by_time(candidates), places_to_give, given.rules());
        auto all = ids(made.in);
        EXPECT_EQ(all.size(), std::min<std::size_t>(places_to_give, candidates.size()));
        const auto out = ids(made.out);
        all.insert(all.end(), out.begin(), out.end());
        EXPECT_EQ(std::set(all.begin(), all.end()).size(), candidates.size()) << "nobody lost";
        EXPECT_EQ(all.size(), candidates.size()) << "nobody twice";
        // Nobody in is slower than anybody out, nor was beaten in one race at the same time by one who is out.
        for (const auto& in : made.in) {
            for (const auto& in_one : in) {
                for (const auto& behind : made.out) {
                    for (const auto& out_one : behind) {
                        EXPECT_LE(*in_one.result.time, *out_one.result.time);
                        const auto beaten = in_one.race == out_one.race && in_one.result.time == out_one.result.time && *out_one.result.place < *in_one.result.place;
                        EXPECT_FALSE(beaten) << "turn " << turn;
                    }
                }
            }
        }
    }
}

TEST(Cut, ADecisionGoesBeforeEveryPolicy) {
    const auto ranked = by_time({crew(1, "H1", 3, 400s), crew(2, "H2", 3, 400s)});
    Given given;
    given.policies = {TiePolicy::rerow};
    EXPECT_TRUE(cut(ranked, 1, given.rules()).tie);
    given.decisions = {{{CrewId{2}, CrewId{1}}}};
    EXPECT_EQ(ids(cut(ranked, 1, given.rules()).in), (std::vector<std::uint32_t>{2}));
    given.decisions = {};
    given.policies = {TiePolicy::both_advance_if_lane};
    EXPECT_TRUE(cut(ranked, 1, given.rules()).tie) << "no lane and no other policy: for an official";
    given.free_lanes = 1;
    EXPECT_EQ(ids(cut(ranked, 1, given.rules()).in).size(), 2U);
}

TEST(Cut, StatusesStandBehindTimesInTheirOrder) {
    auto unfinished = crew(5, "H1", 0, 0s);
    unfinished.result = {CrewId{5}, Outcome::not_finished, {}, {}};
    auto absent = unfinished;
    absent.result = {CrewId{6}, Outcome::not_started, {}, {}};
    auto relegated = crew(4, "H1", 5, 390s);
    relegated.result.outcome = Outcome::placed_last;
    auto untimed = crew(3, "H1", 3, 0s);
    untimed.result.time.reset();
    const std::vector<Candidate> all{absent, unfinished, relegated, untimed, crew(1, "H1", 2, 401s), crew(2, "H2", 1, 402s)};
    EXPECT_EQ(ids(by_time(all)), (std::vector<std::uint32_t>{1, 2, 3, 4, 5, 6}));
    EXPECT_EQ(ids(by_place(all)), (std::vector<std::uint32_t>{2, 1, 3, 4, 5, 6}));
}

}  // namespace cut_test
}  // namespace bowball::rules
