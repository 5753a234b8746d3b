// Who goes on from two heats by place, by time and by an official's word, and what unlike timing does to it. Athletics, 100 m.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "rules/progression.hpp"
#include "rules/rounding.hpp"

namespace bowball::rules {
namespace qualification_test {

struct Lanes {
    std::uint16_t places = 2;
    std::uint32_t fastest = 2;
    std::uint16_t in_final = 6;
};

ProgressionTable table_with(const Lanes& lanes) {
    ProgressionTable table;
    table.id = "own";
    table.lanes = {{1, 2, 3, 4}};
    table.tie_by_place = {TiePolicy::both_advance_if_lane, TiePolicy::draw};
    table.tie_rounding = Rounding::up;
    table.not_finished_continues = false;
    std::vector<std::vector<std::uint16_t>> final_lanes;
    for (std::uint16_t lane = 1; lane <= lanes.in_final; ++lane) final_lanes.push_back({lane});
    RaceGroup heats{.id = "H", .races = {"H1", "H2"}, .routes = {{.places = {1, lanes.places}, .to = {"F"}}}};
    if (lanes.fastest > 0) heats.routes.push_back({.fastest = lanes.fastest, .to = {"F"}});
    heats.routes.push_back({.rest = true});
    table.cases = {{{8, 8}, {}, {heats, {.id = "F", .races = {"F"}, .lane_order = final_lanes}}}};
    return table;
}

CrewResult placed(std::uint32_t crew, std::uint16_t place, std::string_view time) { return {CrewId{crew}, Outcome::placed, place, parse_time(time).value()}; }

/// Whatever the draw made: the heats are 1 to 4 and 11 to 14, in the order of their places.
struct Heats {
    ProgressionInput input;
    explicit Heats(const ProgressionTable& table) {
        for (const auto crew : {1, 2, 3, 4, 11, 12, 13, 14}) input.entries.push_back(CrewId{static_cast<std::uint32_t>(crew)});
        input.seed = "s";
        EXPECT_TRUE(check(table).has_value());
        input.results.push_back({"H1", {placed(1, 1, "10.101"), placed(2, 2, "10.205"), placed(3, 3, "10.309"), placed(4, 4, "10.400")}});
        input.results.push_back({"H2", {placed(11, 1, "10.050"), placed(12, 2, "10.250"), placed(13, 3, "10.302"), placed(14, 4, "10.500")}});
    }
    CrewResult& crew(std::uint32_t id) {
        for (auto& race : input.results) {
            const auto found = std::ranges::find(race.crews, CrewId{id}, &CrewResult::crew);
            if (found != race.crews.end()) return *found;
        }
        throw std::runtime_error{"no such crew"};
    }
    void time_second_heat_by_hand() {
        for (auto& one : input.results[1].crews) one.grade = TimingGrade::hand;
    }
};

using Marks = std::map<std::uint32_t, std::string>;
Marks final_of(const Progression& progression) {
    Marks marks;
    for (const auto& race : progression.races) {
        for (const auto& seat : race.seats) {
            if (race.race == "F") marks[seat.crew.value()] = to_string(seat.mark);
        }
    }
    return marks;
}
std::uint32_t seed_of(const Progression& progression, std::uint32_t crew) {
    for (const auto& seat : progression.races.back().seats) {
        if (seat.crew == CrewId{crew}) return seat.seed;
    }
    return 0;
}

TEST(Qualification, RanksWinnersThenSecondsThenTheFastestOthers) {
    const auto table = table_with({});
    const auto found = progress(table, Heats{table}.input).value();
    EXPECT_EQ(final_of(found), (Marks{{11, "by_place"}, {1, "by_place"}, {2, "by_place"}, {12, "by_place"}, {13, "by_time"}, {3, "by_time"}}));
    for (const auto& [crew, seed] : std::map<std::uint32_t, std::uint32_t>{{11, 1}, {1, 2}, {2, 3}, {12, 4}, {13, 5}, {3, 6}}) EXPECT_EQ(seed_of(found, crew), seed) << crew;
}

TEST(Qualification, TimesShownEqualAreToldApartByTheThousandth) {
    const auto table = table_with({.fastest = 1, .in_final = 5});
    EXPECT_EQ(final_of(progress(table, Heats{table}.input).value()).count(13), 1U) << "10.302 and 10.309 are both shown 10.31";
}

TEST(Qualification, EqualThousandthsBothGoOnWhereThereIsALaneElseLotsAreDrawn) {
    for (const std::uint16_t lanes : {6, 5}) {
        const auto table = table_with({.fastest = 1, .in_final = lanes});
        Heats heats{table};
        heats.crew(13).time = heats.crew(3).time;
        const auto found = progress(table, heats.input).value();
        EXPECT_EQ(final_of(found).size(), lanes);
        EXPECT_EQ(found.draws.size(), lanes == 5 ? 1U : 0U);
        EXPECT_EQ(progress(table, heats.input).value(), found);
    }
}

TEST(Qualification, TheRefereeAndTheJuryAdvanceBeyondPlacesAndTimes) {
    const auto table = table_with({.fastest = 1, .in_final = 8});
    Heats heats{table};
    heats.crew(14).outcome = Outcome::not_finished;   // was knocked down
    heats.crew(14).time.reset();
    heats.crew(14).place.reset();
    heats.input.advanced = {{CrewId{4}, "H1", false}, {CrewId{14}, "H2", true}, {CrewId{1}, "H1", false}};
    const auto found = progress(table, heats.input).value();
    EXPECT_EQ(final_of(found), (Marks{{11, "by_place"}, {1, "by_place"}, {2, "by_place"}, {12, "by_place"}, {13, "by_time"}, {4, "by_referee"}, {14, "by_jury"}}));
    EXPECT_TRUE(found.problems.empty());
    heats.crew(14).outcome = Outcome::disqualified;
    EXPECT_EQ(final_of(progress(table, heats.input).value()).count(14), 0U) << "whoever is disqualified is advanced by nobody";
}

TEST(Qualification, WhoIsAdvancedTakesTheSpareLaneBeforeATieDoes) {
    const auto table = table_with({.fastest = 1, .in_final = 6});
    Heats heats{table};
    heats.crew(13).time = heats.crew(3).time;
    heats.input.advanced = {{CrewId{4}, "H1", false}};
    const auto found = progress(table, heats.input).value();
    EXPECT_EQ(final_of(found).size(), 6U);
    EXPECT_EQ(final_of(found)[4], "by_referee");
    EXPECT_EQ(found.draws.size(), 1U) << "one lane fewer for those who are level";
}

TEST(Qualification, WhoHasNoValidTimeDoesNotGoOnByTime) {
    const auto table = table_with({.fastest = 1, .in_final = 5});
    Heats heats{table};
    heats.crew(13) = {CrewId{13}, Outcome::not_finished, {}, {}};
    heats.crew(3) = {CrewId{3}, Outcome::disqualified, {}, 10200ms};
    EXPECT_EQ(final_of(progress(table, heats.input).value())[4], "by_time");
}

// --- times taken in unlike ways ---

ProgressionTable unlike(UnlikeTimes policy, Duration within = 500ms) {
    auto table = table_with({.fastest = 1, .in_final = 5});
    table.unlike_times.policy = policy;
    table.unlike_times.within = within;
    return table;
}

TEST(UnlikeTimesDecide, NothingWhereAnOfficialMustSettleIt) {
    const auto table = unlike(UnlikeTimes::settle);
    Heats heats{table};
    heats.time_second_heat_by_hand();
    const auto open = progress(table, heats.input).value();
    ASSERT_EQ(open.ties.size(), 1U);
    EXPECT_TRUE(open.ties[0].is_unlike);
    EXPECT_EQ(open.ties[0].where, "H by time to F");
    EXPECT_EQ(open.ties[0].places, 1U);
    EXPECT_EQ(open.ties[0].crews, (std::vector{CrewId{13}, CrewId{3}, CrewId{4}})) << "14 is beaten by 13 in its own heat and by nobody's clock";
    EXPECT_TRUE(final_of(open).empty()) << "the final is not composed before";

    heats.input.decisions = {{{CrewId{3}, CrewId{13}, CrewId{4}}}};
    const auto settled = progress(table, heats.input).value();
    EXPECT_TRUE(settled.ties.empty());
    EXPECT_EQ(final_of(settled)[3], "by_time");
    EXPECT_EQ(final_of(settled).count(13), 0U);
}

TEST(UnlikeTimesDecide, AndAreOnlyNamedWhereTheTableLetsThemCount) {
    const auto table = unlike(UnlikeTimes::note);
    Heats heats{table};
    EXPECT_TRUE(progress(table, heats.input).value().remarks.empty()) << "all by machine";
    heats.time_second_heat_by_hand();
    const auto found = progress(table, heats.input).value();
    EXPECT_EQ(final_of(found)[13], "by_time");
    ASSERT_EQ(found.remarks.size(), 1U);
    EXPECT_NE(found.remarks[0].find("unlike ways"), std::string::npos);
}

TEST(UnlikeTimesDecide, NothingThatLiesFarApart) {
    const auto table = unlike(UnlikeTimes::settle, 5ms);
    Heats heats{table};
    heats.time_second_heat_by_hand();
    EXPECT_TRUE(progress(table, heats.input).value().ties.empty()) << "10.302 by hand and 10.309 are 7 ms apart";
}

TEST(UnlikeTimesDecide, NothingAmongTimesByMachineCorrectedOrNot) {
    const auto table = unlike(UnlikeTimes::settle);
    Heats heats{table};
    for (auto& one : heats.input.results[1].crews) one.grade = TimingGrade::corrected;
    EXPECT_TRUE(progress(table, heats.input).value().ties.empty());
    for (auto& one : heats.input.results[1].crews) one.grade = TimingGrade::semi_automatic;
    EXPECT_EQ(progress(table, heats.input).value().ties.size(), 1U);
}

TEST(UnlikeTimesDecide, NothingWhereTheTableConvertsTimesByHand) {
    auto table = unlike(UnlikeTimes::settle);
    table.unlike_times.hand_addition = 240ms;
    Heats heats{table};
    heats.time_second_heat_by_hand();
    const auto found = progress(table, heats.input).value();
    EXPECT_TRUE(found.ties.empty());
    EXPECT_EQ(final_of(found)[3], "by_time") << "13 has 10.302 + 0.24";
}

// --- lanes of a round ---

TEST(LanesOfARound, AFinalMayHaveFewerLanesThanTheHeatsAndOthers) {
    ProgressionTable table;
    table.id = "pool";
    table.lanes = {{4}, {5}, {3}, {6}, {2}, {7}, {1}, {8}, {0}, {9}};   // ten lanes, 0 to 9
    table.lane_drawing = LaneDrawing::never;
    table.filling = Filling::circle;
    const std::vector<std::vector<std::uint16_t>> eight{{4}, {5}, {3}, {6}, {2}, {7}, {1}, {8}};
    table.cases = {{{11, 20}, {}, {{.id = "H", .races = {"H1", "H2"}, .routes = {{.fastest = 8, .to = {"F"}}, {.rest = true}}}, {.id = "F", .races = {"F"}, .lane_order = eight}}}};
    ASSERT_TRUE(check(table).has_value());
    ProgressionInput input;
    for (std::uint32_t i = 1; i <= 20; ++i) input.entries.push_back(CrewId{i});
    input.seeded = 20;
    auto now = progress(table, input).value();
    for (const auto& race : now.races) {
        EXPECT_EQ(race.seats.size(), 10U);
        EXPECT_EQ(race.seats.front().lane, LaneNumber{0});
        RaceResult result{race.race, {}};
        for (const auto& seat : race.seats) result.crews.push_back({seat.crew, Outcome::placed, static_cast<std::uint16_t>((seat.crew.value() + 1) / 2), 50s + 1s * seat.crew.value()});
        input.results.push_back(result);
    }
    now = progress(table, input).value();
    const auto& final = now.races.back();
    ASSERT_EQ(final.race, "F");
    ASSERT_EQ(final.seats.size(), 8U);
    EXPECT_EQ(final.seats.front().lane, LaneNumber{1});
    EXPECT_EQ(final.seats.back().lane, LaneNumber{8});
    EXPECT_EQ(std::ranges::find(final.seats, CrewId{1}, &Seat::crew)->lane, LaneNumber{4});
}

TEST(LanesOfARound, ThatContradictThemselvesAreRefusedByTheirPlace) {
    auto table = table_with({});
    table.cases[0].groups[1].lane_order = {{1}, {1}};
    EXPECT_NE(check(table).error().text.find("cases[0].groups[1].lane_order"), std::string::npos);
    table = table_with({});
    table.cases[0].groups[1].lanes = 9;
    EXPECT_NE(check(table).error().text.find("cases[0].groups[1].lanes"), std::string::npos);
}

}  // namespace qualification_test
}  // namespace bowball::rules
