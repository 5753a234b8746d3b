// Backups of a data folder: what is in one.
#include "app_backup.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "synced.hpp"

namespace bowball {
namespace backup_test {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

class DataFolderBackup : public testing::Test {
protected:
    void SetUp() override {
        folder = fs::temp_directory_path() / ("bowball-backups-" + std::string{testing::UnitTest::GetInstance()->current_test_info()->name()} + "-" + std::to_string(::getpid()));
        fs::create_directories(folder / "data");
        journal = journal::open_sqlite_journal(data() + "/journal.sqlite").value();
        const engine::Entry entry{Seq{1}, RaceTime{}, WallTime{}, {}, engine::MeetOpened{"Regatta", "Lake", 2000}};
        ASSERT_TRUE(journal->append(std::span{&entry, 1}).has_value());
        for (const auto* name : {"accounts.json", "signing.key", "signing.pub", "journal.sqlite.checkpoints"}) std::ofstream{data() + "/" + name} << name;
        fs::permissions(data() + "/signing.key", fs::perms::owner_read | fs::perms::owner_write);
    }
    void TearDown() override { fs::remove_all(folder); }
    [[nodiscard]] std::string data() const { return (folder / "data").string(); }
    [[nodiscard]] std::string place() const { return (folder / "place").string(); }
    [[nodiscard]] std::vector<std::string> kept() const {
        std::vector<std::string> names;
        for (const auto& one : fs::directory_iterator{place()}) names.push_back(one.path().filename().string());
        std::ranges::sort(names);
        return names;
    }

    fs::path folder;
    std::unique_ptr<journal::Journal> journal;
    const WallTime noon{1'784'894'400s};   ///< 2026-07-24 12:00:00 UTC
};

TEST_F(DataFolderBackup, IsADataFolderForItsOwnerAlone) {
    const auto made = make_backup(data(), place(), noon).value();
    EXPECT_EQ(made.folder, place() + "/bowball-20260724T120000Z");
    EXPECT_EQ(made.head.seq, Seq{1});
    for (const auto* name : {"accounts.json", "signing.key", "signing.pub", "journal.sqlite.checkpoints"}) EXPECT_TRUE(fs::exists(made.folder + "/" + name)) << name;
    struct stat status{};
    ASSERT_EQ(::stat(made.folder.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777u, 0700u);
    ASSERT_EQ(::stat((made.folder + "/signing.key").c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777u, 0600u);
    EXPECT_EQ(journal::open_sqlite_journal(made.folder + "/journal.sqlite").value()->head().hash, journal->head().hash);
}

// A stick that was pulled at once had a folder with its name, and keys without a byte.
TEST_F(DataFolderBackup, AllOfItIsOnTheDiskBeforeItHasItsName) {
    const Synced synced;
    const auto made = make_backup(data(), place(), noon);
    const auto names = synced.names();
    ASSERT_TRUE(made.has_value()) << made.error().text;
    const auto where = [&](const std::string& name) { return std::ranges::find(names, fs::weakly_canonical(place()).string() + name); };
    const auto folder = where("/bowball-20260724T120000Z.part");
    ASSERT_NE(folder, names.end());
    for (const auto* name : {"journal.sqlite", "accounts.json", "signing.key", "signing.pub", "journal.sqlite.checkpoints"}) EXPECT_LT(where(std::string{"/bowball-20260724T120000Z.part/"} + name), folder) << name;
    EXPECT_GT(where(""), folder) << "the new name itself";
    EXPECT_NE(where(""), names.end());
}

TEST_F(DataFolderBackup, OneThatDidNotComeToItsEndHasNoName) {
    fs::create_directories(place());
    std::ofstream{place() + "/bowball-20260724T120000Z.part"} << "of a power cut";
    EXPECT_TRUE(make_backup(data(), place(), noon).has_value());
    EXPECT_EQ(kept(), (std::vector<std::string>{"bowball-20260724T120000Z"}));
    EXPECT_EQ(make_backup(data(), place(), noon).error().code, errc::already_exists);
    EXPECT_EQ(make_backup(data() + "/nothing", place(), noon + 1s).error().code, errc::io_failed);
    EXPECT_EQ(kept().size(), 1u) << "what failed leaves nothing behind";
}

}  // namespace backup_test
}  // namespace bowball
