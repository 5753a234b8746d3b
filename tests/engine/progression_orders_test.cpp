// What officials say of the way from round to round: they settle what the table cannot, and advance crews beyond it.
#include "core/limits.hpp"
#include "engine/progression.hpp"
#include "world.hpp"

namespace bowball::engine {
namespace progression_orders_test {

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
    bool by_hand = false;     ///< it was started by hand
};
const std::string by_time = "H by time to F";

/// Both heats are official: the second was timed as `timing` says.
World heats(const Timing& timing, rules::UnlikeTimes unlike = rules::UnlikeTimes::settle) {
    World world;
    world.schedule(2, "rowing");
    world.give(ScheduleRace{{the_final, "M1x", "F", "Final", WallTime{}, 2000, "rowing", "9-1-1"}});
    world.give(RegisterProgression{two_heats(unlike)}).give(ChooseProgression{"M1x", "two_heats", {}, 0});
    world.arm().start(10s).finish_all(10s + 7min);
    world.wait_until(20min).give(PublishResult{the_race}).give(ConfirmResult{the_race, true}, "seen");
    world.arm(30min, second_heat);
    if (timing.by_hand) world.wait_until(30min + 10s).give(AddImpulse{second_heat, {PointKind::start_signal, 0}, std::nullopt, at(30min + 10s)});
    else world.start(30min + 10s);
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
    EXPECT_EQ(open.ties[0].where, by_time);
    const auto refused = world.order(DrawNextRound{the_final});
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().text.find("unlike ways"), std::string::npos) << refused.error().text;
    EXPECT_EQ(world.order(SettleTie{"M1x", {CrewId{203}, CrewId{103}}, by_time}).error().code, errc::needs_reason);
    world.give(SettleTie{"M1x", {CrewId{203}, CrewId{103}}, by_time}, "the watch was started late, the picture of the finish says so");
    EXPECT_TRUE(way_of(world).ties.empty());
    EXPECT_EQ(mark_in_final(way_of(world), 203), "by_time");
    world.give(DrawNextRound{the_final});
    EXPECT_EQ(world.race(the_final).lanes.size(), 5u);
}

TEST(ProgressionOrders, ATieIsSettledAtItsCutByAllWhoAreTiedThereAndNobodyElse) {
    auto world = heats({Source::hand, 100ms});
    const auto refused = [&](SettleTie command) { return world.order(std::move(command), "the watch").error(); };
    EXPECT_EQ(refused({"M1x", {CrewId{203}, CrewId{103}}}), (Error{errc::bad_input, "Say where: which cut this order settles. Open: H by time to F."}));
    EXPECT_EQ(refused({"M1x", {CrewId{203}, CrewId{103}}, "H1 place 2 to F"}), (Error{errc::wrong_state, "No tie is open at \"H1 place 2 to F\" in M1x. Open: H by time to F."}));
    EXPECT_EQ(refused({"M1x", {CrewId{203}}, by_time}), (Error{errc::bad_input, "H by time to F: name all crews that are tied there, first the one that goes on first. Missing: C3."}));
    EXPECT_EQ(refused({"M1x", {CrewId{203}, CrewId{103}, CrewId{105}}, by_time}), (Error{errc::bad_input, "C5 is not tied at H by time to F. Tied are C3, C3."}));
    EXPECT_EQ(refused({"M1x", {CrewId{203}, CrewId{203}, CrewId{103}}, by_time}), (Error{errc::bad_input, "C3 is named twice. Name each crew once, first the one that goes on first."}));
    world.give(SettleTie{"M1x", {CrewId{203}, CrewId{103}}, by_time}, "the watch");
    EXPECT_EQ(refused({"M1x", {CrewId{103}, CrewId{203}}, by_time}), (Error{errc::wrong_state, "H by time to F is settled already (Anna: the watch). Take that back first."}));
    const auto settled = way_of(world).settled;
    ASSERT_EQ(settled.size(), 1u);
    EXPECT_EQ(settled[0].where, by_time);
    EXPECT_EQ(settled[0].order, (std::vector{CrewId{203}, CrewId{103}}));
}

