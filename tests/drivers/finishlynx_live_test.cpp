#include <gtest/gtest.h>

#include <map>

#include "collector.hpp"
#include "core/text.hpp"
#include "folders.hpp"

namespace bowball::capture {
namespace finishlynx_live_test {

/// A record as our script sends it; "|" stands for the separator.
std::string record(std::string fields) {
    for (auto& character : fields) {
        if (character == '|') character = '\x1f';
    }
    return fields + "\n";
}

std::string page(const std::string& rows, const std::string& participants = "") {
    return record("H|12|1|03|" + participants + "|UNOFFICIAL|Men's Single Sculls") + rows + record("E|12|1|03");
}

/// What a scoreboard's variables are, by group and number: "1306" is the heat.
using Values = std::map<std::string, std::string>;

std::string without_escapes(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 2 < text.size()) {
            out += static_cast<char>(std::stoi(std::string{text.substr(i + 1, 2)}, nullptr, 16));
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

/// What FinishLynx sends for a section of the shipped script, by the rules of protocols 4.6.
std::string play(std::string_view section, const Values& values) {
    std::ifstream file{source_folder() + "/config/finishlynx/bowball.lss", std::ios::binary};
    const std::string script{std::istreambuf_iterator<char>{file}, {}};
    std::string sent;
    auto is_here = false;
    for (const auto raw : split(script, '\n')) {
        EXPECT_TRUE(raw.empty() || raw.back() == '\r') << "the camera's computer wants CR LF in a text file";
        const auto line = raw.substr(0, raw.find('\r'));
        if (line.starts_with(";;")) is_here = line.substr(2) == section;
        if (!is_here || line.empty() || line.front() == ';') continue;
        EXPECT_TRUE(line.size() > 6 && line[0] == '\\' && line[3] == '\\') << "group and variable, two escaped bytes: " << line;
        const auto variable = std::string{line.substr(1, 2)} + std::string{line.substr(4, 2)};
        auto text = without_escapes(line.substr(6));
        const auto place = text.find("%s");
        EXPECT_EQ(place != std::string::npos, !variable.ends_with("00")) << "a variable and its %s belong together: " << line;
        if (place != std::string::npos) {
            EXPECT_TRUE(values.contains(variable)) << variable;
            text.replace(place, 2, values.contains(variable) ? values.at(variable) : "");
        }
        sent += text;
    }
    EXPECT_FALSE(sent.empty()) << section;
    return sent;
}

const Values race{{"1101", "0.0"}, {"1302", "Men's Single Sculls"}, {"1301", "UNOFFICIAL"}, {"1304", "12"}, {"1305", "1"}, {"1306", "03"}, {"1308", "2"}, {"1201", "+0.6"}, {"1601", "hello"}};

Values crew(const std::string& place, const std::string& lane, const std::string& id, const std::string& name, const std::string& club, const std::string& time, const std::string& reaction) {
    return {{"1401", place}, {"1402", lane}, {"1403", id}, {"1404", name}, {"1405", club}, {"1406", time}, {"140c", reaction}};
}

// Trap 7 of protocols 0.2: two bytes before each line; play() expects them.
TEST(FinishLynxLive, Trap7TheShippedScriptSendsWhatTheDriverReads) {
    const auto sent = play("ResultsHeader", race) + play("Result", crew("1", "4", "101", "Miller, the \"second\"", "NED", "6:41.345", "0.190")) +
                      play("Result", crew("DNF", "5", "104", "Weber Eva", "GER", "", "")) + play("ResultsTrailer", race);
    const auto got = feed("finishlynx_live", sent);
    ASSERT_EQ(got.results.size(), 1u) << (got.complaints.empty() ? "" : got.complaints[0]);
    const auto& result = got.results[0];
    EXPECT_EQ(result.key, "12-1-3");
    EXPECT_EQ(result.title, "Men's Single Sculls");
    EXPECT_EQ(result.resolution, 1ms);
    ASSERT_EQ(result.rows.size(), 2u);
    EXPECT_EQ(result.rows[0].place, 1);
    EXPECT_EQ(result.rows[0].lane, 4u);
    EXPECT_EQ(result.rows[0].identity, "101");
    EXPECT_EQ(result.rows[0].name, "Miller, the \"second\"");
    EXPECT_EQ(result.rows[0].affiliation, "NED");
    EXPECT_EQ(result.rows[0].time, 6min + 41s + 345ms);
    EXPECT_EQ(result.rows[0].reaction, 190ms);
    EXPECT_EQ(result.rows[1].status, "DNF");
    EXPECT_TRUE(got.complaints.empty());
}

TEST(FinishLynxLive, EveryOtherSectionOfTheScriptIsLifeAndNoImpulse) {
    std::size_t sections = 0;
    for (const auto* section : {"Initialization", "TimeArmed", "TimeRunning", "TimeUpdate", "TimeGun", "TimePaused", "TimeStopped", "TimeBreak", "TimeOfDay", "Wind", "StartListHeader",
                                "StartList", "StartListTrailer", "MessageHeader", "Message", "MessageTrailer"}) {
        const auto got = feed("finishlynx_live", play(section, race));
        EXPECT_EQ(got.alives, 1u) << section;
        EXPECT_TRUE(got.complaints.empty()) << section << ": " << got.complaints[0];
        EXPECT_TRUE(got.results.empty()) << section;
        EXPECT_TRUE(got.impulses.empty()) << section << ": a display is not a stamp";
        ++sections;
    }
    EXPECT_EQ(sections, 16u);
}

// FinishLynx blocks when it has produced 4095 bytes without one (protocols 4.5).
TEST(FinishLynxLive, EveryRecordOfTheScriptEndsWithALineFeed) {
    const auto longest = std::string(60, 'x');
    for (const auto* section : {"Initialization", "TimeRunning", "TimeOfDay", "Wind", "StartListHeader", "StartList", "StartListTrailer", "ResultsHeader", "ResultsTrailer", "Message"})
        EXPECT_EQ(play(section, race).back(), '\n') << section;
    const auto row = play("Result", crew("1", "4", "101", longest, longest, "6:41.345", "0.190"));
    EXPECT_EQ(row.back(), '\n');
    EXPECT_LT(row.size(), 200u);
}

// The same race as a file and on the board: one key, and rows that do not differ.
TEST(FinishLynxLive, AgreesWithTheResultFile) {
    Collector file;
    make_driver("finishlynx")->on_file("012-1-03.lif", as_bytes("12,1,03,Men's Single Sculls,,,,,,,\r\n1,101,4,Miller,,NED,6:41.345,,,0.190\r\nDNF,104,5,Weber,,GER,,,,\r\n,105,1,Nobody,,FRA,,,,\r\n"), HostTime{}, file);
    const auto live = feed("finishlynx_live", page(record("R|1|101|4|Miller|NED|6:41.345|0.190") + record("R|DNF|104|5|Weber|GER||") + record("R||105|1|Nobody|FRA||")));
    ASSERT_EQ(file.results.size(), 1u);
    ASSERT_EQ(live.results.size(), 1u);
    EXPECT_EQ(live.results[0].key, file.results[0].key);
    EXPECT_EQ(live.results[0].title, file.results[0].title);
    EXPECT_EQ(live.results[0].rows, file.results[0].rows);
    EXPECT_EQ(live.results[0].resolution, file.results[0].resolution);
}

TEST(FinishLynxLive, AClockBackAtZeroIsRemarkedOnce) {
    const auto got = feed("finishlynx_live", record("A|0.0|1|1|1") + record("T|0.0|1|1|1") + record("T|0.1|1|1|1") + record("T|1:02.3|1|1|1") + record("T|0.0|1|1|1") + record("T|0.0|1|1|1"));
    EXPECT_EQ(got.alives, 6u);
    ASSERT_EQ(got.complaints.size(), 1u);
    EXPECT_NE(got.complaints[0].find("false start"), std::string::npos);
    EXPECT_EQ(got.skipped_bytes, 0u) << "it was understood";
    const auto next = feed("finishlynx_live", record("T|9.9|1|1|1") + record("A|0.0|1|1|2") + record("T|9.9|1|1|2") + record("S|10.1|1|1|2") + record("T|0.0|1|1|2"));
    EXPECT_TRUE(next.complaints.empty()) << "the next race, and a clock that was stopped: " << next.complaints[0];
}

TEST(FinishLynxLive, HalfAPageIsNoResult) {
    const auto got = feed("finishlynx_live", record("H|1|1|1||UNOFFICIAL|A") + record("R|1|101|4|Miller|NED|6:41.345|") + page(record("R|2|102|5|Rossi|ITA|6:42.000|")) +
                                                 record("R|1|101|4|Miller|NED|6:41.345|") + record("E|1|1|1"));
    ASSERT_EQ(got.results.size(), 1u);
    EXPECT_EQ(got.results[0].rows.size(), 1u);
    EXPECT_EQ(got.complaints.size(), 3u) << "a page without end, a row without page, an end without page";
}

TEST(FinishLynxLive, ADamagedHeaderEndsThePageBeforeIt) {
    const auto got = feed("finishlynx_live", record("H|1|1|1||UNOFFICIAL|A") + record("R|1|101|4|Miller|NED|6:41.345|") + record("H|1|1") + record("R|1|201|4|Weber|GER|6:45.000|") + record("E|1|1|1"));
    EXPECT_TRUE(got.results.empty()) << "the second row is of another race";
}

TEST(FinishLynxLive, APageOfSomeCrewsWipesNoneAway) {
    const auto got = feed("finishlynx_live", page(record("R|1|101|4|Miller|NED|6:41.345|") + record("R|2|102|5|Rossi|ITA|6:42.00|"), "3") + page(record("R|3|103|6|Weber|GER|6:43.00|"), "3") +
                                                 page(record("R|1|102|5|Rossi|ITA|6:41.00|"), "3"));
    ASSERT_EQ(got.results.size(), 3u);
    EXPECT_EQ(got.results[1].rows.size(), 3u);
    ASSERT_EQ(got.results[2].rows.size(), 3u);
    EXPECT_EQ(got.results[2].rows[0].place, 1) << "the newest page is believed";
    EXPECT_EQ(got.results[2].rows[0].lane, 5u);
    EXPECT_EQ(got.results[2].resolution, 1ms);
    const auto whole = feed("finishlynx_live", page(record("R|1|101|4|Miller|NED|6:41.345|") + record("R|2|102|5|Rossi|ITA|6:42.00|"), "2") + page(record("R|1|102|5|Rossi|ITA|6:42.00|"), "1"));
    EXPECT_EQ(whole.results.at(1).rows.size(), 1u) << "a whole page replaces what was there";
}

TEST(FinishLynxLive, AStatusMayStandInPlaceOfTheTime) {
    const auto got = feed("finishlynx_live", page(record("R||101|4|Miller|NED|DNS|") + record("R|DQ|102|5|Rossi|ITA|DQ|") + record("R|3|103|6|Weber|GER|6:4x.00|") + record("R|||||||")));
    ASSERT_EQ(got.results.size(), 1u);
    ASSERT_EQ(got.results[0].rows.size(), 3u);
    EXPECT_EQ(got.results[0].rows[0].status, "DNS");
    EXPECT_EQ(got.results[0].rows[1].status, "DQ");
    EXPECT_TRUE(got.results[0].rows[2].unreadable) << "what an earlier page said of its time stands";
    EXPECT_EQ(got.complaints.size(), 1u) << "a time with a letter in it; an empty row of the board is nobody's";
}

TEST(FinishLynxLive, ARecordWithTwoFaultsIsCountedOnce) {
    const auto row = record("R|1|101|four|Miller|NED|6:41.345|soon");
    const auto got = feed("finishlynx_live", page(row));
    ASSERT_EQ(got.results.size(), 1u);
    EXPECT_EQ(got.results[0].rows.at(0).time, 6min + 41s + 345ms);
    EXPECT_EQ(got.complaints.size(), 2u);
    EXPECT_EQ(got.skipped_bytes, row.size() - 1);
}

TEST(FinishLynxLive, ReadsTheCodePageOfTheCamerasComputer) {
    const auto got = feed("finishlynx_live", page(record("R|1|101|4|M\xFCller|X|6:41.345|")) + page(record("R|1|101|4|M\xC3\xBCller|X|6:41.345|")));
    ASSERT_EQ(got.results.size(), 2u);
    EXPECT_EQ(got.results[0].rows.at(0).name, "M\xC3\xBCller");
    EXPECT_EQ(got.results[1].rows.at(0).name, "M\xC3\xBCller");
    const auto wide = feed("finishlynx_live", std::string_view{"T\0\x1f\0" "1\0.\0" "1\0\n\0", 12});
    ASSERT_FALSE(wide.complaints.empty());
    EXPECT_NE(wide.complaints[0].find("Single Byte"), std::string::npos);
}

TEST(FinishLynxLive, AnotherScriptIsNamedAsSuch) {
    const auto got = feed("finishlynx_live", "*update|0.1|12|1|3|Final\n");
    ASSERT_EQ(got.complaints.size(), 1u);
    EXPECT_NE(got.complaints[0].find("bowball.lss"), std::string::npos);
}

TEST(FinishLynxLive, APageIsBounded) {
    std::string rows;
    for (int i = 0; i < 1001; ++i) rows += record("R|1|" + std::to_string(i) + "|1|A|B|1.00|");
    const auto got = feed("finishlynx_live", page(rows));
    EXPECT_TRUE(got.results.empty());
    EXPECT_NE(got.complaints.at(0).find("no race has more than 1000 results"), std::string::npos);
    const auto wide = feed("finishlynx_live", page(record("R|1|101|4|" + std::string(1000, 'A') + "|B|1.00|")));
    EXPECT_TRUE(wide.results.at(0).rows.empty());
    EXPECT_EQ(wide.complaints.size(), 1u);
}

TEST(FinishLynxLive, AnyCutGivesTheSameResults) {
    const auto bytes = record("T|0.1|1|1|1") + page(record("R|1|101|4|Miller|NED|6:41.345|0.190") + record("R|DNF|104|5|Weber|GER||"));
    const auto whole = feed("finishlynx_live", bytes);
    ASSERT_EQ(whole.results.size(), 1u);
    for (unsigned seed = 1; seed <= 50; ++seed) EXPECT_EQ(feed_in_pieces("finishlynx_live", bytes, seed, 1 + seed).results, whole.results) << "seed " << seed;
}

}  // namespace finishlynx_live_test
}  // namespace bowball::capture
