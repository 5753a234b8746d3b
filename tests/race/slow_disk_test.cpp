// Races on a disk that does not answer, or answers late: what is shown, what is said of it, and what is in the journal afterwards.
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <future>
#include <thread>

#include "gate.hpp"
#include "journal/patient_journal.hpp"
#include "race/race_loop.hpp"
#include "shaky_disk.hpp"

namespace bowball::race {
namespace slow_disk_test {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

class SlowDiskRace : public testing::Test {
protected:
    void SetUp() override {
        folder = fs::temp_directory_path() / ("bowball-slow-race-" + std::string{testing::UnitTest::GetInstance()->current_test_info()->name()} + "-" + std::to_string(::getpid()));
        fs::create_directories(folder);
        file = (folder / "journal.sqlite").string();
        disk.fault = [this](ShakyDisk::Call call) {
            if (call == ShakyDisk::Call::sync) gate.pass();
            return SQLITE_OK;
        };
    }
    void TearDown() override {
        gate.set(true);
        gate.slow({});
        race.reset();
        journal.reset();
        ASSERT_TRUE(opens_again());
        fs::remove_all(folder);
    }
    [[nodiscard]] bool opens_again() const {
        for (int i = 0; i < 500; ++i) {
            if (journal::open_sqlite_journal(file)) return true;
            std::this_thread::sleep_for(milliseconds{20});
        }
        return false;
    }
    void open_journal(journal::Patience patience) { journal = journal::make_patient_journal(journal::open_sqlite_journal(file).value(), patience); }
    void open(journal::Patience patience, std::size_t most_unwritten = limits::unwritten_entries) {
        open_journal(patience);
        Options options;
        options.now = [] { return Now{RaceTime{1000s}, WallTime{}}; };
        options.publish = [this](const Batch& batch) { published.push_back(batch); };
        options.committed = [this](const DeviceName& device, std::uint64_t mark) { committed.push_back(device + " " + std::to_string(mark)); };
        options.most_unwritten = most_unwritten;
        race = Race::open(*journal, std::move(options)).value();
    }
    engine::Outcome order(const std::string& name) {
        engine::Outcome outcome = Error{errc::bad_input, "no answer"};
        race->submit({engine::OpenMeet{name, "", 2000}, {{"Anna", Role::admin}, name, {}}, [&](engine::Outcome got) { outcome = std::move(got); }});
        race->drain();
        return outcome;
    }
    bool catches_up() {
        for (int i = 0; i < 1000; ++i) {
            if (race->catch_up()) return true;
            std::this_thread::sleep_for(milliseconds{10});
        }
        return false;
    }
    [[nodiscard]] std::vector<std::uint64_t> on_the_log() const {
        std::vector<std::uint64_t> seqs;
        for (const auto& batch : published) {
            for (const auto& entry : batch.entries) seqs.push_back(entry.seq.value());
        }
        return seqs;
    }
    [[nodiscard]] views::HealthView health() const { return std::get<views::HealthView>(race->health().view); }
    void expect_whole(std::uint64_t count) {
        race.reset();
        journal.reset();
        ASSERT_TRUE(opens_again());
        const auto verified = journal::verify_sqlite_journal(file).value();
        EXPECT_EQ(verified.entries, count);
        EXPECT_EQ(verified.first_bad, std::nullopt) << verified.why;
    }

