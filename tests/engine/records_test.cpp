// Records: which results are one, of whom, and what each still needs to be one.
#include <gtest/gtest.h>

#include "engine/judge_records.hpp"
#include "world.hpp"

namespace bowball::engine {
namespace records_test {

rules::RecordRules track_rules() {
    rules::RecordRules rules;
    rules.id = "track";
    rules.unit = 10ms;
    rules.rounding = rules::Rounding::up;
    rules.needs = {{"automatic timing", "automatic", 1, {}, 0, 0, {}}, {"legal wind", "wind", {}, 20, 1, 0, {}}};
    return rules;
}

StandingRecord record(RecordKind kind, Duration time, std::string holder = "Somebody") {
    StandingRecord one;
    one.kind = kind;
    one.event = "M1x";
    one.time = time;
    one.holder = std::move(holder);
    return one;
}

/// Six crews at 6:00, 6:01 ... of which lane 1 is the first.
World& rowed(World& world) { return world.arm().start(10s).finish_all(10s + 6min).give(PublishResult{the_race}); }

std::vector<RecordMark> marks(const World& world) { return judge_records(world.state, world.race(), world.judged()); }

TEST(RecordMarks, ABetterTimeWithTooMuchWindIsNotEligibleAndSaysWhy) {
    World world;
    world.give(RegisterRecordRules{track_rules()}).give(RegisterRecord{record(RecordKind::meet, 6min + 1s), "track"});
    rowed(world);
    ASSERT_EQ(marks(world).size(), 1u);
    EXPECT_EQ(marks(world)[0].mark, "MR");
    EXPECT_EQ(marks(world)[0].claim.eligibility, rules::Eligibility::open) << "nobody has said what the wind was";
    world.give(StateRecordFact{the_race, {}, "wind", 21});
    EXPECT_EQ(describe(marks(world)[0].claim), "time better, not eligible: wind +2.1 (at most +2.0)");
    world.give(StateRecordFact{the_race, {}, "wind", 20});
    EXPECT_EQ(marks(world)[0].claim.eligibility, rules::Eligibility::eligible);
    world.give(StateRecordFact{the_race, lane(1), "wind", 30});
    EXPECT_EQ(marks(world)[0].claim.eligibility, rules::Eligibility::not_eligible) << "what was said of the lane stands over what was said of all";
    world.give(StateRecordFact{the_race, lane(1), "wind", {}}).give(StateRecordFact{the_race, {}, "wind", {}});
    EXPECT_EQ(marks(world)[0].claim.eligibility, rules::Eligibility::open) << "taken back";
}

TEST(RecordMarks, OnlyTheFastestOfTheRaceBreaksARecordThatIsOpenToAll) {
    World world;
    world.give(RegisterRecordRules{track_rules()}).give(RegisterRecord{record(RecordKind::world, 6min + 4s), "track"});
    rowed(world);
    ASSERT_EQ(marks(world).size(), 1u);
    EXPECT_EQ(marks(world)[0].lane, lane(1));
}

/// Its time began before it did.
TEST(RecordMarks, ACrewThatWaitedForItsTimeBreaksNone) {
    rules::RuleSet rules;
    rules.start.order.staggered = true;
    World world{rules};
    auto crew = world.state.crews.at(CrewId{102});
    crew.handicap_ms = 1'000;
    world.give(EnterCrew{crew}, "masters").give(RegisterRecordRules{track_rules()}).give(RegisterRecord{record(RecordKind::meet, 6min + 4s), "track"});
    rowed(world);
    ASSERT_EQ(world.rank(1), 1);
    ASSERT_EQ(world.result(1).waited, 1s);
    ASSERT_EQ(marks(world).size(), 1u);
    EXPECT_EQ(marks(world)[0].lane, lane(2)) << "the one that went with the signal";
}

TEST(RecordMarks, EqualAtTheOfficialResolutionIsMarkedAsEqualled) {
    World world;
    world.give(RegisterRecordRules{track_rules()}).give(RegisterRecord{record(RecordKind::meet, 6min), "track"});
    EXPECT_EQ(marks(rowed(world))[0].mark, "=MR");
}

TEST(RecordMarks, PersonalAndSeasonBestsAreOfTheirHolder) {
    World world;
    world.give(RegisterRecordRules{track_rules()});
    world.give(RegisterRecord{record(RecordKind::personal, 6min + 5s, "Crew 3"), "track"}).give(RegisterRecord{record(RecordKind::season, 6min + 5s, "Crew 3"), "track"});
    world.give(RegisterRecord{record(RecordKind::personal, 6min + 1s, "Crew 4"), "track"});
    const auto found = marks(rowed(world));
    ASSERT_EQ(found.size(), 2u) << "crew 4 was slower than its best";
    EXPECT_EQ(found[0].lane, lane(3));
    EXPECT_EQ(found[0].mark, "PB");
    EXPECT_EQ(found[1].mark, "SB");
}

/// Race 1 in 6:00 against a record of 6:01, then race 2 in `second`; the wind of race 1, in tenths of a metre a second.
World two_races(Duration second, std::int64_t wind, bool is_official = true) {
    World world;
    world.give(RegisterRecordRules{track_rules()}).give(RegisterRecord{record(RecordKind::meet, 6min + 1s), "track"}).schedule(2, "rowing");
    rowed(world).give(StateRecordFact{the_race, {}, "wind", wind});
    if (is_official) world.give(ConfirmResult{the_race, true}, "seen");
    world.wait_until(20min).give(CallRace{RaceId{2}}).arm(21min, RaceId{2}).start(22min).finish_all(22min + second).give(PublishResult{RaceId{2}});
    world.give(StateRecordFact{RaceId{2}, {}, "wind", 0});
    return world;
}
std::vector<RecordMark> marks_of_second(const World& world) { return judge_records(world.state, world.race(RaceId{2}), world.judged(RaceId{2})); }

TEST(RecordMarks, ARecordBrokenInThisMeetStandsForTheRacesAfterIt) {
    const auto world = two_races(6min + 500ms, 0);
    EXPECT_TRUE(marks_of_second(world).empty()) << "6:00.5 is slower than the 6:00 of race 1";
    const auto better = two_races(6min - 500ms, 0);
    const auto found = marks_of_second(better);
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].standing.time, better.time(1));
    EXPECT_EQ(found[0].standing.holder, "Crew 1");
    EXPECT_EQ(found[0].set_in, the_race);
    EXPECT_EQ(marks(better).at(0).standing.time, 6min + 1s) << "for race 1 the old one stood";
    EXPECT_EQ(marks_of_second(two_races(6min, 0)).at(0).mark, "=MR");
}

