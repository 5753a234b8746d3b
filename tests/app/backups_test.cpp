// Backups that are made by themselves: which are kept, what people are told, and that nobody waits for a place that hangs.
#include "app_backups.hpp"

#include <gtest/gtest.h>
#include <spdlog/sinks/null_sink.h>
#include <spdlog/sinks/ostream_sink.h>
#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <future>
#include <sstream>

#include "gate.hpp"
#include "shaky_disk.hpp"

namespace bowball {
namespace backups_test {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

std::string name_of(int day, int minute) {
    char text[40];
    std::snprintf(text, sizeof text, "bowball-2026%02d%02dT%02d%02d00Z", 1 + day / 28, 1 + day % 28, minute / 60, minute % 60);
    return text;
}

TEST(OutdatedBackups, TheLastOfEachDayIsKeptAndOfTheNewestTwoDozen) {
    std::vector<std::string> names;
    for (int day = 0; day < 100; ++day) {
        for (int minute = 0; minute < 500; minute += 10) names.push_back(name_of(day, minute));
    }
    auto gone = outdated_backups(names, 92);
    std::ranges::sort(gone);
    std::vector<std::string> left;
    std::ranges::set_difference(names, gone, std::back_inserter(left));
    ASSERT_EQ(left.size(), 92u + 23u);
    EXPECT_EQ(left.front(), name_of(8, 490));
    EXPECT_EQ(left[90], name_of(98, 490));
    EXPECT_EQ(left[91], name_of(99, 260)) << "of today two dozen";
    EXPECT_EQ(left.back(), name_of(99, 490));
}

TEST(OutdatedBackups, WhatHasAnotherNameIsNotTouched) {
    std::vector<std::string> names{"holiday", "bowball-20260724T120000Z.part", "bowball-x", "bowball-2026072XT120000Z"};
    for (int minute = 0; minute < 400; minute += 10) names.push_back(name_of(0, minute));
    for (const auto& name : outdated_backups(names, 92)) EXPECT_TRUE(name.starts_with("bowball-20260101T")) << name;
}

class BackupRhythmTest : public testing::Test {
protected:
    void SetUp() override {
        folder = fs::temp_directory_path() / ("bowball-rhythm-" + std::string{testing::UnitTest::GetInstance()->current_test_info()->name()} + "-" + std::to_string(::getpid()));
        fs::create_directories(folder / "data");
        journal = journal::open_sqlite_journal((folder / "data" / "journal.sqlite").string()).value();
        append();
    }
    void TearDown() override { fs::remove_all(folder); }
    void append() {
        const engine::Entry entry{Seq{journal->head().seq.value() + 1}, RaceTime{}, WallTime{}, {}, engine::MeetOpened{"Regatta", "Lake", 2000}};
        ASSERT_TRUE(journal->append(std::span{&entry, 1}).has_value());
    }
    [[nodiscard]] std::string place() const { return (folder / "place").string(); }
    [[nodiscard]] std::vector<std::string> kept() const {
        std::vector<std::string> names;
        std::error_code failed;
        for (const auto& one : fs::directory_iterator{place(), failed}) names.push_back(one.path().filename().string());
        std::ranges::sort(names);
        return names;
    }
    /// Each backup a second after the one before.
    [[nodiscard]] BackupTerms terms(std::int32_t keep_days = 0) {
        return {{place(), 1, keep_days}, (folder / "data").string(), [this] { return noon + 1s * made++; }, [this](std::string trouble) { told.set_value(std::move(trouble)); },
                std::make_shared<spdlog::logger>("backup", std::make_shared<spdlog::sinks::null_sink_mt>())};
    }
    std::string what_is_told() {
        auto answer = told.get_future();
        if (answer.wait_for(60s) != std::future_status::ready) return "nothing";
        auto text = answer.get();
        told = {};
        return text;
    }

