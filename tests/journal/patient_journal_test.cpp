// A journal on a disk that takes its time, or does not answer at all.
#include "journal/patient_journal.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <mutex>

#include "shaky_disk.hpp"

namespace bowball::journal {
namespace {

namespace fs = std::filesystem;

/// Where the threads of a journal wait while the disk hangs.
class Gate {
public:
    void pass() {
        std::unique_lock lock{mutex_};
        opened_.wait(lock, [this] { return is_open_; });
    }
    void set(bool open) {
        const std::lock_guard lock{mutex_};
        is_open_ = open;
        opened_.notify_all();
    }

private:
    std::mutex mutex_;
    std::condition_variable opened_;
    bool is_open_ = true;
};

class SlowDisk : public testing::Test {
protected:
    void SetUp() override {
        folder = fs::temp_directory_path() / ("bowball-slow-" + std::string{testing::UnitTest::GetInstance()->current_test_info()->name()} + "-" + std::to_string(::getpid()));
        fs::create_directories(folder);
        file = (folder / "journal.sqlite").string();
        disk.fault = [this](ShakyDisk::Call call) {
            if (call == ShakyDisk::Call::sync) gate.pass();
            return 0;
        };
        journal = make_patient_journal(open_sqlite_journal(file).value(), std::chrono::milliseconds{50});
    }
    void TearDown() override {
        gate.set(true);
        journal.reset();
        fs::remove_all(folder);
    }

    static std::vector<engine::Entry> entries(std::uint64_t first, std::uint64_t last) {
        std::vector<engine::Entry> made;
        for (auto seq = first; seq <= last; ++seq) made.push_back({Seq{seq}, RaceTime{}, WallTime{}, {{"Anna", Role::judge}, "", ""}, engine::RaceCalled{RaceId{7}}});
        return made;
    }
    /// Tries as a race does, until it works; false if it never does.
    bool comes(std::uint64_t first, std::uint64_t last) {
        for (int i = 0; i < 200; ++i) {
            if (journal->append(entries(first, last))) return true;
            ::usleep(20'000);
        }
        return false;
    }

    fs::path folder;
    std::string file;
    Gate gate;
    ShakyDisk disk;
    std::unique_ptr<Journal> journal;
};

TEST_F(SlowDisk, OneThatAnswersIsWaitedFor) {
    ASSERT_TRUE(comes(1, 3));
    EXPECT_EQ(journal->head().seq, Seq{3});
    journal.reset();
    const auto again = open_sqlite_journal(file);
    ASSERT_TRUE(again.has_value()) << "its lock went with it: " << again.error().text;
    EXPECT_EQ((*again)->head().seq, Seq{3});
}

TEST_F(SlowDisk, WhoAppendsIsToldAndDoesNotWait) {
    ASSERT_TRUE(comes(1, 1));
    gate.set(false);
    const auto first = journal->append(entries(2, 3));
    ASSERT_FALSE(first.has_value());
    EXPECT_EQ(first.error().code, errc::io_failed);
    EXPECT_NE(first.error().text.find("has not answered"), std::string::npos) << first.error().text;
    EXPECT_FALSE(journal->append(entries(2, 4)).has_value());
    EXPECT_EQ(journal->head().seq, Seq{1}) << "what is under way is not in the journal";
}

TEST_F(SlowDisk, WhatCameToItAfterAllIsNotWrittenTwiceAndTheRestIs) {
    ASSERT_TRUE(comes(1, 1));
    gate.set(false);
    ASSERT_FALSE(journal->append(entries(2, 3)).has_value());
    ASSERT_FALSE(journal->append(entries(2, 6)).has_value()) << "it waits, in the order of the race";
    gate.set(true);
    ASSERT_TRUE(comes(2, 6));
    EXPECT_EQ(journal->head().seq, Seq{6});
    ASSERT_TRUE(comes(7, 7));
    journal.reset();
    const auto verified = verify_sqlite_journal(file).value();
    EXPECT_EQ(verified.entries, 7u);
    EXPECT_EQ(verified.first_bad, std::nullopt) << verified.why;
}

TEST_F(SlowDisk, OneThatFailsInTheEndIsTriedAgain) {
    ASSERT_TRUE(comes(1, 1));
    gate.set(false);
    ASSERT_FALSE(journal->append(entries(2, 3)).has_value());
    bool fails = true;
    disk.fault = [&](ShakyDisk::Call call) { return call == ShakyDisk::Call::write && std::exchange(fails, false) ? 10 | (3 << 8) /* SQLITE_IOERR_WRITE */ : 0; };
    gate.set(true);
    ASSERT_TRUE(comes(2, 3));
    ASSERT_TRUE(comes(4, 4));
    EXPECT_EQ(journal->head().seq, Seq{4});
}

/// A disk that fails while nobody is waiting for it says so to the next one who asks.
TEST_F(SlowDisk, AStopDoesNotWaitForItAndWhatIsNotWrittenIsSpilled) {
    ASSERT_TRUE(comes(1, 1));
    gate.set(false);
    ASSERT_FALSE(journal->append(entries(2, 3)).has_value());
    const auto spilled = journal->spill(entries(2, 3));
    ASSERT_TRUE(spilled.has_value()) << spilled.error().text;
    std::ifstream lines{*spilled};
    EXPECT_EQ(std::count(std::istreambuf_iterator<char>{lines}, {}, '\n'), 2);
    fs::remove(*spilled);
    journal.reset();   // returns though the disk hangs
}

TEST_F(SlowDisk, AServerThatIsKilledThenIsFollowedByANewEpoch) {
    ASSERT_TRUE(comes(1, 1));
    const auto epoch = journal->epoch();
    journal->note_unrecorded(true);
    journal.reset();
    journal = make_patient_journal(open_sqlite_journal(file).value());
    EXPECT_NE(journal->epoch(), epoch);
    EXPECT_NE(journal->trouble_at_opening().find("NOT RECORDED"), std::string::npos);
}

}  // namespace
}  // namespace bowball::journal
