// Properties of the fold: order of arrival, void and restore, quarantine, commands.
#include "engine/fold.hpp"

#include <random>

#include "core/limits.hpp"

#include "world.hpp"

namespace bowball::engine {
namespace fold_test {

constexpr Duration t0 = 60s;

/// The impulses of a whole race with doubles, a stray one and a second system.
std::vector<Impulse> a_race() {
    std::vector<Impulse> impulses;
    impulses.push_back(World::make({PointKind::red_light, 0}, 0, t0 - 3s));
    impulses.push_back(World::make({PointKind::start_signal, 0}, 0, t0));
    for (int i = 1; i <= 6; ++i) {
        impulses.push_back(World::make({PointKind::gate_release, 0}, i, t0 + 20ms + i * 1ms));
        impulses.push_back(World::make({PointKind::first_motion, 0}, i, t0 + 150ms + i * 7ms));
        for (int k = 1; k <= 3; ++k) impulses.push_back(World::make({PointKind::split, 500 * k}, i, t0 + k * 98s + i * 700ms));
        impulses.push_back(World::make({PointKind::finish, 0}, i, t0 + 400s + i * 900ms));
        impulses.push_back(World::make({PointKind::finish, 0}, i, t0 + 400s + i * 900ms + 40ms));
        auto on_b = World::make({PointKind::finish, 0}, i, t0 + 400s + i * 900ms + 1ms, box_b, Source::system_b);
        impulses.push_back(on_b);
    }
    impulses.push_back(World::make({PointKind::finish, 0}, 0, t0 + 403s));
    impulses.push_back(World::make({PointKind::finish, 0}, 4, t0 + 5s));
    return impulses;
}

std::string fingerprint(const Judgement& judgement) {
    auto text = to_hex(digest_of(judgement)) + " " + std::string{to_string(judgement.phase)};
    for (const auto& warning : judgement.warnings) text += "|" + warning.text;
    for (const auto& fault : judgement.start.faults) text += "|" + std::string{to_string(fault.fault)} + std::to_string(fault.lane.value());
    for (const auto& impulse : judgement.impulses) text += "|" + std::string{to_string(impulse.use)};
    return text;
}

TEST(Fold, TheOrderInWhichImpulsesArriveChangesNothing) {
    auto impulses = a_race();
    std::string expected;
    std::mt19937 random{7};
    for (int round = 0; round < 500; ++round) {
        auto world = World{}.arm();
        for (const auto& impulse : impulses) world.append(ImpulseSeen{impulse});
        world.wait_until(t0 + 10min);
        const auto got = fingerprint(world.judged());
        if (round == 0) expected = got;
        ASSERT_EQ(got, expected) << "permutation " << round << " of seed 7";
        std::shuffle(impulses.begin(), impulses.end(), random);
    }
}

TEST(Fold, VoidingAndRestoringEveryImpulseLeavesTheRaceAsItWas) {
    auto world = World{}.arm();
    for (const auto& impulse : a_race()) world.append(ImpulseSeen{impulse});
    world.wait_until(t0 + 10min);
    const auto before = fingerprint(world.judged());
    const auto index = world.state.impulse_index;
    for (const auto& [id, when] : index) {
        world.give(VoidImpulse{id});
        EXPECT_NE(world.state.impulse(id)->voided, nullptr);
        world.give(RestoreImpulse{id});
        ASSERT_EQ(fingerprint(world.judged()), before) << "impulse " << id.value();
    }
}

TEST(Fold, TheLedgerStaysOrderedByStampAndLosesNothing) {
    auto impulses = a_race();
    std::mt19937 random{11};
    std::shuffle(impulses.begin(), impulses.end(), random);
    World world;
    for (const auto& impulse : impulses) world.append(ImpulseSeen{impulse});
    EXPECT_EQ(world.state.ledger.size(), impulses.size());
    EXPECT_TRUE(std::ranges::is_sorted(world.state.ledger, {}, [](const LedgerImpulse& i) { return i.impulse.stamp.at; }));
    for (const auto& [id, when] : world.state.impulse_index) EXPECT_EQ(world.state.impulse(id)->id, id);
}

TEST(Fold, AFactThatMakesNoSenseIsQuarantinedAndChangesNothing) {
    World world;
    const auto before = fingerprint(world.judged());
    for (const Event& poison : std::initializer_list<Event>{
             RaceArmed{RaceId{77}, RunNumber{1}, {}}, RaceArmed{the_race, RunNumber{5}, {}}, AttentionGiven{the_race, RunNumber{1}},
             ImpulseVoided{ImpulseId{999}}, ImpulseAssigned{ImpulseId{999}, the_race, {}, std::nullopt}, StatusSet{the_race, lane(99), ResultStatus::none},
             ResultConfirmed{the_race, 3, {}}, PhotoRead{the_race, "", 0ns, false, {{lane(44), {}, {}, {}, {}}}}, CardWithdrawn{the_race, lane(1)},
             LanesDrawn{the_race, {{lane(1), CrewId{12345}}}}, world.race().programme}) {
        const auto known = world.state.quarantine.size();
        world.append(poison);
        EXPECT_EQ(world.state.quarantine.size(), known + 1) << poison.index();
        EXPECT_FALSE(world.state.quarantine.back().why.empty());
        EXPECT_EQ(world.state.quarantine.back().seq, world.state.head);
    }
    EXPECT_EQ(fingerprint(world.judged()), before);
}

// What fuzz_journal_text found: the impulse was in the ledger, could not be found by its number, and a view looked at nothing.
TEST(Fold, AnImpulseWhoseNumberDoesNotComeAfterTheLastIsQuarantined) {
    MeetState state;
    const auto seen = a_race().front();
    fold_in(state, {Seq{5}, seen.stamp.at, {}, {}, ImpulseSeen{seen}});
    for (const auto seq : {Seq{5}, Seq{4}}) fold_in(state, {seq, seen.stamp.at, {}, {}, ImpulseSeen{seen}});
    EXPECT_EQ(state.ledger.size(), 1u);
    EXPECT_EQ(state.quarantine.size(), 2u);
    EXPECT_NE(state.impulse(Seq{5}), nullptr);
}

TEST(Fold, EverySingleFactIsTotalOnAnEmptyMeet) {
    for (const auto& impulse : a_race()) {
        MeetState empty;
        empty = apply(std::move(empty), Entry{Seq{1}, at(1s), WallTime{}, {}, ImpulseSeen{impulse}});
        EXPECT_EQ(empty.head, Seq{1});
    }
}

TEST(Fold, CommandIdsAreRememberedAndBounded) {
    World world;
    Origin origin{{"Anna", Role::admin}, "tap-1", ""};
    world.append(RaceSelected{the_race}, origin);
    EXPECT_EQ(world.state.commands.at("tap-1"), world.state.head);
    for (std::size_t i = 0; i < limits::remembered_commands; ++i) {
        origin.command_id = std::to_string(i);
        world.append(DeadlinePassed{}, origin);
    }
    EXPECT_EQ(world.state.commands.size(), limits::remembered_commands);
    EXPECT_FALSE(world.state.commands.contains("tap-1")) << "the oldest is forgotten first";
}

TEST(Decide, ARepeatedImpulseIsKnownAndAWithdrawnOneIsVoided) {
    World world;
    world.arm().start(t0).finish(1, t0 + 400s);
    const auto impulse = World::make({PointKind::finish, 0}, 1, t0 + 400s);
    EXPECT_TRUE(world.order(ReportImpulse{impulse, Change::repeated}).value().empty());
    EXPECT_TRUE(world.order(ReportImpulse{impulse, Change::seen}).value().empty()) << "one wire, one tick: the line was sent twice";
    world.give(ReportImpulse{impulse, Change::withdrawn});
    EXPECT_FALSE(world.result(1).time.has_value());
    EXPECT_FALSE(world.state.ledger.back().voided->at == RaceTime{});
}

/// A crew's contact at the finish, and once more: `off` later by its stamp, of a clock that has another number.
class Again : public testing::Test {
protected:
    Again() { world.arm().start(t0).finish(1, t0 + 400s); }
    bool adds_nothing(Change change, Duration off, Duration slewed = {}, Duration uncertainty = 2ms, Duration ticks = {}) {
        auto again = World::make({PointKind::finish, 0}, 1, t0 + 400s, box_b);
        again.stamp.at += off;
        again.stamp.uncertainty = uncertainty;
        again.stamp.timeline_slewed = slewed;
        again.stamp.ticks += ticks;
        return world.order(ReportImpulse{again, change}).value().empty();
    }
    World world;
};

// A server that was started anew could not tell that the clock is the one of before, and the device sends again what it was not told to be recorded.
TEST_F(Again, IsKnownByItsTicksWhereTheDeviceRepeatsIt) {
    EXPECT_TRUE(adds_nothing(Change::repeated, 3ms));
    EXPECT_TRUE(adds_nothing(Change::repeated, -11ms, 8ms)) << "this computer's clock was slewed meanwhile";
    EXPECT_FALSE(adds_nothing(Change::seen, 3ms)) << "what the device calls new is not dropped by a guess";
}

TEST_F(Again, IsAnotherOneAtAnotherTick) { EXPECT_FALSE(adds_nothing(Change::repeated, 0ms, 0ms, 2ms, 1ns)); }
TEST_F(Again, IsAnotherOneFurtherOffThanTheStampsAllow) { EXPECT_FALSE(adds_nothing(Change::repeated, 11ms, 5ms)); }

// A device that counts from zero in each boot comes to the same ticks again, later. Both contacts are real.
TEST_F(Again, IsAnotherOneOfADeviceThatBeganToCountAnew) {
    EXPECT_TRUE(adds_nothing(Change::withdrawn, 2s, 0ms, 1min)) << "it takes back none but its own";
    EXPECT_EQ(world.time(1), 400s);
    EXPECT_FALSE(adds_nothing(Change::repeated, 2s, 0ms, 1min)) << "whatever is doubted";
}

// The operator of a timer renumbers: the device withdraws the line and sends it again with another number.
TEST(Decide, ARenumberedImpulseGoesToTheOtherLane) {
    World world;
    world.arm().start(t0).finish(1, t0 + 400s);
    auto impulse = World::make({PointKind::finish, 0}, 1, t0 + 400s);
    world.give(ReportImpulse{impulse, Change::withdrawn});
    impulse.lane = lane(5);
    world.give(ReportImpulse{impulse, Change::seen});
    EXPECT_EQ(world.time(5), 400s);
    EXPECT_FALSE(world.result(1).time.has_value());
}

TEST(Decide, APhotoFileForAnUnknownRaceBringsItsOwnRace) {  // user-pains 12
    rules::RuleSet athletics;
    athletics.finish.fastest_per_1000_m = 90s;   // by rowing's rules 12.80 s over 100 m would be warned of
    World world{athletics};
    RawResult file;
    file.key = "17-2-1";
    file.title = "100 Meter Hurdles Women";
    file.document = "017-2-01.lif";
    file.resolution = 10ms;
    file.distance_m = 100;
    RawResultRow winner;
    winner.place = 1;
    winner.lane = 6;
    winner.name = "Last First";
    winner.time = 12s + 800ms;
    RawResultRow unread;
    unread.lane = 1;
    file.rows = {winner, unread};
    world.give(ReportResult{file});
    const RaceId race{2};
    EXPECT_EQ(world.race(race).programme.title, "100 Meter Hurdles Women");
    EXPECT_EQ(world.rank(6, race), 1);
    EXPECT_EQ(world.result(6, race).time->source, Source::photo);
    EXPECT_FALSE(world.result(1, race).time.has_value());
    EXPECT_TRUE(world.order(ReportResult{file}).value().empty()) << "the same file again says nothing new";
    file.rows[1].status = "DNF";
    world.give(ReportResult{file});
    EXPECT_EQ(world.result(1, race).status, ResultStatus::did_not_finish);
    world.give(PublishResult{race}).give(ConfirmResult{race});
}

TEST(Decide, APhotoFileThatContradictsAnOfficialResultIsKeptAsideForPeople) {
    auto world = World{}.arm().start(t0).finish_all(t0 + 400s).give(PublishResult{the_race}).give(ConfirmResult{the_race});
    RawResult file;
    file.key = "1-1-1";
    file.document = "late.lif";
    RawResultRow row;
    row.lane = 6;
    row.place = 1;
    file.rows = {row};
    world.give(ReportResult{file});
    EXPECT_EQ(world.rank(1), 1);
    EXPECT_EQ(world.state.unmatched_photos.size(), 1u);
}

TEST(Authority, DevicesReportsAreOpenToNoRoleAndViewersMayOrderNothing) {
    const Command all[] = {OpenMeet{}, CallRace{}, ArmRace{}, RecallRace{}, DecideFalseStart{}, ReportImpulse{}, ReportTrace{}, ReportLoss{}, ReportResult{},
                           AddImpulse{}, SetStatus{}, ConfirmResult{}, SelectRace{}};
    for (const auto& command : all) EXPECT_FALSE(check_authority(Role::viewer, command).has_value()) << command.index();
    for (const auto role : all_roles) {
        EXPECT_FALSE(check_authority(role, ReportImpulse{}).has_value());
        EXPECT_FALSE(check_authority(role, ReportResult{}).has_value());
    }
    EXPECT_TRUE(check_authority(Role::starter, OrderStart{}).has_value());
    EXPECT_FALSE(check_authority(Role::starter, ConfirmResult{}).has_value());
    EXPECT_FALSE(check_authority(Role::timekeeper, DecideFalseStart{}).has_value());
    EXPECT_TRUE(check_authority(Role::referee, DecideFalseStart{}).has_value());
}

}  // namespace fold_test
}  // namespace bowball::engine
