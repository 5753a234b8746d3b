// A journal on a disk that takes its time, or does not answer at all.
#include "journal/patient_journal.hpp"

#include <gtest/gtest.h>
#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <thread>

#include "gate.hpp"
#include "shaky_disk.hpp"

namespace bowball::journal {
namespace patient_journal_test {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

std::vector<engine::Entry> entries(std::uint64_t first, std::uint64_t last) {
    std::vector<engine::Entry> made;
    for (auto seq = first; seq <= last; ++seq) made.push_back({Seq{seq}, RaceTime{}, WallTime{}, {{"Anna", Role::judge}, "", ""}, engine::RaceCalled{RaceId{7}}});
    return made;
}

EntriesToSpill to_spill(std::uint64_t first, std::uint64_t last) { return std::make_shared<const std::vector<engine::Entry>>(entries(first, last)); }

std::ptrdiff_t lines_in(const std::string& file) {
    std::ifstream lines{file};
    return std::count(std::istreambuf_iterator<char>{lines}, {}, '\n');
}

class SlowDisk : public testing::Test {
protected:
    void SetUp() override {
        folder = fs::temp_directory_path() / ("bowball-slow-" + std::string{testing::UnitTest::GetInstance()->current_test_info()->name()} + "-" + std::to_string(::getpid()));
        fs::create_directories(folder);
        file = (folder / "journal.sqlite").string();
        disk.fault = [this](ShakyDisk::Call call) {
            if (call != ShakyDisk::Call::sync) return SQLITE_OK;
            gate.pass();
            return std::exchange(next_sync, SQLITE_OK);
        };
        open();
    }
    void TearDown() override {
        gate.set(true);
        journal.reset();
        ASSERT_TRUE(opens_again()) << "threads that hung hold it";   // nor may they outlive the disk
        fs::remove_all(folder);
    }
    void open() { journal = make_patient_journal(open_sqlite_journal(file).value(), {.append = milliseconds{50}, .marker = milliseconds{2000}, .spill = milliseconds{300}, .closing = milliseconds{200}}); }
    [[nodiscard]] bool opens_again() const {
        for (int i = 0; i < 500; ++i) {
            if (open_sqlite_journal(file)) return true;
            std::this_thread::sleep_for(milliseconds{20});
        }
        return false;
    }
    /// Tries as a race does, until it works; false if it never does.
    bool comes(std::uint64_t first, std::uint64_t last) {
        for (int i = 0; i < 500; ++i) {
            if (journal->append(entries(first, last))) return true;
            std::this_thread::sleep_for(milliseconds{20});
        }
        return false;
    }
    void expect_whole(std::uint64_t count) {
        journal.reset();
        ASSERT_TRUE(opens_again());
        const auto verified = verify_sqlite_journal(file).value();
        EXPECT_EQ(verified.entries, count);
        EXPECT_EQ(verified.first_bad, std::nullopt) << verified.why;
    }

