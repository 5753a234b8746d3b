// The schedule: delays with their gaps, another order, postponed, cancelled. No race leaves the programme.
#include <gtest/gtest.h>

#include "world.hpp"

namespace bowball::engine {
namespace schedule_test {

WallTime clock(std::chrono::minutes since_midnight) { return WallTime{std::chrono::hours{24 * 100} + since_midnight}; }

/// Races 11 to 14 at 9:00, 9:10, 9:25 and the next morning at 9:00.
World& with_morning(World& world) {
    const std::chrono::minutes times[] = {9h, 9h + 10min, 9h + 25min, 33h};
    for (std::uint32_t i = 0; i < 4; ++i) {
        world.give(ScheduleRace{{RaceId{11 + i}, "M1x", "H" + std::to_string(i + 2), "Heat", clock(times[i]), 2000, "rowing", ""}});
        world.give(DrawLanes{RaceId{11 + i}, {{lane(1), CrewId{101}}}});
    }
    return world;
}

WallTime time_of(const World& world, std::uint32_t race) { return world.race(RaceId{race}).programme.scheduled_at; }

TEST(Schedule, ADelayMovesTheRestOfTheDayAndKeepsTheGaps) {
    World world;
    with_morning(world);
    EXPECT_EQ(world.order(DelayFrom{RaceId{12}, 20, {}}).error().code, errc::needs_reason);
    world.give(DelayFrom{RaceId{12}, 20, {}}, "thunder");
    EXPECT_EQ(time_of(world, 11), clock(9h));
    EXPECT_EQ(time_of(world, 12), clock(9h + 30min));
    EXPECT_EQ(time_of(world, 13), clock(9h + 45min));
    EXPECT_EQ(time_of(world, 14), clock(33h)) << "the next day stays";
    EXPECT_EQ(world.race(RaceId{12}).first_time, clock(9h + 10min));
    EXPECT_EQ(world.race(RaceId{12}).moved->reason, "thunder");
    world.give(DelayFrom{RaceId{12}, -20, {}}, "it is over");
    EXPECT_EQ(time_of(world, 12), clock(9h + 10min));
    EXPECT_EQ(world.race(RaceId{12}).first_time, clock(9h + 10min)) << "the first time stays known";
}

TEST(Schedule, ADelayUpToARaceLeavesThoseAfterIt) {
    World world;
    with_morning(world).give(DelayFrom{RaceId{11}, 5, RaceId{12}}, "late boat");
    EXPECT_EQ(time_of(world, 12), clock(9h + 15min));
    EXPECT_EQ(time_of(world, 13), clock(9h + 25min));
    EXPECT_FALSE(world.order(DelayFrom{RaceId{13}, 5, RaceId{11}}, "backwards"));
    EXPECT_FALSE(world.order(DelayFrom{RaceId{11}, 0, {}}, "nothing"));
    EXPECT_FALSE(world.order(DelayFrom{RaceId{11}, 2'000'000'000, {}}, "for ever"));
}

TEST(Schedule, RacesThatHaveBegunKeepTheirTime) {
    World world;
    with_morning(world).arm(1s, RaceId{12});
    world.give(DelayFrom{RaceId{11}, 10, {}}, "wind");
    EXPECT_EQ(time_of(world, 11), clock(9h + 10min));
    EXPECT_EQ(time_of(world, 12), clock(9h + 10min));
    EXPECT_EQ(time_of(world, 13), clock(9h + 35min));
    EXPECT_FALSE(world.order(PostponeRace{RaceId{12}}, "wind"));
    EXPECT_FALSE(world.order(CancelRace{RaceId{12}}, "wind"));
}

TEST(Schedule, AnotherOrderDealsOutTheSameTimes) {
    World world;
    with_morning(world);
    EXPECT_EQ(world.order(OrderRaces{{RaceId{13}, RaceId{11}}}).error().code, errc::needs_reason);
    world.give(OrderRaces{{RaceId{13}, RaceId{11}, RaceId{12}}}, "crews double up");
    EXPECT_EQ(time_of(world, 13), clock(9h));
    EXPECT_EQ(time_of(world, 11), clock(9h + 10min));
    EXPECT_EQ(time_of(world, 12), clock(9h + 25min));
    EXPECT_FALSE(world.order(OrderRaces{{RaceId{13}, RaceId{11}}}, "as it is"));
    EXPECT_FALSE(world.order(OrderRaces{{RaceId{13}, RaceId{13}}}, "twice"));
    EXPECT_FALSE(world.order(OrderRaces{{RaceId{13}}}, "one"));
}

TEST(Schedule, APostponedRaceCannotBeStartedUntilItHasATime) {
    World world;
    with_morning(world).give(PostponeRace{RaceId{11}}, "fog");
    EXPECT_EQ(world.judged(RaceId{11}).phase, Phase::postponed);
    EXPECT_EQ(world.order(ArmRace{RaceId{11}}).error().text, "Race 11 is postponed. Give it a time first.");
    EXPECT_FALSE(world.order(CallRace{RaceId{11}}));
    EXPECT_FALSE(world.order(PostponeRace{RaceId{11}}, "again"));
    world.give(DelayFrom{RaceId{12}, 5, {}}, "fog");
    EXPECT_EQ(time_of(world, 11), clock(9h)) << "it has no place in the block";
    world.give(RescheduleRace{RaceId{11}, clock(15h)});
    EXPECT_EQ(world.judged(RaceId{11}).phase, Phase::scheduled);
    EXPECT_EQ(world.race(RaceId{11}).first_time, clock(9h));
    EXPECT_TRUE(world.order(ArmRace{RaceId{11}}));
}

TEST(Schedule, ACancelledRaceStaysInTheProgrammeAndCanBeBroughtBack) {
    World world;
    with_morning(world).give(CancelRace{RaceId{11}}, "no crews left");
    EXPECT_EQ(world.judged(RaceId{11}).phase, Phase::cancelled);
    EXPECT_NE(world.state.race(RaceId{11}), nullptr);
    EXPECT_FALSE(world.order(ArmRace{RaceId{11}}));
    EXPECT_EQ(world.order(RescheduleRace{RaceId{11}, clock(15h)}).error().code, errc::needs_reason);
    world.give(RescheduleRace{RaceId{11}, clock(15h)}, "they came back");
    EXPECT_EQ(world.judged(RaceId{11}).phase, Phase::scheduled);
}

TEST(Schedule, ADelayBetweenTwoRacesOfOneTimeDoesNotRunOnToTheNextDay) {
    World world;
    with_morning(world);
    world.give(ScheduleRace{{RaceId{10}, "M1x", "H9", "Heat", clock(9h), 2000, "rowing", ""}});
    EXPECT_EQ(world.order(DelayFrom{RaceId{11}, 20, RaceId{10}}, "thunder").error().code, errc::bad_input) << "race 10 stands before race 11";
    world.give(DelayFrom{RaceId{10}, 20, RaceId{11}}, "thunder");
    EXPECT_EQ(time_of(world, 11), clock(9h + 20min));
    EXPECT_EQ(time_of(world, 12), clock(9h + 10min));
}

TEST(Schedule, ARaceThatIsPostponedHasNoResult) {
    World world;
    world.give(PostponeRace{the_race}, "wind");
    world.give(ReadPhoto{the_race, "1-1-1.lif", 1ms, {{lane(1), std::uint16_t{1}, 391s, ResultStatus::none, {}}}});
    const auto refused = world.order(PublishResult{the_race});
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().text.find("postponed"), std::string::npos) << refused.error().text;
}

}  // namespace schedule_test
}  // namespace bowball::engine
