// Times by hand: one to three watches of a lane, by the rule set's own rule, never together with a machine's.
#include "world.hpp"

namespace bowball::engine {
namespace hand_test {

constexpr Duration t0 = 60s;

rules::RuleSet athletics() {
    rules::RuleSet set;
    set.time.rounding = rules::Rounding::up;
    set.time.hand = rules::athletics_hand;
    set.finish.fastest_per_1000_m = 0ns;
    return set;
}
rules::RuleSet by_hundredths() {
    auto set = athletics();
    set.time.rounding = rules::Rounding::down;
    set.time.hand = rules::swimming_hand;
    return set;
}

/// One person presses for a lane; `who` is the watch.
World& press(World& world, std::string who, int in_lane, Duration time, Duration slewed = {}) {
    if (at(t0 + time) > world.state.now) world.state.now = at(t0 + time);
    const Origin origin{Actor{std::move(who), Role::timekeeper}, {}, {}};
    Order order{AddImpulse{the_race, {PointKind::finish, 0}, in_lane != 0 ? std::optional{lane(in_lane)} : std::nullopt, at(t0 + time)}, origin, world.state.now};
    order.timeline_slewed = slewed;
    const auto events = decide(world.state, order);
    EXPECT_TRUE(events.has_value());
    for (const auto& event : *events) world.append(event, origin);
    return world;
}

World started(rules::RuleSet set) {
    World world{std::move(set)};
    world.arm().start(t0);
    return world;
}

TEST(HandTime, WorkedExampleNo7AWatchGoesToTheNextTenth) {
    auto world = started(athletics());
    press(world, "Anna", 1, 10110ms);
    press(world, "Anna", 2, 10100ms);
    EXPECT_EQ(world.result(1).time->published, 10200ms);
    EXPECT_EQ(world.result(2).time->published, 10100ms);
    EXPECT_EQ(world.result(1).time->unit, 100ms) << "shown to the tenth";
    EXPECT_TRUE(world.result(1).time->by_hand);
}

// A hand's time is on the venue's timeline: what that was slewed before the start is nothing of the race.
TEST(HandTime, IsNotInDoubtByWhatTheClockWasSlewedInTheMorning) {
    auto world = started(athletics());
    world.state.ledger.back().impulse.stamp.timeline_slewed = 400ms;
    press(world, "Anna", 1, 10110ms, 400ms);
    EXPECT_EQ(world.state.ledger.back().impulse.stamp.timeline_slewed, 400ms);
    EXPECT_LT(world.result(1).time->uncertainty, 300ms) << "a finger's";
}

// Nothing else came since the start, so that no impulse says it.
TEST(HandTime, IsInDoubtByWhatTheClockWasSlewedInTheRace) {
    auto world = started(athletics());
    press(world, "Anna", 1, 360s, 180ms);
    EXPECT_GE(world.result(1).time->uncertainty, 380ms);
    EXPECT_LT(world.result(1).time->uncertainty, 450ms);
}

// One that was kept while the network was away comes when other impulses have said more.
TEST(HandTime, ThatComesLateHasTheSlewOfItsOwnInstant) {
    auto world = started(athletics());
    press(world, "Anna", 1, 100s, 10ms);
    press(world, "Anna", 2, 300s, 90ms);
    press(world, "Ben", 1, 101s, 90ms);
    EXPECT_EQ(world.state.ledger[1].impulse.stamp.timeline_slewed, 10ms);
    EXPECT_EQ(world.state.ledger[2].impulse.stamp.timeline_slewed, 10ms) << "at 101 s, told at 300 s";
}

// A span that was read from a watch is the same whatever the server did since the start.
TEST(HandTime, OfAWatchThatIsTypedAfterARestartInMidRaceIsAsSureAsBefore) {
    auto world = started(athletics());
    world.append(ServerStarted{"test", HostTime{}, at(t0 + 5s), WallTime{}, "another boot", false, 60s});
    auto other = World::make({PointKind::split, 500}, 2, t0 + 6s, box_b);
    other.stamp.timeline_slewed = 60s;
    world.wait_until(t0 + 6s).give(ReportImpulse{other, Change::seen});
    world.wait_until(t0 + 20s).give(AddImpulse{the_race, {PointKind::finish, 0}, lane(1), at(t0 + 10110ms), {}, "Anna's"});
    EXPECT_EQ(world.state.impulse(world.last_impulse())->impulse.stamp.timeline_slewed, 0s);
    EXPECT_LT(world.result(1).time->uncertainty, 300ms) << "a finger's";
}

// The page knows the start to the microsecond, the journal to the nanosecond: what a page adds would be short of what was read, and the tenth another one.
TEST(HandTime, OfAWatchIsTheOneThatWasReadWhereverTheStartLies) {
    for (const auto offset : {0ns, 1ns, 499ns, 999ns}) {
        World world{athletics()};
        world.arm().start(t0 + offset).wait_until(t0 + 20s).give(AddWatchTime{the_race, {PointKind::finish, 0}, lane(1), 10100ms, {}});
        world.give(AddWatchTime{the_race, {PointKind::finish, 0}, lane(2), 10100ms + 1us, {}});
        EXPECT_EQ(world.result(1).time->published, 10100ms) << offset.count();
        EXPECT_EQ(world.result(2).time->published, 10200ms) << offset.count();
        EXPECT_TRUE(world.result(1).time->by_hand);
    }
}

TEST(HandTime, OfAWatchAndOfAPressAreTwoWatches) {
    auto world = started(by_hundredths());
    world.wait_until(t0 + 40s).give(AddWatchTime{the_race, {PointKind::finish, 0}, lane(1), 30100ms, "Anna's"}).give(AddWatchTime{the_race, {PointKind::finish, 0}, lane(1), 30300ms, "Ben's"});
    EXPECT_EQ(world.result(1).time->watches.size(), 2u);
}

TEST(HandTime, OfAWatchThatIsStillToComeIsRefused) {
    World world{athletics()};
    world.arm().start(t0).wait_until(t0 + 20s);
    const auto read = [&](Duration time) { return world.order(AddWatchTime{the_race, {PointKind::finish, 0}, lane(1), time, {}}); };
    EXPECT_EQ(read(67s).error().text, "By the start that is known the race has not been on for so long. Check the time, or the start.");
    EXPECT_TRUE(read(20s).has_value());
}

TEST(HandTime, OfAWatchThatWasTypedWrongIsTypedAnewInOneOrder) {
    World world{athletics()};
    world.arm().start(t0).wait_until(t0 + 20s).give(AddWatchTime{the_race, {PointKind::finish, 0}, lane(1), 11100ms, "Ben's"});
    const auto wrong = world.last_impulse();
    const AddWatchTime right{the_race, {PointKind::finish, 0}, lane(2), 10100ms, {}, wrong};
    EXPECT_EQ(world.order(right).value().size(), 3u);
    EXPECT_EQ(world.last_impulse().value() + 1, world.state.head.value()) << "docs/protocol.md tells pages so";
    EXPECT_FALSE(world.result(1).time.has_value());
    EXPECT_EQ(world.result(2).time->published, 10100ms);
    EXPECT_NE(world.state.impulse(wrong)->voided, nullptr);
    EXPECT_EQ(world.state.impulse(world.last_impulse())->impulse.channel, "Ben's") << "of the same watch";
    EXPECT_EQ(world.order(right).error().text, "That time is void already.");
}

TEST(HandTime, APressThatWasTooLateIsTypedAnewToo) {
    World world{athletics()};
    world.arm().start(t0).wait_until(t0 + 20s).give(AddImpulse{the_race, {PointKind::finish, 0}, lane(1), at(t0 + 14s), 30ms});
    world.give(AddWatchTime{the_race, {PointKind::finish, 0}, lane(1), 10100ms, {}, world.last_impulse()});
    EXPECT_EQ(world.result(1).time->published, 10100ms);
    EXPECT_EQ(world.state.impulse(world.last_impulse())->impulse.channel, "Anna") << "whose press it was";
}

TEST(HandTime, WhatWasTakenInAnotherStartOrIsTheStartIsNotTypedAnew) {
    World world{athletics()};
    world.arm().wait_until(t0).give(AddImpulse{the_race, {PointKind::start_signal, 0}, std::nullopt, at(t0)});
    const auto start = world.last_impulse();
    const auto type = [&](ImpulseId instead_of) { return world.order(AddWatchTime{the_race, {PointKind::finish, 0}, lane(1), 10100ms, {}, instead_of}); };
    EXPECT_EQ(world.wait_until(t0 + 20s).order(AddWatchTime{the_race, {PointKind::finish, 0}, lane(1), 10100ms, {}, start}).error().code, errc::bad_input);
    world.give(AddWatchTime{the_race, {PointKind::finish, 0}, lane(1), 11100ms, {}});
    const auto of_the_first = world.last_impulse();
    world.give(RecallRace{the_race, RecallCause::other}, "late").arm(t0 + 60s).start(t0 + 70s).wait_until(t0 + 90s);
    EXPECT_EQ(type(of_the_first).error().code, errc::bad_input);
}

TEST(HandTime, OnlyWhatWasTakenByHandForThisRaceIsTypedAnew) {
    World world{athletics()};
    world.schedule(2, athletics().id).arm().start(t0).finish(3, t0 + 12s).wait_until(t0 + 20s);
    const auto by_device = world.last_impulse();
    const auto type = [&](ImpulseId instead_of, RaceId race = the_race) { return world.order(AddWatchTime{race, {PointKind::finish, 0}, lane(1), 10100ms, {}, instead_of}); };
    EXPECT_EQ(type(by_device).error().code, errc::bad_input);
    EXPECT_EQ(type(ImpulseId{9'999}).error().code, errc::unknown_impulse);
    world.give(AddWatchTime{the_race, {PointKind::finish, 0}, lane(1), 11100ms, {}});
    const auto typed = world.last_impulse();
    world.give(RecallRace{the_race, RecallCause::other}, "late").arm(t0 + 60s, RaceId{2}).start(t0 + 70s).wait_until(t0 + 90s);
    EXPECT_EQ(type(typed, RaceId{2}).error().code, errc::bad_input);
}

TEST(HandTime, OfAWatchWantsAStartThatItBeganWith) {
    World world{athletics()};
    world.arm().wait_until(t0);
    const AddWatchTime read{the_race, {PointKind::finish, 0}, lane(1), 10100ms, {}};
    EXPECT_EQ(world.order(read).error().code, errc::wrong_state);
    world.start(t0).wait_until(t0 + 20s);
    EXPECT_TRUE(world.order(read).has_value());
    const auto refused = [&](auto change) {
        auto wrong = read;
        change(wrong);
        return world.order(wrong).error().code;
    };
    EXPECT_EQ(refused([](auto& wrong) { wrong.point = {PointKind::start_signal, 0}; }), errc::bad_input);
    EXPECT_EQ(refused([](auto& wrong) { wrong.time = 0ns; }), errc::bad_input);
    EXPECT_EQ(refused([](auto& wrong) { wrong.time = 24h + 1ns; }), errc::bad_input);
    EXPECT_EQ(refused([](auto& wrong) { wrong.lane = lane(9); }), errc::unknown_lane);
    EXPECT_EQ(refused([](auto& wrong) { wrong.watch = std::string(10'000, 'a'); }), errc::too_large);
}

// The computer was started anew between start and finish: only its time of day ties the two together.
TEST(HandTime, IsAsUncertainAsTheTimelineIfTheComputerWasStartedAnewMeanwhile) {
    auto world = started(athletics());
    press(world, "Anna", 1, 10110ms);
    world.append(ServerStarted{"test", HostTime{}, at(t0 + 11s), WallTime{}, "another boot", false, 60s});
    press(world, "Anna", 2, 12100ms, 60s);
    press(world, "Ben", 1, 10100ms, 60s);
    EXPECT_LT(world.result(1).time->uncertainty, 300ms) << "both watches were stopped before";
    EXPECT_GE(world.result(2).time->uncertainty, 60s);
    EXPECT_EQ(world.state.last_start.at, at(t0 + 11s));
}

/// The start was pressed by hand, and a beam saw the finish.
World started_by_hand(rules::RuleSet set) {
    World world{std::move(set)};
    world.arm().wait_until(t0).give(AddImpulse{the_race, {PointKind::start_signal, 0}, std::nullopt, at(t0)});
    return world;
}

TEST(HandTime, ASpanIsAsGoodAsItsWorseEnd) {
    auto world = started_by_hand(athletics());
    world.finish(1, t0 + 10110ms);
    world.finish(2, t0 + 10150ms);
    const auto time = *world.result(1).time;
    EXPECT_EQ(time.grade, rules::TimingGrade::hand);
    EXPECT_TRUE(time.by_hand);
    EXPECT_EQ(time.published, 10200ms) << "to the next tenth, as every time by hand";
    EXPECT_EQ(time.unit, 100ms);
    EXPECT_EQ(world.result(2).time->published, 10200ms);
    EXPECT_EQ(world.rank(1), 1) << "the finish was seen by a beam: within the race its order stands";
    EXPECT_EQ(world.rank(2), 2);
    EXPECT_EQ(started(athletics()).finish(1, t0 + 10110ms).result(1).time->grade, rules::TimingGrade::automatic);
}

// A box of stopwatches that sends the start is a hand too, though nobody typed anything here.
TEST(HandTime, AStartThatADeviceOfWatchesSentIsByHand) {
    World world{athletics()};
    world.arm().impulse({PointKind::start_signal, 0}, 0, t0, box_a, Source::hand).finish(1, t0 + 10110ms);
    EXPECT_TRUE(world.result(1).time->by_hand);
    EXPECT_EQ(world.result(1).time->grade, rules::TimingGrade::hand);
}

TEST(HandTime, WhereTheRulesSayNothingOfWatchesAHandStartStillGradesTheTime) {
    auto set = athletics();
    set.time.hand = {};
    auto world = started_by_hand(set);
    world.finish(1, t0 + 10110ms);
    EXPECT_EQ(world.result(1).time->grade, rules::TimingGrade::hand);
    EXPECT_EQ(world.result(1).time->published, 10110ms) << "the display is the rule set's";
}

TEST(HandTime, OfSeveralCrewsThatStartApartEachHasItsOwnGrade) {
    auto set = athletics();
    set.start.kind = rules::StartKind::individual;
    World world{set};
    world.arm().impulse({PointKind::start_signal, 0}, 1, t0);
    world.wait_until(t0 + 1s).give(AddImpulse{the_race, {PointKind::start_signal, 0}, lane(2), at(t0 + 1s)});
    world.finish(1, t0 + 400s).finish(2, t0 + 402s);
    EXPECT_EQ(world.result(1).time->grade, rules::TimingGrade::automatic);
    EXPECT_EQ(world.result(2).time->grade, rules::TimingGrade::hand);
}

TEST(HandTime, OfThreeWatchesTwoThatAgreeElseTheMiddleOneAndOfTwoTheLonger) {
    auto world = started(athletics());
    for (const auto& [who, time] : {std::pair{"Anna", 10310ms}, {"Ben", 10120ms}, {"Carl", 10110ms}}) press(world, who, 1, time);   // 10.4, 10.2, 10.2
    for (const auto& [who, time] : {std::pair{"Anna", 11310ms}, {"Ben", 11120ms}, {"Carl", 11410ms}}) press(world, who, 2, time);   // 11.4, 11.2, 11.5
    for (const auto& [who, time] : {std::pair{"Anna", 12310ms}, {"Ben", 12120ms}}) press(world, who, 3, time);
    EXPECT_EQ(world.time(1), 10200ms);
    EXPECT_EQ(world.time(2), 11400ms);
    EXPECT_EQ(world.time(3), 12400ms);
    EXPECT_EQ(world.result(2).time->watches, (std::vector<Duration>{11120ms, 11310ms, 11410ms})) << "each stays beside the time";
}

TEST(HandTime, WorkedExampleNo42ThreeWatchesOfHundredthsAndTheMeanOfTwo) {
    auto world = started(by_hundredths());
    for (const auto& [who, time] : {std::pair{"Anna", 58210ms}, {"Ben", 58270ms}, {"Carl", 58270ms}}) press(world, who, 1, time);
    for (const auto& [who, time] : {std::pair{"Anna", 58210ms}, {"Ben", 58240ms}, {"Carl", 58300ms}}) press(world, who, 2, time);
    for (const auto& [who, time] : {std::pair{"Anna", 58210ms}, {"Ben", 58240ms}}) press(world, who, 3, time);
    EXPECT_EQ(world.time(1), 58270ms);
    EXPECT_EQ(world.time(2), 58240ms);
    EXPECT_EQ(world.time(3), 58220ms);
}

TEST(HandTime, TwoPressesOfOnePersonAreOneWatchAndADouble) {
    auto world = started(athletics());
    press(world, "Anna", 1, 10110ms);
    press(world, "Anna", 1, 10910ms);
    EXPECT_EQ(world.time(1), 10200ms);
    EXPECT_EQ(world.use_of_last(1), Use::doubled);
}

TEST(HandTime, WhoeverNamesThePressesOfTwoPeopleTheyStayTwoWatches) {
    auto world = started(athletics());
    std::vector<ImpulseId> presses;
    for (const auto& [who, time] : {std::pair{"Anna", 10110ms}, {"Ben", 10310ms}}) {
        press(world, who, 0, time);
        presses.push_back(world.last_impulse());
    }
    for (const auto id : presses) world.give(AssignImpulse{id, the_race, {PointKind::finish, 0}, lane(4)});
    EXPECT_EQ(world.time(4), 10400ms) << "the longer of two";
    EXPECT_EQ(world.use_of_last(4), Use::used);
}

TEST(HandTime, OnePersonTypesTheWatchesOfThree) {
    auto world = started(athletics());
    for (const auto& [watch, time] : {std::pair{"1", 10110ms}, {"2", 10210ms}, {"3", 10310ms}})
        world.give(AddImpulse{the_race, {PointKind::finish, 0}, lane(1), at(t0 + time), {}, watch});
    EXPECT_EQ(world.time(1), 10300ms);
}

TEST(HandTime, AFourthWatchIsNotTaken) {
    auto world = started(athletics());
    for (const auto& [who, time] : {std::pair{"Anna", 10110ms}, {"Ben", 10210ms}, {"Carl", 10310ms}, {"Dora", 10910ms}}) press(world, who, 1, time);
    EXPECT_EQ(world.time(1), 10300ms);
    EXPECT_EQ(world.use_of_last(1), Use::doubled);
}

TEST(HandTime, AMachinesTimeIsNeverMixedWithWatches) {
    auto world = started(athletics());
    world.finish(1, t0 + 10013ms);
    press(world, "Anna", 1, 10110ms);
    press(world, "Ben", 1, 10310ms);
    const auto time = *world.result(1).time;
    EXPECT_EQ(time.exact, 10013ms);
    EXPECT_EQ(time.source, Source::system_a);
    EXPECT_TRUE(time.watches.empty());
    ASSERT_EQ(time.others.size(), 1U);
    EXPECT_EQ(time.others.front().exact, 10400ms) << "the watches stand beside it, as the one time that they are";
}

TEST(HandTime, ARuleSetThatSaysNothingTakesTheFirstPressAsItIs) {
    auto world = started({});
    press(world, "Anna", 1, 401234ms);
    press(world, "Ben", 1, 401534ms);
    EXPECT_EQ(world.time(1), 401234ms);
    EXPECT_EQ(world.use_of_last(1), Use::doubled);
}

TEST(HandTime, ASplitByHandIsMadeInTheSameWay) {
    auto set = athletics();
    set.splits_m = {500};
    auto world = started(set);
    for (const auto& [watch, time] : {std::pair{"1", 90110ms}, {"2", 90310ms}})
        world.give(AddImpulse{the_race, {PointKind::split, 500}, lane(1), at(t0 + time), {}, watch});
    const auto split = world.result(1).splits.front();
    EXPECT_EQ(split.time->length, 90400ms);
    EXPECT_EQ(split.unit, 100ms);
}

TEST(HandTime, WatchesThatADeviceSentAsAFileAreMadeIntoATimeByTheRuleSet) {
    auto set = by_hundredths();
    set.finish.sources = {Source::system_a, Source::hand};
    auto world = started(set);
    RawResult file;
    file.key = "1-1-1";
    file.document = "018-000-00F0147.do4";
    file.rows.resize(2);
    file.rows[0].lane = 1;
    file.rows[0].watches = {58210ms, 58240ms};
    file.rows[1].lane = 2;
    file.rows[1].watches = {59210ms, 59270ms, 59270ms};
    world.give(ReportResult{file});
    EXPECT_EQ(world.time(1), 58220ms);
    EXPECT_EQ(world.time(2), 59270ms);
    EXPECT_EQ(world.result(2).time->source, Source::hand);
    EXPECT_TRUE(world.result(2).time->by_hand);
    EXPECT_EQ(world.result(2).time->watches.size(), 3U);
    EXPECT_EQ(world.rank(2), 2);
}

// Athletics: neither by hand nor automatic, and never official (rules of the sports 3.2.3).
TEST(HandTime, StartedByHandAndFinishedByAMachineIsWarnedOfWhereTheRulesSaySo) {
    for (const auto both_ends : {true, false}) {
        auto set = athletics();
        set.time.hand.both_ends = both_ends;
        World world{set};
        world.arm().give(AddImpulse{the_race, {PointKind::start_signal, 0}, std::nullopt, at(t0)});
        for (int i = 1; i <= 6; ++i) world.finish(i, t0 + 10s + i * 100ms);
        const auto warnings = world.judged().warnings;
        const auto found = std::ranges::find(warnings, WarningKind::start_by_hand, &Warning::kind);
        EXPECT_EQ(found != warnings.end(), both_ends);
        EXPECT_TRUE(!both_ends || found->text.starts_with("Lanes 1, 2, 3, 4, 5, 6: started by hand and finished by a machine. By the rules of the sport such a time is not official: it is published as one by hand, and confirmed with a reason only."));
        EXPECT_EQ(world.rank(1), 1) << "the order stands";
    }
    auto set = athletics();
    set.time.hand.both_ends = true;
    auto watches = started(set);
    press(watches, "Anna", 1, 10110ms);
    EXPECT_FALSE(watches.warns(WarningKind::start_by_hand)) << "a watch against the gun is a time by hand";
}

// Neither by hand nor automatic either: the gun began it, a finger stopped it when the runner came in. What is typed from a watch was begun by hand.
TEST(HandTime, StartedByTheGunsOwnSignalAndStoppedByAFingerIsWarnedOfWhereTheRulesSaySo) {
    const auto warning_of = [](const World& world) {
        for (const auto& one : world.judged().warnings) {
            if (one.kind == WarningKind::start_by_hand) return one.text;
        }
        return std::string{};
    };
    for (const auto both_ends : {true, false}) {
        auto set = athletics();
        set.time.hand.both_ends = both_ends;
        auto world = started(set);
        world.give(AddImpulse{the_race, {PointKind::finish, 0}, lane(3), at(t0 + 10110ms), 4ms});
        press(world, "Anna", 4, 10200ms);
        EXPECT_EQ(warning_of(world).starts_with("Lane 3: started by the gun's own signal and stopped by a finger."), both_ends);
        EXPECT_EQ(warning_of(world).empty(), !both_ends);
        world.give(VoidImpulse{world.state.ledger.at(world.state.ledger.size() - 2).id}, "the picture was read");
        EXPECT_EQ(warning_of(world), "") << "the watch of lane 4 was typed in";
    }
    auto set = athletics();
    set.time.hand.both_ends = true;
    World by_hand{set};
    by_hand.arm().give(AddImpulse{the_race, {PointKind::start_signal, 0}, std::nullopt, at(t0), 4ms}).give(AddImpulse{the_race, {PointKind::finish, 0}, lane(3), at(t0 + 10110ms), 4ms});
    EXPECT_EQ(warning_of(by_hand), "") << "a finger at both ends";
}

// The page adds what a watch says to the start as it is shown, the gun's; a start that somebody pressed as well, later by a finger, takes nothing off it.
TEST(HandTime, WhatAWatchSaysIsItsTimeWhoeverElsePressedAStart) {
    World world{athletics()};
    world.arm().start(t0).give(AddImpulse{the_race, {PointKind::start_signal, 0}, std::nullopt, at(t0 + 150ms), 4ms});
    world.give(AddImpulse{the_race, {PointKind::finish, 0}, lane(3), at(t0 + 10110ms), {}, "Ben"});
    EXPECT_EQ(world.result(3).time.value().exact, world.result(3).time.value().published) << "in the unit of a watch";
    EXPECT_EQ(world.time(3), 10200ms);
    world.give(AddImpulse{the_race, {PointKind::finish, 0}, lane(4), at(t0 + 10110ms), 4ms});
    EXPECT_EQ(world.time(4), 10000ms) << "fingers at both ends belong together";
}

// 10.05 by machine stands behind 10.01 by hand, which is shown as 10.1.
TEST(HandTime, AGapBetweenAWatchAndAMachineIsNeverNegative) {
    auto world = started(athletics());
    press(world, "Anna", 1, 10010ms);
    world.finish(2, t0 + 10150ms).finish(3, t0 + 10390ms);
    press(world, "Anna", 4, 10410ms);
    EXPECT_EQ(world.rank(2), 2);
    for (const auto in_lane : {2, 3, 4}) {
        EXPECT_GE(*world.result(in_lane).behind_leader, 0ns) << in_lane;
        EXPECT_GE(*world.result(in_lane).behind_next, 0ns) << in_lane;
        EXPECT_GE(*world.result(in_lane).splits.back().behind_leader, 0ns) << in_lane;
    }
    EXPECT_EQ(world.result(3).behind_leader, 300ms) << "10.1 and 10.4: in the unit of the watch";
    EXPECT_EQ(world.result(3).behind_next, 240ms) << "between two machines as ever";
}

}  // namespace hand_test
}  // namespace bowball::engine
