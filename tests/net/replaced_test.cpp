// A client that names itself takes the place of its own lost connection, and of nobody else's.
#include "live_feed.hpp"

namespace bowball::net {
namespace replaced_test {

/// A WebSocket that calls itself something; with a cookie, an official's.
class Named {
public:
    Named(std::uint16_t port, const std::string& name, const std::string& cookie = "") : socket(port) {
        socket.send("GET /live?client=" + name + (cookie.empty() ? "" : "&ticket=" + ticket_of(port, cookie)) + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port) +
                    "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n" + cookie + "\r\n");
        socket.fill(socket.buffer.size() + 1);
        while (socket.buffer.find("hello") == std::string::npos && socket.fill(socket.buffer.size() + 1)) {
        }
    }
    /// The code of its close; 0 where the first byte after what was read is none.
    int code() {
        while (socket.buffer.find("\x88") == std::string::npos && socket.fill(socket.buffer.size() + 1)) {
        }
        const auto at = socket.buffer.find("\x88");
        if (at == std::string::npos || !(socket.buffer.size() >= at + 4 || socket.fill(at + 4))) return 0;
        return static_cast<unsigned char>(socket.buffer[at + 2]) << 8 | static_cast<unsigned char>(socket.buffer[at + 3]);
    }
    /// Whether its ping is answered: the connection stands.
    bool answers() {
        socket.send(std::string("\x89\x80\0\0\0\0", 6));
        while (socket.buffer.find('\x8A') == std::string::npos && socket.fill(socket.buffer.size() + 1)) {
        }
        return socket.buffer.find('\x8A') != std::string::npos;
    }
    RawSocket socket;
};

using Replaced = LiveFeed;
const std::string name = "abcDEF0123456789-_";

TEST_F(Replaced, TheOlderConnectionIsClosedWith4009) {
    Named before{port, name};
    Named anew{port, name};
    EXPECT_EQ(before.code(), close_code::replaced);
    Named third{port, name};
    EXPECT_EQ(anew.code(), close_code::replaced);
}

TEST_F(Replaced, NobodyClosesAnOfficialsPageByItsName) {
    const auto cookie = signed_in(Role::admin);
    Named official{port, name, cookie};
    Named viewer{port, name};
    EXPECT_TRUE(official.answers()) << "a viewer took its name, and not its place";
    Named again{port, name, cookie};
    EXPECT_EQ(official.code(), close_code::replaced) << "by its own session";
    Named other{port, name};
    EXPECT_TRUE(again.answers());
    EXPECT_EQ(viewer.code(), close_code::replaced) << "viewers by viewers alone";
}

TEST_F(Replaced, ANameThatCouldBeGuessedIsNone) {
    Named before{port, "abc"};
    Named anew{port, "abc"};
    EXPECT_TRUE(anew.answers());
    EXPECT_TRUE(before.answers());
}

TEST_F(Replaced, EveryTopicThatIsRefusedIsAnswered) {
    publish("meet", 1, "{}");
    Client client{port};
    client.send(subscribe({"health", "BAD", "meet", "race/1/referee"}));
    EXPECT_EQ(client.receive("error")["topic"], "health");
    const auto bad = client.receive("error");
    EXPECT_EQ(bad["topic"], "BAD");
    EXPECT_EQ(bad["code"], "bad_input");
    EXPECT_EQ(client.receive("error")["topic"], "race/1/referee");
    client.send({{"kind", "ping"}, {"t0", 1}});
    client.receive("pong");
    publish("meet", 2, R"({"n":2})");
    EXPECT_EQ(client.receive("view")["data"]["n"], 2) << "and the one between them stands";
}

}  // namespace replaced_test
}  // namespace bowball::net