TEST(ProgressionOrders, HowATieWasSettledIsTakenBackWithAReason) {
    auto world = heats({Source::hand, 100ms});
    EXPECT_EQ(world.order(SettleTie{"M1x", {}, by_time, false}, "nothing there").error().code, errc::wrong_state);
    world.give(SettleTie{"M1x", {CrewId{203}, CrewId{103}}, by_time}, "the watch").give(DrawNextRound{the_final});
    EXPECT_EQ(world.order(SettleTie{"M1x", {}, by_time, false}).error().code, errc::needs_reason);
    const auto late = world.order(SettleTie{"M1x", {}, by_time, false}, "the watch was right").error();
    EXPECT_EQ(late.code, errc::needs_consent) << late.text;
    world.give(SettleTie{"M1x", {}, by_time, false, true}, "the watch was right");
    EXPECT_EQ(way_of(world).ties.size(), 1u) << "open again";
    EXPECT_TRUE(way_of(world).settled.empty());
    EXPECT_EQ(world.order(SettleTie{"M1x", {}, by_time, false, true}, "again").error().code, errc::wrong_state);
    world.give(SettleTie{"M1x", {CrewId{103}, CrewId{203}}, by_time}, "the watch was right");
    world.give(DrawNextRound{the_final}, "as it is settled now").arm(70min, the_final);
    const auto begun = world.order(SettleTie{"M1x", {}, by_time, false}, "once more").error();
    EXPECT_EQ(begun.code, errc::needs_consent) << "crews have been at the start by it: said, and no dead end";
    EXPECT_NE(begun.text.find("F (race 9) has been at the start"), std::string::npos) << begun.text;
    world.give(SettleTie{"M1x", {}, by_time, false, true}, "once more");
    EXPECT_EQ(way_of(world).ties.size(), 1u);
    EXPECT_EQ(world.race(the_final).lanes.size(), 5u) << "whoever is at the start stays there";
}

// Journals of before name no cut: wherever all these crews are tied.
TEST(ProgressionOrders, WhatWasSettledWithoutACutStillCounts) {
    auto world = heats({Source::hand, 100ms});
    world.append(TieSettled{"M1x", {CrewId{203}, CrewId{103}}});
    EXPECT_EQ(mark_in_final(way_of(world), 203), "by_time");
}

TEST(ProgressionOrders, WhatIsSettledAtOneCutSettlesNoOther) {
    auto world = heats({Source::hand, 100ms});
    world.append(TieSettled{"M1x", {CrewId{203}, CrewId{103}}, "H to F"});
    EXPECT_EQ(way_of(world).ties.size(), 1u);
}

