// Entries: what a list would do before anything happens, and then does in one step; substitutions, late entries, scratches.
#include <gtest/gtest.h>

#include "core/limits.hpp"
#include "world.hpp"

namespace bowball::engine {
namespace entries_test {

EntryRow row(std::size_t line, std::string code, std::string name = {}) {
    EntryRow one;
    one.line = line;
    one.event = "M1x";
    one.code = std::move(code);
    one.name = std::move(name);
    return one;
}

Result<std::vector<Event>> import(World& world, const std::vector<EntryRow>& rows, const std::string& reason = "entries.csv") {
    return world.order(ImportEntries{rows, {}, digest_of(plan_entries(world.state, rows))}, reason);
}

TEST(Entries, AListSaysWhatIsNewWhatChangesAndWhoIsMissing) {
    World world;
    auto other = row(4, "SUI", "Switzerland");
    other.event = "W1x";
    other.event_title = "Women's Single Sculls";
    const auto plan = plan_entries(world.state, {row(2, "C1", "Crew 1"), row(3, "C2", "Renamed"), other});
    EXPECT_EQ(plan.unchanged, 1u);
    ASSERT_EQ(plan.changed.size(), 1u);
    EXPECT_EQ(plan.changed[0].changes, (std::vector<FieldChange>{{"name", "Crew 2", "Renamed"}}));
    ASSERT_EQ(plan.added.size(), 1u);
    EXPECT_EQ(plan.added[0].crew.crew, CrewId{107}) << "a number that nobody has";
    EXPECT_EQ(plan.events, (std::vector<EventDeclared>{{"W1x", "Women's Single Sculls"}}));
    EXPECT_EQ(plan.absent.size(), 4u) << "known in M1x and not on the list";
}

TEST(Entries, AnImportIsAllOrNothingAndDeletesNobody) {
    World world;
    const auto events = import(world, {row(2, "C1", "Renamed"), row(3, "NEW", "New Crew")});
    ASSERT_TRUE(events) << events.error().text;
    EXPECT_EQ(world.state.crews.size(), 7u);
    EXPECT_EQ(world.state.crews.at(CrewId{101}).name, "Renamed");
    EXPECT_EQ(world.state.crews.at(CrewId{102}).name, "Crew 2") << "not on the list, and still entered";
    for (std::size_t i = world.entries.size() - 2; i < world.entries.size(); ++i) EXPECT_EQ(world.entries[i].origin.reason, "entries.csv");
    EXPECT_FALSE(import(world, {row(2, "C1", "Renamed")})) << "the list says nothing new";
    auto bad = row(3, "BAD", std::string(limits::name_bytes + 1, 'x'));
    const auto refused = import(world, {row(2, "C3", "Also renamed"), bad});
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().text.find("Line 3"), std::string::npos);
    EXPECT_EQ(world.state.crews.at(CrewId{103}).name, "Crew 3") << "nothing of it happened";
}

TEST(Entries, ABoatOfOneWithoutANameIsCalledByWhoSitsInIt) {
    World world;
    const auto sculler = [](unsigned line, std::string club, std::vector<std::string> people) {
        auto one = row(line, "", "");
        one.event = "W1x";
        one.club = std::move(club);
        one.members = std::move(people);
        return one;
    };
    ASSERT_TRUE(import(world, {sculler(2, "RC Basel", {"Ada Kim"}), sculler(3, "RC Basel", {"Bo Li"}), sculler(4, "RC Thun", {}), sculler(5, "RC Bern", {"Cy Orr", "Di Poe"})}));
    const auto name_of = [&](std::uint32_t crew) { return world.state.crews.at(CrewId{crew}).name; };
    EXPECT_EQ(name_of(107), "Ada Kim");
    EXPECT_EQ(name_of(108), "Bo Li") << "of the same club";
    EXPECT_EQ(name_of(109), "RC Thun") << "nobody knows yet who";
    EXPECT_EQ(name_of(110), "RC Bern") << "two sit in it";
    ASSERT_TRUE(import(world, {sculler(2, "RC Basel", {"Ada Kim"}), sculler(4, "RC Thun", {"Eve Ray"})}));
    EXPECT_EQ(world.state.crews.size(), 10u);
    EXPECT_EQ(name_of(109), "Eve Ray");
    auto named = row(2, "X", "Thun I");
    named.event = "W1x";
    named.club = "RC Thun";
    named.members = {"Flo Sun"};
    ASSERT_TRUE(import(world, {named}));
    EXPECT_EQ(name_of(111), "Thun I") << "the list's own name stays";
}

TEST(Entries, AListBringsWhatMastersNeed) {
    World world;
    auto one = row(2, "C1", "Crew 1");
    one.members = {"A", "B", "Cox"};
    one.coxed = true;
    one.category = "C";
    one.birth_years = {1975, 1980, 2010};
    one.handicap = 2500ms;
    ASSERT_TRUE(import(world, {one}));
    const auto& crew = world.state.crews.at(CrewId{101});
    EXPECT_EQ(crew.category, "C");
    EXPECT_EQ(crew.birth_years, (std::vector<std::uint32_t>{1975, 1980})) << "a coxswain's age does not count";
    EXPECT_EQ(crew.handicap_ms, 2500);
    one.birth_years = {1975, 0, 2010};
    EXPECT_TRUE(plan_entries(world.state, {one}).changed.empty()) << "one of them is not told: what was known stays";
}

TEST(Entries, WhatWasAgreedToMustStillBeWhatWouldHappen) {
    World world;
    const std::vector<EntryRow> rows{row(2, "NEW", "New Crew")};
    const auto agreed = digest_of(plan_entries(world.state, rows));
    world.give(EnterCrew{{CrewId{900}, "M1x", "NEW", "Somebody else", "", {}}});
    const auto refused = world.order(ImportEntries{rows, {}, agreed}, "entries.csv");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, errc::wrong_state);
}

