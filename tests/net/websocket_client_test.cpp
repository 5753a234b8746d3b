// A client without its server: what leaves it, and when, into a socket that takes nothing.
#include "net/websocket_client.hpp"

#include <gtest/gtest.h>
#include <spdlog/sinks/null_sink.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/write.hpp>

namespace bowball::net {
namespace websocket_client_test {

namespace asio = boost::asio;
using asio::ip::tcp;

class OutboxTest : public testing::Test {
protected:
    void SetUp() override {
        tcp::acceptor acceptor{context, {asio::ip::address_v4::loopback(), 0}};
        here.connect(acceptor.local_endpoint());
        there = acceptor.accept();
    }
    /// Until the kernel takes no byte more; returns how many it took.
    std::size_t fill() {
        there.non_blocking(true);
        const std::string piece(4096, 'x');
        auto total = std::size_t{0};
        for (auto size = piece.size(); size > 0;) {
            boost::system::error_code full;
            total += there.write_some(asio::buffer(piece.data(), size), full);
            if (full) size /= 2;
        }
        return total;
    }
    std::string take(std::size_t count) {
        std::string bytes;
        here.non_blocking(true);
        for (int i = 0; i < 10'000 && bytes.size() < count; ++i) {
            char piece[65536];
            boost::system::error_code none;
            bytes.append(piece, here.read_some(asio::buffer(piece), none));
            context.restart();
            context.run_for(std::chrono::milliseconds{1});
        }
        return bytes;
    }

    asio::io_context context;
    tcp::socket here{context};
    tcp::socket there{context};
    Hub hub{"E"};
    Watch watch{context};
    ClientContext clients{hub, watch, {}, [] { return std::int64_t{0}; }, 1, "test", "leading", {}, std::make_shared<spdlog::logger>("test", std::make_shared<spdlog::sinks::null_sink_mt>())};
};

// A blocking write into a socket whose buffer is full would stop the net thread, and everybody with it.
TEST_F(OutboxTest, AHandshakeIntoAFullSocketWaitsForNobody) {
    const auto before = fill();
    const auto began = std::chrono::steady_clock::now();
    auto client = std::make_shared<WebsocketClient>(make_plain_wire(std::move(there), context.get_executor()), nullptr, clients, Visitor{});
    client->start("HTTP/1.1 101 Switching Protocols\r\n\r\n", "");
    EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds{1});
    const auto bytes = take(before + 100);
    EXPECT_EQ(bytes.substr(before, 12), "HTTP/1.1 101");
    EXPECT_NE(bytes.find("hello", before), std::string::npos) << "and the greeting after it";
    client->abort();
}

TEST_F(OutboxTest, OfManyPingsOnlyTheNewestIsAnsweredWhenTheSocketTakesAgain) {
    const auto before = fill();
    auto client = std::make_shared<WebsocketClient>(make_plain_wire(std::move(there), context.get_executor()), nullptr, clients, Visitor{});
    client->start("101", "");
    for (const auto c : {'a', 'b', 'c'}) asio::write(here, asio::buffer(std::string("\x89\x81\0\0\0\0", 6) + c));
    context.run_for(std::chrono::milliseconds{50});
    const auto bytes = take(before + 3 + 100).substr(before);
    EXPECT_EQ(bytes.find(std::string{"\x8A\x01", 2} + "a"), std::string::npos);
    EXPECT_NE(bytes.find(std::string{"\x8A\x01", 2} + "c"), std::string::npos);
    client->abort();
}

TEST_F(OutboxTest, WhoLetsLongAnswersPileUpIsCutByTheirBytes) {
    fill();
    auto client = std::make_shared<WebsocketClient>(make_plain_wire(std::move(there), context.get_executor()), nullptr, clients, Visitor{});
    client->start("101", "");
    constexpr std::size_t piece = 10'000;
    auto sent = std::size_t{0};
    for (; hub.counts().viewers > 0 && sent < 2 * limits::outbox_bytes; sent += piece) {
        client->message(Packet::bare(std::string(piece, 'x')));
        client->flush();
    }
    EXPECT_GT(sent, limits::outbox_bytes);
    EXPECT_LT(sent, limits::outbox_bytes + 2 * piece) << "far fewer than limits::answers_waiting";
    EXPECT_EQ(clients.tally.cuts[Cut::unread_answers], 1u);
}

TEST_F(OutboxTest, WhoLetsAnswersPileUpIsCut) {
    const auto before = fill();
    auto client = std::make_shared<WebsocketClient>(make_plain_wire(std::move(there), context.get_executor()), nullptr, clients, Visitor{});
    client->start("101", "");
    for (std::size_t i = 0; i <= limits::answers_waiting; ++i) {
        client->message(Packet::bare("x"));
        client->flush();
    }
    EXPECT_EQ(hub.counts().viewers, 0u) << "at once, not when it takes again";
    EXPECT_EQ(take(before).size(), before);
    here.non_blocking(false);
    char piece[1];
    boost::system::error_code end;
    EXPECT_EQ(here.read_some(asio::buffer(piece), end), 0u);
    EXPECT_TRUE(end) << "the connection has ended, without what waited";
}

}  // namespace websocket_client_test
}  // namespace bowball::net
