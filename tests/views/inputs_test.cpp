// The test of inputs as officials see it.
#include <gtest/gtest.h>

#include "engine/world.hpp"
#include "views/project.hpp"

namespace bowball::views {
namespace inputs_test {

using engine::World;

InputsView inputs(const World& world) {
    const auto topic = project_inputs(world.state);
    if (!topic) return ADD_FAILURE() << "no view of the test", InputsView{};
    EXPECT_EQ(topic->audience, Audience::officials);
    return std::get<InputsView>(topic->view);
}

TEST(Inputs, ThereIsNoViewBeforeTheFirstTest) { EXPECT_FALSE(project_inputs(World{}.state).has_value()); }

TEST(Inputs, ShowsEachImpulseWithPointTimeAndUncertainty) {
    World world;
    world.start(1s).give(engine::BeginInputTest{}).motion(4, 3661s + 234500us);
    auto loose = World::make({PointKind::unbound, 0}, 0, 3662s);
    loose.edge = Edge::falling;
    loose.trust = Trust::suspect;
    loose.remark = "odd";
    world.give(engine::ReportImpulse{loose, Change::seen});
    const auto view = inputs(world);
    EXPECT_TRUE(view.testing);
    EXPECT_EQ(view.actor, "Anna");
    EXPECT_EQ(view.count, 2u) << "not what came before it";
    EXPECT_EQ(view.impulses.at(1).point, "first_motion");
    EXPECT_EQ(view.impulses[1].lane, 4);
    EXPECT_EQ(view.impulses[1].text, "1:01:01.2345");
    EXPECT_EQ(view.impulses[1].uncertainty_us, 2000);
    EXPECT_EQ(view.impulses[1].device, "box_a");
    EXPECT_EQ(view.impulses[0].point, "unbound");
    EXPECT_TRUE(view.impulses[0].falling && view.impulses[0].suspect);
    EXPECT_EQ(view.impulses[0].remark, "odd");
}

TEST(Inputs, SaysWhyTheTestEnded) {
    World by_order;
    by_order.give(engine::BeginInputTest{}).give(engine::EndInputTest{});
    EXPECT_EQ(inputs(by_order).text, "The test was ended by Anna.");
    World by_arming;
    by_arming.give(engine::BeginInputTest{}).arm(60s);
    EXPECT_EQ(inputs(by_arming).text, "The test ended when race 1 was armed.");
    EXPECT_FALSE(inputs(by_arming).testing);
}

TEST(Inputs, AreBounded) {
    World world;
    world.give(engine::BeginInputTest{});
    for (int i = 1; i <= 60; ++i) world.start(i * 1s);
    EXPECT_EQ(inputs(world).impulses.size(), 50u);
    EXPECT_EQ(inputs(world).count, 60u);
    World other;
    other.give(engine::BeginInputTest{}).impulse({PointKind::finish, 0}, 1, 1ms, engine::box_b, Source::system_b);
    for (int i = 1; i <= 60; ++i) other.start(i * 1s);
    EXPECT_EQ(inputs(other).heard, (std::vector<std::string>{"box_a", "box_b"})) << "though box_b is no longer among the newest";
}

}  // namespace inputs_test
}  // namespace bowball::views
