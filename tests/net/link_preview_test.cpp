// What a messenger shows of a link to the results page, and that no name that somebody entered gets out of its quotes.
#include <gmock/gmock.h>

#include "core/text.hpp"
#include "live_feed.hpp"

namespace bowball::net {
namespace link_preview_test {

using testing::HasSubstr;
using testing::Not;

views::RaceHeader header(std::uint32_t race, const std::string& status) {
    views::RaceHeader header;
    header.race = race;
    header.run = 1;
    header.event = "M1x";
    header.event_title = "Men's Single Sculls";
    header.phase = "H3";
    header.state = status == "live" ? "scheduled" : status;
    header.status = status;
    return header;
}

views::ShownCrew crew(std::uint16_t lane, const std::string& code, const std::string& name) { return {lane, 100U + lane, code, name, "Amstel"}; }

class LinkPreview : public LiveFeed {
protected:
    void SetUp() override {
        LiveFeed::SetUp();
        std::ofstream{folder / "web" / "results.html"} << "<!doctype html><head><title>Results</title></head><body></body>";
        start();
    }
    void show(const std::string& topic, views::View view) {
        server->publish({{{topic, views::Audience::everyone, Seq{++seq}, std::nullopt, "{}", std::make_shared<const views::View>(std::move(view))}}, {}, Seq{seq}});
        http(port, "GET", "/api/v1/health");  // what was published is on the air when this is answered
    }
    void show_meet(const std::string& name = "Lakeside Regatta") {
        views::MeetView meet;
        meet.name = name;
        meet.venue = "Lake Averna";
        meet.races = {header(12, "official"), header(13, "live")};
        show("meet", meet);
    }
    void show_results(const std::string& status, const std::string& name = "Sjoerd van der Veen") {
        views::ResultsView results;
        results.header = header(12, status);
        for (std::uint16_t place = 1; place <= 4; ++place) {
            views::ResultsView::Row row;
            row.crew = crew(place, place == 1 ? "NED" : "C" + std::to_string(place), place == 1 ? name : "Somebody");
            row.rank = place;
            row.time = views::ShownTime{};
            row.time->text = "6:4" + std::to_string(place) + ".11";
            results.rows.push_back(row);
        }
        show("race/12/results", results);
    }
    void show_start_list(const std::string& name = "Sjoerd van der Veen") {
        views::StartListView list;
        list.header = header(12, "live");
        list.rows.push_back({crew(1, "NED", name), {name}, "", "", false, "", 0, {}, ""});
        list.rows.push_back({crew(2, "NZL", "Tāne Wihongi"), {}, "", "", false, "", 0, {}, ""});
        show("race/12/start_list", list);
    }
    [[nodiscard]] std::string page(const std::string& query) const { return http(port, "GET", "/results" + query).body; }

    std::uint64_t seq = 0;
};

TEST_F(LinkPreview, AnOfficialRaceNamesTheFirstThreeWithTheirTimes) {
    show_meet();
    show_results("official");
    const auto body = page("?race=12");
    EXPECT_THAT(body, HasSubstr(R"(<meta property="og:title" content="Men's Single Sculls H3 · Race 12" />)"));
    EXPECT_THAT(body, HasSubstr(R"(<meta property="og:description" content="Official: 1 NED Sjoerd van der Veen 6:41.11, 2 C2 Somebody 6:42.11, 3 C3 Somebody 6:43.11" />)"));
    EXPECT_THAT(body, HasSubstr(R"(<meta property="og:site_name" content="Lakeside Regatta" />)"));
    EXPECT_THAT(body, HasSubstr(R"(href="/api/v1/views/race/12/results")"));
    EXPECT_LT(body.find("og:title"), body.find("</head>"));
}

TEST_F(LinkPreview, BeforeAResultIsShownItNamesTheLanesAndNoOrder) {
    show_meet();
    show_results("live");
    show_start_list();
    const auto body = page("?race=12");
    EXPECT_THAT(body, HasSubstr(R"(content="1 NED, 2 NZL")"));
    EXPECT_THAT(body, Not(HasSubstr("6:4")));
}

TEST_F(LinkPreview, ACrewAnEventAndTheMeetHaveTheirOwn) {
    show_meet();
    show_start_list();
    EXPECT_THAT(page("?crew=101"), HasSubstr(R"(og:title" content="NED Sjoerd van der Veen")"));
    EXPECT_THAT(page("?crew=101"), HasSubstr(R"(og:description" content="Men's Single Sculls · Amstel · Races 12")"));
    EXPECT_THAT(page("?event=M1x"), HasSubstr(R"(og:description" content="Races 12 H3, 13 H3")"));
    EXPECT_THAT(page(""), HasSubstr(R"(og:title" content="Lakeside Regatta")"));
}

TEST_F(LinkPreview, WhatIsNotThereHasNone) {
    EXPECT_THAT(page("?race=12"), Not(HasSubstr("og:"))) << "before there is a meet";
    show_meet();
    for (const auto* query : {"?race=99", "?crew=7", "?event=%22%3E%3Cscript%3E"}) EXPECT_THAT(page(query), Not(HasSubstr("og:"))) << query;
    EXPECT_THAT(page("?race=99999999999999999999"), HasSubstr("Lakeside Regatta")) << "no number: the page shows the programme";
    EXPECT_THAT(http(port, "GET", "/console?race=12").body, Not(HasSubstr("og:")));
}

TEST_F(LinkPreview, AHostileNameStaysInItsQuotes) {
    const std::string hostile = "\"><script>alert('x')</script>\n<img src=x onerror=1> & \x01 " + std::string(2000, 'x');
    show_meet(hostile);
    show_results("official", hostile);
    show_start_list(hostile);
    for (const auto* query : {"?race=12", "?crew=101", ""}) {
        const auto body = page(query);
        EXPECT_THAT(body, Not(HasSubstr("<script>"))) << query;
        EXPECT_THAT(body, Not(HasSubstr("<img"))) << query;
        EXPECT_THAT(body, HasSubstr("&quot;&gt;&lt;script&gt;")) << query;
        EXPECT_LT(body.size(), 3000U) << "names are cut";
    }
}

TEST_F(LinkPreview, ALongNameIsCutBetweenItsLetters) {
    std::string chinese;
    for (int i = 0; i < 200; ++i) chinese += "李";
    show_meet(chinese);
    const auto body = page("");
    const auto at = body.find("og:title\" content=\"") + 19;
    const auto title = body.substr(at, body.find('"', at) - at);
    EXPECT_TRUE(is_utf8(title));
    EXPECT_TRUE(title.ends_with("李…")) << title;
}

TEST_F(LinkPreview, ThePageHasAnotherTagWhenWhatItSaysIsAnother) {
    show_meet();
    show_results("unofficial");
    const auto tag_of = [](const HttpReply& reply) {
        const auto at = reply.head.find("ETag: ") + 6;
        return reply.head.substr(at, reply.head.find("\r\n", at) - at);
    };
    const auto before = tag_of(http(port, "GET", "/results?race=12"));
    EXPECT_EQ(http(port, "GET", "/results?race=12", "", "If-None-Match: " + before + "\r\n").status, 304);
    show_results("official");
    EXPECT_EQ(http(port, "GET", "/results?race=12", "", "If-None-Match: " + before + "\r\n").status, 200);
}

}  // namespace link_preview_test
}  // namespace bowball::net
