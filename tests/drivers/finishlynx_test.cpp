#include <gtest/gtest.h>

#include "collector.hpp"

namespace bowball::capture {
namespace finishlynx_test {

Collector read_file(std::string_view content, std::string_view name = "test.lif") {
    Collector collector;
    make_driver("finishlynx")->on_file(name, as_bytes(content), HostTime{}, collector);
    return collector;
}

TEST(FinishLynx, ReadsPlacesLanesTimesAndStatuses) {
    const auto got = read_file("12,1,03,Men's Single Sculls,,,,,,2000,10:30:00.1234\r\n"
                               "1,101,4,Miller,Jan,NED,6:41.345,,,,\r\n"
                               "1,102,3,\"O'Neil, jr\",Pat,IRL,6:41.345,,,,\r\n"
                               "3,103,2,Rossi,Ugo,ITA,6:44.12,,,,\r\n"
                               "DNF,104,5,Weber,Eva,GER,,,,,\r\n"
                               ",105,1,Nobody,Yet,FRA,,,,,\r\n");
    ASSERT_EQ(got.results.size(), 1u) << (got.complaints.empty() ? "" : got.complaints.front());
    const auto& result = got.results[0];
    EXPECT_EQ(result.key, "12-1-3");
    EXPECT_EQ(result.title, "Men's Single Sculls");
    EXPECT_EQ(result.distance_m, 2000u);
    EXPECT_EQ(result.start_time_of_day, 10h + 30min + 123400us);
    EXPECT_EQ(result.resolution, 1ms) << "the finest digit in the file";
    ASSERT_EQ(result.rows.size(), 5u);
    EXPECT_EQ(result.rows[0].place, 1);
    EXPECT_EQ(result.rows[1].place, 1) << "a dead heat repeats the place";
    EXPECT_EQ(result.rows[1].name, "O'Neil, jr Pat");
    EXPECT_EQ(result.rows[0].time, 6min + 41s + 345ms);
    EXPECT_EQ(result.rows[3].status, "DNF");
    EXPECT_EQ(result.rows[3].place, std::nullopt);
    EXPECT_EQ(result.rows[4].place, std::nullopt);
    EXPECT_EQ(result.rows[4].time, std::nullopt);
}

TEST(FinishLynx, ReadsARealFile) {
    const auto content = shared_recording("finishlynx/017-2-01.lif");
    if (content.empty()) GTEST_SKIP() << "the shared recordings are not here";
    const auto got = read_file(content, "017-2-01.lif");
    EXPECT_TRUE(got.complaints.empty());
    ASSERT_EQ(got.results.size(), 1u);
    const auto& result = got.results[0];
    EXPECT_EQ(result.key, "17-2-1");
    ASSERT_EQ(result.rows.size(), 8u);
    EXPECT_EQ(result.rows[0].time, 12s + 800ms);
    EXPECT_EQ(result.rows[0].lane, 6u);
    EXPECT_EQ(result.resolution, 10ms);
    EXPECT_EQ(result.rows[2].reaction, 134ms);
    for (const auto& row : result.rows) EXPECT_TRUE(row.reaction.has_value());
}

// The camera writes a file anew after every correction, and a lane that it leaves out has lost its time: a row that was
// damaged on the way must not read as such a row.
TEST(FinishLynx, ADamagedFieldSaysWhereAndTheRestOfItsRowIsKept) {
    const auto got = read_file("1,1,1,Race\n1,101,3,A,B,C,6:4#.34,\n2,102,x,A,B,C,12.40,\n3#,103,5,A,B,C,12.50,\n", "race.lif");
    ASSERT_EQ(got.results.size(), 1u);
    const auto& rows = got.results[0].rows;
    ASSERT_EQ(rows.size(), 3u);
    for (const auto& row : rows) EXPECT_TRUE(row.unreadable) << row.identity;
    EXPECT_EQ(rows[0].place, 1);
    EXPECT_EQ(rows[0].lane, 3u);
    EXPECT_EQ(rows[0].identity, "101");
    EXPECT_EQ(rows[0].time, std::nullopt);
    EXPECT_EQ(rows[1].lane, std::nullopt);
    EXPECT_EQ(rows[1].time, 12s + 400ms);
    EXPECT_EQ(rows[2].place, std::nullopt);
    EXPECT_EQ(rows[2].status, "") << "half a number is no status";
    EXPECT_EQ(rows[2].time, 12s + 500ms);
    ASSERT_EQ(got.complaints.size(), 3u);
    EXPECT_EQ(got.complaints[0], "race.lif: line 2, field 7: the time cannot be read; the line was taken without it: \"1,101,3,A,B,C,6:4#.34,\"");
    EXPECT_NE(got.complaints[1].find("line 3, field 3"), std::string::npos);
    EXPECT_NE(got.complaints[2].find("line 4, field 1"), std::string::npos);
}

TEST(FinishLynx, ALineThatIsTooShortIsARowThatSaysOnlyItsLane) {
    const auto got = read_file("1,1,1,Race\n1,101,3,Miller Jan,NED,6:41.34\n1101,4,Rossi,Ugo,ITA,6:44.12\nshort,line\n", "race.lif");
    const auto& rows = got.results.at(0).rows;
    ASSERT_EQ(rows.size(), 3u);
    for (const auto& row : rows) EXPECT_TRUE(row.unreadable && !row.place && !row.time && row.identity.empty());
    EXPECT_EQ(rows[0].lane, 3u);
    EXPECT_EQ(rows[1].lane, std::nullopt);
    EXPECT_EQ(rows[2].lane, std::nullopt);
    EXPECT_NE(got.complaints.back().find("line 4"), std::string::npos);
}

TEST(FinishLynx, WhatIsNotDamagedIsNotCalledUnreadable) {
    const auto got = read_file("1,1,1,R\n1,7,,A,B,C,12.3,\nDQ 162.7,8,0,A,B,C,,\n,9,3,A,B,C,,\naufg.,10,4,A,B,C,,,,soon,x\nn/a,11,5,A,B,C,,\n");
    ASSERT_EQ(got.results.at(0).rows.size(), 5u);
    for (const auto& row : got.results[0].rows) EXPECT_FALSE(row.unreadable) << row.identity;
    EXPECT_EQ(got.results[0].rows[1].status, "DQ 162.7");
}

TEST(FinishLynx, ReadsTheCodePagesOfCameraComputers) {
    EXPECT_EQ(read_file("1,1,1,R\n1,1,1,M\xFCller,,X,12.3,\n").results.at(0).rows[0].name, "M\xC3\xBCller");
    EXPECT_EQ(read_file("\xEF\xBB\xBF" "1,1,1,R\n1,1,1,M\xC3\xBCller,,X,12.3,\n").results.at(0).rows[0].name, "M\xC3\xBCller");
}

std::string utf16(std::u16string_view text, bool big_endian) {
    std::string out;
    for (const auto unit : text) {
        const auto high = static_cast<char>(unit >> 8);
        const auto low = static_cast<char>(unit & 0xFF);
        out += big_endian ? high : low;
        out += big_endian ? low : high;
    }
    return out;
}

// Newer FinishLynx versions offer Unicode.
TEST(FinishLynx, ReadsUtf16EitherWayRound) {
    for (const auto big_endian : {false, true}) {
        const auto got = read_file(utf16(u"\uFEFF1,1,1,R\r\n1,1,1,M\u00FCller \U0001F600,\u0141ukasz,X,12.3,\r\n", big_endian));
        ASSERT_EQ(got.results.size(), 1u);
        EXPECT_EQ(got.results[0].rows.at(0).name, "M\xC3\xBCller \xF0\x9F\x98\x80 \xC5\x81ukasz");
    }
    EXPECT_TRUE(read_file(utf16(u"1,1,1,R\n", false)).results.empty()) << "without a byte-order mark it is no text";
    EXPECT_EQ(read_file("\xFF\xFE" + utf16(u"1,1,1,R\n1,1,1,A", false) + std::string{"\x00\xD8", 2} + utf16(u",B,C,12.3,\n", false) + "x").results.at(0).rows.at(0).name, "A\xEF\xBF\xBD B");
}

TEST(FinishLynx, ReadsDecimalCommasInQuotesAndReactionsBeforeTheGun) {
    const auto got = read_file("1,1,1,R\n1,1,1,A,B,C,\"12,80\",,,-0.021,\n2,2,2,D,E,F,12.90,,,soon,10.1 x\n", "r.lif");
    const auto& rows = got.results.at(0).rows;
    EXPECT_EQ(rows.at(0).time, 12s + 800ms);
    EXPECT_EQ(rows.at(0).reaction, -21ms);
    EXPECT_EQ(rows.at(1).splits, (std::vector<Duration>{10s + 100ms}));
    ASSERT_EQ(got.complaints.size(), 2u);
    EXPECT_EQ(got.complaints[0].substr(0, 24), "r.lif: line 3, field 10:");
    EXPECT_EQ(got.complaints[1].substr(0, 24), "r.lif: line 3, field 11:");
}

// A result becomes one journal entry: a file of commas would make it five megabytes long.
TEST(FinishLynx, AFileOfTooManyResultsIsRefusedWithASentence) {
    const auto rows = [](std::size_t count) {
        std::string text = "1,1,1,R\n";
        for (std::size_t i = 0; i < count; ++i) text += "," + std::to_string(i + 1) + ",,,,,,\n";
        return text;
    };
    EXPECT_EQ(read_file(rows(1000)).results.at(0).rows.size(), 1000u);
    const auto got = read_file(rows(1001));
    EXPECT_TRUE(got.results.empty());
    EXPECT_NE(got.complaints.at(0).find("no race has more than 1000 results"), std::string::npos);
    std::string commas = "1,1,1,R\n";
    for (int i = 0; i < 40'000; ++i) commas += ",,,,,,,\n";
    EXPECT_TRUE(read_file(commas).results.at(0).rows.empty()) << "a line that says nothing is nobody's result";
}

TEST(FinishLynx, WhatIsNoResultFileIsRefusedWithAReason) {
    for (const auto* content : {"", "\n\n", ";only a comment\n", "no header here", "17,2,1", ",,,\n1,2,3"}) {
        const auto got = read_file(content);
        EXPECT_TRUE(got.results.empty()) << content;
        EXPECT_EQ(got.complaints.size(), 1u) << content;
    }
    EXPECT_TRUE(read_file(std::string_view{"1,1,1\0,binary", 13}).results.empty());
}

TEST(FinishLynx, SurvivesRandomDamage) {
    const std::string content = "12,1,03,Final,,,,,,2000,10:30:00.1234\r\n1,101,4,Miller,Jan,NED,6:41.345,,,,\r\nDNF,104,5,Weber,Eva,GER,,,,,\r\n";
    std::mt19937 random{9};
    for (int round = 0; round < 2000; ++round) {
        auto damaged = content;
        for (int i = 0; i < 4; ++i) damaged[random() % damaged.size()] = static_cast<char>(random());
        const auto got = read_file(damaged);
        EXPECT_LE(got.results.size(), 1u);
    }
}

}  // namespace finishlynx_test
}  // namespace bowball::capture
