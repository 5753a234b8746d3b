// The live board: who is still in the race, in which place.
#include <gtest/gtest.h>

#include "engine/world.hpp"
#include "views/project.hpp"

namespace bowball::views {
namespace board_test {

using engine::World;
using engine::the_race;

BoardView board(const World& world) {
    for (const auto& topic : project_all(world.state)) {
        if (const auto* found = std::get_if<BoardView>(&topic.view)) return *found;
    }
    return {};
}

TEST(Board, WhoIsOutHasNoPlaceAndThoseBehindMoveUp) {
    World world;
    world.arm().start(10s);
    for (int lane = 1; lane <= 3; ++lane) world.split(500, lane, 10s + 100s + lane * 1s);
    ASSERT_EQ(board(world).rows.at(1).rank, 2);
    world.give(engine::SetStatus{the_race, LaneNumber{2}, engine::ResultStatus::did_not_finish}, "broken oar");
    const auto rows = board(world).rows;
    EXPECT_EQ(rows.at(0).crew.lane, 1);
    EXPECT_EQ(rows.at(0).rank, 1);
    EXPECT_EQ(rows.at(1).crew.lane, 3);
    EXPECT_EQ(rows.at(1).rank, 2) << "the crew before it is out";
    EXPECT_EQ(rows.back().crew.lane, 2);
    EXPECT_EQ(rows.back().rank, std::nullopt);
    EXPECT_EQ(rows.back().gap_text, "");
    EXPECT_EQ(rows.back().status, "DNF");
}

TEST(Board, GapsAreToTheLeaderOfThoseStillInTheRace) {
    World world;
    world.arm().start(10s);
    for (int lane = 1; lane <= 3; ++lane) world.split(500, lane, 10s + 100s + lane * 1s);
    ASSERT_EQ(board(world).rows.at(2).gap_text, "+2.00");
    world.give(engine::SetStatus{the_race, LaneNumber{1}, engine::ResultStatus::did_not_finish}, "broken oar");
    const auto rows = board(world).rows;
    EXPECT_EQ(rows.at(0).rank, 1);
    EXPECT_EQ(rows.at(0).gap_text, "") << "nobody who is still in the race is before it";
    EXPECT_EQ(rows.at(1).rank, 2);
    EXPECT_EQ(rows.at(1).gap_text, "+1.00");
}

}  // namespace board_test
}  // namespace bowball::views
