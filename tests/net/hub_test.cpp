// Who is served when, and how often a topic is looked at for it: counted, without a socket and without a clock.
#include "net/hub.hpp"

#include <gtest/gtest.h>

#include "core/limits.hpp"

namespace bowball::net {
namespace {

/// Writes down what it is given.
class Witness final : public Subscriber {
public:
    enum class Kind : std::uint8_t { official, board, phone };
    Witness(Hub& hub, Kind kind, std::vector<std::string>& order) : hub_(hub), kind_(kind), order_(order) { hub_.join(*this); }
    ~Witness() override { hub_.leave(*this); }
    Witness(const Witness&) = delete;
    Witness& operator=(const Witness&) = delete;

    void view(Shared packet) override { views.push_back(std::string{packet->json()}); }
    void message(Shared packet) override { messages.push_back(std::string{packet->json()}); }
    void heartbeat(Shared packet) override { beats.push_back(std::string{packet->json()}); }
    void flush() override {
        ++flushes;
        order_.push_back(kind_ == Kind::official ? "official" : kind_ == Kind::board ? "board" : "phone");
        if (leaves_when_flushed) hub_.leave(*this);
    }
    bool is_official() const override { return kind_ == Kind::official; }
    bool is_board() const override { return kind_ == Kind::board; }
    Transport transport() const override { return Transport::websocket; }

    std::vector<std::string> views;
    std::vector<std::string> messages;
    std::vector<std::string> beats;
    int flushes = 0;
    bool leaves_when_flushed = false;

private:
    Hub& hub_;
    Kind kind_;
    std::vector<std::string>& order_;
};

class AHub : public testing::Test {
protected:
    Witness& come(Witness::Kind kind, const std::vector<std::string>& patterns = {"*"}) {
        clients.push_back(std::make_unique<Witness>(hub, kind, order));
        EXPECT_TRUE(hub.subscribe(*clients.back(), patterns).empty());
        return *clients.back();
    }
    void crowd(std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) come(Witness::Kind::phone);
    }
    static std::shared_ptr<const Broadcast> broadcast(const std::vector<std::string>& topics, const std::string& text) {
        auto made = std::make_shared<Broadcast>();
        for (const auto& topic : topics) made->views.push_back({views::Audience::everyone, Packet::for_all(text, {{}, topic, 0})});
        return made;
    }
    void take(const std::string& text) { hub.take(broadcast({"meet"}, text)); }
    /// Until everybody is served; how many slices that took.
    std::size_t finish() {
        auto slices = std::size_t{1};
        while (hub.go_on(limits::fan_out_slice)) ++slices;
        return slices;
    }
    [[nodiscard]] std::size_t phones_with(const std::string& newest) const {
        return static_cast<std::size_t>(std::ranges::count_if(clients, [&](const auto& one) { return !one->is_official() && !one->is_board() && !one->views.empty() && one->views.back() == newest; }));
    }

