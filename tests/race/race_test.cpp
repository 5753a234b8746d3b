#include "race/race.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "core/limits.hpp"
#include "engine/read_back.hpp"
#include "formats/entry.hpp"
#include "formats/frame.hpp"
#include "rules/start_pause.hpp"
#include "shaky_journal.hpp"

namespace bowball::race {
namespace race_test {

/// A race on a venue's wiring, with a clock that the test moves.
class RaceTest : public testing::Test {
protected:
    void SetUp() override { open(); }

    void open() {
        Options options;
        options.anchor = Anchor{HostTime{}, RaceTime{1'000'000s}};
        options.now = [this] { return Now{RaceTime{1'000'000s} + now, wall, slewed}; };
        options.publish = [this](const Batch& batch) { published.push_back(batch); };
        options.output = [this](OutputOrder order) {
            if (std::exchange(output_throws, false)) throw std::bad_alloc{};
            outputs.push_back(order.kind);
        };
        options.chance = [] { return std::string{"the seed"}; };
        options.channels.push_back({"box", "green", {PointKind::start_signal, 0}, {}, Source::system_a, false});
        options.drivers = {{"box", {"simulator", "simulated", "Deaf for a second after an impulse.", 2'800}}};
        for (std::uint16_t lane = 1; lane <= 6; ++lane) {
            options.channels.push_back({"box", "finish_" + std::to_string(lane), {PointKind::finish, 0}, LaneNumber{lane}, Source::system_a, false});
            options.channels.push_back({"box", "motion_" + std::to_string(lane), {PointKind::first_motion, 0}, LaneNumber{lane}, Source::system_a, false});
        }
        options.channels.push_back({"box_b", "green", {PointKind::start_signal, 0}, {}, Source::system_b, false});
        options.channels.push_back({"box_b", "finish_1", {PointKind::finish, 0}, LaneNumber{1}, Source::system_b, false});
        auto opened = Race::open(journal, std::move(options));
        ASSERT_TRUE(opened.has_value());
        race = std::move(*opened);
    }

    engine::Outcome order(engine::Command command, std::string id = "", std::string reason = "") {
        engine::Outcome outcome = Error{errc::bad_input, "no answer"};
        race->submit({std::move(command), {{"Anna", Role::admin}, std::move(id), std::move(reason)}, [&](engine::Outcome got) { outcome = std::move(got); }});
        race->drain();
        return outcome;
    }

    void programme() {
        order(engine::RegisterRuleSet{{}});
        order(engine::DeclareEvent{"M1x", "Men's Single Sculls"});
        engine::DrawLanes draw{RaceId{1}, {}};
        for (std::uint16_t lane = 1; lane <= 6; ++lane) {
            order(engine::EnterCrew{{CrewId{lane}, "M1x", "C" + std::to_string(lane), "Crew", "", {}}});
            draw.lanes.push_back({LaneNumber{lane}, CrewId{lane}});
        }
        order(engine::ScheduleRace{{RaceId{1}, "M1x", "FA", "Final", WallTime{}, 2000, "rowing", "1-1-1"}});
        order(draw);
    }

    /// The box saw an edge; it and this computer count alike, and the message took a millisecond.
    void edge(const std::string& channel, Duration at, const std::string& device = "box") {
        now = std::max(now, at + 1ms);
        const HostTime received{now};
        race->observe({device, received, ClockSample{DeviceTime{at + 5000s}, HostTime{at}, 100us}});
        RawImpulse raw;
        raw.channel = channel;
        raw.ticks = DeviceTime{at + 5000s};
        raw.own_uncertainty = 50us;
        race->observe({device, received, raw});
        race->drain();
    }

    [[nodiscard]] const views::TopicView* newest(std::string_view topic) const {
        for (auto batch = published.rbegin(); batch != published.rend(); ++batch) {
            const auto found = std::ranges::find(batch->views, topic, &views::TopicView::topic);
            if (found != batch->views.end()) return &*found;
        }
        return nullptr;
    }

    ShakyJournal journal;
    Duration now = 1s;
    Duration slewed{};
    WallTime wall;   ///< may step, as the clock of a computer does
    std::vector<Batch> published;
    std::vector<OutputKind> outputs;
    bool output_throws = false;   ///< once
    std::unique_ptr<Race> race;
};

// What one input met must not take those behind it along: they may be impulses.
TEST_F(RaceTest, BehindAnInputThatThrowsNothingIsLost) {
    programme();
    output_throws = true;
    auto answered = 0;
    const auto submit = [&](engine::Command command) {
        race->submit({std::move(command), {{"Anna", Role::admin}, {}, {}}, [&](const engine::Outcome& outcome) { answered += outcome.has_value() ? 1 : 0; }});
    };
    submit(engine::ArmRace{RaceId{1}});
    submit(engine::GiveAttention{RaceId{1}});
    RawImpulse raw;
    raw.channel = "green";
    raw.ticks = DeviceTime{5010s};
    race->observe({"box", HostTime{10s}, raw});
    EXPECT_THROW(race->drain(), std::bad_alloc);
    EXPECT_TRUE(race->has_waiting());
    EXPECT_FALSE(race->drain());
    EXPECT_FALSE(race->has_waiting());
    EXPECT_EQ(answered, 2) << "whoever armed it too: it is armed, though the gates met no memory";
    EXPECT_EQ(race->state().ledger.size(), 1U);
    EXPECT_EQ(race->state().race(RaceId{1})->stage, engine::Stage::attention);
    EXPECT_EQ(race->unwritten(), 0U);
}

TEST_F(RaceTest, AnArmingThatIsTakenBackLeavesEveryViewAsItWasAndShowsIt) {
    programme();
    order(engine::CallRace{RaceId{1}});
    const auto before = race->all_views();
    ASSERT_TRUE(order(engine::ArmRace{RaceId{1}}).has_value());
    ASSERT_TRUE(order(engine::WithdrawArm{RaceId{1}}).has_value());
    const auto after = race->all_views();
    ASSERT_EQ(before.size(), after.size());
    for (std::size_t i = 0; i < before.size(); ++i) {
        EXPECT_EQ(formats::encode_view(before[i].view), formats::encode_view(after[i].view)) << before[i].topic;
        const auto* shown = newest(after[i].topic);
        if (shown != nullptr) EXPECT_EQ(formats::encode_view(shown->view), formats::encode_view(after[i].view)) << "as pages have it: " << after[i].topic;
    }
    EXPECT_EQ(outputs, (std::vector{OutputKind::gates_up, OutputKind::lights_off}));
}

TEST_F(RaceTest, AWholeRaceFromCallToOfficialResult) {
    programme();
    EXPECT_TRUE(order(engine::ArmRace{RaceId{1}}).has_value());
    now = 10s;
    order(engine::GiveAttention{RaceId{1}});
    order(engine::OrderStart{RaceId{1}});
    EXPECT_EQ(outputs, (std::vector{OutputKind::gates_up, OutputKind::red_light, OutputKind::start}));
    edge("green", 20s);
    for (int lane = 1; lane <= 6; ++lane) edge("finish_" + std::to_string(lane), 20s + 400s + lane * 1s);
    EXPECT_TRUE(order(engine::PublishResult{RaceId{1}}).has_value());
    EXPECT_TRUE(order(engine::ConfirmResult{RaceId{1}}).has_value());
    const auto& results = std::get<views::ResultsView>(newest("race/1/results")->view);
    EXPECT_EQ(results.header.status, "official");
    EXPECT_EQ(results.rows[0].time->text, "6:41.00");
    EXPECT_EQ(results.rows[0].time->uncertainty_us, 1126) << "one box saw start and finish: 50 us in quadrature with 50 us, and with what 2.8 ppm are in that time";
    EXPECT_FALSE(results.drift);
}

TEST_F(RaceTest, ARecallIsAskedForInTheBatchOfTheImpulseThatCausedIt) {
    programme();
    order(engine::ArmRace{RaceId{1}});
    edge("green", 20s);
    const auto before = published.size();
    edge("motion_4", 20s + 60ms);
    ASSERT_EQ(published.size(), before + 1);
    const auto referee = std::ranges::find(published.back().views, "race/1/referee", &views::TopicView::topic);
    ASSERT_NE(referee, published.back().views.end());
    EXPECT_TRUE(std::get<views::RefereeView>(referee->view).recall_requested);
    EXPECT_EQ(published.back().edge, RaceTime{1'000'000s + 20s + 60ms});
}

TEST_F(RaceTest, EverythingThatIsPublishedIsInTheJournalFirst) {
    programme();
    for (const auto& batch : published) {
        EXPECT_TRUE(batch.recorded);
        EXPECT_LE(batch.head, journal.head().seq);
    }
    std::uint64_t entries = 0;
    for (const auto& batch : published) entries += batch.entries.size();
    EXPECT_EQ(entries, journal.head().seq.value());
}

TEST_F(RaceTest, DiskTroubleDoesNotStopARaceAndEverythingIsWrittenAfterwards) {
    programme();
    order(engine::ArmRace{RaceId{1}});
    journal.broken = true;
    edge("green", 20s);
    EXPECT_FALSE(published.back().recorded);
    const auto& health = std::get<views::HealthView>(newest("health")->view);
    EXPECT_FALSE(health.recorded);
    EXPECT_EQ(health.journal_text, "the disk is full");
    edge("finish_1", 420s);
    EXPECT_TRUE(std::get<views::BoardView>(newest("race/1/board")->view).rows[0].finished) << "judging goes on in memory";
    EXPECT_FALSE(race->catch_up());
    journal.broken = false;
    EXPECT_TRUE(race->catch_up());
    EXPECT_TRUE(std::get<views::HealthView>(newest("health")->view).recorded);
    EXPECT_EQ(journal.head().seq, race->state().head);
}

TEST_F(RaceTest, SystemsBesideEachOtherAreToldAndTheirAlarmStandsOnTheHealthView) {
    programme();
    order(engine::ArmRace{RaceId{1}});
    edge("green", 20s);
    edge("green", 20s + 400us, "box_b");
    const auto& first = std::get<views::RedundancyView>(newest("redundancy")->view);
    ASSERT_EQ(first.differences.size(), 1U);
    EXPECT_NEAR(static_cast<double>(first.differences[0].last_us), 400, 1);
    edge("finish_1", 420s);
    edge("finish_1", 420s + 30ms, "box_b");
    EXPECT_EQ(std::get<views::RedundancyView>(newest("redundancy")->view).differences.size(), 2U);
    EXPECT_EQ(std::get<views::HealthView>(newest("health")->view).redundancy_text, "Systems A and B differ by 0.0300 s at finish. Check both sensors.");
    const auto audience = newest("redundancy")->audience;
    EXPECT_EQ(audience, views::Audience::officials);
    order(engine::CheckSync{{}, {{"box", "green"}, {"box_b", "green"}}});
    EXPECT_EQ(std::get<views::RedundancyView>(newest("redundancy")->view).checks.size(), 1U);
}

TEST_F(RaceTest, ARestartGivesTheSameViewsToTheByte) {
    programme();
    order(engine::ArmRace{RaceId{1}});
    edge("green", 20s);
    edge("finish_1", 421s);
    edge("motion_4", 20s + 60ms);  // late
    const auto before = race->all_views();
    open();
    const auto after = race->all_views();
    ASSERT_EQ(before.size(), after.size());
    for (std::size_t i = 0; i < before.size(); ++i) EXPECT_EQ(formats::encode_view(before[i].view), formats::encode_view(after[i].view)) << before[i].topic;
}

TEST_F(RaceTest, ADoubleTapOrARetryAfterARestartIsCarriedOutOnce) {
    programme();
    const auto first = order(engine::ArmRace{RaceId{1}}, "tap-1").value();
    const auto again = order(engine::ArmRace{RaceId{1}}, "tap-1").value();
    EXPECT_TRUE(again.repeated);
    EXPECT_EQ(again.seq, first.seq);
    open();
    EXPECT_TRUE(order(engine::ArmRace{RaceId{1}}, "tap-1")->repeated);
    EXPECT_EQ(race->state().race(RaceId{1})->runs.size(), 1u);
}

TEST_F(RaceTest, ARefusalLeavesNoTrace) {
    programme();
    const auto head = journal.head().seq;
    EXPECT_EQ(order(engine::OrderStart{RaceId{1}}).error().code, errc::wrong_state);
    EXPECT_EQ(journal.head().seq, head);
}

TEST_F(RaceTest, WhileAnotherServerLeadsNoOrderIsTakenAndImpulsesAre) {
    programme();
    ASSERT_TRUE(order(engine::ArmRace{RaceId{1}}, "armed").has_value());
    const auto before = journal.head().seq;
    race->close_to_orders("Another server leads.");
    const auto refused = order(engine::GiveAttention{RaceId{1}});
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().text, "Another server leads.");
    EXPECT_EQ(journal.head().seq, before);
    EXPECT_TRUE(order(engine::ArmRace{RaceId{1}}, "armed").value().repeated) << "what was carried out before is still said";
    edge("green", 20s);
    EXPECT_EQ(journal.head().seq, Seq{before.value() + 1}) << "evidence is kept";
    race->close_to_orders("");
    EXPECT_TRUE(order(engine::SelectRace{RaceId{1}}).has_value());
}

TEST_F(RaceTest, AnImpulseOfAnUnknownChannelIsKeptAndComplainedOf) {
    programme();
    order(engine::ArmRace{RaceId{1}});
    edge("mystery", 30s);
    EXPECT_EQ(race->state().ledger.back().impulse.point.kind, PointKind::unbound);
    const auto view = race->health();
    const auto& health = std::get<views::HealthView>(view.view);
    ASSERT_EQ(health.devices.size(), 1u);
    EXPECT_NE(health.devices[0].last_complaint.find("mystery"), std::string::npos);
}

TEST_F(RaceTest, TheHealthViewSaysWhatADeviceLeavesOutHowItIsAndHowFarClocksAreTrusted) {
    const auto health = [&] { return std::get<views::HealthView>(race->health().view); };
    ASSERT_EQ(health().devices.size(), 1u);
    EXPECT_EQ(health().devices[0].minimums, "Deaf for a second after an impulse.");
    EXPECT_EQ(health().devices[0].clock_bound_ppb, 2'800);
    EXPECT_FALSE(health().devices[0].ailing);
    DeviceStatus status{LinkState::live, "box is working. Battery 3100 mV."};
    status.ailing = true;
    race->observe({"box", HostTime{1s}, status});
    race->drain();
    EXPECT_TRUE(health().devices[0].ailing);
    EXPECT_EQ(health().devices[0].recording_trouble, "");
    status.recording_trouble = "It is not being recorded: the disk hangs.";
    race->observe({"box", HostTime{1s}, status});
    race->drain();
    EXPECT_EQ(health().devices[0].recording_trouble, "It is not being recorded: the disk hangs.");
    EXPECT_EQ(health().capture_text, "");
    race->note_refused("Real-time priority was refused.");
    race->note_refused("Memory could not be locked.");
    EXPECT_EQ(health().capture_text, "Real-time priority was refused. Memory could not be locked.");
}

// Where the start comes from a device, pressing Start on a page is the order alone; else it is the start by hand.
TEST_F(RaceTest, TheHealthViewSaysFromWhichDevicesTheStartComes) {
    const auto gives = [&](const std::string& name) {
        const auto health = race->health();
        for (const auto& device : std::get<views::HealthView>(health.view).devices) {
            if (device.name == name) return device.gives_start;
        }
        return false;
    };
    EXPECT_TRUE(gives("box")) << "an input of it is the signal";
    DeviceStatus status{LinkState::live, ""};
    race->observe({"lights", HostTime{1s}, status});
    race->drain();
    EXPECT_FALSE(gives("lights"));
    status.gives_start = true;
    race->observe({"lights", HostTime{1s}, status});
    race->drain();
    EXPECT_TRUE(gives("lights")) << "it takes the orders";
}

TEST_F(RaceTest, EachImpulseSaysWhatTheClocksMayRunOff) {
    programme();
    views::HealthView::HostClock host;
    host.rate_bound_ppb = 50'000;
    race->note_host_clock(host);
    slewed = 3ms;
    order(engine::ArmRace{RaceId{1}});
    edge("green", 20s);
    const auto& stamp = race->state().ledger.back().impulse.stamp;
    EXPECT_EQ(stamp.rate_ppb, 2'800);
    EXPECT_EQ(stamp.timeline_ppb, 50'000);
    EXPECT_EQ(stamp.timeline_slewed, 3ms);
    EXPECT_EQ(stamp.slewed, 0ns) << "the device's own clock is nobody's to slew";
}

// A commit may hang, and inputs wait for it.
TEST_F(RaceTest, EachInputOfABatchHasTheSlewOfItsOwnInstant) {
    programme();
    order(engine::ArmRace{RaceId{1}});
    const auto before = race->state().ledger.size();
    for (const auto at : {20s, 21s}) {
        slewed += 5ms;
        RawImpulse raw;
        raw.channel = "green";
        raw.host = HostTime{at};
        race->observe({"box", HostTime{at}, raw});
    }
    slewed += 5ms;
    race->submit({engine::AddImpulse{RaceId{1}, {PointKind::finish, 0}, {}, RaceTime{1'000'000s} + now}, {{"Anna", Role::timekeeper}, {}, {}}, {}});
    slewed += 5ms;
    race->drain();
    const auto& ledger = race->state().ledger;
    ASSERT_EQ(ledger.size(), before + 3);
    std::vector<Duration> slews;
    for (const auto& one : ledger) slews.push_back(one.impulse.stamp.timeline_slewed);
    std::ranges::sort(slews);
    EXPECT_EQ((std::vector<Duration>{slews.end() - 3, slews.end()}), (std::vector<Duration>{5ms, 10ms, 15ms}));
}

// Over a boot of the computer the newest entry's two times are what ties the timeline to the time of day: they are of one instant, however long
// the input waited. Found by the simulator, seed 885.
TEST_F(RaceTest, AnEntryBearsTheTimeOfDayAtWhichItsInputWasTaken) {
    const auto taken = wall;
    const auto at = RaceTime{1'000'000s} + now;
    race->submit({engine::OpenMeet{"Regatta", "", 2000}, {{"Anna", Role::admin}, {}, {}}, {}});
    wall += 700ms;
    now += 700ms;
    race->drain();
    engine::Entry newest;
    EXPECT_TRUE(journal.read(journal.head().seq, [&](engine::Entry&& entry) { newest = std::move(entry); }).has_value());
    EXPECT_EQ(newest.at, at);
    EXPECT_EQ(newest.wall, taken);
}

TEST_F(RaceTest, AnImpulseOfAClockThatIsNotKnownYetIsKeptAsSuspect) {
    programme();
    order(engine::ArmRace{RaceId{1}});
    RawImpulse raw;
    raw.channel = "finish_1";
    raw.ticks = DeviceTime{77s};
    race->observe({"box", HostTime{30s}, raw});
    race->drain();
    EXPECT_EQ(race->state().ledger.back().impulse.trust, Trust::suspect);
    EXPECT_GE(race->state().ledger.back().impulse.stamp.uncertainty, 1s);
}

TEST_F(RaceTest, ATraceIsKeptWithItsSamplesAndReadAgainAfterARestart) {
    programme();
    order(engine::ArmRace{RaceId{1}});
    now = 10s;
    order(engine::GiveAttention{RaceId{1}});
    edge("green", 20s);
    RawTrace raw;
    raw.channel = "motion_3";
    raw.ticks = DeviceTime{5019500ms};
    raw.own_uncertainty = 50us;
    raw.waveform = {1ms, "N", 1'000'000, {}};
    for (int ms = -500; ms < 1000; ++ms) raw.waveform.samples.push_back(static_cast<std::int16_t>(ms % 3 + std::clamp((ms - 60) * 20, 0, 2000)));
    now = 22s;
    for (int i = 0; i < 2; ++i) race->observe({"box", HostTime{now}, raw});
    race->drain();
    const auto shown = [&] {
        const auto projected = race->all_views();
        const auto found = std::ranges::find(projected, "race/1/referee", &views::TopicView::topic);
        return std::get<views::RefereeView>(found->view);
    };
    const auto view = shown();
    ASSERT_TRUE(view.rows[2].trace.has_value());
    const auto trace = *view.rows[2].trace;
    EXPECT_EQ(trace.algorithm, "baseline_sigma");
    EXPECT_EQ(trace.samples, 1500u);
    EXPECT_TRUE(trace.counts);
    EXPECT_NEAR(static_cast<double>(trace.onset_us.value()), 60'000, static_cast<double>(trace.uncertainty_us));
    EXPECT_TRUE(view.recall_requested) << "60 ms are too soon";
    EXPECT_EQ(race->state().traces, 1u) << "sent twice";
    race.reset();
    open();
    EXPECT_EQ(shown().rows[2].trace, trace);
    EXPECT_EQ(race->state().ledger.front().waveform != nullptr, true) << "the trace begins before the signal";
}

TEST_F(RaceTest, ATestOfInputsShowsEachImpulseAsItComesAndTouchesNoRace) {
    programme();
    edge("green", 5s);
    EXPECT_EQ(newest("inputs"), nullptr) << "nobody tests";
    order(engine::BeginInputTest{});
    edge("green", 10s);
    const auto inputs = [&] { return std::get<views::InputsView>(newest("inputs")->view); };
    EXPECT_EQ(inputs().impulses.at(0).point, "start_signal");
    EXPECT_EQ(inputs().impulses[0].uncertainty_us, 112) << "50 us of the stamp in quadrature with 100 us of the clock";
    edge("finish_2", 12s);
    EXPECT_EQ(inputs().count, 2u);
    order(engine::ArmRace{RaceId{1}});
    EXPECT_FALSE(inputs().testing) << "told at once";
    EXPECT_TRUE(std::get<views::BoardView>(newest("race/1/board")->view).started_us == std::nullopt);
    const auto shown = published.size();
    edge("green", 20s);
    for (auto batch = shown; batch < published.size(); ++batch)
        EXPECT_TRUE(std::ranges::find(published[batch].views, "inputs", &views::TopicView::topic) == published[batch].views.end());
    EXPECT_TRUE(std::get<views::BoardView>(newest("race/1/board")->view).started_us.has_value());
}

TEST_F(RaceTest, AContactOfBothSystemsIsOfferedForASyncCheckAtOnce) {
    programme();
    edge("green", 20s);
    const auto contacts = [&] { return std::get<views::RedundancyView>(newest("redundancy")->view).contacts; };
    edge("green", 20s, "box_b");
    ASSERT_EQ(contacts().size(), 1u);
    EXPECT_EQ(contacts()[0].main_device, "box");
    EXPECT_EQ(contacts()[0].other_channel, "green");
    EXPECT_EQ(contacts()[0].difference_us, 0);
    EXPECT_EQ(contacts()[0].difference_text, "0.0000");
    ASSERT_TRUE(order(engine::CheckSync{{ImpulseId{contacts()[0].main}, ImpulseId{contacts()[0].other}}, {}}).has_value());
    EXPECT_TRUE(contacts().empty());
}

TEST_F(RaceTest, ATraceOutOfAFileIsAsUncertainAsItsFilesArrival) {
    programme();
    order(engine::ArmRace{RaceId{1}});
    now = 30s;
    RawTrace raw;
    raw.channel = "motion_3";
    raw.ticks = DeviceTime{1s};
    raw.waveform = {1ms, "N", 1'000'000, std::vector<std::int16_t>(1500, 7)};
    race->observe({"box", HostTime{now}, ClockRestarted{"a file counts for itself"}});
    race->observe({"box", HostTime{now}, ClockSample{DeviceTime{2499ms}, HostTime{now - 5s}, 5s}});
    race->observe({"box", HostTime{now}, raw});
    race->drain();
    const auto& kept = race->state().ledger.back().impulse;
    EXPECT_EQ(kept.trust, Trust::good) << kept.remark;
    EXPECT_EQ(kept.stamp.at, (RaceTime{1'000'000s} + 25s - 1499ms));
    EXPECT_GE(kept.stamp.uncertainty, 5s);
}

TEST_F(RaceTest, StampsOfBeforeAndAfterAClocksRestartAreNotSubtracted) {
    programme();
    edge("green", 20s);
    race->observe({"box", HostTime{now}, ClockRestarted{"power"}});
    edge("finish_1", 421s);
    const auto& ledger = race->state().ledger;
    EXPECT_NE(ledger[0].impulse.stamp.clock, ledger[1].impulse.stamp.clock);
}

// user-pains 19: the wall clock jumped back an hour and all displays locked. Here the clock of the computer is set forward by
// an hour, repeats a leap second and falls back by two hours, all in one race.
// user-pains 17. The box's clock is read by exchanges; twenty minutes after the last one it may have run anywhere.
TEST_F(RaceTest, Pain17TheClocksAreLookedAtWhenARaceIsArmed) {
    programme();
    edge("green", 5s);
    now = 10s;
    EXPECT_TRUE(order(engine::ArmRace{RaceId{1}}).has_value()) << "just read";
    order(engine::RecallRace{RaceId{1}, engine::RecallCause::other});
    now = 2h;
    const auto refused = order(engine::ArmRace{RaceId{1}});
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, errc::needs_reason);
    EXPECT_NE(refused.error().text.find("the clock of box may be off by "), std::string::npos) << refused.error().text;
    edge("green", 2h);
    EXPECT_TRUE(order(engine::ArmRace{RaceId{1}}).has_value()) << "a press reads it anew";
    order(engine::RecallRace{RaceId{1}, engine::RecallCause::other});
    race->observe({"box", HostTime{now}, ClockRestarted{"switched on"}});
    race->drain();
    EXPECT_NE(order(engine::ArmRace{RaceId{1}}).error().text.find("the clock of box is not in step"), std::string::npos);
    EXPECT_TRUE(order(engine::ArmRace{RaceId{1}}, "", "it is only a rehearsal").has_value());
    const auto& view = std::get<views::ConsoleView>(newest("race/1/console")->view);
    EXPECT_TRUE(std::ranges::any_of(view.warnings, [](const auto& one) { return one.kind == "clock_doubtful"; }));
    race.reset();
    open();
    EXPECT_EQ(race->state().race(RaceId{1})->run()->doubtful_clocks, (std::vector<engine::ClockDoubt>{{"box", 0ns}})) << "out of the journal";
}

TEST_F(RaceTest, Pain17WhatTimesNoRaceOrWasNeverHeardHoldsUpNobody) {
    programme();
    race->observe({"elsewhere", HostTime{now}, ClockRestarted{"switched on"}});
    race->observe({"box", HostTime{now}, ClockRestarted{"played faster than life"}, Arrival::blurred});
    race->drain();
    EXPECT_TRUE(order(engine::ArmRace{RaceId{1}}).has_value());
}

// user-pains 9: after one competition was closed its reader could not be found again.
TEST_F(RaceTest, Pain9ADeviceGoesOnWhateverBecomesOfTheRaces) {
    programme();
    order(engine::ArmRace{RaceId{1}});
    edge("green", 20s);
    for (int lane = 1; lane <= 6; ++lane) edge("finish_" + std::to_string(lane), 20s + 400s + lane * 1s);
    order(engine::PublishResult{RaceId{1}});
    order(engine::ConfirmResult{RaceId{1}});
    const auto clock = race->state().ledger.back().impulse.stamp.clock;
    edge("finish_1", 900s);
    EXPECT_EQ(race->state().ledger.back().impulse.stamp.at, RaceTime{1'000'000s + 900s});
    EXPECT_EQ(race->state().ledger.back().impulse.stamp.clock, clock) << "the same device with the same clock";
}

TEST_F(RaceTest, Pain19AStepOfTheWallClockMovesNothing) {
    const WallTime set{1'784'880'000s};
    wall = set;
    programme();
    order(engine::ArmRace{RaceId{1}});
    edge("green", 20s);
    wall = set + 1h;
    edge("motion_1", 20s + 171ms);
    edge("finish_1", 421s);
    wall -= 1s;
    edge("finish_2", 421s + 500ms);
    wall = set - 1h;
    edge("finish_3", 423s);
    const auto& results = std::get<views::ResultsView>(newest("race/1/results")->view);
    EXPECT_EQ(results.rows[0].time->text, "6:41.00");
    EXPECT_EQ(results.rows[1].time->text, "6:41.50");
    EXPECT_EQ(results.rows[2].time->text, "6:43.00");
    // 50 us in quadrature with 50 us, and with what 2.8 ppm are in that time.
    for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(results.rows[i].time->uncertainty_us, (std::array{1126, 1127, 1131}[i])) << "and no less certain";
    EXPECT_EQ(std::get<views::StartView>(newest("race/1/start")->view).rows[0].reaction_text, "0.171");
    EXPECT_EQ(std::get<views::BoardView>(newest("race/1/board")->view).started_us, std::chrono::microseconds{1'000'020s}.count()) << "what running clocks count from";
    std::vector<engine::Entry> entries;
    ASSERT_TRUE(journal.read(Seq{1}, [&](engine::Entry&& entry) { entries.push_back(std::move(entry)); }).has_value());
    EXPECT_TRUE(std::ranges::is_sorted(entries, {}, &engine::Entry::at)) << "on the race line nothing goes back";
    EXPECT_FALSE(std::ranges::is_sorted(entries, {}, &engine::Entry::wall)) << "the journal says what the wall clock said, steps and all";
}

TEST_F(RaceTest, DeadlinesPassByThemselves) {
    programme();
    order(engine::ArmRace{RaceId{1}});
    edge("green", 20s);
    ASSERT_TRUE(race->next_deadline().has_value());
    now = 51s;
    race->pass_deadlines();
    EXPECT_EQ(std::get<views::BoardView>(newest("race/1/board")->view).header.state, "running");
}

TEST_F(RaceTest, AFullQueueRefusesPolitely) {
    for (std::size_t i = 0; i < limits::race_queue; ++i) ASSERT_TRUE(race->observe({"box", HostTime{}, ClockSample{}}));
    EXPECT_FALSE(race->observe({"box", HostTime{}, ClockSample{}}));
    engine::Outcome outcome = engine::Accepted{};
    race->submit({engine::CallRace{RaceId{1}}, {}, [&](engine::Outcome got) { outcome = std::move(got); }});
    EXPECT_EQ(outcome.error().code, errc::too_many);
    while (race->drain()) {
    }
}

/// Race 1 under attention at 10 s, with a pause between 1.5 s and 3.5 s.
class StartPauseTest : public RaceTest {
protected:
    void SetUp() override {
        RaceTest::SetUp();
        rules::RuleSet rules;
        rules.start.control.pause_least = 1500ms;
        rules.start.control.pause_most = 3500ms;
        programme();
        order(engine::RegisterRuleSet{rules});
        order(engine::ArmRace{RaceId{1}});
        now = 10s;
        ASSERT_TRUE(order(engine::GiveAttention{RaceId{1}}).has_value());
        pause = rules::start_pause(rules.start.control, "the seed", RaceId{1}, RunNumber{1});
        outputs.clear();
    }

    void pass_time(Duration to) {
        now = to;
        race->pass_deadlines();
    }

    [[nodiscard]] bool anybody_was_told() const {
        return std::ranges::any_of(published, [](const Batch& batch) {
            const auto tells = [](const std::string& text) { return text.find("the seed") != std::string::npos; };
            return std::ranges::any_of(batch.entries, [&](const engine::Entry& entry) { return tells(formats::encode_entry(entry)); }) ||
                   std::ranges::any_of(batch.views, [&](const views::TopicView& view) { return tells(formats::encode_view(view.view)); });
        });
    }

    Duration pause{};
};

TEST_F(StartPauseTest, EndsInTheStartAtItsInstantAndTheSeedIsToldOnlyThen) {
    EXPECT_EQ(race->next_deadline(), RaceTime{1'000'000s} + 10s + pause);
    pass_time(10s + pause - 1us);
    EXPECT_TRUE(outputs.empty());
    EXPECT_FALSE(anybody_was_told());
    pass_time(10s + pause);
    EXPECT_EQ(outputs, std::vector{OutputKind::start});
    EXPECT_TRUE(anybody_was_told());
    EXPECT_EQ(race->next_deadline(), RaceTime{1'000'000s} + 10s + pause + engine::switches_within) << "the signal must be seen by then";
    const auto& control = std::get<views::ConsoleView>(newest("race/1/console")->view).start_control;
    ASSERT_TRUE(control.has_value());
    EXPECT_EQ(control->pause_seed, "the seed");
    EXPECT_EQ(control->pause_us, pause / 1us);
    EXPECT_EQ(control->pause_seal, to_hex(sha256("the seed")));
}

TEST_F(StartPauseTest, AsYouWereEndsItWithoutAStartAndWithoutAWord) {
    now = 11s;
    ASSERT_TRUE(order(engine::WithdrawAttention{RaceId{1}}).has_value());
    pass_time(60s);
    EXPECT_EQ(outputs, std::vector{OutputKind::lights_off});
    EXPECT_FALSE(anybody_was_told());
    now = 70s;
    ASSERT_TRUE(order(engine::GiveAttention{RaceId{1}}).has_value());
    pass_time(70s + pause);
    EXPECT_EQ(outputs, (std::vector{OutputKind::lights_off, OutputKind::red_light, OutputKind::start}));
}

TEST_F(StartPauseTest, NobodyIsStartedByAServerThatLeadsNoMore) {
    race->close_to_orders("Another server leads.");
    pass_time(60s);
    EXPECT_TRUE(outputs.empty());
    EXPECT_FALSE(anybody_was_told());
}

TEST_F(StartPauseTest, WhoGaveAttentionWithoutMemoryForTheRedIsAnsweredAndNobodyIsStarted) {
    ASSERT_TRUE(order(engine::WithdrawAttention{RaceId{1}}).has_value());
    outputs.clear();
    output_throws = true;
    auto accepted = false;
    race->submit({engine::GiveAttention{RaceId{1}}, {{"Anna", Role::admin}, {}, {}}, [&](const engine::Outcome& outcome) { accepted = outcome.has_value(); }});
    EXPECT_THROW(race->drain(), std::bad_alloc);
    race->drain();
    EXPECT_TRUE(accepted);
    pass_time(60s);
    EXPECT_TRUE(outputs.empty());
}

TEST_F(StartPauseTest, AServerThatDiesInItStartsNothingWhenItIsBack) {
    now = 11s;
    open();
    pass_time(60s);
    EXPECT_TRUE(outputs.empty());
    EXPECT_EQ(order(engine::OrderStart{RaceId{1}}).error().code, errc::wrong_state);
    EXPECT_TRUE(order(engine::WithdrawAttention{RaceId{1}}).has_value());
}

}  // namespace race_test
}  // namespace bowball::race
