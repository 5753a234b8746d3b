// Each bound on how long somebody is waited for, made short: that it holds, and what is counted.
#include "net/bounds.hpp"

#include "event_stream.hpp"
#include "live_feed.hpp"

namespace bowball::net {
namespace bounds_test {

class ShortBounds : public LiveFeed {
protected:
    /// A line of /metrics, once it says so; the last one seen if it never does.
    std::string metric_until(const std::string& name, const std::string& value) {
        if (admin.empty()) admin = signed_in(Role::admin);
        std::string line;
        for (int i = 0; i < 400 && line != name + " " + value; ++i) {
            if (i > 0) ::usleep(25'000);
            const auto text = "\n" + http(port, "GET", "/metrics", "", admin).body;
            const auto at = text.find("\n" + name + " ");
            line = at == std::string::npos ? "no " + name : text.substr(at + 1, text.find('\n', at + 1) - at - 1);
        }
        return line;
    }
    /// More than any socket holds, for who follows the log or asks for the view `large`.
    void flood() {
        for (std::uint64_t first = 2; first < 40'000; first += 10'000) log_entries(first, first + 9'999, 1000);
        publish("large", 40'000, R"({"p":")" + std::string(30'000'000, 'x') + R"("})");
    }
    std::string admin;
};

TEST_F(ShortBounds, ARequestThatDoesNotComeToItsEndIsCut) {
    options.bounds.http_request_within = 50ms;
    start();
    RawSocket slow{port};
    slow.send("GET /api/v1/health HTTP/1.1\r\nHost: x\r\n");
    EXPECT_FALSE(slow.fill(1)) << "it ends without an answer";
    EXPECT_EQ(metric_until("bowball_cuts_total{reason=\"slow_request\"}", "1"), "bowball_cuts_total{reason=\"slow_request\"} 1");
    RawSocket idle{port};
    EXPECT_FALSE(idle.fill(1)) << "who asks for nothing goes too";
    EXPECT_EQ(metric_until("bowball_cuts_total{reason=\"slow_request\"}", "1"), "bowball_cuts_total{reason=\"slow_request\"} 1") << "but has broken nothing";
}

TEST_F(ShortBounds, ABodyThatDoesNotComeToItsEndIsCut) {
    options.bounds.http_request_within = 50ms;
    start();
    RawSocket slow{port};
    slow.send("POST /api/v1/sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{");
    EXPECT_FALSE(slow.fill(1));
}

TEST_F(ShortBounds, AnAnswerThatIsNotTakenIsGivenUp) {
    options.bounds.http_answer_within = 50ms;
    start();
    flood();
    RawSocket stuck{port, {INADDR_LOOPBACK, 4096}};
    stuck.send("GET /api/v1/views/large HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_EQ(metric_until("bowball_cuts_total{reason=\"stalled\"}", "1"), "bowball_cuts_total{reason=\"stalled\"} 1");
}

// The kernel ends it, later than the server would: here the server is told to be patient.
TEST_F(ShortBounds, WhoAcknowledgesNothingIsEndedByTheKernel) {
    options.bounds.acknowledge_within = 500ms;
    options.bounds.write_stall = 1h;
    start();
    Client gone{port, "", "bowball.v1", {INADDR_LOOPBACK, 4096}};
    gone.send(subscribe({"log"}, "EPOCH1:0"));
    log_entries(1, 1);
    gone.receive("event");
    flood();
    EXPECT_EQ(metric_until("bowball_cuts_total{reason=\"lost\"}", "1"), "bowball_cuts_total{reason=\"lost\"} 1");
}

TEST_F(ShortBounds, TheOthersLastWordIsWaitedForAndNotForEver) {
    for (const auto patience : {Duration{1h}, Duration{1ms}}) {
        options.bounds.linger_for = patience;
        start();
        admin.clear();
        Client client{port};
        client.receive("hello");
        client.send_raw(client_frame(0x88, std::string{"\x03\xE8", 2}));
        EXPECT_EQ(client.close_code(), close_code::normal);
        // This connection and the one that asks.
        const std::string expected = patience == Duration{1h} ? "2" : "1";
        EXPECT_EQ(metric_until("bowball_connections", expected), "bowball_connections " + expected);
    }
}

TEST_F(ShortBounds, NobodyWaitsForNewsLongerThanTheBound) {
    options.bounds.long_poll_longest = 50ms;
    start();
    publish("meet", 5, "{}");
    EXPECT_EQ(http(port, "GET", "/api/v1/views/meet?since=EPOCH1:5&wait_ms=3600000").status, 204);
    EXPECT_EQ(http(port, "GET", "/api/v1/log?since=EPOCH1:5&wait_ms=3600000").body, "[]");
}

TEST_F(ShortBounds, WhoSaysNothingUsefulIsSentAway) {
    options.bounds.say_something_within = 1ms;
    start();
    Client silent{port};
    EXPECT_EQ(silent.close_code(), close_code::feed_protocol);
    EXPECT_EQ(metric_until("bowball_cuts_total{reason=\"silent\"}", "1"), "bowball_cuts_total{reason=\"silent\"} 1");
}

TEST_F(ShortBounds, AHandshakeOfTlsThatDoesNotComeToItsEndIsCut) {
    const auto home = (fs::temp_directory_path() / ("bowball-bounds-" + std::to_string(::getpid()))).string();
    options.tls = ServerOptions::Tls{0, prepare_certificates(home, {"127.0.0.1"}).value()};
    options.bounds.http_request_within = 50ms;
    start();
    RawSocket half{server->tls_port()};
    half.send(std::string("\x16\x03\x01\x02\x00\x01", 6));
    EXPECT_FALSE(half.fill(1));
    EXPECT_EQ(metric_until("bowball_tls_failed_total", "1"), "bowball_tls_failed_total 1");
    fs::remove_all(home);
}

}  // namespace bounds_test
}  // namespace bowball::net
