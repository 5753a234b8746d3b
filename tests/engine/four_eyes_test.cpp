// Four eyes: what was official changes only when a second person of those who rule agrees. And objections that come late.
#include "world.hpp"

namespace bowball::engine {
namespace four_eyes_test {

rules::RuleSet with_four_eyes() {
    rules::RuleSet rules;
    rules.official.four_eyes = true;
    return rules;
}

World official(rules::RuleSet rules = with_four_eyes()) {
    World world{std::move(rules)};
    world.arm().start(10s).finish_all(10s + 7min);
    world.wait_until(20min).give(PublishResult{the_race}).give(ConfirmResult{the_race, true}, "seen");
    return world;
}

/// An order of somebody with a name.
Result<std::vector<Event>> as(World& world, const std::string& name, Command command, Role role = Role::referee) {
    const Origin origin{Actor{name, role}, {}, "because"};
    world.state.now += 1ms;
    auto events = decide(world.state, Order{std::move(command), origin, world.state.now, {}});
    if (events) {
        for (const auto& event : *events) world.append(event, origin);
    }
    return events;
}

TEST(FourEyes, TheFirstAsksAndTheSecondReopens) {
    auto world = official();
    ASSERT_TRUE(as(world, "Anna", ReopenResult{the_race}));
    EXPECT_EQ(world.race().stage, Stage::official) << "one person is not enough";
    ASSERT_TRUE(as(world, "Ben", ReopenResult{the_race}, Role::judge));
    EXPECT_EQ(world.race().stage, Stage::unofficial);
    EXPECT_FALSE(world.race().proposal.has_value());
}

TEST(FourEyes, OnePersonTwiceIsOnePairOfEyesWhateverTheRole) {
    auto world = official();
    ASSERT_TRUE(as(world, "Anna", ReopenResult{the_race}));
    const auto again = as(world, "Anna", ReopenResult{the_race}, Role::admin);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error(), (Error{errc::not_allowed, "Race 1 is official. Anna (referee) asked to reopen it; another judge, referee or admin must confirm."}));
    EXPECT_EQ(world.race().stage, Stage::official);
}

TEST(FourEyes, TheRevisedResultNeedsTwoAsWell) {
    auto world = official();
    ASSERT_TRUE(as(world, "Anna", ReopenResult{the_race}) && as(world, "Ben", ReopenResult{the_race}));
    world.give(SetPenalty{the_race, lane(1), 5s}, "wash");
    ASSERT_TRUE(as(world, "Anna", ConfirmResult{the_race, true}));
    EXPECT_EQ(world.race().stage, Stage::unofficial);
    EXPECT_EQ(as(world, "Anna", ConfirmResult{the_race, true}).error().text, "Race 1 was official. Anna (referee) asked to make the revised result official; another judge, referee or admin must confirm.");
    ASSERT_TRUE(as(world, "Ben", ConfirmResult{the_race, true}));
    EXPECT_EQ(world.race().stage, Stage::official);
    EXPECT_EQ(world.race().revisions.size(), 2u);
}

TEST(FourEyes, WhoAgreedToOneResultAgreedToNoOther) {
    auto world = official();
    ASSERT_TRUE(as(world, "Anna", ReopenResult{the_race}) && as(world, "Ben", ReopenResult{the_race}));
    ASSERT_TRUE(as(world, "Anna", ConfirmResult{the_race, true}));
    world.give(SetPenalty{the_race, lane(1), 5s}, "wash");
    ASSERT_TRUE(as(world, "Ben", ConfirmResult{the_race, true}));
    EXPECT_EQ(world.race().stage, Stage::unofficial) << "Ben is the first to ask for this result";
    EXPECT_EQ(world.race().proposal->by.actor.name, "Ben");
}

TEST(FourEyes, TheFirstOfficialResultNeedsOne) {
    World world{with_four_eyes()};
    world.arm().start(10s).finish_all(10s + 7min);
    world.wait_until(20min).give(PublishResult{the_race});
    ASSERT_TRUE(as(world, "Anna", ConfirmResult{the_race, true}));
    EXPECT_EQ(world.race().stage, Stage::official);
}

TEST(FourEyes, ARegattaThatDoesNotAskForThemReopensAtOnce) {
    auto world = official({});
    ASSERT_TRUE(as(world, "Anna", ReopenResult{the_race}));
    EXPECT_EQ(world.race().stage, Stage::unofficial);
}

TEST(FourEyes, WhoAskedTakesItBackAndTheNextToAskIsTheFirst) {
    auto world = official();
    ASSERT_TRUE(as(world, "Anna", ReopenResult{the_race}));
    ASSERT_TRUE(as(world, "Anna", WithdrawProposal{the_race}));
    EXPECT_FALSE(world.race().proposal.has_value());
    ASSERT_TRUE(as(world, "Ben", ReopenResult{the_race}));
    EXPECT_EQ(world.race().stage, Stage::official) << "nobody else asks for it any more";
    EXPECT_EQ(world.race().proposal->by.actor.name, "Ben");
}

TEST(FourEyes, AnotherDeclinesWhatWasAskedForWithAReason) {
    auto world = official();
    ASSERT_TRUE(as(world, "Ben", ReopenResult{the_race}));
    EXPECT_EQ(world.order(WithdrawProposal{the_race}).error(), (Error{errc::needs_reason, "Give a reason to decline what Ben (referee) asked for."}));
    EXPECT_TRUE(world.race().proposal.has_value());
    world.give(WithdrawProposal{the_race}, "the video shows nothing");
    EXPECT_FALSE(world.race().proposal.has_value());
    EXPECT_EQ(world.race().stage, Stage::official);
    EXPECT_FALSE(world.order(WithdrawProposal{the_race}, "again")) << "it is gone";
    ASSERT_TRUE(as(world, "Ben", ReopenResult{the_race}));
    world.give(WithdrawProposal{the_race}, "it still shows nothing");
    EXPECT_FALSE(world.race().proposal.has_value());
}

/// Meanwhile the result was changed and asked for anew: nobody declines what he has not seen.
TEST(FourEyes, AProposalThatIsAnotherByNowIsNotWithdrawnInItsPlace) {
    auto world = official();
    ASSERT_TRUE(as(world, "Anna", ReopenResult{the_race}) && as(world, "Ben", ReopenResult{the_race}));
    ASSERT_TRUE(as(world, "Anna", ConfirmResult{the_race, true}));
    const auto seen = world.race().proposal->digest;
    world.give(SetPenalty{the_race, lane(1), 5s}, "wash");
    ASSERT_TRUE(as(world, "Anna", ConfirmResult{the_race, true}));
    const auto refused = as(world, "Ben", WithdrawProposal{the_race, OfficialChange::confirm, seen});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error(), (Error{errc::wrong_state, "Race 1: another change waits by now. Anna (referee) asks to make the revised result official. Look at that first."}));
    EXPECT_FALSE(as(world, "Ben", WithdrawProposal{the_race, OfficialChange::reopen}));
    EXPECT_TRUE(world.race().proposal.has_value());
}

