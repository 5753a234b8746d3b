#include "journal/journal.hpp"

#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "shaky_disk.hpp"
#include "synced.hpp"

namespace bowball::journal {
namespace journal_test {

namespace fs = std::filesystem;

/// A folder of its own for each test, gone afterwards.
class JournalFile : public testing::Test {
protected:
    void SetUp() override {
        const auto* test = testing::UnitTest::GetInstance()->current_test_info();
        folder_ = fs::temp_directory_path() / (std::string{"bowball-journal-"} + test->name() + "-" + std::to_string(::getpid()));
        fs::create_directories(folder_);
        file = (folder_ / "journal.sqlite").string();
    }
    void TearDown() override { fs::remove_all(folder_); }
    std::string file;

private:
    fs::path folder_;
};

engine::Entry entry(std::uint64_t seq) {
    return {Seq{seq}, RaceTime{Duration{static_cast<std::int64_t>(seq)}}, WallTime{}, {{"Anna", Role::judge}, "id-" + std::to_string(seq), ""}, engine::RaceCalled{RaceId{7}}};
}

std::vector<engine::Entry> entries(std::uint64_t first, std::uint64_t count) {
    std::vector<engine::Entry> made;
    for (auto seq = first; seq < first + count; ++seq) made.push_back(entry(seq));
    return made;
}

std::vector<std::uint64_t> numbers(const Journal& journal) {
    std::vector<std::uint64_t> found;
    EXPECT_TRUE(journal.read(Seq{1}, [&](engine::Entry&& e) { found.push_back(e.seq.value()); }).has_value());
    return found;
}

void sql(const std::string& file, const char* statement) {
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(file.c_str(), &database), SQLITE_OK);
    ASSERT_EQ(sqlite3_exec(database, statement, nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(database);
    sqlite3_close(database);
}

TEST_F(JournalFile, WhatWasWrittenIsThereAfterOpeningAgain) {
    std::string epoch;
    {
        const auto journal = open_sqlite_journal(file).value();
        epoch = journal->epoch();
        ASSERT_TRUE(journal->append(entries(1, 3)).has_value());
        ASSERT_TRUE(journal->append(entries(4, 2)).has_value());
        EXPECT_EQ(journal->head().seq, Seq{5});
    }
    const auto journal = open_sqlite_journal(file).value();
    EXPECT_EQ(journal->head().seq, Seq{5});
    EXPECT_EQ(journal->epoch(), epoch);
    EXPECT_EQ(numbers(*journal), (std::vector<std::uint64_t>{1, 2, 3, 4, 5}));
    journal->read(Seq{4}, [](engine::Entry&& e) { EXPECT_EQ(e, entry(e.seq.value())); }).value();
}

TEST_F(JournalFile, ABatchIsWrittenWhollyOrNotAtAll) {
    const auto journal = open_sqlite_journal(file).value();
    auto batch = entries(1, 3);
    batch[2].seq = Seq{9};
    EXPECT_FALSE(journal->append(batch).has_value());
    EXPECT_EQ(journal->head().seq, Seq{0});
    EXPECT_TRUE(numbers(*journal).empty());
    EXPECT_TRUE(journal->append(entries(1, 3)).has_value()) << "and may be tried again";
}

TEST_F(JournalFile, TwoServersCannotWriteOneJournal) {
    const auto journal = open_sqlite_journal(file).value();
    const auto second = open_sqlite_journal(file);
    ASSERT_FALSE(second.has_value());
    EXPECT_NE(second.error().text.find("in use by another Bowball server"), std::string::npos);
    EXPECT_TRUE(open_sqlite_journal_to_read(file).has_value()) << "reading is always possible";
}

TEST_F(JournalFile, TheMemoryJournalHasTheSameChain) {
    const auto on_disk = open_sqlite_journal(file).value();
    const auto in_memory = make_memory_journal();
    ASSERT_TRUE(on_disk->append(entries(1, 10)).has_value());
    ASSERT_TRUE(in_memory->append(entries(1, 10)).has_value());
    EXPECT_EQ(on_disk->head().hash, in_memory->head().hash);
}

TEST_F(JournalFile, VerifyNamesTheFirstBadEntry) {
    { ASSERT_TRUE(open_sqlite_journal(file).value()->append(entries(1, 20)).has_value()); }
    EXPECT_EQ(verify_sqlite_journal(file)->first_bad, std::nullopt);
    EXPECT_EQ(verify_sqlite_journal(file)->entries, 20u);
    sql(file, "UPDATE entries SET entry=replace(entry,'Anna','Bert') WHERE seq=12");
    EXPECT_EQ(verify_sqlite_journal(file)->first_bad, Seq{12});
    sql(file, "UPDATE entries SET entry=replace(entry,'Bert','Anna') WHERE seq=12; DELETE FROM entries WHERE seq=5");
    const auto gap = verify_sqlite_journal(file).value();
    EXPECT_EQ(gap.first_bad, Seq{5});
    EXPECT_NE(gap.why.find("missing"), std::string::npos);
}

TEST_F(JournalFile, AnUnreadableRowStopsTheWalkAndSaysWhich) {
    { ASSERT_TRUE(open_sqlite_journal(file).value()->append(entries(1, 3)).has_value()); }
    sql(file, "UPDATE entries SET entry='{}' WHERE seq=2");
    const auto journal = open_sqlite_journal(file).value();
    const auto read = journal->read(Seq{1}, [](engine::Entry&&) {});
    EXPECT_EQ(read.error().code, errc::corrupt);
    EXPECT_NE(read.error().text.find("entry 2"), std::string::npos);
}

/// Sequence numbers that a walk visits, and what it says is wrong.
struct Walked {
    std::vector<std::uint64_t> seqs;
    std::vector<Flaw> flaws;
};
Walked walk(const Journal& journal) {
    Walked walked;
    EXPECT_TRUE(journal.walk([&](engine::Entry&& e) { walked.seqs.push_back(e.seq.value()); }, [&](Flaw&& flaw) { walked.flaws.push_back(std::move(flaw)); }).has_value());
    return walked;
}

TEST_F(JournalFile, AWalkGoesOnOverBadRowsAndSaysEachOfThem) {
    { ASSERT_TRUE(open_sqlite_journal(file).value()->append(entries(1, 9)).has_value()); }
    EXPECT_TRUE(walk(*open_sqlite_journal(file).value()).flaws.empty());
    sql(file, "UPDATE entries SET entry='{}' WHERE seq=2; DELETE FROM entries WHERE seq=5; UPDATE entries SET entry=replace(entry,'Anna','Bert') WHERE seq=8");
    const auto walked = walk(*open_sqlite_journal(file).value());
    EXPECT_EQ(walked.seqs, (std::vector<std::uint64_t>{1, 3, 4, 6, 7, 8, 9}));
    ASSERT_EQ(walked.flaws.size(), 4u);
    EXPECT_EQ(walked.flaws[0].seq, Seq{2});
    EXPECT_FALSE(walked.flaws[0].is_lost) << "the chain is broken";
    EXPECT_EQ(walked.flaws[1].seq, Seq{2});
    EXPECT_TRUE(walked.flaws[1].is_lost) << "and nobody can read it";
    EXPECT_EQ(walked.flaws[2].seq, Seq{5});
    EXPECT_TRUE(walked.flaws[2].is_lost);
    EXPECT_EQ(walked.flaws[3].seq, Seq{8});
}

TEST_F(JournalFile, OneWhoseLastHashIsNoneIsOpenedAndTheWalkSaysIt) {
    { ASSERT_TRUE(open_sqlite_journal(file).value()->append(entries(1, 9)).has_value()); }
    sql(file, "UPDATE entries SET hash=substr(hash,1,31) WHERE seq=9");
    EXPECT_TRUE(open_sqlite_journal_to_read(file).has_value());
    {
        const auto journal = open_sqlite_journal(file).value();
        const auto walked = walk(*journal);
        EXPECT_EQ(walked.seqs.size(), 9u);
        ASSERT_EQ(walked.flaws.size(), 1u);
        EXPECT_EQ(walked.flaws[0].seq, Seq{9});
        ASSERT_TRUE(journal->append(entries(10, 2)).has_value()) << "and the race goes on";
    }
    EXPECT_EQ(walk(*open_sqlite_journal(file).value()).flaws.size(), 1u) << "nothing that follows is said to be wrong";
    EXPECT_EQ(verify_sqlite_journal(file)->first_bad, Seq{9});
}

TEST_F(JournalFile, VerifyLooksAtTheColumnsBesideTheText) {
    { ASSERT_TRUE(open_sqlite_journal(file).value()->append(entries(1, 9)).has_value()); }
    for (const auto* lie : {"kind='race_armed'", "race=8", "race=NULL", "wall_us=5"}) {
        fs::copy_file(file, file + ".copy", fs::copy_options::overwrite_existing);
        sql(file + ".copy", ("UPDATE entries SET " + std::string{lie} + " WHERE seq=4").c_str());
        const auto found = verify_sqlite_journal(file + ".copy").value();
        EXPECT_EQ(found.first_bad, Seq{4}) << lie;
        EXPECT_NE(found.why.find("column"), std::string::npos);
    }
}

TEST_F(JournalFile, ACutTailIsFoundByTheHeadThatTheServerSaid) {
    Head head;
    {
        const auto journal = open_sqlite_journal(file).value();
        ASSERT_TRUE(journal->append(entries(1, 9)).has_value());
        head = journal->head();
    }
    EXPECT_EQ(verify_sqlite_journal(file, {head})->first_bad, std::nullopt);
    sql(file, "DELETE FROM entries WHERE seq>6");
    EXPECT_EQ(verify_sqlite_journal(file)->first_bad, std::nullopt) << "a shorter chain holds as well";
    EXPECT_EQ(verify_sqlite_journal(file, {head})->first_bad, Seq{7});
    {
        auto others = entries(7, 5);
        others[0].origin.reason = "another story";
        ASSERT_TRUE(open_sqlite_journal(file).value()->append(others).has_value());
    }
    EXPECT_EQ(verify_sqlite_journal(file)->first_bad, std::nullopt);
    EXPECT_EQ(verify_sqlite_journal(file, {head})->first_bad, Seq{9});
}

TEST_F(JournalFile, AnEntryThatCouldNotBeReadBackIsFoundBeforeItIsWritten) {
    auto long_one = entry(1);
    EXPECT_TRUE(check_entry(long_one).has_value());
    long_one.origin.reason = std::string(100'000, 'x');
    EXPECT_TRUE(check_entry(long_one).has_value()) << "long is not too long";
    long_one.origin.reason = std::string(5'000'000, 'x');
    EXPECT_EQ(check_entry(long_one).error().code, errc::too_large);
}

TEST_F(JournalFile, AServerThatDiesWhileNotRecordedIsFollowedByANewEpoch) {
    const auto epoch = open_sqlite_journal(file).value()->epoch();
    { open_sqlite_journal(file).value()->note_unrecorded(true); }
    std::string second;
    {
        const auto journal = open_sqlite_journal(file).value();
        second = journal->epoch();
        EXPECT_NE(second, epoch);
        EXPECT_NE(journal->trouble_at_opening().find("NOT RECORDED"), std::string::npos);
        journal->note_unrecorded(true);
        journal->note_unrecorded(false);
    }
    const auto journal = open_sqlite_journal(file).value();
    EXPECT_EQ(journal->epoch(), second) << "all was written after all";
    EXPECT_TRUE(journal->trouble_at_opening().empty());
}

// A mark that a power cut takes away is none: the next life would give the same numbers under the same name.
TEST_F(JournalFile, TheMarkOfWhatWasNotRecordedAndItsNameAreOnTheDisk) {
    const auto journal = open_sqlite_journal(file).value();
    const auto mark = file + "." + journal->epoch() + ".not-recorded";
    const Synced synced;
    journal->note_unrecorded(true);
    const auto found = std::ranges::find(synced.names(), mark);
    ASSERT_NE(found, synced.names().end());
    EXPECT_NE(std::find(found, synced.names().end(), fs::path{file}.parent_path().string()), synced.names().end()) << "its folder, and after it";
    journal->note_unrecorded(false);
}

// The new epoch's name could not be written, for the disk was still full; then it could. Until it is, the next life must not go by the old name,
// whatever became of the folder for temporary files.
TEST_F(JournalFile, ANewEpochThatTheDiskDidNotTakeIsWrittenWhenItDoesOrFollowedByAnother) {
    const auto epoch = open_sqlite_journal(file).value()->epoch();
    { open_sqlite_journal(file).value()->note_unrecorded(true); }
    ShakyDisk disk;
    auto is_full = true;
    disk.fault = [&](ShakyDisk::Call call) { return is_full && call == ShakyDisk::Call::write ? SQLITE_FULL : SQLITE_OK; };
    std::string second;
    {
        const auto journal = open_sqlite_journal(file).value();
        second = journal->epoch();
        EXPECT_NE(second, epoch);
        EXPECT_FALSE(journal->append(entries(1, 1)).has_value()) << "nothing is recorded under a name that is not in the file";
        journal->note_unrecorded(true);
        EXPECT_TRUE(fs::exists(file + "." + epoch + ".not-recorded")) << "the file still bears the old name";
        is_full = false;
        EXPECT_TRUE(journal->append(entries(1, 1)).has_value());
        EXPECT_FALSE(fs::exists(file + "." + epoch + ".not-recorded"));
        EXPECT_TRUE(fs::exists(file + "." + second + ".not-recorded")) << "what this life waits with is marked still";
        journal->note_unrecorded(false);
    }
    EXPECT_EQ(open_sqlite_journal(file).value()->epoch(), second);
}

// The servers before this one marked without the epoch.
TEST_F(JournalFile, AMarkOfAnEarlierVersionIsHeeded) {
    const auto epoch = open_sqlite_journal(file).value()->epoch();
    std::ofstream{file + ".not-recorded"};
    EXPECT_NE(open_sqlite_journal(file).value()->epoch(), epoch);
    EXPECT_FALSE(fs::exists(file + ".not-recorded"));
}

TEST_F(JournalFile, WhatCannotBeWrittenIsSpilledBesideTheJournalOrElsewhere) {
    const auto lines_of = [](const std::string& path) {
        std::ifstream in{path};
        return std::count(std::istreambuf_iterator<char>{in}, {}, '\n');
    };
    const auto journal = open_sqlite_journal(file).value();
    const auto beside = journal->spill(std::make_shared<const std::vector<engine::Entry>>(entries(6, 3))).value();
    EXPECT_TRUE(beside.starts_with(file)) << beside;
    EXPECT_EQ(lines_of(beside), 3);
    fs::remove(beside);
    fs::create_directory(beside);  // cannot be written
    const auto elsewhere = journal->spill(std::make_shared<const std::vector<engine::Entry>>(entries(6, 2))).value();
    EXPECT_FALSE(elsewhere.starts_with(file)) << elsewhere;
    EXPECT_EQ(lines_of(elsewhere), 2);
    fs::remove(elsewhere);
}

TEST_F(JournalFile, AJournalOfAnotherVersionIsRefusedWithAdvice) {
    { std::ignore = open_sqlite_journal(file).value(); }
    sql(file, "UPDATE meta SET value='99' WHERE key='schema'");
    EXPECT_NE(open_sqlite_journal(file).error().text.find("another version of Bowball"), std::string::npos);
    sql(file, "UPDATE meta SET value=CAST(X'F00A' AS TEXT) WHERE key='schema'");
    EXPECT_NE(open_sqlite_journal(file).error().text.find(R"((journal schema \xf0\x0a))"), std::string::npos) << "whatever stands there";
}

TEST_F(JournalFile, AFullDiskIsAnErrorAndTheJournalGoesOnWhenThereIsRoom) {
    const auto journal = open_sqlite_journal(file).value();
    ASSERT_TRUE(journal->append(entries(1, 5)).has_value());
    rlimit before{};
    ::getrlimit(RLIMIT_FSIZE, &before);
    const rlimit full{static_cast<rlim_t>(fs::file_size(file + "-wal")), before.rlim_max};
    std::signal(SIGXFSZ, SIG_IGN);
    ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &full), 0);
    const auto refused = journal->append(entries(6, 200));
    ::setrlimit(RLIMIT_FSIZE, &before);
    EXPECT_EQ(refused.error().code, errc::io_failed);
    EXPECT_EQ(journal->head().seq, Seq{5});
    EXPECT_TRUE(journal->append(entries(6, 200)).has_value());
    EXPECT_EQ(numbers(*journal).size(), 205u);
}

/// Appends for ever and tells each number once it is acknowledged.
[[noreturn]] void append_for_ever(const std::string& file, int acknowledgements) {
    const auto journal = open_sqlite_journal(file).value();
    for (auto seq = journal->head().seq.value() + 1;; seq += 3) {
        if (!journal->append(entries(seq, 3))) ::_exit(1);
        const auto newest = seq + 2;
        if (::write(acknowledgements, &newest, sizeof newest) != sizeof newest) ::_exit(2);
    }
}

// kill -9 at any moment loses nothing that was acknowledged.
TEST_F(JournalFile, KillAtAnyMomentLosesNothingThatWasAcknowledged) {
    for (int cycle = 0; cycle < 20; ++cycle) {
        int pipe[2];
        ASSERT_EQ(::pipe(pipe), 0);
        const auto child = ::fork();
        if (child == 0) append_for_ever(file, pipe[1]);
        ::close(pipe[1]);
        std::uint64_t acknowledged = 0;
        for (int n = 0; n < 3 + cycle * 2; ++n) ASSERT_EQ(::read(pipe[0], &acknowledged, sizeof acknowledged), static_cast<ssize_t>(sizeof acknowledged));
        ::kill(child, SIGKILL);
        while (::read(pipe[0], &acknowledged, sizeof acknowledged) > 0) {
        }
        ::waitpid(child, nullptr, 0);
        ::close(pipe[0]);
        const auto found = verify_sqlite_journal(file).value();
        ASSERT_EQ(found.first_bad, std::nullopt) << found.why;
        ASSERT_GE(found.head.seq.value(), acknowledged) << "cycle " << cycle;
    }
}

}  // namespace journal_test
}  // namespace bowball::journal