    fs::path folder;
    std::string file;
    Gate gate;
    ShakyDisk disk;
    int next_sync = SQLITE_OK;   ///< of the thread that writes, and of the test while that waits
    std::unique_ptr<Journal> journal;
};

TEST_F(SlowDisk, OneThatAnswersIsWaitedFor) {
    ASSERT_TRUE(comes(1, 3));
    EXPECT_EQ(journal->head().seq, Seq{3});
    std::vector<std::uint64_t> read;
    ASSERT_TRUE(journal->read(Seq{2}, [&](engine::Entry&& entry) { read.push_back(entry.seq.value()); }).has_value());
    EXPECT_EQ(read, (std::vector<std::uint64_t>{2, 3}));
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
    EXPECT_NE(first.error().text.find("has not answered for 0."), std::string::npos) << first.error().text;
    EXPECT_FALSE(journal->append(entries(2, 4)).has_value());
    EXPECT_EQ(journal->head().seq, Seq{1}) << "what is under way is not in the journal";
    EXPECT_FALSE(journal->read(Seq{1}, [](engine::Entry&&) {}).has_value()) << "nor may it be read while a thread writes";
}

// Each second it had been waited for anew, and a recall behind it.
TEST_F(SlowDisk, AfterALateOneNobodyWaitsUntilOneWasOnTime) {
    journal.reset();
    journal = make_patient_journal(open_sqlite_journal(file).value(), {.append = milliseconds{1500}, .after_late = milliseconds{1}, .marker = milliseconds{2000}, .spill = milliseconds{300}, .closing = milliseconds{200}});
    ASSERT_TRUE(comes(1, 1));
    gate.slow([] { return milliseconds{3000}; });
    ASSERT_FALSE(journal->append(entries(2, 2)).has_value()) << "the first one is waited for";
    gate.set(false);
    auto second = journal->append(entries(2, 3));
    for (int i = 0; i < 500 && journal->head().seq == Seq{1}; ++i) {
        std::this_thread::sleep_for(milliseconds{20});
        second = journal->append(entries(2, 3));
    }
    ASSERT_EQ(journal->head().seq, Seq{2}) << "that one came late";
    ASSERT_FALSE(second.has_value());
    EXPECT_NE(second.error().text.find("has not answered for 0."), std::string::npos) << "nobody waited 1.5 s: " << second.error().text;
    gate.slow({});
    gate.set(true);
    ASSERT_TRUE(comes(2, 3));
    gate.slow([] { return milliseconds{200}; });
    EXPECT_TRUE(journal->append(entries(4, 4)).has_value()) << "one was on time, and they are waited for again";
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
    expect_whole(7);
}

TEST_F(SlowDisk, OneThatFailsInTheEndIsTriedAgain) {
    ASSERT_TRUE(comes(1, 1));
    gate.set(false);
    ASSERT_FALSE(journal->append(entries(2, 3)).has_value());
    gate.wait_for_one();
    next_sync = SQLITE_IOERR_FSYNC;
    gate.set(true);
    auto failure = journal->append(entries(2, 3));
    for (int i = 0; i < 500 && !failure && failure.error().text.find("not answered") != std::string::npos; ++i) {
        std::this_thread::sleep_for(milliseconds{20});
        failure = journal->append(entries(2, 3));
    }
    ASSERT_FALSE(failure.has_value()) << "who asks next is told that it failed";
    EXPECT_EQ(journal->head().seq, Seq{1});
    ASSERT_TRUE(comes(2, 3));
    ASSERT_TRUE(comes(4, 4));
    expect_whole(4);
}

TEST_F(SlowDisk, AStopDoesNotWaitForItAndWhatIsNotWrittenIsSpilledElsewhere) {
    ASSERT_TRUE(comes(1, 1));
    gate.set(false);
    ASSERT_FALSE(journal->append(entries(2, 3)).has_value());
    const auto spilled = journal->spill(to_spill(2, 4));
    ASSERT_TRUE(spilled.has_value()) << spilled.error().text;
    EXPECT_NE(fs::path{*spilled}.parent_path(), folder) << "not on the disk that hangs";
    EXPECT_EQ(lines_in(*spilled), 3);
    fs::remove(*spilled);
    journal.reset();   // returns though the disk hangs
    EXPECT_FALSE(open_sqlite_journal(file).has_value()) << "what is under way holds the file until it is over";
}

TEST_F(SlowDisk, OneThatRefusesIsAskedForASpillFirst) {
    ASSERT_TRUE(comes(1, 1));
    const auto spilled = journal->spill(to_spill(2, 4));
    ASSERT_TRUE(spilled.has_value()) << spilled.error().text;
    EXPECT_EQ(*spilled, file + ".not-recorded-from-2.jsonl");
    EXPECT_EQ(lines_in(*spilled), 3);
}

TEST_F(SlowDisk, TheClosingOfTheFileMayHangToo) {
    ASSERT_TRUE(comes(1, 3));
    gate.set(false);
    journal.reset();   // the WAL goes into the file, and its sync hangs
    gate.wait_for_one();
    gate.set(true);
    ASSERT_TRUE(opens_again());
    EXPECT_EQ(open_sqlite_journal(file).value()->head().seq, Seq{3});
}

TEST_F(SlowDisk, AServerThatIsKilledThenIsFollowedByANewEpoch) {
    ASSERT_TRUE(comes(1, 1));
    const auto epoch = journal->epoch();
    journal->note_unrecorded(true);
    journal.reset();
    open();
    EXPECT_NE(journal->epoch(), epoch);
    EXPECT_NE(journal->trouble_at_opening().find("NOT RECORDED"), std::string::npos);
    const auto second = journal->epoch();
    journal->note_unrecorded(true);
    journal->note_unrecorded(false);
    journal.reset();
    open();
    EXPECT_EQ(journal->epoch(), second) << "all was written after all";
}

/// A journal whose marker is on a disk that hangs.
class HangingMarker final : public Journal {
public:
    HangingMarker(Gate& gate, std::shared_ptr<std::vector<bool>> marks) : gate_(gate), marks_(std::move(marks)) {}
    Result<void> append(std::span<const engine::Entry> entries) override {
        if (std::exchange(throws, false)) throw std::bad_alloc{};
        return inner_->append(entries);
    }
    Head head() const override { return inner_->head(); }
    Result<void> read(Seq first, const std::function<void(engine::Entry&&)>& visit) const override { return inner_->read(first, visit); }
    const std::string& epoch() const override { return inner_->epoch(); }
    void note_unrecorded(bool waiting) override {
        gate_.pass();
        marks_->push_back(waiting);
    }
    Result<std::string> spill_beside(std::span<const engine::Entry>) const override { return gate_.pass(), Result<std::string>{"never"}; }
    bool throws = false;

private:
    Gate& gate_;
    std::shared_ptr<std::vector<bool>> marks_;
    std::unique_ptr<Journal> inner_ = make_memory_journal();
};

// A mark for each of a thousand wishes would have waited behind one that hangs.
TEST(PatientJournal, AMarkerThatHangsIsFollowedByTheNewestWishAlone) {
    Gate gate;
    gate.set(false);
    const auto marks = std::make_shared<std::vector<bool>>();
    auto journal = make_patient_journal(std::make_unique<HangingMarker>(gate, marks), {.append = milliseconds{60'000}, .marker = milliseconds{1}, .spill = milliseconds{20}, .closing = milliseconds{60'000}});
    for (int i = 0; i < 1000; ++i) journal->note_unrecorded(i % 2 == 0);
    EXPECT_TRUE(journal->append(entries(1, 1)).has_value()) << "entries do not wait for a marker";
    const auto spilled = journal->spill(to_spill(2, 2));
    ASSERT_FALSE(spilled.has_value());
    EXPECT_NE(spilled.error().text.find("No disk answers"), std::string::npos) << spilled.error().text;
    gate.set(true);
    for (int i = 0; i < 200; ++i) {
        EXPECT_TRUE(journal->append({}).has_value());
        std::this_thread::sleep_for(milliseconds{2});
    }
    journal.reset();
    EXPECT_EQ(*marks, (std::vector<bool>{true, false}));
}

/// A journal whose disk hangs at a spill and then refuses, with another place to write to.
class HangingSpill final : public Journal {
public:
    HangingSpill(Gate& gate, std::shared_ptr<int> elsewhere) : gate_(gate), elsewhere_(std::move(elsewhere)) {}
    Result<void> append(std::span<const engine::Entry>) override { return Error{errc::io_failed, "the disk is full"}; }
    Head head() const override { return {}; }
    Result<void> read(Seq, const std::function<void(engine::Entry&&)>&) const override { return {}; }
    const std::string& epoch() const override { return epoch_; }
    Result<std::string> spill_beside(std::span<const engine::Entry>) const override { return gate_.pass(), Error{errc::io_failed, "an I/O error"}; }
    Result<std::string> spill_elsewhere(std::span<const engine::Entry>) const override { return ++*elsewhere_, std::string{"elsewhere"}; }

private:
    Gate& gate_;
    std::shared_ptr<int> elsewhere_;
    std::string epoch_ = "an epoch";
};

// The file had been named to people as the one to keep, and the thread that had hung opened it again to write it anew.
TEST(PatientJournal, ADiskThatHangsAtASpillAndThenRefusesLeavesTheFileElsewhereAlone) {
    Gate gate;
    gate.set(false);
    const auto elsewhere = std::make_shared<int>(0);
    const auto journal = make_patient_journal(std::make_unique<HangingSpill>(gate, elsewhere), {.append = milliseconds{60'000}, .marker = milliseconds{60'000}, .spill = milliseconds{50}});
    EXPECT_EQ(journal->spill(to_spill(2, 4)).value(), "elsewhere");
    gate.set(true);
    journal->note_unrecorded(true);   // behind the one that hung
    EXPECT_EQ(*elsewhere, 1);
}

TEST(PatientJournal, AnAppendThatThrowsHasFailedAndTheNextIsTaken) {
    Gate gate;
    auto inner = std::make_unique<HangingMarker>(gate, std::make_shared<std::vector<bool>>());
    inner->throws = true;
    const auto journal = make_patient_journal(std::move(inner), {.append = milliseconds{60'000}});
    const auto thrown = journal->append(entries(1, 2));
    ASSERT_FALSE(thrown.has_value());
    EXPECT_NE(thrown.error().text.find("bad_alloc"), std::string::npos) << thrown.error().text;
    ASSERT_TRUE(journal->append(entries(1, 3)).has_value());
    EXPECT_EQ(journal->head().seq, Seq{3});
}

}  // namespace patient_journal_test
}  // namespace bowball::journal