    static constexpr journal::Patience impatient{.append = milliseconds{40}, .marker = milliseconds{2000}, .spill = milliseconds{2000}, .closing = milliseconds{300}};
    fs::path folder;
    std::string file;
    Gate gate;
    ShakyDisk disk;
    std::unique_ptr<journal::Journal> journal;
    std::unique_ptr<Race> race;
    std::vector<Batch> published;
    std::vector<std::string> committed;
};

TEST_F(SlowDiskRace, OnADiskThatHangsItGoesOnFromMemoryAndAllIsWrittenOnceAndInOrder) {
    open(impatient);
    ASSERT_TRUE(order("before").value().recorded);
    gate.set(false);
    race->observe({"toolkit", HostTime{}, ImpulsesMissed{1, "for the test"}});
    race->observe({"toolkit", HostTime{}, CommitMark{1}});
    const auto first = order("while it hangs");
    ASSERT_TRUE(first.has_value());
    EXPECT_FALSE(first->recorded) << "an official must not be told that this is safe";
    EXPECT_FALSE(published.back().recorded) << "said in the batch in which it happens";
    EXPECT_FALSE(health().recorded);
    EXPECT_NE(health().journal_text.find("has not answered"), std::string::npos) << health().journal_text;
    for (int i = 0; i < 20; ++i) {
        const auto more = order("meet " + std::to_string(i));
        ASSERT_TRUE(more.has_value());
        EXPECT_FALSE(more->recorded);
        EXPECT_EQ(race->state().name, "meet " + std::to_string(i)) << "judging goes on";
        EXPECT_FALSE(published.back().views.empty()) << "so does showing";
        EXPECT_FALSE(race->catch_up());
    }
    EXPECT_TRUE(order("before").value().recorded) << "that one is in the journal, whatever the disk does now";
    EXPECT_EQ(on_the_log(), std::vector<std::uint64_t>{1}) << "the public log waits";
    EXPECT_TRUE(committed.empty()) << "a device that is told forgets what it sent";
    gate.set(true);
    ASSERT_TRUE(catches_up());
    EXPECT_TRUE(order("after").value().recorded);
    EXPECT_TRUE(published.back().recorded);
    EXPECT_EQ(committed, std::vector<std::string>{"toolkit 1"});
    const auto newest = race->state().head.value();
    std::vector<std::uint64_t> all(newest);
    for (std::uint64_t i = 0; i < newest; ++i) all[i] = i + 1;
    EXPECT_EQ(on_the_log(), all);
    expect_whole(newest);
}

TEST_F(SlowDiskRace, WhatWaitsForADiskThatHangsIsBoundedAndTakenAgainAfterwards) {
    open(impatient, 5);
    ASSERT_TRUE(order("before").has_value());
    gate.set(false);
    for (int i = 0; i < 5; ++i) ASSERT_TRUE(order("meet " + std::to_string(i)).has_value());
    EXPECT_EQ(order("one more").error().code, errc::too_many);
    RawImpulse impulse;
    impulse.channel = "Finish";
    EXPECT_FALSE(race->observe({"toolkit", HostTime{}, impulse}));
    EXPECT_NE(health().journal_text.find("Memory is full"), std::string::npos) << health().journal_text;
    EXPECT_EQ(health().unwritten, 5u);
    EXPECT_EQ(health().refused, 2u);
    gate.set(true);
    ASSERT_TRUE(catches_up());
    EXPECT_FALSE(race->observe({"toolkit", HostTime{}, CommitMark{1}})) << "what came before this mark was refused";
    ASSERT_TRUE(order("one more").has_value());
    expect_whole(7);
}

// With the patience of life: each sync takes 50 to 500 ms, so that some appends are late and some are not.
TEST_F(SlowDiskRace, OnADiskThatTakesHalfASecondForASyncNothingIsMissing) {
    open({});
    gate.slow([sync = 0]() mutable { return milliseconds{std::array{50, 500, 120, 300}[static_cast<std::size_t>(sync++ % 4)]}; });
    auto late = 0;
    for (int i = 0; i < 20; ++i) {
        const auto done = order("meet " + std::to_string(i));
        ASSERT_TRUE(done.has_value()) << done.error().text;
        EXPECT_EQ(published.back().recorded, race->unwritten() == 0);
        EXPECT_EQ(done->recorded, published.back().recorded);
        late += published.back().recorded ? 0 : 1;
        std::this_thread::sleep_for(milliseconds{150});
        std::ignore = race->catch_up();
    }
    EXPECT_GT(late, 0);
    EXPECT_LT(late, 20);
    ASSERT_TRUE(catches_up());
    EXPECT_EQ(on_the_log().size(), 20u);
    EXPECT_TRUE(std::ranges::is_sorted(on_the_log()));
    expect_whole(20);
}

// Its every commit is late, and more comes before the next look: what it has was never said to be recorded, and no device heard of it.
TEST_F(SlowDiskRace, OnADiskThatIsLateEachTimeTheLogGoesOnAndDevicesHearWhatIsStored) {
    open(impatient);
    gate.slow([] { return milliseconds{80}; });
    ASSERT_TRUE(order("the first").has_value());
    auto orders = 1;
    for (; on_the_log().size() < 3 && orders < 40; ++orders) {
        race->observe({"toolkit", HostTime{}, CommitMark{static_cast<std::uint64_t>(orders)}});
        ASSERT_TRUE(order("meet " + std::to_string(orders)).has_value());
        std::this_thread::sleep_for(milliseconds{150});
        EXPECT_FALSE(race->catch_up()) << "the newest is on its way";
    }
    EXPECT_EQ(committed.size(), on_the_log().size()) << "each behind one order";
    EXPECT_GE(on_the_log().size(), 3u);
    EXPECT_FALSE(health().recorded);
    ASSERT_TRUE(catches_up());
    EXPECT_EQ(on_the_log().size(), static_cast<std::size_t>(orders));
    EXPECT_TRUE(std::ranges::is_sorted(on_the_log()));
    expect_whole(static_cast<std::uint64_t>(orders));
}

class SlowDiskLoop : public SlowDiskRace {
protected:
    void open_loop(journal::Patience patience) {
        open_journal(patience);
        LoopOptions options;
        options.publish = [this](const Batch& batch) { published.push_back(batch); };
        options.alarm = [this](const std::string& text) { alarms.push_back(text); };
        loop = RaceLoop::open(*journal, io::Clock{}, std::move(options)).value();
        loop->start();
    }
    engine::Accepted submit(const std::string& name) {
        std::promise<engine::Outcome> answer;
        loop->submit({engine::OpenMeet{name, "", 2000}, {{"Anna", Role::admin}, {}, {}}, [&](engine::Outcome got) { answer.set_value(std::move(got)); }});
        return answer.get_future().get().value();
    }
    std::vector<std::string> alarms;   ///< of the race's thread, and of the test when that has ended
    std::unique_ptr<RaceLoop> loop;
};

TEST_F(SlowDiskLoop, AStopWhileItHangsEndsAndSpillsWhatIsNotWritten) {
    open_loop(impatient);
    ASSERT_TRUE(submit("before").recorded);
    gate.set(false);
    EXPECT_FALSE(submit("while it hangs").recorded);
    EXPECT_FALSE(submit("and another one").recorded);
    loop->stop();   // returns though the disk hangs
    ASSERT_EQ(alarms.size(), 1u);
    EXPECT_NE(alarms[0].find("2 entries from 3 on"), std::string::npos) << alarms[0];
    const auto at = alarms[0].find("are in ") + 7;
    const auto spilled = alarms[0].substr(at, alarms[0].find(". Keep that file") - at);
    EXPECT_NE(fs::path{spilled}.parent_path(), folder) << "not on the disk that hangs";
    std::ifstream in{spilled};
    std::string first, second, third;
    std::getline(in, first);
    std::getline(in, second);
    EXPECT_NE(first.find("while it hangs"), std::string::npos) << first;
    EXPECT_NE(second.find("and another one"), std::string::npos) << second;
    EXPECT_FALSE(std::getline(in, third)) << third;
    fs::remove(spilled);
    const auto epoch = journal->epoch();
    loop.reset();
    journal.reset();
    gate.set(true);
    ASSERT_TRUE(opens_again());   // it has begun a new epoch, and this is the same one
    EXPECT_NE(journal::open_sqlite_journal(file).value()->epoch(), epoch);
}

// At a stop a disk that is slow has its time: nobody wants a file of what would have been written a moment later.
TEST_F(SlowDiskLoop, AStopWaitsForADiskThatIsSlow) {
    open_loop(impatient);
    ASSERT_TRUE(submit("before").recorded);
    gate.slow([] { return milliseconds{300}; });
    EXPECT_FALSE(submit("one that takes long").recorded);
    EXPECT_FALSE(submit("and another one").recorded);
    loop->stop();
    EXPECT_EQ(alarms, std::vector<std::string>{});
    EXPECT_EQ(journal->head().seq, Seq{4});
    loop.reset();
    expect_whole(4);
}

}  // namespace slow_disk_test
}  // namespace bowball::race
