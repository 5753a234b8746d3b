// The journal's file as the pages of officials read it, while the server writes on.
#include "app_journal.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "formats/entry.hpp"
#include "journal/journal.hpp"

namespace bowball {
namespace journal_test {

TEST(JournalSource, ReadsTheRowsOfAFileThatIsBeingWritten) {
    const auto file = (std::filesystem::temp_directory_path() / ("bowball-journal-source-" + std::to_string(::getpid()) + ".sqlite")).string();
    auto journal = journal::open_sqlite_journal(file);
    ASSERT_TRUE(journal) << journal.error().text;
    const auto source = journal_source(file);
    const auto write = [&](std::uint64_t seq) {
        const engine::Entry entry{Seq{seq}, RaceTime{1s}, WallTime{1s}, {{"A. Moreau", Role::referee}, "", ""}, engine::RaceCalled{RaceId{12}}};
        ASSERT_TRUE((*journal)->append({&entry, 1}));
        const auto rows = source(Seq{seq - 1}, 10, 1'000'000);
        ASSERT_TRUE(rows) << rows.error().text;
        ASSERT_EQ(rows->size(), 1);
        EXPECT_EQ(rows->front().entry, formats::encode_entry(entry));
        EXPECT_EQ(rows->front().hash, (*journal)->head().hash);
    };
    write(1);
    write(2);
    EXPECT_EQ(source(Seq{0}, 1, 1'000'000)->size(), 1) << "no more than asked for";
    EXPECT_EQ(source(Seq{0}, 10, 1)->size(), 1) << "none after the one that filled the answer";
    EXPECT_FALSE(journal_source(file + ".none")(Seq{0}, 1, 1));
    journal->reset();
    for (const auto* end : {"", "-wal", "-shm"}) std::filesystem::remove(file + end);
}

}  // namespace journal_test
}  // namespace bowball
