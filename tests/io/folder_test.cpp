#include "io/folder.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <boost/asio/steady_timer.hpp>
#include <csignal>
#include <fstream>

#include "core/limits.hpp"
#include "io/link.hpp"

namespace bowball::io {
namespace folder_test {

namespace fs = std::filesystem;

class FolderTest : public testing::Test {
protected:
    void SetUp() override {
        path = fs::temp_directory_path() / ("bowball-folder-" + std::string{testing::UnitTest::GetInstance()->current_test_info()->name()} + std::to_string(::getpid()));
        fs::create_directories(path);
    }
    void TearDown() override { fs::remove_all(path); }
    void write(const std::string& name, std::string_view content) const { std::ofstream{path / name, std::ios::binary} << content; }

    fs::path path;
    std::chrono::milliseconds rest{200};
};

TEST_F(FolderTest, TakesAFileOnceItRests) {
    Folder folder{path, "*.lif", rest};
    write("a.lif", "one");
    EXPECT_TRUE(folder.look(rest).files.empty());
    const auto found = folder.look(rest);
    ASSERT_EQ(found.files.size(), 1u);
    EXPECT_EQ(found.files[0].content, "one");
    EXPECT_TRUE(folder.look(rest).files.empty());
}

// The camera's computer holds a file locked while it writes it.
TEST_F(FolderTest, AFileThatIsLockedIsTriedAgain) {
    auto locked = true;
    Folder folder{path, "*.lif", rest, {}, [&](const fs::path& file) { return locked ? std::nullopt : Folder::read_whole(file); }};
    write("a.lif", "one");
    std::ignore = folder.look(rest);
    EXPECT_EQ(folder.look(rest).troubles, (std::vector<std::string>{"a.lif: the file cannot be read now. It is tried again by itself."}));
    EXPECT_TRUE(folder.look(rest).troubles.empty()) << "said once";
    locked = false;
    EXPECT_EQ(folder.look(rest).files.size(), 1u);
}

TEST_F(FolderTest, AFileReadInTheMiddleOfAWriteIsReadAgain) {
    auto content = std::string{"on"};
    Folder folder{path, "*.lif", rest, {}, [&](const fs::path&) { return content; }};
    write("a.lif", "one");
    std::ignore = folder.look(rest);
    EXPECT_TRUE(folder.look(rest).files.empty()) << "two of three bytes";
    content = "one";
    EXPECT_EQ(folder.look(rest).files.size(), 1u);
}

TEST_F(FolderTest, AFullFolderIsTakenInPortions) {
    Folder folder{path, "*", rest};
    for (int i = 0; i < 3; ++i) write("f" + std::to_string(i), std::string(limits::device_file_bytes, static_cast<char>('a' + i)));
    std::ignore = folder.look(rest);
    for (int i = 0; i < 3; ++i) EXPECT_EQ(folder.look(rest).files.size(), 1u) << i;
    EXPECT_TRUE(folder.look(rest).files.empty());
}

TEST_F(FolderTest, OfALargePictureTheHeadIsTakenAndTheDigestOfAll) {
    Folder folder{path, "*", rest, {".png"}};
    std::string picture(3 * limits::device_file_bytes, '\0');
    for (std::size_t i = 0; i < picture.size(); ++i) picture[i] = static_cast<char>(i * 7 % 251);
    write("finish.PNG", picture);
    write("small.png", "all");
    write("finish.lif", picture);
    std::ignore = folder.look(rest);
    auto found = folder.look(rest);
    ASSERT_EQ(found.files.size(), 2u);
    std::ranges::sort(found.files, {}, &Folder::File::name);
    const auto& file = found.files[0];
    EXPECT_TRUE(file.is_head);
    EXPECT_TRUE(file.content == picture.substr(0, limits::device_head_bytes));
    EXPECT_EQ(file.size, picture.size());
    EXPECT_EQ(file.digest, sha256(picture));
    EXPECT_EQ(found.files[1].content, "all");
    EXPECT_EQ(found.troubles, (std::vector<std::string>{"finish.lif: the file is too large for a result."}));
    picture.back() = 'x';
    write("finish.PNG", picture);
    std::ignore = folder.look(rest);
    EXPECT_EQ(folder.look(rest).files.size(), 1u) << "its last byte is another";
}

TEST_F(FolderTest, NamesComeInUtf8WhateverTheDiskHolds) {
    Folder folder{path, "*.lif", rest};
    write("M\xFCller.lif", "one");
    std::ignore = folder.look(rest);
    const auto found = folder.look(rest);
    ASSERT_EQ(found.files.size(), 1u);
    EXPECT_EQ(found.files[0].name, "M\xC3\xBCller.lif");
}

/// Counts what a link says.
class Counter final : public LinkListener {
public:
    void on_open(HostTime) override { ++opened; }
    void on_bytes(std::span<const std::byte>, HostTime) override {}
    void on_file(std::string_view, std::span<const std::byte>, HostTime) override { ++files; }
    void on_trouble(std::string) override {}
    void on_closed(std::string) override { ++closed; }
    int opened = 0;
    int files = 0;
    int closed = 0;
};

// A network share that hangs must not hold up the stamps of the serial lines. A write lease makes open() wait, as such a
// share does.
TEST_F(FolderTest, AFolderThatHangsDelaysNobodyElse) {
    write("a.lif", "one");
    ASSERT_NE(std::signal(SIGIO, SIG_IGN), SIG_ERR);
    const auto holder = ::open((path / "a.lif").c_str(), O_RDWR);
    if (::fcntl(holder, F_SETLEASE, F_WRLCK) != 0) {
        ::close(holder);
        GTEST_SKIP() << "this file system knows no leases";
    }
    boost::asio::io_context context{1};
    Counter counter;
    const auto link = make_link(parse_link("folder://" + path.string() + "?rest_ms=100").value(), context, Clock{}, counter);
    link->open();
    auto longest = std::chrono::steady_clock::duration{};
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{2};
    while (std::chrono::steady_clock::now() < end) {
        const auto before = std::chrono::steady_clock::now();
        context.restart();
        context.run_for(std::chrono::milliseconds{10});
        longest = std::max(longest, std::chrono::steady_clock::now() - before);
    }
    EXPECT_EQ(counter.files, 0) << "open() hangs";
    ::fcntl(holder, F_SETLEASE, F_UNLCK);
    ::close(holder);
    EXPECT_LT(longest, std::chrono::seconds{1}) << "the loop went on";
    const auto soon = std::chrono::steady_clock::now() + std::chrono::seconds{20};
    while (counter.files == 0 && std::chrono::steady_clock::now() < soon) {
        context.restart();
        context.run_for(std::chrono::milliseconds{10});
    }
    EXPECT_EQ(counter.files, 1);
}

}  // namespace folder_test
}  // namespace bowball::io
