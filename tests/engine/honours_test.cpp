// Medals and points: rules of the sports 6, worked examples 23 and 62.
#include "engine/honours.hpp"

#include "engine/world.hpp"

namespace bowball::engine {
namespace honours_test {

MedalWon won(std::string team, Medal medal) { return {"E", RaceId{1}, medal, CrewId{1}, std::move(team)}; }

void add(std::vector<MedalWon>& medals, const std::string& team, int gold, int silver, int bronze) {
    for (int i = 0; i < gold; ++i) medals.push_back(won(team, Medal::gold));
    for (int i = 0; i < silver; ++i) medals.push_back(won(team, Medal::silver));
    for (int i = 0; i < bronze; ++i) medals.push_back(won(team, Medal::bronze));
}

TEST(Medals, Example62EqualCountsShareTheRank) {
    std::vector<MedalWon> medals;
    add(medals, "C", 1, 9, 9);
    add(medals, "B", 2, 0, 1);
    add(medals, "A", 2, 0, 1);
    const auto table = medal_table(medals);
    ASSERT_EQ(table.size(), 3u);
    EXPECT_EQ(table[0].team, "A");
    EXPECT_EQ(table[0].rank, 1);
    EXPECT_EQ(table[1].team, "B");
    EXPECT_EQ(table[1].rank, 1);
    EXPECT_EQ(table[2].rank, 3);
    EXPECT_EQ(table[2].total(), 19u);
}

/// A race of the event as it ended.
RaceOutcome ended(std::uint32_t race, std::string_view phase, const std::vector<int>& places, rules::PointsRules points = {}, const std::vector<Duration>& times = {}) {
    RaceOutcome outcome;
    outcome.race = RaceId{race};
    outcome.event = "M1x";
    outcome.phase = phase;
    outcome.round = rules::round_of(phase);
    outcome.distance_m = 2000;
    outcome.drawn = 6;
    outcome.is_official = true;
    rules::RuleSet rules;
    rules.points = std::move(points);
    outcome.rules = std::make_shared<const rules::RuleSet>(rules);
    for (std::size_t i = 0; i < places.size(); ++i)
        outcome.places.push_back({CrewId{race * 100 + static_cast<std::uint32_t>(i) + 1}, static_cast<std::uint16_t>(places[i]), i < times.size() ? std::optional{times[i]} : std::nullopt});
    return outcome;
}

/// Crew 101 is of team "T101" and so on, unless named.
MeetState crews(const RaceOutcomes& outcomes, const std::map<std::uint32_t, std::string>& teams = {}) {
    MeetState state;
    for (const auto& [id, outcome] : outcomes) {
        for (const auto& place : outcome.places) {
            const auto number = place.crew.value();
            state.crews[place.crew] = {place.crew, "M1x", teams.contains(number) ? teams.at(number) : "T" + std::to_string(number), "", "", {}};
        }
    }
    return state;
}

std::string medal_line(const std::vector<MedalWon>& medals) {
    std::string text;
    for (const auto& one : medals) text += std::string{to_string(one.medal)} + " ";
    return text;
}

TEST(Medals, TwoGoldsLeaveNoSilver) {  // 23
    const RaceOutcomes outcomes{{RaceId{1}, ended(1, "FA", {1, 1, 3, 4})}};
    EXPECT_EQ(medal_line(medals_of(crews(outcomes), outcomes)), "gold gold bronze ");
}

TEST(Medals, TwoSilversLeaveNoBronze) {
    const RaceOutcomes outcomes{{RaceId{1}, ended(1, "FA", {1, 2, 2, 4})}};
    EXPECT_EQ(medal_line(medals_of(crews(outcomes), outcomes)), "gold silver silver ");
}

TEST(Medals, OnlyTheFirstFinalGivesThem) {
    const RaceOutcomes outcomes{{RaceId{1}, ended(1, "H1", {1, 2, 3})}, {RaceId{2}, ended(2, "FB", {1, 2, 3})}};
    EXPECT_TRUE(medals_of(crews(outcomes), outcomes).empty());
}

// Beach sprint: two race for gold, and those who lost the semi-finals for bronze.
TEST(Medals, BehindAFinalOfTwoTheWinnerOfFinalBHasTheBronze) {
    RaceOutcomes outcomes{{RaceId{1}, ended(1, "FA", {1, 2})}, {RaceId{2}, ended(2, "FB", {1, 2})}};
    for (auto& [id, outcome] : outcomes) outcome.drawn = 2;
    const auto medals = medals_of(crews(outcomes), outcomes);
    EXPECT_EQ(medal_line(medals), "gold silver bronze ");
    ASSERT_EQ(medals.size(), 3u);
    EXPECT_EQ(medals[2].race, RaceId{2});
    outcomes.at(RaceId{2}).is_official = false;
    outcomes.at(RaceId{2}).places.clear();
    EXPECT_EQ(medal_line(medals_of(crews(outcomes), outcomes)), "gold silver ") << "it was not rowed";
}

const rules::PointsRules world_cup{{8, 6, 5, 4, 3, 2, 1}, rules::TiedPoints::share, rules::PointsScope::event, true, 0};

TEST(PointsTable, FinalBGoesOnWhereFinalAEnds) {
    const RaceOutcomes outcomes{{RaceId{1}, ended(1, "FA", {1, 2, 3, 4, 5}, world_cup)}, {RaceId{2}, ended(2, "FB", {1, 2}, world_cup)}};
    const auto points = points_of(crews(outcomes), outcomes);
    ASSERT_EQ(points.size(), 6u);
    EXPECT_EQ(points[5].place, 7u) << "six were drawn in final A, though one of them has no place";
    EXPECT_EQ(points[5].milli, 1000);
}

TEST(PointsTable, OnlyTheBestCrewOfATeamScores) {
    const RaceOutcomes outcomes{{RaceId{1}, ended(1, "FA", {1, 2, 3}, world_cup)}};
    const auto state = crews(outcomes, {{101, "GER 1"}, {102, "GER 2"}, {103, "NED"}});
    const auto points = points_of(state, outcomes);
    ASSERT_EQ(points.size(), 2u);
    EXPECT_EQ(points[0].team, "GER");
    EXPECT_EQ(points[0].milli, 8000);
    EXPECT_EQ(points[1].milli, 5000) << "the third keeps its place";
    auto all = world_cup;
    all.best_of_team = false;
    const RaceOutcomes each{{RaceId{1}, ended(1, "FA", {1, 2, 3}, all)}};
    EXPECT_EQ(points_of(state, each).size(), 3u);
}

TEST(PointsTable, ATieOfTeamsGoesToMoreWins) {
    const std::vector<PointsWon> points{{"A", RaceId{1}, CrewId{1}, "TWO SECONDS", 2, 4000, 0}, {"B", RaceId{2}, CrewId{2}, "TWO SECONDS", 2, 4000, 0},
                                        {"A", RaceId{1}, CrewId{3}, "A WIN", 1, 8000, 0}, {"C", RaceId{3}, CrewId{4}, "ALSO A WIN", 1, 8000, 0}};
    const auto table = points_table(points);
    ASSERT_EQ(table.size(), 3u);
    EXPECT_EQ(table[0].rank, 1);
    EXPECT_EQ(table[1].rank, 1);
    EXPECT_EQ(table[2].team, "TWO SECONDS");
    EXPECT_EQ(table[2].rank, 3);
}

TEST(PointsTable, RacesOfAYouthTestScoreEachWithABonusForTheFastest) {
    const rules::PointsRules youth{{6, 4, 3, 2}, rules::TiedPoints::share, rules::PointsScope::race, false, 2};
    RaceOutcomes outcomes{{RaceId{1}, ended(1, "H1", {1, 2}, youth, {400s, 402s})}, {RaceId{2}, ended(2, "H2", {1, 2}, youth, {399s, 410s})}};
    const auto points = points_of(crews(outcomes), outcomes);
    ASSERT_EQ(points.size(), 4u);
    EXPECT_EQ(points[0].milli, 6000);
    EXPECT_EQ(points[2].milli, 8000) << "the fastest of both heats";
    EXPECT_EQ(points[2].bonus_milli, 2000);
    outcomes.at(RaceId{1}).is_official = false;
    outcomes.at(RaceId{1}).places.clear();
    EXPECT_EQ(points_of(crews(outcomes), outcomes)[0].milli, 6000) << "no bonus while a race of the round is open";
    outcomes.emplace(RaceId{3}, ended(3, "H1", {1}, youth, {398s}));
    EXPECT_EQ(points_of(crews(outcomes), outcomes).back().bonus_milli, 2000) << "it was rowed anew under another number";
}

TEST(PointsTable, AFinalThatWasScheduledAnewCountsInPlaceOfTheAbandonedOne) {
    RaceOutcomes outcomes{{RaceId{1}, ended(1, "FA", {}, world_cup)}, {RaceId{3}, ended(3, "FA", {1, 2}, world_cup)}};
    outcomes.at(RaceId{1}).is_official = false;
    EXPECT_EQ(points_of(crews(outcomes), outcomes).size(), 2u);
}

TEST(PointsTable, FinalBWaitsUntilItIsKnownHowManyAreInFinalA) {
    RaceOutcomes outcomes{{RaceId{1}, ended(1, "FA", {}, world_cup)}, {RaceId{2}, ended(2, "FB", {1, 2}, world_cup)}};
    outcomes.at(RaceId{1}).is_official = false;
    outcomes.at(RaceId{1}).drawn = 0;
    EXPECT_TRUE(points_of(crews(outcomes), outcomes).empty()) << "else the winner of final B were first of the event";
}

// A final that was not rowed gives nobody anything, and takes nobody's place away.
TEST(PointsTable, AFinalThatWasNotRowedGivesNoPoints) {
    for (const auto is_cancelled : {true, false}) {
        RaceOutcomes outcomes{{RaceId{1}, ended(1, "FA", {}, world_cup)}, {RaceId{2}, ended(2, "FB", {1, 2}, world_cup)}};
        outcomes.at(RaceId{1}).is_official = false;
        outcomes.at(RaceId{1}).is_cancelled = is_cancelled;
        const auto points = points_of(crews(outcomes), outcomes);
        ASSERT_EQ(points.size(), 1u);
        EXPECT_EQ(points[0].place, 7u) << "final A has taken six places, whoever holds them";
        EXPECT_EQ(points[0].milli, 1000);
        EXPECT_TRUE(medals_of(crews(outcomes), outcomes).empty());
    }
}

TEST(PointsTable, NobodyBehindAFinalThatTheProgrammeDoesNotHaveHasAPlace) {
    const RaceOutcomes only_b{{RaceId{2}, ended(2, "FB", {1, 2}, world_cup)}};
    EXPECT_TRUE(points_of(crews(only_b), only_b).empty()) << "else the winner of final B were first of the event";
    const RaceOutcomes without_b{{RaceId{1}, ended(1, "FA", {1}, world_cup)}, {RaceId{3}, ended(3, "FC", {1}, world_cup)}};
    EXPECT_EQ(points_of(crews(without_b), without_b).size(), 1u);
}

TEST(PointsTable, TheBestCrewOfATeamIsTheOneThatScoresMost) {
    const rules::PointsRules youth{{6, 4}, rules::TiedPoints::share, rules::PointsScope::event, true, 3};
    const RaceOutcomes outcomes{{RaceId{1}, ended(1, "FA", {1, 2}, youth, {400s, 402s})}, {RaceId{2}, ended(2, "FB", {1}, youth, {399s})}};
    const auto state = crews(outcomes, {{102, "GER 1"}, {201, "GER 2"}});
    const auto points = points_of(state, outcomes);
    ASSERT_EQ(points.size(), 2u);
    EXPECT_EQ(points[1].milli, 4000) << "fourth points against three for the fastest of the round";
}

TEST(DeadHeat, ThroughAPenaltyIsOneOfThePicturesTimes) {
    World world;
    world.give(ReadPhoto{the_race, "p", 10ms, {{lane(1), std::uint16_t{1}, 395s, {}, {}}, {lane(2), std::uint16_t{2}, 400s, {}, {}}}});
    world.give(SetPenalty{the_race, lane(1), 5s});
    EXPECT_FALSE(world.result(1).too_close) << "the picture was read: it has no more to say";
    EXPECT_EQ(world.rank(1), 1);
    EXPECT_EQ(world.rank(2), 1);
    ASSERT_EQ(world.judged().dead_heats.size(), 1u);
}

TEST(DeadHeat, OfARaceThatOnlyACameraSawIsDrawnToo) {
    World world{{}, 2};
    world.give(ReadPhoto{the_race, "p", 10ms, {{lane(1), std::uint16_t{1}, 400s, {}, {}}, {lane(2), std::uint16_t{1}, 400s, {}, {}}}});
    EXPECT_EQ(world.order(DrawLots{the_race, {lane(1), lane(2)}}).error().code, errc::needs_reason) << "rowing rows again";
    world.give(DrawLots{the_race, {lane(1), lane(2)}}, "too dark to row again");
    EXPECT_TRUE(world.judged().dead_heats.at(0).drawn);
    EXPECT_NE(world.result(1).lot, world.result(2).lot);
}

TEST(DeadHeat, OfCrewsThatWerePlacedLastIsNone) {
    World world;
    world.arm().start(10s).finish_all(410s, 4).give(SetStatus{the_race, lane(5), ResultStatus::relegated}).give(SetStatus{the_race, lane(6), ResultStatus::relegated});
    EXPECT_TRUE(world.judged().dead_heats.empty());
}

// Swimming: equal times share the place, and who goes on by time the progression knows (rules of the sports 4).
TEST(DeadHeat, WhereTimesDecideWhoGoesOnAHeatAsksForNoSwimOff) {
    for (const auto advance : {std::uint16_t{0}, std::uint16_t{2}}) {
        rules::RuleSet swimming;
        swimming.id = "swimming";
        swimming.dead_heat.where_told = true;
        World world{swimming};
        world.give(ScheduleRace{{RaceId{2}, "M1x", "H2", "Heat", WallTime{}, 2000, "swimming", "2-1-1", advance}});
        world.give(DrawLanes{RaceId{2}, {{lane(1), CrewId{101}}, {lane(2), CrewId{102}}, {lane(3), CrewId{103}}}});
        world.give(ReadPhoto{RaceId{2}, "p", 1ms, {{lane(1), std::uint16_t{1}, 400s, {}, {}}, {lane(2), std::uint16_t{2}, 401s, {}, {}}, {lane(3), std::uint16_t{2}, 401s, {}, {}}}});
        EXPECT_EQ(world.warns(WarningKind::dead_heat, RaceId{2}), advance == 2) << "two go on by place, and two hold the second";
        EXPECT_EQ(world.rank(3, RaceId{2}), 2);
        EXPECT_TRUE(world.result(3, RaceId{2}).rank_shared);
    }
}

TEST(DeadHeat, MattersOnlyAcrossTheLastPlaceThatGoesOn) {
    const auto open_with = [](std::uint16_t advance) {
        World world;
        world.give(ScheduleRace{{RaceId{2}, "M1x", "H2", "Heat", WallTime{}, 2000, "rowing", "2-1-1", advance}});
        world.give(DrawLanes{RaceId{2}, {{lane(1), CrewId{101}}, {lane(2), CrewId{102}}, {lane(3), CrewId{103}}, {lane(4), CrewId{104}}}});
        world.give(ReadPhoto{RaceId{2}, "p", 1ms, {{lane(1), std::uint16_t{1}, 400s, {}, {}}, {lane(2), std::uint16_t{2}, 401s, {}, {}}, {lane(3), std::uint16_t{2}, 401s, {}, {}}, {lane(4), std::uint16_t{4}, 405s, {}, {}}}});
        return world.warns(WarningKind::dead_heat, RaceId{2});
    };
    EXPECT_FALSE(open_with(1)) << "neither goes on";
    EXPECT_TRUE(open_with(2)) << "one of the two";
    EXPECT_FALSE(open_with(3)) << "both";
    EXPECT_TRUE(open_with(0)) << "not told: people must look";
}

TEST(Outcome, TimesOnTheWayTellOfOtherCrewsOfTheEventAlone) {
    RaceOutcomes outcomes{{RaceId{1}, ended(1, "H1", {1})}, {RaceId{2}, ended(2, "H2", {1})}};
    outcomes.at(RaceId{1}).splits[500] = {{95s, 400s}};
    outcomes.at(RaceId{2}).splits[500] = {{96s, 405s}};
    World world;
    EXPECT_EQ(history_of(outcomes, world.race(), 500), (std::vector<rules::SplitToFinish>{{96s, 405s}})) << "not of the race itself";
    outcomes.at(RaceId{2}).distance_m = 1000;
    EXPECT_TRUE(history_of(outcomes, world.race(), 500).empty());
}

}  // namespace honours_test
}  // namespace bowball::engine
