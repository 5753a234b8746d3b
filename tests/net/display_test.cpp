#include "net/display.hpp"

#include <future>

#include "net/live_feed.hpp"

namespace bowball::net {
namespace display_test {

constexpr std::int64_t second = 1'000'000;

formats::Painted painted(std::int64_t sent_us, std::int64_t arrived_us, std::int64_t painted_us) {
    formats::Painted one;
    one.sent_us = sent_us;
    one.arrived_us = arrived_us;
    one.painted_us = painted_us;
    one.error_us = 700;
    return one;
}

TEST(Display, TheUsualAndTheSlowReportAreOfWhatItSaid) {
    Display display{0};
    for (std::int64_t n = 1; n <= 100; ++n) {
        const auto sent = n * second;
        display.note_sent(sent, sent);
        auto report = painted(sent, sent + 1000 * n, sent + 1000 * n + 16'000);
        if (n % 2 == 0) report.edge_us = sent - 5000;
        display.note(report, sent + 200'000);
    }
    const auto shown = display.describe(101 * second);
    EXPECT_EQ(shown.reports, 100u);
    EXPECT_EQ(shown.arrival_us_p50, 50'000);
    EXPECT_EQ(shown.arrival_us_p99, 99'000);
    EXPECT_EQ(shown.painted_us_p50, 66'000);
    EXPECT_EQ(shown.edges, 50u);
    EXPECT_EQ(shown.edge_us_p50, 71'000);
    EXPECT_EQ(shown.clock_uncertainty_us, 700);
    EXPECT_EQ(shown.state, "shown");
}

TEST(Display, ADelayOnPurposeIsNoLateness) {
    Display display{0};
    display.note_sent(second, second);
    auto report = painted(second, second + 1000, 11 * second + 20'000);
    report.delay_us = 10 * second;
    EXPECT_EQ(display.describe(8 * second).state, "stale") << "nobody knows yet that it waits on purpose";
    display.note(report, 11 * second);
    EXPECT_EQ(display.describe(11 * second).painted_us_p50, 20'000);
    display.note_sent(12 * second, 12 * second);
    EXPECT_EQ(display.describe(26 * second).state, "shown");
    EXPECT_EQ(display.describe(28 * second).state, "stale");
}

TEST(Display, APictureThatDoesNotFollowIsStaleAndOneThatSaysNothingSilent) {
    Display display{0};
    display.note_sent(second, second);
    display.note(painted(second, second, second), second);
    EXPECT_EQ(display.describe(20 * second).state, "shown") << "nothing newer was sent";
    display.note_sent(20 * second, 20 * second);
    display.note(painted(second, second, second), 24 * second);
    EXPECT_EQ(display.describe(24 * second).state, "shown");
    EXPECT_EQ(display.describe(26 * second).state, "stale") << "it lives, and paints what is old";
    display.note(painted(20 * second, 20 * second, 26 * second), 26 * second);
    EXPECT_EQ(display.describe(26 * second).state, "shown");
    EXPECT_EQ(display.describe(57 * second).state, "silent");
    EXPECT_EQ(display.describe(57 * second).reported_us, 26 * second);
    EXPECT_EQ(Display{0}.describe(31 * second).state, "silent") << "which never said anything";
}

TEST(Display, ADemoThatRunsFasterIsAsPatient) {
    Display display{0, 60};
    display.note_sent(second, second);
    EXPECT_EQ(display.describe(290 * second).state, "shown");
    EXPECT_EQ(display.describe(310 * second).state, "stale");
    EXPECT_EQ(display.describe(1810 * second).state, "silent");
}

TEST(Display, WhatWasOnTheAirBeforeItCameIsNoDelay) {
    Display display{100 * second};
    display.note_sent(second, 100 * second);
    display.note(painted(second, 100 * second, 100 * second), 100 * second);
    EXPECT_EQ(display.describe(101 * second).reports, 0u);
    EXPECT_EQ(display.describe(120 * second).state, "shown");
}

TEST(Display, ReportsThatComeTooFastAreDropped) {
    Display display{0};
    for (std::int64_t n = 1; n <= 1000; ++n) display.note(painted(n * 1000, n * 1000, n * 1000), n * 1000);
    EXPECT_LE(display.describe(second).reports, 3u);
}

TEST(Display, AReportThatIsNoneIsRefused) {
    for (const auto* bad : {R"({"kind":"painted"})", R"({"kind":"painted","sent_us":1,"arrived_us":1,"painted_us":-1,"error_us":0,"delay_us":0})",
                            R"({"kind":"painted","sent_us":1.5,"arrived_us":1,"painted_us":1,"error_us":0,"delay_us":0})",
                            R"({"kind":"painted","sent_us":1,"arrived_us":1,"painted_us":1,"error_us":0,"delay_us":0,"edge_us":"now"})",
                            R"({"kind":"painted","sent_us":9223372036854775807,"arrived_us":1,"painted_us":1,"error_us":0,"delay_us":0})"})
        EXPECT_EQ(formats::parse_client_message(bad).error().code, errc::bad_input) << bad;
    EXPECT_TRUE(formats::parse_client_message(R"({"kind":"painted","sent_us":1,"arrived_us":2,"painted_us":3,"error_us":4,"delay_us":0,"edge_us":null})"));
}

TEST_F(LiveFeed, ABoardsReportsStandOnTheHealthViewWithItsName) {
    std::promise<views::HealthView::Display> seen;
    options.on_counts = [&, is_done = false](Hub::Counts, const views::Attendance& attendance) mutable {
        if (is_done || attendance.displays.empty() || attendance.displays[0].reports == 0) return;
        is_done = true;
        EXPECT_EQ(attendance.displays.size(), 1u) << "who is no board is none";
        seen.set_value(attendance.displays[0]);
    };
    start();
    Client board{port, "", "bowball.v1", {}, "/live?as=board&screen=North%20wall"};
    Client phone{port};
    for (auto* client : {&board, &phone}) client->send(subscribe({"meet"}));
    publish("meet", 1, "{}");
    const auto sent_us = board.receive("view")["sent_us"].get<std::int64_t>();
    for (auto* client : {&board, &phone})
        client->send({{"v", 1}, {"kind", "painted"}, {"sent_us", sent_us}, {"edge_us", nullptr}, {"arrived_us", sent_us + 900}, {"painted_us", sent_us + 17'000}, {"error_us", 300}, {"delay_us", 0}});
    auto found = seen.get_future();
    ASSERT_EQ(found.wait_for(std::chrono::seconds{20}), std::future_status::ready);
    const auto display = found.get();
    EXPECT_EQ(display.name, "North wall");
    EXPECT_EQ(display.address, "127.0.0.1");
    EXPECT_EQ(display.state, "shown");
    EXPECT_EQ(display.arrival_us_p99, 900);
    EXPECT_EQ(display.painted_us_p50, 17'000);
}

TEST_F(LiveFeed, HowLateImpulsesAreIsCounted) {
    start();
    Client client{port};
    client.send(subscribe({"meet"}));
    const auto hello = client.receive("hello");
    const auto now_us = hello["sent_us"].get<std::int64_t>();
    server->publish({{{"meet", views::Audience::everyone, Seq{1}, now_us - 40'000, "{}"}}, {}, Seq{1}, now_us - 40'000, now_us - 39'300});
    client.receive("view");
    const auto text = http(port, "GET", "/metrics", "", signed_in(Role::admin)).body;
    EXPECT_NE(text.find("\nbowball_impulse_to_commit_seconds_bucket{le=\"0.000500\"} 0\n"), std::string::npos) << text;
    EXPECT_NE(text.find("\nbowball_impulse_to_commit_seconds_bucket{le=\"0.001000\"} 1\n"), std::string::npos);
    EXPECT_NE(text.find("\nbowball_impulse_to_commit_seconds_sum 0.000700\n"), std::string::npos);
    EXPECT_NE(text.find("\nbowball_impulse_to_frame_seconds_bucket{le=\"0.020000\"} 0\n"), std::string::npos);
    EXPECT_NE(text.find("\nbowball_impulse_to_frame_seconds_bucket{le=\"+Inf\"} 1\n"), std::string::npos);
    EXPECT_NE(text.find("\nbowball_impulse_to_frame_seconds_count 1\n"), std::string::npos);
    EXPECT_NE(text.find("\nbowball_clients_blocked 0\n"), std::string::npos);
}

TEST_F(LiveFeed, AnImpulseIsCountedOnceHoweverManyThreadsServe) {
    options.threads = 4;
    start();
    std::vector<std::unique_ptr<Client>> screens;
    for (int i = 0; i < 8; ++i) {
        screens.push_back(std::make_unique<Client>(port));
        screens.back()->send(subscribe({"meet"}));
        screens.back()->receive("hello");
    }
    const auto admin = signed_in(Role::admin);
    for (std::uint64_t n = 1; n <= 3; ++n) server->publish({{{"meet", views::Audience::everyone, Seq{n}, 1, "{}"}}, {}, Seq{n}, 1, 2});
    publish("meet", 4, "{}");
    std::string text;
    const auto says = [&](const std::string& line) { return text.find("\n" + line + "\n") != std::string::npos; };
    const auto is_done = [&] { return says("bowball_impulse_to_frame_seconds_count 3") && says("bowball_broadcasts_under_way 0"); };   // the last one has no impulse
    for (int i = 0; i < 200 && !is_done(); ++i) {
        text = http(port, "GET", "/metrics", "", admin).body;
        ::usleep(20'000);
    }
    EXPECT_TRUE(is_done()) << text;
}

TEST_F(LiveFeed, WhatWaitsIsCountedByWhomItWaitsFor) {
    options.bounds.write_stall = 1h;
    start();
    const auto admin = signed_in(Role::admin);
    Client stuck{port, "", "bowball.v1", {INADDR_LOOPBACK, 4096}};
    stuck.send(subscribe({"log"}, "EPOCH1:0"));
    log_entries(1, 1);
    stuck.receive("event");
    log_entries(2, 20'000, 1000);
    const auto value_of = [&](const std::string& name) {
        const auto text = http(port, "GET", "/metrics", "", admin).body;
        const auto at = text.find("\n" + name + " ");
        return at == std::string::npos ? -1 : std::stoi(text.substr(at + name.size() + 2));
    };
    auto waiting = 0;
    for (int i = 0; i < 200 && waiting <= 0; ++i) {
        waiting = value_of("bowball_log_entries_waiting");
        ::usleep(20'000);
    }
    EXPECT_GT(waiting, 1'000);
    EXPECT_LT(waiting, 20'000) << "some have left";
    EXPECT_GT(value_of("bowball_outbox_messages{kind=\"public\"}"), 0);
    EXPECT_EQ(value_of("bowball_outbox_messages{kind=\"official\"}"), 0);
    EXPECT_EQ(value_of("bowball_outbox_messages{kind=\"board\"}"), 0);
}

}  // namespace display_test
}  // namespace bowball::net
