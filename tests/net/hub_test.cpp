// Who is served when, and how often a topic is looked at for it: counted, without a socket and without a clock.
#include "net/hub.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

#include "core/feed_limits.hpp"
#include "core/limits.hpp"

namespace bowball::net {
namespace hub_test {

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
        if (on_flush) on_flush();
    }
    bool is_official() const override { return kind_ == Kind::official; }
    bool is_board() const override { return kind_ == Kind::board; }
    Transport transport() const override { return Transport::websocket; }

    std::vector<std::string> views;
    std::vector<std::string> messages;
    std::vector<std::string> beats;
    int flushes = 0;
    bool leaves_when_flushed = false;
    std::function<void()> on_flush;

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
    Broadcast broadcast(const std::vector<std::string>& topics, const std::string& text) {
        Broadcast made;
        made.number = ++broadcasts;
        for (const auto& topic : topics) made.views.push_back({views::Audience::everyone, Packet::for_all(text, {{}, topic, 0})});
        return made;
    }
    void take(const std::string& text) { hub.take(broadcast({"meet"}, text)); }
    void take_of_its_own(const std::string& text) { hub.take(broadcast({"race/" + text + "/board"}, text)); }
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
    std::uint64_t broadcasts = 0;
    std::vector<std::uint64_t> done;
    Hub hub{"E", Seq{}, false, [this](std::uint64_t one) { done.push_back(one); }};
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

// To show a pattern one looks at all that is on the air: thirty times the same would be thirty looks.
TEST_F(AHub, APatternThatIsSaidManyTimesIsShownOnce) {
    take("1");
    EXPECT_EQ(come(Witness::Kind::phone, std::vector<std::string>(32, "*")).views.size(), 1u);
    EXPECT_EQ(come(Witness::Kind::phone, {"meet", "*"}).views.size(), 2u) << "two patterns are two";
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
    EXPECT_EQ(clients.back()->views, (std::vector<std::string>{"2"})) << "of one topic the newest is enough";
}

TEST_F(AHub, WhatOfSeveralTopicsComesInTheMiddleOfARoundIsWholeAndInItsOrder) {
    for (std::size_t i = 0; i < many; ++i) come(Witness::Kind::phone, {"race/*/board"});
    for (int i = 1; i <= 3; ++i) {
        take_of_its_own(std::to_string(i));
        hub.go_on(limits::fan_out_slice);
    }
    hub.take(broadcast({"race/2/board"}, "2 anew"));
    finish();
    EXPECT_EQ(clients.back()->views, (std::vector<std::string>{"1", "3", "2 anew"}));
    EXPECT_EQ(clients.front()->views, (std::vector<std::string>{"1", "3", "2 anew"})) << "that had the first before the others came";
}

TEST_F(AHub, TellsOfEachBroadcastOnceWhenAllWereOfferedIt) {
    crowd(many);
    take("1");
    hub.go_on(limits::fan_out_slice);
    take("2");
    EXPECT_TRUE(done.empty());
    finish();
    EXPECT_EQ(done, (std::vector<std::uint64_t>{1, 2}));
    clients.clear();
    take("3");
    EXPECT_EQ(done.size(), 3u) << "nobody is there: all were offered it";
}

TEST_F(AHub, MissesNobodyWhenOthersGo) {
    crowd(many);
    take("1");
    hub.go_on(10);
    clients.erase(clients.begin() + 3);
    for (std::size_t i = 50; i < clients.size(); i += 7) clients[i]->leaves_when_flushed = true;
    finish();
    EXPECT_EQ(phones_with("1"), many - 1);
}

// A hundred phones lose their cell while ten thousand are served: none of the others waits for another round because of it.
TEST_F(AHub, ARoundEndsWhenItWouldThoughSomebodyGoesInEachSlice) {
    crowd(many);
    take("1");
    auto slices = std::size_t{0};
    do {
        clients.erase(clients.begin());   // one that has been served, or will be next
        ++slices;
    } while (hub.go_on(limits::fan_out_slice));
    EXPECT_LE(slices, many / limits::fan_out_slice);
    EXPECT_EQ(phones_with("1"), clients.size());
    EXPECT_EQ(done, (std::vector<std::uint64_t>{1}));
}

// Whoever is flushed may take others with it, one that was served, one that waits, or the next one: each of those who stay gets each message once.
TEST_F(AHub, NobodyIsPassedOverOrServedTwiceWhoeverLeavesWhoseTurnItIs) {
    std::mt19937 chance{7};
    std::set<std::size_t> gone;
    for (std::size_t i = 0; i < many; ++i) come(i % 50 == 0 ? Witness::Kind::board : i % 77 == 0 ? Witness::Kind::official : Witness::Kind::phone, {"race/*/board"});
    for (auto& client : clients) {
        client->on_flush = [&] {
            if (chance() % 8 != 0) return;
            const auto victim = chance() % clients.size();
            hub.leave(*clients[victim]);
            gone.insert(victim);
        };
    }
    constexpr int messages = 6;
    for (int i = 0; i < messages; ++i) {
        take_of_its_own(std::to_string(i));
        hub.go_on(limits::fan_out_slice / 2);
    }
    finish();
    ASSERT_GT(gone.size(), 100u);
    ASSERT_LT(gone.size(), many);
    for (std::size_t i = 0; i < many; ++i) {
        const std::vector<std::string> all{"0", "1", "2", "3", "4", "5"};
        const auto& got = clients[i]->views;
        if (gone.contains(i)) EXPECT_TRUE(std::equal(got.begin(), got.end(), all.begin())) << i;
        else EXPECT_EQ(got, all) << i;
    }
    EXPECT_EQ(done.size(), static_cast<std::size_t>(messages));
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
    EXPECT_EQ(late.views, (std::vector<std::string>{"2", "2"})) << "what was under way, and then what it asked for";
    finish();
    EXPECT_EQ(late.views.size(), 2u);
    EXPECT_EQ(clients.back()->views.size(), 1u);
}

// However much is under way: an official's frame waits for no screen, nor for one that a broadcast would be too many.
TEST_F(AHub, AtAnyLoadAnOfficialIsServedWithoutASingleScreenInBetween) {
    crowd(many);
    auto& official = come(Witness::Kind::official);
    auto& board = come(Witness::Kind::board);
    for (std::size_t i = 0; i < 1'000; ++i) {
        order.clear();
        take(std::to_string(i));
        ASSERT_EQ(order, (std::vector<std::string>{"official", "board"})) << i;
    }
    EXPECT_EQ(official.views.size(), 1'000u);
    EXPECT_EQ(board.views.size(), 1'000u);
    EXPECT_EQ(finish(), many / limits::fan_out_slice) << "and the public gets the newest of all that, in one round";
    EXPECT_EQ(phones_with("999"), many);
    EXPECT_EQ(clients.front()->views.size(), 1u);
}

TEST_F(AHub, TellsOfNoMoreBroadcastsThanItsBoundAndLateOfTheOthers) {
    crowd(many);
    for (std::size_t i = 0; i < limits::broadcasts_told + 10; ++i) take(std::to_string(i));
    finish();
    EXPECT_EQ(done.size(), limits::broadcasts_told);
    EXPECT_EQ(done.back(), limits::broadcasts_told + 10) << "the last one with those that were too many";
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
    Broadcast secret;
    secret.number = 1;
    secret.views.push_back({views::Audience::officials, Packet::for_all("secret", {{}, "race/1/referee", 0})});
    hub.take(secret);
    finish();
    EXPECT_EQ(official.views.size(), 1u);
    EXPECT_TRUE(phone.views.empty());
    EXPECT_TRUE(other.views.empty());
    hub.unsubscribe(official, {"race/*/*"});
    hub.take(secret);
    EXPECT_EQ(official.views.size(), 1u);
}

}  // namespace hub_test
}  // namespace bowball::net
