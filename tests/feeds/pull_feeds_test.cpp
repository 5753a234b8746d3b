// The polled feeds: names that never change, rows that never end early, and the past as it was shown.
#include "feeds/pull_feeds.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <ctime>
#include <map>
#include <nlohmann/json.hpp>

#include "core/limits.hpp"
#include "feeds/race_tables.hpp"

namespace bowball::feeds {
namespace pull_feeds_test {

using nlohmann::json;
using testing::HasSubstr;

constexpr std::int64_t second = 1'000'000;

views::RaceHeader header_of(std::uint32_t race) {
    views::RaceHeader header;
    header.race = race;
    header.run = 1;
    header.event = "M1x";
    header.title = "Sculls & <Friends>";
    header.state = "running";
    header.status = "live";
    return header;
}

SharedView board_of(std::uint32_t race, const std::string& leader, std::size_t rows = 3) {
    views::BoardView board;
    board.header = header_of(race);
    board.started_us = 100 * second;
    board.clock_runs = true;
    for (std::size_t i = 0; i < rows; ++i) {
        views::BoardView::Row row;
        row.crew = {static_cast<std::uint16_t>(i + 1), static_cast<std::uint32_t>(i + 1), "C" + std::to_string(i + 1), i == 0 ? leader : "Crew " + std::to_string(i + 1), "Club"};
        row.rank = static_cast<std::uint16_t>(i + 1);
        row.time.emplace();
        row.time->text = "1:40.1" + std::to_string(i);
        row.time->source = "b";
        row.time->corrected = i == 1;
        row.gap_text = i == 0 ? "" : "+0.10";
        row.point_m = 500;
        board.rows.push_back(row);
    }
    return std::make_shared<const views::View>(board);
}

SharedView meet_of(std::optional<std::uint32_t> current) {
    views::MeetView meet;
    meet.current_race = current;
    meet.races = {header_of(1), header_of(2)};
    meet.races[0].scheduled_us = 1'700'000'000 * second;
    return std::make_shared<const views::View>(meet);
}

class Pull : public testing::Test {
protected:
    void SetUp() override {
        ::setenv("TZ", "UTC", 1);
        ::tzset();
        feeds.take("meet", meet_of(1), 100 * second);
        feeds.take("race/1/board", board_of(1, "Alpha"), 100 * second);
        feeds.take("race/2/board", board_of(2, "Beta"), 100 * second);
    }
    Result<Document> ask(const std::string& name, std::map<std::string, std::string> parameters = {}, std::int64_t now_us = 200 * second) {
        return feeds.find(name, [&](std::string_view key) { return parameters[std::string{key}]; }, now_us);
    }
    json rows(const std::string& name, std::map<std::string, std::string> parameters = {}, std::int64_t now_us = 200 * second) { return json::parse(*ask(name, std::move(parameters), now_us).value().body); }

