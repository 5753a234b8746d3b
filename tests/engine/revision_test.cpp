// What a revision of an official result would change is told before it does.
#include "engine/revision.hpp"
#include "world.hpp"

namespace bowball::engine {
namespace revision_test {

/// Six crews, a second apart, official.
World official() {
    World world;
    world.arm().start(10s).finish_all(10s + 7min);
    return std::move(world.wait_until(20min).give(PublishResult{the_race}).give(ConfirmResult{the_race, true}, "seen"));
}

std::optional<RevisionPreview> preview(const World& world) { return preview_revision(world.state, world.race(), world.judged(), {}); }

std::vector<int> lanes_of(const RevisionPreview& found) {
    std::vector<int> lanes;
    for (const auto& one : found.rows) lanes.push_back(one.after.lane.value());
    return lanes;
}

TEST(Revision, NothingIsToldOfAResultThatIsNotReopened) {
    World world;
    EXPECT_FALSE(preview(world));
    EXPECT_FALSE(preview(official()));
}

TEST(Revision, AResultThatIsReopenedAndLeftAsItWasChangesNothing) {
    auto world = official();
    world.give(ReopenResult{the_race}, "protest");
    ASSERT_TRUE(preview(world));
    EXPECT_TRUE(preview(world)->rows.empty());
    EXPECT_TRUE(preview(world)->seats.empty());
}

TEST(Revision, PlacesTimesAndStatusesThatDifferAreTold) {
    auto world = official();
    world.give(ReopenResult{the_race}, "protest").give(SetPenalty{the_race, lane(2), 1500ms}, "wash").give(SetStatus{the_race, lane(6), ResultStatus::disqualified}, "wash");
    const auto found = preview(world).value();
    ASSERT_EQ(lanes_of(found), (std::vector<int>{2, 3, 6})) << "lane 1, 4 and 5 are where they were";
    EXPECT_EQ(found.rows[0].before.rank, 2);
    EXPECT_EQ(found.rows[0].after.rank, 3);
    EXPECT_EQ(found.rows[0].after.time->published - found.rows[0].before.time->published, 1500ms);
    EXPECT_EQ(found.rows[1].after.rank, 2);
    EXPECT_EQ(found.rows[2].before.rank, 6);
    EXPECT_EQ(found.rows[2].after.status, ResultStatus::disqualified);
}

/// The crossing that the finish of lane 1 is from is another lane's: what it was before must not be made of it.
TEST(Revision, WhatWasOfficialStaysWhateverIsSaidOfItsImpulsesLater) {
    World world;
    world.arm().start(10s).finish(1, 10s + 7min);
    const auto first = world.last_impulse();
    for (int i = 2; i <= 6; ++i) world.finish(i, 10s + 7min + i * 1s);
    world.wait_until(20min).give(PublishResult{the_race}).give(ConfirmResult{the_race, true}, "seen").give(ReopenResult{the_race}, "video");
    world.give(VoidImpulse{first}, "a launch").give(SetStatus{the_race, lane(1), ResultStatus::did_not_finish}, "video");
    const auto found = preview(world).value();
    ASSERT_EQ(found.rows.size(), 6u);
    EXPECT_EQ(found.rows[0].before.rank, 1);
    EXPECT_EQ(found.rows[0].before.time->published, 7min);
    EXPECT_EQ(found.rows[0].after.status, ResultStatus::did_not_finish);
}

TEST(Revision, OnceItIsOfficialAgainNothingIsLeftToTell) {
    auto world = official();
    world.give(ReopenResult{the_race}, "protest").give(SetPenalty{the_race, lane(2), 1500ms}, "wash").give(ConfirmResult{the_race, true}, "protest upheld");
    EXPECT_FALSE(preview(world));
    world.give(ReopenResult{the_race}, "another protest");
    EXPECT_TRUE(preview(world).value().rows.empty()) << "the revision is what was official now";
}

TEST(Revision, KeepsNoChangesAgainstWhatIsJudgedDifferentlyToday) {
    auto world = official();
    world.state.races.at(the_race).revisions.back().digest = {};   // as an older server may have sealed it
    world.give(ReopenResult{the_race}, "protest").give(SetPenalty{the_race, lane(2), 1500ms}, "wash").give(ConfirmResult{the_race, true}, "protest upheld");
    EXPECT_TRUE(world.race().revisions.back().changes.empty()) << "nobody printed what it was before";
}

TEST(Revision, KeepsWhatItChanged) {
    auto world = official();
    world.give(ReopenResult{the_race}, "protest").give(SetPenalty{the_race, lane(2), 1500ms}, "wash").give(ConfirmResult{the_race, true}, "protest upheld");
    world.give(ReopenResult{the_race}, "another protest").give(ConfirmResult{the_race, true}, "dismissed");
    ASSERT_EQ(world.race().revisions.size(), 3u);
    EXPECT_TRUE(world.race().revisions[0].changes.empty()) << "there was none before it";
    const auto& changes = world.race().revisions[1].changes;
    ASSERT_EQ(changes.size(), 2u);
    EXPECT_EQ(changes[0].before.rank, 2);
    EXPECT_EQ(changes[0].after.rank, 3);
    EXPECT_EQ(changes[0].after.time->published - changes[0].before.time->published, 1500ms);
    EXPECT_EQ(changes[1].after.rank, 2);
    EXPECT_TRUE(world.race().revisions[2].changes.empty());
}

/// Voided while it was official, restored after: nothing in the ledger tells any more that it did not count.
TEST(Revision, WhatWasOfficialStaysWhenAnImpulseIsRestored) {
    World world;
    world.arm().start(10s).finish_all(10s + 7min, 5).finish(6, 10s + 6min + 59s);
    const auto bird = world.last_impulse();
    world.finish(6, 10s + 7min + 5s).give(VoidImpulse{bird}, "a bird");
    world.wait_until(20min).give(PublishResult{the_race}).give(ConfirmResult{the_race, true}, "seen").give(ReopenResult{the_race}, "video").give(RestoreImpulse{bird}, "no bird");
    const auto found = preview(world).value();
    ASSERT_EQ(found.rows.size(), 6u);
    EXPECT_EQ(found.rows[5].before.rank, 6);
    EXPECT_EQ(found.rows[5].before.time->published, 7min + 5s);
    EXPECT_EQ(found.rows[5].after.rank, 1);
}

TEST(Revision, ARaceThatIsRowedAgainIsComparedWithWhatWasOfficial) {
    auto world = official();
    world.give(ReopenResult{the_race}, "protest").give(OrderRerow{the_race, {}}, "wash");
    ASSERT_TRUE(preview(world));
    world.arm(30min).start(31min).finish(2, 38min).finish(1, 38min + 1s);
    for (int i = 3; i <= 6; ++i) world.finish(i, 38min + i * 1s);
    world.wait_until(40min).give(PublishResult{the_race});
    const auto found = preview(world).value();
    ASSERT_EQ(found.rows.size(), 6u) << "every time is another";
    EXPECT_EQ(found.rows[0].before.rank, 1);
    EXPECT_EQ(found.rows[0].after.rank, 2);
    world.give(ConfirmResult{the_race, true}, "rowed again");
    EXPECT_FALSE(preview(world));
}

/// Nobody may order it, and a journal may say it all the same.
TEST(Revision, AJournalThatReopensWhatWasNeverOfficialHasNothingToTell) {
    World world;
    world.arm().start(10s).finish_all(10s + 7min).wait_until(20min).give(PublishResult{the_race});
    world.append(ResultReopened{the_race});
    EXPECT_EQ(world.state.quarantine.size(), 1u) << "it would be under revision without a result";
    EXPECT_TRUE(world.race().was_official.empty());
    EXPECT_FALSE(preview(world));
}

TEST(Revision, AJournalThatReopensTwiceKeepsWhatWasOfficial) {
    auto world = official();
    world.give(ReopenResult{the_race}, "protest").give(SetPenalty{the_race, lane(1), 10s}, "wash");
    world.append(ResultReopened{the_race});
    EXPECT_EQ(lanes_of(preview(world).value()).size(), 6u);
}

/// An older version judged otherwise, and sealed that.
TEST(Revision, WhatIsJudgedDifferentlyTodayIsSaid) {
    World world;
    world.arm().start(10s).finish_all(10s + 7min).wait_until(20min).give(PublishResult{the_race});
    world.append(ResultConfirmed{the_race, 0, {}, {}});
    world.give(ReopenResult{the_race}, "protest");
    ASSERT_EQ(preview(world).value().problems.size(), 1u);
    world.give(ConfirmResult{the_race, true}, "as it was").give(ReopenResult{the_race}, "protest");
    EXPECT_TRUE(preview(world).value().problems.empty());
}

TEST(Revision, ARaceThatIsAbandonedWhileItIsReopenedIsComparedWithWhatWasOfficial) {
    auto world = official();
    world.give(ReopenResult{the_race}, "protest").give(AbandonRace{the_race}, "a storm").give(SetPenalty{the_race, lane(1), 10s}, "wash").give(PublishResult{the_race});
    EXPECT_EQ(preview(world).value().rows.size(), 6u);
}

/// The first two of the heat row for the medals.
rules::ProgressionTable one_heat() {
    rules::ProgressionTable table;
    table.id = "one_heat";
    table.lanes = {{3, 4}, {2, 5}, {1, 6}};
    rules::Route first{.places = {1, 2}, .to = {"FA"}};
    rules::Route rest{.rest = true, .to = {"FB"}};
    rules::RaceGroup heat{.id = "H", .races = {"H1"}, .routes = {first, rest}};
    table.cases = {{{6, 6}, {}, {heat, {.id = "FA", .races = {"FA"}}, {.id = "FB", .races = {"FB"}}}}};
    return table;
}

/// Two crews hold the last place that goes on. Lots that were drawn after the reopening are not in what was official.
TEST(Revision, LotsThatAreDrawnMeanwhileSayWhoGoesOn) {
    rules::RuleSet rules;
    rules.rank.key = rules::RankKey::displayed_time;   // equal stamps are a dead heat without a picture
    World world{rules};
    world.give(RegisterProgression{one_heat()}).give(ChooseProgression{"M1x", "one_heat", {}, 0});
    world.arm().start(10s).finish(1, 10s + 7min);
    for (const auto in_lane : {2, 3}) world.finish(in_lane, 10s + 7min + 1s);
    for (int i = 4; i <= 6; ++i) world.finish(i, 10s + 7min + i * 1s);
    world.wait_until(20min).give(PublishResult{the_race}).give(ConfirmResult{the_race, true}, "seen").give(ReopenResult{the_race}, "who goes on?");
    EXPECT_TRUE(preview(world).value().seats.empty());
    world.give(DrawLots{the_race, {lane(2), lane(3)}}, "the meeting wants lots");
    const auto found = preview(world).value();
    EXPECT_TRUE(found.rows.empty()) << "the place is shared all the same";
    ASSERT_FALSE(found.seats.empty());
    EXPECT_EQ(found.seats.front().race_before, "");
}

}  // namespace revision_test
}  // namespace bowball::engine
