#include "engine/offences.hpp"
#include "world.hpp"

namespace bowball::engine {
namespace recall_test {

constexpr Duration t0 = 60s;

World false_start_in_lane_4() { return World{}.arm().red(57s).start(t0).motion(4, t0 + 40ms); }

TEST(Recall, AFlagIsNotAVerdict) {
    auto world = false_start_in_lane_4();
    EXPECT_TRUE(world.judged().start.recall_requested);
    EXPECT_TRUE(offences(world.state, world.race()).empty());
    EXPECT_EQ(world.result(4).status, ResultStatus::none);
    EXPECT_EQ(world.judged().phase, Phase::started) << "nothing recalls by itself";
}

// Worked example 25: two over the line, one named.
TEST(Recall, OnlyTheCrewsNamedResponsibleAreCarded) {
    auto world = false_start_in_lane_4();
    world.motion(5, t0 + 60ms).give(DecideFalseStart{the_race, RunNumber{1}, Verdict::upheld, {lane(4)}});
    const auto cards = offences(world.state, world.race());
    ASSERT_EQ(cards.size(), 1u);
    EXPECT_EQ(cards[0].lane, lane(4));
    EXPECT_EQ(cards[0].consequence, rules::Consequence::yellow);
    EXPECT_EQ(world.judged().phase, Phase::recalled);
    world.give(ArmRace{the_race});
    EXPECT_EQ(world.race().run()->lanes.size(), 6u) << "restart with all crews";
}

TEST(Recall, TheDecisionKeepsTheEvidenceItLookedAt) {
    auto world = false_start_in_lane_4();
    const auto evidence = world.last_impulse();
    world.give(DecideFalseStart{the_race, RunNumber{1}, Verdict::upheld, {lane(4)}}, "clear");
    const auto& decision = world.race().runs[0].decisions.at(0);
    EXPECT_EQ(decision.evidence, std::vector{evidence});
    EXPECT_EQ(decision.by.actor.name, "Anna");
    EXPECT_EQ(decision.by.reason, "clear");
}

TEST(Recall, DismissedMeansTheRaceStands) {
    auto world = false_start_in_lane_4();
    world.give(DecideFalseStart{the_race, RunNumber{1}, Verdict::dismissed, {}});
    EXPECT_FALSE(world.judged().start.recall_requested);
    EXPECT_EQ(world.judged().phase, Phase::started);
    world.finish_all(t0 + 6min);
    EXPECT_EQ(world.judged().phase, Phase::finished);
}

// Worked example 26: gate of lane 4 stuck.
TEST(Recall, Example26AFaultyStartRecallsAndCardsNobody) {
    auto world = World{}.arm().start(t0);
    for (const int i : {1, 2, 3, 5, 6}) world.release(i, t0 + 40ms);
    world.wait_until(t0 + 2s).give(DecideFalseStart{the_race, RunNumber{1}, Verdict::no_blame, {}});
    EXPECT_EQ(world.judged().phase, Phase::recalled);
    EXPECT_TRUE(offences(world.state, world.race()).empty());
}

// Worked example 24: yellow for being late, yellow for the false start: excluded; five boats start.
TEST(Recall, Example24LateAndFalseStartMakeTwoYellowsAndTwoAreAnExclusion) {
    auto world = World{};
    world.give(CallRace{the_race}).give(ShowCard{the_race, lane(4), CardColour::yellow}, "late at the start");
    world.arm().red(57s).start(t0).motion(4, t0 + 40ms);
    EXPECT_TRUE(world.result(4).yellow);
    world.give(DecideFalseStart{the_race, RunNumber{1}, Verdict::upheld, {lane(4)}});
    EXPECT_EQ(world.result(4).status, ResultStatus::excluded);
    world.give(ArmRace{the_race});
    EXPECT_EQ(world.race().run()->lanes.size(), 5u);
    world.give(GiveAttention{the_race}).start(2min);
    for (const int i : {1, 2, 3, 5, 6}) world.finish(i, 2min + 6min + i * 1s);
    EXPECT_EQ(world.judged().phase, Phase::finished) << "the excluded crew is not waited for";
    EXPECT_EQ(world.result(4).rank, std::nullopt);
}

TEST(Recall, TwoFalseStartsOfOneCrewExcludeIt) {
    auto world = false_start_in_lane_4();
    world.give(DecideFalseStart{the_race, RunNumber{1}, Verdict::upheld, {lane(4)}});
    world.arm(2min).start(3min).motion(4, 3min + 10ms);
    world.give(DecideFalseStart{the_race, RunNumber{2}, Verdict::upheld, {lane(4)}});
    EXPECT_EQ(world.result(4).status, ResultStatus::excluded);
    EXPECT_EQ(world.result(3).status, ResultStatus::none);
}

TEST(Recall, WithWarningsPerRaceAnyCrewsFirstFalseStartCountsForAll) {
    rules::RuleSet combined_events;
    combined_events.start.ladder = {rules::Consequence::warning, rules::Consequence::disqualification};
    combined_events.start.warning_scope = rules::WarningScope::race;
    auto world = World{combined_events}.arm().start(t0).motion(4, t0 + 40ms);
    world.give(DecideFalseStart{the_race, RunNumber{1}, Verdict::upheld, {lane(4)}});
    EXPECT_EQ(world.result(4).status, ResultStatus::none);
    world.arm(2min).start(3min).motion(2, 3min + 10ms);
    world.give(DecideFalseStart{the_race, RunNumber{2}, Verdict::upheld, {lane(2)}});
    EXPECT_EQ(world.result(2).status, ResultStatus::disqualified);
}

TEST(Recall, AChangedDecisionNeedsAReasonAndReplacesTheFirst) {
    auto world = false_start_in_lane_4();
    world.give(DecideFalseStart{the_race, RunNumber{1}, Verdict::upheld, {lane(4)}});
    EXPECT_EQ(world.order(DecideFalseStart{the_race, RunNumber{1}, Verdict::upheld, {lane(5)}}).error().code, errc::needs_reason);
    world.give(DecideFalseStart{the_race, RunNumber{1}, Verdict::upheld, {lane(5)}}, "video shows lane 5");
    const auto cards = offences(world.state, world.race());
    ASSERT_EQ(cards.size(), 1u);
    EXPECT_EQ(cards[0].lane, lane(5));
    EXPECT_EQ(world.race().runs[0].decisions.size(), 2u) << "the first is kept";
}

TEST(Recall, AnUndecidedFalseStartKeepsTheRaceFromBeingArmedAgain) {
    auto world = false_start_in_lane_4();
    world.give(RecallRace{the_race, RecallCause::false_start});
    EXPECT_EQ(world.order(ArmRace{the_race}).error().code, errc::wrong_state);
    world.give(DecideFalseStart{the_race, RunNumber{1}, Verdict::no_blame, {}}).give(ArmRace{the_race});
}

// user-pains 32, the rowing bug to have a test for: after a recall the new start never replaced the old one.
TEST(Recall, Pain32TheNewStartReplacesTheOldOneEverywhereAndTheVoidStartIsKept) {
    auto world = false_start_in_lane_4();
    world.give(DecideFalseStart{the_race, RunNumber{1}, Verdict::upheld, {lane(4)}});
    world.arm(5min).start(6min).finish_all(6min + 400s);
    EXPECT_EQ(world.time(1), 400s);
    EXPECT_EQ(world.judged().start.signal_stamp->at, at(6min));
    EXPECT_EQ(world.judged().run, RunNumber{2});
    EXPECT_EQ(find_if(world.state.ledger.begin(), world.state.ledger.end(), [](const LedgerImpulse& i) { return i.impulse.stamp.at == at(t0); })->voided, nullptr);
    EXPECT_EQ(world.race().runs[0].recalled, RecallCause::false_start);
}

// user-pains 34: moving the zero time after the first finishers left wrong results.
TEST(Recall, Pain34ResultsFollowAStartThatIsCorrectedAfterTheFinish) {
    auto world = World{}.arm().start(t0).finish_all(t0 + 400s);
    const auto wrong = world.state.ledger.front().id;
    world.give(VoidImpulse{wrong}).give(AddImpulse{the_race, {PointKind::start_signal, 0}, std::nullopt, at(t0 + 2s), 50ms});
    EXPECT_EQ(world.time(1), 398s);
    EXPECT_TRUE(world.result(1).time->by_hand) << "a hand start makes every time of the race a marked one";
    EXPECT_GE(world.result(1).time->uncertainty, 50ms);
}

TEST(Recall, AfterTheWindowARecallNeedsAReason) {
    auto world = World{}.arm().start(t0).wait_until(t0 + 31s);
    EXPECT_EQ(world.order(RecallRace{the_race, RecallCause::other}).error().code, errc::needs_reason);
    world.give(RecallRace{the_race, RecallCause::breakage}, "collision at 400 m");
}

TEST(Recall, ADecisionForAnOlderRunIsRefused) {
    auto world = false_start_in_lane_4();
    world.give(RecallRace{the_race, RecallCause::faulty_start}).give(ArmRace{the_race});
    const auto refusal = world.order(DecideFalseStart{the_race, RunNumber{1}, Verdict::upheld, {lane(4)}}).error();
    EXPECT_EQ(refusal.code, errc::wrong_state);
    EXPECT_EQ(refusal.text, "Race 1 is in run 2. The start of run 1 can no longer be decided.");
}

TEST(Recall, AfterTheWindowAVerdictThatRecallsNeedsAReason) {
    auto world = World{}.arm().start(t0).motion(4, t0 + 50ms).wait_until(t0 + 400s);
    EXPECT_EQ(world.order(DecideFalseStart{the_race, RunNumber{1}, Verdict::upheld, {lane(4)}}).error().code, errc::needs_reason);
    world.give(DecideFalseStart{the_race, RunNumber{1}, Verdict::dismissed, {}});
}

TEST(Recall, AWarningForAllIsOneHoweverManyCrewsItNames) {
    rules::RuleSet rules;
    rules.start.ladder = {rules::Consequence::warning, rules::Consequence::yellow, rules::Consequence::disqualification};
    rules.start.warning_scope = rules::WarningScope::race;
    auto world = World{rules}.arm().start(t0).motion(4, t0 + 40ms).motion(5, t0 + 40ms);
    world.give(DecideFalseStart{the_race, RunNumber{1}, Verdict::upheld, {lane(4), lane(5)}}).arm(2min).start(3min).motion(2, 3min + 10ms);
    world.give(DecideFalseStart{the_race, RunNumber{2}, Verdict::upheld, {lane(2)}});
    EXPECT_TRUE(world.result(2).yellow) << "the second rung, not the third";
}

TEST(Recall, AVoidedStartIsNotReplacedByTheNextRaces) {
    auto world = World{};
    world.schedule(2, "rowing").arm().start(t0);
    const auto start = world.last_impulse();
    world.arm(t0 + 200s, RaceId{2}).start(t0 + 260s).give(VoidImpulse{start}, "a test pulse");
    EXPECT_EQ(world.judged().start.signal, std::nullopt);
    EXPECT_TRUE(world.judged(RaceId{2}).start.signal.has_value());
    world.give(AssignImpulse{world.last_impulse(), the_race, {PointKind::start_signal, 0}, std::nullopt});
    EXPECT_TRUE(world.judged().start.signal.has_value()) << "unless a person says so";
}

// --- cards beside the ladder ---

rules::RuleSet combined_events() {
    rules::RuleSet set;
    set.start.ladder = {rules::Consequence::warning, rules::Consequence::disqualification};
    set.start.warning_scope = rules::WarningScope::race;
    set.start.cards_apart = true;
    return set;
}

TEST(Recall, ACardShownByHandIsNotTheFirstFalseStartOfCombinedEvents) {
    auto world = World{combined_events()};
    world.give(ShowCard{the_race, lane(1), CardColour::yellow}, "talking").arm().start(t0).motion(2, t0 + 50ms);
    world.give(DecideFalseStart{the_race, RunNumber{1}, Verdict::upheld, {lane(2)}});
    EXPECT_EQ(world.result(2).status, ResultStatus::none) << "the first false start warns all";
    world.arm(2min).start(3min).motion(3, 3min + 10ms);
    world.give(DecideFalseStart{the_race, RunNumber{2}, Verdict::upheld, {lane(3)}});
    EXPECT_EQ(world.result(3).status, ResultStatus::disqualified);
}

TEST(Recall, ACardShownToOneIsNoWarningToAnother) {
    auto world = World{combined_events()};
    world.give(ShowCard{the_race, lane(1), CardColour::yellow}, "talking").give(ShowCard{the_race, lane(2), CardColour::yellow}, "talking too");
    EXPECT_TRUE(world.result(1).yellow);
    EXPECT_TRUE(world.result(2).yellow);
    EXPECT_EQ(world.result(2).status, ResultStatus::none);
    world.arm().start(t0).give(DecideFalseStart{the_race, RunNumber{1}, Verdict::upheld, {lane(3)}});
    world.give(ShowCard{the_race, lane(4), CardColour::yellow}, "late");
    EXPECT_EQ(world.result(4).status, ResultStatus::none) << "nor is a false start a card";
    world.give(ShowCard{the_race, lane(1), CardColour::yellow}, "again");
    EXPECT_EQ(world.result(1).status, ResultStatus::disqualified) << "two of one's own";
}

// --- a recall that is taken back ---

/// Called back at t0 + 2 s by a verdict; one crew came in meanwhile, for the horn was not heard.
World called_back_by_mistake() {
    auto world = false_start_in_lane_4();
    world.wait_until(t0 + 2s).give(DecideFalseStart{the_race, RunNumber{1}, Verdict::upheld, {lane(4)}}).finish(1, t0 + 400s);
    return world;
}

TEST(Recall, DismissingTheVerdictThatCalledTheRaceBackOpensTheRunAgain) {
    auto world = called_back_by_mistake();
    EXPECT_EQ(world.judged().phase, Phase::recalled);
    EXPECT_FALSE(world.result(1).time.has_value());
    world.give(DecideFalseStart{the_race, RunNumber{1}, Verdict::dismissed, {}}, "the video shows nothing");
    EXPECT_EQ(world.judged().phase, Phase::running);
    EXPECT_EQ(world.time(1), 400s) << "what crossed in between is judged again";
    EXPECT_EQ(world.state.equipment->kind, OutputKind::lights_off);
    EXPECT_TRUE(offences(world.state, world.race()).empty());
    for (int i = 2; i <= 6; ++i) world.finish(i, t0 + 400s + i * 1s);
    world.give(PublishResult{the_race}).give(ConfirmResult{the_race});
    EXPECT_EQ(world.rank(4), 4);
}

TEST(Recall, SoDoesOneThatWasChangedBefore) {
    auto world = called_back_by_mistake();
    world.give(DecideFalseStart{the_race, RunNumber{1}, Verdict::no_blame, {}}, "a gate");
    EXPECT_EQ(world.judged().phase, Phase::recalled);
    world.give(DecideFalseStart{the_race, RunNumber{1}, Verdict::dismissed, {}}, "nothing at all");
    EXPECT_EQ(world.judged().phase, Phase::running);
    world.give(DecideFalseStart{the_race, RunNumber{1}, Verdict::upheld, {lane(4)}}, "it was so after all");
    EXPECT_EQ(world.judged().phase, Phase::recalled) << "and back";
}

TEST(Recall, ARecallThatWasOrderedStandsWhateverTheVerdict) {
    auto world = false_start_in_lane_4();
    world.give(RecallRace{the_race, RecallCause::false_start}).give(DecideFalseStart{the_race, RunNumber{1}, Verdict::dismissed, {}});
    EXPECT_EQ(world.judged().phase, Phase::recalled) << "the starter called them back: they start again";
    world.give(ArmRace{the_race});
}

TEST(Recall, NothingIsTakenBackOnceTheRaceIsArmedAgain) {
    auto world = called_back_by_mistake();
    world.give(ArmRace{the_race});
    const auto refusal = world.order(DecideFalseStart{the_race, RunNumber{1}, Verdict::dismissed, {}}, "the video shows nothing").error();
    EXPECT_EQ(refusal.code, errc::wrong_state);
    EXPECT_EQ(refusal.text, "Race 1 is in run 2. The start of run 1 can no longer be decided.");
    EXPECT_EQ(world.race().runs[0].recalled, RecallCause::false_start);
}

/// Called back by the starter a second after the start.
World called_back(Duration undo = 15s) {
    rules::RuleSet rules;
    rules.start.recall.undo = undo;
    rules.finish.fastest_per_1000_m = 0ns;
    World world{rules};
    return std::move(world.arm().start(10s).wait_until(11s).give(RecallRace{the_race, RecallCause::other}));
}

TEST(RecallWithdrawn, TheRaceGoesOnAndWhatCameMeanwhileIsItsOwn) {
    auto world = called_back();
    world.split(500, 3, 14s);
    EXPECT_FALSE(world.result(3).splits.at(0).time) << "nobody's, as long as the race is called back";
    world.wait_until(20s).give(WithdrawRecall{the_race}, "the flag was another race's");
    EXPECT_EQ(world.judged().phase, Phase::started);
    EXPECT_EQ(world.result(3).splits.at(0).time->length, 4s);
    world.finish_all(10s + 7min);
    EXPECT_EQ(world.rank(1), 1);
    EXPECT_EQ(world.time(6), 7min + 5s);
    EXPECT_EQ(world.race().runs.size(), 1u) << "one start, as if it had never been closed";
}

TEST(RecallWithdrawn, NeedsAReasonAndIsForAShortTime) {
    auto world = called_back(5s);
    EXPECT_EQ(world.order(WithdrawRecall{the_race}).error().code, errc::needs_reason);
    world.wait_until(17s);
    EXPECT_EQ(world.order(WithdrawRecall{the_race}, "a mistake").error().code, errc::wrong_state);
    EXPECT_EQ(world.judged().phase, Phase::recalled);
}

TEST(RecallWithdrawn, LightsAndHornRest) {
    auto world = called_back();
    EXPECT_EQ(world.state.equipment->kind, OutputKind::recall);
    world.give(WithdrawRecall{the_race}, "a mistake");
    EXPECT_EQ(world.state.equipment->kind, OutputKind::lights_off);
}

TEST(RecallWithdrawn, IsNoWayRoundAVerdictNorOutOfANewStart) {
    World by_verdict;
    by_verdict.arm().start(10s).motion(2, 10s + 20ms).give(DecideFalseStart{the_race, RunNumber{1}, Verdict::upheld, {lane(2)}});
    EXPECT_EQ(by_verdict.order(WithdrawRecall{the_race}, "a mistake").error().code, errc::wrong_state) << "it goes with the verdict";
    auto decided = called_back();
    decided.give(DecideFalseStart{the_race, RunNumber{1}, Verdict::upheld, {lane(2)}});
    EXPECT_EQ(decided.order(WithdrawRecall{the_race}, "a mistake").error().code, errc::wrong_state) << "a card was given for this start";
    auto again = called_back();
    again.give(ArmRace{the_race});
    EXPECT_EQ(again.order(WithdrawRecall{the_race}, "a mistake").error().code, errc::wrong_state);
    World not_started;
    not_started.arm().give(RecallRace{the_race, RecallCause::other});
    EXPECT_EQ(not_started.order(WithdrawRecall{the_race}, "a mistake").error().code, errc::wrong_state) << "no start was seen: nothing goes on";
}

// --- a recall that was a mistake, where everybody has stopped by then (start.recall.restarts): swimming, athletics ---

rules::RuleSet whoever_is_called_back_stops(bool race_goes_on) {
    rules::RuleSet rules;
    rules.start.recall.restarts = true;
    rules.start.race_goes_on = race_goes_on;
    rules.start.ladder = {rules::Consequence::disqualification};
    rules.finish.fastest_per_1000_m = 0ns;
    return rules;
}

TEST(RecallByMistake, ChargesNobodyAndTheFieldStartsAgain) {
    for (const auto swimming : {true, false}) {
        World world{whoever_is_called_back_stops(swimming)};
        world.arm().start(t0).wait_until(t0 + 1s).give(RecallRace{the_race, RecallCause::false_start});
        EXPECT_EQ(world.order(ArmRace{the_race}).error().code, errc::wrong_state) << "a false start waits for its verdict";
        EXPECT_EQ(world.order(WithdrawRecall{the_race}).error().code, errc::needs_reason);
        world.wait_until(t0 + 5min).give(WithdrawRecall{the_race}, "the rope fell by itself");
        EXPECT_EQ(world.judged().phase, Phase::recalled) << "they have stopped: nothing goes on";
        EXPECT_EQ(world.order(DecideFalseStart{the_race, RunNumber{1}, Verdict::upheld, {lane(2)}}).error().text, "Race 1 was called back by mistake. Nobody is charged for that start; arm it again.");
        EXPECT_EQ(world.order(WithdrawRecall{the_race}, "again").error().code, errc::wrong_state);
        world.arm(10min).start(11min).finish_all(11min + 60s);
        EXPECT_EQ(world.judged().run, RunNumber{2});
        EXPECT_EQ(world.rank(2), 2);
        EXPECT_EQ(world.time(1), 60s) << "of the new start";
        EXPECT_TRUE(world.race().runs[0].recall_mistaken.has_value()) << "kept, with who said so and why";
    }
}

TEST(RecallByMistake, TakesAwayWhatWasUpheldBeforeIt) {
    World world{whoever_is_called_back_stops(true)};
    world.arm().start(t0).give(DecideFalseStart{the_race, RunNumber{1}, Verdict::upheld, {lane(2)}});
    EXPECT_EQ(world.result(2).status, ResultStatus::disqualified) << "and the others swim on";
    world.wait_until(t0 + 2s).give(RecallRace{the_race, RecallCause::other});
    const Origin starter{Actor{"Sam", Role::starter}, {}, "my mistake"};
    EXPECT_EQ(decide(world.state, Order{WithdrawRecall{the_race}, starter, world.state.now}).error().code, errc::not_allowed) << "a verdict is not the starter's";
    world.give(WithdrawRecall{the_race}, "the rope fell by itself");
    EXPECT_EQ(world.result(2).status, ResultStatus::none);
    EXPECT_TRUE(offences(world.state, world.race()).empty());
    world.arm(10min);
    EXPECT_EQ(world.race().run()->lanes.size(), 6u) << "all of them start again";
}

TEST(RecallByMistake, IsTakenBackUntilTheRaceIsArmedAgain) {
    World world{whoever_is_called_back_stops(true)};
    world.arm().start(t0).give(DecideFalseStart{the_race, RunNumber{1}, Verdict::upheld, {lane(2)}}).wait_until(t0 + 2s).give(RecallRace{the_race, RecallCause::other});
    EXPECT_EQ(world.order(WithdrawRecall{the_race, false}, "no").error().text, "Race 1 has a recall that nobody called a mistake.");
    world.give(WithdrawRecall{the_race}, "the rope fell by itself");
    EXPECT_EQ(world.order(WithdrawRecall{the_race, false}).error().code, errc::needs_reason);
    const Origin starter{Actor{"Sam", Role::starter}, {}, "it was none"};
    EXPECT_EQ(decide(world.state, Order{WithdrawRecall{the_race, false}, starter, world.state.now}).error().code, errc::not_allowed) << "a verdict stands there";
    world.give(WithdrawRecall{the_race, false}, "the video shows who pulled it");
    EXPECT_EQ(world.entries.back().event, (Event{RecallWithdrawn{the_race, RunNumber{1}, true, true}}));
    EXPECT_EQ(world.result(2).status, ResultStatus::disqualified) << "what was decided of that start counts again";
    EXPECT_EQ(world.judged().phase, Phase::recalled);
    world.give(WithdrawRecall{the_race}, "the rope fell after all").give(ArmRace{the_race});
    EXPECT_EQ(world.order(WithdrawRecall{the_race, false}, "too late").error().code, errc::wrong_state);
    EXPECT_EQ(world.race().run()->lanes.size(), 6u);
}

TEST(RecallByMistake, TakenBackAFalseStartWaitsForItsVerdictAgain) {
    World world{whoever_is_called_back_stops(false)};
    world.arm().start(t0).wait_until(t0 + 1s).give(RecallRace{the_race, RecallCause::false_start});
    world.give(WithdrawRecall{the_race}, "the rope fell").give(WithdrawRecall{the_race, false}, "it was pulled");
    EXPECT_EQ(world.order(ArmRace{the_race}).error().code, errc::wrong_state);
    world.give(DecideFalseStart{the_race, RunNumber{1}, Verdict::upheld, {lane(3)}}).give(ArmRace{the_race});
    EXPECT_EQ(world.race().run()->lanes.size(), 5u);
}

TEST(RecallByMistake, DismissingTheVerdictThatCalledRunnersBackStartsThemAgain) {
    World world{whoever_is_called_back_stops(false)};
    world.arm().start(t0).give(DecideFalseStart{the_race, RunNumber{1}, Verdict::upheld, {lane(4)}});
    EXPECT_EQ(world.judged().phase, Phase::recalled);
    world.give(DecideFalseStart{the_race, RunNumber{1}, Verdict::dismissed, {}}, "the video shows nothing");
    EXPECT_EQ(world.judged().phase, Phase::recalled) << "the second shot has stopped them";
    EXPECT_EQ(world.result(4).status, ResultStatus::none);
    world.give(ArmRace{the_race});
    EXPECT_EQ(world.race().run()->lanes.size(), 6u);
}

TEST(RecallByMistake, RowersRowOn) {
    auto world = called_back();
    world.give(WithdrawRecall{the_race}, "the flag was another race's");
    EXPECT_EQ(world.judged().phase, Phase::started);
    EXPECT_FALSE(world.race().runs[0].recall_mistaken.has_value());
}

TEST(Recall, TheVerdictThatCalledTheRaceBackIsNamedInTheFact) {
    World world;
    world.arm().start(10s).motion(2, 10s + 20ms).give(DecideFalseStart{the_race, RunNumber{1}, Verdict::upheld, {lane(2)}});
    EXPECT_EQ(std::get<RaceRecalled>(world.entries.back().event).by_verdict, Verdict::upheld);
    EXPECT_EQ(called_back().race().run()->recalled_by_verdict, std::nullopt);
}

}  // namespace recall_test
}  // namespace bowball::engine
