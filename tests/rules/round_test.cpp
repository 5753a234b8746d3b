#include "rules/round.hpp"

#include <gtest/gtest.h>

namespace bowball::rules {
namespace round_test {

TEST(Round, IsReadFromTheNameOfThePhase) {
    EXPECT_EQ(round_of("H1").kind, RoundKind::heat);
    EXPECT_EQ(round_of("Heat 12").kind, RoundKind::heat);
    EXPECT_EQ(round_of("R2").kind, RoundKind::repechage);
    EXPECT_EQ(round_of("QF3").kind, RoundKind::quarterfinal);
    EXPECT_EQ(round_of("SA/B1").kind, RoundKind::semifinal);
    EXPECT_EQ(round_of("SF 2").kind, RoundKind::semifinal);
    EXPECT_EQ(round_of("TT").kind, RoundKind::time_trial);
    EXPECT_EQ(round_of("P").kind, RoundKind::preliminary);
}

TEST(Round, OnlyTheFirstFinalIsForMedals) {
    EXPECT_TRUE(round_of("FA").is_for_medals());
    EXPECT_TRUE(round_of("F").is_for_medals());
    EXPECT_TRUE(round_of("Final").is_for_medals());
    EXPECT_TRUE(round_of("final a").is_for_medals());
    EXPECT_EQ(round_of("Final B"), (Round{RoundKind::final, 'B'}));
    EXPECT_FALSE(round_of("FB").is_for_medals());
    EXPECT_EQ(round_of("F2"), (Round{RoundKind::final, 'B'}));
    EXPECT_FALSE(round_of("SA/B1").is_for_medals());
}

TEST(Round, AWordThatOnlyBeginsLikeOneIsNone) {
    for (const auto* phase : {"", "Sprint", "Relay", "Hare", "Fun race", "7", "HX"}) EXPECT_EQ(round_of(phase), Round{}) << phase;
}

}  // namespace round_test
}  // namespace bowball::rules