// The places are the same, and yet it is another result: what was agreed to is looked at again.
TEST(FourEyes, WhatWasAskedForIsNotCarriedOutOnceItsBasisHasChanged) {
    auto reopening = official();
    ASSERT_TRUE(as(reopening, "Anna", ReopenResult{the_race}));
    reopening.finish(1, 10s + 7min - 1s);   // an impulse that waits for the reopening, and would change the result
    ASSERT_TRUE(as(reopening, "Ben", ReopenResult{the_race}));
    EXPECT_EQ(reopening.race().stage, Stage::official) << "Anna had not seen that";
    EXPECT_EQ(reopening.race().proposal->by.actor.name, "Ben");
    ASSERT_TRUE(as(reopening, "Anna", ReopenResult{the_race}));
    EXPECT_EQ(reopening.race().stage, Stage::unofficial);

    auto revision = official();
    ASSERT_TRUE(as(revision, "Anna", ReopenResult{the_race}) && as(revision, "Ben", ReopenResult{the_race}));
    revision.give(ReadPhoto{the_race, "p", 10ms, {{lane(1), std::uint16_t{1}, 420s, {}, {}}, {lane(2), std::uint16_t{1}, 420s, {}, {}}}});
    ASSERT_TRUE(as(revision, "Anna", ConfirmResult{the_race, true}));
    const auto places = digest_of(revision.judged());
    revision.give(DrawLots{the_race, {lane(1), lane(2)}}, "who goes on");
    EXPECT_EQ(revision.judged().dead_heats.at(0).drawn, true);
    ASSERT_TRUE(as(revision, "Ben", ConfirmResult{the_race, true}));
    EXPECT_EQ(revision.race().stage, Stage::unofficial) << "lots were drawn meanwhile, and decide who goes on; the seal of the places may be the same: " << (places == digest_of(revision.judged()));
    ASSERT_TRUE(as(revision, "Anna", ConfirmResult{the_race, true}));
    EXPECT_EQ(revision.race().stage, Stage::official);
}

