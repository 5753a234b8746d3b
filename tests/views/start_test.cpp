// The start as officials see it: what is measured, and from what.
#include <gtest/gtest.h>

#include "engine/world.hpp"
#include "views/project.hpp"
#include "views/trace_samples.hpp"

namespace bowball::views {
namespace start_test {

using engine::World;

template <class Trace>
concept HasAddress = requires(Trace trace) { trace.samples_url; };

constexpr TimingPoint green{PointKind::start_signal, 0};
constexpr TimingPoint motion{PointKind::first_motion, 0};

RefereeView referee(const World& world) {
    for (auto& topic : project_all(world.state)) {
        if (auto* view = std::get_if<RefereeView>(&topic.view)) return std::move(*view);
    }
    ADD_FAILURE() << "no view for the referee";
    return {};
}

// The start box and the finish timer both see the green. A reaction is measured on the clock of its sensor, the race from
// the better source: the referee must not be told the one's doubt for the other's.
TEST(Referee, IsToldWhichSignalTheReactionsAreMeasuredFrom) {
    World world;
    world.arm().impulse(green, 0, 10s).impulse(green, 0, 10s + 300us, engine::box_b, Source::system_b);
    EXPECT_TRUE(referee(world).reaction_signals.empty()) << "nobody has moved yet";
    for (const auto lane : {2, 3}) world.impulse(motion, lane, 10s + lane * 100ms, engine::box_b, Source::system_b);
    const auto view = referee(world);
    EXPECT_EQ(view.signal_device, "box_a");
    ASSERT_EQ(view.reaction_signals.size(), 1u) << "each signal once";
    EXPECT_EQ(view.reaction_signals[0].device, "box_b");
    EXPECT_EQ(view.reaction_signals[0].uncertainty_ns, 100'000);
    EXPECT_EQ(view.rows.at(1).quantities.at(0).ns, 199'700'000) << "from the green of box B";
}

TEST(Referee, OneBoxForAllIsNamedOnce) {
    World world;
    world.arm().start(10s).motion(1, 10s + 200ms).motion(2, 10s + 210ms);
    const auto view = referee(world);
    ASSERT_EQ(view.reaction_signals.size(), 1u);
    EXPECT_EQ(view.reaction_signals[0].device, view.signal_device);
}

/// Quiet from 500 ms before the signal at 10 s, then 8 N more with every millisecond from 150 ms on. Two counts a newton.
World with_trace(std::int64_t reaction_ms = 150) {
    World world;
    world.arm().wait_until(11s).start(10s);
    engine::TraceSeen seen{World::make(motion, 3, 9500ms), {1ms, "N", 500'000, {}}};
    for (std::int64_t ms = -500; ms < 1000; ++ms) seen.waveform.samples.push_back(static_cast<std::int16_t>(600 + std::clamp<std::int64_t>((ms - reaction_ms) * 16, 0, 4000)));
    world.give(engine::ReportTrace{seen});
    return world;
}

TEST(Referee, IsToldWhereTheSamplesOfAReactionAre) {
    const auto world = with_trace();
    const auto row = referee(world).rows.at(2);
    ASSERT_TRUE(row.trace.has_value());
    EXPECT_EQ(row.trace->samples_url, "/api/v1/traces/" + std::to_string(row.trace->id));
    EXPECT_EQ(row.trace->begins_us, -500'000);
    EXPECT_TRUE(row.trace->counts);
    EXPECT_EQ(row.trace->baseline_micro, 300'000'000) << "300 N";
    EXPECT_GT(row.trace->level_micro, row.trace->baseline_micro);
    EXPECT_LT(row.trace->level_micro, 310'000'000) << "five sigma of half a count";
    const auto samples = project_trace_samples(world.state, ImpulseId{row.trace->id});
    ASSERT_TRUE(samples.has_value());
    EXPECT_EQ(samples->waveform->samples.size(), row.trace->samples);
    EXPECT_EQ(samples->first_at, engine::at(9500ms));
    EXPECT_FALSE(project_trace_samples(world.state, ImpulseId{row.trace->id - 1})) << "an impulse is no trace";
    EXPECT_FALSE(project_trace_samples(world.state, ImpulseId{9999}));
}

TEST(Referee, SeesATraceWithoutAnOnsetToo) {
    const auto trace = referee(with_trace(5000)).rows.at(2).trace.value();
    EXPECT_EQ(trace.problem, "Nothing reached the level.");
    EXPECT_EQ(trace.begins_us, -500'000);
    EXPECT_FALSE(trace.onset_us || trace.counts);
}

TEST(Start, SaysWhichAlgorithmMadeTheReaction) {
    const auto world = with_trace();
    for (const auto& topic : project_all(world.state)) {
        const auto* view = std::get_if<StartView>(&topic.view);
        if (view == nullptr) continue;
        EXPECT_FALSE(view->rows.at(0).trace.has_value());
        const auto& row = view->rows.at(2);
        ASSERT_TRUE(row.trace.has_value());
        EXPECT_EQ(row.trace->algorithm, "baseline_sigma");
        EXPECT_EQ(row.trace->onset_us, row.reaction_us);
        EXPECT_TRUE(row.trace->counts);
        EXPECT_FALSE(HasAddress<StartView::Row::Trace>) << "everybody would be led to what only officials may have";
        return;
    }
    FAIL() << "no view of the start";
}

}  // namespace start_test
}  // namespace bowball::views
