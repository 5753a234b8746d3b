// Datagrams over real sockets on loopback: when they came, and where answers go.
#include <gtest/gtest.h>

#include <boost/asio/ip/udp.hpp>
#include <thread>

#include "io/link.hpp"
#include "io/packet_stamps.hpp"

namespace bowball::io {
namespace udp_link_test {

using boost::asio::ip::udp;

struct Got {
    std::string bytes;
    HostTime at;
    HostTime read;
};

class Listener final : public LinkListener {
public:
    void on_open(HostTime) override { ++opened; }
    void on_bytes(std::span<const std::byte>, HostTime) override { FAIL() << "a datagram is whole, and said to be"; }
    void on_datagram(std::span<const std::byte> bytes, HostTime at) override {
        got.push_back({{reinterpret_cast<const char*>(bytes.data()), bytes.size()}, at, clock.now()});
        if (answer) link->write("to " + got.back().bytes);
    }
    void on_file(std::string_view, std::span<const std::byte>, HostTime) override {}
    void on_trouble(std::string) override {}
    void on_closed(std::string why) override { closed.push_back(std::move(why)); }

    Clock clock;
    Link* link = nullptr;
    bool answer = false;
    int opened = 0;
    std::vector<Got> got;
    std::vector<std::string> closed;
};

class UdpLinkTest : public testing::Test {
protected:
    void make(Clock clock = Clock{}) {
        udp::socket free{context, {boost::asio::ip::address_v4::loopback(), 0}};
        server = free.local_endpoint();
        free.close();
        listener.clock = clock;
        link = make_link(parse_link("udp://127.0.0.1:" + std::to_string(server.port())).value(), context, clock, listener);
        listener.link = link.get();
        link->open();
        ASSERT_TRUE(until([&] { return listener.opened == 1; }));
    }
    udp::socket sensor() {
        udp::socket socket{context, {boost::asio::ip::address_v4::loopback(), 0}};
        socket.non_blocking(true);
        return socket;
    }
    void send(udp::socket& from, const std::string& bytes) { from.send_to(boost::asio::buffer(bytes), server); }
    static std::string received(udp::socket& at) {
        std::array<char, 2048> buffer{};
        boost::system::error_code failed;
        const auto count = at.receive(boost::asio::buffer(buffer), 0, failed);
        return failed ? "" : std::string{buffer.data(), count};
    }
    template <class Condition>
    bool until(Condition condition) {
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{30};
        while (!condition() && std::chrono::steady_clock::now() < end) {
            context.restart();
            context.run_for(std::chrono::milliseconds{1});
        }
        return condition();
    }

