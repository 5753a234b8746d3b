#include "formats/progression_file.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "folders.hpp"
#include "rules/progression.hpp"

namespace bowball::rules {
namespace progression_file_test {

const std::vector<ProgressionTable>& shipped() {
    static const auto tables = formats::load_progressions(source_folder() + "/config/rules/progression").value();
    return tables;
}
const ProgressionTable& table(std::string_view id) { return *std::ranges::find(shipped(), id, &ProgressionTable::id); }

ProgressionInput field_of(std::size_t entries, std::string seed = "20260724") {
    ProgressionInput input;
    for (std::size_t i = 1; i <= entries; ++i) input.entries.push_back(CrewId{static_cast<std::uint32_t>(i)});
    input.seed = std::move(seed);
    return input;
}

/// A crew's strength decides: crew 1 is the fastest. Times spread so that no two are equal.
RaceResult rowed(const ComposedRace& race) {
    RaceResult result{race.race, {}};
    for (const auto& seat : race.seats) result.crews.push_back({seat.crew, Outcome::placed, {}, 400s + 1s * seat.crew.value()});
    std::ranges::sort(result.crews, {}, [](const CrewResult& c) { return *c.time; });
    for (std::size_t i = 0; i < result.crews.size(); ++i) result.crews[i].place = static_cast<std::uint16_t>(i + 1);
    return result;
}

const ComposedRace* find_race(const Progression& p, std::string_view id) {
    const auto found = std::ranges::find(p.races, id, &ComposedRace::race);
    return found == p.races.end() ? nullptr : &*found;
}
std::size_t in_group(const Progression& p, std::string_view id) {
    auto count = std::size_t{0};
    for (const auto& race : p.races) count += race.group == id ? race.seats.size() : 0;
    return count;
}
bool has_result(const ProgressionInput& input, const std::string& race) { return std::ranges::find(input.results, race, &RaceResult::race) != input.results.end(); }

/// Rows the next races that have none, those of one group.
void row_group(const ProgressionTable& t, ProgressionInput& input, std::string_view group) {
    const auto now = progress(t, input).value();
    for (const auto& race : now.races) {
        if (race.group == group && race.rowed && !has_result(input, race.race)) input.results.push_back(rowed(race));
    }
}

std::set<CrewId> seats_of(const ComposedRace& race) {
    std::set<CrewId> crews;
    for (const auto& seat : race.seats) crews.insert(seat.crew);
    return crews;
}

TEST(ProgressionFile, TheShippedTablesAreInOrder) {
    ASSERT_EQ(shipped().size(), 13U);
    for (const auto& one : shipped()) EXPECT_FALSE(one.source.empty()) << one.id;
}

TEST(ProgressionFile, UnknownKeysAreRefusedWithPathAndLine) {
    const auto refusal = [](std::string_view text) {
        const auto read = formats::read_progression(text, "own.toml");
        return read ? std::string{"accepted"} : read.error().text;
    };
    const std::string head = "id = \"own\"\nlanes = [[1, 2]]\n";
    EXPECT_EQ(refusal(head + "fil_up = true\n"), "own.toml:3:10: fil_up is not known here. Did you mean \"fill_up\"?");
    EXPECT_NE(refusal(head + "[[cases]]\nentries = [1, 2]\ngroups = [\n{ id = \"F\", races = [\"F\"], lane = 3 }]\n").find("own.toml:6:"), std::string::npos);
    EXPECT_NE(refusal(head + "[[cases]]\nentries = [1, 2]\ngroups = [{ id = \"H\", races = [\"H\"], routes = [\n{ rest = true, to = [\"X\"] }] }]\n")
                  .find("own.toml:6:21: cases[0].groups[0].routes[0].to: there is no later group \"X\"."), std::string::npos);
    EXPECT_NE(refusal(head + "tie_by_time = [\"toss\"]\n").find("rerow, both_advance_if_lane, share_rank, draw"), std::string::npos);
    EXPECT_NE(refusal(head + "[[cases]]\nentries = [1, 2]\ngroups = [{ id = \"H\", races = [\"H\"], routes = [{ places = [1, 2], to = [\"F\"] }] }, { id = \"F\", races = [\"F\"] }]\n")
                  .find("nobody is lost"), std::string::npos);
    EXPECT_EQ(refusal(head + "[[cases]]\nentries = [1, 2]\ngroups = [{ id = \"F\", races = [\"F\"] }]\n"), "accepted");
}

TEST(ProgressionFile, StartListsSayWhoGoesWhere) {
    const auto text = [](std::string_view id, std::size_t entries, std::string_view group) {
        return describe_routes(*find_group(*case_for(table(id), entries).value(), group));
    };
    EXPECT_EQ(text("world_rowing_2005", 20, "H"), "1-2->SA/B, 3..->R") << "as the federation's own results have it";
    EXPECT_EQ(text("world_rowing_2025", 20, "H"), "1-2->SA/B, q4->SA/B, rest->FC/FD");
    EXPECT_EQ(text("world_rowing_1996", 30, "R"), "1->SA/B, 2-3->SC/D, 4..->SE/F");
    EXPECT_EQ(text("british_masters", 20, "S"), "1-3->F, 4..->out");
    EXPECT_EQ(text("canoe_sprint_eight_lanes", 30, "S"), "1-2->FA, q2 of 3->FA, rest->out");
    EXPECT_EQ(text("british_masters", 20, "F"), "");
}

// --- worked examples of rules of the sports 10 ---

TEST(Progression2025, Example34FifteenEntries) {
    auto input = field_of(15);
    const auto& t = table("world_rowing_2025");
    EXPECT_EQ(std::ranges::count(progress(t, input).value().races, "H", &ComposedRace::group), 3);
    row_group(t, input, "H");
    const auto next = progress(t, input).value();
    EXPECT_EQ(in_group(next, "SA/B"), 12U);
    EXPECT_EQ(in_group(next, "FC"), 3U);
    auto by_place = 0;
    auto by_time = 0;
    for (const auto& race : next.races) {
        if (race.group != "SA/B") continue;
        EXPECT_EQ(race.seats.size(), 6U);
        for (const auto& seat : race.seats) (seat.mark == Mark::by_place ? by_place : by_time)++;
    }
    EXPECT_EQ(by_place, 6);
    EXPECT_EQ(by_time, 6);
    EXPECT_EQ(seats_of(*find_race(next, "FC")), (std::set{CrewId{13}, CrewId{14}, CrewId{15}})) << "the three slowest";
}

TEST(Progression2025, Example36TwentySevenEntries) {
    auto input = field_of(27);
    const auto& t = table("world_rowing_2025");
    EXPECT_EQ(std::ranges::count(progress(t, input).value().races, "H", &ComposedRace::group), 5);
    row_group(t, input, "H");
    const auto next = progress(t, input).value();
    EXPECT_EQ(in_group(next, "QF"), 24U);
    EXPECT_EQ(in_group(next, "FE"), 3U);
}

TEST(Progression2025, Example37ThirteenEntriesLeaveOneCrewWithRank13) {
    auto input = field_of(13);
    const auto& t = table("world_rowing_2025");
    row_group(t, input, "H");
    const auto next = progress(t, input).value();
    EXPECT_EQ(in_group(next, "SA/B"), 12U);
    ASSERT_NE(find_race(next, "FC"), nullptr);
    EXPECT_FALSE(find_race(next, "FC")->rowed);
    ASSERT_EQ(next.places.size(), 1U);
    EXPECT_EQ(next.places.front().crew, CrewId{13});
    EXPECT_EQ(next.places.front().rank, 13U) << "before the semi-finals are rowed, and after";
}

TEST(Progression1996, Example39EighteenEntries) {
    auto input = field_of(18);
    const auto& t = table("world_rowing_1996");
    for (const auto& race : progress(t, input).value().races) EXPECT_EQ(race.seats.size(), 6U);
    row_group(t, input, "H");
    auto next = progress(t, input).value();
    EXPECT_EQ(in_group(next, "R"), 15U);
    for (const auto& race : next.races) EXPECT_EQ(race.group == "R", race.seats.size() == 5U) << race.race;
    EXPECT_EQ(std::ranges::count(next.waiting, "SA/B"), 1) << "three winners wait for nine of the repechages";
    row_group(t, input, "R");
    next = progress(t, input).value();
    EXPECT_EQ(in_group(next, "SA/B"), 12U);
    EXPECT_EQ(in_group(next, "FC"), 6U);
}

TEST(Progression1996, NineteenEntriesGiveFinalCFiveCrews) {
    auto input = field_of(19);
    const auto& t = table("world_rowing_1996");
    for (const auto* group : {"H", "R", "SA/B", "SC/D"}) row_group(t, input, group);
    const auto next = progress(t, input).value();
    EXPECT_EQ(in_group(next, "FC"), 5U);
    EXPECT_EQ(in_group(next, "FD"), 2U);
}

TEST(Progression, Example40FinalOfTwoSemiFinalsDrawsEqualsWithinThePairs) {
    const auto& t = table("world_rowing_2025");
    std::set<bool> seen;
    for (auto meet = 0; meet < 20; ++meet) {
        auto input = field_of(15, "meet " + std::to_string(meet));
        for (const auto* group : {"H", "SA/B"}) row_group(t, input, group);
        const auto done = progress(t, input).value();
        for (const auto& seat : find_race(done, "FA")->seats) {
            const auto from = std::ranges::find(input.results, seat.from, &RaceResult::race);
            const auto place = *std::ranges::find(from->crews, seat.crew, &CrewResult::crew)->place;
            const std::map<int, std::set<int>> pairs{{1, {3, 4}}, {2, {2, 5}}, {3, {1, 6}}};
            EXPECT_TRUE(pairs.at(place).contains(seat.lane.value())) << "place " << place << " in lane " << seat.lane.value();
            if (place == 1 && seat.from == "SA/B1") seen.insert(seat.lane.value() == 3);
        }
        EXPECT_EQ(progress(t, input).value(), done) << "the same seed draws the same";
    }
    EXPECT_EQ(seen.size(), 2U) << "both lanes of the pair come up";
}

TEST(ProgressionCanoe, TheTwoFastestThirdsAndNobodyWhoWasFourth) {
    auto input = field_of(30);
    const auto& t = table("canoe_sprint_eight_lanes");
    row_group(t, input, "H");
    // Semi-final 1 is so fast that its fourth beats the thirds of the others.
    const auto semis = progress(t, input).value();
    for (const auto* id : {"S1", "S2", "S3"}) {
        auto result = rowed(*find_race(semis, id));
        for (auto& crew : result.crews) crew.time = (std::string_view{id} == "S1" ? 200s : std::string_view{id} == "S2" ? 230s : 240s) + 1s * *crew.place;
        input.results.push_back(result);
    }
    const auto done = progress(t, input).value();
    const auto& final_a = *find_race(done, "FA");
    EXPECT_EQ(final_a.seats.size(), 8U);
    std::map<std::string, int> by_time;
    for (const auto& seat : final_a.seats) by_time[seat.from] += seat.mark == Mark::by_time;
    EXPECT_EQ(by_time, (std::map<std::string, int>{{"S1", 1}, {"S2", 1}, {"S3", 0}}));
}

// --- ties, statuses, withdrawals ---

/// Fifteen crews; what one wants is done to the results of the heats.
template <class Change>
Progression after_heats(const ProgressionTable& t, std::size_t entries, Change change, std::vector<TieDecision> decisions = {}) {
    auto input = field_of(entries);
    row_group(t, input, "H");
    change(input);
    input.decisions = std::move(decisions);
    return progress(t, input).value();
}

TEST(ProgressionTies, ADeadHeatForTheLastPlaceByPlaceWaitsForARerow) {
    std::vector<CrewId> tied;
    const auto dead_heat = [&](ProgressionInput& input) {
        auto& crews = input.results.front().crews;
        crews[2].place = 2;
        crews[2].time = crews[1].time;
        tied = {crews[2].crew, crews[1].crew};
    };
    const auto open = after_heats(table("world_rowing_2025"), 15, dead_heat);
    ASSERT_EQ(open.ties.size(), 1U);
    EXPECT_EQ(open.ties.front().policy, TiePolicy::rerow);
    EXPECT_EQ(open.ties.front().places, 1U);
    EXPECT_EQ(in_group(open, "SA/B"), 0U) << "nothing is composed before the re-row";
    const auto decided = after_heats(table("world_rowing_2025"), 15, dead_heat, {{tied}});
    EXPECT_TRUE(decided.ties.empty());
    EXPECT_EQ(in_group(decided, "SA/B"), 12U);
    for (const auto& race : decided.races) {
        for (const auto& seat : race.seats) {
            if (race.group == "SA/B" && seat.crew == tied[0]) { EXPECT_EQ(seat.mark, Mark::by_place); }
            if (race.group == "SA/B" && seat.crew == tied[1]) { EXPECT_EQ(seat.mark, Mark::by_time) << "the loser still has its time"; }
        }
    }
}

TEST(ProgressionTies, ADecisionThatDoesNotNameAllTheTiedCrewsDecidesNothing) {
    std::vector<CrewId> named;
    const auto dead_heat = [&](ProgressionInput& input) {
        auto& crews = input.results.front().crews;
        crews[2].place = 2;
        crews[2].time = crews[1].time;
        named = {crews[1].crew, crews[1].crew};
    };
    after_heats(table("world_rowing_2025"), 15, dead_heat);
    EXPECT_EQ(after_heats(table("world_rowing_2025"), 15, dead_heat, {{named}}).ties.size(), 1U);
    EXPECT_EQ(after_heats(table("world_rowing_2025"), 15, dead_heat, {{{named[0]}}}).ties.size(), 1U);
}

TEST(ProgressionTies, WhereBothAdvanceOneFewerGoesByTime) {
    auto t = table("world_rowing_2025");
    t.tie_by_place = {TiePolicy::both_advance_if_lane, TiePolicy::draw};
    const auto next = after_heats(t, 15, [](ProgressionInput& input) {
        input.results.front().crews[2].place = 2;
        input.results.front().crews[2].time = input.results.front().crews[1].time;
    });
    auto by_place = 0;
    for (const auto& race : next.races) {
        if (race.group == "SA/B") by_place += static_cast<int>(std::ranges::count(race.seats, Mark::by_place, &Seat::mark));
    }
    EXPECT_EQ(by_place, 7);
    EXPECT_EQ(in_group(next, "SA/B"), 12U);
    EXPECT_TRUE(next.draws.empty());
}

TEST(ProgressionTies, WithoutALaneTheNextPolicyDecides) {
    auto t = table("world_rowing_1996");
    t.tie_by_place = {TiePolicy::both_advance_if_lane, TiePolicy::draw};
    // Two winners in one heat; the final has six lanes: two winners and four of the repechage.
    const auto next = after_heats(t, 8, [](ProgressionInput& input) { input.results.front().crews[1].place = 1; });
    ASSERT_EQ(next.draws.size(), 1U);
    EXPECT_EQ(next.draws.front().label, "H1 place 1");
    EXPECT_EQ(in_group(next, "R"), 6U);
    EXPECT_EQ(std::ranges::count_if(find_race(next, "R")->seats, [&](const Seat& s) { return s.crew == next.draws.front().order[1]; }), 1) << "the loser is in the repechage";
}

TEST(ProgressionTies, SharedRankLeavesItToAnOfficial) {
    auto t = table("world_rowing_2025");
    t.tie_by_place = {TiePolicy::share_rank};
    const auto next = after_heats(t, 15, [](ProgressionInput& input) { input.results.front().crews[2].place = 2; });
    ASSERT_EQ(next.ties.size(), 1U);
    EXPECT_EQ(next.ties.front().policy, TiePolicy::share_rank);
}

TEST(ProgressionTies, EqualTimesOfTwoHeatsForTheLastLaneAreDrawnAndRecorded) {
    // Crews 6 and 7 of eight share the last time for the final. The time is compared at 1/1000 s, finer is not looked at.
    std::set<bool> seen;
    for (auto meet = 0; meet < 16; ++meet) {
        auto input = field_of(8, std::to_string(meet));
        const auto& t = table("world_rowing_2025");
        row_group(t, input, "H");
        std::vector<CrewResult*> others;
        for (auto& race : input.results) {
            for (std::size_t i = 2; i < race.crews.size(); ++i) others.push_back(&race.crews[i]);
        }
        std::ranges::sort(others, {}, [](const CrewResult* c) { return *c->time; });
        others[2]->time = *others[1]->time + 900us;
        *others[1]->time += 100us;
        const auto from_one_race = std::ranges::any_of(input.results, [&](const RaceResult& r) {
            return std::ranges::count_if(r.crews, [&](const CrewResult& c) { return &c == others[1] || &c == others[2]; }) == 2;
        });
        const auto next = progress(t, input).value();
        EXPECT_EQ(in_group(next, "FA"), 6U);
        EXPECT_EQ(next.draws.size(), from_one_race ? 0U : 1U) << "in one race the picture has told them apart";
        seen.insert(from_one_race);
    }
    EXPECT_EQ(seen.size(), 2U);
}

TEST(ProgressionStatuses, OnlyAValidTimeTakesATimePlaceAndWhoIsExcludedIsOut) {
    CrewId relegated, unfinished, absent, excluded;
    const auto next = after_heats(table("world_rowing_2025"), 15, [&](ProgressionInput& input) {
        auto& first = input.results[0].crews;
        first[4].outcome = Outcome::placed_last;
        relegated = first[4].crew;
        first[3].outcome = Outcome::not_finished;
        first[3].place.reset();
        first[3].time.reset();
        unfinished = first[3].crew;
        auto& second = input.results[1].crews;
        second[4].outcome = Outcome::excluded;
        second[4].place.reset();
        excluded = second[4].crew;
        second[3].outcome = Outcome::not_started;
        second[3].place.reset();
        second[3].time.reset();
        absent = second[3].crew;
    });
    EXPECT_EQ(in_group(next, "SA/B"), 11U) << "six by place, and the five others who have a time";
    EXPECT_EQ(in_group(next, "FC"), 2U);
    EXPECT_EQ(seats_of(*find_race(next, "FC")), (std::set{relegated, unfinished}));
    EXPECT_EQ(std::ranges::find(next.out, excluded, &Out::crew)->reason, OutReason::excluded);
    EXPECT_EQ(std::ranges::find(next.out, absent, &Out::crew)->reason, OutReason::not_started);
}

TEST(ProgressionWithdrawals, TheLaneStaysEmptyOrTheNextCrewMovesUp) {
    const auto withdraw_winner = [](ProgressionInput& input) { input.withdrawals.push_back({input.results.front().crews.front().crew, "H"}); };
    auto t = table("world_rowing_2025");
    const auto empty = after_heats(t, 15, withdraw_winner);
    EXPECT_EQ(in_group(empty, "SA/B"), 11U);
    EXPECT_EQ(in_group(empty, "FC"), 3U);
    t.replace_withdrawn = true;
    const auto moved = after_heats(t, 15, withdraw_winner);
    EXPECT_EQ(in_group(moved, "SA/B"), 12U);
    EXPECT_EQ(in_group(moved, "FC"), 2U);
    EXPECT_EQ(moved.out.size(), 1U);
}

TEST(ProgressionPlaces, ADeadHeatInAFinalSharesThePlaceAndLeavesTheNextVacant) {
    auto input = field_of(9);
    const auto& t = table("world_rowing_2025");
    for (const auto* group : {"H", "FA", "FB"}) row_group(t, input, group);
    for (auto& race : input.results) {
        if (race.race == "FB") race.crews[1].place = 1;
    }
    const auto done = progress(t, input).value();
    std::vector<std::uint32_t> ranks;
    for (const auto& place : done.places) ranks.push_back(*place.rank);
    EXPECT_EQ(ranks, (std::vector<std::uint32_t>{1, 2, 3, 4, 5, 6, 7, 7, 9}));
}

TEST(ProgressionPlaces, OfALowerFinalStayWhenACrewDropsOutAbove) {
    auto input = field_of(15);
    const auto& t = table("world_rowing_2025");
    for (const auto* group : {"H", "FC"}) row_group(t, input, group);
    const auto rank_of_winner = [&] {
        const auto done = progress(t, input).value();
        return std::ranges::find(done.places, "FC", &EventPlace::race)->rank;
    };
    EXPECT_EQ(rank_of_winner(), 13U) << "final C may be rowed before the semi-finals";
    row_group(t, input, "SA/B");
    for (auto& race : input.results) {
        if (race.race == "SA/B1") race.crews.back() = {race.crews.back().crew, Outcome::excluded, {}, {}};
    }
    EXPECT_EQ(rank_of_winner(), 13U);
}

TEST(ProgressionResults, WhatDoesNotFitTheDrawIsNamedAndNotUsed) {
    const auto& t = table("world_rowing_2025");
    const auto missing = after_heats(t, 8, [](ProgressionInput& input) { input.results.front().crews.pop_back(); });
    EXPECT_EQ(missing.problems.size(), 1U);
    EXPECT_EQ(in_group(missing, "FA"), 0U) << "the next round waits for the missing line";
    const auto strange = after_heats(t, 8, [](ProgressionInput& input) { input.results.front().crews.push_back({CrewId{99}, Outcome::placed, 5, 300s}); });
    EXPECT_EQ(strange.problems.size(), 1U);
    EXPECT_EQ(in_group(strange, "FA"), 6U);
    const auto moved = after_heats(t, 8, [](ProgressionInput& input) {
        input.results.back().crews.push_back(input.results.front().crews.back());
        input.results.back().crews.back().place = 5;
        input.results.front().crews.pop_back();
    });
    EXPECT_TRUE(moved.problems.empty()) << "moved to another heat by hand";
    EXPECT_EQ(in_group(moved, "FA"), 6U);
}

TEST(ProgressionChanges, ShowWhatARevisedResultWouldMove) {
    auto input = field_of(8);
    const auto& t = table("world_rowing_2025");
    row_group(t, input, "H");
    const auto before = progress(t, input).value();
    EXPECT_TRUE(changes(before, before).empty());
    auto& crews = input.results.front().crews;
    const auto loser = crews[0].crew;
    crews[0].outcome = Outcome::excluded;
    crews[0].place.reset();
    for (std::size_t i = 1; i < crews.size(); ++i) crews[i].place = static_cast<std::uint16_t>(i);
    const auto moved = changes(before, progress(t, input).value());
    const auto gone = std::ranges::find(moved, loser, &SeatChange::crew);
    ASSERT_NE(gone, moved.end());
    EXPECT_EQ(gone->race_before, "FA");
    EXPECT_EQ(gone->race_after, "");
}

TEST(ProgressionEntries, RefusesACrewTwiceAndAFieldTheTableDoesNotCover) {
    auto input = field_of(8);
    input.entries[1] = input.entries[0];
    EXPECT_EQ(progress(table("world_rowing_2025"), input).error().code, errc::bad_input);
    EXPECT_EQ(progress(table("world_rowing_2025"), field_of(67)).error().code, errc::not_found);
    EXPECT_EQ(progress(table("british_masters"), field_of(25)).error().code, errc::not_found);
}

TEST(ProgressionEntries, APreliminaryRaceIsRowedOnRequestOnly) {
    auto input = field_of(5);
    const auto& t = table("world_rowing_2025");
    EXPECT_EQ(progress(t, input).value().races.size(), 1U);
    input.requested = {"P"};
    EXPECT_EQ(progress(t, input).value().races.front().race, "P");
    row_group(t, input, "P");
    const auto final = progress(t, input).value();
    const auto& seats = find_race(final, "FA")->seats;
    EXPECT_EQ(std::ranges::find(seats, CrewId{1}, &Seat::crew)->lane, LaneNumber{3}) << "the fastest of the race for lanes";
}

TEST(ProgressionMasters, SevenCrewsOneByeAllInTheFinal) {
    auto input = field_of(7);
    const auto& t = table("british_masters");
    EXPECT_EQ(in_group(progress(t, input).value(), "H"), 6U);
    row_group(t, input, "H");
    const auto next = progress(t, input).value();
    EXPECT_EQ(in_group(next, "F"), 7U);
    EXPECT_TRUE(next.problems.empty());
}

// --- beach sprint ---

const std::vector<std::string_view> beach_rounds{"TT", "L", "QF", "S", "FA", "FB"};

/// Everything rowed, the stronger crew first.
ProgressionInput beach_sprint_of(std::size_t entries) {
    auto input = field_of(entries);
    for (const auto round : beach_rounds) row_group(table("beach_sprint"), input, round);
    return input;
}

TEST(BeachSprint, FromOneToThirtyTwoEveryCrewComesOutWhereItsStrengthPutsIt) {
    for (std::size_t entries = 1; entries <= 32; ++entries) {
        const auto done = progress(table("beach_sprint"), beach_sprint_of(entries)).value();
        EXPECT_TRUE(done.problems.empty() && done.ties.empty() && done.waiting.empty() && done.out.empty()) << entries;
        ASSERT_EQ(done.places.size(), entries);
        for (const auto& place : done.places) EXPECT_EQ(place.rank, place.crew.value()) << entries << " entries: the draw sheet lets the better one meet the best last";
        for (const auto& race : done.races) {
            if (race.group != "TT" && race.rowed) { EXPECT_EQ(race.seats.size(), 2U) << entries << ": " << race.race; }
        }
    }
}

TEST(BeachSprint, TheFastestGoOnWithoutARaceWhereTheSheetHasMorePlaces) {
    const auto done = progress(table("beach_sprint"), beach_sprint_of(11)).value();
    EXPECT_EQ(in_group(done, "L"), 6U);
    EXPECT_EQ(seats_of(*find_race(done, "L1")), (std::set{CrewId{6}, CrewId{11}}));
    EXPECT_EQ(seats_of(*find_race(done, "L3")), (std::set{CrewId{8}, CrewId{9}}));
    EXPECT_EQ(seats_of(*find_race(done, "QF1")), (std::set{CrewId{1}, CrewId{8}})) << "whoever won between 8 and 9";
}

TEST(BeachSprint, WinnersOfTheSheetMeetWhateverTheirTimesAre) {
    auto input = field_of(8);
    for (const auto* round : {"TT"}) row_group(table("beach_sprint"), input, round);
    const auto quarters = progress(table("beach_sprint"), input).value();
    for (const auto& race : quarters.races) {
        if (race.group != "QF") continue;
        auto result = rowed(race);
        if (race.race == "QF1") std::swap(result.crews[0].place, result.crews[1].place);   // crew 8 beats crew 1
        input.results.push_back(result);
    }
    const auto semis = progress(table("beach_sprint"), input).value();
    EXPECT_EQ(seats_of(*find_race(semis, "S1")), (std::set{CrewId{8}, CrewId{4}}));
    EXPECT_EQ(seats_of(*find_race(semis, "S2")), (std::set{CrewId{2}, CrewId{3}}));
}

TEST(BeachSprint, LanesChangeFromRoundToRound) {
    const auto done = progress(table("beach_sprint"), beach_sprint_of(16)).value();
    for (const auto& [race, lane] : std::map<std::string, int>{{"L1", 1}, {"QF1", 2}, {"S1", 1}, {"FA", 2}})
        EXPECT_EQ(std::ranges::find(find_race(done, race)->seats, CrewId{1}, &Seat::crew)->lane.value(), lane) << race;
}

TEST(BeachSprint, LosersOfARoundWithOneTimeShareAPlaceAndWithoutATimeTheLast) {
    auto input = field_of(8);
    row_group(table("beach_sprint"), input, "TT");
    row_group(table("beach_sprint"), input, "QF");
    for (auto& race : input.results) {
        if (race.race == "QF1" || race.race == "QF2") race.crews[1].time = 405s;   // crews 8 and 7
        if (race.race == "QF4") race.crews[1] = {CrewId{5}, Outcome::not_finished, {}, {}};
    }
    const auto done = progress(table("beach_sprint"), input).value();
    std::map<std::uint32_t, std::uint32_t> ranks;
    for (const auto& place : done.places) ranks[place.crew.value()] = place.rank.value();
    EXPECT_EQ(ranks[7], 5U);
    EXPECT_EQ(ranks[8], 5U);
    EXPECT_EQ(ranks[6], 7U);
    EXPECT_EQ(ranks[5], 8U);
}

TEST(ProgressionProperty, Heats2025FillTheNextRoundExactly) {
    const auto& t = table("world_rowing_2025");
    for (const auto& one : t.cases) {
        const auto& heats = one.groups.front();
        if (heats.id != "H") continue;
        const auto& next = *find_group(one, heats.routes[0].to[0]);
        EXPECT_EQ(heats.races.size() * 2 + heats.routes[1].fastest, next.races.size() * 6);
    }
    for (std::uint32_t entries = 1; entries <= 66; ++entries) EXPECT_TRUE(case_for(t, entries)) << entries;
}

TEST(ProgressionProperty, TheOrderInWhichResultsComeInDoesNotMatter) {
    std::mt19937 random{1};
    const auto& t = table("world_rowing_2025");
    auto input = field_of(31);
    for (const auto* group : {"H", "QF", "SC/D"}) row_group(t, input, group);
    const auto once = progress(t, input).value();
    for (auto turn = 0; turn < 10; ++turn) {
        std::ranges::shuffle(input.results, random);
        EXPECT_EQ(progress(t, input).value(), once);
    }
}

}  // namespace progression_file_test
}  // namespace bowball::rules
