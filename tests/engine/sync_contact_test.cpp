// Which contacts a sync check is offered for.
#include "engine/sync_contact.hpp"

#include "world.hpp"

namespace bowball::engine {
namespace sync_contact_test {

constexpr TimingPoint green{PointKind::start_signal, 0};

World& both(World& world, Duration when, Duration apart = 300us) {
    return world.impulse(green, 0, when).impulse(green, 0, when + apart, box_b, Source::system_b);
}

TEST(SyncContact, IsWhatBothSystemsStamped) {
    World world;
    both(both(world, 10s), 80s, -400us);
    const auto contacts = sync_contacts(world.state, 5);
    ASSERT_EQ(contacts.size(), 2u);
    EXPECT_EQ(contacts[0].main->impulse.stamp.at, at(80s)) << "newest first";
    EXPECT_EQ(contacts[0].apart.length, -400us);
    EXPECT_FALSE(contacts[0].race.has_value());
    EXPECT_EQ(sync_contacts(world.state, 1).size(), 1u);
}

TEST(SyncContact, MakesACheckAndIsThenNoLongerOffered) {
    World world;
    both(world, 10s);
    const auto contact = sync_contacts(world.state, 5).at(0);
    world.give(CheckSync{{contact.main->id, contact.other->id}, {}});
    EXPECT_EQ(world.state.sync_checks.size(), 1u);
    EXPECT_TRUE(sync_contacts(world.state, 5).empty());
}

TEST(SyncContact, EachImpulseIsOfOne) {
    World world;
    world.impulse(green, 0, 10s).impulse(green, 0, 10s + 200ms, box_b, Source::system_b).impulse(green, 0, 10s + 300ms, box_b, Source::system_b);
    EXPECT_EQ(sync_contacts(world.state, 5).size(), 1u);
}

TEST(SyncContact, TakesNothingThatTheCheckWouldRefuse) {
    World apart;
    both(apart, 10s, 1001ms);
    EXPECT_TRUE(sync_contacts(apart.state, 5).empty());
    World one_clock;
    one_clock.impulse(green, 0, 10s).impulse(green, 0, 10s, box_a, Source::system_b);
    EXPECT_TRUE(sync_contacts(one_clock.state, 5).empty());
    for (const auto spoil : {0, 1, 2}) {
        World world;
        world.impulse(green, 0, 10s);
        auto other = World::make(green, 0, 10s, box_b, Source::system_b);
        if (spoil == 0) other.trust = Trust::suspect;
        if (spoil == 1) other.by_hand = true;
        if (spoil == 2) other.edge = Edge::falling;
        world.give(ReportImpulse{other, Change::seen});
        EXPECT_TRUE(sync_contacts(world.state, 5).empty()) << spoil;
    }
    World voided;
    both(voided, 10s).give(VoidImpulse{voided.last_impulse()});
    EXPECT_TRUE(sync_contacts(voided.state, 5).empty());
}

TEST(SyncContact, SaysWhichRaceWasOpenAndIsNoCrossingOfIt) {
    World world;
    const auto cross = [&](Duration when) { world.finish(3, when).impulse({PointKind::finish, 0}, 3, when + 2ms, box_b, Source::system_b); };
    cross(500ms);
    EXPECT_EQ(sync_contacts(world.state, 5).size(), 1u) << "a hand before the beams, before the racing";
    world.arm();
    both(world, 10s);
    cross(370s);
    const auto contacts = sync_contacts(world.state, 5);
    ASSERT_EQ(contacts.size(), 2u);
    EXPECT_EQ(contacts[0].race, the_race);
    EXPECT_EQ(contacts[0].main->impulse.point, green);
}

// A sync check is made in the test of inputs, before racing.
TEST(SyncContact, OfATestOfInputsIsAsGood) {
    World world;
    both(world.give(BeginInputTest{}), 10s);
    EXPECT_EQ(sync_contacts(world.state, 5).size(), 1u);
}

}  // namespace sync_contact_test
}  // namespace bowball::engine
