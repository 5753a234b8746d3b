// The samples of traces over HTTP: evidence for officials, each with a tag that never changes.
#include <thread>

#include "live_feed.hpp"

namespace bowball::net {
namespace traces_test {

class TraceFeed : public LiveFeed {
protected:
    void SetUp() override {
        options.evidence.traces = [this](ImpulseId id, std::function<void(Result<std::optional<views::TraceSamples>>)> reply) {
            ++asked;
            std::optional<views::TraceSamples> found;
            if (id == ImpulseId{812}) {
                const auto waveform = std::make_shared<const Waveform>(Waveform{250us, "N", -15'000, {-32768, 0, 32767}});
                found = views::TraceSamples{id, "blocks", "lane 3", RaceTime{1'795'455'600s + 1234567ns}, 100us, waveform};
            }
            std::thread{[reply, found] { reply(found); }}.join();   // as the race does: from another thread
        };
        LiveFeed::SetUp();
    }
    std::atomic<int> asked = 0;
};

TEST_F(TraceFeed, AnOfficialGetsTheSamplesWithUnitScaleAndInterval) {
    const auto reply = http(port, "GET", "/api/v1/traces/812", "", signed_in(Role::referee));
    ASSERT_EQ(reply.status, 200) << reply.body;
    const auto trace = json::parse(reply.body);
    const json expected{{"v", 1}, {"trace", 812}, {"device", "blocks"}, {"channel", "lane 3"}, {"first_us", 1'795'455'600'001'234}, {"uncertainty_ns", 100'000},
                        {"interval_ns", 250'000}, {"unit", "N"}, {"scale_micro", -15'000}, {"samples", {-32768, 0, 32767}}};
    EXPECT_EQ(trace, expected);
    EXPECT_NE(reply.head.find("Cache-Control: private, no-store"), std::string::npos);
}

TEST_F(TraceFeed, WhoHasThemGetsThemNoSecondTime) {
    const auto cookie = signed_in(Role::starter);
    const auto first = http(port, "GET", "/api/v1/traces/812", "", cookie);
    EXPECT_NE(first.head.find("ETag: \"EPOCH1-812\""), std::string::npos) << first.head;
    const auto second = http(port, "GET", "/api/v1/traces/812", "", cookie + "If-None-Match: \"EPOCH1-812\"\r\n");
    EXPECT_EQ(second.status, 304);
    EXPECT_TRUE(second.body.empty());
    EXPECT_EQ(http(port, "GET", "/api/v1/traces/813", "", cookie + "If-None-Match: \"EPOCH1-813\"\r\n").status, 404) << "there is none to be the same";
}

TEST_F(TraceFeed, AViewerGetsNothingAndNobodyIsAsked) {
    const auto reply = http(port, "GET", "/api/v1/traces/812");
    EXPECT_EQ(reply.status, 401);
    EXPECT_EQ(reply.body.find("samples"), std::string::npos);
    EXPECT_EQ(asked, 0);
}

TEST_F(TraceFeed, WhatIsNoTraceIsNotFound) {
    const auto cookie = signed_in(Role::referee);
    for (const std::string name : {"811", "", "x", "-1", "812/", "99999999999999999999", "%38%31%32", "18446744073709551615"})
        EXPECT_EQ(http(port, "GET", "/api/v1/traces/" + name, "", cookie).status, 404) << name;
}

TEST_F(LiveFeed, WithoutASourceThereAreNoTraces) { EXPECT_EQ(http(port, "GET", "/api/v1/traces/812", "", signed_in(Role::referee)).status, 404); }

TEST_F(LiveFeed, TheTestOfInputsIsForOfficials) {
    publish("inputs", 1, "{}", views::Audience::officials);
    Client viewer{port};
    viewer.send(subscribe({"inputs"}));
    EXPECT_EQ(viewer.receive("error")["code"], "not_allowed");
    EXPECT_EQ(http(port, "GET", "/api/v1/views/inputs").status, 401);
}

TEST_F(TraceFeed, AnOfficialHasWhatTheServerSaidSigned) {
    EXPECT_EQ(http(port, "GET", "/api/v1/views/meet?signed=1").status, 401);
    const auto cookie = signed_in(Role::referee);
    EXPECT_EQ(http(port, "GET", "/api/v1/views/meet?signed=1", "", cookie).status, 404) << "this server signs nothing";
    options.sign = [](const std::string& text) { return "<" + text + ">"; };
    start();
    const auto again = signed_in(Role::referee);
    const auto plain = http(port, "GET", "/api/v1/traces/812", "", again).body;
    const auto trace = http(port, "GET", "/api/v1/traces/812?signed=1", "", again + "Accept-Encoding: gzip\r\nIf-None-Match: \"EPOCH1-812\"\r\n");
    EXPECT_EQ(trace.status, 200);
    EXPECT_EQ(trace.body, "<" + plain + "\n>");
    publish("health", 5, "{\"a\":1}", views::Audience::officials);
    HttpReply view;
    for (int i = 0; i < 200 && view.status != 200; ++i, ::usleep(10'000)) view = http(port, "GET", "/api/v1/views/health?signed=1", "", again + "Accept-Encoding: gzip\r\n");
    EXPECT_TRUE(view.body.starts_with("<{\"v\":1,\"kind\":\"view\"")) << view.body;
    EXPECT_TRUE(view.body.ends_with("{\"a\":1}}\n>")) << view.body;
    EXPECT_EQ(http(port, "GET", "/api/v1/me?signed=1", "", again).status, 404);
    EXPECT_EQ(http(port, "GET", "/api/v1/views/nothing?signed=1", "", again).status, 404);
    EXPECT_EQ(http(port, "GET", "/api/v1/traces/77?signed=1", "", again).status, 404);
}

}  // namespace traces_test
}  // namespace bowball::net
