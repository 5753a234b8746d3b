// A copy becomes the journal: under its new name, the old one kept, and whatever was cut off is done by doing it again.
#include "journal/install.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "journal/checkpoint.hpp"
#include "journal/rows.hpp"

namespace bowball::journal {
namespace install_test {

namespace fs = std::filesystem;

class Installing : public testing::Test {
protected:
    void SetUp() override {
        fs::remove_all(folder);
        fs::create_directories(folder);
        auto leading = open_sqlite_journal(path("leading.sqlite")).value();
        for (std::uint64_t seq = 1; seq <= 5; ++seq) {
            const engine::Entry entry{Seq{seq}, RaceTime{}, WallTime{}, {}, engine::DeadlinePassed{}};
            ASSERT_TRUE(leading->append(std::span{&entry, 1}).has_value());
        }
        head = leading->head();
        const auto rows = RowReader::open(path("leading.sqlite")).value()->after(Seq{0}, 10, 10'000).value();
        ASSERT_TRUE(Copy::open(path("copy.sqlite"), leading->epoch()).value()->append(rows).has_value());
    }
    void TearDown() override { fs::remove_all(folder); }
    [[nodiscard]] std::string path(const std::string& name) const { return (folder / name).string(); }

    const fs::path folder = fs::temp_directory_path() / ("bowball-install-" + std::to_string(::getpid()));
    Head head;
};

TEST_F(Installing, ACopyIsTheJournalUnderItsNewName) {
    ASSERT_TRUE(Reservation::take(path("journal.sqlite")).value()->install(path("copy.sqlite"), "NEXT").has_value());
    const auto journal = open_sqlite_journal(path("journal.sqlite")).value();
    EXPECT_EQ(journal->epoch(), "NEXT");
    EXPECT_EQ(journal->head().hash, head.hash);
    EXPECT_EQ(journal->trouble_at_opening(), "");
}

TEST_F(Installing, WhatWasThereIsKeptWhole) {
    std::string before;
    {
        const auto old = open_sqlite_journal(path("journal.sqlite")).value();
        before = old->epoch();
        const engine::Entry entry{Seq{1}, RaceTime{}, WallTime{}, {}, engine::DeadlinePassed{}};
        ASSERT_TRUE(old->append(std::span{&entry, 1}).has_value());
    }
    std::ofstream{checkpoints_of(path("journal.sqlite"))} << "what was signed of the old one\n";
    ASSERT_TRUE(Reservation::take(path("journal.sqlite")).value()->install(path("copy.sqlite"), "NEXT").has_value());
    EXPECT_EQ(open_sqlite_journal(path("journal.sqlite")).value()->head().seq, Seq{5});
    EXPECT_EQ(open_sqlite_journal(path("journal-" + before + ".sqlite")).value()->head().seq, Seq{1});
    EXPECT_FALSE(fs::exists(checkpoints_of(path("journal.sqlite")))) << "beside another journal they would say that it was written anew";
    EXPECT_TRUE(fs::exists(checkpoints_of(path("journal-" + before + ".sqlite"))));
}

TEST_F(Installing, TwiceIsOnceAndHalfIsDoneByDoingItAgain) {
    const auto place = Reservation::take(path("journal.sqlite")).value();
    ASSERT_TRUE(place->install(path("copy.sqlite"), "NEXT").has_value());
    EXPECT_TRUE(place->install(path("copy.sqlite"), "NEXT").has_value()) << "the answer was lost";
    EXPECT_EQ(epoch_of(path("journal.sqlite")).value(), "NEXT");
    // Cut off after the naming: the copy has the new name and stands where it was.
    fs::rename(path("journal.sqlite"), path("copy.sqlite"));
    ASSERT_TRUE(place->install(path("copy.sqlite"), "NEXT").has_value());
    EXPECT_EQ(epoch_of(path("journal.sqlite")).value(), "NEXT");
    EXPECT_FALSE(fs::exists(path("copy.sqlite")));
}

TEST_F(Installing, NoServerGetsAJournalThatIsReservedAndNobodyReservesOneInUse) {
    {
        const auto place = Reservation::take(path("journal.sqlite")).value();
        EXPECT_FALSE(open_sqlite_journal(path("journal.sqlite")).has_value());
    }
    const auto journal = open_sqlite_journal(path("journal.sqlite")).value();
    EXPECT_FALSE(Reservation::take(path("journal.sqlite")).has_value());
}

}  // namespace install_test
}  // namespace bowball::journal
