// Exclusion is for the event, disqualification for the regatta: rules of the sports 2.3.
#include "engine/bars.hpp"

#include "engine/world.hpp"

namespace bowball::engine {
namespace bars_test {

constexpr RaceId heat{1};
constexpr RaceId final_race{2};
constexpr RaceId other_event{3};

/// Race 2 is the final of race 1's crews; race 3 is of another event.
class Regatta : public World {
public:
    Regatta() {
        schedule(2, "rowing", 2).give(DrawLanes{final_race, {{lane(3), CrewId{101}}, {lane(4), CrewId{102}}}}, "of the heats");
        give(DeclareEvent{"M2x", "Men's Double Sculls"});
        give(EnterCrew{{CrewId{301}, "M2x", "C1", "Crew 1", "Club", {"Ada Bow", "Bea Stroke"}}}).give(EnterCrew{{CrewId{101}, "M1x", "C1", "Crew 1", "Club", {"Ada Bow"}}});
        give(ScheduleRace{{other_event, "M2x", "FA", "Final", WallTime{}, 2000, "rowing", "3-1-1"}}).give(DrawLanes{other_event, {{lane(1), CrewId{301}}}});
    }
};

TEST(Bars, ARedCardIsForAllRemainingRoundsOfTheEvent) {
    Regatta world;
    world.arm().start(10s).give(ShowCard{heat, lane(1), CardColour::red});
    EXPECT_EQ(world.result(3, final_race).status, ResultStatus::excluded);
    EXPECT_EQ(world.result(3, final_race).barred_by, heat);
    EXPECT_EQ(world.result(4, final_race).status, ResultStatus::none);
    EXPECT_EQ(world.result(1, other_event).status, ResultStatus::none);
    EXPECT_FALSE(world.result(1).barred_by) << "in the race itself it is the card";
    world.give(WithdrawCard{heat, lane(1)});
    EXPECT_EQ(world.result(3, final_race).status, ResultStatus::none);
}

TEST(Bars, WhoIsOutIsNotWaitedFor) {
    Regatta world;
    world.arm().start(10s).give(ShowCard{heat, lane(1), CardColour::red}).finish_all(410s).give(PublishResult{heat}).give(ConfirmResult{heat, true}, "seen");
    world.arm(4000s, final_race);
    EXPECT_EQ(world.race(final_race).run()->lanes, std::vector{lane(4)});
    world.start(4010s).finish(4, 4410s).give(PublishResult{final_race}).give(ConfirmResult{final_race});
    EXPECT_EQ(world.judged(final_race).phase, Phase::official) << "one crew is out, and nobody has to say so twice";
    EXPECT_EQ(world.rank(4, final_race), 1);
}

TEST(Bars, AJudgeMayLetTheCrewRowWithAReason) {
    Regatta world;
    world.give(SetStatus{heat, lane(1), ResultStatus::excluded});
    EXPECT_EQ(world.order(GiveLeave{final_race, lane(3)}).error().code, errc::needs_reason);
    EXPECT_EQ(world.order(GiveLeave{final_race, lane(4)}, "for whom?").error().code, errc::wrong_state);
    world.give(GiveLeave{final_race, lane(3)}, "the jury let it row");
    EXPECT_EQ(world.result(3, final_race).status, ResultStatus::none);
    world.arm(100s, final_race);
    EXPECT_EQ(world.race(final_race).run()->lanes.size(), 2u);
    world.give(GiveLeave{final_race, lane(3), false}, "the jury thought again");
    EXPECT_EQ(world.result(3, final_race).status, ResultStatus::excluded);
}

TEST(Bars, NoStatusThatComesAndGoesLetsTheCrewRow) {
    Regatta world;
    world.give(SetStatus{heat, lane(1), ResultStatus::excluded});
    world.give(SetStatus{final_race, lane(3), ResultStatus::did_not_start}).give(SetStatus{final_race, lane(3), ResultStatus::none});
    EXPECT_EQ(world.result(3, final_race).status, ResultStatus::excluded);
}

TEST(Bars, ALeaveIsForOneExpulsionAndOutlivesARerow) {
    Regatta world;
    world.give(SetStatus{heat, lane(1), ResultStatus::excluded}).give(GiveLeave{final_race, lane(3)}, "the jury let it row");
    world.arm(100s, final_race).start(110s).finish(4, 510s).give(SetStatus{final_race, lane(3), ResultStatus::did_not_finish});
    world.give(OrderRerow{final_race, {}}, "wash").give(SetStatus{heat, lane(1), ResultStatus::excluded}).arm(900s, final_race);
    EXPECT_EQ(world.result(3, final_race).status, ResultStatus::none) << "said again, it is the same expulsion";
    world.give(SetStatus{heat, lane(1), ResultStatus::disqualified});
    EXPECT_EQ(world.result(3, final_race).status, ResultStatus::disqualified) << "this is another one";
}

TEST(Bars, ARedCardPutsOutWhateverElseIsSaidOfTheCrew) {
    Regatta world;
    world.arm().start(10s).give(SetStatus{heat, lane(1), ResultStatus::did_not_finish}).give(ShowCard{heat, lane(1), CardColour::red});
    EXPECT_EQ(world.result(1).status, ResultStatus::excluded) << "the graver of the two";
    EXPECT_EQ(world.result(3, final_race).status, ResultStatus::excluded);
}

TEST(Bars, WhoIsClearedAfterTheArmingIsWaitedForAgain) {
    Regatta world;
    world.arm().start(10s).give(ShowCard{heat, lane(1), CardColour::red}).finish_all(410s);
    world.arm(4000s, final_race).give(WithdrawCard{heat, lane(1)});
    world.start(4010s).finish(4, 4410s).give(PublishResult{heat});
    EXPECT_EQ(world.order(PublishResult{final_race}).error().code, errc::wrong_state) << "lane 3 has neither time nor status";
    world.finish(3, 4412s).give(PublishResult{final_race});
    EXPECT_EQ(world.rank(3, final_race), 2);
}

TEST(Bars, ARaceArmedByMistakeHasNotBegun) {
    Regatta world;
    world.arm(1s, final_race).give(AbandonRace{final_race}, "armed by mistake");
    world.arm(100s, heat).start(110s).give(ShowCard{heat, lane(1), CardColour::red});
    EXPECT_EQ(world.result(3, final_race).status, ResultStatus::excluded);
}

TEST(Bars, ACardGoesWithTheCrewToItsNewLane) {
    Regatta world;
    world.give(ShowCard{final_race, lane(3), CardColour::red}).give(SetStatus{final_race, lane(4), ResultStatus::scratched});
    world.give(DrawLanes{final_race, {{lane(3), CrewId{102}}, {lane(5), CrewId{101}}}}, "drawn anew");
    EXPECT_EQ(world.result(5, final_race).status, ResultStatus::excluded);
    EXPECT_EQ(world.result(3, final_race).status, ResultStatus::scratched);
}

TEST(Bars, WhoIsDrawnNoMoreStaysOutElsewhere) {
    Regatta world;
    world.give(SetStatus{heat, lane(1), ResultStatus::disqualified}).give(ShowCard{heat, lane(2), CardColour::red});
    world.give(DrawLanes{heat, {{lane(3), CrewId{103}}}}, "drawn anew");
    EXPECT_EQ(world.result(3, final_race).status, ResultStatus::disqualified);
    EXPECT_EQ(world.result(4, final_race).status, ResultStatus::excluded);
    world.give(DrawLanes{heat, {{lane(1), CrewId{101}}, {lane(3), CrewId{103}}}}, "drawn anew");
    EXPECT_EQ(world.result(1, heat).status, ResultStatus::disqualified) << "and drawn again it is what it was";
}

TEST(Bars, ACrewThatTwoRacesPutOutNeedsALeaveForEach) {
    Regatta world;
    world.schedule(4, "rowing", 1).give(DrawLanes{RaceId{4}, {{lane(1), CrewId{101}}}}, "rows again");
    world.give(SetStatus{heat, lane(1), ResultStatus::excluded}).give(SetStatus{final_race, lane(3), ResultStatus::disqualified});
    world.give(GiveLeave{RaceId{4}, lane(1)}, "heard");
    EXPECT_EQ(world.result(1, RaceId{4}).status, ResultStatus::excluded) << "the other one stands";
    world.give(GiveLeave{RaceId{4}, lane(1)}, "heard again");
    EXPECT_EQ(world.result(1, RaceId{4}).status, ResultStatus::none);
    EXPECT_EQ(world.order(GiveLeave{RaceId{4}, lane(1)}, "once more").error().code, errc::wrong_state);
}

TEST(Bars, TheGravestExpulsionCounts) {
    Regatta world;
    world.schedule(4, "rowing", 1).give(DrawLanes{RaceId{4}, {{lane(1), CrewId{101}}}}, "rows again");
    world.give(SetStatus{heat, lane(1), ResultStatus::excluded}).give(SetStatus{final_race, lane(3), ResultStatus::disqualified});
    EXPECT_EQ(world.result(1, RaceId{4}).status, ResultStatus::disqualified);
    EXPECT_EQ(world.result(1, RaceId{4}).barred_by, final_race);
}

TEST(Bars, AnOfficialResultKeepsWhoWasOutThen) {
    Regatta world;
    world.give(SetStatus{heat, lane(1), ResultStatus::excluded});
    world.arm(4000s, final_race).start(4010s).finish(4, 4412s).give(PublishResult{final_race}).give(ConfirmResult{final_race});
    const auto sealed = digest_of(world.judged(final_race));
    world.give(SetStatus{heat, lane(1), ResultStatus::none});
    EXPECT_EQ(digest_of(world.judged(final_race)), sealed);
    world.give(SetStatus{heat, lane(1), ResultStatus::disqualified});
    EXPECT_EQ(digest_of(world.judged(final_race)), sealed);
}

/// A journal of before there were bars: its crews rowed, and their results stand.
TEST(Bars, AnOfficialResultOfAnOlderServerStands) {
    Regatta world;
    world.give(SetStatus{heat, lane(1), ResultStatus::excluded});
    world.wait_until(4000s).append(RaceArmed{final_race, RunNumber{1}, rules::RuleSet{}, {}});
    world.start(4010s).finish(3, 4410s).finish(4, 4412s);
    world.append(ResultPublished{final_race});
    world.append(ResultConfirmed{final_race, 0, Digest{}, {}});
    EXPECT_EQ(world.rank(3, final_race), 1);
}

TEST(Bars, AStatusOfThePictureIsToBeEnteredByPeople) {
    Regatta world;
    world.give(ReadPhoto{heat, "p", 10ms, {{lane(1), {}, {}, ResultStatus::disqualified, {}}}});
    EXPECT_TRUE(world.warns(WarningKind::photo_remark));
    world.give(SetStatus{heat, lane(1), ResultStatus::disqualified});
    EXPECT_FALSE(world.warns(WarningKind::photo_remark));
    EXPECT_EQ(world.result(3, final_race).status, ResultStatus::disqualified);
}

TEST(Bars, ARaceThatBeganBeforeIsNotTouched) {
    Regatta world;
    world.arm(1s, heat).start(10s).finish_all(410s).give(PublishResult{heat});
    world.arm(4000s, final_race).start(4010s).give(ShowCard{final_race, lane(3), CardColour::red});
    EXPECT_EQ(world.result(1, heat).status, ResultStatus::none) << "the red card came in the final";
    EXPECT_EQ(world.rank(1, heat), 1);
}

TEST(Bars, AnOfficialResultStaysUntilItIsReopened) {
    Regatta world;
    world.arm(1s, heat).start(10s).finish_all(410s).give(PublishResult{heat}).give(ConfirmResult{heat});
    world.arm(4000s, final_race).start(4010s).finish(3, 4410s).finish(4, 4412s).give(PublishResult{final_race}).give(ConfirmResult{final_race});
    const auto sealed = digest_of(world.judged(final_race));
    world.give(ReopenResult{heat}, "protest").give(SetStatus{heat, lane(1), ResultStatus::excluded}).give(ConfirmResult{heat}, "protest upheld");
    EXPECT_EQ(digest_of(world.judged(final_race)), sealed);
    world.give(ReopenResult{final_race}, "a crew of the final is out");
    EXPECT_EQ(world.result(3, final_race).status, ResultStatus::excluded);
    EXPECT_EQ(world.rank(4, final_race), 1);
    EXPECT_TRUE(world.warns(WarningKind::excluded_before, final_race)) << "it had rowed";
}

TEST(Bars, ADisqualificationTellsOfThePersonsInOtherBoats) {
    Regatta world;
    world.give(SetStatus{heat, lane(1), ResultStatus::disqualified});
    EXPECT_EQ(world.result(3, final_race).status, ResultStatus::disqualified);
    EXPECT_EQ(world.result(1, other_event).status, ResultStatus::none) << "the crew may row with a substitute";
    const auto warnings = world.judged(other_event).warnings;
    ASSERT_EQ(warnings.size(), 1u);
    EXPECT_EQ(warnings[0].kind, WarningKind::excluded_before);
    EXPECT_NE(warnings[0].text.find("Ada Bow was disqualified in race 1"), std::string::npos) << warnings[0].text;
    world.give(EnterCrew{{CrewId{301}, "M2x", "C1", "Crew 1", "Club", {"Cleo Spare", "Bea Stroke"}}});
    EXPECT_FALSE(world.warns(WarningKind::excluded_before, other_event));
}

TEST(Bars, NamesakesOfAnotherTeamAreOtherPeople) {
    Regatta world;
    world.give(EnterCrew{{CrewId{301}, "M2x", "C9", "Crew 9", "Club", {"Ada Bow", "Bea Stroke"}}});
    world.give(SetStatus{heat, lane(1), ResultStatus::disqualified});
    EXPECT_FALSE(world.warns(WarningKind::excluded_before, other_event));
}

TEST(Bars, ATimekeeperMayNotLetItRow) {
    EXPECT_EQ(check_authority(Role::timekeeper, GiveLeave{final_race, lane(3)}).error().code, errc::not_allowed);
    EXPECT_TRUE(check_authority(Role::judge, GiveLeave{final_race, lane(3)}));
}

// --- a disqualification that is out of its event alone ---

/// The regatta under a rule set whose disqualifications reach so far.
class ScopedRegatta : public World {
public:
    explicit ScopedRegatta(rules::DisqualificationScope scope) : World(set(scope)) {
        schedule(2, "rowing", 1).give(DrawLanes{final_race, {{lane(3), CrewId{101}}}}, "of the heats");
        give(DeclareEvent{"W200", "200 m"}).give(EnterCrew{{CrewId{301}, "W200", "C1", "Anna Kok", "", {"Anna Kok"}}});
        give(EnterCrew{{CrewId{101}, "M1x", "C1", "Anna Kok", "", {"Anna Kok"}}}, "late");
        give(ScheduleRace{{other_event, "W200", "FA", "Final", WallTime{}, 2000, "rowing", "3-1-1"}}).give(DrawLanes{other_event, {{lane(1), CrewId{301}}, {lane(2), CrewId{101}}}}, "swims in both");
        give(SetStatus{heat, lane(1), ResultStatus::disqualified});
    }
    static rules::RuleSet set(rules::DisqualificationScope scope) {
        rules::RuleSet rules;
        rules.scope.disqualification = scope;
        return rules;
    }
};

TEST(Bars, InSwimmingADisqualificationIsOutOfItsEventAlone) {
    const ScopedRegatta world{rules::DisqualificationScope::event};
    EXPECT_EQ(world.result(3, final_race).status, ResultStatus::disqualified) << "the final of the same event";
    EXPECT_EQ(world.result(2, other_event).status, ResultStatus::none);
    EXPECT_FALSE(world.warns(WarningKind::excluded_before, other_event)) << "she swims her other event";
}

TEST(Bars, InRowingItIsOutOfTheRegatta) {
    const ScopedRegatta world{rules::DisqualificationScope::regatta};
    EXPECT_EQ(world.result(3, final_race).status, ResultStatus::disqualified);
    EXPECT_EQ(world.result(2, other_event).status, ResultStatus::disqualified);
    EXPECT_TRUE(world.warns(WarningKind::excluded_before, other_event));
}

}  // namespace bars_test
}  // namespace bowball::engine