// A time whose start was pressed by hand is one by hand, whatever saw the finish.
TEST(ProgressionOrders, AHeatThatWasStartedByHandIsInDoubtAgainstOneThatWasNot) {
    auto world = heats({.later = 100ms, .by_hand = true});
    ASSERT_EQ(way_of(world).ties.size(), 1u);
    EXPECT_TRUE(way_of(world).ties[0].is_unlike);
    EXPECT_EQ(way_of(world).ties[0].crews, (std::vector{CrewId{103}, CrewId{203}}));
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
    EXPECT_EQ(describe(world.state, "M1x", open.ties[0]), "H by time to F: C3, C3 are level, and 1 of them goes on. Hold a re-row, and enter its order.");
    world.give(SettleTie{"M1x", {CrewId{203}, CrewId{103}}, by_time}, "re-row, race 12");
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

TEST(ProgressionOrders, ACrewIsAdvancedOnce) {
    auto world = heats({Source::system_a, 100ms});
    world.give(AdvanceCrew{the_race, lane(6), AdvancedBy::referee}, "a launch crossed its lane");
    EXPECT_EQ(world.order(AdvanceCrew{the_race, lane(6), AdvancedBy::jury}, "appeal upheld").error(),
              (Error{errc::wrong_state, "Race 1 has the crew of lane 6 advanced already, by the referee (Anna: a launch crossed its lane). Take that back first."}));
    EXPECT_EQ(world.race(the_race).advanced.size(), 1u);
}

TEST(ProgressionOrders, OnceTheNextRoundIsDrawnAnAdvanceSaysWhatItChangesBeforeItDoes) {
    auto world = heats({Source::system_a, 100ms});
    world.give(DrawNextRound{the_final});
    const auto asked = world.order(AdvanceCrew{the_race, lane(6), AdvancedBy::referee}, "a launch crossed its lane").error();
    EXPECT_EQ(asked.code, errc::needs_consent);
    EXPECT_EQ(asked.text, "F (race 9) is drawn already. Carried out now it changes: C6 into F, lane 6. If that is meant, give the order again and accept the changes.");
    EXPECT_TRUE(world.race(the_race).advanced.empty());
    world.give(AdvanceCrew{the_race, lane(6), AdvancedBy::referee, true, true}, "a launch crossed its lane");
    EXPECT_EQ(mark_in_final(way_of(world), 106), "by_referee");
    EXPECT_EQ(world.order(AdvanceCrew{the_race, lane(6), AdvancedBy::referee, false}, "it did not").error().code, errc::needs_consent) << "to take it back changes as much";
}

/// The final of five has been rowed and is official; four eyes are asked for.
World final_rowed() {
    auto world = heats({Source::system_a, 100ms});
    rules::RuleSet rules;
    rules.official.four_eyes = true;
    world.give(RegisterRuleSet{rules}).give(DrawNextRound{the_final}).arm(70min, the_final).start(70min + 10s);
    for (const auto& seat : world.race(the_final).lanes) world.finish(seat.lane.value(), 77min + seat.lane.value() * 1s);
    return std::move(world.wait_until(90min).give(PublishResult{the_final}).give(ConfirmResult{the_final, true}, "seen"));
}

/// An order of somebody with a name.
Result<std::vector<Event>> as(World& world, const std::string& name, Command command) {
    const Origin origin{Actor{name, Role::referee}, {}, "a launch crossed its lane"};
    world.state.now += 1ms;
    auto events = decide(world.state, Order{std::move(command), origin, world.state.now});
    if (events) {
        for (const auto& event : *events) world.append(event, origin);
    }
    return events;
}

TEST(ProgressionOrders, WhereTheRaceAfterItIsOfficialTwoPersonsAdvanceACrew) {
    auto world = final_rowed();
    const AdvanceCrew word{the_race, lane(6), AdvancedBy::jury, true, true};
    ASSERT_TRUE(as(world, "Anna", word));
    EXPECT_TRUE(world.race(the_race).advanced.empty()) << "one person is not enough";
    ASSERT_TRUE(world.race(the_race).proposal);
    EXPECT_EQ(world.race(the_race).proposal->crew, CrewId{106});
    EXPECT_EQ(as(world, "Anna", word).error().code, errc::not_allowed);
    ASSERT_TRUE(as(world, "Ben", AdvanceCrew{the_race, lane(5), AdvancedBy::jury, true, true}));
    EXPECT_TRUE(world.race(the_race).advanced.empty()) << "another crew is another proposal";
    ASSERT_TRUE(as(world, "Anna", AdvanceCrew{the_race, lane(5), AdvancedBy::jury, true, true}));
    ASSERT_EQ(world.race(the_race).advanced.size(), 1u);
    EXPECT_EQ(world.race(the_race).advanced[0].crew, CrewId{105});
    EXPECT_FALSE(world.race(the_race).proposal);
}

TEST(ProgressionOrders, WhereTheRaceAfterItIsOfficialTwoPersonsTakeBackHowATieWasSettled) {
    auto world = heats({Source::hand, 100ms});
    rules::RuleSet rules;
    rules.official.four_eyes = true;
    world.give(RegisterRuleSet{rules}).give(SettleTie{"M1x", {CrewId{203}, CrewId{103}}, by_time}, "the watch").give(DrawNextRound{the_final}).arm(70min, the_final).start(70min + 10s);
    for (const auto& seat : world.race(the_final).lanes) world.finish(seat.lane.value(), 77min + seat.lane.value() * 1s);
    world.wait_until(90min).give(PublishResult{the_final}).give(ConfirmResult{the_final, true}, "seen");
    const SettleTie word{"M1x", {}, by_time, false, true};
    ASSERT_TRUE(as(world, "Anna", word));
    EXPECT_TRUE(way_of(world).ties.empty()) << "one person is not enough";
    ASSERT_TRUE(world.race(the_final).proposal);
    EXPECT_EQ(world.race(the_final).proposal->change, OfficialChange::settle);
    EXPECT_EQ(world.race(the_final).proposal->where, by_time);
    EXPECT_EQ(as(world, "Anna", word).error().code, errc::not_allowed);
    ASSERT_TRUE(as(world, "Ben", word));
    EXPECT_EQ(way_of(world).ties.size(), 1u);
    EXPECT_FALSE(world.race(the_final).proposal);
}

// What waits for a second person at another cut of the event rests on another tie.
TEST(ProgressionOrders, TakingBackHowOneTieWasSettledLeavesWhatWaitsAtAnotherCut) {
    const auto waits_after = [](const std::string& where) {
        auto world = heats({Source::hand, 100ms});
        world.give(SettleTie{"M1x", {CrewId{203}, CrewId{103}}, by_time}, "the watch");
        world.append(ChangeProposed{the_final, OfficialChange::settle, sha256("basis"), std::nullopt, false, where});
        world.give(SettleTie{"M1x", {}, by_time, false}, "the video");
        return world.race(the_final).proposal.has_value();
    };
    EXPECT_TRUE(waits_after("H1 by place to F"));
    EXPECT_FALSE(waits_after(by_time));
    EXPECT_FALSE(waits_after("")) << "in journals of before, whatever waited in the event went";
}

TEST(ProgressionOrders, WhoIsAdvancedToAFinalThatWasRowedAndHasNoLaneTakesNobodysPlace) {
    auto world = heats({Source::system_a, 100ms});
    for (const auto in_lane : {4, 5}) world.give(AdvanceCrew{the_race, lane(in_lane), AdvancedBy::referee}, "a launch crossed their lanes");
    world.give(DrawNextRound{the_final}).arm(70min, the_final).start(70min + 10s);
    for (const auto& seat : world.race(the_final).lanes) world.finish(seat.lane.value(), 77min + seat.lane.value() * 1s);
    world.wait_until(90min).give(PublishResult{the_final}).give(ConfirmResult{the_final, true}, "seen");
    ASSERT_EQ(way_of(world).places.size(), 7u);
    const auto refused = world.order(AdvanceCrew{the_race, lane(6), AdvancedBy::jury, true, true}, "appeal upheld").error();
    EXPECT_EQ(refused, (Error{errc::too_many, "F has been rowed and has no lane for crew 106, who was advanced from H1. Reopen F and find a lane, or take the advance back."}));
    world.append(CrewAdvanced{the_race, CrewId{106}, AdvancedBy::jury});   // as journals of before have it
    EXPECT_EQ(way_of(world).places.size(), 7u) << "the places stay whose they are";
    EXPECT_EQ(mark_in_final(way_of(world), 106), "");
    EXPECT_FALSE(way_of(world).problems.empty());
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

}  // namespace progression_orders_test
}  // namespace bowball::engine