    PullFeeds feeds{1};
};

TEST_F(Pull, TheBoardIsFlatRowsOfTextsPaddedToEight) {
    const auto board = rows("board.json");
    ASSERT_EQ(board.size(), 8u);
    EXPECT_EQ(board[0]["crew"], "Alpha");
    EXPECT_EQ(board[0]["rank"], "1");
    EXPECT_EQ(board[0]["time"], "1:40.10");
    EXPECT_EQ(board[1]["mark"], "*") << "corrected";
    EXPECT_EQ(board[1]["gap"], "+0.10");
    EXPECT_EQ(board[0]["title"], "Sculls & <Friends>");
    for (const auto& [key, value] : board[0].items()) {
        EXPECT_TRUE(value.is_string()) << key;
        EXPECT_EQ(board[7][key], "") << "a line without a crew is empty, not the last race's";
    }
}

TEST_F(Pull, AskedForSoManyRowsThereAreSoMany) {
    EXPECT_EQ(rows("board.json", {{"rows", "2"}}).size(), 2u);
    EXPECT_EQ(rows("board.json", {{"rows", "12"}}).size(), 12u);
    const auto second_page = rows("board.json", {{"rows", "2"}, {"from", "3"}});
    ASSERT_EQ(second_page.size(), 2u);
    EXPECT_EQ(second_page[0]["lane"], "3");
    EXPECT_EQ(second_page[1]["lane"], "");
    feeds.take("race/1/board", board_of(1, "Alpha", 30), 101 * second);
    EXPECT_EQ(rows("board.json").size(), 30u);
}

TEST_F(Pull, TheStartListSaysWhenEachCrewIsDue) {
    views::StartListView list;
    list.header = header_of(1);
    list.rows.resize(4);
    list.rows[0].start = views::ShownStart{1'700'000'000 * second, 0, "0:00", 0};
    list.rows[1].start = views::ShownStart{1'700'000'022 * second + 500'000, 22 * second + 500'000, "0:22.5", 0};
    list.rows[2].start = views::ShownStart{std::nullopt, 45 * second, "0:45", 0};
    feeds.take("race/1/start_list", std::make_shared<const views::View>(list), 100 * second);
    const auto shown = rows("startlist.json");
    const auto cells = [&](std::size_t row) { return std::pair{shown[row]["start_time"].get<std::string>(), shown[row]["start_after"].get<std::string>()}; };
    EXPECT_EQ(cells(0), (std::pair<std::string, std::string>{"22:13:20", "0:00"}));
    EXPECT_EQ(cells(1), (std::pair<std::string, std::string>{"22:13:42.5", "0:22.5"}));
    EXPECT_EQ(cells(2), (std::pair<std::string, std::string>{"", "0:45"})) << "the programme's time is past";
    EXPECT_EQ(cells(3), (std::pair<std::string, std::string>{"", ""}));
}

TEST_F(Pull, AnotherRaceThanTheCurrentOneIsNamed) {
    EXPECT_EQ(rows("board.json", {{"race", "2"}})[0]["crew"], "Beta");
    EXPECT_EQ(ask("board.json", {{"race", "9"}}).error().code, errc::not_found);
    EXPECT_EQ(ask("board.json", {{"race", "../meet"}}).error().code, errc::bad_input);
    feeds.take("meet", meet_of(std::nullopt), 150 * second);
    const auto none = rows("board.json");
    ASSERT_EQ(none.size(), 8u) << "no race is on: the same columns, without a word";
    EXPECT_EQ(none[0]["crew"], "");
}

TEST_F(Pull, TheFormsSayTheSame) {
    const auto csv = *ask("board.csv").value().body;
    EXPECT_TRUE(csv.starts_with("rank,lane,code,crew,club,time,mark,gap,point_m,finished,status,card,race,event,event_title,phase,title,race_state,race_status,simulated,source,rank_shared,too_close\r\n")) << csv;
    EXPECT_EQ(std::ranges::count(csv, '\n'), 9);
    const auto xml = *ask("board.xml").value().body;
    EXPECT_THAT(xml, HasSubstr("<row><rank>1</rank><lane>1</lane>"));
    EXPECT_THAT(xml, HasSubstr("<title>Sculls &amp; &lt;Friends&gt;</title>"));
    EXPECT_EQ(ask("board.csv")->content_type, "text/csv; charset=utf-8");
    EXPECT_EQ(ask("board.xml")->content_type, "application/xml; charset=utf-8");
}

TEST_F(Pull, WhatIsTooCloseToCallOrSharesAPlaceSaysSo) {
    auto board = std::get<views::BoardView>(*board_of(1, "Leader"));
    board.rows[1].too_close = board.rows[2].too_close = true;
    board.rows[0].rank_shared = true;
    feeds.take("race/1/board", std::make_shared<const views::View>(board), 101 * second);
    const auto shown = rows("board.json");
    EXPECT_EQ(shown[0]["too_close"], "");
    EXPECT_EQ(shown[1]["too_close"], "1");
    EXPECT_EQ(shown[2]["too_close"], "1");
    EXPECT_EQ(shown[0]["rank_shared"], "1");
    EXPECT_EQ(shown[1]["rank_shared"], "");
}

TEST_F(Pull, ACrewsNameIsNoFormulaAndNoMarkup) {
    feeds.take("race/1/board", board_of(1, "=cmd|' /C calc'!A0"), 101 * second);
    EXPECT_THAT(*ask("board.csv")->body, HasSubstr("'=cmd|' /C calc'!A0"));
    feeds.take("race/1/board", board_of(1, "\t=1+1"), 102 * second);
    EXPECT_THAT(*ask("board.csv")->body, HasSubstr("'\t=1+1"));
    feeds.take("race/1/board", board_of(1, std::string{"A\0B", 3}), 102 * second + 1);
    EXPECT_THAT(*ask("board.csv")->body, HasSubstr("A B")) << "a letter that no text has";
    feeds.take("race/1/board", board_of(1, "</crew><x a=\"1\">\x01"), 103 * second);
    EXPECT_THAT(*ask("board.xml")->body, HasSubstr("<crew>&lt;/crew&gt;&lt;x a=&quot;1&quot;&gt; </crew>"));
}

TEST_F(Pull, ADelayShowsWhatWasOnTheAirThen) {
    feeds.take("race/1/board", board_of(1, "Later"), 190 * second);
    EXPECT_EQ(rows("board.json")[0]["crew"], "Later");
    EXPECT_EQ(rows("board.json", {{"delay_ms", "9999"}})[0]["crew"], "Later");
    EXPECT_EQ(rows("board.json", {{"delay_ms", "10001"}})[0]["crew"], "Alpha");
    feeds.take("meet", meet_of(2), 195 * second);
    EXPECT_EQ(rows("board.json")[0]["crew"], "Beta");
    EXPECT_EQ(rows("board.json", {{"delay_ms", "6000"}})[0]["crew"], "Later") << "the race that was current then";
    EXPECT_EQ(ask("board.json", {{"delay_ms", "60001"}}).error().code, errc::bad_input);
    EXPECT_EQ(ask("board.json", {{"delay_ms", "-1"}}).error().code, errc::bad_input);
}

// A graphics computer polls on while the server starts again: what it is shown must not be ahead of its picture.
TEST_F(Pull, WhatWasBeforeTheServerIsNotKnownAndThePresentIsNoAnswer) {
    for (const auto* name : {"board.json", "clock.csv", "schedule.xml", "medals.json"}) {
        const auto early = ask(name, {{"delay_ms", "3000"}}, 101 * second).value();
        EXPECT_EQ(early.begins_in_us, 2 * second) << name;
        EXPECT_EQ(early.body, nullptr) << name;
    }
    EXPECT_EQ(ask("board.json", {{"race", "1"}, {"delay_ms", "3000"}}, 101 * second)->begins_in_us, 2 * second);
    EXPECT_EQ(rows("board.json", {{"delay_ms", "3000"}}, 103 * second)[0]["crew"], "Alpha");
    EXPECT_EQ(rows("board.json", {}, 100 * second)[0]["crew"], "Alpha");
    EXPECT_EQ(ask("board.json", {{"race", "9"}, {"delay_ms", "1000"}}, 200 * second).error().code, errc::not_found);
}

TEST_F(Pull, ARaceThatCameLaterWasNotThereYet) {
    feeds.take("race/3/board", board_of(3, "Gamma"), 190 * second);
    EXPECT_EQ(rows("board.json", {{"race", "3"}})[0]["crew"], "Gamma");
    EXPECT_EQ(rows("board.json", {{"race", "3"}, {"delay_ms", "20000"}})[0]["crew"], "");
}

TEST_F(Pull, SoManyDocumentsAreKept) {
    const auto first = ask("board.json")->body;
    for (std::size_t rows = 1; rows < limits::feed_documents; ++rows) std::ignore = ask("board.json", {{"rows", std::to_string(rows)}});
    EXPECT_EQ(ask("board.json")->body, first) << "one string, not two alike";
    std::ignore = ask("board.csv");
    EXPECT_NE(ask("board.json")->body, first) << "made anew: one more was asked for than are kept";
}

TEST_F(Pull, TheClockIsReadAtTheDelayedInstant) {
    EXPECT_EQ(rows("clock.json", {}, 141'290'000)[0]["clock"], "41.2") << "tenths, cut";
    EXPECT_EQ(rows("clock.json", {{"delay_ms", "1000"}}, 141'290'000)[0]["clock"], "40.2");
    EXPECT_EQ(rows("clock.json", {}, 141'290'000)[0]["running"], "1");
    EXPECT_EQ(rows("clock.json", {}, 3'661 * second)[0]["time_of_day"], "01:01:01");
    EXPECT_EQ(rows("clock.json", {}, 99 * second + 999'999 + 1)[0]["clock"], "0.0") << "never before the start";
    views::BoardView over;
    over.header = header_of(1);
    over.leader_text = "6:41.34";
    feeds.take("race/1/board", std::make_shared<const views::View>(over), 150 * second);
    EXPECT_EQ(rows("clock.json")[0]["clock"], "6:41.34") << "as the rule set rounds it";
    EXPECT_EQ(rows("clock.json")[0]["running"], "");
    EXPECT_EQ(rows("clock.json").size(), 1u);
}

TEST_F(Pull, TheScheduleNamesTheCurrentRace) {
    const auto schedule = rows("schedule.json");
    EXPECT_EQ(schedule[0]["time"], "22:13");
    EXPECT_EQ(schedule[0]["day"], "2023-11-14");
    EXPECT_EQ(schedule[0]["current"], "1");
    EXPECT_EQ(schedule[1]["current"], "");
}

TEST_F(Pull, ResultsHaveTheSameColumnsForEveryDistance) {
    views::ResultsView results;
    results.header = header_of(1);
    results.header.status = "revised";
    results.header.revision = 2;
    views::ResultsView::Row row;
    row.crew.name = "Alpha";
    row.time.emplace();
    row.time->text = "6:41.34";
    row.time->source = "hand";
    row.time->by_hand = true;
    row.splits.resize(3);
    row.splits[0].text = "1:40.10";
    row.splits[1].text = "3:20.20";
    row.splits[2].text = "6:41.34";
    results.rows = {row};
    feeds.take("race/1/results", std::make_shared<const views::View>(results), 101 * second);
    const auto first = rows("results.json")[0];
    EXPECT_EQ(first["split1"], "1:40.10");
    EXPECT_EQ(first["split2"], "3:20.20");
    EXPECT_EQ(first["split3"], "") << "the last is the time itself";
    EXPECT_EQ(first["split8"], "");
    EXPECT_EQ(first["mark"], "*");
    EXPECT_EQ(first["race_status"], "revised 2");
}

TEST(Past, ATopicThatChangesNoMoreKeepsOnlyItsLastVersion) {
    Past past{60s};
    for (int i = 0; i < 20; ++i) past.add("race/1/board", board_of(1, "A"), i * second);
    EXPECT_EQ(past.held(), 20u);
    past.add("race/2/board", board_of(2, "B"), 200 * second);
    EXPECT_EQ(past.held(), 2u) << "the last minute of a race that is over is of no use";
    EXPECT_NE(past.find("race/1/board", 200 * second).view, nullptr);
}

TEST_F(Pull, TheMedalTableHasARowForEachTeam) {
    EXPECT_EQ(ask("medals.csv").value().body->substr(0, 35), "rank,team,gold,silver,bronze,total\r");
    views::MedalsView view;
    view.rows = {{1, "NED", 2, 0, 1, 3}};
    feeds.take("meet/medals", std::make_shared<const views::View>(view), 100 * second);
    const auto row = nlohmann::json::parse(*ask("medals.json").value().body)[0];
    EXPECT_EQ(row["team"], "NED");
    EXPECT_EQ(row["gold"], "2");
    EXPECT_EQ(row["total"], "3");
}

TEST_F(Pull, WhatThereIsNotIsSaid) {
    for (const auto* name : {"board", "board.txt", "nothing.json", "", "board.json.csv", "../board.json"}) EXPECT_EQ(ask(name).error().code, errc::not_found) << name;
    EXPECT_THAT(ask("boards.json").error().text, HasSubstr("startlist, board, results, schedule, medals and clock"));
    EXPECT_EQ(ask("board.json", {{"rows", "401"}}).error().code, errc::bad_input);
    EXPECT_EQ(ask("board.json", {{"rows", "x"}}).error().code, errc::bad_input);
}

TEST_F(Pull, WhoPollsTheSameGetsTheSameBytes) {
    const auto one = ask("board.json").value();
    const auto two = ask("board.json", {}, 201 * second).value();
    EXPECT_EQ(one.body, two.body) << "one string, not two alike";
    EXPECT_EQ(one.etag, two.etag);
    EXPECT_NE(ask("board.json", {{"rows", "3"}})->etag, one.etag);
    feeds.take("race/1/board", board_of(1, "Later"), 202 * second);
    EXPECT_NE(ask("board.json", {}, 203 * second)->etag, one.etag);
}

TEST(PastOfViews, HoldsAMinuteAndNoMoreThanItsBound) {
    Past past{60s};
    for (std::int64_t i = 0; i < 1000; ++i) past.add("race/1/board", board_of(1, std::to_string(i), 1), i * second);
    EXPECT_LE(past.held(), 62u);
    const auto name_at = [&](std::int64_t at_us) { return std::get<views::BoardView>(*past.find("race/1/board", at_us).view).rows[0].crew.name; };
    EXPECT_EQ(name_at(999 * second), "999");
    EXPECT_EQ(name_at(940 * second), "940");
    EXPECT_EQ(past.find("race/2/board", 999 * second).view, nullptr);
    const auto view = board_of(1, "x", 1);
    for (std::size_t i = 0; i < 3 * limits::feed_versions; ++i) past.add("race/" + std::to_string(i % 50) + "/board", view, 1000 * second);
    EXPECT_LE(past.held(), limits::feed_versions);
    EXPECT_NE(past.find("race/1/board", 1000 * second).view, nullptr);
    const auto made_room = past.find("race/1/board", 999 * second);
    EXPECT_EQ(made_room.view, nullptr) << "what is held is of later";
    EXPECT_EQ(made_room.begins_us, 1000 * second);
}

}  // namespace pull_feeds_test
}  // namespace bowball::feeds
