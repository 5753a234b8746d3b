// Reactions read from traces: which rule made them, and that they are judged as a sensor's would be.
#include "core/limits.hpp"
#include "world.hpp"

namespace bowball::engine {
namespace trace_test {

/// From 500 ms before the signal at 10 s: quiet, then 8 counts more with every millisecond from `reaction` on.
TraceSeen trace(int in_lane, Duration reaction, TimingPoint point = {PointKind::first_motion, 0}) {
    TraceSeen seen{World::make(point, in_lane, 9500ms), {1ms, "N", 1'000'000, {}}};
    seen.impulse.channel = "lane " + std::to_string(in_lane);
    auto hiss = 12345U;
    for (int ms = -500; ms < 1000; ++ms) {
        hiss = hiss * 1664525 + 1013904223;
        const auto push = std::clamp<std::int64_t>((ms - reaction / 1ms) * 8, 0, 2000);
        seen.waveform.samples.push_back(static_cast<std::int16_t>(300 + push + static_cast<int>(hiss >> 30) - 1));
    }
    return seen;
}

World started() {
    World world;
    world.arm().red(8s);
    world.wait_until(11s);
    world.start(10s);
    return world;
}

LaneStart start_of(const World& world, int in_lane) {
    const auto judgement = world.judged();
    return *std::ranges::find(judgement.start.lanes, lane(in_lane), &LaneStart::lane);
}

bool is_faulty(const World& world, int in_lane, StartFault fault) {
    const auto faults = start_of(world, in_lane).faults;
    return std::ranges::find(faults, fault) != faults.end();
}

TEST(Trace, ItsOnsetIsTheReaction) {
    auto world = started();
    world.give(ReportTrace{trace(3, 150ms)});
    const auto start = start_of(world, 3);
    ASSERT_TRUE(start.reaction && start.trace && start.trace->found);
    EXPECT_LE(std::chrono::abs(start.reaction->since_signal.length - 150ms), start.reaction->since_signal.uncertainty);
    EXPECT_LT(start.reaction->since_signal.uncertainty, 5ms) << "sensor and signal have one clock";
    EXPECT_EQ(start.reaction->impulse, world.last_impulse());
    EXPECT_EQ(start.trace->algorithm, rules::OnsetAlgorithm::baseline_sigma);
    EXPECT_EQ(start.trace->parameters, "5.00 sigma over baseline 200 ms, held 5 ms");
    EXPECT_EQ(start.trace->samples, 1500u);
    EXPECT_EQ(world.use_of_last(3), Use::used);
    EXPECT_FALSE(world.judged().start.recall_requested);
}

TEST(Trace, AnOnsetBelowTheThresholdAsksForARecall) {
    auto world = started();
    world.give(ReportTrace{trace(2, 60ms)});
    EXPECT_TRUE(is_faulty(world, 2, StartFault::reaction));
    EXPECT_TRUE(world.judged().start.recall_requested);
    EXPECT_TRUE(wanted_alarm(world.state).has_value());
}

TEST(Trace, AnOnsetBeforeTheSignalIsAnEarlyMotion) {
    auto world = started();
    world.give(ReportTrace{trace(2, -100ms)});
    EXPECT_TRUE(is_faulty(world, 2, StartFault::early_motion));
}

TEST(Trace, WhatCameBeforeTheRedIsNoReaction) {
    World world;
    world.arm().red(9900ms);
    world.wait_until(11s);
    world.start(10s);
    auto fidgety = trace(4, 200ms);
    for (int i = 250; i < 300; ++i) fidgety.waveform.samples[static_cast<std::size_t>(i)] = 900;
    world.give(ReportTrace{fidgety});
    EXPECT_FALSE(is_faulty(world, 4, StartFault::early_motion));
    EXPECT_NEAR(static_cast<double>(start_of(world, 4).reaction->since_signal.length / 1us), 200'000, 3000);
}

TEST(Trace, TheRuleSetSaysWhatCountsAndBothAreShown) {
    for (const auto prefer : {rules::ReactionSource::trace, rules::ReactionSource::sensor}) {
        rules::RuleSet rules;
        rules.start.onset.prefer = prefer;
        World world{rules};
        world.arm().red(8s).start(10s).motion(3, 10180ms);
        const auto sensor = world.last_impulse();
        world.wait_until(11s).give(ReportTrace{trace(3, 150ms)});
        const auto start = start_of(world, 3);
        ASSERT_TRUE(start.sensed && start.trace && start.trace->onset);
        EXPECT_EQ(start.sensed->impulse, sensor);
        EXPECT_EQ(start.reaction->impulse, prefer == rules::ReactionSource::sensor ? sensor : start.trace->trace);

        const auto judgement = world.judged();
        EXPECT_EQ(std::ranges::count_if(judgement.impulses, [](const JudgedImpulse& one) { return one.lane == lane(3) && one.use == Use::confirming; }), 1);
    }
}

TEST(Trace, WithoutAnOnsetTheSensorCountsAndTheReasonIsSaid) {
    auto world = started();
    world.motion(3, 10180ms);
    world.give(ReportTrace{trace(3, 5s)});
    const auto start = start_of(world, 3);
    EXPECT_EQ(start.reaction->since_signal.length, 180ms);
    EXPECT_EQ(start.trace->problem, "Nothing reached the level.");
    EXPECT_FALSE(start.trace->onset);
}

TEST(Trace, AnotherRuleJudgesTheSameEvidenceOtherwise) {
    rules::RuleSet rules;
    rules.start.onset.algorithm = rules::OnsetAlgorithm::absolute_threshold;
    World world{rules};
    world.arm().red(8s).start(10s).wait_until(11s).give(ReportTrace{trace(3, 150ms)});
    const auto start = start_of(world, 3);
    EXPECT_EQ(start.trace->parameters, "245.000 N over baseline 200 ms, held 5 ms");
    EXPECT_NEAR(static_cast<double>(start.reaction->since_signal.length / 1us), 180'600, 1000) << "late by the time to 245 N";
}

TEST(Trace, SentAgainItIsNoNews) {
    auto world = started();
    world.give(ReportTrace{trace(3, 150ms)});
    const auto entries = world.entries.size();
    world.give(ReportTrace{trace(3, 150ms)});
    EXPECT_EQ(world.entries.size(), entries);
    EXPECT_EQ(world.state.traces, 1u);
}

TEST(Trace, VoidedItIsNoReaction) {
    auto world = started();
    world.give(ReportTrace{trace(2, 60ms)}).give(VoidImpulse{world.last_impulse()}, "a wave hit the pontoon");
    EXPECT_FALSE(start_of(world, 2).reaction.has_value());
    EXPECT_FALSE(world.judged().start.recall_requested);
}

TEST(Trace, AtAPointThatWantsAnInstantItCountsForNothing) {
    for (const auto point : {TimingPoint{PointKind::start_signal, 0}, TimingPoint{PointKind::finish, 0}, TimingPoint{PointKind::gate_release, 0}, TimingPoint{PointKind::bow_contact, 0}}) {
        World world;
        world.arm().wait_until(11s).give(ReportTrace{trace(3, 150ms, point)});
        EXPECT_FALSE(world.judged().start.signal.has_value());
        EXPECT_EQ(world.use_of_last(3), Use::suspect);
        world.give(AssignImpulse{world.last_impulse(), the_race, point, lane(3)});
        EXPECT_FALSE(world.judged().start.signal.has_value()) << "not even if somebody says so";
        EXPECT_EQ(world.use_of_last(3), Use::suspect);
    }
}

TEST(Trace, NamedByAPersonItCounts) {
    auto world = started();
    auto seen = trace(3, 150ms, {PointKind::unbound, 0});
    seen.impulse.lane.reset();
    world.give(ReportTrace{seen});
    EXPECT_FALSE(start_of(world, 3).reaction.has_value());
    world.give(AssignImpulse{world.last_impulse(), the_race, {PointKind::first_motion, 0}, lane(3)});
    EXPECT_TRUE(start_of(world, 3).reaction.has_value());
}

TEST(Trace, EmptyOrTooLongItIsRefused) {
    auto world = started();
    auto seen = trace(3, 150ms);
    seen.waveform.samples.assign(limits::trace_samples + 1, 0);
    EXPECT_FALSE(world.order(ReportTrace{seen}).has_value());
    seen.waveform.samples.clear();
    EXPECT_FALSE(world.order(ReportTrace{seen}).has_value());
}

TEST(Trace, OfNoRateItIsRefused) {
    auto world = started();
    auto seen = trace(3, 150ms);
    for (const auto interval : {Duration{0}, Duration{-1}, Duration{1s}}) {
        seen.waveform.sample_interval = interval;
        EXPECT_FALSE(world.order(ReportTrace{seen}).has_value());
    }
}

TEST(Trace, ADeviceThatNeverStopsFillsNoJournal) {
    auto world = started();
    world.state.traces = limits::traces;
    EXPECT_EQ(world.order(ReportTrace{trace(3, 150ms)}).error().code, errc::too_many);
}

TEST(Trace, NobodyMayReportForADevice) {
    EXPECT_FALSE(check_authority(Role::admin, ReportTrace{}).has_value());
}

}  // namespace trace_test
}  // namespace bowball::engine
