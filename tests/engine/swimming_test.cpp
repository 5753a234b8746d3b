// A swimming race: pads are system A, buttons system B, watches by hand; the embedded table says what is official.
#include "world.hpp"

namespace bowball::engine {
namespace swimming_test {

constexpr Duration t0 = 60s;
constexpr TimingPoint at_finish{PointKind::finish, 0};

rules::RuleSet swimming(rules::BackupCorrection lane_failed = rules::BackupCorrection::none, rules::BackupCorrection heat_failed = rules::BackupCorrection::none) {
    rules::RuleSet set;
    set.id = "swimming";
    set.start.reaction_threshold.reset();
    set.finish.sources = {Source::system_a, Source::system_b, Source::hand};
    set.finish.fastest_per_1000_m = 0ns;
    set.finish.slowest_per_1000_m = 1h;
    set.time.hand = rules::swimming_hand;
    set.rank.key = rules::RankKey::displayed_time;
    set.splits_m = {500, 1000, 1500};
    set.swimming_times = {"table", "", "", 300ms, rules::DifferenceCheck::greater, lane_failed, heat_failed};
    return set;
}

World& touch(World& world, int in_lane, Duration time, Source source = Source::system_a, const std::string& button = {}, TimingPoint point = at_finish, Duration since = t0) {
    // Pads and buttons come into one console: one clock.
    auto impulse = World::make(point, in_lane, since + time, box_a, source);
    impulse.channel += button;
    if (impulse.stamp.at > world.state.now) world.state.now = impulse.stamp.at;
    return world.give(ReportImpulse{impulse, Change::seen});
}
World& button(World& world, int in_lane, Duration time, const std::string& which = "/1") { return touch(world, in_lane, time, Source::system_b, which); }

World swum(rules::RuleSet set = swimming()) {
    World world{std::move(set)};
    world.arm().start(t0);
    return world;
}

TEST(SwimmingRace, WorkedExampleNo41EqualHundredthsSharePlace) {
    auto world = swum();
    touch(world, 1, 21851ms);
    touch(world, 2, 21857ms);
    touch(world, 3, 21990ms);
    EXPECT_EQ(world.time(1), 21850ms);
    EXPECT_EQ(world.time(2), 21850ms);
    EXPECT_EQ(world.rank(1), 1);
    EXPECT_EQ(world.rank(2), 1);
    EXPECT_TRUE(world.result(2).rank_shared);
    EXPECT_EQ(world.rank(3), 3);
}

TEST(SwimmingRace, APadAfterAStartByHandMakesATimeByHand) {
    World world{swimming()};
    world.arm().wait_until(t0).give(AddImpulse{the_race, {PointKind::start_signal, 0}, std::nullopt, at(t0)});
    touch(world, 1, 21851ms);
    button(world, 2, 22100ms);
    EXPECT_EQ(world.result(1).time->grade, rules::TimingGrade::hand);
    EXPECT_TRUE(world.result(1).time->by_hand);
    EXPECT_EQ(world.result(2).time->grade, rules::TimingGrade::hand) << "and no semi-automatic one either";
    auto by_signal = swum();
    touch(by_signal, 1, 21851ms);
    button(by_signal, 2, 22100ms);
    EXPECT_EQ(by_signal.result(1).time->grade, rules::TimingGrade::automatic);
    EXPECT_EQ(by_signal.result(2).time->grade, rules::TimingGrade::semi_automatic);
}

TEST(SwimmingRace, WorkedExampleNo43ASmallDifferenceIsNoFlag) {
    auto world = swum();
    touch(world, 1, 33760ms);
    button(world, 1, 33610ms);
    EXPECT_EQ(world.time(1), 33760ms);
    EXPECT_EQ(world.result(1).time->official->difference, 150ms);
    EXPECT_FALSE(world.warns(WarningKind::backup_differs));
    EXPECT_FALSE(world.warns(WarningKind::systems_differ)) << "the table's limit, not that of two equal systems";
}

TEST(SwimmingRace, WorkedExampleNo45ADifferenceOfExactlyThirtyHundredthsByBothRules) {
    for (const auto check : {rules::DifferenceCheck::greater, rules::DifferenceCheck::at_least}) {
        auto set = swimming();
        set.swimming_times.difference_check = check;
        auto world = swum(set);
        touch(world, 1, 33760ms);
        button(world, 1, 33460ms);
        EXPECT_EQ(world.warns(WarningKind::backup_differs), check == rules::DifferenceCheck::at_least);
        EXPECT_EQ(world.time(1), 33760ms) << "a flag is a reason to look; the pad stays";
    }
}

TEST(SwimmingRace, AnOfficialSetsAPadAsideAndTakesItBack) {
    auto world = swum();
    touch(world, 1, 34500ms);
    button(world, 1, 33610ms, "/1");
    button(world, 1, 33640ms, "/2");
    EXPECT_TRUE(world.warns(WarningKind::backup_differs));
    EXPECT_EQ(world.order(MarkPad{the_race, at_finish, lane(1), true}).error().code, errc::needs_reason);
    world.give(MarkPad{the_race, at_finish, lane(1), true}, "soft touch, seen by the judge of lane 1");
    EXPECT_EQ(world.time(1), 33620ms) << "the mean of two, the third digit dropped";
    EXPECT_EQ(world.result(1).time->source, Source::system_b);
    EXPECT_FALSE(world.warns(WarningKind::backup_differs));
    EXPECT_EQ(world.order(MarkPad{the_race, at_finish, lane(1), true}, "again").error().code, errc::wrong_state);
    world.give(MarkPad{the_race, at_finish, lane(1), false}, "it was the button");
    EXPECT_EQ(world.time(1), 34500ms);
}

TEST(SwimmingRace, ThreeButtonsGiveTheMiddleOne) {
    auto world = swum();
    for (const auto& [which, time] : {std::pair{"/1", 33610ms}, {"/2", 33900ms}, {"/3", 33700ms}}) button(world, 1, time, which);
    EXPECT_EQ(world.time(1), 33700ms);
    EXPECT_EQ(world.result(1).time->watches.size(), 3U);
}

TEST(SwimmingRace, WithoutPadAndButtonTheWatchesCount) {
    auto world = swum();
    for (const auto& [watch, time] : {std::pair{"1", 58210ms}, {"2", 58240ms}})
        world.give(AddImpulse{the_race, at_finish, lane(1), at(t0 + time), {}, watch});
    EXPECT_EQ(world.time(1), 58220ms);
    EXPECT_EQ(world.result(1).time->official->source, rules::TimeSource::watch);
}

/// Lanes 2 to 4: pad later than button by 0.10, 0.12 and 0.13 s.
void three_good_lanes(World& world, Duration first = 30s) {
    for (const auto& [in_lane, later] : {std::pair{2, 100ms}, {3, 120ms}, {4, 130ms}}) {
        touch(world, in_lane, first + in_lane * 1s + later);
        button(world, in_lane, first + in_lane * 1s);
    }
}

TEST(SwimmingRace, UntilApril2016TheBackupIsCorrectedByTheGoodLanes) {
    auto world = swum(swimming(rules::BackupCorrection::mean_difference, rules::BackupCorrection::mean_difference));
    three_good_lanes(world);
    button(world, 1, 40s);
    EXPECT_EQ(world.time(1), 40110ms) << "0.35 / 3 = 0.116, the third digit dropped";
    EXPECT_TRUE(world.result(1).time->corrected);
    EXPECT_EQ(world.result(1).time->official->correction, 110ms);
}

TEST(SwimmingRace, SinceMay2016TheBackupOfALaneIsOfficialAsItIs) {
    auto world = swum(swimming(rules::BackupCorrection::none, rules::BackupCorrection::mean_difference));
    three_good_lanes(world);
    button(world, 1, 40s);
    EXPECT_EQ(world.time(1), 40s);
    EXPECT_FALSE(world.result(1).time->corrected);
}

TEST(SwimmingRace, AHeatWhosePadsFailedIsCorrectedByTheHeatBefore) {
    const auto set = swimming(rules::BackupCorrection::none, rules::BackupCorrection::mean_difference);
    World world{set};
    world.schedule(2, set.id).arm().start(t0);
    three_good_lanes(world);
    world.schedule(3, set.id).arm(3min, RaceId{3}).start(4min).give(AbandonRace{RaceId{3}}, "the lights went out");   // gives no difference
    world.arm(5min, RaceId{2}).start(6min);
    const auto pad = [&](Duration time, Source source) { touch(world, 3, time, source, "/x", at_finish, 6min); };
    pad(31s, Source::system_a);
    pad(32s, Source::system_b);
    world.give(MarkPad{RaceId{2}, at_finish, {}, true}, "the timer started a second late");
    EXPECT_EQ(world.time(3, RaceId{2}), 32110ms);
    EXPECT_EQ(world.time(3), 33120ms) << "the heat before stays as it was";
}

TEST(SwimmingRace, WithoutGoodLanesThereIsNoTimeAndAWarningSaysSo) {
    auto world = swum(swimming(rules::BackupCorrection::mean_difference));
    button(world, 1, 40s);
    EXPECT_FALSE(world.result(1).time.has_value());
    EXPECT_TRUE(world.warns(WarningKind::no_backup));
}

TEST(SwimmingRace, ButtonsLateInAllLanesSuspectTheStartInput) {
    auto world = swum();
    for (int i = 1; i <= 4; ++i) {
        touch(world, i, 30s + i * 1s);
        button(world, i, 30s + i * 1s + 500ms);
    }
    EXPECT_TRUE(world.warns(WarningKind::start_input_doubtful));
    EXPECT_EQ(world.time(1), 31s);
}

// --- false starts ---

World left_too_early() {
    auto set = swimming();
    set.start.ladder = {rules::Consequence::disqualification};
    set.start.race_goes_on = true;
    World world{set};
    world.arm().motion(2, t0 - 100ms).start(t0);
    return world;
}

TEST(SwimmingRace, WorkedExampleNo49WhoLeavesBeforeTheSignalIsDisqualifiedAtTheEndAndTheRaceGoesOn) {
    auto world = left_too_early();
    EXPECT_FALSE(world.judged().start.recall_requested);
    EXPECT_TRUE(world.judged().start.undecided);
    EXPECT_FALSE(wanted_alarm(world.state).has_value()) << "no buzzer calls anybody back";
    world.give(DecideFalseStart{the_race, RunNumber{1}, Verdict::upheld, {lane(2)}});
    EXPECT_EQ(world.judged().phase, Phase::started);
    for (int i = 1; i <= 6; ++i) touch(world, i, 25s + i * 10ms);
    EXPECT_EQ(world.judged().phase, Phase::finished);
    EXPECT_EQ(world.result(2).status, ResultStatus::disqualified);
    EXPECT_FALSE(world.result(2).rank.has_value());
    EXPECT_FALSE(world.result(2).splits.back().time.has_value()) << "no time is announced";
    EXPECT_EQ(world.rank(3), 2);
}

TEST(SwimmingRace, AFaultThatNobodyHasDecidedIsToldBeforeTheResultIsOfficial) {
    auto world = left_too_early();
    for (int i = 1; i <= 6; ++i) touch(world, i, 25s + i * 10ms);
    world.give(PublishResult{the_race});
    EXPECT_TRUE(world.warns(WarningKind::recall_undecided));
    world.give(DecideFalseStart{the_race, RunNumber{1}, Verdict::dismissed, {}});
    EXPECT_FALSE(world.warns(WarningKind::recall_undecided));
    EXPECT_EQ(world.rank(2), 2);
}

TEST(SwimmingRace, AFaultyStartIsSwumAgain) {
    auto world = left_too_early();
    world.give(DecideFalseStart{the_race, RunNumber{1}, Verdict::no_blame, {}});
    EXPECT_EQ(world.judged().phase, Phase::recalled);
}

// --- relays ---

World relay(Duration leave_less_touch, Duration tolerance) {
    auto set = swimming();
    set.relay = {4, {"maker", "", "", tolerance, {}, false}};
    auto world = swum(set);
    touch(world, 4, 50s, Source::system_a, {}, {PointKind::split, 500});
    touch(world, 4, 50s + leave_less_touch, Source::system_a, {}, {PointKind::takeoff, 0});
    return world;
}

TEST(SwimmingRelay, WorkedExampleNo47WhatTwoMakersForgive) {
    const auto verdict = [](Duration difference, Duration tolerance) {
        const auto found = relay(difference, tolerance).judged().exchanges;
        EXPECT_EQ(found.size(), 1U);
        return found.empty() ? rules::ExchangeVerdict::needs_judges : found.front().judged.verdict;
    };
    constexpr auto legal = rules::ExchangeVerdict::legal;
    constexpr auto early = rules::ExchangeVerdict::too_early;
    EXPECT_EQ(verdict(-30ms, 30ms), legal);
    EXPECT_EQ(verdict(-30ms, 0ms), early);
    EXPECT_EQ(verdict(-40ms, 30ms), early);
    EXPECT_EQ(verdict(-40ms, 0ms), early);
    EXPECT_EQ(verdict(-10ms, 30ms), legal);
    EXPECT_EQ(verdict(-10ms, 0ms), early);
    EXPECT_EQ(verdict(0ms, 0ms), legal);
}

TEST(SwimmingRelay, AnEarlyExchangeIsARemarkAndNobodyIsDisqualified) {
    auto world = relay(-40ms, 30ms);
    touch(world, 4, 200s);
    EXPECT_TRUE(world.warns(WarningKind::exchange_doubtful));
    EXPECT_EQ(world.result(4).status, ResultStatus::none);
    EXPECT_EQ(world.rank(4), 1);
}

TEST(SwimmingRelay, ATouchThatWasSetAsideIsForTheJudges) {
    auto world = relay(-40ms, 30ms);
    world.give(MarkPad{the_race, {PointKind::split, 500}, lane(4), true}, "light touch");
    EXPECT_EQ(world.judged().exchanges.front().judged.verdict, rules::ExchangeVerdict::needs_judges);
}

TEST(SwimmingRelay, TheFirstSwimmersLeaveIsNoExchange) {
    auto set = swimming();
    set.relay = {4, {"maker", "", "", 0ms, {}, false}};
    auto world = swum(set);
    touch(world, 4, 700ms, Source::system_a, {}, {PointKind::takeoff, 0});
    touch(world, 4, 50s, Source::system_a, {}, {PointKind::split, 500});
    EXPECT_TRUE(world.judged().exchanges.empty());
}

TEST(SwimmingRelay, ATakeoffIsOfTheRaceThatIsOnThoughTheOneBeforeIsNotOfficialYet) {
    auto set = swimming();
    set.relay = {4, {"maker", "", "", 0ms, {}, false}};
    auto world = swum(set);
    world.schedule(2, set.id);
    for (const auto metres : {500, 1000, 1500}) {
        for (int i = 1; i <= 6; ++i) touch(world, i, metres * 50ms, Source::system_a, {}, {PointKind::split, metres});
    }
    for (int i = 1; i <= 6; ++i) touch(world, i, 100s);
    const Duration t2 = t0 + 300s;
    world.arm(t2 - 10s, RaceId{2}).start(t2);
    world.impulse({PointKind::split, 500}, 4, t2 + 50s).impulse({PointKind::takeoff, 0}, 4, t2 + 50s + 200ms);
    EXPECT_EQ(world.judged(RaceId{2}).exchanges.size(), 1U);
    EXPECT_TRUE(world.judged().exchanges.empty());
}

/// Lane 4's exchange is sensed; lane 3 swims on without its touch, or without its leave.
World relay_that_missed(PointKind missed) {
    auto world = relay(0ms, 30ms);
    if (missed != PointKind::split) touch(world, 3, 51s, Source::system_a, {}, {PointKind::split, 500});
    if (missed != PointKind::takeoff) touch(world, 3, 51s, Source::system_a, {}, {PointKind::takeoff, 0});
    for (const auto metres : {1000, 1500}) touch(world, 3, metres * 100ms, Source::system_a, {}, {PointKind::split, metres});   // no platforms there
    return world;
}

std::vector<std::string> doubtful_exchanges(const World& world) {
    std::vector<std::string> texts;
    for (const auto& warning : world.judged().warnings) {
        if (warning.kind == WarningKind::exchange_doubtful) texts.push_back(warning.text);
    }
    return texts;
}

TEST(SwimmingRelay, AnExchangeThatAPadMissedIsForTheJudges) {
    auto world = relay_that_missed(PointKind::split);
    EXPECT_TRUE(doubtful_exchanges(world).empty()) << "the lane is still swimming: the touch may come late";
    touch(world, 3, 200s);
    EXPECT_EQ(doubtful_exchanges(world), std::vector<std::string>{"Lane 3, exchange at 500 m: could not be judged, the pad felt no touch. The judges must say what they saw."});
    EXPECT_EQ(world.result(3).status, ResultStatus::none);
}

TEST(SwimmingRelay, AnExchangeThatAPlatformMissedIsForTheJudges) {
    auto world = relay_that_missed(PointKind::takeoff);
    touch(world, 3, 200s);
    EXPECT_EQ(doubtful_exchanges(world), std::vector<std::string>{"Lane 3, exchange at 500 m: could not be judged, the platform saw nobody leave. The judges must say what they saw."});
}

TEST(SwimmingRelay, WhereNoPlatformStandsNobodyIsAsked) {
    auto set = swimming();
    set.relay = {4, {"maker", "", "", 30ms, {}, false}};
    auto world = swum(set);
    for (const auto in_lane : {3, 4}) {
        touch(world, in_lane, 700ms, Source::system_a, {}, {PointKind::takeoff, 0});   // the start has some
        touch(world, in_lane, 51s, Source::system_a, {}, {PointKind::split, 500});
        touch(world, in_lane, 200s);
    }
    EXPECT_TRUE(doubtful_exchanges(world).empty());
}

}  // namespace swimming_test
}  // namespace bowball::engine
