// Lists of entries over HTTP: only who may change the programme can send one, it is looked at before it is accepted, and no other
// path takes so long a body.
#include <thread>

#include "core/limits.hpp"
#include "live_feed.hpp"

namespace bowball::net {
namespace entry_desk_test {

class EntryFeed : public LiveFeed {
protected:
    void SetUp() override {
        options.entry_planner = [this](std::vector<engine::EntryRow> rows, std::function<void(Result<engine::EntryPlan>)> reply) {
            ++asked;
            if (is_silent) return held.push_back(std::move(reply));
            engine::EntryPlan plan;
            for (const auto& row : rows) {
                engine::CrewEntered crew;
                crew.crew = CrewId{static_cast<std::uint32_t>(plan.added.size() + 1)};
                crew.event = row.event;
                crew.name = row.name;
                plan.added.push_back({row.line, crew, {}, false});
            }
            std::thread{[reply, plan] { reply(plan); }}.join();   // as the race does: from another thread
        };
        LiveFeed::SetUp();
    }
    std::atomic<int> asked = 0;
    std::atomic<bool> is_silent = false;
    std::vector<std::function<void(Result<engine::EntryPlan>)>> held;
};

const std::string list = "Event,Name\nM1x,Anna\nM1x,Berta\n";

TEST_F(EntryFeed, AnAdminSeesWhatAListWouldDo) {
    const auto reply = http(port, "POST", "/api/v1/entries/check", list, signed_in(Role::admin));
    ASSERT_EQ(reply.status, 200) << reply.body;
    const auto report = json::parse(reply.body);
    EXPECT_EQ(report["added"].size(), 2u);
    EXPECT_EQ(report["added"][1]["name"], "Berta");
    EXPECT_EQ(report["added"][1]["line"], 3);
    EXPECT_EQ(report["plan"].get<std::string>().size(), 64u);
    EXPECT_TRUE(report["problems"].empty());
}

TEST_F(EntryFeed, NobodyElseMay) {
    EXPECT_EQ(http(port, "POST", "/api/v1/entries/check", list).status, 401);
    EXPECT_EQ(http(port, "POST", "/api/v1/entries/check", list, signed_in(Role::referee)).status, 403);
    EXPECT_EQ(http(port, "POST", "/api/v1/entries/accept?id=1&plan=" + std::string(64, '0'), list, signed_in(Role::starter)).status, 403);
    EXPECT_EQ(http(port, "POST", "/api/v1/entries/check", list, signed_in(Role::admin) + "Origin: http://elsewhere\r\n").status, 403);
    EXPECT_EQ(asked, 0);
}

TEST_F(EntryFeed, ALongListIsTakenFromAnAdminAndFromNobodyElse) {
    std::string long_list = "Event,Name\n";
    while (long_list.size() < limits::http_body_bytes * 2) long_list += "M1x,Somebody with a name of the length that names have " + std::to_string(long_list.size()) + "\n";
    EXPECT_EQ(http(port, "POST", "/api/v1/entries/check", long_list, signed_in(Role::admin)).status, 200);
    EXPECT_EQ(http(port, "POST", "/api/v1/entries/check", long_list, signed_in(Role::referee)).status, 403);
    const auto ended = http(port, "POST", "/api/v1/entries/check", long_list);
    EXPECT_EQ(ended.status, 401) << "whose session has ended has no list that is too long";
    EXPECT_NE(ended.body.find("Sign in first."), std::string::npos) << ended.body;
    const auto order = http(port, "POST", "/api/v1/commands", long_list, signed_in(Role::admin));
    EXPECT_EQ(order.status, 413) << "an order is never so long";
    EXPECT_NE(order.body.find("may have 64 KiB"), std::string::npos) << order.body;
    const auto endless = std::string(limits::entries_bytes + 1, 'x');
    const auto too_long = http(port, "POST", "/api/v1/entries/check", endless, signed_in(Role::admin));
    EXPECT_EQ(too_long.status, 413);
    EXPECT_NE(too_long.body.find("may have 1024 KiB"), std::string::npos) << too_long.body;
    EXPECT_EQ(http(port, "POST", "/api/v1/entries/check", endless).status, 401);
}

TEST_F(EntryFeed, SoManyListsAreReadAtOnceAndNoMore) {
    is_silent = true;
    const auto cookie = signed_in(Role::admin);
    std::vector<std::thread> waiting;
    std::atomic<int> answered = 0;
    for (std::size_t i = 0; i < limits::entry_lists_waiting; ++i) {
        waiting.emplace_back([&] {
            if (http(port, "POST", "/api/v1/entries/check", list, cookie).status == 500) ++answered;
        });
    }
    while (asked < static_cast<int>(limits::entry_lists_waiting)) std::this_thread::yield();
    const auto refused = http(port, "POST", "/api/v1/entries/check", list, cookie);
    EXPECT_EQ(refused.status, 429);
    EXPECT_NE(refused.body.find("Other lists of entries are being read."), std::string::npos) << refused.body;
    EXPECT_EQ(http(port, "POST", "/api/v1/entries/accept?id=1&plan=" + std::string(64, '0'), list, cookie).status, 429);
    is_silent = false;
    for (auto& reply : held) reply(Error{errc::io_failed, "it could not be worked out"});
    for (auto& one : waiting) one.join();
    EXPECT_EQ(answered, static_cast<int>(limits::entry_lists_waiting));
    EXPECT_EQ(http(port, "POST", "/api/v1/entries/check", "hello", cookie).status, 400);
    EXPECT_EQ(http(port, "POST", "/api/v1/entries/check", "hello", cookie).status, 400) << "what is no list leaves its place too";
    EXPECT_EQ(http(port, "POST", "/api/v1/entries/check", list, cookie).status, 200) << "the places are free again";
}

TEST_F(EntryFeed, AnAcceptedListSaysWhichOrderItWas) {
    const auto reply = http(port, "POST", "/api/v1/entries/accept?id=tap-1&plan=" + std::string(64, '0'), list, signed_in(Role::admin));
    ASSERT_EQ(reply.status, 200) << reply.body;
    EXPECT_EQ(json::parse(reply.body)["id"], "tap-1");
    EXPECT_EQ(json::parse(reply.body)["seq"], 7);
    EXPECT_EQ(last_actor, "Ada");
}

TEST_F(EntryFeed, WhatIsNoListIsRefusedWithASentence) {
    const auto cookie = signed_in(Role::admin);
    const auto reply = http(port, "POST", "/api/v1/entries/check", "hello", cookie);
    EXPECT_EQ(reply.status, 400);
    EXPECT_NE(reply.body.find("no row of headers"), std::string::npos);
    EXPECT_EQ(http(port, "POST", "/api/v1/entries/accept?id=1&plan=short", list, cookie).status, 400);
    EXPECT_EQ(http(port, "POST", "/api/v1/entries/accept?plan=" + std::string(64, '0'), list, cookie).status, 400) << "without an id it could happen twice";
    EXPECT_EQ(http(port, "POST", "/api/v1/entries/else", list, cookie).status, 404);
}

TEST_F(LiveFeed, WithoutAPlannerNoListsAreTaken) { EXPECT_EQ(http(port, "POST", "/api/v1/entries/check", list, signed_in(Role::admin)).status, 404); }

}  // namespace entry_desk_test
}  // namespace bowball::net
