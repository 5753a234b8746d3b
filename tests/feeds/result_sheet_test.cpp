// The result sheet: what stands in it, that a spreadsheet cannot be tricked by it, and that the folder follows the race.
#include "feeds/result_sheet.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <spdlog/sinks/null_sink.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "feeds/csv.hpp"
#include "feeds/sheet_writer.hpp"
#include "folders.hpp"

namespace bowball::feeds {
namespace result_sheet_test {

using testing::HasSubstr;

views::ResultsView results_of(std::string crew, std::string time) {
    views::ResultsView results;
    results.header.race = 7;
    results.header.run = 1;
    results.header.event = "M8+";
    results.header.phase = "SA/B1";
    results.header.title = "Men's Eight, Semifinal 1";
    results.header.status = "official";
    results.rules = "rowing 1";
    views::ResultsView::Row row;
    row.crew.lane = 3;
    row.crew.name = std::move(crew);
    row.rank = 1;
    row.time.emplace();
    row.time->text = std::move(time);
    row.time->uncertainty_us = 1200;
    row.time->source = "hand";
    row.time->by_hand = true;
    row.splits = {{500, "1:20.10", {}, {}, "", "", {}, "", ""}, {2000, "5:31.20", {}, {}, "", "", {}, "", ""}};
    results.rows.push_back(row);
    return results;
}

std::string read(const std::filesystem::path& path) {
    std::ifstream in{path, std::ios::binary};
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

TEST(Csv, QuotesWhatNeedsIt) {
    EXPECT_EQ(csv_row({"a", "b,c", "d \"e\"", "f\ng", ""}), "a,\"b,c\",\"d \"\"e\"\"\",\"f\ng\",\r\n");
}

TEST(Csv, ACrewNameCannotBecomeAFormulaAndAGapStaysANumber) {
    EXPECT_EQ(csv_row({"=1+1", "@x", "-Team", "+1.23", "-0.5"}), "'=1+1,'@x,'-Team,+1.23,-0.5\r\n");
}

TEST(ResultSheet, IsNamedWithLettersAFileSystemTakes) {
    EXPECT_EQ(sheet_name(results_of("x", "y").header), "race-007-M8-SA-B1.csv");
    views::RaceHeader evil;
    evil.race = 1234;
    evil.event = "../../etc/passwd";
    EXPECT_EQ(sheet_name(evil), "race-1234-etc-passwd.csv");
}

TEST(ResultSheet, SaysStatusSourceUncertaintyAndMarksAHandTime) {
    const auto text = sheet_text(results_of("Rowers, United", "5:31.20"));
    EXPECT_THAT(text, HasSubstr("status,official,"));
    EXPECT_THAT(text, HasSubstr("1,3,,\"Rowers, United\",,5:31.20,,,,hand *,1200,1:20.10\r\n"));
}

TEST(ResultSheet, MarksAReplacementTimeAndASplit) {
    auto results = results_of("x", "5:31.20");
    auto& row = results.rows.front();
    row.time->source = "b";
    row.time->by_hand = false;
    row.time->corrected = true;
    row.splits.front().corrected = true;
    EXPECT_THAT(sheet_text(results), HasSubstr("b corrected *,1200,1:20.10 *\r\n"));
}

TEST(ResultSheet, SaysThatADemoIsNone) {
    auto results = results_of("x", "5:31.20");
    results.header.simulated = true;
    EXPECT_THAT(sheet_text(results), HasSubstr("SIMULATED"));
}

TEST(SheetWriter, TheFolderHoldsTheNewestSheetOfEachRaceAndNoScraps) {
    const auto folder = std::filesystem::path{build_folder()} / "test_feeds_sheets";
    std::filesystem::remove_all(folder);
    {
        SheetWriter writer{folder.string(), std::make_shared<spdlog::logger>("t", std::make_shared<spdlog::sinks::null_sink_mt>())};
        for (int i = 0; i < 50; ++i) writer.publish({{"race/7/results", views::Audience::everyone, Seq{1}, results_of("A", "5:31." + std::to_string(10 + i))}});
    }
    EXPECT_THAT(read(folder / "race-007-M8-SA-B1.csv"), HasSubstr("5:31.59"));
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator{folder}, {}), 1);
}

TEST(SheetWriter, ARaceThatWasNeverArmedHasNoSheet) {
    const auto folder = std::filesystem::path{build_folder()} / "test_feeds_none";
    std::filesystem::remove_all(folder);
    auto results = results_of("A", "5:31.20");
    results.header.run = 0;
    { SheetWriter{folder.string(), std::make_shared<spdlog::logger>("t", std::make_shared<spdlog::sinks::null_sink_mt>())}.publish({{"race/7/results", views::Audience::everyone, Seq{1}, results}}); }
    EXPECT_FALSE(std::filesystem::exists(folder));
}

}  // namespace result_sheet_test
}  // namespace bowball::feeds
