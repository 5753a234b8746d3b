// The start as officials see it: what is measured, and from what.
#include <gtest/gtest.h>

#include "engine/world.hpp"
#include "views/project.hpp"

namespace bowball::views {
namespace {

using engine::World;

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

}  // namespace
}  // namespace bowball::views
