#include <gtest/gtest.h>

#include "swim.hpp"

namespace bowball::capture {
namespace dolphin_test {

const std::string hash = "0123456789ABCDEF\r\n";

Collector read(const std::string& name, const std::string& content) {
    Collector collector;
    make_driver("dolphin")->on_file(name, as_bytes(content), HostTime{}, collector);
    return collector;
}

std::vector<Duration> times(std::initializer_list<int> hundredths) {
    std::vector<Duration> all;
    for (const auto one : hundredths) all.push_back(one * 10ms);
    return all;
}

// Protocols 5.4, real: ";1;1;All", "Lane1;11.91;11.94;11.91", "Lane2;0;0;0".
TEST(Dolphin, ReadsTheExample) {
    const auto got = read("008-000-001A-0010.do4", ";1;1;All\nLane1;11.91;11.94;11.91\nLane2;0;0;0\n76753BAD14128FA2\n");
    ASSERT_EQ(got.results.size(), 1u);
    const auto& result = got.results[0];
    EXPECT_EQ(result.key, "") << "no event: people give it to its race";
    EXPECT_EQ(result.title, "Dolphin race 10");
    EXPECT_EQ(result.document, "008-000-001A-0010.do4");
    ASSERT_EQ(result.rows.size(), 1u) << "a lane without a watch was empty";
    EXPECT_EQ(result.rows[0].watches, times({1191, 1194, 1191}));
    EXPECT_EQ(result.rows[0].time, std::nullopt) << "which watch counts is for the rule set to say";
    EXPECT_TRUE(got.complaints.empty());
}

TEST(Dolphin, MissingWatchesAreAbsent) {
    const auto got = read("008-001-002A-0002.do4", "1;2;1;All\r\nLane1;9.80;;\r\nLane2;;11.52;\r\nLane3;;13.40;13.41\r\n" + hash);
    ASSERT_EQ(got.results.size(), 1u);
    EXPECT_EQ(got.results[0].key, "1-2");
    EXPECT_EQ(row_of(got.results[0], 1).watches, times({980}));
    EXPECT_EQ(row_of(got.results[0], 2).watches, times({1152}));
    EXPECT_EQ(row_of(got.results[0], 3).watches, times({1340, 1341}));
}

TEST(Dolphin, SplitsStandWhereTheWatchesLeaveNoChoice) {
    const auto got = read("a.do4", "3;1;3;All\nLane1;21.00;21.00;\nLane1;;;33.35\nLane1;102.89;102.88;\nLane2;21.01;21.00;21.00\nLane2;33.00;;\nLane2;61.63;;61.62\nLane3;;;\nLane3;33.00;;\nLane3;61.63;;61.62\n" + hash);
    ASSERT_EQ(got.results.size(), 1u);
    EXPECT_EQ(row_of(got.results[0], 1).splits, times({2100, 3335}));
    EXPECT_EQ(row_of(got.results[0], 1).watches, times({10289, 10288}));
    EXPECT_TRUE(row_of(got.results[0], 2).splits.empty());
    EXPECT_TRUE(row_of(got.results[0], 3).splits.empty());
}

TEST(Dolphin, TheRoundStandsInTheKey) {
    const std::string lane = "Lane1;29.99;30.01;30.00\n" + hash;
    EXPECT_EQ(read("a.do4", "7;1;1;All\n" + lane).results.at(0).key, "7-1");
    EXPECT_EQ(read("a.do4", "7;1;1;Prelim\n" + lane).results.at(0).key, "7-P-1");
    EXPECT_EQ(read("a.do4", "7;1;1;Final\n" + lane).results.at(0).key, "7-F-1");
    EXPECT_EQ(read("a.do3", "7;1;1;F\n1;29.99;30.01;30.00\n" + hash).results.at(0).key, "7-F-1");
    EXPECT_EQ(read("a.do3", "0;0;1;A\n1;29.99;30.01;30.00\n" + hash).results.at(0).key, "");
    EXPECT_EQ(read("a.do3", "7;0;1;A\n1;29.99;30.01;30.00\n" + hash).results.at(0).key, "");
}

// Protocols 0.2, trap 11: the CSV says its race in the name only.
TEST(Dolphin, ReadsTheCsvAndItsName) {
    const auto csv = "Lane,TimerA,TimerB,TimerC,Final,Empty,DQ\r\n1,28.11,28.15,28.12,28.12,0,0\r\n2,,27.99,28.03,28.01,0,1\r\n3,,,,,1,0\r\n";
    const auto got = read("012-006-001F-0005.csv", csv);
    ASSERT_EQ(got.results.size(), 1u);
    EXPECT_EQ(got.results[0].key, "6-F-1");
    ASSERT_EQ(got.results[0].rows.size(), 2u);
    EXPECT_EQ(row_of(got.results[0], 1).watches, times({2811, 2815, 2812}));
    EXPECT_EQ(row_of(got.results[0], 1).time, std::nullopt);
    EXPECT_EQ(row_of(got.results[0], 2).status, "DQ");
    EXPECT_EQ(read("008-005-00F0006.csv", csv).results.at(0).key, "") << "the name of a .do3: heat 0 is none";
    EXPECT_EQ(read("export.csv", csv).results.at(0).key, "");
}

TEST(Dolphin, ADamagedLineIsSaidWithItsPlace) {
    const auto got = read("b.do4", "7;1;1;All\nLane1;x9.99;30.01;30.00\nLane3;41.00;41.02\nLane4;41.00;41.02;41.01\n" + hash);
    ASSERT_EQ(got.results.size(), 1u);
    EXPECT_EQ(got.results[0].rows.size(), 1u);
    ASSERT_EQ(got.complaints.size(), 2u);
    EXPECT_NE(got.complaints[0].find("b.do4: line 2"), std::string::npos) << got.complaints[0];
    EXPECT_NE(got.complaints[0].find("x9.99"), std::string::npos) << got.complaints[0];
}

TEST(Dolphin, AFileThatIsCutOffIsNotUsed) {
    const auto got = read("b.do4", "7;1;1;All\nLane1;29.99;30.01;30.00\n");
    EXPECT_TRUE(got.results.empty());
    EXPECT_EQ(got.complaints.size(), 1u);
    EXPECT_TRUE(read("b.do4", "").results.empty());
    EXPECT_TRUE(read("b.do4", "no;dolphin\n").results.empty());
}

TEST(Dolphin, ASplitIsNoFinishWhereALineWasLost) {
    const auto got = read("b.do4", "7;1;2;All\nLane1;29.99;30.01;30.00\nLane2;30.00;;\nLane2;61.00;;\n" + hash);
    ASSERT_EQ(got.results.size(), 1u);
    EXPECT_EQ(got.results[0].rows.size(), 1u);
    EXPECT_EQ(got.results[0].rows[0].lane, 2u);
    EXPECT_EQ(got.complaints.size(), 1u);
}

TEST(Dolphin, AnEarlierRaceOfAHeatReplacesNoLaterOne) {
    auto driver = make_driver("dolphin");
    Collector got;
    const auto file = [&](const std::string& name, const std::string& watch) { driver->on_file(name, as_bytes("7;1;1;All\nLane1;" + watch + ";;\n" + hash), HostTime{}, got); };
    file("012-007-001A-0009.do4", "29.99");
    file("012-007-001A-0006.do4", "31.00");
    file("012-007-001A-0009.do4", "29.98");
    file("013-007-001A-0001.do4", "28.00");
    ASSERT_EQ(got.results.size(), 3u) << "a folder is not read in order; another meet counts from 1";
    EXPECT_EQ(got.results[1].rows[0].watches, times({2998}));
    EXPECT_EQ(got.complaints.size(), 1u);
}

TEST(Dolphin, AnEmptyHeatIsNoResult) {
    const auto got = read("c.do4", "7;1;1;All\nLane1;0;0;0\nLane2;;;\n" + hash);
    EXPECT_TRUE(got.results.empty());
    EXPECT_EQ(got.alives, 1u);
}

TEST(Dolphin, ReadsEveryRealFile) {
    struct Real {
        const char* name;
        const char* key;
        std::uint32_t lane;
        std::vector<Duration> watches;
        std::size_t rows;
    };
    const Real files[] = {
        {"008-000-001A-0010.do4", "", 1, times({1191, 1194, 1191}), 1}, {"008-001-002A-0002.do4", "1-2", 3, times({1340}), 3},
        {"008-003-001A-0004.do4", "3-1", 2, times({6163, 6162}), 3},   {"008-005-001A-0006.do4", "5-1", 3, times({12765}), 2},
        {"008-007-001P-0008.do4", "7-P-1", 1, times({1229, 1228, 1228}), 1}, {"008-010-001A-0011.do4", "10-1", 2, times({2162, 2163, 2162}), 2},
        {"008-000-00F0002.do3", "", 2, times({1152}), 3},              {"008-000-00F0004.do3", "", 3, times({10289, 10288}), 3},
        {"008-000-00F0006.do3", "", 1, times({4051, 4053, 4051}), 2},  {"008-000-00F0008.do3", "", 1, times({1229, 1228, 1228}), 1},
        {"008-000-00F0010.do3", "", 1, times({1191, 1194, 1191}), 1},  {"008-000-00F0012.do3", "", 10, times({1919}), 2},
    };
    if (shared_recording(std::string{"dolphin/"} + files[0].name).empty()) GTEST_SKIP() << "the shared recordings are not here";
    for (const auto& file : files) {
        const auto got = read(file.name, shared_recording(std::string{"dolphin/"} + file.name));
        EXPECT_TRUE(got.complaints.empty()) << got.complaints.front();
        ASSERT_EQ(got.results.size(), 1u) << file.name;
        EXPECT_EQ(got.results[0].key, file.key) << file.name;
        EXPECT_EQ(got.results[0].rows.size(), file.rows) << file.name;
        EXPECT_EQ(row_of(got.results[0], file.lane).watches, file.watches) << file.name;
    }
    const auto long_race = read("008-005-001A-0006.do4", shared_recording("dolphin/008-005-001A-0006.do4"));
    EXPECT_TRUE(row_of(long_race.results[0], 1).splits.empty()) << "15.20, 15.19 and 15.18: people choose";
    EXPECT_EQ(row_of(long_race.results[0], 3).splits, times({10654, 11370, 12046}));
}

TEST(Dolphin, EachEndOfARealFileIsSurvived) {
    const std::string whole = "3;1;2;All\r\nLane1;21.01;21.00;21.00\r\nLane1;33.35;33.43;33.35\r\n" + hash;
    for (std::size_t cut = 0; cut < whole.size() - 2; ++cut) EXPECT_TRUE(read("d.do4", whole.substr(0, cut)).results.empty()) << "cut at byte " << cut;
}

}  // namespace dolphin_test
}  // namespace bowball::capture
