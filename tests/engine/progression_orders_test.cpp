// What officials say of the way from round to round: they settle what the table cannot, and advance crews beyond it.
#include "core/limits.hpp"
#include "engine/progression.hpp"
#include "world.hpp"

namespace bowball::engine {
namespace {

constexpr RaceId second_heat{2};
constexpr RaceId the_final{9};

/// The first two of each heat, and one by time; seven lanes in the final.
rules::ProgressionTable two_heats(rules::UnlikeTimes unlike) {
    rules::ProgressionTable table;
    table.id = "two_heats";
    table.lanes = {{3, 4}, {2, 5}, {1, 6}, {7}};
    table.unlike_times.policy = unlike;
    table.cases = {{{12, 12}, {}, {{.id = "H", .races = {"H1", "H2"}, .routes = {{.places = {1, 2}, .to = {"F"}}, {.fastest = 1, .to = {"F"}}, {.rest = true}}}, {.id = "F", .races = {"F"}}}}};
    return table;
}

struct Timing {
    Source second = Source::system_a;
    Duration later = 0ns;     ///< how much slower the second heat was
};

/// Both heats are official: the second was timed as `timing` says.
World heats(const Timing& timing, rules::UnlikeTimes unlike = rules::UnlikeTimes::settle) {
    World world;
    world.schedule(2, "rowing");
    world.give(ScheduleRace{{the_final, "M1x", "F", "Final", WallTime{}, 2000, "rowing", "9-1-1"}});
    world.give(RegisterProgression{two_heats(unlike)}).give(ChooseProgression{"M1x", "two_heats", {}, 0});
    world.arm().start(10s).finish_all(10s + 7min);
    world.wait_until(20min).give(PublishResult{the_race}).give(ConfirmResult{the_race, true}, "seen");
    world.arm(30min, second_heat).start(30min + 10s);
    for (int i = 1; i <= 6; ++i) world.impulse({PointKind::finish, 0}, i, 37min + 10s + timing.later + (i - 1) * 1s, box_a, timing.second);
    return std::move(world.wait_until(50min).give(PublishResult{second_heat}).give(ConfirmResult{second_heat, true}, "seen"));
}

rules::Progression way_of(const World& world) {
    RaceOutcomes outcomes;
    for (const auto& [id, race] : world.state.races) outcomes.emplace(id, outcome_of(race, judge(world.state, race)));
    return progression_of(world.state, "M1x", outcomes).value();
}
std::string mark_in_final(const rules::Progression& way, std::uint32_t crew) {
    for (const auto& seat : way.races.back().seats) {
        if (way.races.back().race == "F" && seat.crew == CrewId{crew}) return std::string{to_string(seat.mark)};
    }
    return "";
}

TEST(ProgressionOrders, ATimeByHandAgainstOneByMachineWaitsForAnOfficial) {
    auto world = heats({Source::hand, 100ms});
    const auto open = way_of(world);
    ASSERT_EQ(open.ties.size(), 1u);
    EXPECT_TRUE(open.ties[0].is_unlike);
    const auto refused = world.order(DrawNextRound{the_final});
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().text.find("unlike ways"), std::string::npos) << refused.error().text;

