// The file of signed notes, on a disk that is full and after a power cut.
#include "io/note_file.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "synced.hpp"

namespace bowball::io {
namespace note_file_test {

namespace fs = std::filesystem;

const std::string one = "bowball/AB\n1\nhash\ntime_us 1\n\n\xE2\x80\x94 bowball c2ln\n";
const std::string two = "bowball/AB\n2\nother\ntime_us 2\n\n\xE2\x80\x94 bowball bmF0\n";

class NoteFile : public testing::Test {
protected:
    void SetUp() override { fs::create_directories(folder); }
    void TearDown() override { fs::remove_all(folder); }
    void write(const std::string& text) const { std::ofstream{file, std::ios::binary} << text; }
    [[nodiscard]] std::string text() const {
        std::ifstream in{file, std::ios::binary};
        return {std::istreambuf_iterator<char>{in}, {}};
    }
    const fs::path folder = fs::temp_directory_path() / ("bowball-notes-" + std::to_string(::getpid()));
    const std::string file = (folder / "checkpoints").string();
};

TEST_F(NoteFile, HasEachNoteOnTheDiskAndItsOwnNameOnce) {
    {
        const Synced synced;
        ASSERT_TRUE(append_note(file, one));
        EXPECT_EQ(synced.names(), (std::vector<std::string>{file, folder.string()}));
    }
    const Synced synced;
    ASSERT_TRUE(append_note(file, two));
    EXPECT_EQ(synced.names(), std::vector<std::string>{file});
    EXPECT_EQ(text(), one + "\n" + two + "\n");
}

TEST_F(NoteFile, IsCutBackToItsLastWholeNoteWhateverStandsBehindIt) {
    for (std::size_t length = 1; length < two.size(); ++length) {
        write(one + "\n" + two.substr(0, length));
        EXPECT_EQ(mend_notes(file).value(), length);
        EXPECT_EQ(text(), one + "\n") << length;
    }
    const auto zeros = std::string(5000, '\0');
    write(one + "\n" + zeros);
    EXPECT_EQ(mend_notes(file).value(), zeros.size());
    EXPECT_EQ(text(), one + "\n");
    write(one.substr(0, 20));
    EXPECT_EQ(mend_notes(file).value(), 20U);
    EXPECT_EQ(text(), "");
}

TEST_F(NoteFile, ThatIsWholeStaysAsItIs) {
    EXPECT_EQ(mend_notes(file).value(), 0U) << "there is none";
    EXPECT_FALSE(fs::exists(file));
    for (const auto& whole : {std::string{}, one + "\n", one + "\n" + two + "\n", one.substr(0, 30) + two + "\n"}) {
        write(whole);
        EXPECT_EQ(mend_notes(file).value(), 0U);
        EXPECT_EQ(text(), whole);
    }
    write(one + "\n" + two);
    EXPECT_EQ(mend_notes(file).value(), 0U);
    EXPECT_EQ(text(), one + "\n" + two + "\n") << "it lacked its empty line alone";
}

TEST_F(NoteFile, IsOnAFullDiskWhatItWasBefore) {
    ASSERT_TRUE(append_note(file, one));
    rlimit before{};
    ::getrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, SIG_IGN);
    for (std::size_t room = 0; room <= two.size(); room += 7) {
        const rlimit full{static_cast<rlim_t>(one.size() + 1 + room), before.rlim_max};
        ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &full), 0);
        const auto written = append_note(file, two);
        ::setrlimit(RLIMIT_FSIZE, &before);
        EXPECT_FALSE(written);
        EXPECT_EQ(text(), one + "\n") << room;
    }
    ASSERT_TRUE(append_note(file, two));
    EXPECT_EQ(text(), one + "\n" + two + "\n");
}

}  // namespace note_file_test
}  // namespace bowball::io
