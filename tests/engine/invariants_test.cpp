// What is always true of a race: an entry that would break it is put aside, and the race is as it was.
#include "engine/invariants.hpp"

#include "world.hpp"

namespace bowball::engine {
namespace invariants_test {

TEST(Invariants, HoldInEveryStageOfARace) {
    World world;
    const auto sound = [&] { return broken_invariant(world.race()); };
    EXPECT_EQ(sound(), "");
    world.arm();
    EXPECT_EQ(sound(), "");
    world.start(10s).give(RecallRace{the_race, RecallCause::breakage}, "an oar");
    EXPECT_EQ(sound(), "");
    world.arm(60s);
    EXPECT_EQ(world.race().runs.size(), 2u);
    world.start(70s).finish_all(70s + 6min).give(PublishResult{the_race}).give(ConfirmResult{the_race, true}, "seen");
    EXPECT_EQ(sound(), "");
    world.give(ReopenResult{the_race}, "a protest");
    EXPECT_EQ(sound(), "");
}

TEST(Invariants, EachIsNoticed) {
    World world;
    world.arm().start(10s).finish_all(10s + 6min).give(PublishResult{the_race}).give(ConfirmResult{the_race, true}, "seen");
    const auto broken = [&](const std::function<void(Race&)>& harm) {
        auto race = world.race();
        harm(race);
        return broken_invariant(race);
    };
    EXPECT_EQ(broken([](Race& race) { race.lanes[1].lane = race.lanes[0].lane; }), "a lane stands twice");
    EXPECT_EQ(broken([](Race& race) { race.lanes[1].crew = race.lanes[0].crew; }), "a crew has two lanes");
    EXPECT_EQ(broken([](Race& race) { race.runs[0].number = RunNumber{2}; }), "its runs are not numbered 1, 2, 3");
    EXPECT_EQ(broken([](Race& race) { race.runs[0].rules = nullptr; }), "run 1 has no rule set");
    EXPECT_EQ(broken([](Race& race) { race.runs[0].closed_at = race.runs[0].armed_at - 1s; }), "run 1 was closed before it was armed");
    EXPECT_EQ(broken([](Race& race) {
                  race.runs[0].closed_at.reset();
                  race.runs.push_back(race.runs[0]);
                  race.runs[1].number = RunNumber{2};
              }), "run 1 is open beside a later one");
    EXPECT_EQ(broken([](Race& race) { race.revisions.clear(); }), "it is official without a result");
    EXPECT_EQ(broken([](Race& race) { race.reopened = true; }), "it is official and under revision");
    EXPECT_EQ(broken([](Race& race) { race.revisions[0].number = 2; }), "its results are not numbered 0, 1, 2");
    EXPECT_EQ(broken([](Race& race) { race.rerow_lanes = {lane(40)}; }), "a lane rows again that is not drawn");
    EXPECT_EQ(broken([](Race& race) {
                  race.stage = Stage::armed;
                  race.runs.clear();
              }), "it is armed without a run that is open");
}

TEST(Invariants, AnEntryThatBreaksOneIsPutAsideAndTheRaceIsAsItWas) {
    World world;
    const auto before = world.race().lanes;
    world.append(LanesDrawn{the_race, {{lane(1), CrewId{101}}, {lane(2), CrewId{101}}}});
    ASSERT_EQ(world.state.quarantine.size(), 1u);
    EXPECT_EQ(world.state.quarantine[0].seq, world.state.head);
    EXPECT_EQ(world.state.quarantine[0].why, "Race 1 would contradict itself: a crew has two lanes.");
    ASSERT_EQ(world.race().lanes.size(), before.size());
    for (std::size_t i = 0; i < before.size(); ++i) EXPECT_EQ(world.race().lanes[i].crew, before[i].crew);
    world.arm().start(10s).finish_all(10s + 6min);
    EXPECT_EQ(world.state.quarantine.size(), 1u) << "the race goes on";
}

}  // namespace invariants_test
}  // namespace bowball::engine
