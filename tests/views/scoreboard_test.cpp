// What officials chose for the scoreboards, as screens read it.
#include <gtest/gtest.h>

#include "engine/world.hpp"
#include "views/projection.hpp"

namespace bowball::views {
namespace scoreboard_test {

using engine::BoardFace;
using engine::ShowOnBoard;
using engine::World;

/// The meet's view among those that the newest entry changed; absent where it is not among them.
std::optional<MeetView> news(Projection& projection, const World& world) {
    for (const auto& one : projection.update(world.state, {world.entries.back()})) {
        if (const auto* meet = std::get_if<MeetView>(&one.view)) return *meet;
    }
    return std::nullopt;
}

TEST(Scoreboard, EveryScreenIsToldWhatItShowsAsSoonAsItIsChosen) {
    World world;
    Projection projection;
    std::ignore = projection.all(world.state);
    const auto chosen = news(projection, world.give(ShowOnBoard{BoardFace::message, "Lunch\nuntil 14:00"}));
    ASSERT_TRUE(chosen && chosen->board);
    EXPECT_EQ(*chosen->board, (MeetView::Board{"message", "Lunch\nuntil 14:00"}));
    const auto medals = news(projection, world.give(ShowOnBoard{BoardFace::medals}));
    ASSERT_TRUE(medals && medals->board);
    EXPECT_EQ(*medals->board, (MeetView::Board{"medals", ""}));
    const auto back = news(projection, world.give(ShowOnBoard{BoardFace::automatic}));
    ASSERT_TRUE(back.has_value()) << "that it goes round again is news";
    EXPECT_FALSE(back->board.has_value());
}

TEST(Scoreboard, AScreenThatComesLaterIsToldToo) {
    World world;
    world.give(ShowOnBoard{BoardFace::schedule}).arm(60s);
    const auto views = Projection{}.all(world.state);
    EXPECT_EQ(views.front().topic, "meet");
    EXPECT_EQ(views.front().audience, Audience::everyone);
    EXPECT_EQ(std::get<MeetView>(views.front().view).board, (MeetView::Board{"schedule", ""}));
}

TEST(Scoreboard, WhatIsShownChangesNoViewOfARace) {
    World world;
    Projection projection;
    world.arm(1s).start(10s);
    std::ignore = projection.all(world.state);
    world.give(ShowOnBoard{BoardFace::medals});
    EXPECT_EQ(projection.update(world.state, {world.entries.back()}).size(), 1u) << "the meet's alone";
}

}  // namespace scoreboard_test
}  // namespace bowball::views