    boost::asio::io_context context{1};
    Listener listener;
    std::unique_ptr<Link> link;
    udp::endpoint server;
};

TEST_F(UdpLinkTest, ADatagramIsStampedBetweenItsSendingAndItsReading) {
    make();
    auto socket = sensor();
    Duration worst{};
    for (int i = 0; i < 200; ++i) {
        const auto before = listener.clock.now();
        send(socket, "number " + std::to_string(i));
        ASSERT_TRUE(until([&] { return listener.got.size() == static_cast<std::size_t>(i) + 1; }));
        const auto& got = listener.got.back();
        EXPECT_EQ(got.bytes, "number " + std::to_string(i));
        ASSERT_GE(got.at, before) << i;
        ASSERT_LE(got.at, got.read) << i;
        worst = std::max(worst, got.read - got.at);
    }
    RecordProperty("longest_from_arrival_to_read_us", static_cast<int>(worst / 1us));
}

// The reason for all this: what waits while the program does something else bears the time at which it came.
TEST_F(UdpLinkTest, ADatagramThatWaitedBearsItsArrival) {
    make();
    auto socket = sensor();
    send(socket, "the first");
    ASSERT_TRUE(until([&] { return listener.got.size() == 1; }));
    const auto before = listener.clock.now();
    send(socket, "a");
    const auto between = listener.clock.now();
    std::this_thread::sleep_for(std::chrono::milliseconds{50});
    const auto later = listener.clock.now();
    send(socket, "b");
    ASSERT_TRUE(until([&] { return listener.got.size() == 3; }));
    EXPECT_EQ(listener.got[1].bytes, "a") << "each datagram is a call of its own";
    EXPECT_GE(listener.got[1].at, before);
    EXPECT_LE(listener.got[1].at, between + 10ms) << "not when it was read, 50 ms later";
    EXPECT_GE(listener.got[2].at, later);
}

TEST_F(UdpLinkTest, AClockThatRunsFasterThanLifeHasNoKernelStamps) {
    make(Clock{60});
    auto socket = sensor();
    const auto before = listener.clock.now();
    send(socket, "a");
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
    const auto woken = listener.clock.now();
    ASSERT_TRUE(until([&] { return listener.got.size() == 1; }));
    EXPECT_GE(woken - before, 1s);
    EXPECT_GE(listener.got[0].at, woken);
}

TEST_F(UdpLinkTest, AnAnswerGoesToWhoseDatagramIsBeingTaken) {
    make();
    auto first = sensor();
    auto second = sensor();
    listener.answer = true;
    send(first, "one");
    send(second, "two");
    send(first, "three");
    ASSERT_TRUE(until([&] { return listener.got.size() == 3; }));
    EXPECT_EQ(received(first), "to one");
    EXPECT_EQ(received(first), "to three");
    EXPECT_EQ(received(second), "to two");
    EXPECT_EQ(received(second), "");
}

TEST_F(UdpLinkTest, AStrangerWhoGetsNoAnswerDoesNotBecomeThePeer) {
    make();
    auto device = sensor();
    auto stranger = sensor();
    send(stranger, "noise");
    ASSERT_TRUE(until([&] { return listener.got.size() == 1; }));
    link->write("to whom it may concern");
    EXPECT_EQ(received(stranger), "to whom it may concern") << "nobody was answered yet: a device that is only polled";
    listener.answer = true;
    send(device, "hello");
    ASSERT_TRUE(until([&] { return listener.got.size() == 2; }));
    listener.answer = false;
    send(stranger, "noise");
    ASSERT_TRUE(until([&] { return listener.got.size() == 3; }));
    link->write("poll");
    EXPECT_EQ(received(device), "to hello");
    EXPECT_EQ(received(device), "poll");
    EXPECT_EQ(received(stranger), "");
}

TEST_F(UdpLinkTest, APeerThatIsGoneDoesNotCloseTheLink) {
    make();
    auto device = std::make_unique<udp::socket>(sensor());
    listener.answer = true;
    send(*device, "hello");
    ASSERT_TRUE(until([&] { return listener.got.size() == 1; }));
    device.reset();
    for (int i = 0; i < 3; ++i) link->write("are you there?");
    auto next = sensor();
    send(next, "again");
    ASSERT_TRUE(until([&] { return listener.got.size() == 2; }));
    EXPECT_EQ(received(next), "to again");
    EXPECT_TRUE(listener.closed.empty());
}

constexpr ClockPair opened{HostTime{1000s}, 1'784'880'000s};
constexpr ClockPair after(Duration span) { return {opened.host + span, opened.wall + span}; }

TEST(PacketStamps, AStampIsAsOldAsTheWallClockSays) {
    PacketStamps stamps{opened};
    EXPECT_EQ(stamps.arrival(opened.wall + 1s, after(1s + 70us)), opened.host + 1s);
    EXPECT_EQ(stamps.arrival(opened.wall + 2s, after(5s)), opened.host + 2s) << "it waited for three seconds";
}

TEST(PacketStamps, WithoutOneThatCanBeBelievedItIsTheTimeAfterTheRead) {
    PacketStamps stamps{opened};
    EXPECT_EQ(stamps.arrival(std::nullopt, after(1s)), opened.host + 1s);
    EXPECT_EQ(stamps.arrival(opened.wall + 2s, after(1s)), opened.host + 1s) << "from the future";
    EXPECT_EQ(stamps.arrival(opened.wall - 1h, after(1s)), opened.host + 1s) << "an hour old";
}

TEST(PacketStamps, AWallClockThatWasSetIsNotBelievedForOnce) {
    PacketStamps stamps{opened};
    for (const auto by : {-3600s, -1s, 2s, 3600s}) {
        const auto set = [&](Duration span) { return ClockPair{opened.host + span, opened.wall + span + by}; };
        EXPECT_EQ(stamps.arrival(opened.wall + 1s, set(1s + 1ms)), opened.host + 1s + 1ms) << "it came before the clock was set";
        EXPECT_EQ(stamps.arrival(set(2s).wall, set(2s + 1ms)), opened.host + 2s) << "and the next one after it";
    }
}

}  // namespace udp_link_test
}  // namespace bowball::io