    EXPECT_EQ(world.order(SettleTie{"M1x", {CrewId{203}}}, "the watch").error().code, errc::wrong_state) << "name all of them";
    EXPECT_EQ(world.order(SettleTie{"M1x", {CrewId{203}, CrewId{103}}}).error().code, errc::needs_reason);
    world.give(SettleTie{"M1x", {CrewId{203}, CrewId{103}}}, "the watch was started late, the picture of the finish says so");
    EXPECT_TRUE(way_of(world).ties.empty());
    EXPECT_EQ(mark_in_final(way_of(world), 203), "by_time");
    world.give(DrawNextRound{the_final});
    EXPECT_EQ(world.race(the_final).lanes.size(), 5u);
}

TEST(ProgressionOrders, TimesByMachineAndThoseFarApartNeedNobody) {
    EXPECT_TRUE(way_of(heats({Source::system_a, 100ms})).ties.empty());
    EXPECT_TRUE(way_of(heats({Source::hand, 700ms})).ties.empty()) << "0.7 s no watch is wrong";
    EXPECT_TRUE(way_of(heats({Source::hand, 100ms}, rules::UnlikeTimes::compare)).ties.empty());
    const auto noted = way_of(heats({Source::hand, 100ms}, rules::UnlikeTimes::note));
    EXPECT_TRUE(noted.ties.empty());
    EXPECT_EQ(noted.remarks.size(), 1u);
}

TEST(ProgressionOrders, ATieIsSettledByAReRowThatAnotherRaceHeld) {
    auto world = heats({});
    // Thirds of both heats have the same time, and a re-row is a race of its own.
    const auto chosen = *world.state.progressions.at("M1x").table;
    auto table = chosen;
    table.id = "with_rerow";
    table.tie_by_time = {rules::TiePolicy::rerow};
    world.give(RegisterProgression{table}).give(ChooseProgression{"M1x", "with_rerow", {}, 0}, "as the bulletin says");
    const auto open = way_of(world);
    ASSERT_EQ(open.ties.size(), 1u);
    EXPECT_EQ(describe(world.state, "M1x", open.ties[0]), "H by time: C3, C3 are level, and 1 of them goes on. Hold a re-row, and enter its order.");
    world.give(SettleTie{"M1x", {CrewId{203}, CrewId{103}}}, "re-row, race 12");
    EXPECT_EQ(mark_in_final(way_of(world), 203), "by_time");
    world.give(ChooseProgression{"M1x", "with_rerow", {}, 0}, "drawn anew");
    EXPECT_EQ(way_of(world).ties.size(), 1u) << "what was settled goes with the progression that it was settled in";
}

TEST(ProgressionOrders, AnOfficialsWordAdvancesACrewAndTakesItBack) {
    auto world = heats({Source::system_a, 100ms});
    EXPECT_EQ(world.order(AdvanceCrew{the_race, lane(6), AdvancedBy::referee}).error().code, errc::needs_reason);
    world.give(AdvanceCrew{the_race, lane(6), AdvancedBy::referee}, "a launch crossed its lane").give(AdvanceCrew{second_heat, lane(5), AdvancedBy::jury}, "appeal upheld");
    EXPECT_EQ(mark_in_final(way_of(world), 106), "by_referee");
    EXPECT_EQ(mark_in_final(way_of(world), 205), "by_jury");
    EXPECT_EQ(mark_in_final(way_of(world), 103), "by_time") << "nobody's place was taken";
    world.give(AdvanceCrew{the_race, lane(6), AdvancedBy::referee, false}, "the appeal was withdrawn");
    EXPECT_EQ(mark_in_final(way_of(world), 106), "");
    EXPECT_EQ(world.order(AdvanceCrew{the_race, lane(6), AdvancedBy::referee, false}, "again").error().code, errc::wrong_state);
    EXPECT_EQ(world.order(AdvanceCrew{the_final, lane(1), AdvancedBy::referee}, "no").error().code, errc::unknown_lane) << "nobody is drawn there yet";
    world.give(DrawNextRound{the_final});
    EXPECT_EQ(world.order(AdvanceCrew{the_final, lane(3), AdvancedBy::referee}, "no").error().code, errc::wrong_state) << "a final leads nowhere";
}

TEST(ProgressionOrders, TooManyAreTold) {
    auto world = heats({Source::system_a, 100ms});
    for (const auto in_lane : {4, 5, 6}) world.give(AdvanceCrew{the_race, lane(in_lane), AdvancedBy::referee}, "a launch crossed their lanes");
    const auto way = way_of(world);
    EXPECT_FALSE(way.problems.empty()) << "eight crews and seven lanes";
    EXPECT_FALSE(world.order(DrawNextRound{the_final}));
}

TEST(ProgressionOrders, OfSettledTiesTheNewestAreKept) {
    auto world = heats({});
    for (std::size_t i = 0; i < limits::settled_ties + 5; ++i) world.append(TieSettled{"M1x", {CrewId{static_cast<std::uint32_t>(i)}}});
    const auto& settled = world.state.progressions.at("M1x").settled;
    ASSERT_EQ(settled.size(), limits::settled_ties);
    EXPECT_EQ(settled.front().crews.front(), CrewId{5});
}

}  // namespace
}  // namespace bowball::engine