TEST(Entries, ACrewThatStandsTwiceOrMovesToAnotherEventIsLeftOutWithItsLine) {
    World world;
    auto moved = row(4, "C3");
    moved.event = "W1x";
    moved.crew = 103;
    const auto plan = plan_entries(world.state, {row(2, "C1"), row(3, "C1"), moved, row(5, "NEW", "x"), row(6, "NEW", "x"), row(7, "")});
    ASSERT_EQ(plan.problems.size(), 4u);
    EXPECT_EQ(plan.problems[0].text, "C1 in M1x stands in line 2 already.");
    EXPECT_EQ(plan.problems[1].line, 4u);
    EXPECT_EQ(plan.problems[2].line, 6u);
    EXPECT_EQ(plan.problems[3].line, 7u);
}

TEST(Entries, ALateEntryNeedsAReasonOnceTheEventIsDrawn) {
    World world;
    world.give(EnterCrew{{CrewId{201}, "M1x", "NEW", "Early", "", {}}});
    world.arm();
    const EnterCrew late{{CrewId{202}, "M1x", "LAT", "Late", "", {}}};
    const auto refused = world.order(late);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, errc::needs_reason);
    EXPECT_TRUE(world.order(late, "the jury allows it"));
    EXPECT_TRUE(plan_entries(world.state, {row(2, "X", "x")}).is_late());
}

TEST(Entries, ASubstitutionKeepsWhoLeftWhenAndWhy) {
    World world;
    world.give(EnterCrew{{CrewId{101}, "M1x", "C1", "Crew 1", "Club", {"Ann", "Bea"}}});
    EXPECT_EQ(world.order(SubstituteMembers{CrewId{101}, {"Ann", "Cleo"}}).error().code, errc::needs_reason);
    EXPECT_FALSE(world.order(SubstituteMembers{CrewId{101}, {"Ann"}}, "ill")) << "a seat is missing";
    world.give(SubstituteMembers{CrewId{101}, {"Ann", "Cleo"}}, "Bea is ill");
    EXPECT_EQ(world.state.crews.at(CrewId{101}).members, (std::vector<std::string>{"Ann", "Cleo"}));
    const auto& changes = world.state.crew_changes.at(CrewId{101});
    EXPECT_EQ(changes.back().before.members, (std::vector<std::string>{"Ann", "Bea"}));
    EXPECT_EQ(changes.back().by.reason, "Bea is ill");
    EXPECT_EQ(changes.back().by.actor.name, "Anna");
    world.arm();
    EXPECT_EQ(world.order(SubstituteMembers{CrewId{101}, {"Ann", "Dora"}}, "ill").error().code, errc::wrong_state) << "they are at the start";
}

