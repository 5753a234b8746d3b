#include <gtest/gtest.h>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>

#include "io/link.hpp"

namespace bowball::io {
namespace network_link_test {

using boost::asio::ip::tcp;

/// Keeps what a link says.
class Listener final : public LinkListener {
public:
    void on_open(HostTime) override { ++opened; }
    void on_bytes(std::span<const std::byte> got, HostTime) override { bytes.append(reinterpret_cast<const char*>(got.data()), got.size()); }
    void on_file(std::string_view, std::span<const std::byte>, HostTime) override {}
    void on_trouble(std::string) override {}
    void on_closed(std::string why) override { closed.push_back(std::move(why)); }
    int opened = 0;
    std::string bytes;
    std::vector<std::string> closed;
};

class NetworkLink : public testing::Test {
protected:
    void make(const std::string& text) { link = make_link(parse_link(text).value(), context, Clock{}, listener); }
    template <class Condition>
    bool until(Condition condition) {
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{30};
        while (!condition() && std::chrono::steady_clock::now() < end) {
            context.restart();
            context.run_for(std::chrono::milliseconds{10});
        }
        return condition();
    }

    boost::asio::io_context context{1};
    Listener listener;
    std::unique_ptr<Link> link;
};

// A refused bind leaves an acceptor that is open and bound to nothing: each try needs a new one.
TEST_F(NetworkLink, APortThatWasTakenIsListenedToOnceItIsFree) {
    auto other = std::make_unique<tcp::acceptor>(context, tcp::endpoint{boost::asio::ip::address_v4::loopback(), 0}, false);
    const auto port = other->local_endpoint().port();
    make("tcp-listen://127.0.0.1:" + std::to_string(port));
    link->open();
    ASSERT_TRUE(until([&] { return listener.closed.size() == 1; }));
    link->open();
    ASSERT_TRUE(until([&] { return listener.closed.size() == 2; }));
    EXPECT_NE(listener.closed[1].find("in use"), std::string::npos) << listener.closed[1];
    other.reset();
    link->open();
    tcp::socket device{context};
    ASSERT_TRUE(until([&] {
        boost::system::error_code failed;
        if (!device.is_open() || listener.opened == 0) {
            device = tcp::socket{context};
            device.connect({boost::asio::ip::address_v4::loopback(), port}, failed);
        }
        return listener.opened == 1;
    }));
    boost::asio::write(device, boost::asio::buffer(std::string{"hello"}));
    EXPECT_TRUE(until([&] { return listener.bytes == "hello"; }));
}

TEST_F(NetworkLink, EveryAddressOfANameIsTried) {
    tcp::acceptor device{context, {boost::asio::ip::address_v4::loopback(), 0}};
    make("tcp://localhost:" + std::to_string(device.local_endpoint().port()));
    link->open();
    EXPECT_TRUE(until([&] { return listener.opened == 1; })) << "localhost may be ::1 first";
}

TEST_F(NetworkLink, ACallThatNobodyAnswersEnds) {
    // A full backlog on loopback: the kernel drops the call, as a device does that is switched off.
    tcp::acceptor full{context, tcp::v4()};
    full.bind({boost::asio::ip::address_v4::loopback(), 0});
    full.listen(0);
    std::vector<tcp::socket> callers;
    for (int i = 0; i < 3; ++i) {
        callers.emplace_back(context, tcp::v4());
        callers.back().async_connect(full.local_endpoint(), [](const boost::system::error_code&) {});
    }
    until([&, rounds = 0]() mutable { return ++rounds > 10; });
    make("tcp://127.0.0.1:" + std::to_string(full.local_endpoint().port()));
    link->open();
    ASSERT_TRUE(until([&] { return !listener.closed.empty(); }));
    EXPECT_NE(listener.closed[0].find("timed out"), std::string::npos) << listener.closed[0];
    EXPECT_EQ(listener.opened, 0);
}

TEST_F(NetworkLink, ADatagramLinkWithoutAnAddressSaysHowToWriteIt) {
    make("udp://localhost:7002");
    link->open();
    ASSERT_TRUE(until([&] { return listener.closed.size() == 1; }));
    EXPECT_NE(listener.closed[0].find("in numbers"), std::string::npos);
}

}  // namespace network_link_test
}  // namespace bowball::io
