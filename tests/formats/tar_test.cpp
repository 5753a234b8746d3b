// Archives: what is written is read again, by us and by tar itself; what a stranger built to lead elsewhere is refused.
#include "formats/tar.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

#include "core/case_limits.hpp"

namespace bowball::formats {
namespace tar_test {

using testing::HasSubstr;

std::string member(const std::string& name, const std::string& bytes) { return tar_head(name, bytes.size(), 1'784'883'600).value() + bytes + tar_fill(bytes.size()); }

/// With another text at a place of the head, and the sum made anew: as somebody does who means it.
std::string forged(std::size_t at, std::string_view text, const std::string& bytes = "x") {
    auto head = tar_head("plain", bytes.size(), 0).value();
    head.replace(at, text.size(), text);
    head.replace(148, 8, "        ");
    unsigned sum = 0;
    for (const auto byte : head) sum += static_cast<unsigned char>(byte);
    char digits[8];
    std::snprintf(digits, sizeof digits, "%06o", sum);
    head.replace(148, 8, std::string{digits} + std::string{"\0 ", 2});
    return head + bytes + tar_fill(bytes.size());
}

std::string complaint(const std::string& archive) {
    const auto read = read_tar(archive);
    return read ? "" : read.error().text;
}

TEST(Tar, ReadsWhatItWrote) {
    const auto archive = member("VERIFY.md", "read me\n") + member("frames/01-finish.jpg", std::string(512, 'p')) + member("empty", "") + tar_end();
    const auto files = read_tar(archive);
    ASSERT_TRUE(files) << files.error().text;
    ASSERT_EQ(files->size(), 3u);
    EXPECT_EQ((*files)[0].name, "VERIFY.md");
    EXPECT_EQ((*files)[0].bytes, "read me\n");
    EXPECT_EQ((*files)[1].name, "frames/01-finish.jpg");
    EXPECT_EQ((*files)[1].bytes, std::string(512, 'p'));
    EXPECT_EQ((*files)[2].bytes, "");
    EXPECT_TRUE(read_tar(tar_end())) << "nothing is in it";
}

TEST(Tar, IsUnderstoodByTheProgramOfThatName) {
    const auto folder = std::filesystem::temp_directory_path() / ("bowball-tar-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder);
    std::ofstream{folder / "case.tar", std::ios::binary} << member("VERIFY.md", "read me\n") + member("frames/01-a.jpg", std::string(1000, 'p')) + tar_end();
    EXPECT_EQ(std::system(("cd '" + folder.string() + "' && tar -xf case.tar && tar -cf again.tar --format=ustar VERIFY.md frames/01-a.jpg").c_str()), 0);
    std::ifstream text{folder / "VERIFY.md"};
    EXPECT_EQ((std::string{std::istreambuf_iterator<char>{text}, {}}), "read me\n");
    EXPECT_EQ(std::filesystem::file_size(folder / "frames" / "01-a.jpg"), 1000u);
    // And what that program packs is one of ours again.
    std::ifstream again{folder / "again.tar", std::ios::binary};
    const std::string packed{std::istreambuf_iterator<char>{again}, {}};
    const auto files = read_tar(packed);
    ASSERT_TRUE(files) << files.error().text;
    EXPECT_EQ(files->size(), 2u);
    std::filesystem::remove_all(folder);
}

TEST(Tar, WritesNoNameThatLeadsElsewhere) {
    for (const std::string name : {"", "/etc/passwd", "../up", "a/../b", "a/b/c", ".hidden", "a/", "/", "a b", "a\\b", "ä", "line\nfeed"}) {
        EXPECT_FALSE(is_plain_tar_name(name)) << name;
        EXPECT_FALSE(tar_head(name, 1, 0)) << name;
    }
    EXPECT_TRUE(is_plain_tar_name(std::string(99, 'n')));
    EXPECT_FALSE(is_plain_tar_name(std::string(100, 'n')));
    EXPECT_TRUE(tar_head("n", 0777'7777'7777, 0));
    EXPECT_EQ(tar_head("n", 01'0000'0000'000, 0).error().code, errc::too_large);
}

TEST(Tar, RefusesNamesThatLeadElsewhere) {
    for (const std::string name : {"../../.ssh/key", "/etc/passwd", "a/../b", "a/b/c", ".", "..", "a//b", "C:\\x"})
        EXPECT_THAT(complaint(forged(0, name + std::string(6, '\0')) + tar_end()), HasSubstr("leads elsewhere")) << name;
    EXPECT_THAT(complaint(forged(345, "/etc") + tar_end()), HasSubstr("leads elsewhere")) << "by its prefix";
    EXPECT_EQ(complaint(forged(0, "harmless") + tar_end()), "") << "the forger's sums are right";
}

TEST(Tar, RefusesWhatIsNoPlainFile) {
    for (const auto type : {'1', '2', '3', '4', '5', '6', '7', 'x', 'g', 'L', 'K', 'S'})
        EXPECT_THAT(complaint(forged(156, std::string(1, type)) + tar_end()), HasSubstr("\"plain\" is no plain file")) << type;
}

TEST(Tar, RefusesSizesThatAreNotThere) {
    const auto whole = member("journal.sqlite", std::string(1500, 'j'));
    EXPECT_THAT(complaint(forged(124, "00000010000") + tar_end().substr(0, 512)), HasSubstr("plain goes on behind its end"));
    EXPECT_THAT(complaint(forged(124, "77777777777") + tar_end()), HasSubstr("plain goes on behind its end"));
    EXPECT_THAT(complaint(forged(124, "9") + tar_end()), HasSubstr("the size of \"plain\" is no number"));
    EXPECT_THAT(complaint(forged(124, "\x80\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff") + tar_end()), HasSubstr("is no number")) << "binary, as others write it";
    for (std::size_t cut = 0; cut < whole.size() + 1024; ++cut) ASSERT_NE(complaint((whole + tar_end()).substr(0, cut)), "") << cut;
}

TEST(Tar, RefusesWhatIsInItTwiceAndWhatBelongsToNoFile) {
    EXPECT_THAT(complaint(member("case.note", "one") + member("case.note", "two") + tar_end()), HasSubstr("case.note is in it twice"));
    auto filled = member("case.note", "one");
    filled.back() = 'x';
    EXPECT_THAT(complaint(filled + tar_end()), HasSubstr("behind case.note"));
    EXPECT_THAT(complaint(member("a", "x") + tar_end() + "more"), HasSubstr("behind its end"));
    EXPECT_THAT(complaint(member("a", "x") + tar_end() + member("b", "x") + tar_end()), HasSubstr("behind its end"));
    EXPECT_NE(complaint(""), "");
    EXPECT_NE(complaint(std::string(5000, 'x')), "");
    std::string many;
    for (std::size_t i = 0; i <= limits::tar_files; ++i) many += member("n" + std::to_string(i), "");
    EXPECT_EQ(read_tar(many + tar_end()).error().code, errc::too_many);
}

TEST(Tar, NoticesEachByteOfAHeadThatIsChanged) {
    const auto archive = member("a", "x") + tar_end();
    for (std::size_t i = 0; i < 512; ++i) {
        if (i >= 154 && i < 156) continue;   // zero and blank behind the sum mean the same
        auto changed = archive;
        changed[i] ^= 1;
        EXPECT_NE(complaint(changed), "") << i;
    }
}

}  // namespace tar_test
}  // namespace bowball::formats
