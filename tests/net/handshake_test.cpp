// The door of the WebSocket, by RFC 6455 section 4.2: what is no handshake is told why, and where something else would be taken, what.
#include "net/handshake.hpp"

#include "live_feed.hpp"

namespace bowball::net {
namespace handshake_test {

Handshake good() {
    Handshake asked;
    asked.method = "GET";
    asked.path = live_path;
    asked.asks_for_websocket = true;
    asked.key = "dGhlIHNhbXBsZSBub25jZQ==";
    asked.keys = 1;
    asked.version = "13";
    return asked;
}

unsigned status_with(const std::function<void(Handshake&)>& change) {
    auto asked = good();
    change(asked);
    const auto refused = refuse_handshake(asked);
    return refused ? refused->status : 0;
}

TEST(Handshake, AGoodOneIsTaken) { EXPECT_FALSE(refuse_handshake(good())); }

TEST(Handshake, AnotherVersionIsToldWhichOneIsSpoken) {
    for (const auto* version : {"", "8", "12", "14", "013", "13, 8", "x"}) {
        auto asked = good();
        asked.version = version;
        const auto refused = refuse_handshake(asked);
        ASSERT_TRUE(refused) << version;
        EXPECT_EQ(refused->status, 426u);
        EXPECT_NE(std::ranges::find(refused->headers, std::pair<std::string, std::string>{"Sec-WebSocket-Version", "13"}), refused->headers.end());
        EXPECT_NE(std::ranges::find(refused->headers, std::pair<std::string, std::string>{"Upgrade", "websocket"}), refused->headers.end());
    }
}

TEST(Handshake, TheKeyIsSixteenBytesInBase64) {
    for (const auto* key : {"", "x", "dGhlIHNhbXBsZSBub25jZQ", "dGhlIHNhbXBsZSBub25jZQ=", "dGhlIHNhbXBsZSBub25jZR==", "dGhlIHNhbXBsZSBub25jZQ==x", "dGhlIHNhbXBsZSBub25jZSE=", "dGhlIHNhbXBsZSBub*5jZQ==", "AAAA"})
        EXPECT_EQ(status_with([&](Handshake& asked) { asked.key = key; }), 400u) << key;
    EXPECT_EQ(status_with([](Handshake& asked) { asked.keys = 2; }), 400u);
    EXPECT_EQ(status_with([](Handshake& asked) { asked.key = "AAAAAAAAAAAAAAAAAAAAAA=="; }), 0u);
    EXPECT_EQ(status_with([](Handshake& asked) { asked.key = "/+9AAAAAAAAAAAAAAAAAAw=="; }), 0u);
}

TEST(Handshake, TheRest) {
    EXPECT_EQ(status_with([](Handshake& asked) { asked.http_version = 10; }), 400u);
    EXPECT_EQ(status_with([](Handshake& asked) { asked.method = "POST"; }), 405u);
    EXPECT_EQ(status_with([](Handshake& asked) { asked.method = "HEAD"; }), 405u);
    EXPECT_EQ(status_with([](Handshake& asked) { asked.path = "/"; }), 404u);
    EXPECT_EQ(status_with([](Handshake& asked) { asked.asks_for_websocket = false; }), 426u);
    EXPECT_EQ(status_with([](Handshake& asked) { asked.offers_other_protocols_only = true; }), 400u);
}

class Door : public LiveFeed {
protected:
    /// The head of the answer to these lines.
    [[nodiscard]] std::string ask(const std::string& request) const {
        RawSocket socket{port};
        socket.send(request + "\r\n");
        while (socket.buffer.find("\r\n\r\n") == std::string::npos && socket.fill(socket.buffer.size() + 1)) {
        }
        return socket.buffer.substr(0, socket.buffer.find("\r\n\r\n"));
    }
    static constexpr const char* upgrade = "Upgrade: websocket\r\nConnection: keep-alive, Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
};

TEST_F(Door, OverTheWireItSaysTheSame) {
    EXPECT_TRUE(ask(std::string{"GET /live HTTP/1.1\r\nHost: x\r\n"} + upgrade + "Sec-WebSocket-Version: 13\r\n").starts_with("HTTP/1.1 101"));
    const auto old = ask(std::string{"GET /live HTTP/1.1\r\nHost: x\r\n"} + upgrade + "Sec-WebSocket-Version: 8\r\n");
    EXPECT_TRUE(old.starts_with("HTTP/1.1 426")) << old;
    EXPECT_NE(old.find("\r\nSec-WebSocket-Version: 13"), std::string::npos);
    EXPECT_NE(old.find("\r\nConnection: close, upgrade"), std::string::npos) << old;
    EXPECT_TRUE(ask("GET /live HTTP/1.1\r\nHost: x\r\n").starts_with("HTTP/1.1 426"));
    EXPECT_TRUE(ask(std::string{"POST /live HTTP/1.1\r\nHost: x\r\n"} + upgrade + "Sec-WebSocket-Version: 13\r\n").starts_with("HTTP/1.1 405"));
    EXPECT_TRUE(ask(std::string{"GET /live HTTP/1.0\r\nHost: x\r\n"} + upgrade + "Sec-WebSocket-Version: 13\r\n").starts_with("HTTP/1.1 400"));
    EXPECT_TRUE(ask(std::string{"GET /live HTTP/1.1\r\nHost: x\r\n"} + upgrade + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n").starts_with("HTTP/1.1 400")) << "two keys";
    EXPECT_TRUE(ask(std::string{"GET /other HTTP/1.1\r\nHost: x\r\n"} + upgrade + "Sec-WebSocket-Version: 13\r\n").starts_with("HTTP/1.1 404"));
}

// RFC 9112 section 3.2.
TEST_F(Door, ARequestNamesItsHostOnce) {
    EXPECT_TRUE(ask(std::string{"GET /live HTTP/1.1\r\n"} + upgrade + "Sec-WebSocket-Version: 13\r\n").starts_with("HTTP/1.1 400"));
    EXPECT_TRUE(ask("GET /api/v1/health HTTP/1.1\r\n").starts_with("HTTP/1.1 400"));
    EXPECT_TRUE(ask("GET /api/v1/health HTTP/1.1\r\nHost: x\r\nHost: y\r\n").starts_with("HTTP/1.1 400"));
    EXPECT_TRUE(ask("GET /api/v1/health HTTP/1.1\r\nHost:\r\n").starts_with("HTTP/1.1 200")) << "an empty one is one";
    EXPECT_TRUE(ask("GET /api/v1/health HTTP/1.0\r\n").starts_with("HTTP/1.1 200")) << "before there were names";
}

}  // namespace handshake_test
}  // namespace bowball::net
