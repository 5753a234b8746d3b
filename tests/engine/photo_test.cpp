// Readings of the picture: the camera's files, which are rewritten and read again, and the judge's word, which stands.
#include "core/limits.hpp"
#include "engine/photo_readings.hpp"
#include "world.hpp"

namespace bowball::engine {
namespace photo_test {

constexpr Duration t0 = 60s;

RawResultRow raw(std::uint32_t in_lane, std::uint16_t place, Duration time, std::string status = {}) {
    RawResultRow row;
    row.lane = in_lane;
    if (place > 0) row.place = place;
    if (time > 0ns) row.time = time;
    row.status = std::move(status);
    return row;
}
RawResult file(std::vector<RawResultRow> rows) { return {"1-1-1", "Heat", "001-1-01.lif", 10ms, {}, {}, std::move(rows)}; }
World rowed() { return World{}.arm().start(t0).finish_all(t0 + 400s); }
std::size_t entries_for(World& world, Command command) { return world.order(std::move(command)).value().size(); }

TEST(Camera, ALaneCorrectedInTheFileLeavesNoGhost) {
    auto world = rowed();
    world.give(ReportResult{file({raw(4, 1, 398s), raw(2, 2, 399s)})});
    world.give(ReportResult{file({raw(5, 1, 398s), raw(2, 2, 399s)})});
    EXPECT_EQ(world.race().photo.size(), 2u);
    EXPECT_FALSE(world.result(5).rank_shared);
    EXPECT_EQ(world.result(4).time->source, Source::system_a) << "its line on the picture was another crew's";
}

TEST(Camera, TheSameFileReadAgainIsNoNews) {
    auto world = rowed();
    EXPECT_EQ(entries_for(world, ReportResult{file({raw(4, 1, 400s)})}), 1u);
    EXPECT_EQ(entries_for(world, ReportResult{file({raw(4, 1, 400s)})}), 0u);
    world.give(OrderRerow{the_race, {}}, "washed down").wait_until(900s).give(ArmRace{the_race});
    EXPECT_EQ(entries_for(world, ReportResult{file({raw(4, 1, 400s)})}), 0u) << "a server started anew reads its folder: that is the old run's picture";
    EXPECT_TRUE(world.race().photo.empty());
}

TEST(Camera, TheFirstNewsOfARunBringsTheWholeFile) {
    auto world = rowed();
    world.give(ReportResult{file({raw(4, 1, 400s), raw(2, 0, 0s, "DNS")})});
    world.give(OrderRerow{the_race, {}}, "washed down").wait_until(900s).give(ArmRace{the_race}).give(GiveAttention{the_race}).start(960s);
    world.give(ReportResult{file({raw(4, 1, 405s), raw(2, 0, 0s, "DNS")})});
    EXPECT_EQ(world.race().photo.size(), 2u) << "also the line that is as it was";
}

TEST(Camera, AJudgesReadingStandsUntilTheJudgeTakesItBack) {
    auto world = rowed();
    world.give(ReportResult{file({raw(4, 2, 400s), raw(2, 1, 399s)})});
    world.give(ReadPhoto{the_race, "typed", 1ms, {{lane(4), 1, 398s + 999ms, ResultStatus::none, {}}}});
    world.give(ReportResult{file({raw(4, 3, 400s + 10ms), raw(2, 1, 399s)})});
    EXPECT_EQ(world.time(4), 398s + 999ms);
    world.give(ReadPhoto{the_race, "typed", 1ms, {{lane(4), {}, {}, ResultStatus::none, {}}}});
    EXPECT_EQ(world.time(4), 400s + 10ms) << "the camera's word again";
}

TEST(Camera, AnImportedPictureIsKeptWithItsScaleAndTheColumnOfEachReading) {
    auto world = rowed();
    auto result = file({raw(4, 0, 398s + 500us), raw(2, 0, 398s)});
    result.resolution = 500us;
    result.rows[0].column = 1;
    result.rows[1].column = 0;
    result.picture = {sha256("the file"), 6000, 1280, 398s, 2000};
    const auto events = world.order(ReportResult{result}).value();
    ASSERT_EQ(events.size(), 1u);
    const auto& read = std::get<PhotoRead>(events[0]);
    EXPECT_EQ(read.picture, result.picture);
    EXPECT_EQ(read.resolution, 500us);
    EXPECT_EQ(read.rows.at(0).column, 1u);
    EXPECT_EQ(read.rows.at(1).column, 0u);
    world.give(ReportResult{result});
    EXPECT_EQ(world.time(4), 398s + 500us) << "exact, not cut to what is shown";
    result.rows[0].column = 2;
    EXPECT_EQ(entries_for(world, ReportResult{result}), 1u) << "another column is another reading";
}

RawResult picture_file(std::vector<std::pair<std::uint32_t, std::uint32_t>> columns, const std::string& content = "the file") {
    std::vector<RawResultRow> rows;
    for (const auto& [in_lane, column] : columns) {
        rows.push_back(raw(in_lane, 0, 398s + 500us * column));
        rows.back().column = column;
    }
    auto result = file(std::move(rows));
    result.document = "finish_1.png";
    result.resolution = 500us;
    result.picture = {sha256(content), 6000, 1280, 398s, 2000};
    return result;
}
std::vector<std::pair<std::uint32_t, std::uint32_t>> columns_of(const PhotoPicture& picture) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> columns;
    for (const auto& one : picture.readings) columns.emplace_back(one.lane.value(), one.column);
    return columns;
}
using Columns = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

TEST(Picture, EachReadingRestsOnTheOneThatItWasMadeFrom) {
    auto world = rowed();
    world.give(ReportResult{picture_file({{4, 1}, {2, 7}})});
    ASSERT_EQ(world.race().pictures.size(), 1u);
    const auto& first = world.race().pictures[0];
    EXPECT_EQ(first.document, "finish_1.png");
    EXPECT_EQ(first.runs, 1u);
    EXPECT_EQ(first.picture.digest, sha256("the file"));
    EXPECT_EQ(columns_of(first), (Columns{{2, 7}, {4, 1}}));
    EXPECT_EQ(first.readings[0].time, 398s + 3500us);
    EXPECT_EQ(first.readings[0].resolution, 500us);
    world.give(ReportResult{picture_file({{4, 1}, {2, 9}})});
    ASSERT_EQ(world.race().pictures.size(), 1u);
    EXPECT_EQ(columns_of(world.race().pictures[0]), (Columns{{2, 9}, {4, 1}})) << "corrected in the scale file";
    world.give(ReportResult{picture_file({{4, 1}})});
    EXPECT_EQ(columns_of(world.race().pictures[0]), (Columns{{4, 1}})) << "a reading that was taken back rests on nothing";
}

TEST(Picture, ExportedAnewAllItsReadingsRestOnTheNewFile) {
    auto world = rowed();
    world.give(ReportResult{picture_file({{4, 1}, {2, 7}})});
    EXPECT_EQ(entries_for(world, ReportResult{picture_file({{4, 1}, {2, 7}}, "brighter")}), 1u);
    world.give(ReportResult{picture_file({{4, 1}, {2, 7}}, "brighter")});
    ASSERT_EQ(world.race().pictures.size(), 1u) << "of the older file there is nothing left to look at";
    EXPECT_EQ(world.race().pictures[0].picture.digest, sha256("brighter"));
    EXPECT_EQ(columns_of(world.race().pictures[0]), (Columns{{2, 7}, {4, 1}}));
    EXPECT_EQ(entries_for(world, ReportResult{picture_file({{4, 1}, {2, 7}}, "brighter")}), 0u) << "a server started anew reads its folder";
}

TEST(Picture, OfAnOfficialRaceIsLeftAsItWasRead) {
    auto world = rowed();
    world.give(ReportResult{picture_file({{4, 1}, {2, 7}})}).give(PublishResult{the_race}).give(ConfirmResult{the_race, true}, "ok");
    EXPECT_EQ(entries_for(world, ReportResult{picture_file({{4, 1}, {2, 7}}, "brighter")}), 0u) << "no reading has changed: nobody is asked";
    EXPECT_EQ(world.race().pictures.at(0).picture.digest, sha256("the file"));
}

TEST(Picture, OfAnEarlierRunIsKeptBesideTheNewOnes) {
    auto world = rowed();
    world.give(ReportResult{picture_file({{4, 1}})});
    world.give(OrderRerow{the_race, {}}, "washed down").wait_until(900s).give(ArmRace{the_race}).give(GiveAttention{the_race}).start(960s);
    world.give(ReportResult{picture_file({{4, 3}}, "second run")});
    ASSERT_EQ(world.race().pictures.size(), 2u);
    EXPECT_EQ(world.race().pictures[0].runs, 1u);
    EXPECT_EQ(columns_of(world.race().pictures[0]), (Columns{{4, 1}}));
    EXPECT_EQ(world.race().pictures[1].runs, 2u);
}

TEST(Picture, AResultFileWithoutOneTakesItsReadingsOver) {
    auto world = rowed();
    world.give(ReportResult{picture_file({{4, 1}, {2, 7}})});
    world.give(ReportResult{file({raw(4, 1, 399s), raw(2, 2, 400s)})});
    EXPECT_TRUE(world.race().pictures.empty());
}

TEST(Camera, ALaneThatStandsTwiceIsToldAndDoesNotFlicker) {
    auto world = rowed();
    EXPECT_EQ(entries_for(world, ReportResult{file({raw(4, 1, 400s), raw(4, 2, 401s)})}), 1u);
    EXPECT_EQ(entries_for(world, ReportResult{file({raw(4, 1, 400s), raw(4, 2, 401s)})}), 0u);
    EXPECT_TRUE(world.warns(WarningKind::photo_remark));
}

TEST(Camera, AStatusThatNobodyKnowsIsAskedAbout) {
    auto world = rowed();
    world.give(ReportResult{file({raw(4, 0, 0s, "ADV")})});
    EXPECT_TRUE(world.warns(WarningKind::photo_remark));
    world.give(SetStatus{the_race, lane(4), ResultStatus::did_not_finish});
    EXPECT_FALSE(world.warns(WarningKind::photo_remark)) << "answered";
}

TEST(Camera, ACorrectionAfterOfficialWaitsAndCanBeAppliedOnceReopened) {
    auto world = rowed();
    world.give(ReportResult{file({raw(1, 1, 400s), raw(2, 2, 401s)})}).give(PublishResult{the_race}).give(ConfirmResult{the_race, true}, "ok");
    world.give(ReportResult{file({raw(2, 1, 399s), raw(1, 2, 400s)})});
    EXPECT_EQ(world.rank(1), 1);
    ASSERT_EQ(world.state.unmatched_photos.size(), 1u);
    world.give(ReopenResult{the_race}, "picture read again").give(ApplyPhoto{the_race, "001-1-01.lif"});
    EXPECT_EQ(world.rank(2), 1);
    EXPECT_TRUE(world.state.unmatched_photos.empty());
    EXPECT_EQ(world.order(ApplyPhoto{the_race, "001-1-01.lif"}).error().code, errc::not_found);
}

TEST(Camera, EachReadingKeepsItsOwnResolution) {
    auto world = rowed();
    world.give(ReportResult{file({raw(1, 1, 400s)})});
    world.give(ReadPhoto{the_race, "typed", 0ns, {{lane(2), 2, 401s + 234ms, ResultStatus::none, {}}}});
    EXPECT_EQ(world.result(1).time->uncertainty, 10ms);
    EXPECT_EQ(world.result(2).time->uncertainty, 1ms) << "as finely as it was typed, and never as if it were exact";
}

TEST(Camera, ARaceThatOnlyItKnowsIsJudgedAsMostOfTheProgrammeIs) {
    World world;
    rules::RuleSet athletics;
    athletics.id = "athletics";
    world.give(RegisterRuleSet{athletics});
    auto unknown = file({raw(1, 1, 400s)});
    unknown.key = "77-1-1";
    world.give(ReportResult{unknown});
    EXPECT_EQ(world.state.races.rbegin()->second.programme.rules, "rowing");
}

TEST(Camera, ALoneReadingWarnsOfTheCrewsThatItLacks) {
    World world;
    world.arm().start(t0);
    world.give(ReportResult{file({raw(4, 4, 0s)})});
    EXPECT_TRUE(world.warns(WarningKind::missing_finish));
}

TEST(Penalty, IsNotUndoneByThePicture) {
    auto world = rowed();
    world.give(ReadPhoto{the_race, "p", 1ms, {{lane(1), 1, {}, ResultStatus::none, {}}, {lane(2), 2, {}, ResultStatus::none, {}}}});
    world.give(SetPenalty{the_race, lane(1), 10s}, "buoy");
    EXPECT_EQ(world.rank(2), 1);
    EXPECT_EQ(world.rank(3), 2);
    EXPECT_EQ(world.rank(1), 6);
}

TEST(Camera, ALaneThatCannotBeReadIsNobodys) {
    auto world = rowed();
    auto unreadable = raw(0, 1, 390s);
    unreadable.lane.reset();
    unreadable.identity = "3";
    world.give(ReportResult{file({unreadable, raw(4, 2, 399s)})});
    EXPECT_EQ(world.race().photo.size(), 1u);
    EXPECT_EQ(world.result(3).time->source, Source::system_a);
}

TEST(Camera, AFileOfATimeTrialNamesCrewsByTheirNumber) {
    auto world = rowed();
    auto row = raw(0, 1, 390s);
    row.lane.reset();
    row.identity = "3";
    world.give(ReportResult{file({row})});
    EXPECT_EQ(world.result(3).time->source, Source::photo);
}

TEST(Camera, LeadingZerosOfAKeySayNothing) {
    auto world = rowed();
    for (const auto* key : {"001-1-01", "1-01-1", "1-1-1"}) {
        auto result = file({raw(4, 1, 400s)});
        result.key = key;
        result.document = std::string{key} + ".lif";
        world.give(ReportResult{result});
        EXPECT_EQ(world.state.races.size(), 1u) << key;
    }
    EXPECT_EQ(world.result(4).time->source, Source::photo);
}

TEST(Camera, OfARaceThatNoSensorSawStartGivesTheResult) {
    auto world = World{};
    world.schedule(2, "rowing").arm().give(OrderStart{the_race});
    EXPECT_EQ(world.judged().phase, Phase::attention);
    std::vector<RawResultRow> rows;
    for (std::uint16_t i = 1; i <= 5; ++i) rows.push_back(raw(i, i, 400s + i * 1s));
    world.wait_until(500s).give(ReportResult{file(rows)});
    EXPECT_EQ(world.judged().phase, Phase::running);
    EXPECT_TRUE(world.warns(WarningKind::no_start_signal));
    world.give(SetStatus{the_race, lane(6), ResultStatus::did_not_finish});
    EXPECT_EQ(world.judged().phase, Phase::finished);
    world.give(ArmRace{RaceId{2}}).give(PublishResult{the_race});
    EXPECT_EQ(world.rank(5), 5);
}

TEST(Camera, ADeadHeatWithAnotherCrewBetweenIsAskedAbout) {
    auto world = World{}.arm().start(t0).finish(1, t0 + 400s).finish(2, t0 + 400s + 50us).finish(3, t0 + 400s + 100us);
    world.give(ReadPhoto{the_race, "p", 0ns, {{lane(1), std::uint16_t{1}, {}, ResultStatus::none, {}}, {lane(3), std::uint16_t{1}, {}, ResultStatus::none, {}}}});
    EXPECT_TRUE(world.warns(WarningKind::photo_disagrees));
    world.give(ReadPhoto{the_race, "p", 0ns, {{lane(2), std::uint16_t{3}, {}, ResultStatus::none, {}}}});
    EXPECT_FALSE(world.warns(WarningKind::photo_disagrees));
    EXPECT_EQ(world.rank(3), 1);
    EXPECT_EQ(world.rank(2), 3);
}

TEST(Camera, ADamagedRowTakesNothingBack) {
    auto world = rowed();
    world.give(ReportResult{file({raw(4, 1, 398s), raw(2, 2, 399s)})});
    auto without_time = raw(4, 1, 0s);
    without_time.unreadable = true;
    world.give(ReportResult{file({without_time, raw(2, 2, 399s)})});
    EXPECT_EQ(world.time(4), 398s);
    RawResultRow without_lane;
    without_lane.unreadable = true;
    without_lane.identity = "5";
    world.give(ReportResult{file({without_lane, raw(2, 2, 399s)})});
    EXPECT_EQ(world.time(4), 398s) << "that row may be lane 4's";
    EXPECT_EQ(world.result(5).time->source, Source::system_a) << "and is nobody else's";
    world.give(ReportResult{file({raw(2, 2, 399s)})});
    EXPECT_EQ(world.result(4).time->source, Source::system_a) << "a whole file without the lane takes it back";
}

// --- several readers of one picture ---

Result<std::vector<Event>> as(World& world, const std::string& name, Role role, Command command, const std::string& reason = {}) {
    const Origin origin{Actor{name, role}, {}, reason};
    world.state.now += 1ms;
    auto events = decide(world.state, Order{std::move(command), origin, world.state.now, {}});
    if (events) {
        for (const auto& event : *events) world.append(event, origin);
    }
    return events;
}
struct Read { int in_lane; std::uint32_t column; std::uint16_t place; };
ReadPhoto columns(std::vector<Read> lines, bool kept, const std::string& content = "the file") {
    ReadPhoto read{the_race, {}, {}, {}, sha256(content), kept};
    for (const auto& one : lines) read.rows.push_back({lane(one.in_lane), one.place, {}, ResultStatus::none, {}, one.column});
    return read;
}
World with_picture() { return rowed().give(ReportResult{picture_file({{4, 1}, {2, 7}})}); }

TEST(Readers, WhatIsKeptCountsForNothing) {
    auto world = with_picture();
    const auto before = digest_of(judge(world.state, world.race()));
    ASSERT_TRUE(as(world, "Ben", Role::timekeeper, columns({{4, 100, 2}, {2, 90, 1}}, true)));
    EXPECT_EQ(digest_of(judge(world.state, world.race())), before);
    ASSERT_EQ(world.race().kept_readings.size(), 1u);
    EXPECT_EQ(world.race().kept_readings[0].rows[0].time, 398s + 50ms) << "of the column";
    ASSERT_TRUE(as(world, "Ben", Role::timekeeper, columns({{4, 101, 2}, {2, 90, 1}}, true)));
    EXPECT_EQ(world.race().kept_readings.size(), 1u) << "a reader has one reading";
}

TEST(Readers, AColumnApartIsAgreementAndTwoAreNot) {
    auto world = with_picture();
    ASSERT_TRUE(as(world, "Ben", Role::timekeeper, columns({{4, 100, 2}, {2, 90, 1}}, true)));
    ASSERT_TRUE(as(world, "Cho", Role::judge, columns({{4, 101, 2}, {2, 90, 1}, {3, 500, 3}}, true)));
    EXPECT_TRUE(lanes_in_dispute(world.race()).empty());
    ASSERT_TRUE(as(world, "Cho", Role::judge, columns({{4, 102, 2}, {2, 90, 1}}, true)));
    EXPECT_EQ(lanes_in_dispute(world.race()), std::vector{lane(4)});
}

TEST(Readers, AnotherOrderIsADisputeThoughNoColumnIs) {
    auto world = with_picture();
    ASSERT_TRUE(as(world, "Ben", Role::timekeeper, columns({{4, 100, 1}, {2, 100, 1}}, true)));
    ASSERT_TRUE(as(world, "Cho", Role::judge, columns({{4, 101, 2}, {2, 100, 1}}, true)));
    EXPECT_EQ(lanes_in_dispute(world.race()), (std::vector{lane(2), lane(4)}));
}

TEST(Readers, WhoDifferAreChosenBetweenByARefereeWithAReason) {
    auto world = with_picture();
    ASSERT_TRUE(as(world, "Ben", Role::timekeeper, columns({{4, 100, 2}, {2, 90, 1}}, true)));
    ASSERT_TRUE(as(world, "Cho", Role::judge, columns({{4, 105, 2}, {2, 90, 1}}, true)));
    EXPECT_EQ(as(world, "Cho", Role::judge, columns({{4, 105, 2}}, false), "mine").error().code, errc::not_allowed);
    EXPECT_EQ(as(world, "Cho", Role::judge, ReadPhoto{the_race, "typed", 1ms, {{lane(4), 2, 400s, ResultStatus::none, {}}}}, "mine").error().code, errc::not_allowed) << "typed beside it";
    EXPECT_TRUE(as(world, "Cho", Role::judge, columns({{2, 90, 1}}, false))) << "of that lane they agree";
    EXPECT_EQ(as(world, "Dan", Role::referee, columns({{4, 105, 2}}, false)).error().code, errc::needs_reason);
    ASSERT_TRUE(as(world, "Dan", Role::referee, columns({{4, 105, 2}}, false), "the hull, not its bow wave"));
    EXPECT_EQ(world.time(4), 398s + 52ms + 500us);
    EXPECT_EQ(world.race().photo_entered->actor.name, "Dan");
    EXPECT_EQ(world.race().kept_readings.size(), 2u) << "what they read stays";
}

TEST(Readers, OfAnEarlierRunAreComparedWithNobody) {
    auto world = with_picture();
    ASSERT_TRUE(as(world, "Ben", Role::timekeeper, columns({{4, 100, 2}, {2, 90, 1}}, true)));
    ASSERT_TRUE(as(world, "Cho", Role::judge, columns({{4, 105, 2}, {2, 90, 1}}, true)));
    world.give(OrderRerow{the_race, {}}, "washed down").wait_until(900s).give(ArmRace{the_race}).give(GiveAttention{the_race}).start(960s);
    EXPECT_TRUE(lanes_in_dispute(world.race()).empty());
    EXPECT_EQ(as(world, "Ben", Role::timekeeper, columns({{4, 100, 1}}, true)).error().code, errc::not_found) << "that picture is of the first run";
}

TEST(Readers, AReadingMustBeAnOrderOfThePictureItNames) {
    auto world = with_picture();
    const auto refused = [&](ReadPhoto read) { return as(world, "Ben", Role::judge, std::move(read)).error().text; };
    EXPECT_NE(refused(columns({{4, 100, 1}, {2, 90, 2}}, true)).find("not in the order of the columns"), std::string::npos);
    EXPECT_NE(refused(columns({{4, 90, 1}, {2, 90, 2}}, true)).find("one column: that is a dead heat"), std::string::npos);
    EXPECT_NE(refused(columns({{4, 92, 1}, {2, 90, 1}}, true)).find("2 columns apart"), std::string::npos);
    EXPECT_NE(refused(columns({{4, 6000, 1}}, true)).find("6000 columns"), std::string::npos);
    EXPECT_NE(refused(columns({{4, 1, 1}}, true, "another file")).find("not one of this start"), std::string::npos);
    EXPECT_NE(refused({the_race, "typed", 1ms, {{lane(4), 1, 400s, ResultStatus::none, {}}}, {}, true}).find("names its picture"), std::string::npos);
    EXPECT_TRUE(as(world, "Ben", Role::judge, columns({{4, 91, 1}, {2, 90, 1}}, true))) << "neighbours may be a dead heat";
}

TEST(Readers, AreAtMostSoManyOfOneRace) {
    auto world = with_picture();
    for (std::size_t i = 0; i < limits::photo_readers; ++i) ASSERT_TRUE(as(world, "Reader " + std::to_string(i), Role::judge, columns({{4, 91, 1}}, true)));
    EXPECT_EQ(as(world, "One more", Role::judge, columns({{4, 91, 1}}, true)).error().code, errc::too_many);
    EXPECT_TRUE(as(world, "Reader 0", Role::judge, columns({{4, 92, 1}}, true))) << "in the place of what was read before";
}

}  // namespace photo_test
}  // namespace bowball::engine
