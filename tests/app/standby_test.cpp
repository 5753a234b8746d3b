// What a standby brings along when it takes over: what its devices said, where the timeline goes on, and that who was taken over from stays so.
#include "app_standby.hpp"

#include <gtest/gtest.h>
#include <spdlog/sinks/null_sink.h>
#include <unistd.h>

#include <filesystem>
#include <future>

#include "app_superseded.hpp"
#include "formats/entry.hpp"
#include "io/host_clock.hpp"
#include "race/timeline.hpp"

namespace bowball {
namespace standby_test {

namespace fs = std::filesystem;

Observation impulse(const std::string& channel, Duration received, bool has_ticks) {
    RawImpulse raw;
    raw.channel = channel;
    if (has_ticks) raw.ticks = DeviceTime{received};
    else raw.host = HostTime{received};
    return {"timer", HostTime{received}, raw};
}

std::vector<std::string> channels(const std::vector<Observation>& observations) {
    std::vector<std::string> names;
    for (const auto& one : observations) {
        if (const auto* raw = std::get_if<RawImpulse>(&one.report)) names.push_back(raw->channel);
    }
    return names;
}

TEST(HeldObservations, WhatCameBeforeTheNewestEntryIsTheFirstServersAndWhatCameAfterIsNews) {
    HeldObservations held;
    held.take(impulse("before", 10s, true));
    held.take(impulse("after", 11s, true));
    EXPECT_EQ(channels(held.take_after(HostTime{10'500ms})), (std::vector<std::string>{"after"}));
    EXPECT_EQ(held.size(), 0u);
}

TEST(HeldObservations, WhereThisComputerStampsItsLineMayBeSlowerThanTheWayOfTheEntry) {
    HeldObservations held;
    held.take(impulse("the same, perhaps", 10'600ms, false));
    held.take(impulse("news", 10'800ms, false));
    EXPECT_EQ(channels(held.take_after(HostTime{10'500ms})), (std::vector<std::string>{"news"}));
}

TEST(HeldObservations, NobodyTakesAReadingOfAClockThatIsOlderThanWhatTheJournalKnows) {
    HeldObservations held;
    held.take({"timer", HostTime{10s}, ClockSample{DeviceTime{1s}, HostTime{10s}, {}}});
    held.take({"timer", HostTime{11s}, ClockSample{DeviceTime{2s}, HostTime{11s}, {}}});
    held.take({"timer", HostTime{11s}, CommitMark{7}});
    const auto left = held.take_after(HostTime{10'500ms});
    ASSERT_EQ(left.size(), 1u);
    EXPECT_EQ(left[0].received, HostTime{11s});
}

TEST(HeldObservations, WithoutAnEntryAllOfItCounts) {
    HeldObservations held;
    held.take(impulse("one", 10s, false));
    held.take({"timer", HostTime{10s}, DeviceStatus{.state = LinkState::live, .text = {}}});
    const auto left = held.take_after({});
    ASSERT_EQ(left.size(), 2u);
    EXPECT_EQ(std::get<DeviceStatus>(left[1].report).state, LinkState::live) << "and how it is";
    EXPECT_EQ(held.describe().at(0).state, "live");
}

TEST(HeldObservations, TheOldestGoWhereThereAreTooMany) {
    HeldObservations held;
    for (std::size_t i = 0; i < HeldObservations::most + 10; ++i) held.take(impulse(std::to_string(i), Duration{static_cast<std::int64_t>(i)}, true));
    EXPECT_EQ(channels(held.take_after({})).front(), "10");
}

/// A first server that was started on the boot `boot`, and its last word an hour later.
std::vector<journal::Row> journal_of(const std::string& boot, RaceTime race, WallTime wall) {
    const auto host = io::Clock{}.now();
    const engine::Entry started{Seq{1}, race, wall, {}, engine::ServerStarted{"1", host, race, wall, boot, false}};
    const engine::Entry last{Seq{2}, race, wall, {}, engine::MeetOpened{"Regatta", "Lake", 2000}};
    const auto first = relay::row_after({}, started);
    return {first, relay::row_after({first.seq, first.hash}, last)};
}

class TakenOver : public testing::Test {
protected:
    /// What the server that leads from the copy and its last entry makes of the timeline.
    race::Timeline timeline(const std::vector<journal::Row>& rows, const engine::Entry& entry) {
        race::Folded folded;
        for (const auto& row : rows) race::fold_in(folded, *formats::decode_entry(row.text));
        race::fold_in(folded, entry);
        EXPECT_TRUE(folded.state.quarantine.empty());
        return race::find_timeline(folded, io::Clock{}, io::boot_id(), io::read_host_clock(), io::read_slew_look());
    }
    StandbyFold fold;
    const engine::Origin origin{{"Rita", Role::referee}, relay::takeover_id("FIRST", "NEXT"), "it is in the lake"};
};

TEST_F(TakenOver, OnTheSameComputerTheTimelineGoesOnWithoutADoubt) {
    const auto rows = journal_of(io::boot_id(), RaceTime{1000s}, io::Clock{}.wall());
    fold.add(rows);
    const auto entry = fold.entry(Seq{3}, origin);
    EXPECT_GE(entry.at, RaceTime{1000s});
    EXPECT_EQ(timeline(rows, entry).doubt, Duration{});
    EXPECT_EQ(relay::takeover_of(entry)->to, "NEXT");
}

TEST_F(TakenOver, OnAnotherOneItRestsOnTheTimeOfDayAndThatIsSaidOnce) {
    const auto rows = journal_of("another boot", RaceTime{1000s}, io::Clock{}.wall());
    fold.add(rows);
    const auto entry = fold.entry(Seq{3}, origin);
    const auto found = timeline(rows, entry);
    EXPECT_GT(found.doubt, Duration{});
    EXPECT_EQ(found.slewed, Duration{}) << "the doubt is not in the entry too";
    EXPECT_GE(found.anchor.to_race(io::Clock{}.now()), entry.at) << "it never goes back";
}

class Superseded : public testing::Test {
protected:
    void SetUp() override { fs::create_directories(folder); }
    void TearDown() override { fs::remove_all(folder); }
    const fs::path folder = fs::temp_directory_path() / ("bowball-superseded-" + std::to_string(::getpid()));
};

TEST_F(Superseded, AServerThatIsStartedAgainTakesNoOrdersOfThatJournal) {
    auto epoch = journal::open_sqlite_journal((folder / "journal.sqlite").string()).value()->epoch();
    ASSERT_TRUE(keep_superseded(folder.string(), epoch, "Another server leads.").has_value());
    EXPECT_EQ(superseded_by(folder.string(), "ANOTHER"), "");
    AppOptions options;
    options.config.server.port = 0;
    options.config.server.tls = false;
    options.config.server.data_dir = folder.string();
    const auto app = App::make(std::move(options), std::make_shared<spdlog::logger>("test", std::make_shared<spdlog::sinks::null_sink_mt>())).value();
    app->start();
    std::promise<engine::Outcome> answered;
    app->submit(engine::OpenMeet{"Regatta", "Lake", 2000}, {{"Rita", Role::admin}, {}, {}}, [&](engine::Outcome outcome) { answered.set_value(std::move(outcome)); });
    const auto outcome = answered.get_future().get();
    ASSERT_FALSE(outcome.has_value());
    EXPECT_EQ(outcome.error().text, "Another server leads.");
    app->stop();
}

}  // namespace standby_test
}  // namespace bowball
