// Tickets for sockets: good once, for half a minute, for the session that asked; and a cookie alone makes nobody's socket an official's.
#include "net/tickets.hpp"

#include <spdlog/sinks/ostream_sink.h>

#include "core/access_limits.hpp"
#include "event_stream.hpp"
#include "live_feed.hpp"

namespace bowball::net {
namespace tickets_test {

constexpr HostTime start{1000s};

TEST(Tickets, LetTheirSessionInOnce) {
    Tickets tickets;
    const auto ticket = tickets.issue("a", start);
    EXPECT_EQ(ticket.size(), 64u);
    EXPECT_NE(ticket, tickets.issue("a", start));
    EXPECT_TRUE(tickets.redeem(ticket, "a", start));
    EXPECT_FALSE(tickets.redeem(ticket, "a", start));
    EXPECT_FALSE(tickets.redeem("", "a", start));
}

TEST(Tickets, AreTooOldAfterHalfAMinute) {
    Tickets tickets;
    const auto at_last = tickets.issue("a", start);
    const auto late = tickets.issue("a", start);
    EXPECT_TRUE(tickets.redeem(at_last, "a", start + 30s));
    EXPECT_FALSE(tickets.redeem(late, "a", start + 30s + 1ms));
}

TEST(Tickets, OfAnotherSessionAreWorthNothingAndUsedUp) {
    Tickets tickets;
    const auto ticket = tickets.issue("a", start);
    EXPECT_FALSE(tickets.redeem(ticket, "b", start));
    EXPECT_FALSE(tickets.redeem(ticket, "a", start)) << "somebody else has read it";
    EXPECT_FALSE(tickets.redeem(tickets.issue("", start), "", start)) << "nobody's session";
}

TEST(Tickets, OfOneSessionAreAFewAndTheOldestGoes) {
    Tickets tickets;
    const auto of_another = tickets.issue("b", start);
    std::vector<std::string> own;
    for (std::size_t i = 0; i <= limits::tickets_of_session; ++i) own.push_back(tickets.issue("a", start + std::chrono::milliseconds{i}));
    EXPECT_EQ(tickets.size(), limits::tickets_of_session + 1);
    EXPECT_FALSE(tickets.redeem(own.front(), "a", start + 1s));
    EXPECT_TRUE(tickets.redeem(own.at(1), "a", start + 1s));
    EXPECT_TRUE(tickets.redeem(of_another, "b", start + 1s)) << "others lose none by it";
    std::ignore = tickets.issue("c", start + 32s);
    EXPECT_EQ(tickets.size(), 1u) << "what nobody came with is forgotten";
}

/// With one account, Anna, and a clock that the test moves.
class TicketFeed : public SignInFeed {
protected:
    void SetUp() override {
        log_sink = std::make_shared<spdlog::sinks::ostream_sink_mt>(told, true);
        options.sign_in.now = [this] { return HostTime{Duration{now_ns.load()}}; };
        SignInFeed::SetUp();
        publish("health", 1, "{}", views::Audience::officials);
    }
    /// What becomes of a socket with this ticket: 0 where it is let in as an official's.
    [[nodiscard]] int code_of(const std::string& ticket, const std::string& cookie) {
        Client client{port, cookie, "bowball.v1", {}, "/live?ticket=" + ticket};
        EXPECT_TRUE(client.upgraded) << "a page can read the code of a close, not of an answer";
        client.send(subscribe({"health"}));
        for (;;) {
            const auto payload = client.receive_raw();
            if (client.opcode == 8 && payload.size() >= 2) return static_cast<unsigned char>(payload[0]) << 8 | static_cast<unsigned char>(payload[1]);
            if (payload.empty()) return -1;
            const auto kind = json::parse(payload).value("kind", "");
            if (kind == "view") return 0;
            if (kind == "error") return 1;
        }
    }
    std::ostringstream told;
    std::atomic<std::int64_t> now_ns = Duration{1h}.count();
};

TEST_F(TicketFeed, ACookieAloneMakesNoOfficialsSocket) {
    const auto cookie = anna();
    Client socket{port, cookie};
    socket.send(subscribe({"health"}));
    EXPECT_EQ(socket.receive("error")["code"], "not_allowed");
    socket.send({{"v", 1}, {"kind", "command"}, {"id", "c1"}, {"command", "confirm_result"}, {"data", {{"race", 1}}}});
    EXPECT_EQ(socket.receive("refused")["code"], "not_signed_in");
    EXPECT_EQ(EventStream(port, "topics=health", cookie).status, 401);
    EXPECT_EQ(http(port, "GET", "/api/v1/views/health", "", cookie).status, 200) << "a single answer goes to who asked, and to no page of another origin";
}

TEST_F(TicketFeed, IsGoodOnceAndAUsedOrUnknownOneIsToldByTheCloseCode) {
    const auto cookie = anna();
    const auto ticket = ticket_of(port, cookie);
    EXPECT_EQ(code_of(ticket, cookie), 0);
    EXPECT_EQ(code_of(ticket, cookie), close_code::sign_in);
    EXPECT_EQ(code_of(std::string(64, '0'), cookie), close_code::sign_in);
    EXPECT_EQ(code_of("x", cookie), close_code::sign_in);
    const auto of_stream = "topics=health&ticket=" + ticket_of(port, cookie);
    EXPECT_EQ(EventStream(port, of_stream, cookie).status, 200);
    EXPECT_EQ(EventStream(port, of_stream, cookie).status, 401);
}

TEST_F(TicketFeed, IsTooOldAfterHalfAMinute) {
    const auto cookie = anna();
    const auto ticket = ticket_of(port, cookie);
    now_ns += Duration{31s}.count();
    EXPECT_EQ(code_of(ticket, cookie), close_code::sign_in);
    EXPECT_EQ(code_of(ticket_of(port, cookie), cookie), 0);
}

TEST_F(TicketFeed, OpensNothingWithoutTheCookieOfItsSession) {
    const auto cookie = anna();
    EXPECT_EQ(code_of(ticket_of(port, cookie), ""), close_code::sign_in) << "who read the address alone";
    EXPECT_EQ(code_of(ticket_of(port, cookie), signed_in(Role::admin)), close_code::sign_in);
}

TEST_F(TicketFeed, EndsWithItsSession) {
    const auto cookie = anna();
    const auto ticket = ticket_of(port, cookie);
    ASSERT_EQ(http(port, "POST", "/api/v1/sign-out", "", cookie).status, 200);
    EXPECT_EQ(code_of(ticket, cookie), close_code::sign_in);
    EXPECT_EQ(http(port, "POST", "/api/v1/tickets", "{}", cookie).status, 401);
}

TEST_F(TicketFeed, IsForWhoIsSignedInAndForPagesOfThisServer) {
    const auto cookie = anna();
    const auto given = http(port, "POST", "/api/v1/tickets", "{}", cookie);
    EXPECT_EQ(given.status, 200);
    EXPECT_NE(given.head.find("Cache-Control: no-store"), std::string::npos);
    EXPECT_EQ(http(port, "POST", "/api/v1/tickets", "{}").status, 401);
    EXPECT_EQ(http(port, "POST", "/api/v1/tickets", "{}", cookie + "Origin: http://evil.example\r\n").status, 403);
    EXPECT_EQ(http(port, "GET", "/api/v1/tickets", "", cookie).status, 405);
}

TEST_F(TicketFeed, ShownByAPageOfAnotherSiteMakesThePublicsSocketAndIsUsedUp) {
    const auto cookie = anna();
    const auto ticket = ticket_of(port, cookie);
    const auto elsewhere = cookie + "Origin: http://evil.example\r\n";
    EXPECT_EQ(code_of(ticket, elsewhere), 1);
    EXPECT_EQ(code_of(ticket, cookie), close_code::sign_in);
    EXPECT_EQ(EventStream(port, "topics=health&ticket=" + ticket_of(port, cookie), elsewhere).status, 401);
}

TEST_F(TicketFeed, IsNoOrderASessionThatRestsGoesOnResting) {
    const auto cookie = anna();
    now_ns += Duration{limits::lock_after + 1s}.count();
    EXPECT_EQ(code_of(ticket_of(port, cookie), cookie), 0) << "it goes on showing";
    EXPECT_EQ(json::parse(http(port, "GET", "/api/v1/me", "", cookie).body).at("locked"), true);
}

TEST_F(TicketFeed, StandsInNoLineOfTheLog) {
    const auto cookie = anna();
    const auto used = ticket_of(port, cookie);
    const auto forged = std::string(64, 'f');
    EXPECT_EQ(code_of(used, cookie), 0);
    EXPECT_EQ(code_of(used, cookie), close_code::sign_in);
    EXPECT_EQ(code_of(forged, ""), close_code::sign_in);
    EXPECT_EQ(EventStream(port, "topics=health&ticket=" + used, cookie).status, 401);
    server->stop();   // nobody writes any more
    const auto log = told.str();
    EXPECT_NE(log.find("refused: a ticket that was used, is too old or not known, from 127.0.0.1 Anna"), std::string::npos) << log;
    EXPECT_EQ(log.find(used), std::string::npos) << log;
    EXPECT_EQ(log.find(forged), std::string::npos) << log;
}

}  // namespace tickets_test
}  // namespace bowball::net