    fs::path folder;
    std::unique_ptr<journal::Journal> journal;
    std::promise<std::string> told;
    std::int64_t made = 0;
    const WallTime noon{1'784'894'400s};   ///< 2026-07-24 12:00:00 UTC
};

TEST_F(BackupRhythmTest, MakesOneAtOnceAndALastOneThatHasEverything) {
    {
        BackupRhythm rhythm{terms()};
        rhythm.start();
        for (int i = 0; i < 3000 && kept() != std::vector<std::string>{"bowball-20260724T120000Z"}; ++i) std::this_thread::sleep_for(10ms);
        append();
        rhythm.stop();
    }
    ASSERT_EQ(kept(), (std::vector<std::string>{"bowball-20260724T120000Z", "bowball-20260724T120001Z"}));
    // Restored: a data folder, with another epoch.
    const auto again = journal::open_sqlite_journal(place() + "/bowball-20260724T120001Z/journal.sqlite").value();
    EXPECT_EQ(again->head().hash, journal->head().hash);
    EXPECT_NE(again->epoch(), journal->epoch());
}

TEST_F(BackupRhythmTest, SaysWhatFailsAndSinceWhenThereIsNone) {
    std::ofstream{place()} << "a file where the folder should be";
    BackupRhythm rhythm{terms(), 20ms};
    rhythm.start();
    const auto trouble = what_is_told();
    EXPECT_TRUE(trouble.starts_with("There is no backup since the start: " + place())) << trouble;
}

TEST_F(BackupRhythmTest, APlaceThatHangsIsSaidAndNobodyWaitsForIt) {
    ShakyDisk disk;
    Gate gate;
    gate.set(false);
    disk.fault = [&](ShakyDisk::Call call) {
        if (call == ShakyDisk::Call::open) gate.pass();
        return SQLITE_OK;
    };
    {
        BackupRhythm rhythm{terms(), 20ms};
        rhythm.start();
        const auto trouble = what_is_told();
        EXPECT_TRUE(trouble.starts_with("The backup that was begun at 12:00:00 UTC is not done: " + place())) << trouble;
        EXPECT_EQ(kept(), std::vector<std::string>{"bowball-20260724T120000Z.part"}) << "no second one is begun meanwhile";
    }   // ends though it hangs
    gate.set(true);
    for (int i = 0; i < 3000 && kept() != std::vector<std::string>{"bowball-20260724T120000Z"}; ++i) std::this_thread::sleep_for(10ms);
    EXPECT_EQ(kept(), std::vector<std::string>{"bowball-20260724T120000Z"}) << "the thread that hung went on by itself";
}

TEST_F(BackupRhythmTest, NothingIsRemovedUnlessTheConfigurationSaysSo) {
    for (int day = 0; day < 100; ++day) fs::create_directories(place() + "/" + name_of(day, 0));
    {
        BackupRhythm rhythm{terms()};
        rhythm.start();
        rhythm.stop();
    }
    const auto all = kept().size();
    EXPECT_GE(all, 101u);
    {
        BackupRhythm rhythm{terms(92)};
        rhythm.start();
        rhythm.stop();
    }
    EXPECT_LT(kept().size(), all);
    EXPECT_GE(kept().size(), 92u);
}

// A slow stick leaves one at each stop, with up to the whole journal in it.
TEST_F(BackupRhythmTest, WhatIsLeftOfBackupsThatDidNotComeToTheirEndGoesAfterADay) {
    const auto left = [&](WallTime at) {
        const auto part = place() + "/" + backup_name(at) + ".part";
        fs::create_directories(part);
        std::ofstream{part + "/journal.sqlite"} << "half of it";
        return part;
    };
    const auto old = left(noon - 25h);
    const auto under_way = left(noon - 23h);
    fs::create_directories(place() + "/holiday.part");
    std::ostringstream said;
    auto log = std::make_shared<spdlog::logger>("backup", std::make_shared<spdlog::sinks::ostream_sink_mt>(said));
    const auto run = [&](std::int32_t keep_days) {
        auto with = terms(keep_days);
        with.log = log;
        BackupRhythm rhythm{std::move(with)};
        rhythm.start();
        rhythm.stop();
    };
    run(0);
    EXPECT_TRUE(fs::exists(old)) << "nothing is removed unless the configuration says so";
    EXPECT_NE(said.str().find("(1 of them)"), std::string::npos) << said.str();
    run(92);
    EXPECT_FALSE(fs::exists(old));
    EXPECT_NE(said.str().find(old + " was removed"), std::string::npos) << said.str();
    EXPECT_TRUE(fs::exists(under_way)) << "another server's, perhaps";
    EXPECT_TRUE(fs::exists(place() + "/holiday.part"));
}

// The data folder was lost, and the server began anew: by the evening its many backups had driven out those of the morning's journal.
TEST_F(BackupRhythmTest, AJournalThatBeganAnewDrivesOutNoBackupOfTheOneBefore) {
    fs::create_directories(folder / "lost");
    { const auto lost = journal::open_sqlite_journal((folder / "lost" / "journal.sqlite").string()).value(); }
    const auto of_the_morning = make_backup((folder / "lost").string(), place(), noon - 3h).value().folder;
    for (int i = 0; i < 30; ++i) ASSERT_TRUE(make_backup((folder / "data").string(), place(), noon - 1h + i * 1min).has_value());
    {
        BackupRhythm rhythm{terms(92)};
        rhythm.start();
        rhythm.stop();
    }
    EXPECT_TRUE(fs::exists(of_the_morning));
    EXPECT_EQ(kept().size(), 1u + 24u);
}

// A computer without a clock of its own wakes in the past: what it makes is the oldest by its name.
TEST_F(BackupRhythmTest, WhatWasJustMadeStaysWhateverTheTimeOfDayIs) {
    for (int i = 0; i < 30; ++i) ASSERT_TRUE(make_backup((folder / "data").string(), place(), noon + 1h + i * 1min).has_value());
    {
        BackupRhythm rhythm{terms(92)};
        rhythm.start();
        rhythm.stop();
    }
    EXPECT_EQ(kept().front().substr(0, 22), "bowball-20260724T12000") << "in the morning of that day";
    EXPECT_EQ(kept().size(), 1u + 24u);
}

}  // namespace backups_test
}  // namespace bowball
