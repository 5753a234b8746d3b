// A copy of a journal that is being written, and a server that goes on from it.
#include "journal/backup.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <thread>

namespace bowball::journal {
namespace backup_test {

namespace fs = std::filesystem;

class BackupTest : public testing::Test {
protected:
    void SetUp() override {
        folder = fs::temp_directory_path() / ("bowball-copy-" + std::string{testing::UnitTest::GetInstance()->current_test_info()->name()} + "-" + std::to_string(::getpid()));
        fs::create_directories(folder);
    }
    void TearDown() override { fs::remove_all(folder); }
    [[nodiscard]] std::string at(const char* name) const { return (folder / name).string(); }

    static void append(Journal& journal, std::uint64_t count) {
        std::vector<engine::Entry> made;
        for (std::uint64_t i = 1; i <= count; ++i)
            made.push_back({Seq{journal.head().seq.value() + i}, RaceTime{}, WallTime{}, {{"Anna", Role::judge}, "", std::string(500, 'r')}, engine::RaceCalled{RaceId{7}}});
        ASSERT_TRUE(journal.append(made).has_value());
    }
    fs::path folder;
};

TEST_F(BackupTest, HoldsAWholeChainWhileTheJournalIsBeingWritten) {
    const auto journal = open_sqlite_journal(at("journal.sqlite")).value();
    append(*journal, 100);
    std::jthread writer{[&](const std::stop_token& enough) {
        while (!enough.stop_requested()) append(*journal, 20);
    }};
    std::vector<Head> heads;
    for (int i = 0; i < 8; ++i) heads.push_back(back_up(at("journal.sqlite"), at(("copy" + std::to_string(i)).c_str())).value());
    writer.request_stop();
    writer.join();
    EXPECT_GE(heads.front().seq, Seq{100});
    EXPECT_GT(heads.back().seq, heads.front().seq) << "nothing was written meanwhile";
    const auto verified = verify_sqlite_journal(at("journal.sqlite"), heads).value();
    EXPECT_EQ(verified.first_bad, std::nullopt) << verified.why;
    EXPECT_EQ(verified.agreed, heads.size()) << "each is the journal as it once stood";
}

// It was taken for a backup that is there already, and nobody heard that the stick cannot be read.
TEST_F(BackupTest, APlaceThatCannotBeLookedAtIsTroubleAndNoBackup) {
    const auto journal = open_sqlite_journal(at("journal.sqlite")).value();
    fs::create_symlink(at("loop"), at("loop"));
    const auto made = back_up(at("journal.sqlite"), at("loop"));
    ASSERT_FALSE(made.has_value());
    EXPECT_EQ(made.error().code, errc::io_failed) << made.error().text;
    append(*journal, 1);
    ASSERT_TRUE(back_up(at("journal.sqlite"), at("copy")).has_value());
    EXPECT_EQ(back_up(at("journal.sqlite"), at("copy")).error().code, errc::already_exists);
}

TEST_F(BackupTest, AServerThatGoesOnFromItBeginsANewEpochOnce) {
    const auto journal = open_sqlite_journal(at("journal.sqlite")).value();
    append(*journal, 10);
    ASSERT_TRUE(back_up(at("journal.sqlite"), at("copy")).has_value());
    append(*journal, 5);
    EXPECT_EQ(open_sqlite_journal_to_read(at("copy")).value()->epoch(), journal->epoch()) << "who only reads it sees it as it was";
    std::string second;
    {
        const auto restored = open_sqlite_journal(at("copy")).value();
        EXPECT_NE(restored->epoch(), journal->epoch()) << "entry 11 will be another one";
        EXPECT_NE(restored->trouble_at_opening().find("after entry 10"), std::string::npos) << restored->trouble_at_opening();
        second = restored->epoch();
        append(*restored, 3);
    }
    const auto again = open_sqlite_journal(at("copy")).value();
    EXPECT_EQ(again->epoch(), second);
    EXPECT_EQ(again->trouble_at_opening(), "");
    EXPECT_EQ(verify_sqlite_journal(at("copy"))->first_bad, std::nullopt);
}

TEST_F(BackupTest, WritesOverNothingAndSaysWhereItCannotWrite) {
    const auto journal = open_sqlite_journal(at("journal.sqlite")).value();
    append(*journal, 3);
    ASSERT_TRUE(back_up(at("journal.sqlite"), at("copy")).has_value());
    EXPECT_EQ(back_up(at("journal.sqlite"), at("copy")).error().code, errc::already_exists);
    EXPECT_EQ(back_up(at("journal.sqlite"), at("nowhere/copy")).error().code, errc::io_failed);
    EXPECT_EQ(back_up(at("nothing.sqlite"), at("copy2")).error().code, errc::io_failed);
    EXPECT_FALSE(fs::exists(at("copy2")));
}

}  // namespace backup_test
}  // namespace bowball::journal
