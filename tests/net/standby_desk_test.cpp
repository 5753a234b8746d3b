// A standby's desk: what was asked is answered, and an answer that comes when its server has gone is heard by nobody.
#include <mutex>

#include "live_feed.hpp"

namespace bowball::net {
namespace standby_desk_test {

class StandbyFeed : public LiveFeed {
protected:
    void SetUp() override {
        options.standby = {[this](std::function<void(std::string)> reply) {
                               const std::lock_guard lock{guard};
                               asked.push_back(std::move(reply));
                           },
                           [this](Actor, std::string, std::function<void(Result<Seq>)> reply) {
                               const std::lock_guard lock{guard};
                               ordered.push_back(std::move(reply));
                           }};
        LiveFeed::SetUp();
    }
    template <class Reply>
    [[nodiscard]] std::function<void(Reply)> one_of(std::vector<std::function<void(Reply)>>& all) {
        for (int i = 0; i < 500; ++i) {
            {
                const std::lock_guard lock{guard};
                if (!all.empty()) {
                    auto reply = std::move(all.back());
                    all.pop_back();
                    return reply;
                }
            }
            std::this_thread::sleep_for(10ms);
        }
        ADD_FAILURE() << "nobody was asked";
        return [](Reply) {};
    }

    std::mutex guard;
    std::vector<std::function<void(std::string)>> asked;
    std::vector<std::function<void(Result<Seq>)>> ordered;
};

TEST_F(StandbyFeed, WhoAsksAndWhoOrdersAreAnsweredEachWithHisOwn) {
    const auto referee = signed_in(Role::referee);
    HttpReply seen;
    HttpReply taken;
    std::thread looks{[&] { seen = http(port, "GET", "/api/v1/standby", "", referee); }};
    std::thread orders{[&] { taken = http(port, "POST", "/api/v1/standby/take_over", R"({"reason":"the first one is in the lake"})", referee); }};
    const auto look = one_of(asked);
    one_of(ordered)(Seq{73});
    orders.join();
    look(R"({"ready":true})");
    looks.join();
    EXPECT_EQ(taken.body, R"({"seq":73})");
    EXPECT_EQ(seen.body, R"({"ready":true})");
}

// As at a takeover, where the pages of the standby end before what they had asked is answered.
TEST_F(StandbyFeed, AnAnswerThatComesWhenTheServerHasGoneIsHeardByNobody) {
    const auto cookie = signed_in(Role::referee);
    const auto request = [&](const std::string& line, const std::string& body) {
        return line + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port) + "\r\n" + cookie + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
    };
    const auto is_open = [](const RawSocket& socket) {
        char byte = 0;
        return ::recv(socket.descriptor(), &byte, 1, MSG_DONTWAIT) < 0 && errno == EAGAIN;
    };
    const RawSocket looks{port};
    const RawSocket orders{port};
    looks.send(request("GET /api/v1/standby", ""));
    orders.send(request("POST /api/v1/standby/take_over", R"({"reason":"the first one is in the lake"})"));
    const auto look = one_of(asked);
    const auto order = one_of(ordered);
    EXPECT_TRUE(is_open(looks) && is_open(orders));
    server->stop();
    server.reset();
    EXPECT_FALSE(is_open(looks) || is_open(orders)) << "a connection outlives the server that it is of";
    look(R"({"ready":true})");
    order(Seq{73});
    start();
    EXPECT_EQ(http(port, "GET", "/api/v1/health").status, 200);
}

}  // namespace standby_desk_test
}  // namespace bowball::net