TEST(RecordMarks, OneThatIsNotOfficialOrNotEligibleStandsForNobody) {
    EXPECT_EQ(marks_of_second(two_races(6min + 500ms, 0, false)).size(), 1u) << "race 1 is unofficial";
    const auto windy = marks_of_second(two_races(6min + 500ms, 21));
    ASSERT_EQ(windy.size(), 1u) << "race 1 had too much wind";
    EXPECT_EQ(windy[0].standing.time, 6min + 1s);
    EXPECT_FALSE(windy[0].set_in);
}

TEST(RecordMarks, ANationalRecordIsOfItsTeams) {
    World world;
    auto national = record(RecordKind::national, 6min + 9s);
    world.give(RegisterRecordRules{track_rules()});
    EXPECT_FALSE(world.order(RegisterRecord{national, "track"})) << "of which nation?";
    national.teams = {"C4", "C5"};
    world.give(RegisterRecord{national, "track"});
    const auto found = marks(rowed(world));
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].lane, lane(4)) << "the fastest of those who can break it";
}

TEST(RecordMarks, NobodyWithoutAPlaceOrBeforeTheFinishHasOne) {
    World world;
    world.give(RegisterRecordRules{track_rules()}).give(RegisterRecord{record(RecordKind::meet, 7min), "track"});
    world.arm().start(10s).finish(1, 10s + 6min);
    EXPECT_TRUE(marks(world).empty()) << "others are still on their way";
    for (int i = 2; i <= 6; ++i) world.finish(i, 10s + 6min + i * 1s);
    world.give(SetStatus{the_race, lane(1), ResultStatus::disqualified});
    ASSERT_EQ(marks(world).size(), 1u);
    EXPECT_EQ(marks(world)[0].lane, lane(2));
}

TEST(RecordMarks, ATimeByHandIsNotAutomatic) {
    World world;
    world.give(RegisterRecordRules{track_rules()}).give(RegisterRecord{record(RecordKind::meet, 7min), "track"});
    world.arm().start(10s);
    for (int i = 1; i <= 6; ++i) world.give(AddImpulse{the_race, {PointKind::finish, 0}, lane(i), at(10s + 6min + i * 1s), {}});
    world.give(PublishResult{the_race});
    ASSERT_EQ(marks(world).size(), 1u);
    EXPECT_EQ(marks(world)[0].claim.eligibility, rules::Eligibility::not_eligible);
}

