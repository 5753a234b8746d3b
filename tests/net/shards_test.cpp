// Several net threads: who is where, what they share, what is counted. All of test_net runs on three of them too (net_on_three_threads).
#include <gtest/gtest.h>
#include <unistd.h>

#include <set>

#include "live_feed.hpp"

namespace bowball::net {
namespace shards_test {

class SeveralThreads : public LiveFeed {
protected:
    void SetUp() override {
        options.threads = 4;
        LiveFeed::SetUp();
    }
};

TEST_F(SeveralThreads, EverybodyGetsTheSameBytesWhereverTheyAre) {
    std::vector<std::unique_ptr<Client>> clients;
    for (const auto* path : {"/live", "/live?as=board", "/live", "/live", "/live", "/live"}) {
        clients.push_back(std::make_unique<Client>(port, "", "bowball.v1", From{}, path));
        clients.back()->send(subscribe({"meet"}));
        clients.back()->send({{"v", 1}, {"kind", "ping"}, {"t0", 1}});
        clients.back()->receive("pong");   // it is in
    }
    publish("meet", 7, R"({"name":"Test Regatta"})");
    std::set<std::string> frames;
    for (auto& client : clients) {
        EXPECT_EQ(client->receive("view")["topic"], "meet");
        frames.insert(client->last_frame);
    }
    EXPECT_EQ(frames.size(), 1u) << "put together once, with one sent_us";
}

TEST_F(SeveralThreads, WhoIsOnAnotherThreadIsCountedWithinASecondOrTwo) {
    std::vector<std::unique_ptr<Client>> clients;
    for (int i = 0; i < 7; ++i) {
        clients.push_back(std::make_unique<Client>(port));
        clients.back()->receive("hello");
    }
    const auto admin = signed_in(Role::admin);
    std::string text;
    for (int i = 0; i < 500 && text.find("bowball_clients{kind=\"public\"} 7\n") == std::string::npos; ++i) {
        text = http(port, "GET", "/metrics", "", admin).body;
        ::usleep(20'000);
    }
    EXPECT_NE(text.find("bowball_clients{kind=\"public\"} 7\n"), std::string::npos) << text;
}

TEST_F(SeveralThreads, AServerThatGoesLeavesNothingBehind) {
    Client viewer{port};
    viewer.receive("hello");
    Client board{port, "", "bowball.v1", From{}, "/live?as=board"};
    board.receive("hello");
    RawSocket half{port};
    half.send("GET / HTTP/1.1\r\nHost: x\r\n");
    RawSocket waiting{port};
    waiting.send("GET /api/v1/log?wait_ms=20000 HTTP/1.1\r\nHost: x\r\n\r\n");
    const auto last = std::exchange(server, nullptr);
    last->stop();
    viewer.receive("bye");
    board.receive("bye");
    start();   // another, for the end of the test
}

}  // namespace shards_test
}  // namespace bowball::net
