// chrony as it answers and as it may: recorded from chrony 4.3, damaged, hanging, flooding, absent.
#include "io/chrony.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace bowball::io {
namespace chrony_test {

namespace fs = std::filesystem;

// `chronyc -n -c tracking` of chronyd 4.3 (Debian 12) with -x: following another on this computer, on its own quartz (local
// stratum 8), and before it follows anything.
const std::string following = "7F000001,127.0.0.1,9,1795648978.706749944,-0.000001162,0.000000034,0.000000260,-0.002,0.001,0.020,0.000006089,0.000001121,1.0,Normal\n";
const std::string local = "7F7F0101,,8,1795648885.678979535,0.000000000,0.000000000,0.000000000,0.000,0.000,0.000,0.000000000,0.000000000,0.0,Normal\n";
const std::string nothing_yet = "00000000,,0,0.000000000,0.000000000,0.000000000,0.000000000,0.000,0.000,0.000,1.000000000,1.000000000,0.0,Not synchronised\n";

TEST(Chrony, ARecordedAnswerIsRead) {
    const auto tracking = parse_chrony_tracking(following);
    ASSERT_TRUE(tracking) << tracking.error().text;
    EXPECT_EQ(*tracking, (ChronyTracking{"127.0.0.1", 9, -1162ns, 6089ns, 1121ns, true, 21}));
    EXPECT_EQ(error_bound(*tracking), 1162ns + 1121ns + 3045ns) << "|offset| + root dispersion + half the root delay, rounded up";
}

TEST(Chrony, AReferenceWithoutAnAddressIsNamedByItsNumber) {
    const auto tracking = parse_chrony_tracking(local);
    ASSERT_TRUE(tracking) << tracking.error().text;
    EXPECT_EQ(tracking->source, "7F7F0101");
    EXPECT_EQ(tracking->stratum, 8u);
    EXPECT_TRUE(tracking->is_synchronised);
}

TEST(Chrony, OneThatFollowsNothingSaysSo) {
    const auto tracking = parse_chrony_tracking(nothing_yet);
    ASSERT_TRUE(tracking) << tracking.error().text;
    EXPECT_FALSE(tracking->is_synchronised);
    EXPECT_EQ(tracking->source, "");
}

TEST(Chrony, WhatIsCutOffIsNoAnswer) {
    for (std::size_t length = 0; length < following.size() - 1; ++length) EXPECT_FALSE(parse_chrony_tracking(following.substr(0, length))) << length;
}

TEST(Chrony, WhatIsDamagedIsRefusedOrStillMakesSense) {
    for (std::size_t at = 0; at < following.size(); ++at) {
        for (const char odd : {'\0', ',', '\n', '-', '.', 'x', '9', '\xff'}) {
            auto text = following;
            text[at] = odd;
            const auto tracking = parse_chrony_tracking(text);
            if (!tracking) EXPECT_EQ(tracking.error().code, errc::bad_input);
            else EXPECT_GE(error_bound(*tracking), 0ns) << text;
        }
    }
    for (const auto* bad : {"506 Cannot talk to daemon", "", ",,,,,,,,,,,,,", "7F000001,127.0.0.1,17,1.0,0,0,0,0,0,0,0,0,1.0,Normal", "7F000001,127.0.0.1,9,1.0,1e9,0,0,0,0,0,0,0,1.0,Normal",
                            "7F000001,127.0.0.1,9,1.0,99999999999,0,0,0,0,0,0,0,1.0,Normal", "7F000001,127.0.0.1,9,1.0,0,0,0,0,0,0,-1.0,0,1.0,Normal", "7F000001,127.0.0.1,9,1.0,0,0,0,0,0,0,0,0,1.0,Fine"})
        EXPECT_FALSE(parse_chrony_tracking(bad)) << bad;
    EXPECT_FALSE(parse_chrony_tracking(following + following)) << "two lines";
}

class ChronyProgram : public testing::Test {
protected:
    void SetUp() override {
        folder = fs::temp_directory_path() / ("bowball-chrony-" + std::to_string(::getpid()));
        fs::create_directories(folder);
    }
    void TearDown() override { fs::remove_all(folder); }
    /// A program of ours in chronyc's place.
    std::string program(const std::string& script) {
        const auto path = folder / "chronyc";
        std::ofstream{path} << "#!/bin/sh\n" << script;
        ::chmod(path.c_str(), 0700);
        return path.string();
    }
    [[nodiscard]] std::string noted() const {
        std::ifstream file{folder / "noted"};
        return {std::istreambuf_iterator<char>{file}, {}};
    }
    fs::path folder;
};

TEST_F(ChronyProgram, IsAskedForItsTracking) {
    const auto answer = ask_chrony(program("printf '%s\\n' \"$*\" > " + (folder / "noted").string() + "\nprintf '" + following + "'\n"));
    ASSERT_EQ(answer.state, ChronyState::answered) << answer.why;
    EXPECT_EQ(answer.tracking.source, "127.0.0.1");
    EXPECT_EQ(noted(), "-n -c tracking\n");
}

TEST_F(ChronyProgram, ThatIsNotThereIsAbsent) { EXPECT_EQ(ask_chrony((folder / "nothing").string()).state, ChronyState::absent); }

TEST_F(ChronyProgram, ThatFailsIsQuoted) {
    const auto answer = ask_chrony(program("echo '506 Cannot talk to daemon'; exit 1\n"));
    EXPECT_EQ(answer.state, ChronyState::failed);
    EXPECT_EQ(answer.why, "says \"506 Cannot talk to daemon\"");
    EXPECT_EQ(ask_chrony(program("echo hello\n")).why, "said what is no answer: \"hello\"");
}

TEST_F(ChronyProgram, ThatHangsIsKilled) {
    const auto answer = ask_chrony(program("echo $$ > " + (folder / "noted").string() + "\nexec sleep 1000\n"), 500ms);
    EXPECT_EQ(answer.state, ChronyState::failed);
    EXPECT_EQ(answer.why, "does not answer");
    const auto child = noted();
    if (child.empty()) return;  // killed before it began
    EXPECT_NE(::kill(std::stoi(child), 0), 0) << "it is gone, and nobody's zombie";
}

TEST_F(ChronyProgram, ThatAnswersAndLivesOnIsKilledToo) {
    const auto answer = ask_chrony(program("echo $$ > " + (folder / "noted").string() + "\nprintf '" + following + "'\nexec sleep 20 >&-\n"), 500ms);
    EXPECT_EQ(answer.state, ChronyState::failed);
    const auto child = noted();
    if (child.empty()) return;  // killed before it began
    EXPECT_EQ(answer.why, "answers and does not end");
    EXPECT_NE(::kill(std::stoi(child), 0), 0) << "it is gone, and nobody's zombie";
}

TEST_F(ChronyProgram, GetsNoFileOfOurs) {
    const auto ours = ::open("/dev/null", O_RDONLY);   // as sockets are: not closed by itself when a program is run
    ASSERT_GT(ours, 2);
    const auto answer = ask_chrony(program("test -e /proc/self/fd/" + std::to_string(ours) + " && echo inherited > " + (folder / "noted").string() + "\nprintf '" + following + "'\n"));
    ::close(ours);
    EXPECT_EQ(answer.state, ChronyState::answered) << answer.why;
    EXPECT_EQ(noted(), "");
}

TEST_F(ChronyProgram, ThatNeverEndsTalkingIsCutOff) { EXPECT_EQ(ask_chrony(program("exec yes 0,1,2\n"), 20s).state, ChronyState::failed); }

TEST(Chrony, TheOneOfThisComputerIsUnderstood) {
    const auto answer = ask_chrony();
    if (answer.state == ChronyState::absent) GTEST_SKIP() << "there is no chronyc here";
    if (answer.state == ChronyState::failed) {
        EXPECT_EQ(answer.why.find("no answer"), std::string::npos) << answer.why;
    }
}

}  // namespace chrony_test
}  // namespace bowball::io
