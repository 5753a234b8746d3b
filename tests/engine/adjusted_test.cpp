// What is added to a crew's time and taken from it, and the wind: head races, masters, athletics.
#include "world.hpp"

namespace bowball::engine {
namespace adjusted_test {

constexpr Duration t0 = 60s;
constexpr RaceId head{1};

rules::PenaltySchedule schedule() {
    return {"head", "", "", {{"BUOY", "", 10s, true, 2, "REPEATED"}, {"REPEATED", "", 60s, true, 1, "DSQ"}}};
}

rules::RuleSet head_race() {
    rules::RuleSet set;
    set.id = "head";
    set.start.kind = rules::StartKind::individual;
    set.finish.fastest_per_1000_m = 0ns;
    set.finish.slowest_per_1000_m = 1h;
    set.rank.key = rules::RankKey::displayed_time;
    set.splits_m = {};
    set.penalties = schedule();
    return set;
}

World& enter(World& world, int in_lane, const std::string& category, std::vector<std::uint32_t> birth_years, std::optional<std::int64_t> handicap_ms = {}) {
    CrewEntered crew{CrewId{100 + static_cast<std::uint32_t>(in_lane)}, "M1x", "C", "Crew", "Club", {}};
    crew.category = category;
    crew.birth_years = std::move(birth_years);
    crew.handicap_ms = handicap_ms;
    return world.give(EnterCrew{crew}, "its years of birth came later");
}

World& row(World& world, int in_lane, Duration start, Duration time) {
    world.impulse({PointKind::start_signal, 0}, in_lane, start);
    return world.finish(in_lane, start + time);
}

TEST(HeadRace, WorkedExampleNo31RawPenaltyHandicapAndAdjusted) {
    World world{head_race()};
    enter(world, 1, "", {}, 22'000);
    world.arm();
    row(world, 1, 10h + 15200ms, 18min + 29550ms);
    world.give(GivePenalty{head, lane(1), "BUOY", 1});
    const auto result = world.result(1);
    EXPECT_EQ(result.raw(), 18min + 29550ms);
    EXPECT_EQ(result.penalty, 10s);
    EXPECT_EQ(result.handicap, 22s);
    EXPECT_EQ(result.time->published, 18min + 17550ms);
}

// Each has a start of its own: nothing cancels.
TEST(HeadRace, TwoTimesAreAsFarInDoubtAsTheirStartsAndTheirFinishes) {
    auto rules = head_race();
    rules.rank.key = rules::RankKey::raw_time;
    World world{rules};
    world.arm();
    row(world, 1, t0, 600s);
    row(world, 2, t0 + 1min, 600s + 170us);
    EXPECT_TRUE(world.result(1).too_close && world.result(2).too_close) << "four stamps of 0.1 ms each make 0.2 ms";
    World clear{rules};
    clear.arm();
    row(clear, 1, t0, 600s);
    row(clear, 2, t0 + 1min, 600s + 210us);
    EXPECT_FALSE(clear.result(1).too_close);
}

TEST(HeadRace, RankIsByTheAdjustedTime) {
    World world{head_race()};
    world.arm();
    row(world, 1, t0, 600s);
    row(world, 2, t0 + 1min, 605s);
    EXPECT_EQ(world.rank(1), 1);
    world.give(GivePenalty{head, lane(1), "BUOY", 1});
    EXPECT_EQ(world.rank(1), 2);
    EXPECT_EQ(world.rank(2), 1);
    world.give(GivePenalty{head, lane(1), "BUOY", 0});
    EXPECT_EQ(world.rank(1), 1) << "taken back";
}

TEST(HeadRace, BuoysAddUpUntilTheyDisqualify) {
    World world{head_race()};
    world.arm();
    row(world, 1, t0, 600s);
    world.give(GivePenalty{head, lane(1), "BUOY", 3});
    EXPECT_EQ(world.result(1).penalty, 80s) << "two buoys and one REPEATED";
    world.give(SetPenalty{head, lane(1), 5s});
    EXPECT_EQ(world.result(1).penalty, 85s) << "seconds that were entered come on top";
    world.give(GivePenalty{head, lane(1), "BUOY", 4});
    EXPECT_EQ(world.result(1).status, ResultStatus::disqualified);
    EXPECT_FALSE(world.result(1).rank.has_value());
    EXPECT_TRUE(world.warns(WarningKind::penalty_disqualifies));
    world.give(GivePenalty{head, lane(1), "BUOY", 1});
    EXPECT_EQ(world.result(1).status, ResultStatus::none);
}

TEST(HeadRace, ACodeThatTheScheduleDoesNotHaveIsRefused) {
    World world{head_race()};
    world.arm();
    EXPECT_EQ(world.order(GivePenalty{head, lane(1), "SWIMMING", 1}).error().code, errc::not_found);
    EXPECT_EQ(World{}.order(GivePenalty{head, lane(1), "BUOY", 1}).error().code, errc::bad_input) << "no schedule";
}

TEST(HeadRace, ACaptureWithoutANumberIsNamedLater) {
    World world{head_race()};
    world.arm();
    world.impulse({PointKind::start_signal, 0}, 0, t0);
    const auto start = world.last_impulse();
    world.impulse({PointKind::start_signal, 0}, 2, t0 + 30s);
    world.impulse({PointKind::finish, 0}, 0, t0 + 600s);
    const auto finish = world.last_impulse();
    world.finish(2, t0 + 640s);
    EXPECT_EQ(world.time(2), 610s);
    EXPECT_TRUE(world.warns(WarningKind::unnamed_impulse));
    world.give(AssignImpulse{start, head, {PointKind::start_signal, 0}, lane(1)});
    world.give(AssignImpulse{finish, head, {PointKind::finish, 0}, lane(1)});
    EXPECT_EQ(world.time(1), 600s);
    EXPECT_EQ(world.rank(1), 1);
    EXPECT_FALSE(world.warns(WarningKind::unnamed_impulse));
}

TEST(HeadRace, AHandicapThatLeavesNothingOfTheTimeIsWarnedOf) {
    World world{head_race()};
    enter(world, 1, "", {}, 22'000);
    world.arm();
    row(world, 1, t0, 22s);
    EXPECT_EQ(world.time(1), 0s);
    EXPECT_TRUE(world.warns(WarningKind::implausible_time));
    World sound{head_race()};
    enter(sound, 1, "", {}, 22'000);
    sound.arm();
    row(sound, 1, t0, 1000s);
    EXPECT_FALSE(sound.warns(WarningKind::implausible_time));
}

// --- masters ---

rules::MastersRules masters(rules::HandicapModel model) {
    rules::MastersRules table;
    table.id = "masters";
    table.categories = {{"A", 27}, {"D", 50}, {"E", 55}, {"F", 60}};
    table.model = model;
    table.rows = {{200s, {0, 15, 22, 30}}, {210s, {0, 16, 23, 32}}};
    table.factors = {{"W8+", 894'000}, {"M8+", 1'000'000}};
    return table;
}

rules::RuleSet of_masters(rules::HandicapModel model) {
    rules::RuleSet set;
    set.finish.fastest_per_1000_m = 0ns;
    set.rank.key = rules::RankKey::displayed_time;
    set.masters = masters(model);
    return set;
}

TEST(Masters, WorkedExampleNo28TheCategoryByTheYearsOfBirth) {
    auto set = of_masters(rules::HandicapModel::none);
    World world{set};
    enter(world, 1, "", {1922, 1915, 1913, 1911});   // in 1970, the year of the race: 48, 55, 57, 59
    EXPECT_EQ(world.result(1).category, "D");
    set.masters.age_rounding = rules::AgeRounding::nearest;
    World nearest{set};
    enter(nearest, 1, "", {1922, 1915, 1913, 1911});
    EXPECT_EQ(nearest.result(1).category, "E");
}

TEST(Masters, WorkedExampleNo29TheBritishTableBetweenItsRows) {
    auto set = of_masters(rules::HandicapModel::additive);
    set.masters.standards = {{"M1x", 102500ms}};   // 2000 m: 3:25
    World world{set};
    enter(world, 1, "E", {});
    enter(world, 2, "", {1910});                   // 60 in 1970: F
    world.arm().start(t0).finish(1, t0 + 300s).finish(2, t0 + 305s);
    EXPECT_EQ(world.result(1).handicap, 22500ms);
    EXPECT_EQ(world.result(2).handicap, 31s);
    EXPECT_EQ(world.rank(2), 1) << "274 s before 277.5 s";
}

TEST(Masters, WorkedExampleNo30TheFactorPutsTheWomensEightFirst) {
    World world{of_masters(rules::HandicapModel::factor)};
    enter(world, 1, "W8+", {});
    enter(world, 2, "M8+", {});
    world.arm().start(t0).finish(2, t0 + 360s).finish(1, t0 + 400s);
    EXPECT_EQ(world.result(1).time->published, 357600ms);
    EXPECT_EQ(world.result(2).time->published, 360s);
    EXPECT_EQ(world.rank(1), 1);
    EXPECT_EQ(world.rank(2), 2);
}

TEST(Masters, AnEnteredHandicapStandsOverTheTable) {
    World world{of_masters(rules::HandicapModel::factor)};
    enter(world, 1, "W8+", {}, 5'000);
    world.arm().start(t0).finish(1, t0 + 400s);
    EXPECT_EQ(world.time(1), 395s);
}

TEST(Masters, AHandicapThatNobodyCanReckonIsToldAndNotGuessed) {
    World world{of_masters(rules::HandicapModel::factor)};   // M1x has no factor
    world.arm().start(t0).finish(1, t0 + 400s);
    EXPECT_EQ(world.time(1), 400s);
    EXPECT_TRUE(world.warns(WarningKind::handicap_unknown));
}

std::vector<std::string> doubts(const World& world) {
    std::vector<std::string> texts;
    for (const auto& warning : world.judged().warnings) {
        if (warning.kind == WarningKind::category_doubtful) texts.push_back(warning.text);
    }
    return texts;
}

rules::RuleSet by_birth_years(rules::HandicapModel model) {
    auto set = of_masters(model);
    set.masters.by_birth_years = true;
    set.masters.standards = {{"M1x", 102500ms}};
    return set;
}

TEST(Masters, TheYearsOfBirthStandOverTheCategoryThatWasEntered) {
    World world{by_birth_years(rules::HandicapModel::additive)};
    enter(world, 1, "E", {1916});   // 54 in 1970: D
    enter(world, 2, "D", {1916});
    world.arm().start(t0).finish(1, t0 + 300s).finish(2, t0 + 301s);
    EXPECT_EQ(world.result(1).category, "D");
    EXPECT_EQ(world.result(1).handicap, 15500ms);
    EXPECT_EQ(world.result(2).handicap, 15500ms);
    EXPECT_EQ(doubts(world), std::vector<std::string>{"Lane 1: entered in category E, and its years of birth make it D. D counts. Correct the entry."});
}

TEST(Masters, WhatIsTooYoungIsToldWhereACategoryStandsToo) {
    World world{by_birth_years(rules::HandicapModel::none)};
    enter(world, 1, "D", {1916, 1945});   // the second is 25
    EXPECT_EQ(doubts(world), std::vector<std::string>{"Lane 1: A member is 25; masters are 27 or older in the year."});
    World additive{by_birth_years(rules::HandicapModel::additive)};
    enter(additive, 1, "D", {1916, 1945});
    additive.arm().start(t0).finish(1, t0 + 300s);
    EXPECT_EQ(additive.result(1).handicap, 0s);
    EXPECT_TRUE(additive.warns(WarningKind::handicap_unknown));
}

TEST(Masters, AClassOfBoatsIsNoCategoryOfAge) {
    auto set = by_birth_years(rules::HandicapModel::factor);
    World world{set};
    enter(world, 1, "W8+", {1916});
    world.arm().start(t0).finish(1, t0 + 400s);
    EXPECT_EQ(world.result(1).category, "W8+");
    EXPECT_EQ(world.result(1).time->published, 357600ms);
    EXPECT_TRUE(doubts(world).empty());
}

/// As journals of before there was such a key have it.
TEST(Masters, ATableThatDoesNotSayItGoesByTheCategory) {
    auto set = by_birth_years(rules::HandicapModel::additive);
    set.masters.by_birth_years = false;
    World world{set};
    enter(world, 1, "E", {1916});
    world.arm().start(t0).finish(1, t0 + 300s);
    EXPECT_EQ(world.result(1).category, "E");
    EXPECT_EQ(world.result(1).handicap, 22500ms);
}

// --- wind and units ---

rules::RuleSet athletics() {
    rules::RuleSet set;
    set.finish.fastest_per_1000_m = 0ns;
    set.time.rounding = rules::Rounding::up;
    set.wind = {2000, 20};   // the race of these tests is 2000 m long
    return set;
}

TEST(Wind, WorkedExampleNo20RoundedUpAndThenCompared) {
    World world{athletics()};
    world.arm().start(t0).finish(1, t0 + 10s);
    EXPECT_TRUE(world.warns(WarningKind::wind_missing));
    const auto found = [&](std::int64_t speed_mm_s) {
        world.give(EnterWind{the_race, speed_mm_s});
        const auto wind = *world.judged().wind;
        return std::pair{wind.reading, wind.legal};
    };
    EXPECT_EQ(found(2030), (std::pair<rules::WindTenths, bool>{21, false}));
    EXPECT_EQ(found(2010), (std::pair<rules::WindTenths, bool>{21, false}));
    EXPECT_EQ(found(2000), (std::pair<rules::WindTenths, bool>{20, true}));
    EXPECT_EQ(found(-2030), (std::pair<rules::WindTenths, bool>{-20, true}));
    EXPECT_EQ(found(-10), (std::pair<rules::WindTenths, bool>{0, true}));
    EXPECT_EQ(found(10), (std::pair<rules::WindTenths, bool>{1, true}));
    EXPECT_FALSE(world.warns(WarningKind::wind_missing));
    world.give(EnterWind{the_race, {}});
    EXPECT_FALSE(world.judged().wind.has_value());
}

TEST(Wind, IsOfARunAndNotOfTheNextOne) {
    World world{athletics()};
    world.arm().start(t0);
    world.give(EnterWind{the_race, 1500});
    world.give(RecallRace{the_race, RecallCause::other}, "wrong start");
    world.arm(2min);
    EXPECT_FALSE(world.judged().wind.has_value());
    EXPECT_EQ(world.order(EnterWind{the_race, 200'000}).error().code, errc::bad_input);
}

TEST(AthleticsUnits, BeyondTheDistanceTheCoarserUnitIsPublished) {
    auto set = athletics();
    set.time.long_races = {1000, 100ms};   // 2000 m is longer
    World world{set};
    world.arm().start(t0).finish(1, t0 + 59min + 26322ms);
    EXPECT_EQ(world.result(1).time->published, 59min + 26400ms);
    EXPECT_EQ(world.result(1).time->unit, 100ms);
    set.time.long_races = {2000, 100ms};
    World short_race{set};
    short_race.arm().start(t0).finish(1, t0 + 26min + 17322ms);
    EXPECT_EQ(short_race.result(1).time->published, 26min + 17330ms) << "worked example 4";
}

TEST(HeadRace, AHandicapThatIsEnteredAfterTheResultIsOfficialChangesNothingOfIt) {
    World world{head_race(), 2};
    enter(world, 1, "", {}, 22'000);
    world.arm();
    row(world, 1, 10h, 18min);
    row(world, 2, 10h + 1min, 18min);
    world.give(PublishResult{head}).give(ConfirmResult{head, true}, "checked");
    enter(world, 1, "", {}, 60'000);
    EXPECT_EQ(world.result(1).handicap, 22s);
    world.give(ReopenResult{head}, "the handicap was wrong");
    EXPECT_EQ(world.result(1).handicap, 60s);
}

}  // namespace adjusted_test
}  // namespace bowball::engine
