// Replacement times: the worked examples 51 to 57 of the rules of the sports, section 10, and the edges around them.
#include "engine/correction.hpp"
#include "rules/rounding.hpp"
#include "world.hpp"

namespace bowball::engine {
namespace replacement_test {

constexpr TimingPoint the_finish{PointKind::finish, 0};
constexpr TimingPoint the_start{PointKind::start_signal, 0};

Duration time_of_day(std::string_view text) { return rules::parse_time(text).value(); }

/// Each with a start of its own, timed by A and B; B's times count only through the correction.
rules::RuleSet alpine() {
    rules::RuleSet rules;
    rules.start.kind = rules::StartKind::individual;
    rules.start.reaction_threshold.reset();
    rules.finish.sources = {Source::system_a, Source::photo};
    rules.finish.fastest_per_1000_m = 0ns;
    rules.finish.slowest_per_1000_m = 3600s;
    rules.finish.agreement = 2s;
    rules.rank.key = rules::RankKey::displayed_time;
    rules.splits_m.clear();
    return rules;
}

/// One competitor's finish by B and A; empty: that system missed it, both empty: did not finish.
struct Finish {
    std::string b;
    std::string a;
};

class Slope : public World {
public:
    Slope(rules::RuleSet rules, const std::string& first_start, const std::vector<Finish>& finishes) : World(std::move(rules), static_cast<int>(finishes.size())) {
        const auto start = time_of_day(first_start);
        arm(start - 60s);
        for (int i = 1; i <= static_cast<int>(finishes.size()); ++i) starts(i, start + i * 10s);
        for (int i = 1; i <= static_cast<int>(finishes.size()); ++i) {
            const auto& [b, a] = finishes[static_cast<std::size_t>(i - 1)];
            if (!b.empty()) impulse(the_finish, i, time_of_day(b), box_b, Source::system_b);
            if (!a.empty()) impulse(the_finish, i, time_of_day(a));
            if (a.empty() && b.empty()) give(SetStatus{the_race, lane(i), ResultStatus::did_not_finish});
        }
    }
    void starts(int in_lane, Duration when) {
        impulse(the_start, in_lane, when);
        impulse(the_start, in_lane, when, box_b, Source::system_b);
    }
    [[nodiscard]] ReplacementProposal proposal(int in_lane) const {
        for (const auto& one : judged().proposals) {
            if (one.lane == lane(in_lane)) return one;
        }
        ADD_FAILURE() << "nothing is proposed for lane " << in_lane;
        return {};
    }
    World& accept(int in_lane) {
        const auto one = proposal(in_lane);
        return give(AcceptReplacement{the_race, one.point, one.lane, one.impulse, std::chrono::floor<std::chrono::microseconds>(one.correction)}, "beam of A was masked");
    }
};

std::vector<Finish> example_13_1() {
    return {{"13:00:00.483", "13:00:00.263"}, {"13:00:26.521", "13:00:26.880"}, {"13:00:47.410", "13:00:47.368"}, {"13:01:04.232", "13:01:04.368"},
            {"13:01:27.544", "13:01:27.775"}, {"", ""},                         {"13:02:12.993", "13:02:12.912"}, {"13:02:42.501", "13:02:42.616"},
            {"13:03:00.211", "13:03:00.944"}, {"13:03:20.694", "13:03:20.280"}, {"13:03:48.560", "13:03:48.559"}, {"13:04:12.158", ""}};
}

std::vector<Finish> example_13_2() {
    return {{"10:00:50.3548", "10:00:50.1292"}, {"10:01:52.0189", "10:01:52.1921"}, {"10:02:49.4978", "10:02:49.4920"}, {"10:03:50.6148", "10:03:50.9812"},
            {"10:04:49.2741", "10:04:49.8729"}, {"10:05:50.4702", "10:05:50.5129"}, {"10:06:48.9125", "10:06:48.8615"}, {"10:07:51.5814", ""},
            {"10:08:49.8751", "10:08:50.0002"}, {"10:09:49.2459", "10:09:49.4278"}, {"10:10:50.3954", "10:10:50.3473"}};
}

TEST(WorkedExample, No51TheTenBeforeWhereBothSystemsShowThousandths) {
    const Slope slope{alpine(), "12:50:00", example_13_1()};
    const auto found = slope.proposal(12);
    EXPECT_EQ(found.references.size(), 10U) << "16 did not finish and is passed over";
    EXPECT_EQ(found.unit, 1ms);
    EXPECT_EQ(found.correction, -82ms);
    EXPECT_EQ(found.stamp.ticks, DeviceTime{time_of_day("13:04:12.240")});
    EXPECT_EQ(found.stamp.at, at(time_of_day("13:04:12.240")));
    EXPECT_FALSE(found.is_few);
}

TEST(WorkedExample, No51WithTheOldCorrectionToHundredths) {
    auto rules = alpine();
    rules.redundancy.correction_unit = 10ms;
    const auto found = Slope{rules, "12:50:00", example_13_1()}.proposal(12);
    EXPECT_EQ(found.correction, -80ms);
    EXPECT_EQ(found.stamp.ticks, DeviceTime{time_of_day("13:04:12.238")});
}

TEST(WorkedExample, No52TheNextOnesFillWhatLacksBefore) {
    const Slope slope{alpine(), "9:50:00", example_13_2()};
    const auto found = slope.proposal(8);
    EXPECT_EQ(found.references.size(), 10U) << "seven before, three after";
    EXPECT_EQ(found.unit, 100us);
    EXPECT_EQ(found.correction, -115800us);
    EXPECT_EQ(found.stamp.ticks, DeviceTime{time_of_day("10:07:51.6972")});
}

TEST(WorkedExample, No54ACorrectionIsRoundedAHalfAwayFromZero) {
    const auto mean_of = [](Duration total, int count, Duration unit) {
        std::vector<StampPair> pairs;
        for (int i = 0; i < count; ++i) {
            const auto when = 10s * (i + 1);
            const auto apart = i == 0 ? total : 0ns;
            pairs.push_back({{at(when), 2ms, box_a, DeviceTime{when}, 100us}, {at(when + apart), 2ms, box_b, DeviceTime{when + apart}, 100us}});
        }
        return correct({at(200s), 2ms, box_b, DeviceTime{200s}, 100us}, pairs, unit).mean;
    };
    EXPECT_EQ(mean_of(44ms, 1, 10ms), 40ms);
    EXPECT_EQ(mean_of(45ms, 1, 10ms), 50ms);
    EXPECT_EQ(mean_of(-45ms, 1, 10ms), -50ms);
    EXPECT_EQ(mean_of(-44ms, 1, 10ms), -40ms);
    EXPECT_EQ(mean_of(11575us * 100, 10, 100us), 115800us) << "11575 / 10 -> 1158";
    EXPECT_EQ(mean_of(11574us * 100, 10, 100us), 115700us) << "11574 / 10 -> 1157";
    EXPECT_EQ(mean_of(-11575us * 100, 10, 100us), -115800us);
    EXPECT_EQ(mean_of(5ms, 10, 1ms), 1ms) << "exactly half";
    EXPECT_EQ(mean_of(4999us, 10, 1ms), 0ms);
}

TEST(WorkedExample, No57BsTimeOfDayNeverEntersATimeOfAExceptCorrected) {
    Slope slope{alpine(), "12:50:00", example_13_1()};
    const auto start_of_a = time_of_day("12:50:00") + 120s;
    EXPECT_FALSE(slope.result(12).time.has_value()) << "finish B less start A is forbidden";
    EXPECT_EQ(slope.proposal(12).time, time_of_day("13:04:12.240") - start_of_a);
    slope.accept(12);
    const auto time = slope.result(12).time.value();
    EXPECT_EQ(time.exact, time_of_day("13:04:12.240") - start_of_a);
    EXPECT_EQ(time.published, time_of_day("13:04:12.24") - start_of_a) << "56: cut to 1/100 s";
    EXPECT_EQ(time.source, Source::system_b);
    EXPECT_TRUE(time.corrected);
}

TEST(Replacement, ANegativeCorrectionMakesTheTimeLater) {
    const Slope slope{alpine(), "12:50:00", example_13_1()};
    const auto found = slope.proposal(12);
    EXPECT_LT(found.correction, 0ns);
    EXPECT_GT(found.stamp.ticks, DeviceTime{time_of_day("13:04:12.158")});
}

TEST(Replacement, ShowsTheScatterAndItIsPartOfTheUncertainty) {
    const auto found = Slope{alpine(), "12:50:00", example_13_1()}.proposal(12);
    EXPECT_NEAR(static_cast<double>(found.deviation.count()), 0.318466535e9, 2);
    EXPECT_GE(found.stamp.own_uncertainty, 2 * found.deviation);
}

TEST(Replacement, FewerThanTenComeWithAWarningAndFewerThanFiveAreNoneAtAll) {
    auto finishes = example_13_1();
    finishes.erase(finishes.begin(), finishes.begin() + 6);   // 17 to 21, then 22
    const auto five = Slope{alpine(), "12:50:00", finishes}.proposal(6);
    EXPECT_EQ(five.references.size(), 5U);
    EXPECT_TRUE(five.is_few);
    EXPECT_EQ(five.correction, -70ms) << "(81 - 115 - 733 + 414 + 1) / 5 = -70.4";
    finishes.erase(finishes.begin());
    EXPECT_TRUE(Slope(alpine(), "12:50:00", finishes).judged().proposals.empty());
}

TEST(Replacement, StartAndFinishAreReckonedEachByItself) {
    World world{alpine(), 12};
    world.arm(60s);
    for (int i = 1; i <= 11; ++i) {
        world.impulse(the_start, i, 100s + i * 30s).impulse(the_start, i, 100s + i * 30s + 4ms, box_b, Source::system_b);
        world.finish(i, 500s + i * 30s).impulse(the_finish, i, 500s + i * 30s + 7ms, box_b, Source::system_b);
    }
    world.impulse(the_start, 12, 460s + 4ms, box_b, Source::system_b);
    world.impulse(the_finish, 12, 860s + 7ms, box_b, Source::system_b);
    const auto proposals = world.judged().proposals;
    ASSERT_EQ(proposals.size(), 2U);
    for (const auto& one : proposals) EXPECT_EQ(one.correction, one.point == the_start ? 4ms : 7ms) << to_string(one.point);
    for (const auto& one : proposals) world.give(AcceptReplacement{the_race, one.point, one.lane, one.impulse, one.correction}, "A was unplugged");
    EXPECT_EQ(world.time(12), 400s);
    EXPECT_TRUE(world.result(12).time->corrected);
    EXPECT_TRUE(world.judged().proposals.empty());
}

TEST(Replacement, WhatWasVoidedIsNoReference) {
    Slope slope{alpine(), "9:50:00", example_13_2()};
    const auto first = slope.proposal(8).references.front();
    slope.give(VoidImpulse{first.main});
    for (const auto& one : slope.proposal(8).references) EXPECT_NE(one, first);
    EXPECT_EQ(slope.proposal(8).references.size(), 9U);
}

TEST(Replacement, WhoDidNotFinishIsNoReferenceThoughBothSawSomething) {
    Slope slope{alpine(), "9:50:00", example_13_2()};
    slope.give(SetStatus{the_race, lane(7), ResultStatus::did_not_finish});
    EXPECT_EQ(slope.proposal(8).references.size(), 9U);
    for (const auto& one : slope.proposal(8).references) EXPECT_NE(slope.state.impulse(one.main)->impulse.lane, lane(7));
}

TEST(Replacement, ReferencesGrowTooOld) {
    auto rules = alpine();
    rules.redundancy.reference_age = 130s;
    const auto found = Slope{rules, "12:50:00", example_13_1()}.proposal(12);
    EXPECT_EQ(found.references.size(), 5U) << "from 13:02:12 on";
}

TEST(Replacement, PoliciesTakeOtherReferences) {
    const auto lanes_of = [](rules::ReferencePolicy policy) {
        auto rules = alpine();
        rules.redundancy.reference_policy = policy;
        rules.redundancy.references = 6;
        const Slope slope{rules, "9:50:00", example_13_2()};
        std::vector<int> lanes;
        for (const auto& one : slope.proposal(8).references) lanes.push_back(slope.state.impulse(one.main)->impulse.lane->value());
        return lanes;
    };
    EXPECT_EQ(lanes_of(rules::ReferencePolicy::before_then_after), (std::vector{7, 6, 5, 4, 3, 2}));
    EXPECT_EQ(lanes_of(rules::ReferencePolicy::five_and_five), (std::vector{7, 6, 5, 9, 10, 11}));
    EXPECT_EQ(lanes_of(rules::ReferencePolicy::nearest), (std::vector{9, 7, 10, 6, 11, 5}));
}

TEST(Replacement, ClocksThatBeganToCountAtOtherInstantsAreNoDifference) {
    auto rules = alpine();
    World world{rules, 7};
    world.arm(60s);
    const auto seen = [&](TimingPoint point, int in_lane, Duration when, bool by_a) {
        auto one = World::make(point, in_lane, when, by_a ? box_a : box_b, by_a ? Source::system_a : Source::system_b);
        if (!by_a) one.stamp.ticks = DeviceTime{when + 7h + 300ms};  // switched on seven hours earlier
        world.state.now = std::max(world.state.now, at(when));
        world.give(ReportImpulse{one, Change::seen});
    };
    for (int i = 1; i <= 7; ++i) {
        seen(the_start, i, 100s + i * 30s, true);
        seen(the_start, i, 100s + i * 30s, false);
        if (i < 7) seen(the_finish, i, 500s + i * 30s, true);
        seen(the_finish, i, 500s + i * 30s + 5ms, false);
    }
    const auto proposals = world.judged().proposals;
    ASSERT_EQ(proposals.size(), 1U);
    EXPECT_EQ(proposals.front().correction, 305ms) << "whole seconds are of the clocks, the rest is C";
    EXPECT_EQ(proposals.front().stamp.ticks, DeviceTime{710s});
}

// --- regattas: mass starts, small fields ---

/// Six lanes, by A and B; B lies 3 ms behind A.
World& row(World& world, std::uint32_t race, Duration armed, int without_a = 0, bool a_starts = true) {
    const auto start = armed + 60s;
    world.wait_until(armed).give(ArmRace{RaceId{race}}).give(GiveAttention{RaceId{race}});
    if (a_starts) world.start(start);
    world.impulse(the_start, 0, start + 1ms, box_b, Source::system_b);
    for (int i = 1; i <= 6; ++i) {
        const auto when = start + 390s + i * 1s;
        if (i > without_a) world.finish(i, when);
        world.impulse(the_finish, i, when + 3ms, box_b, Source::system_b);
    }
    return world;
}

World& settle(World& world, std::uint32_t race) {
    world.give(PublishResult{RaceId{race}});
    return world.give(ConfirmResult{RaceId{race}, true}, "checked");
}

TEST(Replacement, ASmallFieldUsesTheRacesBeforeIt) {
    World world;
    world.schedule(2, "rowing");
    settle(row(world, 1, 10s), 1);
    row(world, 2, 600s, 3);
    const auto proposals = world.judged(RaceId{2}).proposals;
    ASSERT_EQ(proposals.size(), 3U);
    // All of a mass start started together: who passed before in the race, then the race before.
    EXPECT_EQ(proposals.back().references.size(), 9U) << "six of race 1, and lanes 4 to 6 after it";
    EXPECT_EQ(proposals.back().correction, 3ms);
}

TEST(Replacement, MainSystemLostInMidRaceTheRaceGoesOnAndEachTimeSaysWhatItRestsOn) {
    World world;
    world.schedule(2, "rowing");
    settle(row(world, 1, 10s), 1);
    row(world, 2, 600s, 3);
    const RaceId race{2};
    EXPECT_EQ(world.result(1, race).time->source, Source::system_b);
    EXPECT_EQ(world.time(1, race), 391s + 2ms) << "B's own start and finish: one time never mixes two systems";
    EXPECT_EQ(world.result(4, race).time->source, Source::system_a);
    const auto judgement = world.judged(race);
    std::vector<std::string> texts;
    for (const auto& warning : judgement.warnings) {
        if (warning.kind == WarningKind::system_missed) texts.push_back(warning.text);
    }
    EXPECT_EQ(texts, std::vector<std::string>{"System A missed 3 of 6 at finish: lane 1, 2, 3. These times rest on another source. Check its sensor."});
}

TEST(Replacement, AnAcceptedOneFixesItsFiguresAndCanBeWithdrawn) {
    World world;
    world.schedule(2, "rowing");
    settle(row(world, 1, 10s), 1);
    row(world, 2, 600s, 1);
    const RaceId race{2};
    const auto one = world.judged(race).proposals.front();
    const AcceptReplacement accept{race, one.point, one.lane, one.impulse, one.correction};
    EXPECT_EQ(world.order(accept).error().code, errc::needs_reason);
    auto stale = accept;
    stale.correction += 1us;
    EXPECT_EQ(world.order(stale, "masked").error().code, errc::wrong_state);
    world.give(accept, "masked");
    const auto id = world.last_impulse();
    EXPECT_EQ(world.time(1, race), 391s);
    EXPECT_TRUE(world.result(1, race).time->corrected);
    for (const auto& judged : world.judged(race).impulses) {
        if (judged.ledger->id == id) { EXPECT_EQ(judged.use, Use::used); }
        if (judged.ledger->id == one.impulse) { EXPECT_EQ(judged.use, Use::confirming); }
    }
    EXPECT_FALSE(world.warns(WarningKind::system_missed, race));
    EXPECT_EQ(world.order(VoidImpulse{id}).error().code, errc::wrong_state);
    EXPECT_EQ(world.order(VoidImpulse{one.impulse}).error().code, errc::wrong_state) << "the time rests on it";

    // Whatever becomes of the references, the figures stay.
    world.give(ReopenResult{the_race}, "test").give(VoidImpulse{one.references.back().main});
    EXPECT_EQ(world.time(1, race), 391s);

    EXPECT_EQ(world.order(WithdrawReplacement{race, id}).error().code, errc::needs_reason);
    world.give(WithdrawReplacement{race, id}, "it was another crew");
    EXPECT_FALSE(world.result(1, race).time->corrected);
    EXPECT_EQ(world.time(1, race), 391s + 2ms);
    EXPECT_EQ(world.order(WithdrawReplacement{race, id}, "again").error().code, errc::wrong_state);

    MeetState again;
    for (const auto& entry : world.entries) again = apply(std::move(again), entry);
    EXPECT_TRUE(again.quarantine.empty());
    EXPECT_EQ(digest_of(judge(again, *again.race(race))), digest_of(world.judged(race)));
}

TEST(Replacement, WhenSystemAComesAfterAllItsOwnImpulseCountsAndTheOfficialIsTold) {
    World world;
    world.schedule(2, "rowing");
    settle(row(world, 1, 10s), 1);
    row(world, 2, 600s, 1);
    const RaceId race{2};
    const auto one = world.judged(race).proposals.front();
    world.give(AcceptReplacement{race, one.point, one.lane, one.impulse, one.correction}, "masked");
    world.finish(1, 660s + 391s + 1ms);
    EXPECT_FALSE(world.result(1, race).time->corrected);
    EXPECT_EQ(world.time(1, race), 391s + 1ms);
    EXPECT_TRUE(world.warns(WarningKind::replacement_doubtful, race));
}

TEST(Replacement, AStartThatAMissedIsReplacedForAllLanes) {
    World world{rules::RuleSet{}, 6};
    for (std::uint32_t race = 2; race <= 6; ++race) world.schedule(race, "rowing");
    for (std::uint32_t race = 1; race <= 5; ++race) settle(row(world, race, 600s * race), race);
    row(world, 6, 3600s, 0, false);
    const RaceId race{6};
    EXPECT_EQ(world.result(2, race).time->source, Source::system_b) << "A's finishes without A's start make no time";
    const auto proposals = world.judged(race).proposals;
    ASSERT_EQ(proposals.size(), 1U);
    EXPECT_EQ(proposals.front().point, the_start);
    EXPECT_FALSE(proposals.front().lane.has_value());
    EXPECT_EQ(proposals.front().correction, 1ms);
    world.give(AcceptReplacement{race, the_start, {}, proposals.front().impulse, 1ms}, "start contact of A was loose");
    EXPECT_EQ(world.time(2, race), 392s);
    EXPECT_EQ(world.result(2, race).time->source, Source::system_a);
    EXPECT_TRUE(world.result(2, race).time->corrected);
    world.give(AddImpulse{race, the_finish, lane(2), at(3660s + 392s - 80ms), 0ns});
    EXPECT_EQ(world.result(2, race).time->source, Source::system_a) << "a hand from a corrected start is still a hand";
}

// In the first race all three saw every crew. In the second A missed lane 1; what saw it there is taken away rung by rung.
TEST(Replacement, TheLadderGoesFromBToThePictureToTheHand) {
    World world;
    world.schedule(2, "rowing");
    const auto by_b = [&](int in_lane, Duration when) { world.impulse(the_finish, in_lane, when + 5ms, box_b, Source::system_b); };
    const auto by_hand = [&](RaceId race, int in_lane, Duration when) { world.give(AddImpulse{race, the_finish, lane(in_lane), at(when - 80ms), 0ns}); };
    world.arm(10s).start(70s);
    for (int i = 1; i <= 6; ++i) {
        world.finish(i, 460s + i * 1s);
        by_b(i, 460s + i * 1s);
        by_hand(the_race, i, 460s + i * 1s);
    }
    settle(world, 1);
    const RaceId race{2};
    world.arm(600s, race).start(660s);
    by_b(1, 1051s);
    const auto of_b = world.last_impulse();
    for (int i = 2; i <= 6; ++i) {
        world.finish(i, 1050s + i * 1s);
        by_b(i, 1050s + i * 1s);
    }
    by_hand(race, 1, 1051s);
    const auto picture = [&](std::optional<Duration> read) { return ReadPhoto{race, "a.png", 1ms, {{lane(1), std::uint16_t{1}, read, ResultStatus::none, {}}}}; };
    world.give(picture(391s));
    const auto proposed = [&] { return world.judged(race).proposals; };

    ASSERT_EQ(proposed().size(), 1U);
    EXPECT_EQ(proposed().front().source, Source::system_b) << "B comes before the picture and the hand";
    EXPECT_EQ(proposed().front().time, 391s) << "corrected by what B is behind A";

    world.give(VoidImpulse{of_b}, "B saw the launch");
    EXPECT_TRUE(proposed().empty()) << "the picture needs no correction and comes before the hand";
    EXPECT_EQ(world.result(1, race).time->source, Source::photo);
    EXPECT_EQ(world.time(1, race), 391s);

    world.give(picture({}));
    ASSERT_EQ(proposed().size(), 1U);
    const auto one = proposed().front();
    EXPECT_EQ(one.source, Source::hand);
    world.give(AcceptReplacement{race, one.point, one.lane, one.impulse, one.correction}, "masked");
    const auto time = world.result(1, race).time.value();
    EXPECT_EQ(time.exact, 391s);
    EXPECT_EQ(time.source, Source::hand);
    EXPECT_TRUE(time.by_hand && time.corrected);
}

TEST(Replacement, AnOfficialRaceIsReopenedFirst) {
    World world;
    world.schedule(2, "rowing");
    settle(row(world, 1, 10s), 1);
    row(world, 2, 600s, 1);
    const auto one = world.judged(RaceId{2}).proposals.front();
    settle(world, 2);
    EXPECT_EQ(world.order(AcceptReplacement{RaceId{2}, one.point, one.lane, one.impulse, one.correction}, "late").error().code, errc::wrong_state);
}

TEST(TooClose, AJointUncertaintyOfTwoClocksAsksForThePicture) {
    // Lane 1 by A, lane 2 by B alone: 3 ms apart, and each clock is known to 2 ms.
    World world;
    world.arm(10s).start(70s).impulse(the_start, 0, 70s, box_b, Source::system_b);
    world.finish(1, 460s).impulse(the_finish, 2, 460s + 2ms, box_b, Source::system_b);
    EXPECT_TRUE(world.result(1).too_close && world.result(2).too_close);
    World clear;
    clear.arm(10s).start(70s).impulse(the_start, 0, 70s, box_b, Source::system_b);
    clear.finish(1, 460s).impulse(the_finish, 2, 460s + 3ms, box_b, Source::system_b);
    EXPECT_FALSE(clear.result(1).too_close) << "2 ms and 2 ms make 2.83 ms";
}

}  // namespace replacement_test
}  // namespace bowball::engine