TEST(Entries, ChangesOfOneCrewAreBounded) {
    World world;
    for (std::size_t i = 0; i < limits::crew_changes + 10; ++i) world.give(EnterCrew{{CrewId{101}, "M1x", "C1", "Name " + std::to_string(i), "", {}}});
    EXPECT_EQ(world.state.crew_changes.at(CrewId{101}).size(), limits::crew_changes);
}

TEST(Entries, AScratchIsForEveryRaceToComeAndForDrawsToCome) {
    World world;
    world.give(ScheduleRace{{RaceId{2}, "M1x", "FA", "Final", WallTime{}, 2000, "rowing", ""}});
    world.give(DrawLanes{RaceId{2}, {{lane(1), CrewId{101}}, {lane(2), CrewId{102}}}});
    EXPECT_EQ(world.order(ScratchCrew{CrewId{101}}).error().code, errc::needs_reason);
    world.give(ScratchCrew{CrewId{101}}, "withdrawn by the team");
    EXPECT_EQ(world.result(1).status, ResultStatus::scratched);
    EXPECT_EQ(world.result(1, RaceId{2}).status, ResultStatus::scratched);
    EXPECT_FALSE(world.order(DrawLanes{RaceId{2}, {{lane(1), CrewId{101}}}}));
    EXPECT_FALSE(world.order(ScratchCrew{CrewId{101}}, "again"));
    world.give(ScratchCrew{CrewId{101}, false}, "a mistake");
    EXPECT_EQ(world.result(1).status, ResultStatus::none);
    EXPECT_EQ(world.result(1, RaceId{2}).status, ResultStatus::none);
    EXPECT_TRUE(world.order(DrawLanes{RaceId{2}, {{lane(3), CrewId{101}}}}, "the others are gone"));
}

TEST(Entries, AScratchLeavesRacesThatWereRowedAsTheyWere) {
    World world;
    world.arm().start(10s).finish_all(10s + 6min).give(PublishResult{the_race}).give(ConfirmResult{the_race, true}, "seen");
    world.give(ScratchCrew{CrewId{101}}, "goes home");
    EXPECT_EQ(world.rank(1), 1);
    EXPECT_EQ(world.race().stage, Stage::official);
    EXPECT_EQ(digest_of(world.judged()), world.race().revisions.back().digest);
}

TEST(Entries, AListSaysWhoScratched) {
    World world;
    auto gone = row(2, "C1");
    gone.scratched = true;
    ASSERT_TRUE(import(world, {gone}));
    EXPECT_TRUE(world.state.scratched.contains(CrewId{101}));
    EXPECT_EQ(world.result(1).status, ResultStatus::scratched);
}

TEST(Entries, WhoeverSitsInTheBoatIsAsOldAsHeIs) {
    World world;
    CrewEntered crew = world.state.crews.at(CrewId{101});
    crew.members = {"A", "B"};
    crew.birth_years = {1960, 1962};
    world.give(EnterCrew{crew}, "late");
    world.give(SubstituteMembers{CrewId{101}, {"A", "C"}}, "ill");
    EXPECT_TRUE(world.state.crews.at(CrewId{101}).birth_years.empty()) << "they were those of A and B";
}

TEST(Entries, AScratchWritesNothingOverAResultThatStands) {
    World world;
    world.arm().start(60s).finish_all(460s).wait_until(900s).give(OrderRerow{the_race, {lane(2), lane(3)}}, "dead heat");
    world.give(ScratchCrew{CrewId{101}}, "gone home").give(ScratchCrew{CrewId{102}}, "gone home");
    EXPECT_EQ(world.race().lane(lane(1))->status, ResultStatus::none) << "it does not row again, and its result stands";
    EXPECT_EQ(world.race().lane(lane(2))->status, ResultStatus::scratched);
}

TEST(Entries, AListDoesNotScratchWhoIsRacingAndSaysWhyAfterTheDraw) {
    World world;
    auto gone = row(2, "C1", "Crew 1");
    gone.scratched = true;
    EXPECT_FALSE(plan_entries(world.state, {gone}).is_late());
    world.arm().start(60s);
    EXPECT_TRUE(plan_entries(world.state, {gone}).is_late()) << "the race was drawn and armed";
    const auto refused = world.order(ImportEntries{{gone}, {}, digest_of(plan_entries(world.state, {gone})), true}, "entries.csv: gone home");
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().text.find("is racing"), std::string::npos) << refused.error().text;
}

}  // namespace entries_test
}  // namespace bowball::engine
