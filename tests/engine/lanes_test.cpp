// Lanes drawn by hand: what is refused, and what needs a reason.
#include "world.hpp"

namespace bowball::engine {
namespace lanes_test {

constexpr RaceId final_race{2};

class Lanes : public testing::Test {
protected:
    Lanes() {
        world.give(DeclareEvent{"W1x", "Women's Single Sculls"}).give(EnterCrew{{CrewId{900}, "W1x", "NED", "Netherlands", "", {}}}, "entered late");
        world.give(ScheduleRace{{final_race, "M1x", "FA", "Final", WallTime{}, 2000, "rowing", ""}});
    }
    /// What is said of such a draw; empty if it is taken.
    std::string refusal(std::vector<LaneDraw> lanes, std::string reason = {}) {
        const auto outcome = world.order(DrawLanes{final_race, std::move(lanes)}, std::move(reason));
        return outcome ? std::string{} : outcome.error().text;
    }

    World world;
};

TEST_F(Lanes, ACrewHasOneAndNoLaneHasTwo) {
    EXPECT_EQ(refusal({{lane(1), CrewId{101}}, {lane(2), CrewId{102}}, {lane(4), CrewId{101}}}), "C1 in M1x is drawn in lane 1 and in lane 4.");
    EXPECT_EQ(refusal({{lane(1), CrewId{101}}, {lane(1), CrewId{102}}}), "Lane 1 is drawn twice.");
    EXPECT_EQ(refusal({{lane(1), CrewId{555}}}), "Lane 1: crew 555 is not entered.");
    EXPECT_EQ(refusal({{lane(1), CrewId{101}}, {lane(2), CrewId{102}}}), "");
}

// rules 4.11: a pool of ten lanes counts from 0 to 9.
TEST_F(Lanes, APoolCountsThemFromZero) {
    EXPECT_EQ(refusal({{LaneNumber{0}, CrewId{101}}, {lane(9), CrewId{102}}}), "");
    world.wait_until(1s).give(ArmRace{final_race}).give(GiveAttention{final_race}).start(10s).impulse({PointKind::finish, 0}, 9, 410s);
    auto crossing = World::make({PointKind::finish, 0}, 0, 411s);
    crossing.lane = LaneNumber{0};
    world.wait_until(411s).give(ReportImpulse{crossing, Change::seen});
    const auto judgement = world.judged(final_race);
    ASSERT_EQ(judgement.results.size(), 2u);
    for (const auto& row : judgement.results) EXPECT_TRUE(row.time.has_value()) << row.lane.value();
}

TEST_F(Lanes, AGuestFromAnotherEventNeedsAReason) {
    EXPECT_EQ(refusal({{lane(1), CrewId{900}}}), "Give a reason to let NED in W1x race in M1x.");
    EXPECT_EQ(refusal({{lane(1), CrewId{900}}}, "rows as a guest"), "");
}

TEST_F(Lanes, ThoseThatWereDrawnAreNotChangedWithoutAReason) {
    EXPECT_EQ(refusal({{lane(1), CrewId{101}}, {lane(2), CrewId{102}}}), "");
    EXPECT_EQ(refusal({{lane(2), CrewId{102}}, {lane(1), CrewId{101}}}), "") << "the same again";
    EXPECT_EQ(refusal({{lane(1), CrewId{102}}, {lane(2), CrewId{101}}}), "Give a reason to change lanes that were drawn.");
    EXPECT_EQ(refusal({{lane(1), CrewId{102}}, {lane(2), CrewId{101}}}, "buoys of lane 1 are down on the left"), "");
}

// rules 2.7: wind made one side better, the fastest row there.
TEST_F(Lanes, FromTheBetterSideToTheWorseWithAReason) {
    rules::ProgressionTable table;
    table.id = "own";
    table.lanes = {{3, 4}, {2, 5}, {1, 6}};
    table.cases = {{{6, 6}, {}, {{.id = "F", .races = {"FA"}}}}};
    world.give(RegisterProgression{table});
    const std::vector<CrewId> entries{CrewId{106}, CrewId{105}, CrewId{104}, CrewId{103}, CrewId{102}, CrewId{101}};
    world.give(ChooseProgression{"M1x", "own", entries, 6});
    EXPECT_EQ(world.order(DrawNextRound{final_race, lane(6), {}}, "wind").error().text, "Say both best_lane and worst_lane, or neither.");
    EXPECT_EQ(world.order(DrawNextRound{final_race, lane(6), lane(1)}).error().code, errc::needs_reason);
    EXPECT_FALSE(world.order(DrawNextRound{final_race, lane(6), lane(2)}, "wind")) << "five lanes for six crews";
    world.give(DrawNextRound{final_race, lane(6), lane(1)}, "wind from the left");
    for (std::uint32_t number = 1; number <= 6; ++number) EXPECT_EQ(world.race(final_race).lane(lane(static_cast<int>(number)))->crew, CrewId{100 + number}) << number;
}

}  // namespace lanes_test
}  // namespace bowball::engine