TEST(RecordMarks, ARecordReplacesTheOneOfItsKindOnlyWithAReason) {
    World world;
    world.give(RegisterRecordRules{track_rules()}).give(RegisterRecord{record(RecordKind::meet, 6min + 1s), "track"});
    EXPECT_EQ(world.order(RegisterRecord{record(RecordKind::meet, 5min), "track"}).error().code, errc::needs_reason);
    world.give(RegisterRecord{record(RecordKind::meet, 5min), "track"}, "rowed last year");
    EXPECT_EQ(world.state.records.size(), 1u);
    EXPECT_TRUE(marks(rowed(world)).empty());
    EXPECT_FALSE(world.order(RegisterRecord{record(RecordKind::meet, 0s), "track"}));
    EXPECT_FALSE(world.order(RegisterRecord{record(RecordKind::world, 5min), "no such rules"}));
    EXPECT_FALSE(world.order(RegisterRecord{record(RecordKind::personal, 5min, ""), "track"}));
}

// --- what a swimmer's time was taken by ---

/// One swimmer, timed by pad, buttons or watches as `press` says; what the claim says of "automatic" and "fully_automatic".
template <class Press>
std::string timing_of(rules::BackupCorrection lane_failed, Press press) {
    rules::RuleSet swimming;
    swimming.finish.sources = {Source::system_a, Source::system_b, Source::photo, Source::hand};
    swimming.finish.fastest_per_1000_m = 0ns;
    swimming.finish.slowest_per_1000_m = 1h;
    swimming.swimming_times = {"table", "", "", 300ms, rules::DifferenceCheck::greater, lane_failed, rules::BackupCorrection::none};
    World world{swimming, 2};
    rules::RecordRules rules;
    rules.id = "swimming";
    rules.needs = {{"", "automatic", 1, {}, 0, 0, {}}, {"", "fully_automatic", 1, {}, 0, 0, {}}};
    for (auto& one : rules.needs) one.name = one.fact;
    world.give(RegisterRecordRules{rules}).give(RegisterRecord{record(RecordKind::world, 60s), "swimming"}).arm().start(10s);
    const auto take = [&](int in_lane, Duration time, Source source) { world.impulse({PointKind::finish, 0}, in_lane, 10s + time, box_a, source); };
    take(2, 41s, Source::system_a);
    take(2, 40900ms, Source::system_b);
    press(world, take);
    world.give(PublishResult{the_race});
    const auto found = marks(world);
    std::string text;
    for (const auto& finding : found.at(0).claim.findings) text += (text.empty() ? "" : ", ") + finding.evidence;
    return text;
}

TEST(RecordMarks, APadIsAutomaticAndAButtonIsNot) {
    constexpr auto as_it_is = rules::BackupCorrection::none;
    EXPECT_EQ(timing_of(as_it_is, [](World&, auto take) { take(1, 30s, Source::system_a); }), "automatic yes, fully_automatic yes");
    EXPECT_EQ(timing_of(as_it_is, [](World&, auto take) { take(1, 30s, Source::system_b); }), "automatic no, fully_automatic no") << "semi-automatic";
    EXPECT_EQ(timing_of(as_it_is, [](World& world, auto) { world.give(AddImpulse{the_race, {PointKind::finish, 0}, lane(1), at(40s), {}, "1"}); }), "automatic no, fully_automatic no");
}

TEST(RecordMarks, AButtonThatWasBroughtToThePadsCountsAsAutomatic) {
    EXPECT_EQ(timing_of(rules::BackupCorrection::mean_difference, [](World&, auto take) { take(1, 30s, Source::system_b); }), "automatic yes, fully_automatic no");
}

TEST(RecordMarks, WhatAConsoleMadeATimeOfNobodyKnows) {
    EXPECT_EQ(timing_of(rules::BackupCorrection::none, [](World& world, auto) { world.give(ReadPhoto{the_race, "console", 10ms, {{lane(1), 1, 30s, {}, {}}}}); }),
              "automatic not known, fully_automatic not known");
}

}  // namespace records_test
}  // namespace bowball::engine