TEST(FourEyes, OnesOwnProposalIsTakenBackWithAReasonToo) {
    auto world = official();
    world.give(ReopenResult{the_race}, "lane 4");
    EXPECT_EQ(world.order(WithdrawProposal{the_race}).error(), (Error{errc::needs_reason, "Give a reason to take back what you asked for."}));
}

TEST(FourEyes, ARevisedResultThatIsDeclinedStaysReopened) {
    auto world = official();
    ASSERT_TRUE(as(world, "Anna", ReopenResult{the_race}) && as(world, "Ben", ReopenResult{the_race}));
    ASSERT_TRUE(as(world, "Anna", ConfirmResult{the_race, true}));
    ASSERT_TRUE(as(world, "Ben", WithdrawProposal{the_race, OfficialChange::confirm, world.race().proposal->digest}));
    EXPECT_EQ(world.race().stage, Stage::unofficial);
    EXPECT_TRUE(world.race().reopened);
}

TEST(FourEyes, WhatNobodyAskedForCannotBeWithdrawn) {
    auto world = official();
    EXPECT_EQ(world.order(WithdrawProposal{the_race}, "why not").error(), (Error{errc::wrong_state, "Race 1 has no change that waits for a second person."}));
    EXPECT_EQ(world.order(WithdrawProposal{RaceId{99}}, "why not").error().code, errc::unknown_race);
    EXPECT_FALSE(check_authority(Role::timekeeper, WithdrawProposal{the_race}));
    EXPECT_TRUE(check_authority(Role::judge, WithdrawProposal{the_race}));
}

World published(Duration window) {
    rules::RuleSet rules;
    rules.finish.protest_window = window;
    World world{rules};
    world.arm().start(10s).finish_all(10s + 7min);
    world.wait_until(20min).give(PublishResult{the_race});
    return world;
}

TEST(Objection, AfterTheWindowNeedsAReason) {
    auto world = published(5min);
    world.wait_until(24min).give(RaiseObjection{the_race, lane(2)});
    world.wait_until(26min);
    const auto late = world.order(RaiseObjection{the_race, lane(3)});
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error(), (Error{errc::needs_reason, "Give a reason to take an objection that comes after the protest window has closed."}));
    world.give(RaiseObjection{the_race, lane(3)}, "the umpire was on the water");
}

TEST(Objection, WithoutAWindowIsNeverLate) {
    auto world = published(0s);
    world.wait_until(2h).give(RaiseObjection{the_race, lane(2)});
}

TEST(Objection, ItsDecisionIsKeptWithActorAndReason) {
    auto world = published(5min);
    world.give(RaiseObjection{the_race, lane(2)});
    EXPECT_FALSE(world.order(ResolveObjection{the_race, lane(2), true}));
    world.give(ResolveObjection{the_race, lane(2), true}, "a launch crossed lane 2");
    ASSERT_EQ(world.race().objections.size(), 1u);
    const auto& kept = world.race().objections.front();
    EXPECT_EQ(kept.lane, lane(2));
    EXPECT_TRUE(kept.upheld);
    EXPECT_EQ(kept.by.actor.name, "Anna");
    EXPECT_EQ(kept.by.reason, "a launch crossed lane 2");
    EXPECT_LT(kept.raised.at, kept.by.at);
}

}  // namespace four_eyes_test
}  // namespace bowball::engine