    std::vector<std::string> order;
    std::vector<std::shared_ptr<const Broadcast>> done;
    Hub hub{"E", Seq{}, false, [this](const std::shared_ptr<const Broadcast>& one) { done.push_back(one); }};
    std::vector<std::unique_ptr<Witness>> clients;   ///< after the hub, which they leave
};

constexpr std::size_t many = 10 * limits::fan_out_slice;

TEST_F(AHub, OfficialsAndBoardsAreServedBeforeThePublicWhoeverCameFirst) {
    crowd(5);
    come(Witness::Kind::board);
    come(Witness::Kind::official);
    take("1");
    EXPECT_EQ(order, (std::vector<std::string>{"official", "board"}));
    finish();
    EXPECT_EQ(phones_with("1"), 5u);
}

TEST_F(AHub, ServesThePublicASliceAtATime) {
    crowd(many);
    take("1");
    EXPECT_EQ(phones_with("1"), 0u) << "not before others had their turn";
    EXPECT_TRUE(hub.go_on(limits::fan_out_slice));
    EXPECT_EQ(phones_with("1"), limits::fan_out_slice);
    finish();
    EXPECT_EQ(phones_with("1"), many);
    for (const auto& one : clients) EXPECT_EQ(one->flushes, 1);
}

// Ten thousand screens take a tenth of a second: what an official is to see must not wait for them.
TEST_F(AHub, WhatComesInTheMiddleOfARoundIsAtOnceWithOfficialsAndInOneWriteWithThePublic) {
    auto& official = come(Witness::Kind::official);
    crowd(many);
    take("1");
    hub.go_on(limits::fan_out_slice);
    take("2");
    EXPECT_EQ(official.views, (std::vector<std::string>{"1", "2"}));
    EXPECT_EQ(phones_with("2"), 0u);
    finish();
    EXPECT_EQ(phones_with("2"), many);
    const auto flushes = [&] {
        auto all = 0;
        for (const auto& one : clients) all += one->flushes;
        return all - official.flushes;
    }();
    EXPECT_EQ(flushes, static_cast<int>(many + limits::fan_out_slice)) << "whom the first round had not reached got both at once";
    EXPECT_EQ(clients.back()->views, (std::vector<std::string>{"1", "2"}));
}

TEST_F(AHub, TellsOfEachBroadcastOnceWhenAllWereOfferedIt) {
    crowd(many);
    const auto first = broadcast({"meet"}, "1");
    const auto second = broadcast({"meet"}, "2");
    hub.take(first);
    hub.go_on(limits::fan_out_slice);
    hub.take(second);
    EXPECT_TRUE(done.empty());
    finish();
    EXPECT_EQ(done, (std::vector{first, second}));
    clients.clear();
    hub.take(first);
    EXPECT_EQ(done.size(), 3u) << "nobody is there: all were offered it";
}

// The last one takes the place of one that has been served already.
TEST_F(AHub, MissesNobodyWhenOthersGo) {
    crowd(many);
    take("1");
    hub.go_on(10);
    clients.erase(clients.begin() + 3);
    for (std::size_t i = 50; i < clients.size(); i += 7) clients[i]->leaves_when_flushed = true;
    finish();
    EXPECT_EQ(phones_with("1"), many - 1);
}

// They stand at the end of the row, before those whose turn comes when it begins anew.
TEST_F(AHub, MissesNobodyWhenOthersCome) {
    crowd(many);
    take("1");
    hub.go_on(10);
    take("2");
    crowd(5);
    finish();
    EXPECT_EQ(phones_with("2"), many + 5);
    EXPECT_EQ(done.size(), 2u);
}

TEST_F(AHub, WhoComesInTheMiddleOfARoundGetsTheNewestAndNothingOlderAfterIt) {
    crowd(many);
    take("1");
    hub.go_on(limits::fan_out_slice);
    take("2");
    EXPECT_EQ(come(Witness::Kind::phone).views, (std::vector<std::string>{"2"}));
    auto& late = *clients.at(many - 1);
    ASSERT_TRUE(late.views.empty());
    EXPECT_TRUE(hub.subscribe(late, {"meet"}).empty());
    EXPECT_EQ(late.views, (std::vector<std::string>{"1", "2", "2"})) << "what was under way, and then what it asked for";
    finish();
    EXPECT_EQ(late.views.size(), 3u);
    EXPECT_EQ(clients.back()->views.size(), 1u);
}

TEST_F(AHub, HoldsNoMoreBroadcastsThanItsBound) {
    crowd(many);
    for (std::size_t i = 0; i < limits::broadcasts_under_way + 10; ++i) take(std::to_string(i));
    EXPECT_GT(phones_with(std::to_string(limits::broadcasts_under_way - 1)), 0u) << "the oldest ones were brought to the end";
    EXPECT_GE(done.size(), 10u);
    finish();
    EXPECT_EQ(phones_with(std::to_string(limits::broadcasts_under_way + 9)), many);
}

TEST_F(AHub, AHeartbeatGoesRoundAsAViewDoes) {
    auto& official = come(Witness::Kind::official);
    crowd(many);
    take("1");
    hub.go_on(limits::fan_out_slice);
    hub.beat(Packet::message("beat"));
    EXPECT_EQ(official.beats.size(), 1u) << "at once, in the middle of a round";
    finish();
    for (const auto& one : clients) EXPECT_EQ(one->beats, (std::vector<std::string>{"beat"}));
    EXPECT_EQ(done.size(), 1u);
}

// Each screen's patterns against each topic would be a million comparisons here.
TEST_F(AHub, ComparesAFrameWithThePatternsOfAPageOnceAndNotForEachScreen) {
    const std::vector<std::string> page{"current/board", "current/results", "meet", "race/*/*"};
    for (std::size_t i = 0; i < many; ++i) come(Witness::Kind::phone, page);
    const auto before = hub.compared();
    std::vector<std::string> topics;
    for (int race = 1; race <= 200; ++race) topics.push_back("race/" + std::to_string(race) + "/board");
    hub.take(broadcast(topics, "1"));
    finish();
    EXPECT_EQ(clients.back()->views.size(), topics.size());
    EXPECT_EQ(hub.compared() - before, topics.size() * page.size());
}

TEST_F(AHub, LooksOnlyAtTopicsThatBeginLikeThePattern) {
    std::vector<std::string> topics{"meet", "health"};
    for (int race = 1; race <= 500; ++race) {
        for (const auto* view : {"board", "results", "start_list", "start"}) topics.push_back("race/" + std::to_string(race) + "/" + view);
    }
    hub.take(broadcast(topics, "1"));
    const auto cost_of = [&](const std::string& pattern) {
        const auto before = hub.compared();
        come(Witness::Kind::phone, {pattern});
        return hub.compared() - before;
    };
    EXPECT_LE(cost_of("race/12/board"), 1u);
    EXPECT_LE(cost_of("meet"), 1u);
    EXPECT_LE(cost_of("race/77/*"), 4u);
    EXPECT_EQ(cost_of("race/*/*"), 2'000u);
    EXPECT_EQ(clients.back()->views.size(), 2'000u);
}

TEST_F(AHub, WhatIsForOfficialsGoesToNobodyElseOfTheSameWish) {
    auto& official = come(Witness::Kind::official, {"race/*/*"});
    auto& phone = come(Witness::Kind::phone, {"race/*/*"});
    auto& other = come(Witness::Kind::phone, {"race/*/*"});
    auto secret = std::make_shared<Broadcast>();
    secret->views.push_back({views::Audience::officials, Packet::for_all("secret", {{}, "race/1/referee", 0})});
    hub.take(secret);
    finish();
    EXPECT_EQ(official.views.size(), 1u);
    EXPECT_TRUE(phone.views.empty());
    EXPECT_TRUE(other.views.empty());
    hub.unsubscribe(official, {"race/*/*"});
    hub.take(secret);
    EXPECT_EQ(official.views.size(), 1u);
}

}  // namespace
}  // namespace bowball::net
